import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Viewer } from '@/lib/access/policy';
import { getComparison } from '@/lib/comparison/queries.server';
import { readSelection } from '@/lib/comparison/selection/reading';
import { writeSelection } from '@/lib/comparison/selection/selection';
import { emptyFigure, type FigureFields } from '@/lib/registry/proposals/figure-schema';
import { proposeFigure } from '@/lib/registry/proposals/figure.server';
import { approveProposal, proposeCorrection } from '@/lib/registry/proposals/proposals.server';
import { findProposals } from '@/lib/registry/proposals/queries.server';
import { correctionFields } from '@/lib/registry/proposals/schema';
import { markSeen } from '@/lib/registry/proposals/seen.server';
import { findEstimates } from '@/lib/registry/queries.server';
import { createTestDatabase, type TestDatabase } from '@/prisma/testing/database';
import { exportEvidence } from './export';
import { loadEvidence } from './load';
import { evidenceInFolder } from './testing/curators';

const TRIAL = 'uk-infant-87';
const OWN = `${TRIAL}-efs-all-muller-2024`;
const SHIPPED = `${TRIAL}-efs-all-8y-shipped`;
let database: TestDatabase;
let folder: string;
let vera: Viewer;
let ivan: Viewer;
let end: () => Promise<void>;

beforeAll(async () => {
  ({ database, folder, vera, ivan, end } = await evidenceInFolder());
});
afterAll(() => end());

const options = () => ({ database: database.app });
/** A paper that does not exist, with figures that nobody printed. */
const FIGURE: FigureFields = {
  ...emptyFigure(),
  ...{ doi: '10.9999/made.up.1', title: 'A made-up report', authors: 'Müller, A.', year: '2024' },
  ...{ level: 'primary-fulltext', sourceLocator: 'table 2', endpoint: 'EFS', timeZero: 'diagnosis' },
  ...{ timeYears: '8', estimate: '21', ciLow: '12', ciHigh: '30', ciLevel: '95', n: '40' },
  ...{ labelEn: 'All patients', labelRu: 'Все пациенты', chartable: 'yes', reason: 'a report with longer follow-up' },
};
const figures = () => findEstimates({ trial: TRIAL }, database.app);
const called = async (name: string) => (await findEstimates({ ids: [name] }, database.app))[0];
const listed = async (id: string) => (await findProposals(vera, options())).find((one) => one.id === id);

async function proposed(): Promise<string> {
  const [latest] = await findProposals(vera, options());
  if (latest === undefined) throw new Error('the proposal is listed');
  return latest.id;
}

async function propose(changes: Partial<FigureFields> = {}): Promise<string> {
  expect(await proposeFigure(vera, TRIAL, { ...FIGURE, ...changes }, options())).toMatchObject({ ok: true });
  return proposed();
}

async function approved(id: string): Promise<string> {
  expect(await approveProposal(ivan, id, options())).toMatchObject({ ok: true });
  return id;
}

async function correct(name: string, changes: Partial<FigureFields>): Promise<string> {
  const held = await called(name);
  if (held === undefined) throw new Error('the figure is there');
  const began = correctionFields(held);
  const sent = { values: { ...began, reason: FIGURE.reason, ...changes }, began };
  expect(await proposeCorrection(vera, { trial: TRIAL, estimate: held.id }, sent, options())).toMatchObject({
    ok: true,
  });
  return approved(await proposed());
}

type Figures = Record<string, unknown>[];
async function ship(change: (estimates: Figures) => Figures): Promise<Awaited<ReturnType<typeof loadEvidence>>> {
  const file = path.join(folder, `trials/${TRIAL}.json`);
  const trial = JSON.parse(await readFile(file, 'utf8')) as { estimates: Figures };
  await writeFile(file, JSON.stringify({ ...trial, estimates: change(trial.estimates) }));
  return loadEvidence(database.ownerUrl, folder);
}

/** A figure as the data set would ship it, of the same patients as the own one. */
function shippedLike(estimates: Figures, changes: object): Record<string, unknown> {
  const stratum = { kmt2a: 'all', risk: 'all', arm: null, age: null, other: null };
  const plain = { atRisk: [], comparison: null, endpointDetail: null, timeZero: 'diagnosis', stratum };
  const value = { endpoint: 'EFS', timeYears: 8, estimate: 21.5, ci: null, se: null, events: null };
  return { ...estimates[0], ...plain, ...value, preferred: true, chartable: true, ...changes };
}

const UNCHANGED = { inserted: 0, updated: 0, deleted: 0 };

