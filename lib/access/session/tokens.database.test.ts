import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { makePerson, type TestPerson } from '@/lib/patients/testing/sites';
import { createTestDatabase, type TestDatabase } from '@/prisma/testing/database';
import { openSession } from '@/prisma/testing/sessions';
import { takeToken, type Taken } from './tokens.server';

const HERE = '192.0.2.1';
let database: TestDatabase;
let anna: TestPerson;

beforeAll(async () => {
  database = await createTestDatabase();
  anna = await makePerson(database, 'anna', 'data-manager', 'A');
});
afterAll(() => database.drop());
beforeEach(async () => void (await database.owner.query('DELETE FROM attempt_count')));

const take = (
  asker: { sessionId?: string | null; address?: string | null } = {},
  allowance = { most: 3, seconds: 3600 },
  kind = 'files',
): Promise<Taken> => takeToken(kind, { sessionId: null, address: HERE, ...asker }, allowance, database.app);
async function several(count: number, one: () => Promise<Taken>): Promise<Taken[]> {
  const taken = [];
  for (let i = 0; i < count; i += 1) taken.push(await one());
  return taken;
}

test('two processes at once take no more out of a bucket than it holds', async () => {
  const file = fileURLToPath(new URL('../testing/take-tokens.server.ts', import.meta.url));
  const process_ = (): Promise<{ stdout: string }> =>
    promisify(execFile)(process.execPath, ['--import', 'tsx', file, database.appUrl, HERE, '60', '50']);
  const counts = (await Promise.all([process_(), process_()])).map(({ stdout }) => Number(stdout));
  expect(counts.reduce((sum, count) => sum + count, 0)).toBe(50);
});

test('says what is left and when the next token comes: three an hour are one in twenty minutes', async () => {
  const taken = await several(4, take);
  expect(taken.map(({ allowed, left }) => [allowed, left])).toEqual([
    [true, 2],
    [true, 1],
    [true, 0],
    [false, 0],
  ]);
  const [first, , , last] = taken;
  expect([first?.wait, last?.wait]).toEqual([0, expect.closeTo(1200, -1.3)]);
  expect([first?.fullIn, last?.fullIn]).toEqual([expect.closeTo(1200, -1.3), expect.closeTo(3600, -1.3)]);
});

test('fills again by and by, and never above its brim', async () => {
  await several(3, take);
  await database.owner.query("UPDATE attempt_count SET ends_at = ends_at - interval '25 minutes'");
  expect((await several(2, take)).map(({ allowed }) => allowed)).toEqual([true, false]);
  await database.owner.query("UPDATE attempt_count SET ends_at = ends_at - interval '10 days'");
  expect((await several(4, take)).map(({ allowed }) => allowed)).toEqual([true, true, true, false]);
});

test('a refused request takes nothing: who goes on asking does not wait for longer', async () => {
  await several(3, take);
  const [first] = await several(1, take);
  const [last] = await several(30, take).then((all) => all.slice(-1));
  expect(last?.wait).toBeLessThanOrEqual(first?.wait ?? 0);
});

test('kinds and addresses have buckets of their own', async () => {
  await several(4, take);
  expect((await take({ address: '198.51.100.7' })).allowed).toBe(true);
  expect((await take({}, undefined, 'slides')).allowed).toBe(true);
});

test('who is signed in is not held to what others ask behind the same address, nor the others to that', async () => {
  const sessionId = await openSession(database.owner, anna.id);
  await several(4, take);
  expect((await several(3, () => take({ sessionId }))).every(({ allowed }) => allowed)).toBe(true);
  // The account is the same wherever it is.
  expect((await take({ sessionId, address: '198.51.100.7' })).allowed).toBe(false);
});

test('a session that was never opened is none', async () => {
  await several(3, take);
  expect((await take({ sessionId: 'made-up' })).allowed).toBe(false);
});

test('where the address is unknown, nobody is held to what others do', async () => {
  expect((await several(9, () => take({ address: null }))).every(({ allowed }) => allowed)).toBe(true);
});

test('the program cannot fill a bucket itself', async () => {
  for (const sql of ['DELETE FROM attempt_count', "SELECT take_token('x', 1, 1)"])
    await expect(database.app.$executeRawUnsafe(sql)).rejects.toThrow(/permission denied/u);
});
