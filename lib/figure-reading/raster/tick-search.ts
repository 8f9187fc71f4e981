import { fitLine } from '../geometry';
import type { Plane } from './image';

/** Ticks along one axis: `position = slope · value + offset` in pixels. `across` is the row (or column) in which they stand. */
export type FoundTicks = Readonly<{
  slope: number;
  offset: number;
  residual: number;
  rows: number;
  from: number;
  to: number;
  purity: number /** A line along the axis touches them: letters of labels stand alone. */;
  onLine: boolean;
}>;

type Peak = Readonly<{ at: number; ink: number }>;
type RowTicks = Readonly<{ row: number; places: readonly number[]; purity: number }>;

/** Darkness of an unprinted pixel of a scan or a JPEG is below. */
const FAINT = 0.06;
/** Of the length of the row: no tick is wider. */
const WIDEST = 0.012;
/** Of the length of the row: no plot is narrower. */
const NARROWEST = 0.2;

/**
 * All rows of short upright lines that stand as the printed values do: ticks below an axis, or a grid. Where the values
 * rise, the places rise (or fall, for `direction` −1). Best first: many rows with nothing else in them.
 */
export function tickRows(dark: Plane, values: readonly number[], direction: 1 | -1): FoundTicks[] {
  const ordered = direction === 1 ? values : values.toReversed();
  const rows: RowTicks[] = [];
  for (let row = 0; row < dark.height; row += 1) rows.push(...ticksInRow(dark, row, ordered));
  return together(rows)
    .map((group) => {
      const places = ordered.map((_, i) => weightedMean(group.map((ticks) => ticks.places[i] ?? 0)));
      const line = fitLine(ordered, places);
      const [from, to] = [group[0]?.row ?? 0, group.at(-1)?.row ?? 0];
      return {
        ...line,
        rows: group.length,
        from,
        to,
        purity: Math.max(...group.map(({ purity }) => purity)),
        onLine: touchesLine(dark, from, to, places[0] ?? 0, places.at(-1) ?? 0),
      };
    })
    .filter(({ rows: count, residual, onLine }) => (count >= 2 || onLine) && residual < 1.5)
    .toSorted((a, b) => score(b) - score(a));
}

const score = ({ purity, rows, residual, onLine }: FoundTicks): number =>
  10 * purity + Math.min(rows, 8) - 3 * residual + (onLine ? ON_LINE : 0);

/** Worth of a line of the axis, as rows of ticks. */
export const ON_LINE = 8;
/** Rows from the ticks to the line, and the share of it that must be dark. */
const [TOUCHING, WHOLE] = [3, 0.8];

function touchesLine({ width, height, values }: Plane, from: number, to: number, left: number, right: number): boolean {
  const near = Array.from({ length: TOUCHING }, (_, k) => [from - 1 - k, to + 1 + k])
    .flat()
    .filter((row) => row >= 0 && row < height);
  return near.some((row) => {
    let dark = 0;
    for (let x = Math.ceil(left); x < right; x += 1) dark += (values[row * width + x] ?? 0) > 2 * FAINT ? 1 : 0;
    return dark > WHOLE * (right - left);
  });
}

function weightedMean(values: readonly number[]): number {
  // The ends of a tick are blurred; the middle rows agree.
  const sorted = values.toSorted((a, b) => a - b);
  const inner = sorted.slice(Math.floor(sorted.length / 4), Math.ceil((3 * sorted.length) / 4));
  return inner.reduce((a, b) => a + b, 0) / inner.length;
}

function peaksOf({ width, values }: Plane, row: number): Peak[] {
  const peaks: Peak[] = [];
  const widest = Math.max(4, WIDEST * width);
  const background = (x: number): number => values[row * width + x] ?? 0;
  for (let x = 0; x < width; x += 1) {
    if (background(x) <= FAINT) continue;
    let [ink, moment, end, top] = [0, 0, x, 0];
    for (; end < width && background(end) > FAINT; end += 1) {
      ink += background(end);
      moment += background(end) * (end + 0.5);
      top = Math.max(top, background(end));
    }
    if (end - x <= widest && top > 2 * FAINT) peaks.push({ at: moment / ink, ink });
    x = end;
  }
  return peaks;
}

/** Of the distance of two ticks: how far one may lie from its place on the line through the first and the last. */
const OFF = 0.02;

function ticksInRow(dark: Plane, row: number, values: readonly number[]): RowTicks[] {
  const peaks = peaksOf(dark, row);
  const [first, last] = [values[0] ?? 0, values.at(-1) ?? 1];
  if (peaks.length < values.length || peaks.length > 400) return [];
  const found: RowTicks[] = [];
  for (let i = 0; i < peaks.length; i += 1) {
    for (let k = peaks.length - 1; k >= i + values.length - 1; k -= 1) {
      const [start, end] = [peaks[i]?.at ?? 0, peaks[k]?.at ?? 0];
      if (end - start < NARROWEST * dark.width) break;
      const tolerance = Math.max(1.2, (OFF * (end - start)) / (values.length - 1));
      const places = placesBetween(
        peaks,
        i,
        k,
        values.map((value) => start + ((value - first) / (last - first)) * (end - start)),
        tolerance,
      );
      if (places !== null) found.push({ row, places, purity: values.length / peaks.length });
    }
  }
  return found.toSorted((a, b) => b.purity - a.purity || evenness(a, values) - evenness(b, values)).slice(0, 6);
}

const evenness = ({ places }: RowTicks, values: readonly number[]): number => fitLine(values, places).residual;

function placesBetween(
  peaks: readonly Peak[],
  from: number,
  to: number,
  wanted: readonly number[],
  tolerance: number,
): number[] | null {
  const places: number[] = [];
  let k = from;
  for (const at of wanted) {
    while (k < to && (peaks[k]?.at ?? 0) < at - tolerance) k += 1;
    const place = peaks[k]?.at ?? Infinity;
    if (Math.abs(place - at) > tolerance) return null;
    places.push(place);
  }
  return places;
}

/** Neighbouring rows in which the same ticks stand. */
function together(rows: readonly RowTicks[]): RowTicks[][] {
  const groups: RowTicks[][] = [];
  for (const ticks of rows) {
    const open = groups.find((group) => {
      const last = group.at(-1);
      return (
        last !== undefined &&
        ticks.row - last.row <= 2 &&
        ticks.row !== last.row &&
        last.places.every((place, i) => Math.abs(place - (ticks.places[i] ?? 0)) < 1)
      );
    });
    if (open === undefined) groups.push([ticks]);
    else open.push(ticks);
  }
  return groups;
}
