import { escapeXml, PAPER, px } from '../drawing/svg/text';
import type { Frame } from '../model/slide';
import { SLIDE_MEASURE } from './pptx/measure';
import type { BackdropItem, Turn } from './pptx/template/backdrop';
import type { ShapeText } from './pptx/template/shape-text';

const LINE = 1.2;
/** From the upper edge of a line to its baseline, as a share of the type. */
const BASELINE = 0.97;

/** Something that a template draws behind its slides, as SVG in points of the slide. */
export function backdropSvg(item: BackdropItem): string {
  const drawn = itemSvg(item);
  return item.turn === undefined ? drawn : turned(drawn, item.frame, item.turn, item.kind === 'words');
}

/** Words turn with their shape but are never mirrored. */
function turned(svg: string, { x, y, w, h }: Frame, { degrees, across, down }: Turn, words: boolean): string {
  const [left, top] = [px(x + w / 2), px(y + h / 2)];
  const mirror = words || (!across && !down) ? '' : ` scale(${across ? -1 : 1} ${down ? -1 : 1})`;
  return `<g transform="translate(${left} ${top}) rotate(${px(degrees)})${mirror} translate(${px(-x - w / 2)} ${px(-y - h / 2)})">${svg}</g>`;
}

function itemSvg(item: BackdropItem): string {
  const { x, y, w, h } = item.frame;
  switch (item.kind) {
    case 'picture':
      return `<image x="${px(x)}" y="${px(y)}" width="${px(w)}" height="${px(h)}" href="${item.address}" preserveAspectRatio="none"/>`;
    case 'area':
      return item.round
        ? `<ellipse cx="${px(x + w / 2)}" cy="${px(y + h / 2)}" rx="${px(w / 2)}" ry="${px(h / 2)}" fill="${item.colour}"/>`
        : `<rect x="${px(x)}" y="${px(y)}" width="${px(w)}" height="${px(h)}" fill="${item.colour}"/>`;
    case 'shape':
      return `<path transform="translate(${px(x)} ${px(y)})" d="${item.path}" fill="${item.colour}"/>`;
    case 'line': {
      const [from, to] = item.rising ? [y + h, y] : [y, y + h];
      return `<path d="M${px(x)},${px(from)}L${px(x + w)},${px(to)}" stroke="${item.colour}" stroke-width="${px(item.width)}"/>`;
    }
    case 'words':
      return wordsSvg(item.words, item.frame);
  }
}

const ANCHORS = { left: '', center: ' text-anchor="middle"', right: ' text-anchor="end"' } as const;

function wordsSvg({ paragraphs, anchor, inset }: ShapeText, { x, y, w, h }: Frame): string {
  const lines = paragraphs.flatMap((paragraph) => {
    const weight = paragraph.bold ? 600 : 400;
    return SLIDE_MEASURE.wrapText(paragraph.text, w - 2 * inset.x, paragraph.size, weight).map((text) => ({
      ...paragraph,
      text,
    }));
  });
  const height = lines.reduce((sum, { size }) => sum + LINE * size, 0);
  let top = y + { top: inset.y, middle: (h - height) / 2, bottom: h - height - inset.y }[anchor];
  return lines
    .map(({ text, size, colour, bold, italic, align }) => {
      const left = x + { left: inset.x, center: w / 2, right: w - inset.x }[align];
      const style = `${bold ? ' font-weight="700"' : ''}${italic ? ' font-style="italic"' : ''}${ANCHORS[align]}`;
      const line = `<text x="${px(left)}" y="${px(top + BASELINE * size)}" font-size="${px(size)}" fill="${colour ?? PAPER.ink}"${style} xml:space="preserve">${escapeXml(text)}</text>`;
      top += LINE * size;
      return line;
    })
    .join('');
}
