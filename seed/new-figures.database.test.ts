import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Viewer } from '@/lib/access/policy';
import { findEvidenceChanges } from '@/lib/registry/history/queries.server';
import { emptyFigure, type FigureFields } from '@/lib/registry/proposals/figure-schema';
import { proposeFigure } from '@/lib/registry/proposals/figure.server';
import { approveProposal, proposeCorrection, rejectProposal } from '@/lib/registry/proposals/proposals.server';
import { findProposals } from '@/lib/registry/proposals/queries.server';
import { correctionFields } from '@/lib/registry/proposals/schema';
import { findEstimates } from '@/lib/registry/queries.server';
import { createTestDatabase, type TestDatabase } from '@/prisma/testing/database';
import { exportEvidence } from './export';
import { loadEvidence } from './load';
import { evidenceInFolder } from './testing/curators';

const TRIAL = 'uk-infant-87';
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
/** A paper that does not exist, with figures that nobody printed. */
const FIGURE: FigureFields = {
  ...emptyFigure(),
  doi: '10.9999/made.up.1',
  title: 'A made-up report of a study',
  authors: 'Müller, A.; Berg B; Group of Infants; et al.',
  journal: 'Made Up J',
  year: '2024',
  level: 'primary-fulltext',
  sourceLocator: 'table 2',
  endpoint: 'EFS',
  timeYears: '8',
  timeZero: 'diagnosis',
  estimate: '30,5',
  ciLow: '20',
  ciHigh: '41',
  ciLevel: '95',
  n: '40',
  labelEn: 'All patients',
  labelRu: 'Все пациенты',
  chartable: 'yes',
  reason: 'a report with longer follow-up',
};
const ask = (changes: Partial<FigureFields> = {}, viewer = vera) =>
  proposeFigure(viewer, TRIAL, { ...FIGURE, ...changes }, options());
const figures = () => findEstimates({ trial: TRIAL }, database.app);

async function propose(changes: Partial<FigureFields> = {}): Promise<string> {
  expect(await ask(changes)).toMatchObject({ ok: true, refusal: null, fieldErrors: {} });
  const [latest] = await findProposals(vera, options());
  if (latest === undefined) throw new Error('the proposal is listed');
  return latest.id;
}

