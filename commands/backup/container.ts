import { randomBytes } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip, createGzip } from 'node:zlib';
import { z } from 'zod';
import { StartError } from '../setup/start-error';
import { byteReader, type ByteReader } from './byte-reader';
import { damaged, sealer, type Encryption, type Sealer } from './sealer';

const MAGIC = 'INFANT-ALL-REGISTRY-BACKUP\n';
/** Raised when a program that reads only this format could no longer read the file. */
export const FORMAT = 1;
const CHUNK_BYTES = 1 << 20;
const MOST_HEADER_BYTES = 1 << 20;
/** Compressed data may grow a little; nothing honest is longer. */
const MOST_CHUNK_BYTES = 2 * CHUNK_BYTES;
const MOST_RECORD_BYTES = 64 << 20;
const LAST = 0x8000_0000;

const Sealing = z.object({ cipher: z.literal('aes-256-gcm'), salt: z.string(), nonce: z.string() });
const Header = z.object({
  format: z.int().min(1),
  created: z.iso.datetime(),
  /** The migrations of the database, in their order. */
  schema: z.array(z.string()),
  encryption: Sealing.nullable(),
});
export type Header = z.infer<typeof Header>;

/** One table's columns, a part of its rows as PostgreSQL's COPY writes them (text), its end, or what closes the whole. */
export type BackupRecord =
  | Readonly<{ kind: 'table'; table: string; columns: readonly string[] }>
  | Readonly<{ kind: 'rows'; data: Buffer }>
  | Readonly<{ kind: 'end'; rows: number }>
  | Readonly<{ kind: 'trailer'; trailer: Trailer }>;

export const Trailer = z.object({
  tables: z.array(z.object({ name: z.string(), rows: z.int().min(0) })),
  sequences: z.array(z.object({ name: z.string(), last: z.string(), called: z.boolean() })),
  /** The last link of the audit's chain; null: the audit is empty. */
  auditHead: z.object({ position: z.string(), hash: z.string() }).nullable(),
});
export type Trailer = z.infer<typeof Trailer>;

const KIND = { table: 1, rows: 2, end: 3, trailer: 4 } as const;
const Table = z.object({ table: z.string(), columns: z.array(z.string()) });
const End = z.object({ rows: z.int().min(0) });

/**
 * Writes records into one file: a header that anybody can read, then the compressed records in chunks, each of which is
 * sealed over its place, its content and whether it is the last: encrypted with AES-256-GCM where there is a key, else with
 * SHA-256 over all chunks up to it. The file is for its owner alone and must not exist yet.
 */
export async function writeContainer(
  file: string,
  { schema, key }: Readonly<{ schema: readonly string[]; key: string | null }>,
  records: AsyncIterable<BackupRecord>,
): Promise<void> {
  const [salt, nonce] = [randomBytes(16).toString('base64'), randomBytes(7).toString('base64')];
  const encryption: Encryption = key === null ? null : { cipher: 'aes-256-gcm', salt, nonce };
  const header: Header = { format: FORMAT, created: new Date().toISOString(), schema: [...schema], encryption };
  const top = Buffer.from(`${MAGIC}${JSON.stringify(header)}\n`);
  await pipeline(
    Readable.from(framed(records)),
    createGzip(),
    (source: AsyncIterable<Buffer>) => sealed(source, top, sealer(header.encryption, key, top)),
    createWriteStream(file, { flags: 'wx', mode: 0o600 }),
  );
}

/** Reads a file of `writeContainer`; throws StartError where anything in it is not as it was written. */
export async function readContainer<Result>(
  file: string,
  key: string | null,
  work: (header: Header, records: AsyncGenerator<BackupRecord>) => Promise<Result>,
): Promise<Result> {
  const source = createReadStream(file, { highWaterMark: CHUNK_BYTES });
  const bytes = byteReader(source);
  const gunzip = createGunzip();
  try {
    const { header, top } = await readHeader(bytes);
    if (header.encryption !== null && key === null)
      throw new StartError(
        'The backup is encrypted.',
        'Set BACKUP_KEY, or BACKUP_KEY_FILE, to the key it was made with.',
      );
    const opened = pipeline(Readable.from(unsealed(bytes, sealer(header.encryption, key, top))), gunzip);
    // Where the work stops early, what it threw is what is said.
    opened.catch(() => undefined);
    const result = await work(header, unframed(byteReader(gunzip)));
    await opened;
    return result;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code?.startsWith('Z_') === true) throw damaged('it cannot be unpacked');
    throw error;
  } finally {
    source.destroy();
    gunzip.destroy();
  }
}

/** The header of a backup, which needs no key. */
export async function readHeaderOf(file: string): Promise<Header> {
  if ((await stat(file).catch(() => null))?.isFile() !== true)
    throw new StartError(`There is no file ${file}.`, 'Name a file that npm run backup has written.');
  const source = createReadStream(file);
  try {
    return (await readHeader(byteReader(source))).header;
  } finally {
    source.destroy();
  }
}

