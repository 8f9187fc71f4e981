import { z } from 'zod';
import type { Viewer } from '@/lib/access/policy';
import { asViewer } from '@/lib/db.server';
import { AppError } from '@/lib/errors';
import { openFile, type OpenedTable } from '@/lib/tables/open';
import { unpackedSize } from '@/lib/tables/workbook';
import type { ChangeOptions } from '../changes.server';

/** Bytes of a piece: what the web server takes of a request at most, with room for its head. */
const LARGEST_PIECE = 1024 * 1024;
export const MOST_PIECES = 50;
/** What a workbook may weigh unpacked on the server, where several people read theirs at once. */
const LARGEST_UNPACKED = 256 * 2 ** 20;
export const MOST_ROWS = 100_000;
const KEPT_MS = 24 * 3600_000;

export const PieceInput = z.object({
  file: z.uuid(),
  place: z.coerce
    .number()
    .int()
    .min(0)
    .max(MOST_PIECES - 1),
  name: z.string().min(1).max(200),
});

/** Keeps a piece of a file for its sender alone, for a day at most; the same piece sent again is the same. */
export async function keepPiece(
  viewer: Viewer,
  { file, place, name }: z.infer<typeof PieceInput>,
  bytes: Uint8Array<ArrayBuffer>,
  options: Pick<ChangeOptions, 'database'> = {},
): Promise<void> {
  if (bytes.length === 0 || bytes.length > LARGEST_PIECE) throw new AppError('invalid');
  await asViewer(
    viewer,
    async (tx) => {
      await tx.importFile.deleteMany({ where: { createdAt: { lt: new Date(Date.now() - KEPT_MS) } } });
      await tx.importFile.createMany({ data: { id: file, userId: viewer.id, name }, skipDuplicates: true });
      await tx.importPiece.createMany({ data: { fileId: file, place, bytes }, skipDuplicates: true });
    },
    options,
  );
}

/** Takes a kept file away. */
export async function dropFile(
  viewer: Viewer,
  file: string,
  options: Pick<ChangeOptions, 'database'> = {},
): Promise<void> {
  await asViewer(viewer, (tx) => tx.importFile.deleteMany({ where: { id: file } }), options);
}

/** Opens a kept file as a table, or says why it is none. Any bytes give one or the other. */
export async function openKept(
  viewer: Viewer,
  file: string,
  sheet: string | null,
  options: Pick<ChangeOptions, 'database'> = {},
): Promise<{ name: string; opened: OpenedTable }> {
  const kept = await asViewer(
    viewer,
    (tx) => tx.importFile.findFirst({ where: { id: file }, include: { pieces: { orderBy: { place: 'asc' } } } }),
    options,
  );
  if (kept === null || kept.pieces.some(({ place }, at) => place !== at)) throw new AppError('not-found');
  const blob = new Blob(kept.pieces.map(({ bytes }) => bytes));
  return { name: kept.name, opened: await openAny(blob, kept.name, sheet) };
}

async function openAny(blob: Blob, name: string, sheet: string | null): Promise<OpenedTable> {
  const head = new Uint8Array(await blob.slice(0, 4).arrayBuffer());
  const isArchive = head[0] === 0x50 && head[1] === 0x4b;
  const size = isArchive ? unpackedSize(new Uint8Array(await blob.arrayBuffer())) : null;
  if ((size ?? 0) > LARGEST_UNPACKED) return { table: null, refused: { code: 'too-large', file: name } };
  try {
    const opened = await openFile(blob, name, sheet === null ? {} : { sheet });
    if ((opened.table?.view.size ?? 0) > MOST_ROWS) return { table: null, refused: { code: 'too-large', file: name } };
    return opened;
  } catch {
    // A file that breaks its reader is damaged, whatever the reader says of it; nothing has been written.
    return { table: null, refused: { code: 'damaged', file: name } };
  }
}