describe('a new figure of a new paper', () => {
  test('is nowhere to be read until another curator approves it, and two horizons bring the paper once', async () => {
    const before = await figures();
    const [one, two] = [await propose(), await propose({ timeYears: '9', estimate: '29.5' })];
    expect(await figures()).toEqual(before);
    expect(await database.app.reference.count({ where: { doi: FIGURE.doi ?? '' } })).toBe(0);
    expect(await approveProposal(vera, one, options())).toMatchObject({ ok: false, refusal: 'own-proposal' });
    expect(await figures()).toEqual(before);

    expect(await approveProposal(ivan, one, options())).toMatchObject({ ok: true });
    expect(await approveProposal(ivan, two, options())).toMatchObject({ ok: true });
    expect(await approveProposal(ivan, two, options())).toMatchObject({ refusal: 'conflict' });
    const known = new Set(before.map(({ id }) => id));
    expect((await figures()).filter(({ id }) => !known.has(id))).toMatchObject([
      {
        id: 'uk-infant-87-efs-all-muller-2024',
        estimate: 30.5,
        timeYears: 8,
        ci: { low: 20, high: 41, level: 95 },
        n: 40,
        chartable: true,
        preferred: true,
        extraction: 'single',
        source: { ref: 'muller-2024', url: 'https://doi.org/10.9999/made.up.1', level: 'primary-fulltext' },
      },
      { id: 'uk-infant-87-efs-all-muller-2024-2', estimate: 29.5, timeYears: 9 },
    ]);
    const paper = await database.app.reference.findMany({ where: { doi: FIGURE.doi ?? '' } });
    expect(paper.map(({ csl }) => csl)).toEqual([
      {
        id: 'muller-2024',
        type: 'article-journal',
        title: FIGURE.title,
        author: [{ family: 'Müller', given: 'A.' }, { family: 'Berg', given: 'B' }, { literal: 'Group of Infants' }],
        'container-title': 'Made Up J',
        issued: { 'date-parts': [[2024]] },
        DOI: FIGURE.doi,
        custom: { authorsTruncated: true },
      },
    ]);
    const reports = await database.app.report.findMany({ where: { sourceRef: 'muller-2024' } });
    expect(reports.map(({ id, published }) => [id, published])).toEqual([['uk-infant-87-muller-2024', '2024']]);
    const { changes } = await findEvidenceChanges(null, database.app);
    expect(changes[0]).toMatchObject({ table: 'estimate', byCurator: true, reason: FIGURE.reason });
  });

  test('whose DOI stands in the registry belongs to that paper, and to no other', async () => {
    const [held] = await database.app.reference.findMany({
      where: { doi: { not: null } },
      orderBy: { position: 'asc' },
    });
    if (held?.doi == null || held.title === null) throw new Error('a paper has a DOI');
    const named = { doi: held.doi.toUpperCase(), authors: '', year: '' };
    expect(await ask({ ...named, title: 'Another paper altogether' })).toMatchObject({ refusal: 'other-paper' });
    const id = await propose({ ...named, title: '', timeYears: '11', estimate: '25', ciLow: '15', ciHigh: '35' });
    const stored = await database.owner.query<{ rows: unknown }>('SELECT rows FROM evidence_proposal WHERE id = $1', [
      id,
    ]);
    expect(stored.rows[0]?.rows).toMatchObject({ reference: [], estimate: [{ source_ref: held.id }] });
    expect(await rejectProposal(ivan, id, 'read in another paper', options())).toMatchObject({ ok: true });
  });

  test.each<[string, Partial<FigureFields>, object]>([
    ['contradicts its own interval', { timeYears: '7', estimate: '50' }, { refusal: 'contradiction' }],
    ['has more events than patients', { timeYears: '7', events: '41' }, { refusal: 'contradiction' }],
    ['lies beyond what anybody was followed', { timeYears: '60', estimate: '21' }, { refusal: 'contradiction' }],
    ['rises after an earlier time of its source', { timeYears: '10', estimate: '40' }, { refusal: 'series' }],
    ['stands already', {}, { refusal: 'held-already' }],
    ['would be the second preferred', { estimate: '31' }, { refusal: 'one-preferred' }],
    ['has no publication', { doi: '', title: '' }, { refusal: 'new-paper', fieldErrors: { title: 'required' } }],
    ['has no value', { estimate: '' }, { refusal: 'invalid', fieldErrors: { estimate: 'required' } }],
    ['has half an interval', { ciHigh: '' }, { fieldErrors: { ciLow: 'interval' } }],
    ['has no time zero', { timeZero: '' }, { fieldErrors: { timeZero: 'choose' } }],
    ['has an arm of nowhere', { arm: 'nowhere' }, { fieldErrors: { arm: 'choose' } }],
    [
      'names a group of a protocol of nowhere',
      { alsoProtocol: 'nowhere', alsoRisk: 'HR' },
      { fieldErrors: { alsoProtocol: 'not-valid' } },
    ],
    [
      'names a group of its own protocol as another’s',
      { alsoProtocol: TRIAL, alsoRisk: 'HR' },
      { fieldErrors: { alsoProtocol: 'not-valid' } },
    ],
    ['has no Russian label', { labelRu: 'All of them' }, { fieldErrors: { labelRu: 'russian' } }],
    ['has no DOI in its field', { doi: 'table 2' }, { fieldErrors: { doi: 'doi' } }],
  ])('is refused where it %s', async (_, changes, refusal) => {
    const stored = async () => (await database.owner.query('SELECT FROM evidence_proposal')).rowCount;
    const count = await stored();
    expect(await ask(changes)).toMatchObject({ ok: false, ...refusal });
    expect(await stored()).toBe(count);
  });

  test('is proposed by curators alone, in the database too', async () => {
    await expect(ask({ timeYears: '12' }, anna)).rejects.toMatchObject({ code: 'forbidden' });
    await expect(ask({ timeYears: '12', estimate: '25' }, { ...anna, globalRoles: ['curator'] })).rejects.toThrow();
  });
});

