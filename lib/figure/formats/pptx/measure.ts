import { fontMeasure, type FontWeight } from '../../drawing/text-width';
import type { Frame, Stage } from '../../model/slide';
import { ARIAL, ARIAL_BOLD } from './arial-widths';

export type SlideRatio = '16x9' | '4x3';

export const SLIDES: Readonly<Record<SlideRatio, Readonly<{ layout: string; width: number; height: number }>>> = {
  '16x9': { layout: 'LAYOUT_WIDE', width: 960, height: 540 },
  '4x3': { layout: 'FOUR_BY_THREE', width: 720, height: 540 },
};

const MARGIN = 32;
/** Points above the title and below the foot. */
const [TOP, BOTTOM] = [30, 14] as const;

/** A slide whose every point is free but its margins. */
export function plainStage(ratio: SlideRatio): Stage {
  const { width, height } = SLIDES[ratio];
  return { width, height, left: MARGIN, right: width - MARGIN, top: TOP, bottom: height - BOTTOM };
}

/** Type in points. Nothing but sources and foot is smaller than `text`; a figure is read from the last row. */
export const TYPE = { title: 28, subtitle: 18, text: 14, small: 10 } as const;
const LINE = 1.2;
const INCH = 72;
/** A program rounds widths in its own way; this much more keeps a line that just fits from breaking. */
const ROOM = 1.02;

/** The font of slides without a template. */
export const SLIDE_MEASURE = fontMeasure({ 400: ARIAL, 600: ARIAL_BOLD });
const { textWidth, wrapText } = SLIDE_MEASURE;

/** Points that a line of text has on a slide, as Arial measures them. */
export function textRoom({ left, right, wide = 1 }: Stage): number {
  return (right - left) / wide;
}

/** The same of a title, which has a font of its own. */
export function titleRoom({ left, right, wideTitle = 1 }: Stage): number {
  return (right - left) / wideTitle;
}

/** A frame as the library takes it, in inches. */
export function inches({ x, y, w, h }: Frame): Frame {
  return { x: x / INCH, y: y / INCH, w: w / INCH, h: h / INCH };
}

/** Width of a line of text in points. */
export function lineWidth(text: string, size: number, weight: FontWeight = 400): number {
  return ROOM * textWidth(text, size, weight);
}

export function lineCount(text: string, width: number, size: number, weight: FontWeight = 400): number {
  return text.split('\n').reduce((sum, part) => sum + wrapText(part, width / ROOM, size, weight).length, 0);
}

/** Height of a text broken at a width. */
export function textHeight(text: string, width: number, size: number, weight: FontWeight = 400): number {
  return lineCount(text, width, size, weight) * size * LINE;
}

export function lineHeight(size: number): number {
  return size * LINE;
}
