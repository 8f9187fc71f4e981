import type PptxGenJS from 'pptxgenjs';
import type { Locale } from '@/lib/i18n/routing';
import type { DocumentCitation, FigureTable } from '../../model/document';
import { CELL, columnWidths, rowHeights, TABLE_SIZE, type Frame } from './measure';
import { PAPER, type SplitGenes } from '../../drawing/svg/text';

/** On every machine, with Cyrillic: a slide cannot bring a font along. */
export const SLIDE_FONT = 'Arial';
export const SLIDE_LANGUAGE: Readonly<Record<Locale, string>> = { en: 'en-GB', ru: 'ru-RU' };

type Runs = PptxGenJS.TextProps[];

/** A colour as the library takes it. */
export function hex(colour: string): string {
  return colour.replace('#', '').toUpperCase();
}

/** A text with its gene symbols in italics. */
export function geneRuns(text: string, split: SplitGenes, options: PptxGenJS.TextPropsOptions = {}): Runs {
  return split(text).map((part) => ({ text: part.text, options: { ...options, italic: part.gene } }));
}

/** The numbered sources as one paragraph; each number leads to where its source can be read. */
export function citationRuns(citations: readonly DocumentCitation[], size: number): Runs {
  const plain = { fontSize: size, color: hex(PAPER.muted) };
  return citations.flatMap(({ number, text, url }, i) => [
    {
      text: `[${number}]`,
      options: url === null ? { ...plain, bold: true } : { ...plain, bold: true, hyperlink: { url } },
    },
    { text: `\u00a0${text}${i + 1 < citations.length ? '   ' : ''}`, options: plain },
  ]);
}

/** The citations as one line of text, to measure it. */
export function citationText(citations: readonly DocumentCitation[]): string {
  return citations.map(({ number, text }) => `[${number}]\u00a0${text}`).join('   ');
}

const rule = (colour: string): PptxGenJS.BorderProps => ({ type: 'solid', pt: 0.75, color: hex(colour) });
const none: PptxGenJS.BorderProps = { type: 'none' };

/** A table of the figure as PowerPoint's own, with rows `from` to `to`. */
export function addTable(
  slide: PptxGenJS.Slide,
  table: FigureTable,
  [from, to]: readonly [number, number],
  frame: Frame,
  split: SplitGenes,
): void {
  const widths = columnWidths(table, frame.w);
  const [head = 0.25, ...heights] = rowHeights(table, widths);
  const align = table.columns.map(({ type }): 'right' | 'left' => (type === 'number' ? 'right' : 'left'));
  const header = table.columns.map(
    ({ label }, i): PptxGenJS.TableCell => ({
      text: label,
      options: { bold: true, color: hex(PAPER.muted), align: align[i], border: [none, none, rule(PAPER.axis), none] },
    }),
  );
  const body = table.rows.slice(from, to).map((row) =>
    row.map(
      ({ text }, i): PptxGenJS.TableCell => ({
        text: split(text).map((part) => ({
          text: part.text,
          options: {
            italic: part.gene,
            bold: i === 0,
            fontSize: TABLE_SIZE,
            fontFace: SLIDE_FONT,
            color: hex(PAPER.ink),
          },
        })),
        options: { align: align[i], border: [none, none, rule(PAPER.line), none] },
      }),
    ),
  );
  slide.addTable([header, ...body], {
    x: frame.x,
    y: frame.y,
    w: frame.w,
    colW: widths,
    rowH: [head, ...heights.slice(from, to)],
    fontSize: TABLE_SIZE,
    fontFace: SLIDE_FONT,
    color: hex(PAPER.ink),
    valign: 'middle',
    margin: [CELL.top, CELL.side, CELL.top, CELL.side],
    objectName: table.caption,
  });
}