async function readHeader(bytes: ByteReader): Promise<{ header: Header; top: Buffer }> {
  const magic = await bytes.take(MAGIC.length);
  if (magic?.toString('latin1') !== MAGIC)
    throw new StartError('This is no backup of the registry.', 'Name a file that npm run backup has written.');
  const line = await bytes.line(MOST_HEADER_BYTES);
  const text = line === null ? null : line.toString('utf8');
  const json = text === null ? null : parsed(text);
  const format = z.object({ format: z.number() }).safeParse(json).data?.format;
  if (format !== undefined && format > FORMAT)
    throw new StartError(
      `The backup is of format ${format}; this program knows formats up to ${FORMAT}.`,
      'Restore it with the version of the program that wrote it, or a newer one.',
    );
  const header = Header.safeParse(json);
  if (!header.success || text === null) throw damaged('its first lines cannot be read');
  return { header: header.data, top: Buffer.from(`${MAGIC}${text}\n`) };
}

async function* sealed(source: AsyncIterable<Buffer>, top: Buffer, { seal }: Sealer): AsyncGenerator<Buffer> {
  yield top;
  const chunk = (content: Buffer, last: boolean): Buffer => {
    const [stored, tag] = seal(content, last);
    const length = Buffer.alloc(4);
    length.writeUInt32BE((stored.length | (last ? LAST : 0)) >>> 0);
    return Buffer.concat([length, stored, tag]);
  };
  let waiting: Buffer[] = [];
  let size = 0;
  for await (const part of source) {
    waiting.push(part);
    size += part.length;
    if (size < CHUNK_BYTES) continue;
    yield chunk(Buffer.concat(waiting), false);
    [waiting, size] = [[], 0];
  }
  yield chunk(Buffer.concat(waiting), true);
}

async function* unsealed(bytes: ByteReader, { sealBytes, open }: Sealer): AsyncGenerator<Buffer> {
  for (let first = true; ; first = false) {
    const head = await bytes.take(4);
    if (head === null) throw damaged('it ends too early');
    const word = head.readUInt32BE();
    const [last, length] = [word >= LAST, word % LAST];
    if (length > MOST_CHUNK_BYTES) throw damaged('a part of it has an impossible length');
    const stored = await bytes.take(length);
    const seal = await bytes.take(sealBytes);
    if (stored === null || seal === null) throw damaged('it ends too early');
    const content = open(stored, seal, last);
    if (content === null && first && sealBytes === 16)
      throw new StartError(
        'The key does not open this backup, or the backup is damaged at its beginning.',
        'Nothing was written. Set BACKUP_KEY, or BACKUP_KEY_FILE, to the key it was made with.',
      );
    if (content === null) throw damaged('a part of it is not what was written');
    yield content;
    if (!last) continue;
    if ((await bytes.take(1)) !== null) throw damaged('something follows its end');
    return;
  }
}

async function* framed(records: AsyncIterable<BackupRecord>): AsyncGenerator<Buffer> {
  for await (const record of records) {
    const body = record.kind === 'rows' ? record.data : Buffer.from(JSON.stringify(bodyOf(record)));
    const head = Buffer.alloc(5);
    head.writeUInt8(KIND[record.kind]);
    head.writeUInt32BE(body.length, 1);
    yield Buffer.concat([head, body]);
  }
}

function bodyOf(record: Exclude<BackupRecord, { kind: 'rows' }>): object {
  if (record.kind === 'trailer') return record.trailer;
  const { kind: _kind, ...body } = record;
  return body;
}

async function* unframed(bytes: ByteReader): AsyncGenerator<BackupRecord> {
  for (;;) {
    const head = await bytes.take(5);
    if (head === null) return;
    const [kind, length] = [head.readUInt8(), head.readUInt32BE(1)];
    if (length > MOST_RECORD_BYTES) throw damaged('a record has an impossible length');
    const body = await bytes.take(length);
    if (body === null) throw damaged('a record is not whole');
    const record =
      kind === KIND.rows ? ({ kind: 'rows', data: body } as const) : recordOf(kind, parsed(body.toString()));
    if (record === null) throw damaged('a record cannot be read');
    yield record;
  }
}

function recordOf(kind: number, json: unknown): BackupRecord | null {
  const [table, end, trailer] = [Table.safeParse(json), End.safeParse(json), Trailer.safeParse(json)];
  if (kind === KIND.table && table.success) return { kind: 'table', ...table.data };
  if (kind === KIND.end && end.success) return { kind: 'end', ...end.data };
  return kind === KIND.trailer && trailer.success ? { kind: 'trailer', trailer: trailer.data } : null;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
