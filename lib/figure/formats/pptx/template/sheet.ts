import { SERIES_COLOURS } from '@/lib/comparison/selection/series-style';
import type { Frame, SlideModel, Stage } from '../../../model/slide';
import { SLIDES, type SlideRatio } from '../measure';
import { contrast } from './contrast';

// A white sheet under a slide's own words and figures, where nobody knows the colours behind them, where the colours of the
// studies would not be seen, or where a template draws so much that a figure would have to shrink below its type.

/** Name of the shape. */
export const SHEET = 'Sheet';
/** Points that the slides need: of figures for every kind in its type, of the first one for a long title. */
const LEAST = {
  figure: { '16x9': { w: 600, h: 412 }, '4x3': { w: 600, h: 412 } },
  cover: { '16x9': { w: 560, h: 300 }, '4x3': { w: 520, h: 300 } },
} as const satisfies Readonly<
  Record<SlideModel['kind'], Readonly<Record<SlideRatio, Readonly<{ w: number; h: number }>>>>
>;
/** Points beside, above and below the slide beyond which nothing grows. */
const [SIDE, ABOVE, BELOW] = [32, 30, 14] as const;
/** Points of white around what stands on a sheet. */
const AROUND = 12;
/** What parts of graphics need (WCAG 2.2, 1.4.11). */
const LEAST_CONTRAST = 3;

/** The room of a template, or, where that is too little, as much more of the slide as is needed, at the foot first. */
export function grownStage(stage: Stage, kind: SlideModel['kind'], ratio: SlideRatio): Stage {
  const [{ width, height }, least] = [SLIDES[ratio], LEAST[kind][ratio]];
  const bottom = Math.max(stage.bottom, Math.min(height - BELOW, stage.top + least.h));
  const top = Math.min(stage.top, Math.max(ABOVE, bottom - least.h));
  const right = Math.max(stage.right, Math.min(width - SIDE, stage.left + least.w));
  const left = Math.min(stage.left, Math.max(SIDE, right - least.w));
  const same = bottom === stage.bottom && top === stage.top && right === stage.right && left === stage.left;
  return same ? stage : { ...stage, left, right, top, bottom };
}

/** Whether every colour of a study is seen on this ground, `#rrggbb`, in the values for dark or for light grounds. */
export function showsSeries(ground: string, dark: boolean): boolean {
  return SERIES_COLOURS.every((colour) => contrast(dark ? colour.dark : colour.light, ground) >= LEAST_CONTRAST);
}

/** The sheets of a slide: one under all of a figure's slide; on the first one they cover the words alone. */
export function sheetsOf({ kind, title, items }: SlideModel, stage: Stage): Frame[] {
  if (kind === 'figure')
    return [around([{ x: stage.left, y: stage.top, w: stage.right - stage.left, h: stage.bottom - stage.top }], stage)];
  const [foot, words] = [items.filter(({ name }) => name === 'Footer'), items.filter(({ name }) => name !== 'Footer')];
  return [[title, ...words], foot]
    .filter((parts) => parts.length > 0)
    .map((parts) =>
      around(
        parts.map(({ frame }) => frame),
        stage,
      ),
    );
}

function around(frames: readonly Frame[], { width, height }: Stage): Frame {
  const left = Math.max(0, Math.min(...frames.map(({ x }) => x)) - AROUND);
  const top = Math.max(0, Math.min(...frames.map(({ y }) => y)) - AROUND);
  const right = Math.min(width, Math.max(...frames.map(({ x, w }) => x + w)) + AROUND);
  const bottom = Math.min(height, Math.max(...frames.map(({ y, h }) => y + h)) + AROUND);
  return { x: left, y: top, w: right - left, h: bottom - top };
}
