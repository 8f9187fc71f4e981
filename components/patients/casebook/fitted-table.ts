import type { Content } from 'pdfmake/interfaces';
import { textWidth } from '@/lib/figure/drawing/text-width';

/** Points of an A4 page between its margins. */
export const CONTENT_WIDTH = 515;
/** Points between two columns. */
const GAP = 10;
const [LARGEST, SMALLEST] = [8, 6];
/** A longer run without a space, as a karyotype is, may break anywhere. */
const LONGEST_RUN = 24;
/** The widths of letters are right to one per cent. */
const SPARE = 1.02;
const MAY_BREAK = '\u200b';

/**
 * A table as wide as the page and never wider: no word is cut off by the edge. Where words are too long for their columns
 * the type grows smaller, and what has more to say gets more of the width.
 */
export function fittedTable(
  rows: readonly (readonly string[])[],
  {
    headerRows = 0,
    shares,
  }: { headerRows?: number /** of the width, where tables stand in line */; shares?: readonly number[] } = {},
): Content {
  const texts = rows.map((row) => row.map(breakable));
  const room = CONTENT_WIDTH - GAP * ((texts[0]?.length ?? 1) - 1);
  let fontSize = LARGEST;
  let words = widest(texts, fontSize, headerRows, /[\s\u200b]+/u);
  while (sum(words) > room && fontSize > SMALLEST) {
    fontSize -= 0.25;
    words = widest(texts, fontSize, headerRows, /[\s\u200b]+/u);
  }
  const whole = widest(texts, fontSize, headerRows, /$^/u);
  return {
    fontSize,
    layout: {
      hLineWidth: (line) => (line === 0 || line === texts.length ? 0 : line === headerRows ? 1 : 0.5),
      vLineWidth: () => 0,
      hLineColor: (line) => (line === headerRows ? '#333333' : '#c8ccd2'),
      paddingLeft: (column) => (column === 0 ? 0 : GAP / 2),
      paddingRight: (column) => (column === words.length - 1 ? 0 : GAP / 2),
    },
    table: {
      headerRows,
      dontBreakRows: true,
      widths: shares?.map((share) => share * room) ?? shared(words, whole, room),
      body: texts.map((row, index) => row.map((text) => ({ text, bold: index < headerRows }))),
    },
  };
}

/** Of each column, the widest part that does not break, in points. */
function widest(texts: readonly (readonly string[])[], size: number, headerRows: number, between: RegExp): number[] {
  const columns = (texts[0] ?? []).map((_, column) => column);
  return columns.map((column) =>
    Math.ceil(
      SPARE *
        Math.max(
          ...texts.flatMap((row, index) =>
            (row[column] ?? '')
              .split(between)
              .map((part) => textWidth(part.replaceAll(MAY_BREAK, ''), size, index < headerRows ? 600 : 400)),
          ),
        ),
    ),
  );
}

/** The room in shares: to each column its longest word, and of the rest as much as its whole text asks for. */
function shared(words: readonly number[], whole: readonly number[], room: number): number[] {
  const rest = Math.max(0, room - sum(words));
  const wishes = whole.map((wish, column) => wish - (words[column] ?? 0));
  const wished = sum(wishes);
  if (wished === 0) return words.map((word) => word + rest / words.length);
  return words.map((word, column) => word + (rest * (wishes[column] ?? 0)) / wished);
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, one) => total + one, 0);
}

function breakable(text: string): string {
  return text.replace(/\S+/gu, (run) => (run.length <= LONGEST_RUN ? run : [...run].join(MAY_BREAK)));
}
