import type { TimeValue } from '../reading';

/** What the drawing of one arm says about its patients. `precision` is how far a reading of S may be off, as a fraction. */
export type ArmReading = Readonly<{
  points: readonly TimeValue[];
  end: number;
  censored: readonly number[];
  atRisk: readonly TimeValue[];
  patients: number;
  precision: number;
}>;

/** One patient each: the time in the unit of the axis, 1 for an event. */
export type IndividualRow = readonly [time: number, event: 0 | 1];

/**
 * `moved` counts censorings that no mark shows: marks that coincide, are hidden or were not drawn. `misfit` counts the steps
 * and marks that no whole number of patients explains, `missed` the patients who are fewer than a printed number.
 */
export type CountedData = Readonly<{ rows: readonly IndividualRow[]; moved: number; misfit: number; missed: number }>;

/**
 * `free` are the marks since `since`, the last time at which the number at risk was known: a step or a printed number.
 * `level` is S by counting after a step whose height was no whole number of n-ths; null after any other.
 */
type Walk = {
  left: number;
  rows: IndividualRow[];
  moved: number;
  misfit: number;
  missed: number;
  free: number[];
  since: number;
  level: number | null;
};

type Step = Readonly<{ time: number; before: number; after: number }>;

/** Of S: by as much, the level of a stretch that is shorter than a dash may be read wrong. */
const READ_WRONG = 0.01;
/** A height of a step settles the number at risk while it is known to a quarter of a patient. */
const SETTLED = 0.25;

/**
 * Individual data by counting: a step of S from a to b with n at risk has n (1 − b/a) events, a mark is one censoring, and
 * printed numbers say what marks hide. The height of a step must be a whole number of n-ths: where it is not with the n
 * that marks leave, the next smaller n that fits is taken, and the patients in between were censored unseen. Those left at
 * the end of the line are censored there. Events at a time come before censorings at it.
 */
export function countedData(arm: ArmReading): CountedData {
  const walk: Walk = { left: arm.patients, rows: [], moved: 0, misfit: 0, missed: 0, free: [], since: 0, level: null };
  const steps = arm.points
    .flatMap(([time, after], i) => (i === 0 ? [] : [{ time, before: arm.points[i - 1]?.[1] ?? 1, after }]))
    .filter(({ before, after }) => before > 0 && after < before);
  const anchors = arm.atRisk.filter(([time]) => time > 0);
  const marks = arm.censored.filter((time) => time <= arm.end + 1e-9);
  const moments = [
    ...anchors.map(([time, value]) => ({ time, order: 0, act: () => meet(walk, time, value) })),
    ...steps.map((step, i) => ({
      time: step.time,
      order: 1,
      act: () => takeStep(walk, step, steps[i + 1] ?? null, leastAt(anchors, step.time), arm.precision),
    })),
    ...marks.map((time) => ({ time, order: 2, act: () => takeMark(walk, time) })),
  ];
  for (const { act } of moments.toSorted((a, b) => a.time - b.time || a.order - b.order)) act();
  for (; walk.left > 0; walk.left -= 1) walk.rows.push([arm.end, 0]);
  return { rows: walk.rows, moved: walk.moved, misfit: walk.misfit, missed: walk.missed };
}

function leastAt(anchors: readonly TimeValue[], time: number): number {
  return anchors.find(([at]) => at > time)?.[1] ?? 1;
}

function takeMark(walk: Walk, time: number): void {
  if (walk.left === 0) {
    walk.misfit += 1;
    return;
  }
  walk.rows.push([time, 0]);
  walk.free.push(time);
  walk.left -= 1;
}

/** Censors patients that no mark shows: at marks that hide them, or evenly since the number at risk was last known. */
function censorUnseen(walk: Walk, count: number, until: number): void {
  const places = walk.free.length > 0 ? walk.free : null;
  for (let i = 0; i < count; i += 1)
    walk.rows.push([places?.[i % places.length] ?? walk.since + ((i + 1) * (until - walk.since)) / (count + 1), 0]);
  walk.left -= count;
  walk.moved += count;
}

function takeStep(walk: Walk, step: Step, next: Step | null, least: number, precision: number): void {
  const { time, after } = step;
  const byCount = walk.level;
  const before =
    byCount !== null &&
    !isWhole(walk.left, step.before, after, precision) &&
    isWhole(walk.left, byCount, after, precision)
      ? byCount
      : step.before;
  walk.level = null;
  const drop = 1 - after / before;
  if ((2 * walk.left * precision) / before < SETTLED) {
    const fits = (n: number): boolean => isWhole(n, before, after, precision);
    const found = largest(walk.left, Math.max(1, least), fits);
    const n = found ?? largest(walk.left, Math.max(1, least), (m) => fitsWithNext(m, before, step, next, precision));
    if (n !== null) censorUnseen(walk, walk.left - n, time);
    if (found === null) {
      walk.misfit += 1;
      walk.level = before * (1 - Math.max(1, Math.round(walk.left * drop)) / walk.left);
    }
  }
  const events = Math.min(walk.left, Math.max(after === 0 ? walk.left : 1, Math.round(walk.left * drop)));
  for (let i = 0; i < events; i += 1) walk.rows.push([time, 1]);
  walk.left -= events;
  known(walk, time);
}

function largest(from: number, least: number, fits: (n: number) => boolean): number | null {
  for (let n = from; n >= least; n -= 1) if (fits(n)) return n;
  return null;
}

function isWhole(n: number, before: number, after: number, precision: number): boolean {
  const events = n * (1 - after / before);
  return Math.abs(events - Math.max(1, Math.round(events))) <= Math.max(0.01, (2 * n * precision) / before);
}

/** Whether a level that was read a little wrong between two steps is explained by n, because the step after it then fits. */
function fitsWithNext(n: number, before: number, { after }: Step, next: Step | null, precision: number): boolean {
  const events = Math.max(1, Math.round(n * (1 - after / before)));
  const level = before * (1 - events / n);
  if (next === null || events >= n || Math.abs(level - after) > READ_WRONG) return false;
  return isWhole(n - events, level, next.after, precision);
}

function known(walk: Walk, time: number): void {
  walk.free = [];
  walk.since = time;
}

function meet(walk: Walk, time: number, printed: number): void {
  if (walk.left > printed) censorUnseen(walk, walk.left - printed, time);
  else walk.missed += printed - walk.left;
  known(walk, time);
}
