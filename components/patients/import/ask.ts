import type { JobKind, JobView, Findings } from '@/lib/patients/import/job/job';
import type { ReportedPatient } from '@/lib/patients/import/report';
import type { WordFault } from '@/lib/patients/import/words/site-words';

type Steps = {
  start: JobView;
  job: JobView;
  stop: JobView;
  findings: Findings;
  word: WordFault | Readonly<{ fault: null }>;
  'word-away': object;
  drop: object;
};

/** Patients of a check that one question answers with. */
const MOST_FINDINGS = 2000;

/** Asks the server for a step; null where it did not do it, `invalid` where something is left open. */
export async function ask<Step extends keyof Steps>(step: Step, sent: object): Promise<Steps[Step] | 'invalid' | null> {
  try {
    const answer = await fetch(`/api/patients/import/${step}`, {
      method: 'POST',
      body: JSON.stringify(sent),
      headers: { 'Content-Type': 'application/json' },
    });
    if (answer.status === 400) return 'invalid';
    return answer.ok ? ((await answer.json()) as Steps[Step]) : null;
  } catch {
    return null;
  }
}

const FIRST_MS = 250;
const SLOWEST_MS = 2000;

/** Waits until a job has ended, and tells now and then how far it is; null where the server does not answer any more. */
export async function follow(job: JobView, onProgress: (now: JobView) => void): Promise<JobView | null> {
  let silent = 0;
  let now = job;
  for (let wait = FIRST_MS; now.state === 'running'; wait = Math.min(SLOWEST_MS, 1.5 * wait)) {
    onProgress(now);
    await new Promise((resolve) => setTimeout(resolve, wait));
    const answer = await ask('job', { id: now.id });
    if (answer === 'invalid') return null;
    silent = answer === null ? silent + 1 : 0;
    if (silent > 10) return null;
    now = answer ?? now;
  }
  return now;
}

/** Begins a piece of work and waits for its end. */
export async function work(
  asked: Readonly<{ id: string; siteId: string; kind: JobKind; input: object }>,
  onProgress: (now: JobView) => void,
): Promise<JobView | 'invalid' | null> {
  const begun = await ask('start', asked);
  return begun === null || begun === 'invalid' ? begun : follow(begun, onProgress);
}

/** Every patient of a check, in the order of reading it. */
export async function everyFinding(id: string): Promise<ReportedPatient[] | null> {
  const patients: ReportedPatient[] = [];
  for (;;) {
    const part = await ask('findings', { id, from: patients.length, count: MOST_FINDINGS });
    if (part === null || part === 'invalid') return null;
    patients.push(...part.patients);
    if (part.patients.length === 0 || patients.length >= part.of) return patients;
  }
}
