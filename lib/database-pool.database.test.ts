import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '@/prisma/testing/database';
import { poolFor } from './database-pool.server';

let database: TestDatabase;
const warnings: string[] = [];
const keep = (warning: Error): void => void warnings.push(warning.message);

beforeAll(async () => {
  process.on('warning', keep);
  database = await createTestDatabase();
});
afterAll(async () => {
  process.off('warning', keep);
  await database.drop();
});

test('questions sent at once on one connection are asked one after the other, and one that fails stops none', async () => {
  const pool = poolFor(database.appUrl, 1);
  const connection = await pool.connect();
  const asked = await Promise.allSettled(
    ['SELECT 3 AS n', 'SELECT 1 / 0', 'SELECT 1 AS n', 'SELECT 2 AS n'].map((sql) =>
      connection.query<{ n: number }>(sql),
    ),
  );
  connection.release();
  await pool.end();
  expect(asked.map((one) => (one.status === 'fulfilled' ? one.value.rows[0]?.n : 'refused'))).toEqual([
    3,
    'refused',
    1,
    2,
  ]);
  expect(warnings).toEqual([]);
});
