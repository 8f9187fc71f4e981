import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Viewer } from '@/lib/access/policy';
import { findEvidenceChanges } from '@/lib/registry/history/queries.server';
import { approveProposal, proposeCorrection, rejectProposal } from '@/lib/registry/proposals/proposals.server';
import { findProposals } from '@/lib/registry/proposals/queries.server';
import type { ProposalState } from '@/lib/registry/proposals/state';
import { correctionFields, type CorrectionFields } from '@/lib/registry/proposals/schema';
import { findEstimates } from '@/lib/registry/queries.server';
import type { Estimate } from '@/lib/registry/schema';
import { createTestDatabase, type TestDatabase } from '@/prisma/testing/database';
import { exportEvidence } from './export';
import { loadEvidence } from './load';
import { evidenceInFolder } from './testing/curators';
import { SEED } from './testing/evidence-files';

const WHY = 'the paper prints another value';
let database: TestDatabase;
let folder: string;
let vera: Viewer;
let ivan: Viewer;
let anna: Viewer;
let end: () => Promise<void>;

beforeAll(async () => {
  ({ database, folder, vera, ivan, anna, end } = await evidenceInFolder());
});
afterAll(() => end());

const options = () => ({ database: database.app });
const TRIAL = 'uk-infant-87';
const FIGURE = 'uk-infant-87-efs-4y-all';

async function held(id = FIGURE): Promise<Estimate> {
  const [estimate] = await findEstimates({ ids: [id] }, database.app);
  if (estimate === undefined) throw new Error(`there is no ${id}`);
  return estimate;
}

/** What is typed over the fields that the form began with. */
function correct(
  viewer: Viewer,
  began: CorrectionFields,
  changes: Partial<CorrectionFields>,
  id = FIGURE,
): Promise<ProposalState> {
  const target = { trial: id.slice(0, TRIAL.length), estimate: id };
  return proposeCorrection(viewer, target, { values: { ...began, reason: WHY, ...changes }, began }, options());
}

