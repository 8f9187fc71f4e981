import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi, type MockInstance } from 'vitest';
import { freePort } from '@/prisma/server';
import { createTestDatabase, type TestDatabase } from '@/prisma/testing/database';
import { EVIDENCE } from '@/seed/testing/counts';
import { main } from './evidence-load';

let dataDir: string;
let database: TestDatabase;
let said: MockInstance;
let complained: MockInstance;
beforeAll(async () => {
  dataDir = await mkdtemp(path.join(tmpdir(), 'registry-load-'));
  database = await createTestDatabase();
});
beforeEach(() => {
  said = vi.spyOn(console, 'log').mockImplementation(() => undefined);
  complained = vi.spyOn(console, 'error').mockImplementation(() => undefined);
  vi.stubEnv('DATABASE_URL', database.ownerUrl);
  vi.stubEnv('DATA_DIR', dataDir);
});
afterEach(() => {
  vi.unstubAllEnvs();
  vi.restoreAllMocks();
});
afterAll(async () => {
  await database.drop();
  await rm(dataDir, { recursive: true });
});

const linesOf = (spy: MockInstance): string[] => spy.mock.calls.map(([line]) => String(line));

describe('the command that loads the evidence', () => {
  test('0: loaded, with counts; and again, with nothing to do', async () => {
    expect(await main()).toBe(0);
    expect(linesOf(said)).toContain(`estimate: ${EVIDENCE.estimates} inserted, 0 updated, 0 deleted`);
    expect(linesOf(said).at(-1)).toBe('The evidence is loaded.');
    expect(await main()).toBe(0);
    expect(linesOf(said).at(-1)).toBe('The evidence is up to date.');
  });

  test('1: invalid, with every problem', async () => {
    const folder = await mkdtemp(path.join(tmpdir(), 'evidence-'));
    expect(await main([folder])).toBe(1);
    expect(linesOf(complained)).toEqual([
      expect.stringContaining('trials: cannot be read'),
      expect.stringContaining('references.json: cannot be read'),
      expect.stringContaining('disease.json: cannot be read'),
      expect.stringContaining('protocol.json: cannot be read'),
      'Nothing was written: 4 problem(s).',
    ]);
    await rm(folder, { recursive: true });
  });

  test('2: the database cannot be reached, and what to do', async () => {
    vi.stubEnv('DATABASE_URL', `postgresql://owner:secret@127.0.0.1:${await freePort()}/registry`);
    expect(await main()).toBe(2);
    expect(linesOf(complained).join()).toMatch(
      /could not be loaded: .*no connection to 127\.0\.0\.1.*Check that the server runs/,
    );
  });
});