test('a load keeps the approved figures and their paper; an export holds them and can be loaded', async () => {
  const before = await figures();
  const { changes } = await loadEvidence(database.ownerUrl, folder);
  expect(changes.estimate).toEqual({ inserted: 0, updated: 0, deleted: 0 });
  expect(changes.reference).toEqual({ inserted: 0, updated: 0, deleted: 0 });
  expect(await figures()).toEqual(before);
  const exported = await mkdtemp(path.join(tmpdir(), 'exported-'));
  const fresh = await createTestDatabase();
  try {
    await exportEvidence(database.ownerUrl, exported);
    await loadEvidence(fresh.ownerUrl, exported);
    expect(await findEstimates({ trial: TRIAL }, fresh.app)).toEqual(before);
    // Its own export says what stands here: nothing is taken back by it, nor by the data set after it.
    const stands = async () => [
      await figures(),
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

describe('a newer data set', () => {
  type File = { estimates: Record<string, unknown>[]; reports: Record<string, unknown>[] };
  async function ship(change: (trial: File, references: Record<string, unknown>[]) => void): Promise<void> {
    const [trialFile, referenceFile] = [
      path.join(folder, `trials/${TRIAL}.json`),
      path.join(folder, 'references.json'),
    ];
    const trial = JSON.parse(await readFile(trialFile, 'utf8')) as File;
    const references = JSON.parse(await readFile(referenceFile, 'utf8')) as Record<string, unknown>[];
    change(trial, references);
    await writeFile(trialFile, JSON.stringify(trial));
    await writeFile(referenceFile, JSON.stringify(references));
  }
  const statusOf = async (id: string) => (await findProposals(vera, options())).find((one) => one.id === id)?.status;
  async function approved(changes: Partial<FigureFields>): Promise<string> {
    const id = await propose(changes);
    expect(await approveProposal(ivan, id, options())).toMatchObject({ ok: true });
    return id;
  }
  const idOf = async (timeYears: number) => (await figures()).find((one) => one.timeYears === timeYears)?.id ?? '';

  test('that prefers a figure of its own for the same patients and time is loaded, and the own one steps back', async () => {
    const id = await approved({ timeYears: '13', estimate: '24', ciLow: '14', ciHigh: '34' });
    const own = await idOf(13);
    await ship(({ estimates }) => {
      const [pattern] = estimates;
      const own = {
        id: `${TRIAL}-shipped-13y`,
        endpoint: 'EFS',
        timeYears: 13,
        estimate: 20,
        ci: null,
        se: null,
        events: null,
      };
      estimates.push({ ...pattern, ...own, preferred: true, chartable: true, atRisk: [], comparison: null });
    });
    const { warnings } = await loadEvidence(database.ownerUrl, folder);
    expect(warnings.map(({ path: named }) => named)).toContain(own);
    const at13 = (await figures()).filter((one) => one.timeYears === 13);
    expect(at13.map((one) => [one.id, one.preferred, one.chartable]).sort()).toEqual(
      [
        [own, false, false],
        [`${TRIAL}-shipped-13y`, true, true],
      ].sort(),
    );
    expect(await statusOf(id)).toBe('approved');
    const listed = (await findProposals(vera, options())).find((one) => one.id === id);
    expect(listed?.contradicts.map(({ en }) => en)).toContain(
      'the data set now prefers a figure of its own for these patients and this time',
    );
    // And again: nothing changes.
    const { changes } = await loadEvidence(database.ownerUrl, folder);
    expect(changes.estimate).toEqual({ inserted: 0, updated: 0, deleted: 0 });
  });

  test('that contradicts an own figure is loaded; the own one is not charted and both are told, until curators decide', async () => {
    const id = await approved({ timeYears: '7', estimate: '31', ciLow: '21', ciHigh: '41' });
    const own = await idOf(7);
    const shipped = `${TRIAL}-shipped-os-7y`;
    const charted = async () => (await figures()).find((one) => one.id === own)?.chartable;
    const ofOwn = async () => (await findProposals(ivan, options())).find((one) => one.id === id)?.contradicts;
    await loadEvidence(database.ownerUrl, folder);
    expect([await charted(), await ofOwn()]).toEqual([true, []]);
    // EFS of 31 % cannot stand beside OS of 25 % of the same patients at 7 years.
    await ship(({ estimates }) => {
      const [pattern] = estimates;
      const value = { id: shipped, endpoint: 'OS', timeYears: 7, estimate: 25, ci: null, se: null, events: null };
      const stratum = { kmt2a: 'all', risk: 'all', arm: null, age: null, other: null };
      const plain = { atRisk: [], comparison: null, endpointDetail: null, timeZero: 'diagnosis', stratum };
      estimates.push({ ...pattern, ...value, ...plain, preferred: true, chartable: true });
    });
    const first = await loadEvidence(database.ownerUrl, folder);
    const told = first.warnings.find(({ path: named }) => named === own);
    expect(told?.reason).toContain(shipped);
    expect(told?.reason).toContain('not charted until a curator decides');
    expect(await charted()).toBe(false);
    expect((await figures()).find((one) => one.id === shipped)?.chartable).toBe(true);
    expect((await ofOwn())?.map(({ ru }) => ru).join()).toContain(shipped);
    // It stays told and not charted at the next start.
    const again = await loadEvidence(database.ownerUrl, folder);
    expect(again.warnings.map(({ path: named }) => named)).toContain(own);
    expect(again.changes.estimate).toEqual({ inserted: 0, updated: 0, deleted: 0 });

    // Two curators who have seen both decide, and the next load keeps what they decided.
    const [held] = await findEstimates({ ids: [own] }, database.app);
    if (held === undefined) throw new Error('the figure is there');
    const began = correctionFields(held);
    const sent = { values: { ...began, chartable: 'yes', reason: FIGURE.reason ?? '' }, began };
    expect(await proposeCorrection(vera, { trial: TRIAL, estimate: own }, sent, options())).toMatchObject({ ok: true });
    const [correction] = await findProposals(vera, options());
    expect(await approveProposal(ivan, correction?.id ?? '', options())).toMatchObject({ ok: true });
    expect(await ofOwn()).toEqual([]);
    const last = await loadEvidence(database.ownerUrl, folder);
    expect(last.warnings.map(({ path: named }) => named)).not.toContain(own);
    expect((await figures()).find((one) => one.id === own)).toMatchObject({ estimate: 31, chartable: true });
    expect(await statusOf(correction?.id ?? '')).toBe('approved');
  });

  test('that holds a paper which was added here, under another name, takes its figures over, the later ones too', async () => {
    // The paper is held by now: this figure does not bring it.
    const later = await approved({ timeYears: '14', estimate: '22', ciLow: '12', ciHigh: '32' });
    await ship((_, references) => {
      references.push({
        id: 'shipped-2024',
        type: 'article-journal',
        title: 'A made-up report of a study',
        DOI: '10.9999/MADE.UP.1',
      });
    });
    await loadEvidence(database.ownerUrl, folder);
    expect(await statusOf(later)).toBe('superseded');
    expect((await figures()).filter(({ source }) => source.ref === 'muller-2024')).toEqual([]);
    expect(await database.app.reference.count({ where: { id: 'shipped-2024' } })).toBe(1);
  });
});
