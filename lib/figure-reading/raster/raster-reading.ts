import { IDENTITY, multiply, type Box, type Matrix, type Place } from '../geometry';
import type { CurveHint, PanelHints } from '../hints';
import type { CurveReading, DoubtfulStretch, PanelReading, TimeValue } from '../reading';
import { FigureReadingError, refusalOf, type Refusal } from '../refusal';
import { boxDoubts, boxesIn } from './boxes';
import { endDoubts, MARGIN } from './end-doubts';
import { fallingPath } from './falling-path';
import { cropOf, cropped, darkness, flipped, rotated, type Crop, type Plane, type RasterImage } from './image';
import { withoutFrame } from './frame-lines';
import { colourOf, inkOf, lineInk, peakOf, thicknessOf, type Colour } from './ink';
import { goesOnBehind, leftOverDoubts, sharedDoubts, stayingDoubts } from './left-over';
import { pathCosts } from './path-costs';
import { fallsAside, merged, pathDoubts, wholeWhereMostly, type PixelDoubt } from './path-doubts';
import { axesOfPanels, type RasterAxes } from './raster-axes';
import { rasterMarks } from './raster-marks';
import { skewOf } from './skew';
import { subPixelSteps, SUPPORTED, type PixelSteps } from './sub-pixel-steps';

/** Pixels: a larger picture is scaled by whoever opens it, a smaller one shows no steps. */
export const MOST_PIXELS = 24_000_000;
const FEWEST_PIXELS = 10_000;

/**
 * Reads the plots of a picture, from left to right, with what a person says of each. Throws where the picture as a whole
 * cannot be read; what concerns one plot or curve is in its refusals.
 */
export function readImage(image: RasterImage, hints: readonly PanelHints[]): PanelReading[] {
  const pixels = image.width * image.height;
  if (pixels > MOST_PIXELS)
    throw new FigureReadingError('image_too_large', `${image.width} × ${image.height}`, String(MOST_PIXELS));
  if (pixels < FEWEST_PIXELS)
    throw new FigureReadingError('image_too_small', `${image.width} × ${image.height}`, String(FEWEST_PIXELS));
  if (hints.length === 0) throw new FigureReadingError('hints_needed');
  const skew = skewOf(darkness(image));
  const straight = skew === 0 ? image : rotated(image, skew);
  const dark = darkness(straight);
  const toStraight: Matrix = [Math.cos(skew), -Math.sin(skew), Math.sin(skew), Math.cos(skew), 0, 0];
  const back: Matrix = skew === 0 ? IDENTITY : [Math.cos(skew), Math.sin(skew), -Math.sin(skew), Math.cos(skew), 0, 0];
  const straightened = hints.map((given) => inStraight(given, toStraight));
  const measured = axesOfPanels(dark, straightened);
  return straightened.map((own, i) =>
    refusedOr(own, () => {
      const axes = measured[i];
      if (axes === undefined || axes instanceof FigureReadingError)
        throw axes ?? new FigureReadingError('axis_values_needed', 'x', 'clicks');
      return readPanel(straight, dark, axes, own, back);
    }),
  );
}

function refusedOr(own: PanelHints, read: () => PanelReading): PanelReading {
  try {
    return read();
  } catch (error) {
    if (error instanceof FigureReadingError) return refusedPanel(own, error);
    throw error;
  }
}

function inStraight(hints: PanelHints, [a, b, c, d]: Matrix): PanelHints {
  const turned = ([x, y]: Place): Place => [a * x + c * y, b * x + d * y];
  return {
    ...hints,
    clicks: hints.clicks.map((click) => ({ ...click, at: turned(click.at) })),
    curves: hints.curves.map((curve) => ({ ...curve, waypoints: curve.waypoints.map(turned) })),
  };
}

function refusedPanel({ x, y }: PanelHints, error: FigureReadingError): PanelReading {
  const unread = { ticks: [], residual: Number.NaN, from: 'ticks' } as const;
  return {
    method: 'raster',
    box: { x0: 0, y0: 0, x1: 0, y1: 0 },
    x: { ...unread, unit: x.unit },
    y: { ...unread, as: y.as, shows: y.shows },
    affine: IDENTITY,
    curves: [],
    refusals: [refusalOf(error)],
  };
}

type Area = Readonly<{
  image: RasterImage;
  crop: Crop;
  axes: RasterAxes;
  hints: PanelHints;
  colours: readonly Colour[];
  flip: boolean;
  firstColumn: number;
  /** darkness of the crop, its rows as those of the paths */
  dark: Plane;
}>;
type Traced = Readonly<{
  steps: PixelSteps['steps'];
  /** the ink of its colour */
  line: Plane;
  level: Int32Array;
  end: number;
  thickness: number;
  support: Float32Array;
  doubts: readonly PixelDoubt[];
}>;

