import type { Plot } from '../axes/plots';
import { median, type Place } from '../geometry';
import type { Drawing, Stroke } from '../pdf/drawing';
import { grouped } from '../grouping';
import type { Shows } from '../reading';
import { chainsOf, dashedChains, type Chain } from './chains';
import { measuresOf, plotLines, withoutFurniture, type Measures, type Piece } from './pieces';
import { depthAt, stepsOf, type Steps } from './step-function';
import { thinFills } from './thin-fills';

/** A curve as it was drawn, in the measures of its plot. */
export type DrawnCurve = Steps & Readonly<{ stroke: Stroke; style: string; chain: Chain }>;

export type FoundCurves = Readonly<{
  shows: Shows;
  measures: Measures;
  curves: readonly DrawnCurve[];
  rest: readonly Piece[];
  others: ReturnType<typeof plotLines>['others'];
}>;

/** The curves of a plot, drawn as lines or as thin fills, from above or from below, whichever the drawing shows more of. */
export function vectorCurves(plot: Plot, drawing: Drawing): FoundCurves {
  const [falling, rising] = (['survival', 'incidence'] as const).map((shows) => curvesThatShow(plot, drawing, shows));
  if (falling === undefined || rising === undefined) throw new RangeError('two directions');
  return reach(rising) > reach(falling) ? rising : falling;
}

function reach({ curves, measures }: FoundCurves): number {
  // A flat line fits both directions; what steps decides.
  return curves.reduce((sum, { end, steps }) => sum + (end - measures.startX) * (steps.length > 1 ? 1 : 0.01), 0);
}

function curvesThatShow(plot: Plot, drawing: Drawing, shows: Shows): FoundCurves {
  const measures = measuresOf(plot, shows);
  const strokes = [...drawing.strokes, ...thinFills(drawing.fills)];
  const { pieces, others } = plotLines({ strokes }, measures);
  const byStyle = grouped(
    withoutFurniture(pieces, measures, new Set([plot.x.style, plot.y.style])),
    (piece) => piece.style,
  );
  const curves: DrawnCurve[] = [];
  const rest: Piece[] = [];
  for (const [style, own] of byStyle) {
    const solid = chainsOf(own, measures);
    const dashed = dashedChains(solid.rest, measures);
    rest.push(...dashed.rest);
    for (const chain of [...solid.chains, ...dashed.chains]) {
      const stroke = chain.pieces[0]?.stroke;
      if (stroke !== undefined) curves.push({ ...stepsOf(chain.places), stroke, style, chain });
    }
  }
  const ofMarks = new Set(curves.filter((curve) => isOfMarks(curve, curves, measures)));
  for (const { chain } of ofMarks) rest.push(...chain.pieces);
  const own = curves.filter((curve) => !ofMarks.has(curve) && !isFoot(curve, curves, measures));
  return { shows, measures, curves: withoutIntervals(withoutRepeats(own)), rest, others };
}

/** In points: an arm of a mark lies on its curve, and begins no nearer to the start of the plot. */
const [ON_LINE, BEHIND_START] = [0.2, 1];

/** Marks at even times join into a line or stand like dashes: on the curve whose colour they have, and not from its start. */
function isOfMarks({ chain, stroke }: DrawnCurve, curves: readonly DrawnCurve[], { startX }: Measures): boolean {
  const from = chain.places[0]?.[0] ?? 0;
  if (from <= startX + BEHIND_START || chain.pieces.length === 1) return false;
  // Beside a fall an arm reaches out of the curve, but a mark stands on it with its middle.
  const own = chain.pieces.flatMap(({ places }) => (places.length === 2 ? [middleOf(places)] : places));
  return curves.some(
    (other) =>
      other.stroke.colour === stroke.colour &&
      (other.chain.places[0]?.[0] ?? 0) < from &&
      own.every((place) => liesOn(place, other.chain.places)),
  );
}

function middleOf(places: readonly Place[]): Place {
  const [from, to] = [places[0] ?? [0, 0], places.at(-1) ?? [0, 0]];
  return [(from[0] + to[0]) / 2, (from[1] + to[1]) / 2];
}

/** Every line of a chain is level, upright or falls; a place lies on it where it is in the box of one of its parts. */
function liesOn([x, y]: Place, line: readonly Place[]): boolean {
  return line.some(([x1, y1], i) => {
    const [x0, y0] = line[i - 1] ?? [x1, y1];
    return x >= x0 - ON_LINE && x <= x1 + ON_LINE && y >= y0 - ON_LINE && y <= y1 + ON_LINE;
  });
}