test('an own figure that a newer data set holds under another id gives way to it, and its links lead there', async () => {
  const id = await approved(await propose());
  await approved(await propose({ timeYears: '9', estimate: '20' }));
  await correct(OWN, { n: '41' });
  const correction = await proposed();
  const { warnings } = await ship((all) => [...all, shippedLike(all, { id: SHIPPED, aliases: [OWN] })]);

  const held = await figures();
  expect(held.map((one) => one.id)).not.toContain(OWN);
  expect(held.find((one) => one.id === SHIPPED)).toMatchObject({ estimate: 21.5, preferred: true, chartable: true });
  // The other figure of the paper stands, and the paper with it.
  expect(held.find((one) => one.id === `${OWN}-2`)).toMatchObject({ estimate: 20, chartable: true });

  const sent = `endpoint=EFS&population=all&series=${OWN}&styles=${OWN}:3s`;
  const { selection } = readSelection(Object.fromEntries(new URLSearchParams(sent)));
  const comparison = await getComparison(null, selection, options());
  expect(comparison.problems).toEqual([]);
  expect(comparison.selection.series).toEqual([SHIPPED]);
  expect(writeSelection(comparison.asked)).toContain(`series=${SHIPPED}&styles=${SHIPPED}:3s`);
  expect((await called(OWN))?.id).toBe(SHIPPED);

  // Curators are told where they are told of what contradicts, with both values.
  const said = `the data set holds this figure as ${SHIPPED}, to which its links lead now (${OWN}: 21%; ${SHIPPED}: 21.5%)`;
  expect(warnings.find((one) => one.path === OWN)?.reason).toBe(said);
  expect((await listed(correction))?.contradicts).toMatchObject([
    { en: said, ru: expect.stringContaining(`${SHIPPED}: 21,5%`), heldAs: SHIPPED },
  ]);
  expect([(await listed(id))?.status, (await listed(correction))?.status]).toEqual(['approved', 'approved']);

  // It is new for each curator until the curator has seen it; a load that says the same again does not make it new.
  const told = (await listed(correction))?.told;
  expect(told).toMatchObject({ seen: false });
  await markSeen(vera, told?.at, options());
  const again = await loadEvidence(database.ownerUrl, folder);
  expect(again.changes.estimate).toEqual(UNCHANGED);
  expect(again.warnings.map((one) => one.path)).toContain(OWN);
  expect((await listed(correction))?.told).toEqual({ at: told?.at, seen: true });
  const toIvan = (await findProposals(ivan, options())).find((one) => one.id === correction);
  expect(toIvan?.told).toEqual({ at: told?.at, seen: false });
});

test('a correction keeps the earlier names, and an export holds them', async () => {
  await correct(OWN, { n: '39' });
  expect(await called(SHIPPED)).toMatchObject({ n: 39, aliases: [OWN] });
  const exported = await mkdtemp(path.join(tmpdir(), 'exported-'));
  const fresh = await createTestDatabase();
  try {
    await exportEvidence(database.ownerUrl, exported);
    await loadEvidence(fresh.ownerUrl, exported);
    expect(await findEstimates({ trial: TRIAL }, fresh.app)).toEqual(await figures());
  } finally {
    await fresh.drop();
    await rm(exported, { recursive: true });
  }
});

test('a figure of the data set is renamed, and what curators corrected of it stays', async () => {
  const correction = await proposed();
  const renamed = `${TRIAL}-efs-all-later`;
  await ship((all) =>
    all.map((one) => (one['id'] === SHIPPED ? { ...one, id: renamed, aliases: [OWN, SHIPPED] } : one)),
  );
  expect(await called(SHIPPED)).toMatchObject({ id: renamed, n: 39, estimate: 21.5 });
  expect((await called(OWN))?.id).toBe(renamed);
  expect((await listed(correction))?.status).toBe('approved');
  expect((await loadEvidence(database.ownerUrl, folder)).changes.estimate).toEqual(UNCHANGED);
});

test('what waits under a name that is an earlier one by now stands already; no new figure gets such a name', async () => {
  const waiting = await propose({ timeYears: '12', estimate: '18' });
  expect((await listed(waiting))?.estimate).toBe(`${OWN}-3`);
  await ship((all) => [
    ...all,
    shippedLike(all, { id: `${TRIAL}-11y`, timeYears: 11, estimate: 18.5, aliases: [`${OWN}-3`] }),
  ]);
  expect(await approveProposal(ivan, waiting, options())).toMatchObject({ ok: false, refusal: 'held-already' });
  expect((await listed(await propose({ timeYears: '13', estimate: '17' })))?.estimate).toBe(`${OWN}-4`);
});

test('a data set that no longer says so gives the own figure back', async () => {
  await ship((all) => all.filter((one) => one['timeYears'] !== 8 || one['estimate'] !== 21.5));
  expect(await called(OWN)).toMatchObject({ id: OWN, estimate: 21, n: 41, chartable: true, preferred: true });
  expect((await findProposals(vera, options())).filter(({ contradicts }) => contradicts.length > 0)).toEqual([]);
});
