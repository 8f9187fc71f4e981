import { escapeXml, line, PAPER, px, type Block } from './text';
import { bandLines } from '../../model/made-up';
import { textWidth } from '../text-width';

/** Width of a whole figure in px, and the space left and right of what it holds. */
export const SHEET = { width: 1280, margin: 40 } as const;

/** Date and address, broken anywhere: an address has no spaces. */
export function footerSvg(footer: readonly string[]): Block {
  const size = 11.5;
  const lines = footer.flatMap((text) => {
    const broken: string[] = [''];
    for (const character of text) {
      const last = broken.length - 1;
      const longer = `${broken[last] ?? ''}${character}`;
      if (textWidth(longer, size) > SHEET.width - 2 * SHEET.margin) broken.push(character);
      else broken[last] = longer;
    }
    return broken;
  });
  return {
    svg: lines.map((text, i) => line(SHEET.margin, (i + 1) * 16, text, { size, fill: PAPER.muted })).join(''),
    height: lines.length * 16,
  };
}

/** The striped bands over a figure, one under the other: that it is internal, that its patients are made up. */
export function markBands(marked: Parameters<typeof bandLines>[0]): Block {
  const bands = bandLines(marked).map((text, i) => markBand(text, i));
  return { svg: bands.map(({ svg }) => svg).join(''), height: bands.reduce((sum, { height }) => sum + height, 0) };
}

function markBand(text: string, position: number): Block {
  const height = 38;
  const stripes = Array.from(
    { length: Math.ceil((SHEET.width + height) / 24) },
    (_, i) => `M${px(24 * i - height)},${height}l${height},${-height}h12l${-height},${height}Z`,
  ).join('');
  const clip = `band-${position}`;
  const svg = [
    `<g transform="translate(0 ${position * height})">`,
    `<clipPath id="${clip}"><rect width="${SHEET.width}" height="${height}"/></clipPath>`,
    `<rect width="${SHEET.width}" height="${height}" fill="${PAPER.note}"/><path d="${stripes}" fill="${PAPER.stripe}" clip-path="url(#${clip})"/>`,
    `<path d="M0,${height}H${SHEET.width}" stroke="${PAPER.noteLine}"/>`,
    `<text x="${SHEET.margin}" y="24.5" font-size="15" font-weight="600" fill="${PAPER.noteInk}" stroke="${PAPER.note}" stroke-width="6" stroke-linejoin="round" paint-order="stroke">${escapeXml(text)}</text>`,
    '</g>',
  ].join('');
  return { svg, height };
}
