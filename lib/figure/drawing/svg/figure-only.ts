import type { FigureDocument, SvgPicture } from '../../model/document';
import { onTransparent, svgDocument } from './document';
import { bandText } from '../../model/made-up';
import { wrapText } from '../text-width';
import { line, PAPER, px, type Block } from './text';

/** Units of the picture: as many as a slide has points, so that its type is the type of a slide. */
const CANVAS = { '16x9': { width: 960, height: 540 }, '4x3': { width: 720, height: 540 } } as const;
const MARGIN = 16;
/** Never set smaller: a figure that needs more room gets a larger picture of the same shape. */
const GROWTH = [1, 1.25, 1.5, 1.75, 2, 2.5, 3] as const;

/** Type of the band, its line, and the units above and below its words. */
const [TYPE, LINE, PAD] = [14, 18, 6] as const;

/** Over a picture of internal or made-up patients what a page and a slide say of them: a picture goes further than its page. */
function bandOver(document: FigureDocument, width: number): Block {
  const words = bandText(document);
  if (words === null) return { svg: '', height: 0 };
  const lines = wrapText(words, width - 2 * MARGIN, TYPE, 600);
  const height = lines.length * LINE + 2 * PAD;
  const texts = lines.map((text, i) =>
    line(MARGIN, PAD + TYPE + i * LINE, text, { size: TYPE, weight: 600, fill: PAPER.noteInk }),
  );
  return {
    svg: `<rect width="${px(width)}" height="${px(height)}" fill="${PAPER.stripe}"/>${texts.join('')}`,
    height,
  };
}

/** The figure with its axes, labels and legend, the band over internal or made-up patients and nothing else, in exactly the shape of a slide. */
export function figureOnly(document: FigureDocument, shape: keyof typeof CANVAS): SvgPicture {
  const { chart, svg, title, altText, locale } = document;
  const { width, height } = CANVAS[shape];
  const drawnAt = (grown: number) => {
    const marked = bandOver(document, grown * width);
    const room = { width: grown * width - 2 * MARGIN, height: grown * height - marked.height - 2 * MARGIN };
    // A table that nothing draws is its whole document, which has its own band.
    const own = chart(room);
    const [picture, band] = own.height > 1 ? [own, marked] : [svg, { svg: '', height: 0 }];
    return { grown, room, picture, band, fits: picture.width <= room.width + 1 && picture.height <= room.height + 1 };
  };
  let drawn = drawnAt(GROWTH[0]);
  for (const next of GROWTH.slice(1)) {
    if (drawn.fits) break;
    drawn = drawnAt(next);
  }
  const { grown, room, picture, band } = drawn;
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
    body: `${band.svg}<svg x="${px((grown * width - w) / 2)}" y="${px((grown * height + band.height - h) / 2)}" width="${px(w)}" height="${px(h)}" overflow="visible" viewBox="0 0 ${picture.width} ${picture.height}">${inner}</svg>`,
  });
}
