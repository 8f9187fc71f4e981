import { withOutlinedDigits } from './axes/outlined-letters';
import { plotsOf, type Plot } from './axes/plots';
import { curveNames } from './curves/curve-names';
import { marksOf } from './curves/marks';
import { isStart, type Gap } from './curves/chains';
import { ROUNDING } from './curves/pieces';
import { isLimitOrCurve, vectorCurves, type DrawnCurve, type FoundCurves } from './curves/vector-curves';
import { riskRows, rowsOfCurves, type RiskRow } from './data/numbers-at-risk';
import { countedLevels } from './data/unseen-levels';
import { apply, boxOf, multiply, type Box } from './geometry';
import type { Drawing } from './pdf/drawing';
import { quarterTurn, turnedDrawing } from './pdf/turned-drawing';
import type { CurveReading, DoubtfulStretch, PanelReading, TimeValue } from './reading';
import type { Refusal } from './refusal';

/** Reads every plot of a page that was drawn as lines and letters. Empty where the page shows no plot. */
export function readDrawing(drawing: Drawing): PanelReading[] {
  const read = readWritten(drawing);
  if (read.length > 0 || drawing.fills.length === 0) return read;
  const outlined = withOutlinedDigits(drawing);
  return outlined === null ? [] : readWritten(outlined);
}

function readWritten(drawing: Drawing): PanelReading[] {
  const turns = [0, 1, 2, 3].map((quarters) => {
    const turned = turnedDrawing(drawing, quarters);
    return { quarters, turned, plots: plotsOf(turned) };
  });
  const best = turns.toSorted((a, b) => b.plots.length - a.plots.length || a.quarters - b.quarters)[0];
  if (best === undefined) return [];
  const panels = best.plots.map((plot) => readPlot(plot, best.turned));
  return panels
    .filter(({ curves, refusals }) => curves.length > 0 || refusals.length > 0)
    .map((panel) => turnedBack(panel, drawing, best.quarters));
}

export function readPlot(plot: Plot, drawing: Drawing): PanelReading {
  const found = vectorCurves(plot, drawing);
  const [names, marks] = [curveNames(found, plot, drawing), marksOf(found, drawing)];
  const rows = rowsOfCurves(
    riskRows(plot, drawing),
    found.curves.map(({ stroke }, i) => ({
      colour: stroke.colour,
      name: names[i]?.name ?? null,
      order: names[i]?.order ?? i,
      points: pointsOf(found.curves[i], plot, found),
    })),
  );
  const refusals: Refusal[] = [];
  // A name that two curves have is wrong for one of them, and which is not known.
  const labels = found.curves.map((_, i) => names[i]?.name ?? rows[i]?.label ?? '');
  const curves = found.curves.flatMap((curve, i) => {
    const label = labels.filter((other) => other === labels[i]).length > 1 ? '' : (labels[i] ?? '');
    if (curve.slanted) {
      refusals.push({ code: 'curve_slanted', subject: label, would: null });
      return [];
    }
    return [
      curveReading(
        curve,
        { label, patients: names[i]?.patients ?? null, marks: marks[i] ?? [], row: rows[i] ?? null },
        plot,
        found,
      ),
    ];
  });
  if (curves.length === 0 && refusals.length === 0) refusals.push({ code: 'no_curves', subject: null, would: null });
  const { x, y } = plot;
  return {
    method: 'vector',
    box: plot.ticks,
    x: { ticks: x.ticks, residual: x.residual, from: x.from, unit: plot.unit },
    y: { ticks: y.ticks, residual: y.residual, from: y.from, as: plot.as, shows: found.shows },
    affine: [x.slope, 0, 0, y.slope, x.offset, y.offset],
    curves,
    refusals,
  };
}

type Found = Readonly<{ label: string; patients: number | null; marks: readonly number[]; row: RiskRow | null }>;

