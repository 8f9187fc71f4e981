import type { Frame, Stage } from '../../../model/slide';
import { SLIDES, type SlideRatio } from '../measure';
import { frameOf } from './backdrop';

export const TITLE = /<p:ph\b[^>]*\btype="(?:title|ctrTitle)"/u;

type Shape = Readonly<{ xml: string; frame: Frame | null; placeholder: boolean }>;

export function shapesOf(xml: string, scale: number): Shape[] {
  return [...xml.matchAll(/<p:(sp|pic|cxnSp|grpSp)>[\s\S]*?<\/p:\1>/gu)].map(([shape]) => ({
    xml: shape,
    frame: frameOf(shape, scale),
    placeholder: /<p:ph\b/u.test(shape),
  }));
}

/** Placeholders of words, and the share of the width below which a title is narrow. */
const WORDS = /<p:ph\b(?![^>]*\btype=")|<p:ph\b[^>]*\btype="(?:title|ctrTitle|body|obj|subTitle)"/u;
const NARROW = 0.6;
/** Points between what a template draws and what a figure draws. */
const CLEAR = 8;

/** Where the title stands and what no logo, bar or line of the master or the layout covers. */
export function stageOf(xmls: readonly string[], ratio: SlideRatio, scale: number): Stage {
  const { width, height } = SLIDES[ratio];
  const shapes = xmls.flatMap((xml) => shapesOf(xml, scale));
  const title = titleFrames(xmls, scale)[0] ?? null;
  let [left, right] = sidesOf(shapes, title, width);
  let [top, bottom] = [title === null ? 30 : Math.max(16, Math.min(title.y, 0.12 * height)), height - 14];
  const drawn = shapes.flatMap(({ frame, placeholder }) => (placeholder || frame === null ? [] : [frame]));
  // A ribbon leaves no choice; what stands on it may then need no room of its own.
  for (const { x, y, w, h } of drawn.toSorted((a, b) => Number(isRibbon(b, width)) - Number(isRibbon(a, width)))) {
    const covers = w > 0.6 * width && h > 0.6 * height;
    if (covers || x >= right || x + w <= left || y >= bottom || y + h <= top) continue;
    if (y > 0.7 * height) bottom = Math.min(bottom, y - CLEAR);
    else if (h > 0.5 * height && x + w < 0.3 * width) left = Math.max(left, x + w + CLEAR);
    else if (h > 0.5 * height && x > 0.7 * width) right = Math.min(right, x - CLEAR);
    // What stands above the lower edge, a tree or a seal, takes either height or width, whichever costs less.
    else if (y > 0.5 * height && h < 0.5 * height) {
      const higher = (bottom - y + CLEAR) / height;
      const [fromRight, fromLeft] = [(right - x + CLEAR) / width, (x + w + CLEAR - left) / width];
      if (higher <= Math.min(fromRight, fromLeft)) bottom = y - CLEAR;
      else if (fromRight <= fromLeft) right = x - CLEAR;
      else left = x + w + CLEAR;
    }
    // A logo beside the title takes either height or width, whichever costs less.
    else if (y + h < 0.35 * height) {
      const lower = (y + h + CLEAR - top) / height;
      const narrower = x > width / 2 ? (right - x + CLEAR) / width : 1;
      if (lower <= narrower) top = y + h + CLEAR;
      else right = x - CLEAR;
    }
  }
  return { width, height, left, right, top, bottom };
}

/** Where a layout and its master have titles; the layout comes last, and what it says goes before what the master says. */
export function titleFrames(xmls: readonly string[], scale: number): Frame[] {
  const shapes = xmls.flatMap((xml) => shapesOf(xml, scale));
  return shapes.flatMap(({ xml, frame }) => (TITLE.test(xml) && frame !== null ? [frame] : [])).reverse();
}

function isRibbon({ w }: Frame, width: number): boolean {
  return w > 0.6 * width;
}

/** The sides of the title, unless it stands in a ribbon or a corner: then those of all that the layouts hold words in. */
function sidesOf(shapes: readonly Shape[], title: Frame | null, width: number): [left: number, right: number] {
  if (title === null) return [32, width - 32];
  const held = shapes.flatMap(({ xml, frame }) => (WORDS.test(xml) && frame !== null ? [frame] : []));
  const frames = title.w < NARROW * width ? held : [title];
  const [left, right] = [frames.map(({ x }) => x), frames.map(({ x, w }) => x + w)];
  return [Math.max(16, Math.min(...left)), Math.min(width - 16, Math.max(...right))];
}

/** A shape or a picture that lies behind everything, the last of them, without its outline; a frame around the slide covers nothing. */
export function coverOf(xmls: readonly string[], ratio: SlideRatio, scale: number): string | null {
  const { width, height } = SLIDES[ratio];
  const covers = ({ frame, placeholder }: Shape): boolean =>
    !placeholder &&
    frame !== null &&
    Math.max(frame.x, frame.y) <= 0.03 * height &&
    frame.x + frame.w >= 0.97 * width &&
    frame.y + frame.h >= 0.97 * height;
  const all = xmls.flatMap((xml) => shapesOf(xml, scale)).filter(covers);
  return (
    all.map(({ xml }) => xml.replace(/<a:ln\b[\s\S]*?<\/a:ln>/u, '')).findLast((xml) => !xml.includes('<a:noFill')) ??
    null
  );
}
