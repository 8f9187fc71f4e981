import { boxOf, median, type Box } from '../geometry';
import { grouped } from '../grouping';
import type { Drawing, Glyph } from '../pdf/drawing';
import { forward, isWhite, ROUNDING, type Measures } from './pieces';
import { depthAt } from './step-function';
import type { DrawnCurve, FoundCurves } from './vector-curves';

type Shape = 'upright' | 'rising' | 'outline' | 'falling' | 'level' | 'glyph';
/** A small sign: where along the axis, and from which to which depth. */
type Sign = Readonly<{
  shape: Shape;
  x: number;
  top: number;
  bottom: number;
  size: number;
  colour: string;
  key: string;
}>;

/** In points: no mark is larger, no dot of dust is as small. */
const [LARGEST, SMALLEST] = [14, 0.8];
/** In points: how far a mark may lie from its curve. */
const OFF_CURVE = 0.6;
/** What tells one mark best: an upright line is one mark each; the other shapes only where there are none. */
const ORDER: readonly Shape[] = ['upright', 'rising', 'glyph', 'outline', 'falling', 'level'];
const MARK_GLYPHS = new Set([
  '+',
  '|',
  '∣',
  '×',
  '✕',
  '✖',
  '✚',
  '┼',
  '●',
  '○',
  '◦',
  '•',
  '▲',
  '△',
  '■',
  '□',
  '◆',
  '◇',
  '◊',
  '⊕',
]);

/** Times along the axis, in points, at which each curve carries a censor mark, in the order of the curves. */
export function marksOf(found: FoundCurves, drawing: Drawing): number[][] {
  const signs = [
    ...lineSigns(found, drawing),
    ...fillSigns(found.measures, drawing),
    ...drawing.glyphs.flatMap((glyph) => glyphSign(glyph, found.measures)),
  ];
  const perCurve = found.curves.map((): Sign[] => []);
  for (const sign of signs) {
    const owner = ownerOf(sign, found.curves);
    if (owner !== null) perCurve[owner]?.push(sign);
  }
  return perCurve.map((own) => marksAmong(own).toSorted((a, b) => a - b));
}

/** Lines that are no part of a curve. */
function lineSigns({ curves, measures, rest, others }: FoundCurves, drawing: Drawing): Sign[] {
  const used = new Set(curves.flatMap(({ chain }) => chain.pieces.map(({ stroke }) => stroke)));
  const strokes = new Set(
    [...rest.map(({ stroke }) => stroke), ...others.map(({ stroke }) => stroke)].filter((stroke) => !used.has(stroke)),
  );
  return drawing.strokes
    .filter(
      (stroke) =>
        strokes.has(stroke) && stroke.box.x1 <= stroke.clip.x1 + LARGEST && stroke.box.x0 >= stroke.clip.x0 - LARGEST,
    )
    .flatMap((stroke) =>
      signOf(stroke.box, shapeOf(stroke.places.map(measures.toPlot), stroke.box), stroke.colour, measures),
    );
}

function shapeOf(places: readonly (readonly [number, number])[], box: Box): Shape {
  if (box.x1 - box.x0 < ROUNDING) return 'upright';
  if (box.y1 - box.y0 < ROUNDING) return 'level';
  if (places.length !== 2) return 'outline';
  return forward(places) === null ? 'rising' : 'falling';
}

function fillSigns(measures: Measures, drawing: Drawing): Sign[] {
  return drawing.fills
    .filter(({ colour, box }) => !isWhite(colour) && hasArea(box))
    .flatMap((fill) =>
      signOf(
        fill.box,
        fill.box.x1 - fill.box.x0 < 0.4 * (fill.box.y1 - fill.box.y0) ? 'upright' : 'outline',
        fill.colour,
        measures,
      ),
    );
}

/** A line that a writer also fills (matplotlib's upright marks) leaves nothing between its ends: its stroke is the mark. */
const hasArea = ({ x0, x1, y0, y1 }: Box): boolean => x1 - x0 > ROUNDING && y1 - y0 > ROUNDING;

function glyphSign(glyph: Glyph, measures: Measures): Sign[] {
  if (!MARK_GLYPHS.has(glyph.text)) return [];
  const x = glyph.x + glyph.advance / 2;
  const box = {
    x0: x - glyph.advance / 2,
    x1: x + glyph.advance / 2,
    y0: glyph.y - 0.8 * glyph.size,
    y1: glyph.y + 0.2 * glyph.size,
  };
  return signOf(box, 'glyph', glyph.colour, measures);
}

function signOf(box: Box, shape: Shape, colour: string, { toPlot, frame }: Measures): Sign[] {
  const [width, height] = [box.x1 - box.x0, box.y1 - box.y0];
  const size = Math.max(width, height);
  if (
    size > LARGEST ||
    size < SMALLEST ||
    box.x0 > frame.x1 ||
    box.x1 < frame.x0 ||
    box.y0 > frame.y1 ||
    box.y1 < frame.y0
  )
    return [];
  const plot = boxOf([toPlot([box.x0, box.y0]), toPlot([box.x1, box.y1])]);
  return [
    {
      shape,
      x: (plot.x0 + plot.x1) / 2,
      top: plot.y0,
      bottom: plot.y1,
      size,
      colour,
      key: `${shape} ${Math.round(size * 5)}`,
    },
  ];
}

/** The curve that the sign sits on: of its own colour if there is one, then the one through its middle. */
function ownerOf(sign: Sign, curves: readonly DrawnCurve[]): number | null {
  const centre = (sign.top + sign.bottom) / 2;
  const on = curves.flatMap((curve, i) => {
    const startX = curve.steps[0]?.x ?? 0;
    if (sign.x < startX - 1 || sign.x > curve.end + 1) return [];
    const [top, bottom] = [depthAt(curve.steps, sign.x - 0.1), depthAt(curve.steps, sign.x + 0.1)];
    if (sign.bottom + OFF_CURVE < top || sign.top - OFF_CURVE > bottom) return [];
    const off = Math.max(0, top - centre, centre - bottom);
    return [{ i, off, sameColour: curve.stroke.colour === sign.colour }];
  });
  const best = on.toSorted((a, b) => Number(b.sameColour) - Number(a.sameColour) || a.off - b.off)[0];
  if (best === undefined) return null;
  const someOfColour = curves.some((curve) => curve.stroke.colour === sign.colour);
  return someOfColour && !best.sameColour ? null : best.i;
}

/** Of the most frequent shape: a stump of another line on the curve is no mark. */
const SHARE_OF_SHAPE = 0.4;

/** Marks of one curve are all of one shape and size; what differs is a letter, a key or a stump of something else. */
function marksAmong(signs: readonly Sign[]): number[] {
  const count = (kind: Shape): number => signs.filter((sign) => sign.shape === kind).length;
  const most = Math.max(...ORDER.map(count));
  const shape = ORDER.find((kind) => count(kind) > 0 && count(kind) >= SHARE_OF_SHAPE * most);
  if (shape === undefined) return [];
  const own = signs.filter((sign) => sign.shape === shape);
  const usual = median(own.map(({ size }) => size));
  const alike = own.filter(({ size }) => Math.abs(size - usual) <= Math.max(0.15, 0.15 * usual));
  if (shape === 'outline' || shape === 'glyph')
    return [...grouped(alike, ({ x, top }) => `${x.toFixed(2)} ${top.toFixed(1)}`).values()].map(
      ([first]) => first?.x ?? 0,
    );
  return alike.map(({ x }) => x);
}
