import type { Place } from '../geometry';
import { boxOf } from '../geometry';
import type { Fill, Stroke } from '../pdf/drawing';

/** A line filled as an outline is at most this wide, in points, and much longer. */
const WIDEST = 6;

type Edge = Readonly<{ at: number; from: number; to: number }>;

/**
 * Lines that were written as filled outlines (rectangles, or the outline of a whole step curve): the middle between two
 * parallel sides is the line. Everything wider (bands, keys of legends) gives nothing.
 */
export function thinFills(fills: readonly Fill[]): Stroke[] {
  return fills.flatMap((fill) => {
    const long = Math.max(fill.box.x1 - fill.box.x0, fill.box.y1 - fill.box.y0);
    if (long < 1) return [];
    return fill.outlines.flatMap((outline) =>
      middleLines(outline).map(
        (places): Stroke => ({ places, box: boxOf(places), colour: fill.colour, width: 0, dash: [], clip: fill.clip }),
      ),
    );
  });
}

function middleLines(outline: readonly Place[]): Place[][] {
  const width = thickness(outline);
  if (width === null) return [];
  const closed = [...outline, outline[0] ?? [0, 0]];
  const [level, upright]: [Edge[], Edge[]] = [[], []];
  let other = 0;
  for (let i = 1; i < closed.length; i += 1) {
    const [[x0, y0], [x1, y1]] = [closed[i - 1] ?? [0, 0], closed[i] ?? [0, 0]];
    const [dx, dy] = [Math.abs(x1 - x0), Math.abs(y1 - y0)];
    if (dy < 0.02 && dx > 0.02) level.push({ at: (y0 + y1) / 2, from: Math.min(x0, x1), to: Math.max(x0, x1) });
    else if (dx < 0.02 && dy > 0.02) upright.push({ at: (x0 + x1) / 2, from: Math.min(y0, y1), to: Math.max(y0, y1) });
    else other += Math.hypot(dx, dy);
  }
  const straight = [...level, ...upright].reduce((sum, { from, to }) => sum + to - from, 0);
  if (other > 0.2 * straight + 2 * width) return [];
  const isStaircase = level.length + upright.length > 5;
  return isStaircase ? staircase(outline, width) : single(outline, width);
}

/** Twice the area over the length of the outline; null where it is no thin line. */
function thickness(outline: readonly Place[]): number | null {
  if (outline.length < 4) return null;
  let [area, length] = [0, 0];
  for (let i = 0; i < outline.length; i += 1) {
    const [[x0, y0], [x1, y1]] = [outline[i] ?? [0, 0], outline[(i + 1) % outline.length] ?? [0, 0]];
    area += x0 * y1 - x1 * y0;
    length += Math.hypot(x1 - x0, y1 - y0);
  }
  if (length === 0) return null;
  // A rectangle of width w and length l has the area w l and the length 2 (w + l).
  const half = length / 2;
  const discriminant = half * half - 2 * Math.abs(area);
  const width = discriminant < 0 ? half / 2 : (half - Math.sqrt(discriminant)) / 2;
  return width > 0.05 && width <= WIDEST && half > 3 * width ? Math.min(width, half / 2) : null;
}

function single(outline: readonly Place[], width: number): Place[][] {
  const box = boxOf(outline);
  const [dx, dy] = [box.x1 - box.x0, box.y1 - box.y0];
  const [x, y] = [(box.x0 + box.x1) / 2, (box.y0 + box.y1) / 2];
  if (dy <= 1.5 * width && dx > dy)
    return [
      [
        [box.x0, y],
        [box.x1, y],
      ],
    ];
  return dx <= 1.5 * width && dy > dx
    ? [
        [
          [x, box.y0],
          [x, box.y1],
        ],
      ]
    : [];
}

/**
 * The middle of the outline of a falling or rising staircase: its sides are the same line shifted by half the width to the
 * upper right and the lower left (or upper left and lower right). The side above is shifted back.
 */
function staircase(outline: readonly Place[], width: number): Place[][] {
  const box = boxOf(outline);
  const nearest = (x: number, y: number): number =>
    outline.reduce(
      (best, place, i) =>
        Math.hypot(place[0] - x, place[1] - y) <
        Math.hypot((outline[best]?.[0] ?? 0) - x, (outline[best]?.[1] ?? 0) - y)
          ? i
          : best,
      0,
    );
  const falls =
    Math.min(...outline.map(([x, y]) => Math.hypot(x - box.x0, y - box.y0))) <
    Math.min(...outline.map(([x, y]) => Math.hypot(x - box.x0, y - box.y1)));
  const [a, b] = falls
    ? [nearest(box.x0, box.y0), nearest(box.x1, box.y1)]
    : [nearest(box.x0, box.y1), nearest(box.x1, box.y0)];
  // Each side without the corner of the other at its end: as many places on both, shifted against each other.
  const sides = [around(outline, a, b).slice(0, -1), around(outline, b, a).toReversed().slice(1)];
  const height = (side: readonly Place[]): number =>
    side.reduce((sum, [x, y]) => sum + (falls ? x : -x) - y, 0) / side.length;
  const upper = sides.toSorted((p, q) => height(q) - height(p))[0] ?? [];
  const shift = width / 2;
  return [upper.map(([x, y]) => [x + (falls ? -shift : shift), y + shift] as const)];
}

function around(outline: readonly Place[], from: number, to: number): Place[] {
  const side: Place[] = [];
  for (let i = from; ; i = (i + 1) % outline.length) {
    const place = outline[i];
    if (place !== undefined) side.push(place);
    if (i === to || side.length > outline.length) return side;
  }
}
