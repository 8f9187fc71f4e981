import { z } from 'zod';
import type { Viewer } from '@/lib/access/policy';
import { asViewer } from '@/lib/db.server';
import { AppError } from '@/lib/errors';
import { unpackedSize } from '@/lib/tables/workbook/archive';
import { fileKind, isZip } from '@/lib/tables/decode';
import { openFile } from '@/lib/tables/open';
import type { MergedMeaning, Table } from '@/lib/tables/table';
import { readSheets, type ReadSheets } from '@/lib/tables/workbook/workbook';
import type { ChangeOptions } from '../changes.server';
import { readDocument } from '../export/read-document';
import { MOST_COLUMNS } from './choices';

/** Bytes of a piece: what the web server takes of a request at most, with room for its head. */
const LARGEST_PIECE = 1024 * 1024;
const MOST_PIECES = 50;
/** What a workbook may weigh unpacked on the server, where several people read theirs at once. */
const LARGEST_UNPACKED = 256 * 2 ** 20;
const MOST_ROWS = 100_000;
const KEPT_MS = 24 * 3600_000;
/** A file of more pieces is a long one: only one of these is worked on at a time, whoever sent it. */
export const FEW_PIECES = 2;

export const PieceInput = z.object({
  file: z.uuid(),
  place: z.coerce
    .number()
    .int()
    .min(0)
    .max(MOST_PIECES - 1),
  name: z.string().min(1).max(200),
});

type Options = Pick<ChangeOptions, 'database'>;

/** Keeps a piece of a file for its sender alone, for a day at most; the same piece sent again is the same. */
export async function keepPiece(
  viewer: Viewer,
  { file, place, name }: z.infer<typeof PieceInput>,
  bytes: Uint8Array<ArrayBuffer>,
  options: Options = {},
): Promise<void> {
  if (bytes.length === 0 || bytes.length > LARGEST_PIECE) throw new AppError('invalid');
  await asViewer(
    viewer,
    async (tx) => {
      const old = { createdAt: { lt: new Date(Date.now() - KEPT_MS) } };
      await tx.importFile.deleteMany({ where: old });
      await tx.importJob.deleteMany({ where: old });
      await tx.importFile.createMany({ data: { id: file, userId: viewer.id, name }, skipDuplicates: true });
      await tx.importPiece.createMany({ data: { fileId: file, place, bytes }, skipDuplicates: true });
    },
    options,
  );
}

/** Takes a kept file away. */
export async function dropFile(viewer: Viewer, file: string, options: Options = {}): Promise<void> {
  await asViewer(viewer, (tx) => tx.importFile.deleteMany({ where: { id: file } }), options);
}

type Meanings = Readonly<Record<string, MergedMeaning | undefined>>;
export type OpenedSheets =
  | Readonly<{ name: string; tables: readonly Table[]; hidden: readonly Table[]; refused: null }>
  | Readonly<{ tables: null; refused: string }>;

/**
 * Opens a kept file as its tables, one a sheet, and apart those of hidden sheets, or says why it is none. Any bytes give one or the other. `merged` says of a
 * sheet for which rows the value of merged cells holds.
 */
export async function openKept(
  viewer: Viewer,
  file: string,
  merged: Meanings,
  options: Options = {},
): Promise<OpenedSheets> {
  const kept = await asViewer(
    viewer,
    (tx) => tx.importFile.findFirst({ where: { id: file }, include: { pieces: { orderBy: { place: 'asc' } } } }),
    options,
  );
  if (kept === null || kept.pieces.some(({ place }, at) => place !== at)) throw new AppError('not-found');
  const blob = new Blob(kept.pieces.splice(0).map(({ bytes }) => bytes));
  try {
    const opened = await openAny(blob, kept.name, merged);
    if (typeof opened === 'string') return { tables: null, refused: opened };
    const rows = opened.tables.reduce((sum, { view }) => sum + view.size, 0);
    if (rows > MOST_ROWS) return { tables: null, refused: 'too-large' };
    const isWide = opened.tables.some(({ view }) => view.columns.length > MOST_COLUMNS);
    return isWide ? { tables: null, refused: 'too-wide' } : { name: kept.name, ...opened, refused: null };
  } catch {
    // A file that breaks its reader is damaged, whatever the reader says of it; nothing has been written.
    return { tables: null, refused: 'damaged' };
  }
}

async function openAny(blob: Blob, name: string, merged: Meanings): Promise<ReadSheets | string> {
  const head = new Uint8Array(await blob.slice(0, 4).arrayBuffer());
  if (!isZip(head)) {
    const opened = await openFile(blob, name);
    if (opened.table !== null) return { tables: [opened.table], hidden: [] };
    const tables = opened.refused.code === 'json' ? readDocument(await blob.text()) : null;
    return tables === null ? opened.refused.code : tables.length === 0 ? 'no-rows' : { tables, hidden: [] };
  }
  const bytes = new Uint8Array(await blob.arrayBuffer());
  if ((unpackedSize(bytes) ?? 0) > LARGEST_UNPACKED) return 'too-large';
  const kind = fileKind(bytes);
  if (kind !== 'workbook') return kind;
  const read = await readSheets(bytes, (sheet) => {
    const meaning = merged[sheet];
    return meaning === undefined ? {} : { merged: meaning };
  });
  if (typeof read === 'string') return read;
  const tables = read.tables.filter(({ view }) => view.size > 0);
  return tables.length === 0 ? 'no-rows' : { ...read, tables };
}
