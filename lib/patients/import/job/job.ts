import { z } from 'zod';
import type { ReportedPatient } from '../report';

export const JOB_KINDS = ['read', 'check', 'commit', 'undo'] as const;
/**
 * What a process for one import may take of the heap of JavaScript, in megabytes: beyond it the import ends, not the program.
 * Young objects have little room of their own: what a part of the file leaves behind is taken away before it adds up.
 */
export const HEAP_FLAGS = ['--max-old-space-size=300', '--max-semi-space-size=4'] as const;
export type JobKind = (typeof JOB_KINDS)[number];
export const JOB_PHASES = ['waiting', 'reading', 'comparing', 'writing', 'closing'] as const;
export type JobPhase = (typeof JOB_PHASES)[number];
/** `lost`: its process is gone, and with it everything that it had not ended. */
export const JOB_STATES = ['running', 'done', 'stopped', 'failed', 'lost'] as const;
export type JobState = (typeof JOB_STATES)[number];

export const ReadJob = z.object({ file: z.uuid() });

/** How far a job is, and in the end what it said. */
export type JobView = Readonly<{
  id: string;
  kind: JobKind;
  state: JobState;
  phase: JobPhase;
  done: number;
  total: number;
  result: unknown;
}>;
/** Some of what a check found, from a place on; `of`: how many there are under this choice. */
export type Findings = Readonly<{ of: number; patients: readonly ReportedPatient[] }>;