function readPanel(image: RasterImage, dark: Plane, axes: RasterAxes, hints: PanelHints, back: Matrix): PanelReading {
  const area = areaOf(image, dark, axes, hints);
  const boxes = boxesIn(area.dark);
  const traced = new Map<CurveHint, Traced>();
  const refusals: Refusal[] = [];
  // Of one colour the whole line is found first: the dashes of another cannot be taken for it, but it for them.
  const order = hints.curves.toSorted((a, b) => Number(a.dash !== 'solid') - Number(b.dash !== 'solid'));
  for (const curve of order) {
    try {
      traced.set(
        curve,
        trace(
          area,
          curve,
          [...traced].filter(([other]) => isAlike(other, curve)),
        ),
      );
    } catch (error) {
      if (!(error instanceof FigureReadingError)) throw error;
      refusals.push(refusalOf(error));
    }
  }
  const thinnest = Math.min(...[...traced.values()].map(({ thickness }) => thickness));
  const curves = hints.curves.flatMap((curve) => {
    const found = traced.get(curve);
    if (found === undefined) return [];
    const doubts = doubtsOf(area, boxes, curve, found, traced);
    const alike = [...traced].filter(([other]) => other !== curve && isAlike(other, curve)).map(([, line]) => line);
    const { marks, doubts: unsure } = rasterMarks(found.line, found, alike, area.firstColumn, thinnest);
    return [curveReading(area, curve, { ...found, doubts: [...doubts, ...unsure] }, marks)];
  });
  const { x, y } = axes;
  return {
    method: 'raster',
    box: axes.ticks,
    x: { ticks: x.ticks, residual: x.residual, from: x.from, unit: hints.x.unit },
    y: { ticks: y.ticks, residual: y.residual, from: y.from, as: hints.y.as, shows: hints.y.shows },
    affine: multiply(back, [x.slope, 0, 0, y.slope, x.offset, y.offset]),
    curves,
    refusals,
  };
}

/** What is doubted of a curve once all of its plot are traced: what was traced first did not know of the others. */
function doubtsOf(
  area: Area,
  boxes: readonly Box[],
  curve: CurveHint,
  found: Traced,
  traced: ReadonlyMap<CurveHint, Traced>,
): readonly PixelDoubt[] {
  const others = [...traced].filter(([other]) => other !== curve);
  const alike = others.filter(([other]) => isAlike(other, curve));
  const twins = alike.filter(([other]) => areTwins(other, curve));
  const linesOf = (some: typeof others): Traced[] => some.map(([, line]) => line);
  const last = Math.round(area.axes.ticks.x1 - area.crop.box.x0);
  const doubts = [
    ...found.doubts,
    ...alikeDoubts(found.level, twins, curve, found.thickness, found.end, area.crop, last),
    ...leftOverDoubts(found.line, found, linesOf(alike)),
    ...sharedDoubts(found, linesOf(others.filter(([other]) => !isAlike(other, curve)))),
    ...stayingDoubts(area.dark, found, linesOf(others), OFF * Math.abs(area.axes.y.slope)),
    ...boxDoubts(boxes, found),
    ...unclearEnd(area, found, linesOf(others), last),
  ];
  return wholeWhereMostly(merged(doubts, HOLE * (last - area.firstColumn)), found.end);
}

/** Of S: what a path may be off without being said. */
const OFF = 0.015;
/** Of the axis: between two doubts nothing so short is certain. */
const HOLE = 0.05;

function unclearEnd(area: Area, found: Traced, others: readonly Traced[], last: number): PixelDoubt[] {
  if (found.end >= last) return [];
  const goesOn = goesOnBehind(area.dark, found, others, last, rowOf(area, 0));
  return goesOn ? [{ from: found.end, to: last + MARGIN, doubt: 'end_unclear' }] : [];
}

function areaOf(image: RasterImage, dark: Plane, axes: RasterAxes, hints: PanelHints): Area {
  const { x, y, ticks } = axes;
  const start = x.offset;
  const [full, none] = [y.slope + y.offset, y.offset];
  const crop = cropOf(image, {
    x0: start - MARGIN,
    x1: ticks.x1 + MARGIN,
    y0: full - MARGIN,
    y1: Math.max(none, ticks.y1) + MARGIN,
  });
  const colours = hints.curves.map(({ label, colour }) => {
    const found = colourOf(colour);
    if (found === null) throw new FigureReadingError('hints_wrong', label, '#rrggbb');
    return found;
  });
  return {
    image,
    crop,
    axes,
    hints,
    colours,
    flip: hints.y.shows === 'incidence',
    firstColumn: Math.max(0, Math.round(start - crop.box.x0 - 0.5)),
    dark: cropped(dark, crop, hints.y.shows === 'incidence'),
  };
}

