import { useCallback, useEffect, useState } from 'react';
import type { CohortResult } from '@/lib/risk-cohort/classified-cohort';
import type { CohortAnswers } from '@/lib/risk-cohort/reading';
import type { UnitAnswers } from '@/lib/risk-cohort/unit-questions';
import { answerCohort, type CohortMessage, type CohortRequest } from '@/lib/risk-cohort/request';

export type CohortProgress = Readonly<{ done: number; of: number }>;
type Asked = Readonly<{ text: string; answers: CohortAnswers; units: UnitAnswers }>;
type State = Readonly<{ asked: Asked; result: CohortResult | null; progress: CohortProgress | null }>;

/** The classified cohort of the latest text, with the progress of one under way. */
export function useCohort(
  text: string,
  answers: CohortAnswers,
  units: UnitAnswers,
): { result: CohortResult | null; progress: CohortProgress | null } {
  const [state, setState] = useState<State | null>(null);
  useEffect(() => {
    if (text.trim() === '') return undefined;
    const asked = { text, answers, units };
    return ask({ kind: 'classify', ...asked }, (message) => {
      if (message.kind === 'progress')
        setState((before) => ({
          asked,
          result: before?.asked.text === text ? before.result : null,
          progress: message,
        }));
      if (message.kind === 'classified') setState({ asked, result: message.result, progress: null });
    });
  }, [text, answers, units]);
  if (text.trim() === '') return { result: null, progress: null };
  if (state === null || state.asked.text !== text || state.asked.answers.leaveOutUnknown !== answers.leaveOutUnknown)
    return { result: null, progress: { done: 0, of: 0 } };
  return { result: state.result, progress: state.progress };
}

/** All results of a cohort as the parts of a CSV file, with the progress while they are written. */
export function useCohortCsv(): {
  progress: CohortProgress | null;
  write: (result: CohortResult, save: (parts: readonly string[]) => void) => void;
} {
  const [progress, setProgress] = useState<CohortProgress | null>(null);
  const write = useCallback((result: CohortResult, save: (parts: readonly string[]) => void) => {
    setProgress({ done: 0, of: result.patients.length });
    const { patients, problems, questions } = result;
    ask({ kind: 'csv', patients, problems, questions }, (message) => {
      if (message.kind === 'progress') setProgress(message);
      if (message.kind !== 'csv') return;
      setProgress(null);
      save(message.parts);
    });
  }, []);
  return { progress, write };
}

/** Asks a worker, or the page itself where the browser allows none; the answer is the way to stop listening. */
function ask(request: CohortRequest, listen: (message: CohortMessage) => void): () => void {
  let stopped = false;
  const hear = (message: CohortMessage): void => {
    if (!stopped) listen(message);
  };
  const worker = startWorker();
  const here = (): void => void answerCohort(request, hear);
  if (worker === null) here();
  else {
    worker.onmessage = ({ data }: MessageEvent<CohortMessage>) => {
      hear(data);
      if (data.kind !== 'progress') worker.terminate();
    };
    worker.onerror = (event) => {
      event.preventDefault();
      here();
    };
    worker.postMessage(request);
  }
  return () => {
    stopped = true;
    worker?.terminate();
  };
}

function startWorker(): Worker | null {
  try {
    return new Worker(new URL('./worker.ts', import.meta.url), { type: 'module' });
  } catch {
    return null;
  }
}
