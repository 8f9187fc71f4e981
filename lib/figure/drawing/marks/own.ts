import { bandSteps, forDrawing, type OwnCurve, type OwnStep } from '@/lib/analysis/curves';
import type { OwnTexts } from '@/lib/analysis/texts';
import { SERIES_COLOURS } from '@/lib/comparison/selection/series/style';
import { fittedLines, fittedNames, textWidth } from '../text-width';
import { censorMark, type Band, type Curve, type CurveScale } from './curves';
import type { Ink } from './inks';
import type { Mark } from './marks';
import { RISK_ROW, STROKE, TYPE_SIZE } from './measures';
import { riskTableMarks } from './risk-table';

/** A series as drawn; only survival curves have censoring marks and a risk table. */
export type OwnSeries = Readonly<{
  name: string;
  steps: readonly OwnStep[];
  marks: OwnCurve['marks'];
  risk: OwnCurve['risk'] | null;
}>;

/** Line styles by position: colour never stands alone. */
const LINE_DASHES = [null, [9, 4], [2.5, 3], [9, 3, 2.5, 3], [14, 5], [5, 3], [9, 3, 2.5, 3, 2.5, 3]] as const;
const BAND_OPACITY = 0.14;
/** A censoring tick for each of so many columns of the axis at most. */
const TICKS = 400;
/** Between the end of a curve and its name; height of a row that names the group of a risk table. */
const [BESIDE, HEAD] = [7, 24] as const;
/** Room for a group's name: right of the plot at the end of its curve, and over its numbers on a narrow chart. */
const [END_ROOM, NARROW_ROOM] = [176, 340] as const;

/** A single curve in ink, several in the colours of the charts. */
export function ownInk(position: number, of: number): Ink {
  return of === 1 ? 'ink' : `series-${position % SERIES_COLOURS.length}`;
}

/** The line of a series beside its name. */
export function ownSign(position: number, of: number, width: number): Mark {
  return {
    kind: 'line',
    from: [0, 0],
    to: [width, 0],
    ink: ownInk(position, of),
    width: STROKE.curve,
    ...ownDash(position),
  };
}

export function ownDash(position: number): Readonly<{ dash?: readonly number[] }> {
  const dash = LINE_DASHES[position % LINE_DASHES.length] ?? null;
  return dash === null ? {} : { dash };
}

/** The step lines and their bands on an axis that ends at `end`. */
export function ownCurves(series: readonly OwnSeries[], end: number): Readonly<{ bands: Band[]; curves: Curve[] }> {
  const at = ({ time, ...step }: OwnStep) => ({ at: time, ...step });
  return {
    bands: series.map(({ steps }, i) => ({
      id: String(i),
      ink: ownInk(i, series.length),
      opacity: BAND_OPACITY,
      steps: forDrawing(bandSteps(steps), end).map(at),
    })),
    curves: series.map(({ steps }, i) => ({
      id: String(i),
      ink: ownInk(i, series.length),
      width: STROKE.curve,
      ...ownDash(i),
      steps: forDrawing(steps, end).map(at),
    })),
  };
}

type OwnScale = CurveScale & Readonly<{ end: number; top: number; bottom: number }>;

/** Censoring ticks, and the names at the ends of several curves. */
export function ownMarks(
  series: readonly OwnSeries[],
  scale: OwnScale,
  named: boolean,
  room: number = END_ROOM,
): Mark[] {
  const ticks = series.flatMap(({ marks }, i) =>
    censorMark(
      forDrawing(marks, scale.end, TICKS).map(({ time, percent }) => ({ at: time, percent })),
      ownInk(i, series.length),
      scale,
    ),
  );
  if (!named || series.length < 2) return ticks;
  const ends = series.map(({ steps }) => scale.y(steps.at(-1)?.percent ?? 0));
  const short = endNames(
    series.map(({ name }) => name),
    room,
    scale.bottom - scale.top,
  );
  const high = NAME_LINE * Math.max(...short.map(({ length }) => length));
  const places = endLabelPlaces(ends, high, scale.top, scale.bottom - 8 - (high - NAME_LINE));
  const last = Math.max(...series.map(({ steps }) => steps.at(-1)?.time ?? 0));
  const names = series.flatMap(({ steps }, i): Mark[] => {
    const [x, y, lines] = [scale.x(steps.at(-1)?.time ?? 0) + BESIDE, (places[i] ?? 0) + 4.5, short[i] ?? []];
    const wide = Math.max(...lines.map((text) => textWidth(text, TYPE_SIZE, 600)));
    const place = { left: x, right: x + wide, top: y - TYPE_SIZE, bottom: y + (lines.length - 1) * NAME_LINE + 3 };
    // Where a longer curve runs through the name it stands behind the end of all of them.
    const covered = series.some((other, j) => j !== i && runsThrough(other.steps, place, scale));
    return lines.map((text, row) => ({
      kind: 'label',
      at: [covered ? scale.x(last) + BESIDE : x, y + row * NAME_LINE],
      text,
      size: TYPE_SIZE,
      weight: 600,
      ink: ownInk(i, series.length),
      anchor: 'start',
      edge: true,
    }));
  });
  return [...ticks, ...names];
}

/** From the baseline of a name's line to that of the next. */
const NAME_LINE = TYPE_SIZE + 3;

/** Each name in its lines: whole in one or two where all of them have the room, else shortened in one. */
function endNames(names: readonly string[], room: number, height: number): string[][] {
  const short = fittedNames(names, room, TYPE_SIZE);
  const lines = names.map((name) => fittedLines(name, room, TYPE_SIZE).split('\n'));
  const whole = lines.every((own, i) => own.join(' ') === names[i]);
  return whole && 2 * NAME_LINE * names.length <= height ? lines : short.map((name) => [name]);
}

