import { findHeader, type Header } from './header';
import { fillMerged, mergedRanges } from './merged-cells';
import { rowCollector, type FormatChoice, type OnProgress } from './read-text';
import type { MergedCells, Table, TextRow } from './table';
import { SAMPLE } from './text-format';

/** What a workbook may weigh when it is unpacked: far more than a million rows need, far less than a browser has. */
const LARGEST_UNPACKED = 2 ** 30;
const TOP_ROWS = 12;

/** Why a workbook cannot be read. */
export type WorkbookRefusal = 'too-large' | 'damaged' | 'empty-workbook';

/**
 * Reads a sheet of a workbook: real dates become ISO dates, numbers keep all digits. Without a choice the first sheet that
 * holds anything. The size is looked at before anything is unpacked.
 */
export async function readWorkbook(
  bytes: Uint8Array,
  chosen: FormatChoice,
  onProgress?: OnProgress,
): Promise<Table | WorkbookRefusal> {
  onProgress?.(0, 1);
  const opened = await openSheet(bytes, chosen);
  return typeof opened === 'string' ? opened : sheetTable(opened, chosen);
}

/** Reads every sheet of a workbook that holds anything, each as `chosen` says of it. */
export async function readSheets(
  bytes: Uint8Array,
  chosen: (sheet: string) => FormatChoice,
): Promise<Table[] | WorkbookRefusal> {
  const sheets = await workbookSheets(bytes);
  if (typeof sheets === 'string') return sheets;
  if (sheets.length === 0) return 'empty-workbook';
  const names = sheets.map(({ name }) => name);
  const tables: Table[] = [];
  for (let sheet = sheets.shift(); sheet !== undefined; sheet = sheets.shift())
    tables.push(sheetTable(await findNames(bytes, sheet, names, chosen(sheet.name)), chosen(sheet.name)));
  return tables;
}

function sheetTable({ name, rows, header, merged, sheets }: OpenedSheet, chosen: FormatChoice): Table {
  const collector = rowCollector(header);
  for (const { line, cells } of rows) collector.add(line, cells);
  return collector.builder.finish({
    format: {
      encoding: null,
      delimiter: null,
      sheet: name,
      header: header.lines.at(-1) ?? null,
      rowNames: header.rowNames,
      merged: chosen.merged ?? null,
    },
    top: rows.slice(0, TOP_ROWS),
    sheets,
    merged,
    notes: collector.notes(0),
  });
}

/** A sheet with its names found; `merged` are cells below merged ones, filled where the reader has said so. */
export type OpenedSheet = Readonly<{
  name: string;
  rows: readonly TextRow[];
  header: Header;
  merged: MergedCells | null;
  sheets: readonly string[];
}>;

/** Opens the chosen sheet, or the first one that holds anything. */
export async function openSheet(bytes: Uint8Array, chosen: FormatChoice): Promise<OpenedSheet | WorkbookRefusal> {
  const sheets = await workbookSheets(bytes);
  if (typeof sheets === 'string') return sheets;
  const sheet = sheets.find(({ name }) => name === chosen.sheet) ?? sheets[0];
  if (sheet === undefined) return 'empty-workbook';
  return findNames(
    bytes,
    sheet,
    sheets.map(({ name }) => name),
    chosen,
  );
}

async function findNames(
  bytes: Uint8Array,
  sheet: Sheet,
  sheets: readonly string[],
  chosen: FormatChoice,
): Promise<OpenedSheet> {
  const header = findHeader(sheet.rows.slice(0, SAMPLE), [], chosen, true);
  const filled = fillMerged(sheet.rows, await mergedRanges(bytes, sheet.name), header.lines.at(-1) ?? 0);
  return {
    name: sheet.name,
    rows: chosen.merged === 'each-row' ? filled.rows : sheet.rows,
    header,
    merged: filled.merged,
    sheets,
  };
}

type Sheet = Readonly<{ name: string; rows: readonly TextRow[] }>;

/** The sheets of a workbook that hold anything. The reader comes when a workbook is opened; it throws for what is none. */
async function workbookSheets(bytes: Uint8Array): Promise<Sheet[] | WorkbookRefusal> {
  const size = unpackedSize(bytes);
  if (size === null) return 'damaged';
  if (size > LARGEST_UNPACKED) return 'too-large';
  const { default: readXlsx } = await import('read-excel-file/universal');
  try {
    const read = await readXlsx(new Blob([Uint8Array.from(bytes)]));
    const sheets = read.map(({ sheet, data }) => ({
      name: sheet,
      rows: data
        .map((row, i) => ({ line: i + 1, cells: row.map(cellText) }))
        .filter(({ cells }) => cells.some((cell) => cell.trim() !== '')),
    }));
    return sheets.filter(({ rows }) => rows.length > 0);
  } catch {
    return 'damaged';
  }
}

/** A typed cell as text that cannot be read in two ways: `1.125` gets a fourth digit, so that its point is no thousands. */
function cellText(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? '' : value.toISOString().slice(0, 10);
  if (typeof value === 'number') return /^-?[1-9]\d{0,2}\.\d{3}$/u.test(String(value)) ? `${value}0` : String(value);
  if (typeof value === 'boolean') return value ? 'TRUE' : 'FALSE';
  return typeof value === 'string' ? value : '';
}

const END_OF_DIRECTORY = 0x06054b50;
const DIRECTORY_ENTRY = 0x02014b50;
/** The end record has 22 bytes and a comment of at most 65,535. */
const END_SIZE = 22;
const MOST_COMMENT = 2 ** 16;

/** What the members of a zip archive weigh unpacked, by its directory; null where there is none. */
export function unpackedSize(bytes: Uint8Array): number | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let end = bytes.length - END_SIZE;
  const first = Math.max(0, end - MOST_COMMENT);
  while (end >= first && view.getUint32(end, true) !== END_OF_DIRECTORY) end -= 1;
  if (end < first) return null;
  const count = view.getUint16(end + 10, true);
  let at = view.getUint32(end + 16, true);
  let size = 0;
  for (let i = 0; i < count; i += 1) {
    if (at + 46 > bytes.length || view.getUint32(at, true) !== DIRECTORY_ENTRY) return null;
    size += view.getUint32(at + 24, true);
    at += 46 + view.getUint16(at + 28, true) + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
  }
  return size;
}
