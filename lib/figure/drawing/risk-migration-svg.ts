import type { Category } from '@/lib/risk-cohort/classified-cohort';
import { BAR_WIDTH, type FlowPicture } from '@/lib/risk-cohort/picture';
import { escapeXml, line, paragraph, PAPER, px } from './svg/text';

const MARGIN = 32;

/** Okabe–Ito for the groups, greys for patients without one; letters stand beside every bar. */
const COLOURS: Readonly<Record<Category, string>> = {
  HR: '#d55e00',
  IR: '#e69f00',
  LR: '#0072b2',
  open: '#7b8794',
  'not-eligible': '#c9d1d9',
  'not-stratified': '#a9b4be',
};

/** The migration picture as an SVG: title, bars, bands with their numbers, and what to know of it. Text stays text. */
export function migrationSvg(picture: FlowPicture, lang: string): string {
  const width = picture.width + 2 * MARGIN;
  const title = paragraph(MARGIN, 26, picture.title, picture.width, { size: 22, weight: 600 });
  const subtitle = paragraph(MARGIN, 30 + title.height, picture.subtitle, picture.width, {
    size: 14,
    fill: PAPER.muted,
  });
  const top = 56 + title.height + subtitle.height;
  const footer = paragraph(MARGIN, top + picture.height + 10, picture.footer, picture.width, {
    size: 12,
    fill: PAPER.muted,
  });
  const height = Math.ceil(top + picture.height + footer.height + 30);
  const heads = picture.heads.map(({ text, x, anchor }) => line(x, 16, text, { size: 15, weight: 600, anchor }));
  const bands = picture.bands.map(
    ({ path, from, title: words }) =>
      `<path d="${path}" fill="${COLOURS[from]}" fill-opacity="0.38"><title>${escapeXml(words)}</title></path>`,
  );
  const labels = picture.bands.flatMap(({ label, labelX, labelY }) =>
    label === null ? [] : [line(labelX, labelY, label, { size: 12, weight: 600 })],
  );
  const bars = picture.bars.map(
    ({ x, y, height: high, category, label, labelX, anchor }) =>
      `<rect x="${px(x)}" y="${px(y)}" width="${BAR_WIDTH}" height="${px(high)}" fill="${COLOURS[category]}"/>${line(labelX, y + high / 2 + 5, label, { size: 14, anchor })}`,
  );
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" font-family="Inter, 'Inter Variable', 'Segoe UI', Arial, sans-serif" lang="${lang}" role="img" aria-labelledby="title">`,
    `<title id="title">${escapeXml(picture.title)}</title><rect width="${width}" height="${height}" fill="${PAPER.ground}"/>`,
    title.svg,
    subtitle.svg,
    `<g transform="translate(${MARGIN} ${px(top)})">${heads.join('')}<g transform="translate(0 ${picture.top})">${bands.join('')}${labels.join('')}${bars.join('')}</g></g>`,
    footer.svg,
    '</svg>',
  ].join('\n');
}
