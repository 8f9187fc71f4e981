import type { FigureDocument, SvgPicture } from '../../model/document';
import { onTransparent, svgDocument } from './document';
import { px } from './text';

/** Units of the picture: as many as a slide has points, so that its type is the type of a slide. */
const CANVAS = { '16x9': { width: 960, height: 540 }, '4x3': { width: 720, height: 540 } } as const;
const MARGIN = 16;
/** Never set smaller: a figure that needs more room gets a larger picture of the same shape. */
const GROWTH = [1, 1.25, 1.5, 1.75, 2, 2.5, 3] as const;

/** The figure with its axes, labels and legend and nothing else, in exactly the shape of a slide. */
export function figureOnly(
  { chart, svg, title, altText, locale }: FigureDocument,
  shape: keyof typeof CANVAS,
): SvgPicture {
  const { width, height } = CANVAS[shape];
  const drawnAt = (grown: number) => {
    const room = { width: grown * width - 2 * MARGIN, height: grown * height - 2 * MARGIN };
    // A table that nothing draws is its whole document.
    const own = chart(room);
    const picture = own.height > 1 ? own : svg;
    return { grown, room, picture, fits: picture.width <= room.width + 1 && picture.height <= room.height + 1 };
  };
  let drawn = drawnAt(GROWTH[0]);
  for (const next of GROWTH.slice(1)) {
    if (drawn.fits) break;
    drawn = drawnAt(next);
  }
  const { grown, room, picture } = drawn;
  const scale = Math.min(1, room.width / picture.width, room.height / picture.height);
  const [w, h] = [picture.width * scale, picture.height * scale];
  const inner = onTransparent(picture.svg)
    .replace(/^<svg[^>]*>\s*<title[^>]*>[^<]*<\/title>(?:<desc[^>]*>[^<]*<\/desc>)?/u, '')
    .replace(/<\/svg>\s*$/u, '');
  // It shows whatever stands in it: a clip costs a second drawing of the whole picture.
  return svgDocument({
    width: Math.round(grown * width),
    height: Math.round(grown * height),
    title,
    description: altText,
    locale,
    body: `<svg x="${px((grown * width - w) / 2)}" y="${px((grown * height - h) / 2)}" width="${px(w)}" height="${px(h)}" overflow="visible" viewBox="0 0 ${picture.width} ${picture.height}">${inner}</svg>`,
  });
}