function curveReading(
  curve: DrawnCurve,
  { label, patients, marks, row }: Found,
  plot: Plot,
  found: FoundCurves,
): CurveReading {
  const timeOf = (x: number): number => Math.max(0, (x - plot.x.offset) / plot.x.slope);
  const read: CurveReading = {
    label,
    colour: curve.stroke.colour,
    dash: curve.stroke.dash,
    points: pointsOf(curve, plot, found),
    end: timeOf(curve.end),
    censored: marks.map(timeOf),
    patients: patients ?? (row?.cells[0]?.[0] === 0 ? row.cells[0][1] : null),
    atRisk: row?.cells ?? [],
    doubtful: [],
  };
  const { points, counted } = withCountedLevels(read, curve, plot, found);
  return { ...read, points, doubtful: doubtsOf(curve, plot, found, timeOf, counted) };
}

/** Levels that lie between two dashes, where the patients can be counted; `counted` are their gaps. */
function withCountedLevels(
  read: CurveReading,
  curve: DrawnCurve,
  plot: Plot,
  { measures: { height } }: FoundCurves,
): Readonly<{ points: readonly TimeValue[]; counted: ReadonlySet<Gap> }> {
  const gaps = curve.chain.gaps.flatMap((gap) => {
    if (gap.level === null) return [];
    const [top, bottom] = gap.level;
    const index = curve.steps.findIndex(
      ({ x, depth }) => Math.abs(x - gap.x) <= ROUNDING && Math.abs(depth - (top + bottom) / 2) < 1e-6,
    );
    return index < 1 ? [] : [{ gap, level: { index, highest: 1 - top / height, lowest: 1 - bottom / height } }];
  });
  const { points, end, censored, patients } = read;
  if (gaps.length === 0 || patients === null) return { points, counted: new Set() };
  const atRisk = read.atRisk.filter(([time]) => time > 0 && time <= end);
  const arm = { points, end, goesOn: end >= (plot.x.ticks.at(-1) ?? 0), censored, atRisk, patients };
  const levels = countedLevels(
    { ...arm, precision: WRITTEN / height },
    gaps.map(({ level }) => level),
  );
  const valueAt = new Map(gaps.map(({ level }, i) => [level.index, levels[i] ?? null]));
  return {
    points: points.map(([time, value], i) => [time, valueAt.get(i) ?? value] as const),
    counted: new Set(gaps.flatMap(({ gap }, i) => (levels[i] === null ? [] : [gap]))),
  };
}

function pointsOf(curve: DrawnCurve | undefined, plot: Plot, { measures }: FoundCurves): TimeValue[] {
  const survival = (depth: number): number => Math.min(1, Math.max(0, 1 - depth / measures.height));
  return fallingFrom(
    (curve?.steps ?? []).map(
      ({ x, depth }): TimeValue => [Math.max(0, (x - plot.x.offset) / plot.x.slope), survival(depth)],
    ),
  );
}

/** The start is 1 by definition; a rounding must not let the curve rise. */
function fallingFrom(points: readonly TimeValue[]): TimeValue[] {
  let lowest = 1;
  return points.map(([time, value], i) => {
    lowest = i === 0 ? 1 : Math.min(lowest, value);
    return [time, lowest] as const;
  });
}

/** In points: the places that writers of PDF leave out. */
const WRITTEN = 0.006;
/** In points: an axis whose ticks lie worse is not one line. */
const WORST_RESIDUAL = 0.5;
/** Of the height of the plot: what a reading may be off without being said. */
const TWO_POINTS = 0.02;