const isAlike = (a: CurveHint, b: CurveHint): boolean => {
  const [p, q] = [colourOf(a.colour), colourOf(b.colour)];
  return p !== null && q !== null && p.every((part, c) => Math.abs(part - (q[c] ?? 0)) <= 8);
};

/** A whole line differs from dashes; the dashes of two curves are not told apart by their lengths. */
const areTwins = (a: CurveHint, b: CurveHint): boolean => (a.dash === 'solid') === (b.dash === 'solid');

/** Of the line's thickness: no writer leaves a longer gap between dashes. */
const LONGEST_GAP = 5;

/** Of 255: a colour with less between its parts may be that of a frame. */
const COLOURED = 60;

function trace(area: Area, curve: CurveHint, alike: readonly (readonly [CurveHint, Traced])[]): Traced {
  const inFrame = tracedIn(area, curve, alike, [1, 0]);
  if (inFrame !== null) return inFrame;
  // Of a curve that stays at S = 1 nothing is left without the line there, which no frame has in a colour.
  const colour = colourOf(curve.colour) ?? [0, 0, 0];
  const atStart = Math.max(...colour) - Math.min(...colour) < COLOURED ? null : tracedIn(area, curve, alike, [0]);
  if (atStart === null) throw new FigureReadingError('curve_not_found', curve.label, curve.colour);
  return { ...atStart, doubts: [{ from: 0, to: atStart.end, doubt: 'other_path' }] };
}

/** Null where no line of its colour is found. `frame` are the values of S at which a line through the plot is that of a frame. */
function tracedIn(
  area: Area,
  curve: CurveHint,
  alike: readonly (readonly [CurveHint, Traced])[],
  frame: readonly number[],
): Traced | null {
  const { image, crop, hints, colours, flip, axes } = area;
  const ink = inkOf(image, crop, colours, hints.curves.indexOf(curve));
  const [cover, other] = [flip ? flipped(ink.cover) : ink.cover, flip ? flipped(ink.other) : ink.other];
  const levels = frame.map((value) => rowOf(area, value));
  const lowest = rowOf(area, flip ? 1 - Math.max(...axes.y.ticks) : Math.min(...axes.y.ticks));
  withoutFrame(cover, levels, lowest);
  withoutFrame(other, levels, lowest);
  const peak = peakOf(cover);
  const line = lineInk(cover, peak);
  const thickness = thicknessOf(line);
  for (const [, found] of alike) coverBy(found, thickness, line, other);
  const costs = pathCosts(line, other, thickness, curve.dash === 'solid' ? 0 : LONGEST_GAP * thickness + 2);
  forceThrough(
    costs.along,
    curve.waypoints.map(([x, y]) => [x - crop.box.x0, flip ? crop.height - (y - crop.box.y0) : y - crop.box.y0]),
  );
  const startRow = Math.round(rowOf(area, 1) - 0.5);
  startAt(costs.along, area.firstColumn, startRow, thickness);
  const field = fallingPath(costs, startRow);
  const { steps, support } = subPixelSteps(field.path, cover, thickness, peak);
  const share = support.reduce((sum, value) => sum + (value >= SUPPORTED ? 1 : 0), 0) / Math.max(1, support.length);
  if (share < 0.1) return null;
  const last = Math.min(crop.width, Math.round(axes.ticks.x1 - crop.box.x0));
  const end = endOf(support, Math.min(last, field.path.last + 1), last);
  const tolerance = {
    off: OFF * Math.abs(axes.y.slope),
    shift: Math.max(thickness / 2 + 1, 0.004 * (axes.ticks.x1 - axes.ticks.x0)),
    dashes: hints.curves.some(({ dash }) => dash !== 'solid'),
  };
  const doubts = [
    ...pathDoubts(field, support, other, tolerance, end),
    ...fallsAside(steps, field.path.level, tolerance, thickness, end),
    ...alikeDoubts(field.path.level, alike, curve, thickness, end, crop, last),
    ...endDoubts(field.path.level, line, other, end, last, thickness),
  ];
  if (!axes.isSure) doubts.push({ from: 0, to: last + MARGIN, doubt: 'axes_unsure' });
  return { steps, line, level: field.path.level, end, thickness, support, doubts: merged(doubts) };
}

/** Row in the crop at which a curve has fallen to S, between pixels. */
function rowOf({ axes, crop, flip }: Area, survival: number): number {
  const y = axes.y.slope * (flip ? 1 - survival : survival) + axes.y.offset - crop.box.y0;
  return flip ? crop.height - y : y;
}

