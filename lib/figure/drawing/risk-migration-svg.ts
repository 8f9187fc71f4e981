import type { FlowPicture } from '@/lib/risk-cohort/picture';
import { migrationMarks } from './marks/migration';
import { marksSvg } from './svg/marks';
import { escapeXml, paragraph, PAPER, px } from './svg/text';

const MARGIN = 32;

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
  const drawn = migrationMarks(picture).map(({ id, marks }) =>
    id === null ? marksSvg(marks) : `<g><title>${escapeXml(id)}</title>${marksSvg(marks)}</g>`,
  );
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" font-family="Inter, 'Inter Variable', 'Segoe UI', Arial, sans-serif" lang="${lang}" role="img" aria-labelledby="title">`,
    `<title id="title">${escapeXml(picture.title)}</title><rect width="${width}" height="${height}" fill="${PAPER.ground}"/>`,
    title.svg,
    subtitle.svg,
    `<g transform="translate(${MARGIN} ${px(top)})">${drawn.join('')}</g>`,
    footer.svg,
    '</svg>',
  ].join('\n');
}