type Box = Readonly<{ left: number; right: number; top: number; bottom: number }>;

/** Whether a step line enters a box: a tread at the height of one corner up to the next, then a riser. */
function runsThrough(steps: readonly OwnStep[], { left, right, top, bottom }: Box, { x, y }: CurveScale): boolean {
  return steps.some(({ time, percent }, i) => {
    const next = steps[i + 1];
    if (next === undefined) return false;
    const [from, to, high, low] = [x(time), x(next.time), y(percent), y(next.percent)];
    const tread = to > left && from < right && high > top && high < bottom;
    const riser = to > left && to < right && Math.max(high, low) > top && Math.min(high, low) < bottom;
    return tread || riser;
  });
}

/** Room between the names of the risk table and the axis: half of the widest first number, which stands under 0. */
function riskGap(series: readonly OwnSeries[]): number {
  return 14 + Math.max(0, ...series.map(({ risk }) => textWidth(String(risk?.[0]?.atRisk ?? ''), TYPE_SIZE) / 2));
}

/** Room left of the axis for the names of the risk table, where they stand beside its numbers. */
export function ownGutter(series: readonly OwnSeries[], { risk }: Pick<OwnTexts, 'risk'>): number {
  const gap = riskGap(series) + 6;
  return Math.max(
    ...Object.values(risk).map((text) => textWidth(text, TYPE_SIZE) + gap),
    ...(series.length > 1 ? series.map(({ name }) => Math.min(220, textWidth(name, TYPE_SIZE, 600) + gap)) : []),
  );
}

/** Height of the numbers under the plot: three rows a group, and its name where there are several. */
export function ownRiskHeight(series: readonly OwnSeries[], narrow: boolean): number {
  const groups = series.filter(({ risk }) => risk !== null).length;
  return groups === 0 ? 0 : groups * groupHeight(series, narrow) + 8;
}

/** Height of a heading and one row a group. */
export function ownAtRiskHeight(series: readonly OwnSeries[]): number {
  return HEAD + series.length * RISK_ROW.wide + 8;
}

/** Who is at risk alone: one row a group, which has its name. */
export function ownAtRiskMarks(
  series: readonly OwnSeries[],
  { risk: words }: Pick<OwnTexts, 'risk'>,
  { x, left, top }: Omit<RiskPlace, 'narrow'>,
): Mark[] {
  const names = left - riskGap(series);
  const short = fittedNames(
    series.map(({ name }) => name),
    names,
    TYPE_SIZE,
  );
  const cell = { kind: 'cell', size: TYPE_SIZE, anchor: 'end' } as const;
  const head: Mark = { ...cell, at: [names, top + 17], text: words.atRisk, weight: 400, ink: 'muted' };
  const rows = series.flatMap(({ risk }, group): Mark[] => {
    const y = top + HEAD + group * RISK_ROW.wide + 14;
    const name: Mark = {
      ...cell,
      at: [names, y],
      text: short[group] ?? '',
      weight: 600,
      ink: ownInk(group, series.length),
    };
    const numbers = (risk ?? []).map(
      ({ time, atRisk }): Mark => ({
        ...cell,
        at: [x(time), y],
        text: String(atRisk),
        weight: 400,
        ink: 'ink',
        anchor: 'middle',
      }),
    );
    return [name, ...numbers];
  });
  return [head, ...rows];
}

function groupHeight(series: readonly OwnSeries[], narrow: boolean): number {
  return 3 * (narrow ? RISK_ROW.narrow : RISK_ROW.wide) + (series.length > 1 ? HEAD : 0);
}

type RiskPlace = Readonly<{ x: CurveScale['x']; left: number; top: number; narrow: boolean }>;

/** Three rows a group, each column at the x of its tick. */
export function ownRiskMarks(
  series: readonly OwnSeries[],
  { risk: words }: Pick<OwnTexts, 'risk'>,
  { x, left, top, narrow }: RiskPlace,
): Mark[] {
  const names = left - riskGap(series);
  const short = fittedNames(
    series.map(({ name }) => name),
    narrow ? NARROW_ROOM : names,
    TYPE_SIZE,
  );
  return series.flatMap(({ risk }, group): Mark[] => {
    if (risk === null) return [];
    const from = top + group * groupHeight(series, narrow);
    const head: Mark = {
      kind: 'cell',
      at: [narrow ? 0 : names, from + 17],
      text: short[group] ?? '',
      size: TYPE_SIZE,
      weight: 600,
      ink: ownInk(group, series.length),
      anchor: narrow ? 'start' : 'end',
    };
    const rows = [
      { label: words.atRisk, values: risk.map(({ atRisk }) => atRisk) },
      { label: words.events, values: risk.map(({ eventsBefore }) => eventsBefore) },
      { label: words.censored, values: risk.map(({ censoredBefore }) => censoredBefore) },
    ];
    const place = { columns: risk.map(({ time }) => x(time)), names, narrow };
    return series.length > 1
      ? [head, ...riskTableMarks(rows, { ...place, top: from + HEAD })]
      : riskTableMarks(rows, { ...place, top: from });
  });
}

/** Baselines of the labels at the ends of the curves, pushed apart to `height` and kept within the bounds. */
export function endLabelPlaces(ends: readonly number[], height: number, top: number, bottom: number): number[] {
  const order = ends.map((y, index) => ({ y, index })).sort((a, b) => a.y - b.y);
  const places: number[] = [];
  let free = top;
  for (const { y, index } of order) {
    places[index] = Math.max(free, y);
    free = (places[index] ?? 0) + height;
  }
  let ceiling = bottom;
  for (const { index } of [...order].reverse()) {
    places[index] = Math.min(ceiling, places[index] ?? 0);
    ceiling = (places[index] ?? 0) - height;
  }
  return places;
}
