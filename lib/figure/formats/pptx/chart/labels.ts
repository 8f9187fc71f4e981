import type { NativeChart } from '../../../model/native-chart';
import {
  candidatesAnywhere,
  candidatesAround,
  candidatesBeyond,
  candidatesFar,
  placeLabels,
  type Candidate,
  type LabelRequest,
  type Obstacle,
} from '../../../drawing/label-placement';
import type { Frame, PlotLayout } from '../../../model/slide';
import { lineHeight, lineWidth } from '../measure';

/** Type of axes and labels in points. */
export const CHART_TYPE = 16;
/** Room between the middle of a point and a label beside it, in points. */
export const CLEAR = 10;
/** Of a mark with its edge, in points. */
export const RADIUS = 7;
/** Room between the end of a curve and its label: programs differ by some points in where a label begins. */
export const END_CLEAR = 14;

/** By series and point: how far a label is moved, as shares of the chart. */
export type LabelPlaces = ReadonlyMap<string, Readonly<{ x: number; y: number }>>;

type Placed = Readonly<{
  request: LabelRequest;
  left: number;
  top: number;
  ends: Readonly<{ high: number; low: number }>;
  marked: boolean;
}>;

export function placeId(series: number, point: number): string {
  return `${series}:${point}`;
}

/** The name of the upright axis, or on a low plot its unit alone: programs would break it over the numbers, and the title says it too. */
export function uprightName(label: string, { y, h }: PlotLayout, frame: Frame): string {
  const room = (h + 2 * y) * frame.h;
  return lineWidth(label, CHART_TYPE) <= room ? label : (label.split(', ').at(-1) ?? label);
}

/**
 * The label of every point where it covers neither marker nor other label. A chart is tried, written and shown beside its
 * file: its labels are placed once for a layout.
 */
export function placedLabels(chart: NativeChart, layout: PlotLayout, frame: Frame): LabelPlaces {
  const key = JSON.stringify([layout, frame.w, frame.h]);
  const layouts = known.get(chart) ?? new Map<string, LabelPlaces>();
  known.set(chart, layouts);
  const places = layouts.get(key) ?? placesOf(chart, layout, frame);
  layouts.set(key, places);
  return places;
}

const known = new WeakMap<NativeChart, Map<string, LabelPlaces>>();

function placesOf(chart: NativeChart, layout: PlotLayout, frame: Frame): LabelPlaces {
  const { w, h } = frame;
  const labelled = requestsOf(chart, layout, frame);
  const obstacles = labelled.flatMap(({ left, top, ends, marked }): Obstacle[] =>
    marked
      ? [
          { box: { left: left - RADIUS, right: left + RADIUS, top: top - RADIUS, bottom: top + RADIUS }, solid: true },
          { box: { left: left - 3, right: left + 3, top: ends.high, bottom: ends.low }, solid: true },
        ]
      : [],
  );
  const places = placeLabels(
    labelled.map(({ request }) => request),
    [...obstacles, ...curveObstacles(chart, layout, frame)],
    boundsOf(layout, frame),
  );
  return new Map(
    labelled.flatMap(({ request, left, top }) => {
      const box = places.get(request.id);
      if (box === undefined) return [];
      const moved = { x: (box.left - left - CLEAR) / w, y: (box.top - top + request.height / 2) / h };
      return [[request.id, moved] as const];
    }),
  );
}

/** Whether every name has a place; without one it would stand on others, right of its point. */
export function allPlaced(chart: NativeChart, layout: PlotLayout, frame: Frame): boolean {
  const named = chart.series.flatMap(({ points }) => points.filter(({ label }) => label !== undefined));
  return placedLabels(chart, layout, frame).size === named.length;
}

function boundsOf({ x, y, h: share }: PlotLayout, { w, h }: Frame) {
  return { left: w * x, right: w, top: 0, bottom: h * (y + share) };
}

type Scales = Readonly<{ across: (value: number) => number; down: (value: number) => number }>;

function scalesOf({ x, y }: NativeChart, layout: PlotLayout, { w, h }: Frame): Scales {
  return {
    across: (value) => w * (layout.x + (layout.w * (value - x.low)) / (x.high - x.low)),
    down: (value) => h * (layout.y + layout.h * (1 - (value - y.low) / (y.high - y.low))),
  };
}

/** The levels and drops of curves, which a name had better not cover. */
function curveObstacles(chart: NativeChart, layout: PlotLayout, frame: Frame): Obstacle[] {
  const { across, down } = scalesOf(chart, layout, frame);
  return chart.series.flatMap(({ kind, points }) =>
    kind !== 'line'
      ? []
      : points.slice(1).map((to, i): Obstacle => {
          const from = points[i] ?? to;
          const [xs, ys] = [
            [across(from.x), across(to.x)],
            [down(from.y), down(to.y)],
          ] as const;
          const box = {
            left: Math.min(...xs) - 2,
            right: Math.max(...xs) + 2,
            top: Math.min(...ys) - 2,
            bottom: Math.max(...ys) + 2,
          };
          return { box, solid: false };
        }),
  );
}

function requestsOf(chart: NativeChart, layout: PlotLayout, frame: Frame): Placed[] {
  const { series } = chart;
  const { across, down } = scalesOf(chart, layout, frame);
  return series.flatMap(({ kind, points }, s) =>
    points.flatMap((point, p): Placed[] => {
      if (point.label === undefined) return [];
      const [left, top] = [across(point.x), down(point.y)];
      const [width, height] = [lineWidth(point.label, CHART_TYPE, 600) + 4, lineHeight(CHART_TYPE)];
      const ends = { high: down(point.high ?? point.y), low: down(point.low ?? point.y) };
      const candidates =
        kind === 'line'
          ? beyondCurve(left, top, height)
          : [
              ...candidatesAround(left, top, CLEAR, width, height),
              ...candidatesBeyond(left, ends.high - RADIUS, ends.low + RADIUS, width, height),
              ...candidatesFar(left, top, CLEAR, width, height),
            ];
      const bounds = boundsOf(layout, frame);
      const further = { further: () => candidatesAnywhere(left, top, width, height, bounds) };
      // Programs join a name that stands apart from its mark to the mark.
      const marker = { x: left, y: top, radius: kind === 'line' ? 0 : RADIUS };
      const request = { id: placeId(s, p), width, height, candidates, marker, ...(kind !== 'line' && further) };
      return [{ request, left, top, ends, marked: kind === 'points' }];
    }),
  );
}

/** Right of the end of a curve, or further up and down where other curves end. */
function beyondCurve(x: number, y: number, height: number): Candidate[] {
  return Array.from({ length: 41 }, (_, i) => (i % 2 === 0 ? 1 : -1) * Math.ceil(i / 2)).map((rows) => ({
    left: x + END_CLEAR,
    top: y - height / 2 + 0.5 * rows * height,
    cost: 5 * Math.abs(rows),
  }));
}
