import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Viewer } from '@/lib/access/policy';
import { findEvidenceChanges } from '@/lib/registry/history/queries.server';
import { approveProposal, proposeCorrection, rejectProposal } from '@/lib/registry/proposals/proposals.server';
import { findProposals } from '@/lib/registry/proposals/queries.server';
import { correctionFields, type CorrectionFields } from '@/lib/registry/proposals/schema';
import { findEstimates } from '@/lib/registry/queries.server';
import type { Estimate } from '@/lib/registry/schema';
import { addPerson } from '@/prisma/testing/cases';
import { createTestDatabase, type TestDatabase } from '@/prisma/testing/database';
import { exportEvidence } from './export';
import { loadEvidence } from './load';
import { asViewer } from './testing/viewer';

const seed = path.dirname(fileURLToPath(import.meta.url));
const WHY = 'the paper prints another value';
let database: TestDatabase;
let folder: string;
let vera: Viewer;
let ivan: Viewer;
let anna: Viewer;

beforeAll(async () => {
  database = await createTestDatabase();
  folder = await mkdtemp(path.join(tmpdir(), 'proposals-'));
  for (const part of ['trials', 'references.json', 'disease.json', 'protocol.json'])
    await cp(path.join(seed, part), path.join(folder, part), { recursive: true });
  await loadEvidence(database.ownerUrl, folder);
  vera = asViewer(await addPerson(database, 'vera@example.org', 'curator', 'A'), ['curator']);
  ivan = asViewer(await addPerson(database, 'ivan@example.org', 'curator', 'A'), ['curator']);
  anna = asViewer(await addPerson(database, 'anna@example.org', 'data-manager', 'A'), []);
});
afterAll(async () => {
  await database.drop();
  await rm(folder, { recursive: true });
});

const options = () => ({ database: database.app });
const TRIAL = 'uk-infant-87';
const FIGURE = 'uk-infant-87-efs-4y-all';

async function held(id = FIGURE): Promise<Estimate> {
  const [estimate] = await findEstimates({ ids: [id] }, database.app);
  if (estimate === undefined) throw new Error(`there is no ${id}`);
  return estimate;
}

async function propose(viewer: Viewer, changes: Partial<CorrectionFields>, id = FIGURE): Promise<string> {
  const input = { ...correctionFields(await held(id)), reason: WHY, ...changes };
  const state = await proposeCorrection(viewer, { trial: id.slice(0, TRIAL.length), estimate: id }, input, options());
  expect(state).toMatchObject({ ok: true, refusal: null });
  const [latest] = await findProposals(viewer, options());
  if (latest === undefined) throw new Error('the proposal is listed');
  return latest.id;
}

describe('a correction', () => {
  test('changes nothing until another curator approves it, and then stands in the history with its reason', async () => {
    const before = await held();
    const id = await propose(vera, { n: String((before.n ?? 0) + 1) });
    expect(await held()).toEqual(before);
    expect(await approveProposal(vera, id, options())).toMatchObject({ ok: false, refusal: 'own-proposal' });
    expect(await held()).toEqual(before);

    expect(await approveProposal(ivan, id, options())).toMatchObject({ ok: true });
    expect(await held()).toMatchObject({ n: (before.n ?? 0) + 1, extraction: 'single' });
    const { changes } = await findEvidenceChanges(null, database.app);
    expect(changes[0]).toMatchObject({
      table: 'estimate',
      row: FIGURE,
      byCurator: true,
      reason: WHY,
      before: { n: before.n },
      after: { n: (before.n ?? 0) + 1 },
    });
  });

  test('of two approvals at once one counts, and the other says so', async () => {
    const before = await held();
    const id = await propose(vera, { events: before.events === 5 ? '6' : '5' });
    const answers = await Promise.all([approveProposal(ivan, id, options()), approveProposal(ivan, id, options())]);
    expect(answers.map(({ ok }) => ok).sort()).toEqual([false, true]);
    expect(answers.find(({ ok }) => !ok)?.refusal).toBe('conflict');
  });

  test('is stale where the figure changed after it was proposed', async () => {
    const now = (await held()).events ?? 0;
    const one = await propose(vera, { events: String(now + 1) });
    const two = await propose(vera, { events: String(now + 2) });
    expect(await approveProposal(ivan, one, options())).toMatchObject({ ok: true });
    expect(await approveProposal(ivan, two, options())).toMatchObject({ refusal: 'stale' });
    expect((await held()).events).toBe(now + 1);
    expect(await rejectProposal(ivan, two, 'short', options())).toMatchObject({ refusal: 'reason-length' });
    expect(await rejectProposal(ivan, two, 'a newer correction stands', options())).toMatchObject({ ok: true });
    expect(await approveProposal(ivan, two, options())).toMatchObject({ refusal: 'conflict' });
  });

  test('is refused where it contradicts itself, says nothing new or is no number', async () => {
    const fields = { ...correctionFields(await held()), reason: WHY };
    const ask = (changes: Partial<CorrectionFields>) =>
      proposeCorrection(vera, { trial: TRIAL, estimate: FIGURE }, { ...fields, ...changes }, options());
    expect(await ask({ estimate: '99' })).toMatchObject({ refusal: 'contradiction' });
    expect(await ask({})).toMatchObject({ refusal: 'nothing-changed' });
    expect(await ask({ n: 'many' })).toMatchObject({ refusal: 'invalid', fieldErrors: { n: 'count' } });
    expect(await ask({ ciLow: '' })).toMatchObject({ fieldErrors: { ciLow: 'interval' } });
  });
});

