import { stringify } from 'csv-stringify/browser/esm/sync';
import { decodeText, fileKind, type Encoding } from './decode';
import type { TableRefusal } from './open';
import { workbookSheets } from './workbook';

/** A small file as text that can be shown and corrected; a workbook gives the cells of one of its sheets. */
export type FileText = Readonly<
  | {
      text: string;
      encoding: Encoding | null;
      certain: boolean;
      sheet: string | null;
      sheets: readonly string[];
      refused: null;
    }
  | { text: null; refused: TableRefusal }
>;

/** Far more than any list that is read as text; longer tables are analysed from their file. */
const LARGEST_TEXT = 100 * 2 ** 20;

/** Reads a file of any kind as text, or says what it is. */
export async function fileText(
  file: Pick<File, 'name' | 'size' | 'arrayBuffer'>,
  chosen: Readonly<{ sheet?: string; encoding?: Encoding }> = {},
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
    return { text, encoding, certain, sheet: null, sheets: [], refused: null };
  }
  if (kind !== 'workbook') return refuse(kind);
  const sheets = await workbookSheets(bytes);
  if (typeof sheets === 'string') return refuse(sheets);
  const sheet = sheets.find(({ name }) => name === chosen.sheet) ?? sheets[0];
  if (sheet === undefined) return refuse('empty-workbook');
  // Rows keep their places, so that faults are named by the row of the sheet.
  const lines: (readonly string[])[] = [];
  for (const { line, cells } of sheet.rows) {
    while (lines.length < line - 1) lines.push(['']);
    lines.push(cells);
  }
  const text = stringify(
    lines.map((cells) => [...cells]),
    { delimiter: '\t' },
  );
  return {
    text,
    encoding: null,
    certain: true,
    sheet: sheet.name,
    sheets: sheets.map(({ name }) => name),
    refused: null,
  };
}
