import type { TimeValue } from '../reading';
import { riskPath, type Counted, type Interval, type Moment } from './risk-path';

/**
 * What the drawing of one arm says about its patients. `precision` is how far a reading of S may be off, as a fraction.
 * `goesOn`: the line leaves the plot, so that its end says nothing of those who are left.
 */
export type ArmReading = Readonly<{
  points: readonly TimeValue[];
  end: number;
  goesOn: boolean;
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

/** Of the length of a curve: a mark so little before a step is drawn with it, and events come before censorings. */
const SAME_TIME = 1e-4;
/** Where marks are drawn, the chance of an unseen censoring in a stretch without a mark, in marks. */
const WITHOUT_MARK = 1e-3;

/**
 * Individual data by counting: at each step, mark and printed number the likeliest number at risk, and between them the
 * censorings that make it so. Unseen ones lie at marks that can hide them, else evenly in their stretch. Those left behind
 * the last step lie at the marks there; where none are drawn, evenly up to the end of the line, which is one of them.
 */
export function countedData(arm: ArmReading): CountedData {
  const { patients, precision } = arm;
  const { moments, intervals, marks, near } = drawnMoments(arm);
  const path = riskPath(patients, moments, intervals, precision);
  const rows: IndividualRow[] = [];
  let [left, moved, misfit, missed] = [patients, 0, 0, 0];
  path.forEach(({ atRisk, events, isWhole, missed: fewer, unmarked }, i) => {
    const [moment, own] = [moments[i], intervals[i]?.marks ?? []];
    if (moment === undefined) return;
    const since = moments[i - 1]?.time ?? 0;
    const gone = left - atRisk;
    for (const time of censorings(gone, own, since, moment.time)) rows.push([time, 0]);
    for (let k = 0; k < events; k += 1) rows.push([moment.time, 1]);
    left = atRisk - events;
    moved += Math.max(0, gone - own.length);
    misfit += unmarked + (isWhole ? 0 : 1);
    missed += fewer;
  });
  const rest = restOf(left, arm, marks, moments, path, near);
  for (const time of rest.times) rows.push([time, 0]);
  return { rows, moved: moved + rest.moved, misfit: misfit + rest.unmarked, missed };
}

/** `marks` are all censor marks up to the end of the line, `near` the time within which two things are drawn at one place. */
export type Drawn = Readonly<{
  moments: readonly Moment[];
  intervals: readonly Interval[];
  marks: readonly number[];
  near: number;
}>;

/** The steps and printed numbers of a curve in their order, and what may have been censored before each. */
export function drawnMoments(arm: Omit<ArmReading, 'patients' | 'precision'>): Drawn {
  const { censored, end } = arm;
  const moments = momentsOf(arm);
  const marks = censored.filter((time) => time <= end * (1 + 1e-9)).toSorted((a, b) => a - b);
  const near = end * SAME_TIME;
  let zone = 0;
  const intervals = moments.map((moment, i): Interval => {
    const since = moments[i - 1]?.time ?? 0;
    const own = marks.filter((time) => (i === 0 || time >= since - near) && time < moment.time - near);
    const length = (moment.time - since) / end;
    const room = (n: number): number => (marks.length > 0 ? own.length + WITHOUT_MARK : n * length + 1e-6);
    const interval = { marks: own, room, zone };
    if (moment.kind === 'printed') zone += 1;
    return interval;
  });
  return { moments, intervals, marks, near };
}

function momentsOf({ points, atRisk, end }: Pick<ArmReading, 'points' | 'atRisk' | 'end'>): Moment[] {
  const printed = atRisk.filter(([time]) => time > 0 && time <= end * (1 + 1e-9));
  const steps = points
    .flatMap(([time, after], i) => (i === 0 ? [] : [{ time, before: points[i - 1]?.[1] ?? 1, after }]))
    .filter(({ before, after }) => before > 0 && after < before);
  const moments: Moment[] = [
    ...printed.map(([time, value]): Moment => ({ kind: 'printed', time, value })),
    ...steps.map((step): Moment => {
      const least = printed.find(([at]) => at > step.time)?.[1] ?? 0;
      return { kind: 'step', time: step.time, step, least: Math.max(1, least) };
    }),
  ];
  // Who has an event at a printed time was still at risk.
  return moments.toSorted((a, b) => a.time - b.time || Number(a.kind === 'step') - Number(b.kind === 'step'));
}

/** Times of those who were censored between two moments: at the marks and, where there are none, evenly. */
function censorings(count: number, marks: readonly number[], from: number, to: number): number[] {
  if (marks.length === 0) return Array.from({ length: count }, (_, k) => from + ((k + 1) * (to - from)) / (count + 1));
  const hidden = Math.max(0, count - marks.length);
  return [
    ...marks.slice(0, count),
    ...Array.from({ length: hidden }, (_, k) => marks[Math.floor(((k + 0.5) * marks.length) / hidden)] ?? to),
  ];
}

type Rest = Readonly<{ times: readonly number[]; moved: number; unmarked: number }>;

/** Those whom the last step and the last printed number leave. */
function restOf(
  left: number,
  { end, goesOn }: ArmReading,
  marks: readonly number[],
  moments: readonly Moment[],
  path: readonly Counted[],
  near: number,
): Rest {
  const since = moments.at(-1)?.time ?? 0;
  const own = marks.filter((time) => time >= since - near);
  const seen = Math.min(left, own.length);
  const others = left - seen;
  const unmarked = own.length - seen;
  const atEnd = (count: number): number[] => new Array<number>(count).fill(end);
  if (marks.length > 0) {
    // Marks that hide others, as the last one does where several were seen on one day; or the line goes on.
    const isHidden = !goesOn && own.length > 0;
    return isHidden
      ? { times: censorings(left, own, since, end), moved: others, unmarked }
      : { times: [...own.slice(0, seen), ...atEnd(others)], moved: 0, unmarked };
  }
  if (!goesOn)
    return {
      times: [...censorings(Math.max(0, left - 1), [], since, end), ...atEnd(Math.min(1, left))],
      moved: 0,
      unmarked,
    };
  const before = Math.min(left, Math.round(left * (1 - Math.exp(-rateBefore(moments, path) * (end - since)))));
  return { times: [...censorings(before, [], since, end), ...atEnd(left - before)], moved: 0, unmarked };
}

/** Unseen censorings for each patient and unit of time up to the last moment. */
function rateBefore(moments: readonly Moment[], path: readonly Counted[]): number {
  let [gone, room, since] = [0, 0, 0];
  path.forEach(({ atRisk }, i) => {
    const [before, time] = [path[i - 1], moments[i]?.time ?? since];
    if (before !== undefined) {
      gone += before.atRisk - before.events - atRisk;
      room += (before.atRisk - before.events) * (time - since);
    }
    since = time;
  });
  return room > 0 ? gone / room : 0;
}
