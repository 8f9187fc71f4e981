import type { Plot } from '../axes/plots';
import { boxOf, intersection, type Box, type Place } from '../geometry';
import { styleOf, type Drawing, type Stroke } from '../pdf/drawing';
import type { Shows } from '../reading';

/**
 * Lines of a plot in its own measures: along the page from the left, and the depth below the start of the curves (S = 1, or
 * incidence 0), both in points, so that every curve runs to the right and down whatever the axis shows.
 */
export type Measures = Readonly<{
  startX: number;
  width: number;
  height: number;
  /** Depth of the tick that is farthest from the start: less than the height where an axis of survival begins above 0. */
  foot: number;
  toPlot: (place: Place) => Place;
  toPage: (place: Place) => Place;
  frame: Box;
}>;

/** A line that only runs to the right and down, first place to last. */
export type Piece = Readonly<{ places: readonly Place[]; style: string; stroke: Stroke; order: number }>;

/** Lines that turn back: marks, frames, letters. */
export type PlotLines = Readonly<{ pieces: Piece[]; others: Readonly<{ stroke: Stroke; box: Box }>[] }>;

/** In points: rounding of the writer of the file. */
export const ROUNDING = 0.06;

export function measuresOf(plot: Plot, shows: Shows): Measures {
  const start = plot.y.offset + (shows === 'survival' ? plot.y.slope : 0);
  const sign = shows === 'survival' ? 1 : -1;
  const { ticks } = plot;
  const [width, height] = [ticks.x1 - ticks.x0, Math.abs(plot.y.slope)];
  const step = width / Math.max(1, plot.x.ticks.length - 1);
  const frame = {
    x0: ticks.x0 - 0.08 * width,
    x1: ticks.x1 + step,
    y0: Math.min(ticks.y0, start) - 0.1 * height,
    y1: Math.max(ticks.y1, start) + 0.1 * height,
  };
  return {
    startX: plot.x.offset,
    width,
    height,
    foot: Math.max(...[ticks.y0, ticks.y1].map((y) => (y - start) * sign)),
    frame,
    toPlot: ([x, y]) => [x, (y - start) * sign],
    toPage: ([x, depth]) => [x, start + depth * sign],
  };
}

/** White lines are halos around others or paint something over; they show nothing themselves. */
export function isWhite(colour: string): boolean {
  const [r, g, b] = [1, 3, 5].map((i) => Number.parseInt(colour.slice(i, i + 2), 16));
  return r !== undefined && g !== undefined && b !== undefined && r > 245 && g > 245 && b > 245;
}

/** The lines inside a plot, cut at what the page shows of them. */
export function plotLines(drawing: Pick<Drawing, 'strokes'>, measures: Measures): PlotLines {
  const lines: PlotLines = { pieces: [], others: [] };
  drawing.strokes.forEach((stroke, order) => {
    const shown = intersection(stroke.clip, measures.frame);
    const seen = intersection(stroke.box, shown);
    if (isWhite(stroke.colour) || seen.x0 > seen.x1 + ROUNDING || seen.y0 > seen.y1 + ROUNDING) return;
    for (const part of clipped(stroke.places, shown)) {
      const places = forward(part.map(measures.toPlot));
      if (places === null) lines.others.push({ stroke, box: boxOf(part) });
      else if (places.length > 1) lines.pieces.push({ places, style: styleOf(stroke), stroke, order });
    }
  });
  return lines;
}

/** Runs to the right and down, turned round where it was drawn the other way; null where it does neither. */
export function forward(places: readonly Place[]): Place[] | null {
  const distinct = places.filter(
    ([x, y], i) => i === 0 || Math.hypot(x - (places[i - 1]?.[0] ?? 0), y - (places[i - 1]?.[1] ?? 0)) > 1e-6,
  );
  const rises = (list: readonly Place[]): boolean =>
    list.every(
      ([x, y], i) => i === 0 || (x >= (list[i - 1]?.[0] ?? 0) - ROUNDING && y >= (list[i - 1]?.[1] ?? 0) - ROUNDING),
    );
  if (rises(distinct)) return distinct;
  const reversed = distinct.toReversed();
  return rises(reversed) ? reversed : null;
}

/** The parts of a line inside a box. */
function clipped(places: readonly Place[], box: Box): Place[][] {
  const parts: Place[][] = [];
  let open: Place[] | null = null;
  for (let i = 1; i < places.length; i += 1) {
    const [from, to] = [places[i - 1], places[i]];
    const cut = from === undefined || to === undefined ? null : clippedSegment(from, to, box);
    if (cut === null) {
      open = null;
      continue;
    }
    if (open === null) {
      open = [cut.from];
      parts.push(open);
    }
    open.push(cut.to);
    if (cut.to !== to) open = null;
  }
  return parts;
}

/** Liang and Barsky 1984. */
function clippedSegment(from: Place, to: Place, box: Box): { from: Place; to: Place } | null {
  const [dx, dy] = [to[0] - from[0], to[1] - from[1]];
  let [enter, leave] = [0, 1];
  const sides: readonly Place[] = [
    [-dx, from[0] - box.x0],
    [dx, box.x1 - from[0]],
    [-dy, from[1] - box.y0],
    [dy, box.y1 - from[1]],
  ];
  for (const [p, q] of sides) {
    if (p === 0) {
      if (q < -1e-9) return null;
    } else if (p < 0) enter = Math.max(enter, q / p);
    else leave = Math.min(leave, q / p);
  }
  if (enter > leave) return null;
  const at = (share: number): Place => [from[0] + dx * share, from[1] + dy * share];
  return { from: enter === 0 ? from : at(enter), to: leave === 1 ? to : at(leave) };
}

/** Lines of the frame, the axes and the grid, which run straight through the whole plot. */
export function withoutFurniture(
  pieces: readonly Piece[],
  measures: Measures,
  frameStyles: ReadonlySet<string | null>,
): Piece[] {
  const { width, foot } = measures;
  const straight = pieces.map((piece) => ({ piece, box: boxOf(piece.places) }));
  const isLevel = (box: Box): boolean => box.y1 - box.y0 < ROUNDING && box.x1 - box.x0 > 0.8 * width;
  const levels = straight.filter(({ box }) => isLevel(box));
  return straight.flatMap(({ piece, box }) => {
    if (box.x1 - box.x0 < ROUNDING && box.y1 - box.y0 > 0.9 * foot) return [];
    // An axis and the one beside it in one stroke falls through the whole plot at its start.
    if (
      box.y1 - box.y0 > 0.9 * foot &&
      piece.places.length <= 4 &&
      piece.places.every(([x], k) => k > 1 || x < measures.startX + 1)
    )
      return [];
    if (!isLevel(box)) return [piece];
    if (frameStyles.has(piece.style) && piece.places.length === 2 && Math.abs(box.y0) < 0.5) return [];
    const hasParallel = levels.some(
      ({ piece: other, box: b }) =>
        other !== piece &&
        other.style === piece.style &&
        Math.abs(b.y0 - box.y0) > 1 &&
        Math.abs(b.x0 - box.x0) < 0.3 &&
        Math.abs(b.x1 - box.x1) < 0.3,
    );
    return hasParallel || box.y0 > foot - 0.5 ? [] : [piece];
  });
}
