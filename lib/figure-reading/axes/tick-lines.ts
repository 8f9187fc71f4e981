import { fitLine } from '../geometry';
import { styleOf, type Stroke } from '../pdf/drawing';
import type { LabelRun } from './label-runs';

/** An axis of a plot: `position = slope · value + offset` along x, or along y (where the slope is negative). */
export type AxisLine = Readonly<{
  slope: number;
  offset: number;
  residual: number;
  ticks: readonly number[];
  from:
    | 'ticks'
    | 'grid'
    | 'labels'
    | 'clicks' /** How the ticks are drawn: lines of the frame look like them. Null where no line was measured. */;
  style: string | null;
}>;

export type Straight = Readonly<{ at: number; from: number; to: number; style: string }>;
export type Family = Readonly<{ from: number; to: number; places: number[]; style: string }>;

const STRAIGHT = 0.05;
/** Of the letters' size: a tick belongs to the label whose middle is this near. */
const NEAR = 0.6;

/** Straight strokes across the axis: vertical ones for the x axis. */
export function acrossLines(strokes: readonly Stroke[], axis: 'x' | 'y'): Straight[] {
  return strokes.flatMap((stroke) => {
    const { box, places } = stroke;
    const style = styleOf(stroke);
    const [along, across] = axis === 'x' ? [box.x1 - box.x0, box.y1 - box.y0] : [box.y1 - box.y0, box.x1 - box.x0];
    if (along > STRAIGHT || across < 0.5 || places.length > 3) return [];
    return [
      axis === 'x'
        ? { at: (box.x0 + box.x1) / 2, from: box.y0, to: box.y1, style }
        : { at: (box.y0 + box.y1) / 2, from: box.x0, to: box.x1, style },
    ];
  });
}

export function families(lines: readonly Straight[]): Family[] {
  const found = new Map<string, { from: number; to: number; places: number[]; style: string }>();
  for (const { at, from, to, style } of lines) {
    const key = `${Math.round(from * 5)} ${Math.round(to * 5)} ${style}`;
    const family = found.get(key) ?? { from, to, places: [], style };
    family.places.push(at);
    found.set(key, family);
  }
  return [...found.values()].filter(({ places }) => places.length >= 2);
}

/**
 * The axis from its labels and the lines beside them: ticks first, grid lines where there are no ticks, the middles of the
 * labels where there are neither. `reach` is the part across the axis that belongs to the plot and its labels.
 */
export function axisFromLabels(
  run: LabelRun,
  strokes: readonly Stroke[],
  axis: 'x' | 'y',
  reach: Readonly<{ from: number; to: number }>,
): AxisLine {
  const sign = axis === 'x' ? 1 : -1;
  const labels = run.labels.map(({ value, at, word }) => ({ value, at: at * sign, size: word.size }));
  const near = families(acrossLines(strokes, axis)).filter(({ from, to }) => to >= reach.from && from <= reach.to);
  const matched = near.map((family) => {
    const pairs = labels.flatMap(({ value, at, size }) => {
      const place = family.places.reduce(
        (best, other) => (Math.abs(other - at) < Math.abs(best - at) ? other : best),
        Infinity,
      );
      return Math.abs(place - at) <= NEAR * size ? [{ value, place }] : [];
    });
    return { family, pairs };
  });
  const usable = matched.filter(({ pairs }) => pairs.length >= 2 && pairs.length >= labels.length / 2);
  const fitted = usable.map(({ family, pairs }) => ({
    family,
    pairs,
    line: fitLine(
      pairs.map(({ value }) => value),
      pairs.map(({ place }) => place),
    ),
  }));
  const length = Math.abs((labels.at(-1)?.at ?? 0) - (labels[0]?.at ?? 0));
  const isShort = (family: Family): boolean => family.to - family.from < 0.1 * length;
  const rank = ({ family, pairs, line }: (typeof fitted)[number]): number =>
    pairs.length - (isShort(family) ? 0 : 0.5) - Math.min(0.4, line.residual);
  const best = fitted.toSorted((a, b) => rank(b) - rank(a))[0];
  if (best === undefined) {
    const line = fitLine(
      labels.map(({ value }) => value),
      labels.map(({ at }) => at),
    );
    return { ...line, ticks: labels.map(({ value }) => value), from: 'labels', style: null };
  }
  const values = labels.map(({ value }) => value);
  return {
    ...best.line,
    ticks: axis === 'x' ? [...values, ...ticksBehind(values, best.line, best.family.places)] : values,
    from: isShort(best.family) ? 'ticks' : 'grid',
    style: best.family.style,
  };
}

/** In points: how far a tick may stand from its place in the row of the others. */
const ON_PLACE = 0.15;

/**
 * Ticks behind the last label that was read, as long as they go on evenly: numbers printed so close that they run into one
 * another are no labels, and an axis that ended before them would cut its curves off.
 */
function ticksBehind(
  values: readonly number[],
  { slope, offset }: Readonly<{ slope: number; offset: number }>,
  places: readonly number[],
): number[] {
  const [first, second, last] = [values[0] ?? 0, values[1] ?? 0, values.at(-1) ?? 0];
  const step = second - first;
  const isEven = step > 0 && values.every((value, i) => Math.abs(value - first - i * step) < 1e-6 * step);
  const behind: number[] = [];
  for (let value = last + step; isEven; value += step) {
    const place = slope * value + offset;
    if (!places.some((other) => Math.abs(other - place) <= ON_PLACE)) break;
    behind.push(Number(value.toPrecision(12)));
  }
  return behind;
}
