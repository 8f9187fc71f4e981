import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Viewer } from '@/lib/access/policy';
import { REFERENCE_COLUMNS } from '@/lib/api/tables';
import { ALONE_PARTS } from '@/lib/registry/proposals/parts/alone';
import { findAlone } from '@/lib/registry/proposals/parts/alone.server';
import { heldPart } from '@/lib/registry/proposals/parts/content';
import type { AlonePart, PartValues, TrialPart } from '@/lib/registry/proposals/parts/fields';
import { proposePart } from '@/lib/registry/proposals/parts/part.server';
import { showHeld } from '@/lib/registry/proposals/parts/typed';
import { approveProposal } from '@/lib/registry/proposals/proposals.server';
import { findProposals } from '@/lib/registry/proposals/queries.server';
import { findItemsAlone, findPartsAlone, getProtocol } from '@/lib/registry/review/queries.server';
import { readTrial } from '@/lib/registry/rows/trials.server';
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
  await database.owner.query(`UPDATE role_rule SET alone = true WHERE role = 'curator'`);
});
afterAll(() => database.drop());

const STUDY = 'p9407';
/** An arm, a risk group, a number in a register, an intervention, a definition and a report of a study, each with a field to change. */
const PARTS: readonly (readonly [TrialPart, item: string, PartValues])[] = [
  ['arm', 'cohorts-1-2', { n: '80' }],
  ['stratum', '0', { n: '400' }],
  ['registration', '0', { registry: 'ISRCTN' }],
  ['intervention', '0', { 'name.en': 'Said by one' }],
  ['definition', 'early-death', { 'source.locator': 'page 4' }],
  ['report', 'p9407-dreyer-2015', { 'population.n': '148' }],
];
const ALONE: readonly (readonly [AlonePart, item: string, PartValues])[] = [
  ['protocol', 'protocol', { 'question.en': 'Said by one?' }],
  ['flow', 'flow', { identified: '400' }],
  ['search', '0', { found: '12' }],
  ['reference', 'dreyer-2015', { volume: '63' }],
];

type Target = Readonly<{ trial: string | null; part: string; item: string }>;

/** Proposes every change and has vera approve it: alone where she proposed it. */
async function changeAll(change: (value: string) => string, viewer: Viewer): Promise<void> {
  for (const [part, item, values] of PARTS) {
    const trial = await readTrial(database.app, STUDY);
    await changeOne({ trial: STUDY, part, item }, showHeld(part, trial && heldPart(part, trial, item)), values);
  }
  for (const [part, item, values] of ALONE) {
    const held = ALONE_PARTS[part].items(await findAlone(database.app)).find(({ id }) => id === item);
    await changeOne({ trial: null, part, item }, showHeld(part, held?.shown ?? null), values);
  }

  async function changeOne(target: Target, began: PartValues, values: PartValues): Promise<void> {
    const typed = Object.fromEntries(Object.entries(values).map(([name, value]) => [name, change(String(value))]));
    const sent = { values: { ...began, reason: WHY, ...typed }, began: { ...began, reason: '' } };
    const { ok, errors } = await proposePart(viewer, target, sent, options());
    expect([target.part, ok, errors]).toEqual([target.part, true, {}]);
    const [proposal] = await findProposals(vera, options());
    const approved = await approveProposal(vera, proposal?.id ?? '', options());
    expect([target.part, approved]).toEqual([target.part, expect.objectContaining({ ok: true })]);
  }
}

/** Everything of these parts that says it, as the data set and the interface spell it. */
async function saidOf(at: TestDatabase): Promise<unknown> {
  const trial = await readTrial(at.app, STUDY);
  const protocol = await getProtocol(at.app);
  const { references } = await findAlone(at.app);
  return {
    arms: trial?.arms.map(({ oneCurator }) => oneCurator),
    strata: trial?.strata.map(({ oneCurator }) => oneCurator),
    registrations: trial?.registrations.map(({ oneCurator }) => oneCurator),
    interventions: trial?.interventions.map(({ oneCurator }) => oneCurator),
    definition: trial?.endpointDefinitions['early-death']?.oneCurator,
    reports: trial?.reports.flatMap(({ id, oneCurator }) => (oneCurator === true ? [id] : [])),
    protocol: [protocol?.oneCurator, protocol?.flow.oneCurator, protocol?.searches[0]?.oneCurator],
    references: references.flatMap((one) => (REFERENCE_COLUMNS['one_curator']?.(one) === true ? [one.id] : [])),
    pages: [(await findPartsAlone(at.app))[STUDY], await findItemsAlone(at.app)],
  };
}

test('arms, definitions, reports, references and the protocol say it in the interface, in files and after an exchange, until two agree', async () => {
  const before = await saidOf(database);
  await changeAll((value) => value, vera);
  const said = await saidOf(database);
  expect(said).toMatchObject({
    definition: true,
    reports: ['p9407-dreyer-2015'],
    protocol: [true, true, true],
    references: ['dreyer-2015'],
    pages: [
      ['arm', 'endpoint_definition', 'intervention', 'registration', 'report', 'stratum'],
      { reference: ['dreyer-2015'], review_protocol: ['flow', 'protocol', 'search-000'] },
    ],
  });
  for (const list of ['arms', 'strata', 'registrations', 'interventions'] as const)
    expect(Object(said)[list]?.[0]).toBe(true);
  await loadEvidence(database.ownerUrl);
  expect(await saidOf(database)).toEqual(said);
  const folder = await mkdtemp(path.join(tmpdir(), 'alone-'));
  const elsewhere = await createTestDatabase();
  try {
    await exportEvidence(database.ownerUrl, folder);
    await loadEvidence(elsewhere.ownerUrl, folder);
    expect(await saidOf(elsewhere)).toEqual(said);
  } finally {
    await elsewhere.drop();
    await rm(folder, { recursive: true });
  }
  const pavel = asViewer(await addPerson(database, 'pavel@example.org', 'curator', 'A'), ['curator']);
  await changeAll((value) => (/^\d+$/u.test(value) ? String(Number(value) - 1) : `${value}5`), pavel);
  expect(await saidOf(database)).toEqual(before);
});
