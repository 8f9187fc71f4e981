import { isAsLongAsSaid, unpackedSize } from './archive';
import { findHeader, type Header } from '../header';
import { hiddenNotes } from './hidden-cells';
import { fillMerged, mergedRanges } from './merged-cells';
import { rowCollector, type FormatChoice, type OnProgress } from '../read-text';
import type { MergedCells, Table, TableNote, TextRow } from '../table';
import { SAMPLE } from '../text-format';
import { formulaNotes, workbookParts, type WorkbookParts } from './parts';
import { cellForms, shownCells } from './shown-cells';

/** What a workbook may weigh when it is unpacked: far more than a million rows need, far less than a browser has. */
const LARGEST_UNPACKED = 2 ** 30;
/** Cells of a sheet with the empty ones between them: a hundred thousand rows of three hundred columns. */
const MOST_CELLS = 2 ** 25;
const TOP_ROWS = 12;

/** Why a workbook cannot be read. */
export type WorkbookRefusal = 'too-large' | 'damaged' | 'empty-workbook';

/**
 * Reads a sheet of a workbook: real dates become ISO dates, numbers keep all digits, and cells are as their reader sees them.
 * Without a choice the first sheet that holds anything. The size is looked at before anything is unpacked, and whether it is the true one before anything is kept.
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

/** Every sheet of a workbook that holds anything; `hidden` are those that its reader does not see. */
export type ReadSheets = Readonly<{ tables: readonly Table[]; hidden: readonly Table[] }>;

/** Reads every sheet of a workbook that holds anything, each as `chosen` says of it. */
export async function readSheets(
  bytes: Uint8Array,
  chosen: (sheet: string) => FormatChoice,
): Promise<ReadSheets | WorkbookRefusal> {
  const opened = await workbookSheets(bytes);
  if (typeof opened === 'string') return opened;
  const { sheets, parts } = opened;
  const names = visibleNames(opened);
  if (names.length === 0) return 'empty-workbook';
  const read: Table[] = [];
  for (let sheet = sheets.shift(); sheet !== undefined; sheet = sheets.shift()) {
    const shown = await asShown(parts, sheet);
    read.push(sheetTable(await findNames(parts, shown, names, chosen(sheet.name)), chosen(sheet.name)));
  }
  const isHidden = ({ view }: Table): boolean => !names.includes(view.format.sheet ?? '');
  return { tables: read.filter((table) => !isHidden(table)), hidden: read.filter(isHidden) };
}

/**
 * Cells as their reader sees them: a percentage with its sign, a month without a day, an error by its name, a formula that was
 * never computed as a formula.
 */
async function asShown(
  { content, styles, date1904 }: WorkbookParts,
  { name, rows }: Sheet,
  isValue: (text: string) => boolean = () => true,
): Promise<Sheet> {
  const shown = shownCells(await content(name), cellForms(styles), date1904);
  if (shown.size === 0) return { name, rows };
  const ofLine = new Map<number, [column: number, text: string][]>();
  for (const [place, text] of shown) {
    if (!isValue(text)) continue;
    const [line = 0, column = 0] = place.split(':').map(Number);
    ofLine.set(line, [...(ofLine.get(line) ?? []), [column, text]]);
  }
  const known = new Set(rows.map(({ line }) => line));
  const others = [...ofLine.keys()].filter((line) => !known.has(line)).map((line) => ({ line, cells: [] }));
  const all = others.length === 0 ? rows : [...rows, ...others].sort((a, b) => a.line - b.line);
  return { name, rows: all.map((row) => withCells(row, ofLine.get(row.line))) };
}

function withCells(row: TextRow, shown: readonly (readonly [column: number, text: string])[] | undefined): TextRow {
  if (shown === undefined) return row;
  const cells = [...row.cells];
  for (const [column, text] of shown) {
    while (cells.length <= column) cells.push('');
    cells[column] = text;
  }
  return { line: row.line, cells };
}

function sheetTable({ name, rows, header, merged, sheets, notes }: OpenedSheet, chosen: FormatChoice): Table {
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
    notes: [...notes, ...collector.notes(0)],
  });
}

/** A sheet with its names found; `merged` are cells below merged ones, filled where the reader has said so. */
export type OpenedSheet = Readonly<{
  name: string;
  rows: readonly TextRow[];
  header: Header;
  merged: MergedCells | null;
  sheets: readonly string[];
  /** what the workbook and the sheet hold that is not read */
  notes: readonly TableNote[];
}>;

/** Opens the chosen sheet, or the first one that holds anything; one that is hidden is not read. */
export async function openSheet(bytes: Uint8Array, chosen: FormatChoice): Promise<OpenedSheet | WorkbookRefusal> {
  const opened = await workbookSheets(bytes);
  if (typeof opened === 'string') return opened;
  const names = visibleNames(opened);
  const name = names.find((one) => one === chosen.sheet) ?? names[0];
  const sheet = opened.sheets.find((one) => one.name === name);
  if (sheet === undefined) return 'empty-workbook';
  // What was never computed is said in the notes, and is no value.
  return findNames(opened.parts, await asShown(opened.parts, sheet, (text) => !text.startsWith('=')), names, chosen);
}

async function findNames(
  parts: WorkbookParts,
  sheet: Sheet,
  sheets: readonly string[],
  chosen: FormatChoice,
): Promise<OpenedSheet> {
  const header = findHeader(sheet.rows.slice(0, SAMPLE), [], chosen, true);
  const content = await parts.content(sheet.name);
  const filled = fillMerged(sheet.rows, mergedRanges(content), header.lines.at(-1) ?? 0);
  return {
    name: sheet.name,
    rows: chosen.merged === 'each-row' ? filled.rows : sheet.rows,
    header,
    merged: filled.merged,
    sheets,
    notes: [...parts.notes, ...formulaNotes(content), ...hiddenNotes(content, sheet.rows)],
  };
}

type Sheet = Readonly<{ name: string; rows: readonly TextRow[] }>;
type Sheets = Readonly<{ sheets: Sheet[]; parts: WorkbookParts }>;

function visibleNames({ sheets, parts }: Sheets): string[] {
  return sheets.map(({ name }) => name).filter((name) => !parts.hidden.includes(name));
}

/** The sheets of a workbook that hold anything, and its other parts. The reader comes when a workbook is opened; it throws for what is none. */
async function workbookSheets(bytes: Uint8Array): Promise<Sheets | WorkbookRefusal> {
  const size = unpackedSize(bytes);
  if (size === null) return 'damaged';
  if (size > LARGEST_UNPACKED) return 'too-large';
  if (!(await isAsLongAsSaid(bytes))) return 'damaged';
  const { default: readXlsx } = await import('read-excel-file/universal');
  try {
    const parts = await workbookParts(bytes);
    if (parts.cells > MOST_CELLS) return 'too-large';
    const read = await readXlsx(new Blob([Uint8Array.from(bytes)]));
    const sheets = read.map(({ sheet, data }) => ({
      name: sheet,
      rows: data
        .map((row, i) => ({ line: i + 1, cells: row.map(cellText) }))
        .filter(({ cells }) => cells.some((cell) => cell.trim() !== '')),
    }));
    return { sheets: sheets.filter(({ rows }) => rows.length > 0), parts };
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
