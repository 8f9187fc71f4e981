import { stringify } from 'csv-stringify/browser/esm/sync';
import { decodeText, fileKind, type Encoding } from './decode';
import type { TableRefusal } from './open';
import type { FormatChoice } from './read-text';
import type { MergedCells, MergedMeaning, TextRow } from './table';
import { openSheet } from './workbook/workbook';

/**
 * A small file as text that can be shown and corrected; a workbook gives the cells of one of its sheets, none as long as the
 * reader has not said what its merged cells mean.
 */
export type FileText = Readonly<
  | {
      text: string;
      encoding: Encoding | null;
      certain: boolean;
      sheet: string | null;
      sheets: readonly string[];
      /** cells below merged ones, and what the reader says of them */
      merged: MergedCells | null;
      meaning: MergedMeaning | null;
      refused: null;
    }
  | { text: null; refused: TableRefusal }
>;

/** Far more than any list that is read as text; longer tables are analysed from their file. */
const LARGEST_TEXT = 100 * 2 ** 20;

/** Reads a file of any kind as text, or says what it is. */
export async function fileText(
  file: Pick<File, 'name' | 'size' | 'arrayBuffer'>,
  chosen: Pick<FormatChoice, 'sheet' | 'encoding' | 'merged'> = {},
): Promise<FileText> {
  const refuse = (code: TableRefusal['code']): FileText => ({ text: null, refused: { code, file: file.name } });
  if (file.size > LARGEST_TEXT) return refuse('too-large');
  let bytes: Uint8Array;
  try {
    bytes = new Uint8Array(await file.arrayBuffer());
  } catch {
    return refuse('unreadable');
  }
  const kind = fileKind(bytes);
  if (kind === 'text') {
    const { text, encoding, certain } = decodeText(bytes, chosen.encoding ?? null);
    return { text, encoding, certain, sheet: null, sheets: [], merged: null, meaning: null, refused: null };
  }
  if (kind !== 'workbook') return refuse(kind);
  const sheet = await openSheet(bytes, chosen);
  if (typeof sheet === 'string') return refuse(sheet);
  const { name, rows, merged, sheets } = sheet;
  const meaning = chosen.merged ?? null;
  const about = { encoding: null, certain: true, sheet: name, sheets, merged, meaning, refused: null };
  return { ...about, text: merged !== null && meaning === null ? '' : sheetText(rows) };
}

/** The cells of a sheet in lines, delimited by tabs. */
function sheetText(rows: readonly TextRow[]): string {
  // Rows keep their places, so that faults are named by the row of the sheet.
  const lines: (readonly string[])[] = [];
  for (const { line, cells } of rows) {
    while (lines.length < line - 1) lines.push(['']);
    lines.push(cells);
  }
  return stringify(
    lines.map((cells) => [...cells]),
    { delimiter: '\t' },
  );
}