async function propose(viewer: Viewer, changes: Partial<CorrectionFields>, id = FIGURE): Promise<string> {
  const state = await correct(viewer, correctionFields(await held(id)), changes, id);
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
      alone: false,
      reason: WHY,
      before: { n: before.n },
      after: { n: (before.n ?? 0) + 1 },
    });
  });

  test('says whom the source names of a group of another protocol, takes it back, and refuses a protocol of nowhere', async () => {
    const before = (await held()).stratum;
    const named = await propose(vera, { alsoProtocol: 'interfant-06', alsoRisk: 'HR' });
    const [listed] = await findProposals(ivan, options());
    expect(listed?.changes).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ column: 'stratum_also_protocol', before: null, after: 'interfant-06' }),
        expect.objectContaining({ column: 'stratum_also_risk', before: null, after: 'HR' }),
      ]),
    );
    expect(await approveProposal(ivan, named, options())).toMatchObject({ ok: true });
    expect((await held()).stratum).toEqual({ ...before, alsoGroup: { protocol: 'interfant-06', risk: 'HR' } });
    const began = correctionFields(await held());
    const ask = (changes: Partial<CorrectionFields>) => correct(vera, began, changes);
    expect(await ask({})).toMatchObject({ refusal: 'nothing-changed' });
    for (const alsoProtocol of ['nowhere', TRIAL])
      expect(await ask({ alsoProtocol })).toMatchObject({ fieldErrors: { alsoProtocol: 'not-valid' } });
    expect(await ask({ alsoRisk: '' })).toMatchObject({ fieldErrors: { alsoRisk: 'required' } });
    const taken = await propose(vera, { alsoProtocol: '', alsoRisk: '' });
    expect(await approveProposal(ivan, taken, options())).toMatchObject({ ok: true });
    expect((await held()).stratum).toEqual(before);
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
    const began = correctionFields(await held());
    const ask = (changes: Partial<CorrectionFields>) => correct(vera, began, changes);
    expect(await ask({ estimate: '99' })).toMatchObject({ refusal: 'contradiction' });
    expect(await ask({})).toMatchObject({ refusal: 'nothing-changed' });
    expect(await ask({ n: 'many' })).toMatchObject({ refusal: 'invalid', fieldErrors: { n: 'count' } });
    expect(await ask({ ciLow: '' })).toMatchObject({ fieldErrors: { ciLow: 'interval' } });
  });

  test('keeps what another curator changed while it was typed, and asks where both changed a field', async () => {
    const began = correctionFields(await held());
    const count = Number(began.events) + 1;
    await approveProposal(
      ivan,
      await propose(vera, { events: String(count), p: '0.04', againstEn: 'A', againstRu: 'А' }),
      options(),
    );
    // Ivan's form was opened before and knows nothing of it.
    expect(await correct(ivan, began, { sourceLocator: 'page 7' })).toMatchObject({ ok: true });
    const [mine] = await findProposals(ivan, options());
    expect(mine?.changes.map(({ column }) => column)).toEqual(expect.arrayContaining(['source_locator']));
    expect(mine?.changes.map(({ column }) => column)).not.toContain('events');
    expect(await approveProposal(vera, mine?.id ?? '', options())).toMatchObject({ ok: true });
    expect(await held()).toMatchObject({ events: count, source: { locator: 'page 7' }, comparison: { p: '0.04' } });

    const both = await correct(ivan, began, { events: String(count + 1) });
    expect(both).toMatchObject({ ok: false, refusal: 'changed-meanwhile', now: { events: String(count) } });
    // Told so, and typed again: now it is meant.
    const told = { ...began, ...both.now };
    expect(await correct(ivan, told, { events: String(count + 1) })).toMatchObject({ ok: true });
    // A form that does not say what it began with overwrites nothing.
    const sent = { values: { ...began, reason: WHY }, began: {} };
    const target = { trial: TRIAL, estimate: FIGURE };
    expect(await proposeCorrection(ivan, target, sent, options())).toMatchObject({ refusal: 'changed-meanwhile' });
  });

  test('that would put EFS above OS of the same paper is refused, and so is the second of two that do it together', async () => {
    const [efs, os] = ['uk-infant-92-efs-4y-all', 'uk-infant-92-os-4y-all'];
    const printed = { efs: (await held(efs)).estimate ?? 0, os: (await held(os)).estimate ?? 0 };
    const free = { se: '', ciLow: '', ciHigh: '', ciLevel: '', events: '' };
    const above = { ...free, estimate: String(printed.os + 1) };
    const answer = await correct(vera, correctionFields(await held(efs)), above, efs);
    expect(answer).toMatchObject({ ok: false, refusal: 'series' });
    expect(answer.problems[0]?.en).toContain('exceeds OS');
    // Each lies within what is printed of the other.
    const one = await propose(vera, { ...free, estimate: String(printed.os - 1) }, efs);
    const two = await propose(vera, { ...free, estimate: String(printed.efs + 1) }, os);
    const answers = await Promise.all([approveProposal(ivan, one, options()), approveProposal(ivan, two, options())]);
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
    const refused = answers.find(({ ok }) => !ok);
    expect(refused).toMatchObject({ refusal: 'breaks-rule' });
    expect(refused?.problems.map(({ ru }) => ru).join()).toContain('выше ОВ');
    expect(
      (await findProposals(vera, options()))
        .filter(({ id }) => [one, two].includes(id))
        .map(({ status }) => status)
        .sort(),
    ).toEqual(['approved', 'proposed']);
  });
});

test('nobody but curators proposes, approves or reads proposals, in the database too', async () => {
  const began = correctionFields(await held());
  await expect(correct(anna, began, { n: '7' })).rejects.toMatchObject({ code: 'forbidden' });
  await expect(findProposals(anna, options())).rejects.toMatchObject({ code: 'forbidden' });
  const disguised: Viewer = { ...anna, globalRoles: ['curator'] };
  await expect(correct(disguised, began, { n: '7' })).rejects.toThrow();
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
        expect(await parsed(exported, file)).toEqual(await parsed(SEED, file));
      // Its own export says what stands here: nothing is taken back by it, nor by the data set after it.
      const stands = async () => [
        await findEstimates({}, database.app),
        (await findProposals(vera, options())).map(({ id, status }) => [id, status]),
      ];
      const kept = await stands();
      for (const from of [exported, folder]) {
        await loadEvidence(database.ownerUrl, from);
        expect(await stands()).toEqual(kept);
      }
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
    const proposals = (await findProposals(vera, options())).filter(({ estimate }) => estimate === FIGURE);
    expect(proposals.filter(({ status }) => status === 'approved')).toEqual([]);
    expect(proposals.filter(({ status }) => status === 'superseded').length).toBeGreaterThan(0);
  });
});
