import { answerAnalysis, type AnalysisRequest } from '@/lib/analysis/request';

/** Runs beside the page, so that a long table does not hold up the reader. */
self.onmessage = ({ data }: MessageEvent<AnalysisRequest>) => self.postMessage(answerAnalysis(data));