/** A dark line without a step along the foot of the plot is the axis: curves of an incidence begin on it. */
function isFoot({ steps, end, stroke, chain }: DrawnCurve, curves: readonly DrawnCurve[], measures: Measures): boolean {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((i) => Number.parseInt(stroke.colour.slice(i, i + 2), 16));
  const isNeutral = Math.max(r, g, b) - Math.min(r, g, b) < 16;
  const isThrough = (chain.places[0]?.[0] ?? 0) <= measures.startX + 1 && end >= measures.startX + measures.width - 1;
  const isAlone = curves.every(
    ({ stroke: other, steps: theirs }) => other.colour !== stroke.colour || theirs.length === 1,
  );
  return isNeutral && isThrough && isAlone && steps.length === 1 && curves.some((other) => other.steps.length > 1);
}

/** A line drawn twice (a halo, an outline under it) is one curve; the upper one has the colour that is seen. */
function withoutRepeats(curves: readonly DrawnCurve[]): DrawnCurve[] {
  return curves.filter((curve, i) => {
    const order = curve.chain.pieces[0]?.order ?? 0;
    return !curves.some((other, k) => k !== i && isSame(curve, other) && (other.chain.pieces[0]?.order ?? 0) > order);
  });
}

const SAME = 0.1;

function isSame(a: DrawnCurve, b: DrawnCurve): boolean {
  if (Math.abs(a.end - b.end) > 1 || a.steps.length !== b.steps.length) return false;
  return a.steps.every(
    ({ x, depth }, i) => Math.abs(x - (b.steps[i]?.x ?? 0)) < SAME && Math.abs(depth - (b.steps[i]?.depth ?? 0)) < SAME,
  );
}

const FEWEST_STEPS = 4;
const SHARED_STEPS = 0.85;

/**
 * Limits drawn as lines step where their curve steps, one above it and one below. Two arms do so only by chance.
 * The line in the middle is the curve. An upper limit that stays at 1 has no steps, and the colour must tell.
 */
function withoutIntervals(curves: readonly DrawnCurve[]): DrawnCurve[] {
  const limits = new Set<DrawnCurve>();
  for (const curve of curves) {
    const related = curves.filter((other) => other !== curve && isRelated(other, curve));
    const above = related.filter((other) => sideOf(other, curve) < 0);
    const below = related.filter((other) => sideOf(other, curve) > 0);
    const isInterval = [...above, ...below].some((other) => other.steps.length > 1);
    if (above.length > 0 && below.length > 0 && isInterval) [...above, ...below].forEach((limit) => limits.add(limit));
  }
  return curves.filter((curve) => !limits.has(curve));
}

function isRelated(limit: DrawnCurve, curve: DrawnCurve): boolean {
  const sameColour = limit.stroke.colour === curve.stroke.colour;
  if (limit.steps.length === 1) return sameColour;
  return (sameColour || limit.steps.length > FEWEST_STEPS) && sharedSteps(limit, curve) >= SHARED_STEPS;
}

/**
 * True for two lines of one style that step together: one is a limit of the other, and the other limit is missing; and for
 * dashes that step with a whole line of their colour, which are its limit.
 */
export function isLimitOrCurve(a: DrawnCurve, b: DrawnCurve): boolean {
  const isDashedLimit = a.stroke.colour === b.stroke.colour && a.stroke.dash.length > 0 && b.stroke.dash.length === 0;
  if (a === b || (a.style !== b.style && !isDashedLimit)) return false;
  return Math.min(a.steps.length, b.steps.length) > FEWEST_STEPS && sharedSteps(a, b) >= SHARED_STEPS;
}

function sharedSteps(of: DrawnCurve, among: DrawnCurve): number {
  const own = of.steps.slice(1);
  const shared = own.filter(({ x }) => among.steps.some((step) => Math.abs(step.x - x) < 0.05)).length;
  return own.length === 0 ? 0 : shared / own.length;
}

/** −1 where it never lies below the other, 1 where it never lies above, 0 where they cross. */
function sideOf(curve: DrawnCurve, other: DrawnCurve): number {
  const end = Math.min(curve.end, other.end);
  const differences = [...curve.steps, ...other.steps]
    .filter(({ x }) => x < end)
    .map(({ x }) => depthAt(curve.steps, x) - depthAt(other.steps, x));
  if (Math.abs(median(differences)) < 1e-6 && differences.every((d) => Math.abs(d) < SAME)) return 0;
  if (differences.every((d) => d <= SAME)) return -1;
  return differences.every((d) => d >= -SAME) ? 1 : 0;
}
