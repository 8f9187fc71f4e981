import type PptxGenJS from 'pptxgenjs';
import type { Locale } from '@/lib/i18n/routing';
import type { DocumentCitation } from '../../model/document';
import { inches, TYPE, type Frame } from './measure';
import { CELL, type TablePage } from './table-pages';
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
export function citationRuns(citations: readonly DocumentCitation[]): Runs {
  const plain = { fontSize: TYPE.small, color: hex(PAPER.muted) };
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

/** A page of a table as PowerPoint's own table. */
export function addTable(
  slide: PptxGenJS.Slide,
  { columns, heights, rows }: TablePage,
  caption: string,
  frame: Frame,
  split: SplitGenes,
): void {
  const header = columns.map(
    ({ label, align }): PptxGenJS.TableCell => ({
      text: label,
      options: { bold: true, color: hex(PAPER.muted), align, border: [none, none, rule(PAPER.axis), none] },
    }),
  );
  const body = rows.map((row) =>
    row.map(
      (text, i): PptxGenJS.TableCell => ({
        text: geneRuns(text, split, {
          bold: i === 0,
          fontSize: TYPE.text,
          fontFace: SLIDE_FONT,
          color: hex(PAPER.ink),
        }),
        options: { align: columns[i]?.align ?? 'left', border: [none, none, rule(PAPER.line), none] },
      }),
    ),
  );
  const h = heights.reduce((sum, height) => sum + height, 0);
  const { x, y, w } = inches({ ...frame, h });
  slide.addTable([header, ...body], {
    x,
    y,
    w,
    colW: columns.map(({ width }) => width / 72),
    rowH: heights.map((height) => height / 72),
    fontSize: TYPE.text,
    fontFace: SLIDE_FONT,
    color: hex(PAPER.ink),
    valign: 'top',
    margin: [CELL.top / 72, CELL.side / 72, CELL.top / 72, CELL.side / 72],
    objectName: caption,
  });
}
