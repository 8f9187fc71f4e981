import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Viewer } from '@/lib/access/policy';
import { findEvidenceChanges } from '@/lib/registry/history/queries.server';
import { ALONE_PARTS } from '@/lib/registry/proposals/parts/alone';
import { findAlone } from '@/lib/registry/proposals/parts/alone.server';
import type { AlonePart, PartValues } from '@/lib/registry/proposals/parts/fields';
import { proposePart } from '@/lib/registry/proposals/parts/part.server';
import type { PartState } from '@/lib/registry/proposals/parts/state';
import { showHeld } from '@/lib/registry/proposals/parts/typed';
import { approveProposal } from '@/lib/registry/proposals/proposals.server';
import { findProposals } from '@/lib/registry/proposals/queries.server';
import { getDisease } from '@/lib/registry/queries.server';
import { findItemsAlone, findPartsAlone } from '@/lib/registry/review/queries.server';
import { findDiscrepancies } from '@/lib/registry/rows/statements.server';
import { addPerson } from '@/prisma/testing/cases';
import { createTestDatabase, type TestDatabase } from '@/prisma/testing/database';
import { exportEvidence } from './export';
import { loadEvidence } from './load';
import { asViewer } from './testing/viewer';

const WHY = 'the review says so on page 4';
let database: TestDatabase;
let vera: Viewer;

const options = () => ({ database: database.app });

beforeAll(async () => {
  database = await createTestDatabase();
  await loadEvidence(database.ownerUrl);
  vera = asViewer(await addPerson(database, 'vera@example.org', 'curator', 'A'), ['curator']);
});
afterAll(() => database.drop());

async function shown(part: AlonePart, item: string): Promise<PartValues> {
  const held = ALONE_PARTS[part].items(await findAlone(database.app)).find(({ id }) => id === item);
  return showHeld(part, held?.shown ?? null);
}

async function propose(part: AlonePart, values: PartValues, item: string, viewer = vera): Promise<PartState> {
  const began = await shown(part, item);
  const sent = { values: { ...began, reason: WHY, ...values }, began: { ...began, reason: '' } };
  return proposePart(viewer, { trial: null, part, item }, sent, options());
}

async function latest(): Promise<string> {
  const [proposal] = await findProposals(vera, options());
  return proposal?.id ?? '';
}

test('what one curator approved alone is told, of a reference too, and no page falls over it', async () => {
  await database.owner.query(`UPDATE role_rule SET alone = true WHERE role = 'curator'`);
  expect(await propose('statement', { 'statement.en': 'Said by one.' }, 'prognostic-factors')).toMatchObject({
    ok: true,
  });
  expect(await approveProposal(vera, await latest(), options())).toMatchObject({ ok: true });
  expect(await propose('reference', { volume: '99' }, 'pieters-2019')).toMatchObject({ ok: true });
  expect(await approveProposal(vera, await latest(), options())).toMatchObject({ ok: true });
  expect(await propose('disagreement', { why: 'rounding' }, '0')).toMatchObject({ ok: true });
  expect(await approveProposal(vera, await latest(), options())).toMatchObject({ ok: true });
  expect(await findItemsAlone(database.app)).toEqual({ reference: ['pieters-2019'], review_protocol: [] });
  expect(await findPartsAlone(database.app)).toEqual({});
  const told = async () => {
    const { statements, discrepancies, facts } = await getDisease(database.app);
    const ledger = (await findDiscrepancies(database.app)).filter(({ oneCurator }) => oneCurator);
    return {
      statements: statements.flatMap(({ id, oneCurator }) => (oneCurator ? [id] : [])),
      disagreements: discrepancies.flatMap(({ oneCurator }, i) => (oneCurator ? [i] : [])),
      facts: facts.filter(({ oneCurator }) => oneCurator).length,
      ledger: ledger.map(({ trial }) => trial),
    };
  };
  const expected = { statements: ['prognostic-factors'], disagreements: [0], facts: 0, ledger: [null] };
  expect(await told()).toEqual(expected);
  await loadEvidence(database.ownerUrl);
  expect(await told()).toEqual(expected);
  // An export says it too: loaded elsewhere it is still what one curator approved.
  const folder = await mkdtemp(path.join(tmpdir(), 'alone-'));
  const elsewhere = await createTestDatabase();
  try {
    await exportEvidence(database.ownerUrl, folder);
    await loadEvidence(elsewhere.ownerUrl, folder);
    const { statements, discrepancies } = await getDisease(elsewhere.app);
    expect(statements.find(({ id }) => id === 'prognostic-factors')).toMatchObject({ oneCurator: true });
    expect(discrepancies[0]).toMatchObject({ oneCurator: true });
  } finally {
    await elsewhere.drop();
    await rm(folder, { recursive: true });
  }
});

test('the history says it of the very changes of that approval, whatever else the curator approves within the minute for the same reason', async () => {
  const of = async (id: string) =>
    (await findEvidenceChanges(null, database.app)).changes.find(({ row }) => row === id);
  expect(await of('prognostic-factors')).toMatchObject({ alone: true, reason: WHY });
  const olga = asViewer(await addPerson(database, 'olga@example.org', 'curator', 'A'), ['curator']);
  // By two, for the same reason, by the same person who approved alone a moment ago.
  expect(await propose('statement', { 'statement.en': 'Said by two.' }, 'differential-diagnosis', olga)).toMatchObject({
    ok: true,
  });
  expect(await approveProposal(vera, await latest(), options())).toMatchObject({ ok: true });
  expect(await of('differential-diagnosis')).toMatchObject({ alone: false, reason: WHY });
  expect(await of('prognostic-factors')).toMatchObject({ alone: true });
  // What two agree on since says nothing of one.
  expect(await propose('disagreement', { why: 'typo' }, '0')).toMatchObject({ ok: true });
  expect(await approveProposal(olga, await latest(), options())).toMatchObject({ ok: true });
  expect((await getDisease(database.app)).discrepancies[0]).not.toHaveProperty('oneCurator');
});
