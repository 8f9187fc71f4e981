import { fileKind, type FileKind } from './decode';
import { readTable, readTextFile, type FormatChoice, type OnProgress } from './read-text';
import type { Table } from './table';
import { readWorkbook, type WorkbookRefusal } from './workbook';

/** Why a file is no table that can be read; `file` is its name. */
export type TableRefusal = Readonly<{
  code: Exclude<FileKind, 'text' | 'workbook'> | WorkbookRefusal | 'json' | 'no-rows' | 'unreadable';
  file: string;
}>;
export type OpenedTable = Readonly<{ table: Table; refused: null } | { table: null; refused: TableRefusal }>;

/** A text as it was pasted, or a file. */
export type TableSource = Readonly<{ kind: 'text'; text: string } | { kind: 'file'; file: File }>;

/** Above this the browser has no single text for it. */
const LARGEST_FILE = 400 * 2 ** 20;

/** Opens any table, or says what the file is. */
export async function openTable(
  source: TableSource,
  chosen: FormatChoice,
  onProgress?: OnProgress,
): Promise<OpenedTable> {
  if (source.kind === 'text') return checked(readTable(source.text, chosen, onProgress), '');
  const { name, size } = source.file;
  if (size > LARGEST_FILE) return refuse('too-large', name);
  let bytes: Uint8Array;
  try {
    bytes = new Uint8Array(await source.file.arrayBuffer());
  } catch {
    return refuse('unreadable', name);
  }
  return openBytes(bytes, name, chosen, onProgress);
}

/** Opens the bytes of a file of that name. */
export async function openBytes(
  bytes: Uint8Array,
  name: string,
  chosen: FormatChoice = {},
  onProgress?: OnProgress,
): Promise<OpenedTable> {
  const kind = fileKind(bytes);
  if (kind === 'workbook') {
    const read = await readWorkbook(bytes, chosen, onProgress);
    return typeof read === 'string' ? refuse(read, name) : checked(read, name);
  }
  if (kind !== 'text') return refuse(kind, name);
  const head = new TextDecoder().decode(bytes.subarray(0, 64));
  if (/^\s*(\{|\[\s*[{[\]])/u.test(head)) return refuse('json', name);
  return checked(readTextFile(bytes, chosen, onProgress), name);
}

function checked(table: Table, name: string): OpenedTable {
  return table.view.size === 0 ? refuse('no-rows', name) : { table, refused: null };
}

function refuse(code: TableRefusal['code'], file: string): OpenedTable {
  return { table: null, refused: { code, file } };
}
