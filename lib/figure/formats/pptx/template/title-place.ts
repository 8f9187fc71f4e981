import type { Frame, SlideModel, Stage } from '../../../model/slide';
import { lineHeight, TYPE } from '../measure';
import type { Drawn } from './backdrop';
import { contrast } from './contrast';
import { groundsUnder, meets } from './sheet';

// Where a template has its titles above the room of a figure, as on a bar: a title that fits stands there, in an ink that is
// read there, and the figure has the room alone.

export type TitlePlace = Readonly<{ frame: Frame; ink: string }>;

/** The share of the slide's width below which a place holds no title of ours. */
const NARROW = 0.6;
/** Points between a title and a logo beside it. */
const CLEAR = 8;
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
  for (const frame of frames.flatMap((one) => [one, besideLogo(one, drawn)])) {
    const isPlace = frame.y >= 0 && frame.w >= NARROW * width && frame.y + lineHeight(TYPE.title) <= top;
    // Words across the edges of drawings are read badly in any ink.
    const [ground, ...others] = isPlace ? new Set(groundsUnder(frame, drawn, colour).map(opaque)) : [];
    if (ground == null || others.length > 0) continue;
    const ink = inks.find((one) => contrast(ground, one) >= LEAST);
    if (ink !== undefined) return { frame, ink };
  }
  return null;
}

/** Without its alpha; null: unknown. */
function opaque(colour: string | null): string | null {
  return colour === null ? null : colour.slice(0, 7);
}

/** What of a place a logo in its right half leaves. */
function besideLogo(frame: Frame, drawn: readonly Drawn[]): Frame {
  const { x, w } = frame;
  const logos = drawn.filter((one) => meets(one.frame, frame) && one.frame.x > x + w / 2);
  return { ...frame, w: Math.min(w, ...logos.map((logo) => logo.frame.x - CLEAR - x)) };
}

/** Whether the title of a slide stands there. */
export function isInPlace({ kind, title }: SlideModel, { top, title: place }: Stage): boolean {
  return kind === 'figure' && place !== undefined && title.frame.y < top - 1;
}
