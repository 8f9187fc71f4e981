import { fileKind, type FileKind } from './decode';
import { isTooWide, readTable, readTextFile, TOO_WIDE, type FormatChoice, type OnProgress } from './read-text';
import type { Table } from './table';
import { readWorkbook, type WorkbookRefusal } from './workbook/workbook';

/** Why a file is no table that can be read; `file` is its name. */
export type TableRefusal = Readonly<{
  code: Exclude<FileKind, 'text' | 'workbook'> | WorkbookRefusal | 'json' | 'no-rows' | 'too-wide' | 'unreadable';
  file: string;
}>;
export type OpenedTable = Readonly<{ table: Table; refused: null } | { table: null; refused: TableRefusal }>;

/** A text as it was pasted, or a file. */
export type TableSource = Readonly<{ kind: 'text'; text: string } | { kind: 'file'; file: File }>;

/** Above this the table itself may need more memory than a browser has. */
const LARGEST_FILE = 400 * 2 ** 20;
/** How much of a file tells what it is. */
const HEAD = 2 ** 16;

/** Opens any table, or says what the file is. */
export async function openTable(
  source: TableSource,
  chosen: FormatChoice,
  onProgress?: OnProgress,
): Promise<OpenedTable> {
  if (source.kind === 'file') return openFile(source.file, source.file.name, chosen, onProgress);
  return isTooWide(source.text, chosen)
    ? refuse('too-wide', '')
    : checked(readTable(source.text, chosen, onProgress), '');
}

/** Opens a file of that name, whatever it is. */
export async function openFile(
  file: Blob,
  name: string,
  chosen: FormatChoice = {},
  onProgress?: OnProgress,
): Promise<OpenedTable> {
  if (file.size > LARGEST_FILE) return refuse('too-large', name);
  try {
    const head = new Uint8Array(await file.slice(0, HEAD).arrayBuffer());
    if (fileKind(head) !== 'text')
      return await openBytes(new Uint8Array(await file.arrayBuffer()), name, chosen, onProgress);
    if (/^\s*(\{|\[\s*[{[\]])/u.test(new TextDecoder().decode(head.subarray(0, 64)))) return refuse('json', name);
    return checked(await readTextFile(file, chosen, onProgress), name);
  } catch (error) {
    if (error === TOO_WIDE) return refuse('too-wide', name);
    // What the browser says of a file that was moved or changed meanwhile.
    if (error instanceof DOMException) return refuse('unreadable', name);
    // What it says of more text or more different cells than it can hold.
    if (error instanceof RangeError) return refuse('too-large', name);
    throw error;
  }
}

/** What is no text by its first bytes is looked at as a whole. */
async function openBytes(
  bytes: Uint8Array,
  name: string,
  chosen: FormatChoice,
  onProgress: OnProgress | undefined,
): Promise<OpenedTable> {
  const kind = fileKind(bytes);
  if (kind === 'text') return refuse('binary', name);
  if (kind !== 'workbook') return refuse(kind, name);
  const read = await readWorkbook(bytes, chosen, onProgress);
  return typeof read === 'string' ? refuse(read, name) : checked(read, name);
}

function checked(table: Table, name: string): OpenedTable {
  return table.view.size === 0 ? refuse('no-rows', name) : { table, refused: null };
}

function refuse(code: TableRefusal['code'], file: string): OpenedTable {
  return { table: null, refused: { code, file } };
}