function doubtsOf(
  curve: DrawnCurve,
  plot: Plot,
  { curves, measures, rest }: FoundCurves,
  timeOf: (x: number) => number,
  counted: ReadonlySet<Gap>,
): DoubtfulStretch[] {
  const doubts: DoubtfulStretch[] = [];
  const end = timeOf(curve.end);
  const isUnsure = [plot.x, plot.y].some(({ residual, from }) => residual > WORST_RESIDUAL || from === 'labels');
  if (isUnsure) doubts.push({ from: 0, to: end, doubt: 'axes_unsure' });
  const first = curve.chain.places[0];
  if (first === undefined || !isStart(first, measures)) doubts.push({ from: 0, to: end, doubt: 'start_unclear' });
  if (curves.some((other) => isLimitOrCurve(curve, other))) doubts.push({ from: 0, to: end, doubt: 'curves_alike' });
  for (const gap of curve.chain.gaps)
    if (!counted.has(gap))
      doubts.push({
        from: timeOf(gap.x - TWO_POINTS * measures.width),
        to: timeOf(gap.x + TWO_POINTS * measures.width),
        doubt: 'gap',
      });
  if (curve.end < plot.ticks.x1 - 1 && fallsOut(curve, measures))
    doubts.push({ from: end, to: timeOf(plot.ticks.x1), doubt: 'end_unclear' });
  const drawnTo = Math.min(curve.stroke.box.x1, curve.stroke.clip.x1);
  if (curve.end > measures.frame.x1 - 1 && drawnTo > measures.frame.x1 + 1)
    doubts.push({ from: end, to: timeOf(drawnTo), doubt: 'unexplained_lines' });
  if (curve.end < plot.ticks.x1 - 1 && hasContinuation(curve, curves, rest, measures.height))
    doubts.push({ from: end, to: timeOf(plot.ticks.x1), doubt: 'unexplained_lines' });
  return doubts;
}

/**
 * A curve that falls through the foot of the plot goes on where nothing shows it: one whose last line falls through it, and
 * on an axis that begins above 0 one that ends on it, or no farther above it than the gap of its dashes.
 */
function fallsOut({ chain }: DrawnCurve, { foot, height }: FoundCurves['measures']): boolean {
  const [[before], [last, depth]] = [chain.places.at(-2) ?? [0, 0], chain.places.at(-1) ?? [0, 0]];
  if (foot < height - WORST_RESIDUAL && depth > foot - chain.gap - WORST_RESIDUAL) return true;
  return depth > foot + WORST_RESIDUAL && last - before < ROUNDING;
}

/** Lines of the curve's own style behind its end and below it that no curve explains: the curve may go on there. */
function hasContinuation(
  curve: DrawnCurve,
  curves: FoundCurves['curves'],
  rest: FoundCurves['rest'],
  height: number,
): boolean {
  const [end, depth] = curve.chain.places.at(-1) ?? [0, 0];
  const isOnCurve = ([x, y]: readonly [number, number]): boolean =>
    curves.some((other) =>
      other.steps.some(
        (step, i) =>
          Math.abs(step.depth - y) < 0.1 && x >= step.x - 0.1 && x <= (other.steps[i + 1]?.x ?? other.end) + 0.1,
      ),
    );
  return rest.some(({ style, places }) => {
    const [from, to] = [places[0] ?? [0, 0], places.at(-1) ?? [0, 0]];
    return (
      style === curve.style &&
      from[0] > end - 0.5 &&
      from[1] > depth - 0.5 &&
      from[1] < depth + 0.3 * height &&
      to[0] - from[0] > 2 &&
      !isOnCurve([(from[0] + to[0]) / 2, (from[1] + to[1]) / 2]) &&
      from[0] - end < 0.2 * height
    );
  });
}

/** From a page that was turned for reading to the page as it is shown. */
function turnedBack(panel: PanelReading, page: Drawing, quarters: number): PanelReading {
  if (quarters === 0) return panel;
  const odd = quarters % 2 !== 0;
  const back = quarterTurn(
    { width: odd ? page.height : page.width, height: odd ? page.width : page.height },
    4 - quarters,
  );
  const box: Box = boxOf([apply(back, panel.box.x0, panel.box.y0), apply(back, panel.box.x1, panel.box.y1)]);
  return { ...panel, box, affine: multiply(back, panel.affine) };
}
