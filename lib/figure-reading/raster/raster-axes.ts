import { fitLine, type Box } from '../geometry';
import { grouped } from '../grouping';
import type { PanelHints } from '../hints';
import { FigureReadingError } from '../refusal';
import type { AxisLine } from '../axes/tick-lines';
import { transposed, type Plane } from './image';
import { ON_LINE, tickRows, type FoundTicks } from './tick-search';

/** `isSure` is false where the figure has another number of ticks than labels were given, or they touch no axis. */
export type RasterAxes = Readonly<{ x: AxisLine; y: AxisLine; ticks: Box; isSure: boolean }>;

const OTHER_COUNTS = [3, 4, 5, 6, 7, 9, 11, 13];

function evenly(values: readonly number[], count: number): number[] {
  const [first, last] = [values[0] ?? 0, values.at(-1) ?? 1];
  return Array.from({ length: count }, (_, i) => first + ((last - first) * i) / (count - 1));
}

function bestPair(
  rows: readonly FoundTicks[],
  columns: readonly FoundTicks[],
  hints: PanelHints,
  printed: readonly number[],
  taken: readonly Box[],
): RasterAxes | null {
  const pairs = rows.flatMap((x) => columns.flatMap((y) => pairOf(x, y, hints, printed, taken)));
  const [best, ...others] = pairs.toSorted((a, b) => b.score - a.score);
  if (best === undefined) return null;
  const rival = others.find(({ axes, score }) => score > best.score - AS_GOOD && measuresOtherwise(axes, best.axes));
  return rival === undefined ? best.axes : { ...best.axes, isSure: false };
}

/** Of the score: lines that stand as the values do nearly as well, as a frame around three ticks does. */
const AS_GOOD = 6;
/** Of an axis: ticks that lie this far apart measure otherwise. */
const OTHERWISE = 0.005;

function measuresOtherwise(a: RasterAxes, b: RasterAxes): boolean {
  const [width, height] = [b.ticks.x1 - b.ticks.x0, b.ticks.y1 - b.ticks.y0];
  const across = Math.max(Math.abs(a.ticks.x0 - b.ticks.x0), Math.abs(a.ticks.x1 - b.ticks.x1));
  const up = Math.max(Math.abs(a.ticks.y0 - b.ticks.y0), Math.abs(a.ticks.y1 - b.ticks.y1));
  return across > OTHERWISE * width || up > OTHERWISE * height;
}

/** Candidates looked at on each axis. */
const MOST = 40;

/**
 * The axes of one plot of a picture that stands straight. Ticks are found by themselves from the printed values; where
 * they are not, three clicks measure. `taken` are plots already found, so that two panels with the same values stay two.
 */
function rasterAxes(dark: Plane, hints: PanelHints, taken: readonly Box[]): RasterAxes {
  const printed = hints.y.values.map((value) => (hints.y.as === 'percent' ? value / 100 : value));
  const across = transposed(dark);
  const [rows, columns] = [
    tickRows(dark, hints.x.values, 1).slice(0, MOST),
    tickRows(across, printed, -1).slice(0, MOST),
  ];
  const best = bestPair(rows, columns, hints, printed, taken);
  if (best !== null) return best;
  // Some of the labels were left out, or some ticks have none: the first and the last label and what stands evenly between.
  const others = (values: readonly number[]): number[][] =>
    OTHER_COUNTS.filter((count) => count !== values.length).map((count) => evenly(values, count));
  const otherRows =
    rows.length > 0 ? rows : others(hints.x.values).flatMap((values) => tickRows(dark, values, 1).slice(0, 5));
  const otherColumns =
    columns.length > 0 ? columns : others(printed).flatMap((values) => tickRows(across, values, -1).slice(0, 5));
  const other = bestPair(otherRows, otherColumns, hints, printed, taken);
  if (other !== null) return { ...other, isSure: false };
  const clicked = fromClicks(hints);
  if (clicked === null) throw new FigureReadingError('axis_values_needed', rows.length === 0 ? 'x' : 'y', 'clicks');
  return clicked;
}

/**
 * The axes of all plots of a picture, or why a plot has none. Plots are said from left to right: where two have the same
 * numbers on their axes, the left one is the first of them.
 */