test('nobody but curators proposes, approves or reads proposals, in the database too', async () => {
  const fields = { ...correctionFields(await held()), n: '7', reason: WHY };
  await expect(proposeCorrection(anna, { trial: TRIAL, estimate: FIGURE }, fields, options())).rejects.toMatchObject({
    code: 'forbidden',
  });
  await expect(findProposals(anna, options())).rejects.toMatchObject({ code: 'forbidden' });
  const disguised: Viewer = { ...anna, globalRoles: ['curator'] };
  await expect(proposeCorrection(disguised, { trial: TRIAL, estimate: FIGURE }, fields, options())).rejects.toThrow();
  expect(await findProposals(disguised, options())).toEqual([]);
});

describe('a load of the data set', () => {
  test('keeps what this registry approved, and changes nothing', async () => {
    const before = await held();
    const { changes } = await loadEvidence(database.ownerUrl, folder);
    expect(changes.estimate).toEqual({ inserted: 0, updated: 0, deleted: 0 });
    expect(await held()).toEqual(before);
  });

  test('reads what an export wrote: the whole evidence, corrections included', async () => {
    const exported = await mkdtemp(path.join(tmpdir(), 'exported-'));
    const fresh = await createTestDatabase();
    try {
      await exportEvidence(database.ownerUrl, exported);
      await loadEvidence(fresh.ownerUrl, exported);
      expect(await findEstimates({}, fresh.app)).toEqual(await findEstimates({}, database.app));
      const parsed = async (folderOf: string, file: string): Promise<unknown> =>
        JSON.parse(await readFile(path.join(folderOf, file), 'utf8'));
      for (const file of ['references.json', 'disease.json', 'protocol.json', 'trials/interfant-06.json'])
        expect(await parsed(exported, file)).toEqual(await parsed(seed, file));
    } finally {
      await fresh.drop();
      await rm(exported, { recursive: true });
    }
  });

  test('whose own figure says something else goes before the correction, which is marked', async () => {
    const file = path.join(folder, `trials/${TRIAL}.json`);
    const trial = JSON.parse(await readFile(file, 'utf8')) as { estimates: { id: string; n: number }[] };
    const shipped = trial.estimates.find(({ id }) => id === FIGURE);
    if (shipped === undefined) throw new Error('the file has the figure');
    shipped.n = 37;
    await writeFile(file, JSON.stringify(trial));
    await loadEvidence(database.ownerUrl, folder);
    expect((await held()).n).toBe(37);
    const proposals = await findProposals(vera, options());
    expect(proposals.filter(({ status }) => status === 'approved')).toEqual([]);
    expect(proposals.filter(({ status }) => status === 'superseded').length).toBeGreaterThan(0);
  });
});
