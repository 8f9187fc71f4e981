import { SERIES_COLOURS } from '@/lib/comparison/selection/series/style';
import type { Frame, SlideModel, Stage } from '../../../model/slide';
import { SLIDES, type SlideRatio } from '../measure';
import type { Drawn } from './backdrop';
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
/** Points that a figure's sheet has at least: where it covers what a template draws anyway, names and axes have air. */
const ON_SHEET = { '16x9': { w: 780, h: 440 }, '4x3': { w: 600, h: 440 } } as const;
/** Points beside, above and below the slide beyond which nothing grows. */
const [SIDE, ABOVE, BELOW] = [32, 30, 14] as const;
/** Points of white around what stands on a sheet. */
const AROUND = 12;
/** A strip of a template beside a sheet that is narrower than so many points is white too. */
const STRIP = 12;
/** What parts of graphics need (WCAG 2.2, 1.4.11). */
const LEAST_CONTRAST = 3;

/** The room of a template, or, where that is too little, as much more of the slide as is needed, at the foot first. */
export function grownStage(stage: Stage, kind: SlideModel['kind'], ratio: SlideRatio): Stage {
  const least = LEAST[kind][ratio];
  const bottom = lowerEdge(stage, least.h, ratio);
  const top = Math.min(stage.top, Math.max(ABOVE, bottom - least.h));
  return widened({ ...stage, top, bottom }, least.w, ratio);
}

/** The room of a figure that stands on a sheet: what it needs more than the least is taken beside and below it. */
export function sheetStage(stage: Stage, ratio: SlideRatio): Stage {
  const { w, h } = ON_SHEET[ratio];
  return widened({ ...stage, bottom: lowerEdge(stage, h, ratio) }, w, ratio);
}

function lowerEdge({ top, bottom }: Stage, least: number, ratio: SlideRatio): number {
  return Math.max(bottom, Math.min(SLIDES[ratio].height - BELOW, top + least));
}

function widened(stage: Stage, least: number, ratio: SlideRatio): Stage {
  const right = Math.max(stage.right, Math.min(SLIDES[ratio].width - SIDE, stage.left + least));
  return { ...stage, left: Math.min(stage.left, Math.max(SIDE, right - least)), right };
}

/** Whether every colour of a study is seen on this ground, `#rrggbb`, in the values for dark or for light grounds. */
export function showsSeries(ground: string, dark: boolean): boolean {
  return SERIES_COLOURS.every((colour) => contrast(dark ? colour.dark : colour.light, ground) >= LEAST_CONTRAST);
}

/** Contrast of type with what stands behind it (WCAG 2.2, 1.4.3). */
const LEAST_TYPE = 4.5;

/**
 * Whether words in an ink are read in these frames over what a template draws there: nothing of several or unknown colours,
 * and nothing too near to the ink. `ground`: the colour under all that, `#rrggbb`.
 */
export function isRead(frames: readonly Frame[], drawn: readonly Drawn[], ground: string, ink: string): boolean {
  return frames.every((words) =>
    groundsUnder(words, drawn, ground).every(
      (colour) => colour !== null && contrast(colour.slice(0, 7), ink) >= LEAST_TYPE,
    ),
  );
}

/** Whether a figure in an ink is seen whole in its room: its words are read and its colours seen on all that is drawn there. */
export function isSeen(room: Frame, drawn: readonly Drawn[], ground: string, ink: string, dark: boolean): boolean {
  return (
    isRead([room], drawn, ground, ink) &&
    groundsUnder(room, drawn, ground).every((colour) => colour !== null && showsSeries(colour.slice(0, 7), dark))
  );
}

/**
 * The colours behind a frame, from the last area that holds all of it on, as areas over all of it that are seen through leave
 * them; null: several or unknown ones.
 */
export function groundsUnder(words: Frame, drawn: readonly Drawn[], ground: string): readonly (string | null)[] {
  const over = drawn.filter(({ frame }) => meets(frame, words));
  const whole = over.findLastIndex(({ frame, colour }) => holds(frame, words) && (colour?.length ?? 7) === 7);
  const first: readonly (string | null)[] = whole < 0 ? [ground] : [];
  return over
    .slice(Math.max(0, whole))
    .reduce(
      (behind, { frame, colour }) =>
        colour !== null && /^#.{6}(?!ff)..$/u.test(colour) && holds(frame, words)
          ? behind.map((one) => one && through(colour, one))
          : [...behind, colour],
      first,
    );
}

/** A colour with its alpha over another one. */
function through(colour: string, behind: string): string {
  const opacity = Number.parseInt(colour.slice(7), 16) / 255;
  const mixed = [1, 3, 5].map((at) => {
    const [over, under] = [colour, behind].map((one) => Number.parseInt(one.slice(at, at + 2), 16));
    return Math.round((over ?? 0) * opacity + (under ?? 0) * (1 - opacity));
  });
  return `#${mixed.map((part) => part.toString(16).padStart(2, '0')).join('')}`;
}

/** More in common than the edges that rounding leaves, in points. */
const EDGE = 2;

/** Whether two frames have more in common than an edge. */
export function meets(a: Frame, b: Frame): boolean {
  return (
    Math.min(a.x + a.w, b.x + b.w) - Math.max(a.x, b.x) > EDGE &&
    Math.min(a.y + a.h, b.y + b.h) - Math.max(a.y, b.y) > EDGE
  );
}

function holds(outer: Frame, { x, y, w, h }: Frame): boolean {
  const { x: left, y: top } = outer;
  return x >= left - EDGE && y >= top - EDGE && x + w <= left + outer.w + EDGE && y + h <= top + outer.h + EDGE;
}

/** Whether a slide of a template stands on sheets; the first one where its own words would not be read. */
export function standsOnSheet(
  { kind, title, items }: SlideModel,
  { sheet, drawn, colour, ink }: Readonly<{ sheet: boolean; drawn: readonly Drawn[]; colour: string; ink: string }>,
): boolean {
  if (sheet || kind === 'figure') return sheet;
  return !isRead(
    [title, ...items].map(({ frame }) => frame),
    drawn,
    colour,
    ink,
  );
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
  const low = (at: number): number => (at - AROUND < STRIP ? 0 : at - AROUND);
  const high = (at: number, edge: number): number => (at + AROUND > edge - STRIP ? edge : at + AROUND);
  const left = low(Math.min(...frames.map(({ x }) => x)));
  const top = low(Math.min(...frames.map(({ y }) => y)));
  const right = high(Math.max(...frames.map(({ x, w }) => x + w)), width);
  const bottom = high(Math.max(...frames.map(({ y, h }) => y + h)), height);
  return { x: left, y: top, w: right - left, h: bottom - top };
}
