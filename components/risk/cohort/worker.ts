import { answerCohort, type CohortRequest } from '@/lib/risk-cohort/request';

/** Runs beside the page, so that a long list does not hold up the reader. */
self.onmessage = ({ data }: MessageEvent<CohortRequest>) =>
  void answerCohort(data, (message) => self.postMessage(message));
