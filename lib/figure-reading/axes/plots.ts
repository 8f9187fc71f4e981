import type { Box } from '../geometry';
import type { Drawing } from '../pdf/drawing';
import { wordsAsWritten, wordsOf, type Word } from '../pdf/words';
import type { Printed, TimeUnit } from '../reading';
import { columnRuns, rowRuns, type LabelRun, type AxisLabel } from './label-runs';
import { axisFromLabels, type AxisLine } from './tick-lines';

/** A plot found on a page: its axes and the words that say what they mean. */
export type Plot = Readonly<{
  /** Between the first and the last tick of both axes. */
  ticks: Box;
  x: AxisLine;
  /** Of values as fractions. */
  y: AxisLine;
  as: Printed;
  unit: TimeUnit | null;
  saysIncidence: boolean;
  /** The row of the x axis' labels, below which the numbers at risk stand. */
  labelRow: Readonly<{ y: number; size: number }>;
  axisWords: readonly Word[];
}>;

type Pair = Readonly<{ x: LabelRun; y: LabelRun; distance: number }>;

/** Of the letters' size: words of a wider gap are two numbers. */
export const NUMBER_GAP = 0.25;

/** Plots of a drawing that have labels on both axes, from left to right and from top to bottom. */
export function plotsOf(drawing: Drawing): Plot[] {
  const words = wordsOf(drawing.glyphs, NUMBER_GAP);
  const found = plotsFromRuns(rowRuns(words), columnRuns(words), drawing);
  return found.length > 0 ? found : plotsFromRuns(rowRuns(wordsAsWritten(drawing.glyphs)), columnRuns(words), drawing);
}

/** The same from runs of labels that were read otherwise. */
export function plotsFromRuns(rows: readonly LabelRun[], columns: readonly LabelRun[], drawing: Drawing): Plot[] {
  const pairs = rows.flatMap((x) => columns.flatMap((y) => pairOf(x, y))).toSorted((a, b) => a.distance - b.distance);
  const used = new Set<LabelRun>();
  const found = pairs.flatMap((pair) => {
    if (used.has(pair.x) || used.has(pair.y)) return [];
    used.add(pair.x).add(pair.y);
    return [plotOf(pair, drawing)];
  });
  return found.toSorted((a, b) =>
    a.ticks.y1 <= b.ticks.y0 ? -1 : b.ticks.y1 <= a.ticks.y0 ? 1 : a.ticks.x0 - b.ticks.x0,
  );
}

/** Labels of x stand below those of y and begin right of them; of several rows (numbers at risk) the nearest is the axis. */
function pairOf(x: LabelRun, y: LabelRun): Pair[] {
  const [left, right] = [x.labels[0], x.labels.at(-1)];
  const [bottom, top] = [y.labels[0], y.labels.at(-1)];
  if (left === undefined || right === undefined || bottom === undefined || top === undefined) return [];
  const [width, height] = [right.at - left.at, top.at - bottom.at];
  const below = left.word.y + bottom.at;
  const gap = left.at - Math.max(...y.labels.map(({ word }) => word.box.x1));
  const isShare = bottom.value >= -0.051 && (top.value <= 1.06 || top.value <= 106) && top.value > 0.05;
  if (
    !isShare ||
    left.value < 0 ||
    below < -0.2 * left.word.size ||
    below > 0.7 * height ||
    gap < -0.1 * width ||
    gap > 0.6 * width
  )
    return [];
  return [{ x, y, distance: below / height + Math.max(0, gap) / width }];
}

function plotOf({ x, y }: Pair, drawing: Drawing): Plot {
  const [left, right] = [x.labels[0], x.labels.at(-1)];
  const [bottom, top] = [y.labels[0], y.labels.at(-1)];
  const area: Box = { x0: left?.at ?? 0, x1: right?.at ?? 0, y0: -(top?.at ?? 0), y1: -(bottom?.at ?? 0) };
  const [width, height] = [area.x1 - area.x0, area.y1 - area.y0];
  const labelY = left?.word.y ?? area.y1;
  const size = left?.word.size ?? 8;
  const yRight = Math.max(...y.labels.map(({ word }) => word.box.x1));
  const level = drawing.strokes.filter(
    ({ box }) => box.x1 > area.x0 - 0.6 * width && box.y1 > area.y0 - 0.3 * height && box.y0 < labelY + size,
  );
  const own = level.filter(({ box }) => box.x0 < area.x1 + 0.3 * width);
  const xLine = axisFromLabels(x, level, 'x', { from: area.y0 - 0.1 * height, to: labelY });
  const printed = axisFromLabels(y, own, 'y', { from: yRight - 0.2 * size, to: area.x1 + 0.1 * width });
  const titles = wordsOf(drawing.glyphs, 1.2);
  const near = titles.filter(
    (word) =>
      word.x > area.x0 - 0.7 * width &&
      word.x < area.x1 + 0.3 * width &&
      word.y > area.y0 - 0.5 * height &&
      word.y < area.y1 + 0.8 * height,
  );
  const as = printedOf(y.labels, near);
  const scale = as === 'percent' ? 100 : 1;
  return {
    ticks: {
      x0: xLine.slope * (left?.value ?? 0) + xLine.offset,
      x1: xLine.slope * (xLine.ticks.at(-1) ?? 0) + xLine.offset,
      y0: printed.slope * (top?.value ?? 0) + printed.offset,
      y1: printed.slope * (bottom?.value ?? 0) + printed.offset,
    },
    x: xLine,
    y: { ...printed, slope: printed.slope * scale, ticks: printed.ticks.map((value) => value / scale) },
    as,
    unit: unitOf(near.filter((word) => !word.turned && word.y > labelY - size)),
    saysIncidence: titleSaysIncidence(near),
    labelRow: { y: labelY, size },
    axisWords: [...x.labels, ...y.labels].map(({ word }) => word),
  };
}

const UNITS: readonly Readonly<{ unit: TimeUnit; words: RegExp }>[] = [
  { unit: 'months', words: /\b(months?|mos?\.?|monate?n?|mois|meses)\b|месяц/i },
  { unit: 'years', words: /\b(years?|yrs?\.?|jahren?|années|ans|años)\b|\bлет\b|год/i },
  { unit: 'weeks', words: /\b(weeks?|wks?\.?|wochen?|semaines|semanas)\b|недел/i },
  { unit: 'days', words: /\b(days?|tagen?|jours|días)\b|\bдн(и|ей|ях)\b|сут(ки|ок)/i },
];

/** The unit that stands under the axis; null where no title, or more than one unit, is printed. */
function unitOf(words: readonly Word[]): TimeUnit | null {
  for (const word of words.toSorted((a, b) => a.y - b.y)) {
    const found = UNITS.filter(({ words: pattern }) => pattern.test(word.text));
    if (found.length === 1) return found[0]?.unit ?? null;
    // “Years from diagnosis (months)” is nobody's title; two units need a person.
    if (found.length > 1) return null;
  }
  return null;
}

/** Values above 1.5 are per cent; an axis that ends at 1 or below is in fractions unless its labels carry a per cent sign. */
function printedOf(labels: readonly AxisLabel[], _titles: readonly Word[]): Printed {
  if (labels.some(({ word }) => word.text.includes('%'))) return 'percent';
  return Math.max(...labels.map(({ value }) => value)) > 1.5 ? 'percent' : 'fraction';
}

function titleSaysIncidence(words: readonly Word[]): boolean {
  return words.some((word) => /incidence|inzidenz|частот|инцидент/i.test(word.text));
}
