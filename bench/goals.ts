import { appendFileSync } from 'node:fs';

type Goal = Readonly<{ what: string; before: string; goal: string; met: (measured: number) => boolean; unit: string }>;

const atLeast = (least: number) => (measured: number) => measured >= least;
const atMost = (most: number) => (measured: number) => measured <= most;

/** How fast the program is to be, beside what it was on 29 November 2026, before work left the path of requests. */
const GOALS = {
  page: {
    ...{ what: 'kept public page against an empty page of `next start`', before: '7.8 to 9.7 ×' },
    ...{ goal: '≥ 9 ×', met: atLeast(9), unit: '×' },
  },
  selections: {
    ...{ what: 'new selections of /compare at 50 connections', before: '0.6 to 19/s' },
    ...{ goal: '≥ 60/s', met: atLeast(60), unit: '/s' },
  },
  estimates: {
    ...{ what: '/api/v1/estimates', before: '5 to 42/s' },
    ...{ goal: '≥ 2,000/s', met: atLeast(2000), unit: '/s' },
  },
  pictureFirst: {
    ...{ what: 'PNG 4×, first time', before: '8 to 18 s' },
    ...{ goal: '≤ 1.5 s', met: atMost(1.5), unit: ' s' },
  },
  pictureAgain: {
    ...{ what: 'PNG 4×, again', before: '8 to 18 s' },
    ...{ goal: '≤ 10 ms', met: atMost(10), unit: ' ms' },
  },
  classification: {
    ...{ what: '1,000 patients classified, again', before: '4.6 s' },
    ...{ goal: '≤ 300 ms', met: atMost(300), unit: ' ms' },
  },
  health: {
    ...{ what: 'health while 50 clients export, 99 %', before: '1 to 18 s' },
    ...{ goal: '≤ 50 ms', met: atMost(50), unit: ' ms' },
  },
  errors: {
    ...{ what: '50 mixed clients: errors', before: '–' },
    ...{ goal: 'none', met: atMost(0), unit: '' },
  },
  growth: {
    ...{ what: '50 mixed clients: memory, last quarter against the second', before: '–' },
    ...{ goal: '< 1.2 ×', met: (measured) => measured < 1.2, unit: '×' },
  },
} as const satisfies Record<string, Goal>;

type GoalName = keyof typeof GOALS;
export type Reached = Readonly<{ goal: GoalName; measured: number; processorMs: number | null }>;

/**
 * Notes what was measured for the table that `npm run bench` prints in the end, and says whether it is within the goal.
 * `processorMs`: time of the processor that the program took for one, in milliseconds, which a busy machine changes less.
 */
export function reach(goal: GoalName, measured: number, processorMs: number | null = null): boolean {
  const file = process.env['BENCH_RESULTS'];
  const reached: Reached = { goal, measured, processorMs };
  if (file !== undefined) appendFileSync(file, `${JSON.stringify(reached)}\n`);
  return GOALS[goal].met(measured);
}

/** The rows of the table: what was measured, what it was before, what it is to be. */
export function goalRows(results: readonly Reached[]): Record<string, string>[] {
  return results.map(({ goal, measured, processorMs }) => {
    const { what, before, goal: wanted, met, unit } = GOALS[goal];
    return {
      ...{ what, before, measured: `${measured.toFixed(measured < 100 ? 1 : 0)}${unit}`, goal: wanted },
      ...{ met: met(measured) ? 'yes' : 'no', 'CPU ms each': processorMs === null ? '' : processorMs.toFixed(2) },
    };
  });
}

/** Seconds for which each load of a measurement runs; `SECONDS` makes them fewer, to try the measurement itself. */
export function loadSeconds(usual: number): number {
  const given = process.env['SECONDS'];
  if (given === undefined) return usual;
  const seconds = Number(given);
  if (!(seconds > 0 && seconds <= 60)) throw new Error('SECONDS is a number over 0, at most 60');
  return Math.min(usual, seconds);
}
