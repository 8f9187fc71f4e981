import type { CalendarPoint } from '@/lib/comparison/views/calendar-figure';
import { leaderLine, type Box } from './label-geometry';
import {
  candidatesAnywhere,
  candidatesAround,
  candidatesBeyond,
  candidatesFar,
  placeLabels,
  type Obstacle,
} from './label-placement';
import { CAP, LINE_HEIGHT, RADIUS, TYPE_SIZE } from './marks/measures';
import { textWidth } from './text-width';

/** The plot in px: `x` of calendar years, `y` of per cent, and its frame. */
export type CalendarScale = Readonly<{ x: (year: number) => number; y: (percent: number) => number; frame: Box }>;

export type CalendarMark = Readonly<{
  id: string;
  one: CalendarPoint;
  x: number;
  y: number;
  /** ends of the bar of enrolment */
  bar: Readonly<{ from: number; to: number }>;
  whisker: Readonly<{ low: number; high: number; dashed: boolean }> | null;
  open: boolean;
}>;
export type CalendarLabel = Readonly<{
  id: string;
  text: string;
  box: Box;
  leader: ReturnType<typeof leaderLine>;
  field: boolean;
}>;
export type CalendarLayout = Readonly<{ marks: readonly CalendarMark[]; labels: readonly CalendarLabel[] }>;

/** A label gets a little more room than its measured width: a reader's browser may draw another font. */
const ROOM = 1.05;

/** Where markers, bars and labels of one panel stand, for the page and for exports alike; the chosen figures are labelled first. */
export function layoutCalendar(
  points: readonly CalendarPoint[],
  { x, y, frame }: CalendarScale,
  labels: Readonly<Record<string, string>>,
): CalendarLayout {
  const radius = RADIUS.own;
  const marks = points.map((one): CalendarMark => {
    const { point, from, to, middle } = one;
    const { interval } = point;
    return {
      id: point.estimateId,
      one,
      x: x(middle),
      y: y(point.percent),
      bar: { from: x(from), to: x(to) },
      whisker:
        interval === null ? null : { low: y(interval.low), high: y(interval.high), dashed: interval.how === 'from-se' },
      open: point.hollow.length > 0,
    };
  });
  const obstacles = marks.flatMap((mark) => obstaclesOf(mark, radius));
  const inOrder = [...marks.filter(({ one }) => !one.field), ...marks.filter(({ one }) => one.field)];
  const requests = inOrder.map(({ id, x: left, y: top, whisker }) => {
    const [width, height] = [ROOM * textWidth(labels[id] ?? '', TYPE_SIZE, 600), TYPE_SIZE * LINE_HEIGHT];
    return {
      id,
      width,
      height,
      marker: { x: left, y: top, radius },
      candidates: [
        ...candidatesAround(left, top, radius + 5, width, height),
        ...candidatesBeyond(left, whisker?.high ?? top - radius, whisker?.low ?? top + radius, width, height),
        ...candidatesFar(left, top, radius + 5, width, height),
      ],
      further: () => candidatesAnywhere(left, top, width, height, frame),
    };
  });
  const places = placeLabels(requests, obstacles, frame);
  return {
    marks,
    labels: inOrder.flatMap(({ id, x: left, y: top, one }) => {
      const box = places.get(id);
      return box === undefined
        ? []
        : [{ id, text: labels[id] ?? '', box, leader: leaderLine(box, left, top, radius), field: one.field }];
    }),
  };
}

function obstaclesOf({ x, y, bar, whisker }: CalendarMark, radius: number): Obstacle[] {
  const marker: Obstacle = {
    box: { left: x - radius - 1, top: y - radius - 1, right: x + radius + 1, bottom: y + radius + 1 },
    solid: true,
    marker: true,
  };
  const span: Obstacle = { box: { left: bar.from, top: y - 3, right: bar.to, bottom: y + 3 }, solid: false };
  if (whisker === null) return [marker, span];
  return [
    marker,
    span,
    { box: { left: x - CAP, top: whisker.high, right: x + CAP, bottom: whisker.low }, solid: true },
  ];
}
