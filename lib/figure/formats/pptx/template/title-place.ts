import type { Frame, SlideModel, Stage } from '../../../model/slide';
import { lineHeight, TYPE } from '../measure';
import type { Drawn } from './backdrop';
import { isRead } from './sheet';

// Where a template has its titles above the room of a figure, as on a bar: a title that fits stands there, in an ink that is
// read there, and the figure has the room alone.

export type TitlePlace = Readonly<{ frame: Frame; ink: string }>;

/** The share of the slide's width below which a place holds no title of ours. */
const NARROW = 0.6;
/** Contrast of large type (WCAG 2.2, 1.4.3). */
const LEAST = 3;

/**
 * The first of the frames that is one; `inks`: those that may be, the template's own first. Null: titles begin the room, or would
 * not be read in their place.
 */
export function titlePlace(
  frames: readonly Frame[],
  { top, width }: Stage,
  inks: readonly string[],
  { drawn, colour }: Readonly<{ drawn: readonly Drawn[]; colour: string }>,
): TitlePlace | null {
  const frame = frames.find(({ y, w }) => y >= 0 && w >= NARROW * width && y + lineHeight(TYPE.title) <= top);
  const ink = frame && inks.find((one) => isRead([frame], drawn, colour, one, LEAST));
  return frame === undefined || ink === undefined ? null : { frame, ink };
}

/** Whether the title of a slide stands there. */
export function isInPlace({ kind, title }: SlideModel, { top, title: place }: Stage): boolean {
  return kind === 'figure' && place !== undefined && title.frame.y < top - 1;
}
