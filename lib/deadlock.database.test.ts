import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { makePerson, type TestPerson } from '@/lib/patients/testing/sites';
import { createTestDatabase, type TestDatabase } from '@/prisma/testing/database';
import { asViewer, type Transaction } from './db.server';

let database: TestDatabase;
let anna: TestPerson;
beforeAll(async () => {
  database = await createTestDatabase();
  anna = await makePerson(database, 'anna', 'data-manager', 'A');
});
afterAll(() => database.drop());

const take = (tx: Transaction, lock: number): Promise<unknown> =>
  tx.$queryRaw`SELECT pg_advisory_xact_lock(${lock}::bigint)::text`;

test('of two works that wait for each other the one that the database ends is done again', async () => {
  let begun = 0;
  let held = 0;
  const work = async (first: number, second: number): Promise<number> =>
    asViewer(
      anna,
      async (tx) => {
        begun += 1;
        await take(tx, first);
        held += 1;
        await vi.waitFor(() => expect(held).toBeGreaterThanOrEqual(2));
        await take(tx, second);
        return first;
      },
      { database: database.app },
    );
  expect(await Promise.all([work(1, 2), work(2, 1)])).toEqual([1, 2]);
  // Two works, and the one of them that was ended once more.
  expect(begun).toBe(3);
});

test('what fails for another reason is not done again', async () => {
  let begun = 0;
  const work = asViewer(
    anna,
    async (tx) => {
      begun += 1;
      await tx.$queryRaw`SELECT 1 / 0`;
    },
    { database: database.app },
  );
  await expect(work).rejects.toThrow();
  expect(begun).toBe(1);
});