export function axesOfPanels(dark: Plane, panels: readonly PanelHints[]): (RasterAxes | FigureReadingError)[] {
  const taken: Box[] = [];
  const found = panels.map((hints) => {
    try {
      const axes = rasterAxes(dark, hints, taken);
      taken.push(axes.ticks);
      return axes;
    } catch (error) {
      if (error instanceof FigureReadingError) return error;
      throw error;
    }
  });
  const printed = ({ x, y }: PanelHints): string => JSON.stringify([x.values, y.as, y.values]);
  const isPlain = (i: number): boolean => panels[i]?.clicks.length === 0 && !(found[i] instanceof FigureReadingError);
  const ordered = [...found];
  for (const [, same] of grouped(
    panels.map((hints, i) => ({ i, key: printed(hints) })).filter(({ i }) => isPlain(i)),
    ({ key }) => key,
  )) {
    const axes = same.flatMap(({ i }) => {
      const own = found[i];
      return own === undefined || own instanceof FigureReadingError ? [] : [own];
    });
    axes.sort(leftFirst).forEach((own, k) => {
      ordered[same[k]?.i ?? 0] = own;
    });
  }
  return ordered;
}

/** The left plot before the right one; of two above each other, the upper one. */
function leftFirst({ ticks: a }: RasterAxes, { ticks: b }: RasterAxes): number {
  const isAside = a.x1 < b.x0 || b.x1 < a.x0;
  return isAside ? a.x0 - b.x0 : a.y0 - b.y0;
}

/** Pixels: how far a person points beside a tick. */
const CLICK_REACH = 3.5;

/** Ticks of x stand below those of y, or run through them as a grid; those of y left of x. */
function pairOf(
  x: FoundTicks,
  y: FoundTicks,
  hints: PanelHints,
  values: readonly number[],
  taken: readonly Box[],
): { axes: RasterAxes; score: number }[] {
  const ticks = boxOfAxes(x, y, hints.x.values, values);
  const [width, height] = [ticks.x1 - ticks.x0, ticks.y1 - ticks.y0];
  const below = x.from - ticks.y1;
  const left = ticks.x0 - y.to;
  const isGrid = { x: x.rows > 0.2 * height, y: y.rows > 0.2 * width };
  if (!isGrid.x && (below < -0.02 * height - 4 || below > 0.15 * height)) return [];
  if (!isGrid.y && (left < -0.02 * width - 4 || left > 0.15 * width)) return [];
  if (taken.some((box) => Math.abs(box.x0 - ticks.x0) < 0.2 * width && Math.abs(box.y0 - ticks.y0) < 0.2 * height))
    return [];
  if (isGrid.x && (x.to < ticks.y0 || x.from > ticks.y1)) return [];
  const off = hints.clicks.map(({ time, value, at }) =>
    Math.hypot(
      x.slope * time + x.offset - at[0],
      y.slope * (hints.y.as === 'percent' ? value / 100 : value) + y.offset - at[1],
    ),
  );
  if (off.some((distance) => distance > CLICK_REACH)) return [];
  const line = (found: FoundTicks, own: readonly number[], grid: boolean): AxisLine => ({
    slope: found.slope,
    offset: found.offset,
    residual: found.residual,
    ticks: own,
    from: grid ? 'grid' : 'ticks',
    style: null,
  });
  const score =
    6 * (x.purity + y.purity) +
    Math.min(x.rows, 6) +
    Math.min(y.rows, 6) -
    4 * (x.residual + y.residual) -
    10 * (Math.max(0, below) / height + Math.max(0, left) / width) +
    (2 * (width * height)) / (width * height + 1e5);
  const isSure = (isGrid.x || x.onLine) && (isGrid.y || y.onLine);
  return [
    {
      axes: { x: line(x, hints.x.values, isGrid.x), y: line(y, values, isGrid.y), ticks, isSure },
      score: score + (x.onLine ? ON_LINE : 0) + (y.onLine ? ON_LINE : 0),
    },
  ];
}

function boxOfAxes(
  x: Readonly<{ slope: number; offset: number }>,
  y: Readonly<{ slope: number; offset: number }>,
  times: readonly number[],
  values: readonly number[],
): Box {
  return {
    x0: x.slope * (times[0] ?? 0) + x.offset,
    x1: x.slope * (times.at(-1) ?? 0) + x.offset,
    y0: y.slope * (values.at(-1) ?? 1) + y.offset,
    y1: y.slope * (values[0] ?? 0) + y.offset,
  };
}

function fromClicks({ clicks, x, y }: PanelHints): RasterAxes | null {
  const values = y.values.map((value) => (y.as === 'percent' ? value / 100 : value));
  const shares = clicks.map(({ value }) => (y.as === 'percent' ? value / 100 : value));
  if (new Set(clicks.map(({ time }) => time)).size < 2 || new Set(shares).size < 2) return null;
  const across = fitLine(
    clicks.map(({ time }) => time),
    clicks.map(({ at }) => at[0]),
  );
  const up = fitLine(
    shares,
    clicks.map(({ at }) => at[1]),
  );
  return {
    x: { ...across, ticks: x.values, from: 'clicks', style: null },
    y: { ...up, ticks: values, from: 'clicks', style: null },
    ticks: boxOfAxes(across, up, x.values, values),
    isSure: true,
  };
}
