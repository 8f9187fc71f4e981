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

/** `moved` counts censorings that no mark shows: marks that coincide, are hidden or were not drawn. */
export type CountedData = Readonly<{ rows: readonly IndividualRow[]; moved: number; misfit: number }>;

type Walk = { left: number; rows: IndividualRow[]; moved: number; misfit: number; free: number[]; lastStep: number };

/** A height of a step settles the number at risk while it is known to a quarter of a patient. */
const SETTLED = 0.25;

/**
 * Individual data by counting: a step of S from a to b with n at risk has n (1 − b/a) events, a mark is one censoring, and
 * printed numbers say what marks hide. The height of a step must be a whole number of n-ths: where it is not with the n
 * that marks leave, the next smaller n that fits is taken, and the patients in between were censored unseen. Those left at
 * the end of the line are censored there. Events at a time come before censorings at it.
 */
export function countedData(arm: ArmReading): CountedData {
  const walk: Walk = { left: arm.patients, rows: [], moved: 0, misfit: 0, free: [], lastStep: 0 };
  const steps = arm.points
    .flatMap(([time, after], i) => (i === 0 ? [] : [{ time, before: arm.points[i - 1]?.[1] ?? 1, after }]))
    .filter(({ before, after }) => before > 0 && after < before);
  const anchors = arm.atRisk.filter(([time]) => time > 0);
  const marks = arm.censored.filter((time) => time <= arm.end + 1e-9);
  const moments = [
    ...anchors.map(([time, value]) => ({ time, order: 0, act: () => meet(walk, time, value) })),
    ...steps.map((step) => ({
      time: step.time,
      order: 1,
      act: () => takeStep(walk, step, leastAt(anchors, step.time), arm.precision),
    })),
    ...marks.map((time) => ({ time, order: 2, act: () => takeMark(walk, time) })),
  ];
  for (const { act } of moments.toSorted((a, b) => a.time - b.time || a.order - b.order)) act();
  for (; walk.left > 0; walk.left -= 1) walk.rows.push([arm.end, 0]);
  return { rows: walk.rows, moved: walk.moved, misfit: walk.misfit };
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

/** Censors patients that no mark shows: at marks since the last step, which hide them, or evenly between the steps. */
function censorUnseen(walk: Walk, count: number, until: number): void {
  const places = walk.free.length > 0 ? walk.free : null;
  for (let i = 0; i < count; i += 1)
    walk.rows.push([
      places?.[i % places.length] ?? walk.lastStep + ((i + 1) * (until - walk.lastStep)) / (count + 1),
      0,
    ]);
  walk.left -= count;
  walk.moved += count;
}

function takeStep(
  walk: Walk,
  { time, before, after }: Readonly<{ time: number; before: number; after: number }>,
  least: number,
  precision: number,
): void {
  const drop = 1 - after / before;
  const error = (n: number): number => (2 * n * precision) / before;
  const isWhole = (n: number): boolean =>
    Math.abs(n * drop - Math.max(1, Math.round(n * drop))) <= Math.max(0.01, error(n));
  if (error(walk.left) < SETTLED && !isWhole(walk.left)) {
    const lowest = Math.max(1, least);
    let n = walk.left - 1;
    while (n >= lowest && !isWhole(n)) n -= 1;
    if (n >= lowest) censorUnseen(walk, walk.left - n, time);
    else walk.misfit += 1;
  }
  const events = Math.min(walk.left, Math.max(after === 0 ? walk.left : 1, Math.round(walk.left * drop)));
  for (let i = 0; i < events; i += 1) walk.rows.push([time, 1]);
  walk.left -= events;
  walk.free = [];
  walk.lastStep = time;
}

function meet(walk: Walk, time: number, printed: number): void {
  if (walk.left > printed) censorUnseen(walk, walk.left - printed, time);
  else walk.misfit += printed - walk.left;
}
