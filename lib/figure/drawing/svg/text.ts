import { wrapText, type FontWeight } from '../text-width';

/** Ink on the light ground of every export. */
export const PAPER = {
  ground: '#ffffff',
  ink: '#16202a',
  muted: '#52606d',
  line: '#dfe5ea',
  axis: '#7b8794',
  note: '#fdf8ea',
  noteLine: '#d99a00',
  noteInk: '#5c4300',
  stripe: '#fbe3a6',
} as const;

/** Cuts a text into gene symbols, which stand in italics, and everything else. */
export type SplitGenes = (text: string) => readonly Readonly<{ text: string; gene: boolean }>[];

export type TextStyle = Readonly<{
  size: number;
  weight?: FontWeight;
  fill?: string;
  anchor?: 'start' | 'middle' | 'end';
  halo?: boolean;
}>;

/** Drawn pieces and the height in px that they take. */
export type Block = Readonly<{ svg: string; height: number }>;

/** A text without the characters that XML 1.0 forbids: controls, halves of a pair, and two that are none. */
export function allowedInXml(text: string): string {
  return text.replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, '');
}

/** A text as markup: the five characters that XML keeps for itself, and none that XML forbids. */
export function escapeXml(text: string): string {
  return allowedInXml(text)
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');
}

/** One line of text with its baseline at y. */
export function line(
  x: number,
  y: number,
  text: string,
  { size, weight = 400, fill = PAPER.ink, anchor = 'start', halo = false }: TextStyle,
  split?: SplitGenes,
): string {
  const parts = split === undefined ? [{ text, gene: false }] : split(text);
  const inner = parts
    .map((part) => (part.gene ? `<tspan font-style="italic">${escapeXml(part.text)}</tspan>` : escapeXml(part.text)))
    .join('');
  const around = halo ? ` stroke="${PAPER.ground}" stroke-width="4" stroke-linejoin="round" paint-order="stroke"` : '';
  return `<text x="${px(x)}" y="${px(y)}" font-size="${size}"${weight === 400 ? '' : ` font-weight="${weight}"`} fill="${fill}"${anchor === 'start' ? '' : ` text-anchor="${anchor}"`}${around} xml:space="preserve">${inner}</text>`;
}

/** A paragraph from the top edge y, broken at `width`. */
export function paragraph(
  x: number,
  y: number,
  text: string,
  width: number,
  style: TextStyle,
  split?: SplitGenes,
): Block {
  const height = style.size * 1.42;
  const lines = wrapText(text, width, style.size, style.weight);
  return {
    svg: lines.map((part, i) => line(x, y + style.size + i * height, part, style, split)).join(''),
    height: lines.length * height,
  };
}

/** A coordinate with at most two decimals. */
export function px(value: number): string {
  return String(Math.round(value * 100) / 100);
}
