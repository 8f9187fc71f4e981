import type { MarkerShape } from '@/lib/comparison/selection/series/style';
import type { ProgressPoint } from '@/lib/registry/trials/progress';
import type { Kmt2aStratum } from '@/lib/registry/vocabulary';
import type { Box } from '../label-geometry';
import type { PlotScale } from '../panel-layout';
import { progressLabels, progressPlaces, type PlacedLabel, type ProgressPlace } from '../progress-layout';
import { textWidth } from '../text-width';
import type { ProgressLegendEntry } from '../../documents/progress-texts';
import type { Ink } from './inks';
import type { Corner, Mark, MarkGroup } from './marks';
import { CAP, DASH, RADIUS, STROKE } from './measures';
import { leaderMark } from './panel';

/** Type of the names beside so many points, in px. */
export const PROGRESS_TYPE = 12;
/** Room for the arrow of a point whose enrolment has one known end. */
const ARROW = 9;
const SIZES = { radius: RADIUS.own, arrow: ARROW, labelHeight: 14 };
/** A label gets a little more room than its measured width: a reader's browser may draw another font. */
const ROOM = 1.03;

const SHAPES: Readonly<Record<Kmt2aStratum, MarkerShape>> = { r: 'circle', g: 'square', all: 'diamond' };

/** What stands beside a point: its name, and in grey its horizon. */
export type ProgressWords = (point: ProgressPoint) => readonly [name: string, detail: string];

/** Drawn open: no interval, or the source does not state the time zero. */
export function isOpen({ interval, timeZeroStated }: ProgressPoint): boolean {
  return interval === null || !timeZeroStated;
}

/** Its whisker is dashed, as on every chart: computed from the printed standard error. */
export function isDashed({ interval }: ProgressPoint): boolean {
  return interval?.how === 'from-se';
}

/** Every published figure with its interval, and its name where it covers nothing, nor what is `taken`. */
export function progressMarks(
  points: readonly ProgressPoint[],
  scale: Pick<PlotScale, 'x' | 'y'>,
  wordsOf: ProgressWords,
  bounds: Box,
  taken: readonly Box[] = [],
): MarkGroup[] {
  const places = progressPlaces(points, scale);
  const widthOf = (point: ProgressPoint): number =>
    Math.ceil(ROOM * textWidth(wordsOf(point).join(' ').trim(), PROGRESS_TYPE)) + 2;
  const labels = progressLabels(places, widthOf, SIZES, bounds, taken);
  return [
    {
      id: null,
      marks: places.flatMap(({ point }) => {
        const label = labels.get(point.id);
        return label === undefined ? [] : labelMarks(label, wordsOf(point), inkOf(point));
      }),
    },
    ...places.map((place) => ({ id: place.point.id, marks: pointMarks(place) })),
  ];
}

function inkOf({ kmt2a }: ProgressPoint): Ink {
  return `kmt2a-${kmt2a}`;
}

function labelMarks({ box, leader }: PlacedLabel, [name, detail]: ReturnType<ProgressWords>, ink: Ink): Mark[] {
  const y = (box.top + box.bottom) / 2 + PROGRESS_TYPE * 0.35;
  const words = { kind: 'label', size: PROGRESS_TYPE, weight: 400, edge: true } as const;
  return [
    ...leaderMark(leader, ink),
    { ...words, at: [box.left, y], text: name, ink: 'ink', anchor: 'start' },
    ...(detail === ''
      ? []
      : [{ ...words, at: [box.right, y], text: detail, ink: 'muted', anchor: 'end' } satisfies Mark]),
  ];
}

function pointMarks({ point, x, y, low, high }: ProgressPlace): Mark[] {
  const ink = inkOf(point);
  const { basis } = point.position;
  const side = basis === 'start-only' ? 1 : -1;
  return [
    ...(low === null || high === null
      ? []
      : [
          {
            kind: 'whisker',
            from: [x, high],
            to: [x, low],
            cap: CAP,
            ink,
            width: STROKE.whisker,
            ...(isDashed(point) ? { dash: DASH.computed } : {}),
          } satisfies Mark,
        ]),
    stratumMarker(point.kmt2a, isOpen(point), [x, y]),
    ...(basis === 'middle'
      ? []
      : [
          {
            kind: 'arrow',
            at: [x, y],
            foot: side * (RADIUS.own + 1),
            tip: side * (RADIUS.own + ARROW),
            ink,
            width: STROKE.arrow,
          } satisfies Mark,
        ]),
  ];
}

/** Circle: rearranged; square: germline; diamond: all infants. */
export function stratumMarker(kmt2a: Kmt2aStratum, open: boolean, at: Corner): Mark {
  return { kind: 'marker', at, shape: SHAPES[kmt2a], radius: RADIUS.own, ink: `kmt2a-${kmt2a}`, open };
}

/** What the signs of the chart mean, around a point. */
export function progressSign(kind: ProgressLegendEntry['kind'], [x, y]: Corner): Mark[] {
  if (kind === 'r' || kind === 'g' || kind === 'all') return [stratumMarker(kind, false, [x, y])];
  const marker: Mark = {
    kind: 'marker',
    at: [x, y],
    shape: 'circle',
    radius: 4.5,
    ink: 'muted',
    open: kind === 'open',
  };
  if (kind === 'open') return [marker];
  if (kind === 'arrow')
    return [marker, { kind: 'arrow', at: [x, y], foot: 5.5, tip: 13, ink: 'muted', width: STROKE.arrow }];
  const dash = kind === 'dashed' ? { dash: DASH.computed } : {};
  return [
    { kind: 'whisker', from: [x, y - 8], to: [x, y + 8], cap: 3.5, ink: 'muted', width: STROKE.whisker, ...dash },
    marker,
  ];
}
