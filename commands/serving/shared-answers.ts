import { createHash, randomUUID } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { fileBody, textBody } from './body';
import { KEEP_MS, type Kept, type SharedAnswers } from './kept';

type Options = Readonly<{
  /** the folder, which only programs that say the same under the same address may share */
  folder: string;
  /** what of the program an answer depends on besides the evidence: its build, its public address */
  program: readonly string[];
  mostBytes?: number;
}>;

const MOST_BYTES = 256 * 1024 * 1024;
/** The folder is looked through after so much was written. */
const LOOK_AFTER = 1 / 8;
const Head = z.object({
  key: z.string(),
  etag: z.string(),
  headers: z.record(z.string(), z.string()),
  isText: z.boolean(),
  sha256: z.string(),
});

/**
 * Answers in files, one each, named by version, program and address: written beside and then renamed, so that none is read
 * half; and read only where length and hash say that it is whole. The oldest go first.
 */
export function shareInFiles({ folder, program, mostBytes = MOST_BYTES }: Options): SharedAnswers {
  let written = mostBytes;
  const place = (version: string, key: string): string =>
    path.join(folder, hashOf([version, key, ...program].join('\n')));
  const bound = async (): Promise<void> => {
    written = 0;
    await removeOldest(folder, mostBytes);
  };
  return {
    find: async (version, key) => {
      try {
        const file = place(version, key);
        if (Date.now() - (await stat(file)).mtimeMs > KEEP_MS) return null;
        return fromFile(await readFile(file), key);
      } catch {
        return null;
      }
    },
    keep: async (version, key, kept) => {
      try {
        const file = place(version, key);
        const content = toFile(kept, key);
        const beside = `${file}.${randomUUID()}.part`;
        await writeFile(beside, content, { mode: 0o600 }).catch(async () => {
          // The folder is made for the first of them, and again where somebody has emptied the disk meanwhile.
          await mkdir(folder, { recursive: true, mode: 0o700 });
          await writeFile(beside, content, { mode: 0o600 });
        });
        await rename(beside, file);
        written += content.length;
        if (written > mostBytes * LOOK_AFTER) await bound();
      } catch {
        // A full disk or a folder that is not there costs the sharing, not the answer.
      }
    },
  };
}

function toFile({ body, etag, headers }: Kept, key: string): Buffer {
  const head = { key, etag, headers, isText: body.packed !== null, sha256: hashOf(body.identity) };
  return Buffer.concat([Buffer.from(`${JSON.stringify(head)}\n`), body.identity]);
}

function fromFile(content: Buffer, key: string): Kept | null {
  const end = content.indexOf('\n');
  const head = Head.parse(JSON.parse(content.subarray(0, end).toString()));
  const identity = content.subarray(end + 1);
  if (head.key !== key || head.sha256 !== hashOf(identity)) return null;
  return { body: head.isText ? textBody(identity) : fileBody(identity), etag: head.etag, headers: head.headers };
}

/** Files until the rest is within the limit, and those that nobody may read any more. Two programs may do so at once. */
async function removeOldest(folder: string, mostBytes: number): Promise<void> {
  const files = await Promise.all(
    (await readdir(folder)).map(async (name) => {
      const file = path.join(folder, name);
      const found = await stat(file).catch(() => null);
      return found === null ? [] : [{ file, at: found.mtimeMs, bytes: found.size }];
    }),
  );
  let bytes = 0;
  for (const { file, at, bytes: own } of files.flat().sort((a, b) => b.at - a.at)) {
    bytes += own;
    if (bytes > mostBytes || Date.now() - at > KEEP_MS) await rm(file, { force: true });
  }
}

function hashOf(content: string | Buffer): string {
  return createHash('sha256').update(content).digest('hex');
}
