import type { Locale } from '@/lib/i18n/routing';
import type { FlowPicture } from '@/lib/risk-cohort/picture';
import type { SvgPicture } from '../model/document';
import { migrationMarks } from './marks/migration';
import { svgDocument } from './svg/document';
import { magnified, marksSvg } from './svg/marks';
import { escapeXml } from './svg/text';

/** The migration picture: bars, bands with their numbers, so many times its own size. Text stays text. */
export function migrationSvg(picture: FlowPicture, scale: number, locale: Locale): SvgPicture {
  const drawn = migrationMarks(picture).map(({ id, marks }) =>
    id === null ? marksSvg(marks) : `<g><title>${escapeXml(id)}</title>${marksSvg(marks)}</g>`,
  );
  return svgDocument({
    width: Math.round(picture.width * scale),
    height: Math.ceil(picture.height * scale),
    title: picture.title,
    locale,
    body: magnified(drawn.join(''), scale),
  });
}
