import type { ForestMark } from '@/lib/comparison/words/forest-texts';
import { textWidth } from '../text-width';
import { seriesInk, type Ink } from './inks';
import type { Mark } from './marks';
import { CAP, DASH, STROKE } from './measures';

/** Levels of the axis, in per cent. */
export const FOREST_TICKS = [0, 25, 50, 75, 100];

/** Levels whose numbers stand over an axis of so many px: each second one where they would come nearer than half their type. */
export function numberedTicks(width: number, size: number): readonly number[] {
  const room = (low: number, high: number): number =>
    ((high - low) / 100) * width - (textWidth(String(low), size) + textWidth(String(high), size)) / 2;
  const isApart = FOREST_TICKS.slice(1).every((tick, i) => room(FOREST_TICKS[i] ?? 0, tick) >= size / 2);
  return isApart ? FOREST_TICKS : FOREST_TICKS.filter((_, i) => i % 2 === 0);
}

/** Where as many reached the endpoint as did not: a line of its own. */
const HALF_WAY = 50;
/** Half the side of the largest and of the smallest box. */
const BOX = { most: 9, least: 3.6 } as const;
/** Half the height of a pool's diamond and of the line of local patients. */
const HALF = 8;

/** What is seen of an interval on each side of its box at least. */
const CLEAR = 3;

/**
 * By how much the areas of all boxes are smaller where `x` is in px, so that none hides its interval in a narrow plot: they
 * keep their proportions, which are those of their patients.
 */
export function boxesClear(marks: readonly ForestMark[], x: ForestScale['x']): number {
  const shares = marks.flatMap(({ kind, percent, low, high, size }) => {
    if (kind !== 'marker' || low === null || high === null) return [];
    const room = Math.min(x(percent) - x(low), x(high) - x(percent)) - CLEAR;
    return [Math.max(BOX.least, room) / Math.max(BOX.least, BOX.most * Math.sqrt(size))];
  });
  return Math.min(1, ...shares) ** 2;
}

/** Where a row's figure stands: `x` of per cent, the middle of the row, and its edges, between which the grid is drawn. */
export type ForestScale = Readonly<{ x: (percent: number) => number; middle: number; top: number; bottom: number }>;

/** One row of a forest plot over its grid: a marker with its whisker, the line of local patients, a pool's diamond or its prediction. */
export function forestMarks(mark: ForestMark | null, { x, middle, top, bottom }: ForestScale): Mark[] {
  const grid = FOREST_TICKS.map(
    (tick): Mark => ({
      kind: 'line',
      from: [x(tick), top],
      to: [x(tick), bottom],
      ink: tick === HALF_WAY ? 'thin' : 'line',
      width: 1,
    }),
  );
  return mark === null ? grid : [...grid, ...rowMarks(mark, x, middle)];
}

function rowMarks(
  { kind, percent, low, high, dashed, open, size, style }: ForestMark,
  x: ForestScale['x'],
  y: number,
): Mark[] {
  const ink: Ink = style === null ? 'ink' : seriesInk(style);
  if (kind === 'diamond' && low !== null && high !== null)
    return [{ kind: 'diamond', low: x(low), middle: x(percent), high: x(high), y, half: HALF, ink }];
  const whisker: Mark[] =
    low === null || high === null
      ? []
      : [
          {
            kind: 'whisker',
            from: [x(low), y],
            to: [x(high), y],
            cap: CAP,
            ink,
            width: STROKE.whisker,
            ...(dashed ? { dash: DASH.computed } : {}),
          },
        ];
  if (kind === 'local')
    return [...whisker, { kind: 'line', from: [x(percent), y - HALF], to: [x(percent), y + HALF], ink, width: 2.6 }];
  if (kind !== 'marker' || style === null) return whisker;
  return [
    ...whisker,
    {
      kind: 'marker',
      at: [x(percent), y],
      shape: style.shape,
      radius: Math.max(BOX.least, BOX.most * Math.sqrt(size)),
      ink,
      open,
    },
  ];
}
