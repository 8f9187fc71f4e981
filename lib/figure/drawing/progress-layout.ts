import type { ProgressPoint } from '@/lib/registry/trials/progress';
import type { Kmt2aStratum } from '@/lib/registry/vocabulary';
import { leaderLine, type Box } from './label-geometry';
import {
  candidatesAnywhere,
  candidatesAround,
  placeLabels,
  type Candidate,
  type LabelRequest,
  type Obstacle,
} from './label-placement';
import { CAP } from './marks/measures';
import type { PlotScale } from './panel-layout';

// Where the chart of progress puts its marks and their labels, on the page and in files alike.

/** Sizes of the drawing in px. */
export type ProgressSizes = Readonly<{
  radius: number;
  /** room for the arrow of a point whose enrolment has one known end */
  arrow: number;
  labelHeight: number;
}>;

export type ProgressPlace = Readonly<{
  point: ProgressPoint;
  x: number;
  y: number;
  low: number | null;
  high: number | null;
}>;
export type PlacedLabel = Readonly<{ box: Box; leader: ReturnType<typeof leaderLine> }>;

/** Strata of one trial share their year; they stand a few px apart so that no whisker hides another. */
const SIDE_BY_SIDE: Readonly<Record<Kmt2aStratum, number>> = { r: -5.5, all: 0, g: 5.5 };

/** Whole periods of five years around all points. */
export function yearRange(points: readonly ProgressPoint[]): [number, number] {
  const years = points.map(({ position }) => position.year);
  return [Math.floor(Math.min(...years) / 5) * 5, Math.ceil(Math.max(...years) / 5) * 5 + 2];
}

/** Every point in px; `low` and `high` are the ends of its whisker, null without one. */
export function progressPlaces(
  points: readonly ProgressPoint[],
  { x, y }: Pick<PlotScale, 'x' | 'y'>,
): ProgressPlace[] {
  return points.map((point) => {
    const alone = points.filter(({ trial }) => trial === point.trial).length === 1;
    const { interval } = point;
    return {
      point,
      x: x(point.position.year) + (alone ? 0 : SIDE_BY_SIDE[point.kmt2a]),
      y: y(point.efs),
      low: interval === null ? null : y(interval.low),
      high: interval === null ? null : y(interval.high),
    };
  });
}

/** How much nearer behind its arrow a name needs a line: that of another marker may point to it, too. */
const NEARER = 5;

/** The label of each mark by the point's id, `widthOf` it in px, where it covers nothing; one without a free place is left out. */
export function progressLabels(
  marks: readonly ProgressPlace[],
  widthOf: (point: ProgressPoint) => number,
  { radius, arrow, labelHeight }: ProgressSizes,
  bounds: Box,
  taken: readonly Box[] = [],
): Map<string, PlacedLabel> {
  const clearOf = ({ position: { basis } }: ProgressPoint): number => radius + (basis === 'middle' ? 0 : arrow);
  const requests = marks.map(({ point, x, y }): LabelRequest => {
    const [width, clear] = [widthOf(point), clearOf(point)];
    return {
      id: point.id,
      width,
      height: labelHeight,
      candidates: placesFor(x, y, clear + 4, width, labelHeight),
      further: () => candidatesAnywhere(x, y, width, labelHeight, bounds),
      marker: { x, y, radius: clear },
    };
  });
  const places = placeLabels(
    requests,
    [...marks.flatMap((mark) => obstacles(mark, radius, arrow)), ...taken.map((box) => ({ box, solid: true }))],
    bounds,
  );
  return new Map(
    marks.flatMap(({ point, x, y }) => {
      const box = places.get(point.id);
      return box === undefined
        ? []
        : [
            [
              point.id,
              { box, leader: leaderLine(box, x, y, besideArrow(point, box, x) ? clearOf(point) - NEARER : radius) },
            ] as const,
          ];
    }),
  );
}

/** Whether a name stands on the side to which the arrow of its marker points: elsewhere the arrow does not lead to it. */
function besideArrow({ position: { basis } }: ProgressPoint, box: Box, x: number): boolean {
  return basis === 'start-only' ? box.left > x : basis === 'end-only' && box.right < x;
}

/** Beside the marker, above and below it, and further off than in a plot with fewer figures. */
function placesFor(x: number, y: number, clear: number, width: number, height: number): Candidate[] {
  const far = Array.from({ length: 20 }, (_, i) => (i % 2 === 0 ? 1 : -1) * (2 + Math.floor(i / 2)) * 0.8 * height);
  const centred = far.flatMap((step) =>
    [0.5, 0.15, 0.85].map(
      (share): Candidate => ({
        left: x - share * width,
        top: y + step - height / 2,
        cost: Math.abs(step) * 0.6 + (share === 0.5 ? 0 : 4),
      }),
    ),
  );
  const beside = far.flatMap((step): Candidate[] => [
    { left: x + clear, top: y + step - height / 2, cost: 20 + Math.abs(step) },
    { left: x - clear - width, top: y + step - height / 2, cost: 22 + Math.abs(step) },
  ]);
  const away = [-1, 1].flatMap((side) =>
    [30, 80, 140].flatMap((across) =>
      far
        .filter((_, i) => i % 4 < 2)
        .map((step): Candidate => {
          const left = side < 0 ? x - across - width : x + across;
          return { left, top: y + step - height / 2, cost: 30 + Math.hypot(across, step) };
        }),
    ),
  );
  return [...candidatesAround(x, y, clear, width, height), ...centred, ...beside, ...away];
}

function obstacles({ point, x, y, low, high }: ProgressPlace, radius: number, arrow: number): Obstacle[] {
  const { basis } = point.position;
  const marker = {
    left: x - radius - (basis === 'end-only' ? arrow : 0) - 1,
    right: x + radius + (basis === 'start-only' ? arrow : 0) + 1,
    top: y - radius - 1,
    bottom: y + radius + 1,
  };
  const whisker =
    low === null || high === null
      ? []
      : [{ box: { left: x - CAP, right: x + CAP, top: high - 1, bottom: low + 1 }, solid: true }];
  return [{ box: marker, solid: true, marker: true }, ...whisker];
}
