import type { Locale } from '@/lib/i18n/routing';
import type { SvgPicture } from '../../model/document';
import { escapeXml, PAPER } from './text';

type Content = Readonly<{
  width: number;
  height: number;
  title: string;
  description?: string;
  locale: Locale;
  body: string;
}>;

const GROUND = 'id="ground"';

/** A whole SVG around its content: size, font, language, title for screen readers, and the ground. */
export function svgDocument({ width, height, title, description, locale, body }: Content): SvgPicture {
  const labelled = description === undefined ? 'title' : 'title description';
  const svg = [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" font-family="Inter, 'Inter Variable', 'Segoe UI', Arial, sans-serif" lang="${locale}" role="img" aria-labelledby="${labelled}">`,
    `<title id="title">${escapeXml(title)}</title>${description === undefined ? '' : `<desc id="description">${escapeXml(description)}</desc>`}`,
    `<rect ${GROUND} width="${width}" height="${height}" fill="${PAPER.ground}"/>`,
    body,
    '</svg>',
  ].join('\n');
  return { svg, width, height };
}

/** Whole px that a drawing needs; one that was drawn for a whole height has it, whatever its sums leave behind the point. */
export function wholeHeight(height: number): number {
  return Math.ceil(height - 1e-6);
}

/** Whether a ground covers every pixel of the picture at a whole scale. */
export function hasGround(svg: string): boolean {
  return new RegExp(`<rect ${GROUND} width="\\d+" height="\\d+" fill="#[0-9a-f]{6}"/>`, 'u').test(svg);
}

/** The same picture without its ground. */
export function onTransparent(svg: string): string {
  return svg.replace(new RegExp(`<rect ${GROUND}[^>]*/>`, 'u'), '');
}

/**
 * The same picture for programs that know no `paint-order`: there the light edge around a text would cover the text. For a
 * slide the font is one that every machine has; Inter is wider, so that no label grows.
 */
export function withoutEdges(svg: string): string {
  return svg.replace(/ stroke="[^"]*" stroke-width="[^"]*" stroke-linejoin="round" paint-order="stroke"/gu, '');
}

/** As a slide takes it. */
export function forSlides(svg: string): string {
  return withoutEdges(svg).replace(/ font-family="[^"]*"/u, ' font-family="Arial, Helvetica, sans-serif"');
}
