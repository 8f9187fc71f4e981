import type { CurveReading, DoubtfulStretch, PanelReading, TimeUnit, TimeValue } from '../reading';
import { stretchKey, type Arm } from './sheet';

/** A curve as the person left it. A level set by hand never makes the curve rise: it stays between its neighbours. */
export function corrected(curve: CurveReading, arm: Arm): CurveReading {
  const end = arm.end ?? curve.end;
  const points = arm.levels
    .reduce<readonly TimeValue[]>(
      (points, edit) =>
        'to' in edit ? withFall(points, edit.time, edit.to) : withLevel(points, edit.time, edit.value),
      curve.points,
    )
    .filter(([time], i) => i === 0 || time <= end);
  const removed = new Set(arm.marksRemoved);
  const censored = [...curve.censored.filter((time) => !removed.has(time)), ...arm.marksAdded]
    .filter((time) => time <= end)
    .toSorted((a, b) => a - b);
  return { ...curve, label: arm.label, points, end, censored };
}

function withLevel(points: readonly TimeValue[], time: number, value: number): TimeValue[] {
  const at = points.findLastIndex(([from]) => from <= time);
  return points.map(([from, before], i) => {
    if (i !== at || i === 0) return [from, before];
    const [above, below] = [points[i - 1]?.[1] ?? 1, points[i + 1]?.[1] ?? 0];
    return [from, Math.min(above, Math.max(below, value))];
  });
}

/** A fall moved in time stays between the falls beside it. */
function withFall(points: readonly TimeValue[], time: number, to: number): TimeValue[] {
  const at = points.findIndex(([own], i) => i > 0 && own === time);
  return points.map(([own, value], i) => {
    if (i !== at) return [own, value];
    const [before, after] = [points[i - 1]?.[0] ?? 0, points[i + 1]?.[0] ?? Infinity];
    return [Math.min(after, Math.max(before, to)), value];
  });
}

/** Doubtful stretches that nobody has looked at yet. */
export function unseen(curve: CurveReading, arm: Arm): DoubtfulStretch[] {
  const seen = new Set(arm.seen);
  return curve.doubtful.filter((stretch) => !seen.has(stretchKey(stretch)));
}

/** As `survival` of R has it. */
const PER_YEAR: Readonly<Record<TimeUnit, number>> = { days: 365.25, weeks: 365.25 / 7, months: 12, years: 1 };

export function yearsOf(time: number, unit: TimeUnit): number {
  return time / PER_YEAR[unit];
}

/** Places of a year and of a per cent that a reading bears: lines are exact, pixels are not. */
const PLACES = { vector: { years: 6, percent: 4 }, raster: { years: 3, percent: 2 } } as const;

export type RegistryRows = Readonly<{
  points: readonly Readonly<{ years: number; percent: number }>[];
  marks: readonly number[];
}>;

/** A curve in years and per cent: each corner once, times rising, levels falling, the last point where the line ends. */
export function registryRows(curve: CurveReading, unit: TimeUnit, method: PanelReading['method']): RegistryRows {
  const places = PLACES[method];
  const years = (time: number): number => Number(yearsOf(time, unit).toFixed(places.years));
  const rows: { years: number; percent: number }[] = [{ years: 0, percent: 100 }];
  const corners = [...curve.points.slice(1), [curve.end, curve.points.at(-1)?.[1] ?? 1] as const];
  for (const [time, value] of corners) {
    const row = { years: years(time), percent: Number((100 * value).toFixed(places.percent)) };
    const last = rows.at(-1);
    // Two corners of one rounded time are one fall.
    if (last !== undefined && row.years <= last.years) {
      if (last.years > 0) last.percent = Math.min(last.percent, row.percent);
      continue;
    }
    rows.push(row);
  }
  return { points: rows, marks: curve.censored.map(years) };
}

/** Share of a curve's length whose level was read with doubt; how many marks there are is another matter. */
export function doubtfulShare(curve: CurveReading): number {
  const inside = curve.doubtful
    .filter(({ doubt }) => doubt !== 'marks_unsure')
    .map(({ from, to }) => [Math.max(0, from), Math.min(curve.end, to)] as const)
    .filter(([from, to]) => to > from)
    .toSorted(([a], [b]) => a - b);
  let [sum, covered] = [0, 0];
  for (const [from, to] of inside) {
    sum += Math.max(0, to - Math.max(from, covered));
    covered = Math.max(covered, to);
  }
  return curve.end > 0 ? Math.min(1, sum / curve.end) : 0;
}

/** Corrections made by hand, way-points apart. */
export function correctionCount(arm: Arm): number {
  return arm.levels.length + arm.marksAdded.length + arm.marksRemoved.length + (arm.end === null ? 0 : 1);
}