/** Where a whole line of the same colour was found, another may run under it. */
function coverBy({ level }: Traced, thickness: number, line: Plane, other: Plane): void {
  const reach = Math.ceil(thickness / 2) + 1;
  for (let x = 0; x < line.width; x += 1) {
    const [top, bottom] = [(level[Math.max(0, x - 1)] ?? 0) - reach, (level[x] ?? 0) + reach];
    for (let y = Math.max(0, top); y <= Math.min(line.height - 1, bottom); y += 1) {
      line.values[y * line.width + x] = 0;
      other.values[y * line.width + x] = 1;
    }
  }
}

const WAYPOINT_REACH = 4;
const WAYPOINT_PRICE = 40;

function forceThrough(along: Plane, places: readonly Place[]): void {
  for (const [px, py] of places) {
    const column = Math.floor(px);
    for (let x = Math.max(0, column); x <= Math.min(along.width - 1, column); x += 1) {
      for (let y = 0; y < along.height; y += 1)
        if (Math.abs(y + 0.5 - py) > WAYPOINT_REACH)
          along.values[y * along.width + x] = (along.values[y * along.width + x] ?? 0) + WAYPOINT_PRICE;
    }
  }
}

/** Left of time 0 the path lies at S = 1, whatever is printed there. */
function startAt(along: Plane, firstColumn: number, startRow: number, thickness: number): void {
  const reach = Math.ceil(thickness / 2);
  for (let x = 0; x <= Math.min(firstColumn, along.width - 1); x += 1) {
    for (let y = 0; y < along.height; y += 1)
      along.values[y * along.width + x] = Math.abs(y - startRow) <= reach ? 0 : 5;
  }
}

function endOf(support: Float32Array, pathEnd: number, last: number): number {
  let end = pathEnd;
  while (end > 1 && (support[end - 1] ?? 0) < SUPPORTED) end -= 1;
  // A few pixels at the edge belong to the frame.
  return last - end < 6 ? last : end;
}

/** Where two lines of one colour and dash have met, either may go on as the other until a way-point says which. */
function alikeDoubts(
  level: Int32Array,
  alike: readonly (readonly [CurveHint, Traced])[],
  curve: CurveHint,
  thickness: number,
  end: number,
  crop: Crop,
  last: number,
): PixelDoubt[] {
  const points = curve.waypoints.map(([x]) => x - crop.box.x0).toSorted((a, b) => a - b);
  return alike.flatMap(([hint, found]) => {
    const doubts: PixelDoubt[] = [];
    const near = (x: number): boolean => Math.abs((level[x] ?? 0) - (found.level[x] ?? 0)) <= 2 * thickness;
    for (let x = 0; x < end; x += 1) {
      if (!near(x)) continue;
      let to = x;
      while (to < end && near(to)) to += 1;
      const until = areTwins(hint, curve)
        ? Math.min(end, points.find((point) => point > to) ?? end)
        : Math.min(end, to + 3 * thickness);
      doubts.push({ from: x, to: until, doubt: 'curves_alike' });
      x = Math.max(to, x);
    }
    // Of two that have met, one goes on: which of them ended is not seen where no way-point says it.
    const met = doubts.at(-1);
    if (met !== undefined && found.end > end && !points.some((point) => point > met.from))
      doubts.push({ from: met.from, to: last + MARGIN, doubt: 'curves_alike' });
    return doubts;
  });
}

function curveReading(area: Area, hint: CurveHint, found: Traced, marks: readonly number[]): CurveReading {
  const { axes, crop, flip } = area;
  const timeOf = (x: number): number => Math.max(0, (x + crop.box.x0 - axes.x.offset) / axes.x.slope);
  const survivalOf = (y: number): number => {
    const value = ((flip ? crop.height - y : y) + crop.box.y0 - axes.y.offset) / axes.y.slope;
    return Math.min(1, Math.max(0, flip ? 1 - value : value));
  };
  const points: TimeValue[] = [[0, 1]];
  for (const { x, y } of found.steps) {
    const [time, value] = [timeOf(x), survivalOf(y)];
    const last = points.at(-1) ?? [0, 1];
    if (x >= found.end || value >= last[1]) continue;
    points.push([Math.max(time, last[0]), value]);
  }
  const doubtful = found.doubts.map(
    ({ from, to, doubt }): DoubtfulStretch => ({ from: timeOf(from), to: timeOf(to), doubt }),
  );
  return {
    label: hint.label,
    colour: hint.colour,
    dash: [],
    points,
    end: timeOf(found.end),
    censored: marks.map(timeOf),
    patients: null,
    atRisk: [],
    doubtful,
  };
}
