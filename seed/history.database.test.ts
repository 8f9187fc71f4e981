import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { findEvidenceChanges, findReports } from '@/lib/registry/history/queries.server';
import { createTestDatabase, type TestDatabase } from '@/prisma/testing/database';
import { loadEvidence } from './load';
import { copyEvidence } from './testing/evidence-files';

let database: TestDatabase;
let folder: string;

beforeAll(async () => {
  database = await createTestDatabase();
  folder = await mkdtemp(path.join(tmpdir(), 'history-'));
  await copyEvidence(folder);
  await loadEvidence(database.ownerUrl, folder);
});
afterAll(async () => {
  await database.drop();
  await rm(folder, { recursive: true });
});

async function edit(change: (trial: { estimates: { id: string; estimate: number }[] }) => void): Promise<void> {
  const file = path.join(folder, 'trials/uk-infant-87.json');
  const trial = JSON.parse(await readFile(file, 'utf8')) as { estimates: { id: string; estimate: number }[] };
  change(trial);
  await writeFile(file, JSON.stringify(trial));
  await loadEvidence(database.ownerUrl, folder);
}

test('the first load is one entry, a corrected figure one with the old and the new, a moved row none', async () => {
  const first = await findEvidenceChanges(null, database.app);
  expect(first.changes.map(({ table, action }) => [table, action])).toEqual([['evidence', 'import']]);

  let old = 0;
  await edit(({ estimates }) => {
    const [one] = estimates;
    if (one === undefined) throw new Error('the trial has a figure');
    old = one.estimate;
    one.estimate = old + 1;
  });
  const second = await findEvidenceChanges(null, database.app);
  expect(second.changes).toHaveLength(2);
  expect(second.changes[0]).toMatchObject({
    table: 'estimate',
    action: 'update',
    byCurator: false,
    before: { estimate: old },
    after: { estimate: old + 1 },
    reason: 'evidence:load',
  });

  await edit(({ estimates }) => estimates.reverse());
  expect((await findEvidenceChanges(null, database.app)).changes).toHaveLength(2);
  expect((await findEvidenceChanges(second.changes[0]?.id ?? null, database.app)).changes).toHaveLength(1);
});

test('the program can neither write nor take out an entry of the history', async () => {
  await expect(database.app.$executeRaw`DELETE FROM audit_entry`).rejects.toThrow();
  await expect(database.app.$executeRaw`UPDATE estimate SET estimate = 99`).rejects.toThrow();
});

test('every report is of a trial and names a reference', async () => {
  const reports = await findReports(database.app);
  expect(Object.keys(reports)).toContain('interfant-06');
  expect(Object.values(reports).flat().length).toBeGreaterThan(0);
});
