import { useEffect, useState } from 'react';
import { answerAnalysis, type AnalysisAnswer, type AnalysisRequest } from '@/lib/analysis/request';

type Answered = Readonly<{ request: AnalysisRequest; answer: AnalysisAnswer }>;

/**
 * The analysis of the latest request, computed in a worker; where the browser allows none, on the page itself. While a new
 * one is under way the last answer stays.
 */
export function useAnalysis(request: AnalysisRequest | null): { answer: AnalysisAnswer | null; pending: boolean } {
  const [answered, setAnswered] = useState<Answered | null>(null);
  useEffect(() => {
    if (request === null) return undefined;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const here = (): void => {
      timer = setTimeout(() => setAnswered({ request, answer: answerAnalysis(request) }), 0);
    };
    const worker = startWorker();
    if (worker === null) here();
    else {
      worker.onmessage = ({ data }: MessageEvent<AnalysisAnswer>) => setAnswered({ request, answer: data });
      worker.onerror = (event) => {
        event.preventDefault();
        here();
      };
      worker.postMessage({ ...request, observations: { ...request.observations, problems: [] } });
    }
    return () => {
      clearTimeout(timer);
      worker?.terminate();
    };
  }, [request]);
  if (request === null) return { answer: null, pending: false };
  return { answer: answered?.answer ?? null, pending: answered?.request !== request };
}

function startWorker(): Worker | null {
  try {
    return new Worker(new URL('./analysis-worker.ts', import.meta.url), { type: 'module' });
  } catch {
    return null;
  }
}
