import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createHash, randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readBackupKey } from './backup-key';
import { readContainer, readHeaderOf, writeContainer, type BackupRecord } from './container';

const KEY = 'a key that is long enough';
let folder: string;
beforeAll(async () => void (folder = await mkdtemp(path.join(tmpdir(), 'registry-container-'))));
afterAll(() => rm(folder, { recursive: true, force: true }));

// More than one chunk: random bytes are not made shorter by compression.
const RECORDS: readonly BackupRecord[] = [
  { kind: 'table', table: 'patient', columns: ['id', 'имя'] },
  { kind: 'rows', data: randomBytes(3_000_000) },
  { kind: 'rows', data: Buffer.from('1\tребёнок\\n\n') },
  { kind: 'end', rows: 1 },
  { kind: 'trailer', trailer: { tables: [{ name: 'patient', rows: 1 }], sequences: [], auditHead: null } },
];

/** A record as short text: megabytes are compared by their digest. */
function textOf(record: BackupRecord): string {
  return record.kind === 'rows' ? createHash('sha256').update(record.data).digest('hex') : JSON.stringify(record);
}

async function* all(): AsyncGenerator<BackupRecord> {
  for (const record of RECORDS) yield await Promise.resolve(record);
}
async function read(file: string, key: string | null): Promise<BackupRecord[]> {
  return readContainer(file, key, async (_header, records) => {
    const found: BackupRecord[] = [];
    for await (const record of records) found.push(record);
    return found;
  });
}

describe.each([
  ['encrypted', KEY],
  ['not encrypted', null],
])('%s', (name, key) => {
  const file = (): string => path.join(folder, `${name}.backup`);
  beforeAll(() => writeContainer(file(), { schema: ['one'], key }, all()));

  test('is read back as it was written, and is for its owner alone', async () => {
    expect((await read(file(), key)).map(textOf)).toEqual(RECORDS.map(textOf));
    await expect(writeContainer(file(), { schema: [], key }, all())).rejects.toThrow(/EEXIST/u);
  });

  test('nothing of it can be changed, left out or added unseen', async () => {
    const whole = await readFile(file());
    const places = [0, 30, 60, 200, 260, 500_000, 1_100_000, 2_500_000, whole.length - 40, whole.length - 1];
    const broken = path.join(folder, 'broken.backup');
    for (const place of places) {
      const changed = Buffer.from(whole);
      changed[place] = (changed[place] ?? 0) ^ 1;
      await writeFile(broken, changed);
      await expect(read(broken, key), `byte ${place}`).rejects.toMatchObject({ name: 'StartError' });
      await writeFile(broken, whole.subarray(0, place));
      await expect(read(broken, key), `cut at ${place}`).rejects.toMatchObject({ name: 'StartError' });
    }
    await writeFile(broken, Buffer.concat([whole, Buffer.from('x')]));
    await expect(read(broken, key)).rejects.toThrow(/something follows its end/u);
  });
});

test('an encrypted backup holds no text in the clear and opens with its key alone', async () => {
  const file = path.join(folder, 'encrypted.backup');
  expect((await readFile(file)).includes('patient')).toBe(false);
  await expect(read(file, null)).rejects.toThrow(/is encrypted/u);
  await expect(read(file, `${KEY}!`)).rejects.toThrow(/key does not open/u);
});

test.each([
  ['nothing', '', /no backup of the registry/u],
  ['something else', 'PK\u0003\u0004 a workbook'.repeat(40), /no backup of the registry/u],
  [
    'a newer format',
    'INFANT-ALL-REGISTRY-BACKUP\n{"format":2,"other":true}\n',
    /of format 2; this program knows formats up to 1/u,
  ],
  ['a header that is none', 'INFANT-ALL-REGISTRY-BACKUP\n{"format":\n', /damaged/u],
  ['a header without end', `INFANT-ALL-REGISTRY-BACKUP\n${'x'.repeat(2_000_000)}`, /damaged/u],
])('%s is refused in words', async (name, text, words) => {
  const file = path.join(folder, `${name}.txt`);
  await writeFile(file, text);
  await expect(read(file, null)).rejects.toThrow(words);
});

test('a file that is not there is said so', async () => {
  await expect(readHeaderOf(path.join(folder, 'nowhere'))).rejects.toThrow(/no file .*nowhere/u);
});

test('the key comes from one of two variables and is long enough', async () => {
  const file = path.join(folder, 'key');
  await writeFile(file, `${KEY}\n`);
  expect(await readBackupKey({ NODE_ENV: 'test' })).toBeNull();
  expect(await readBackupKey({ NODE_ENV: 'test', BACKUP_KEY: '', BACKUP_KEY_FILE: '' })).toBeNull();
  expect(await readBackupKey({ NODE_ENV: 'test', BACKUP_KEY: KEY })).toBe(KEY);
  expect(await readBackupKey({ NODE_ENV: 'test', BACKUP_KEY_FILE: file })).toBe(KEY);
  await expect(readBackupKey({ NODE_ENV: 'test', BACKUP_KEY: 'short' })).rejects.toThrow(/5 characters/u);
  await expect(readBackupKey({ NODE_ENV: 'test', BACKUP_KEY: KEY, BACKUP_KEY_FILE: file })).rejects.toThrow(
    /both set/u,
  );
  await expect(readBackupKey({ NODE_ENV: 'test', BACKUP_KEY_FILE: `${file}x` })).rejects.toThrow(/cannot be read/u);
});
