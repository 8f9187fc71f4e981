import type { Row, Sheet } from 'write-excel-file/universal';
import type { MessageLookup } from '@/lib/i18n/message-lookup';
import type { FigureDocument, FigureRecords, FigureTable } from '../model/document';
import { allowedInXml } from '../drawing/svg/text';
import { tableForFiles } from '../model/file-table';
import { bandText } from '../model/made-up';

/** Names of the sheets in the reader's language; a spreadsheet takes at most 31 characters and none of []:*?/\ . */
export type SheetNames = Readonly<Record<'figures' | 'riskTable' | 'data' | 'caveats' | 'sources', string>>;

/** The names of the sheets in one language. */
export function sheetNames(t: MessageLookup): SheetNames {
  return {
    figures: t('exports.sheet.figures'),
    riskTable: t('exports.sheet.riskTable'),
    data: t('exports.sheet.data'),
    caveats: t('exports.sheet.caveats'),
    sources: t('exports.sheet.sources'),
  };
}

const HEAD = { fontWeight: 'bold', wrap: true, alignVertical: 'top' } as const;
const WRAPPED = { wrap: true, alignVertical: 'top' } as const;
const MOST_LETTERS = 31;

/**
 * The figure as a workbook: its tables, the risk table, every plotted number, caveats with the method, sources. Numbers are
 * numbers, percentages without their sign, which the heading has; text is never a formula.
 */
export async function figureXlsx(document: FigureDocument, names: SheetNames): Promise<Blob> {
  const { default: write } = await import('write-excel-file/universal');
  return write(workbook(document, names), { fontFamily: 'Arial', fontSize: 10 }).toBlob();
}

function workbook(document: FigureDocument, names: SheetNames): Sheet<Blob>[] {
  const { tables, riskTable, records } = document;
  const figures = tables.map(tableForFiles);
  const unnamed = figures.filter(({ sheet }) => sheet === undefined);
  return [
    ...unnamed.map((table, i) => tableSheet(table, sheetName(names.figures, i, unnamed.length), document)),
    ...figures.flatMap((table) =>
      table.sheet === undefined ? [] : [tableSheet(table, sheetName(table.sheet, 0, 1), document)],
    ),
    ...(riskTable === null ? [] : [tableSheet(tableForFiles(riskTable), sheetName(names.riskTable, 0, 1), document)]),
    ...(records === null ? [] : [recordSheet(records, names.data)]),
    listSheet(caveatRows(document), names.caveats),
    listSheet(sourceRows(document), names.sources),
  ];
}

/** `Figures`, or `Figures 2` where a figure has several tables. */
function sheetName(name: string, index: number, count: number): string {
  const plain = name.replace(/[[\]:*?/\\]/gu, ' ');
  return count === 1 ? plain.slice(0, MOST_LETTERS) : `${plain.slice(0, MOST_LETTERS - 4)} ${index + 1}`;
}

function tableSheet(
  { caption, columns, rows }: FigureTable,
  sheet: string,
  { title, subtitle, ...marked }: FigureDocument,
): Sheet<Blob> {
  const band = bandText(marked);
  const head: Row[] = [
    [text(title, HEAD)],
    [text(subtitle)],
    ...(band === null ? [] : [[text(band, HEAD)]]),
    [text(caption, HEAD)],
  ].map(([cell]) => [{ ...cell, wrap: false }]);
  const formats = columns.map((_, i) => numberFormat(rows.map((row) => row[i]?.value ?? null)));
  return {
    sheet,
    data: [
      ...head,
      [],
      columns.map((column) => text(headOf(column), { ...HEAD, align: column.type === 'number' ? 'right' : 'left' })),
      ...rows.map((row) => row.map(({ value }, i) => cell(value, formats[i]))),
    ],
    columns: columns.map((column, i) => ({
      width: widthOf(
        headOf(column),
        rows.map((row) => String(row[i]?.value ?? '')),
        column.type === 'number' ? 10 : 14,
      ),
    })),
  };
}

function headOf({ label, unit }: FigureTable['columns'][number]): string {
  return unit === undefined ? label : `${label}, ${unit}`;
}

function recordSheet({ columns, rows }: FigureRecords, sheet: string): Sheet<Blob> {
  const formats = columns.map((name) => numberFormat(rows.map((row) => row[name] ?? null)));
  return {
    sheet: sheet.slice(0, MOST_LETTERS),
    data: [
      columns.map((name) => text(name, HEAD)),
      ...rows.map((row) => columns.map((name, i) => cell(row[name] ?? null, formats[i]))),
    ],
    columns: columns.map((name) => ({
      width: widthOf(
        name,
        rows.map((row) => String(row[name] ?? '')),
        14,
      ),
    })),
    stickyRowsCount: 1,
  };
}

function listSheet(rows: readonly (readonly (string | null)[])[], sheet: string): Sheet<Blob> {
  return {
    sheet: sheet.slice(0, MOST_LETTERS),
    data: rows.map((row) => row.map((value) => (value === null ? null : text(value, WRAPPED)))),
    columns: [{ width: 26 }, { width: 110 }, { width: 50 }],
  };
}

function caveatRows({
  caveats,
  method,
  headings,
  footer,
  address,
  internal = null,
  madeUp,
}: FigureDocument): (string | null)[][] {
  return [
    ...[internal, madeUp].flatMap((text) => (text === null ? [] : [['!', text]])),
    ...caveats.map((caveat, i) => [i === 0 ? headings.caveats : null, caveat.text]),
    ...method.map((line, i) => [i === 0 ? headings.method : null, line]),
    [null, footer.line],
    [null, footer.notAdvice],
    [null, address],
  ];
}

function sourceRows({ citations, sourcesNote, headings }: FigureDocument): (string | null)[][] {
  return [
    [headings.sources],
    ...citations.map(({ number, text: words, url }) => [`[${number}]`, words, url]),
    ...(sourcesNote === null ? [] : [[null, sourcesNote]]),
  ];
}

/** Numbers without the noise of binary fractions: 46.1 − 1.96 × 2.1 is 41.984. */
function cell(value: string | number | null, format = '0'): Row[number] {
  if (value === null) return null;
  return typeof value === 'number' ? { type: Number, value: exact(value), format } : text(value);
}

function exact(value: number): number {
  return Number(value.toPrecision(12));
}

/** More decimals than these are shown where a cell is opened. */
const MOST_DECIMALS = 3;

/** As many decimals as the numbers of a column have, so that they stand under each other. */
function numberFormat(values: readonly (string | number | null)[]): string {
  const decimals = values.map((value) =>
    typeof value === 'number' ? (/\.(\d+)$/u.exec(String(exact(value)))?.[1]?.length ?? 0) : 0,
  );
  const most = Math.min(MOST_DECIMALS, Math.max(0, ...decimals));
  return most === 0 ? '0' : `0.${'0'.repeat(most)}`;
}

/** A text cell: its type keeps a spreadsheet from reading it as anything else. */
function text(
  value: string,
  style: Readonly<Record<string, unknown>> = {},
): { type: StringConstructor; value: string } {
  return { type: String, value: allowedInXml(value), ...style };
}

/** Letters that a column holds: its bold head takes more, and not every program makes a row higher for it. */
function widthOf(head: string, texts: readonly string[], least: number): number {
  return Math.min(60, Math.max(least, 1.15 * head.length + 2, ...texts.map((value) => value.length + 2)));
}
