import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Viewer } from '@/lib/access/policy';
import { findEvidenceChanges } from '@/lib/registry/history/queries.server';
import { ALONE_PARTS } from '@/lib/registry/proposals/parts/alone';
import { findAlone } from '@/lib/registry/proposals/parts/alone.server';
import { heldPart } from '@/lib/registry/proposals/parts/content';
import { isAlone, PART_FIELDS, typedNames, type Part, type PartValues } from '@/lib/registry/proposals/parts/fields';
import { proposePart } from '@/lib/registry/proposals/parts/part.server';
import type { PartState } from '@/lib/registry/proposals/parts/state';
import { showHeld } from '@/lib/registry/proposals/parts/typed';
import { approveProposal, proposeCorrection } from '@/lib/registry/proposals/proposals.server';
import { findProposals } from '@/lib/registry/proposals/queries.server';
import { correctionFields } from '@/lib/registry/proposals/schema';
import { findEstimates, getTrial } from '@/lib/registry/queries.server';
import {
  findAppraisals,
  findCoveredQuestions,
  findPartsAlone,
  getProtocol,
} from '@/lib/registry/review/queries.server';
import type { Trial } from '@/lib/registry/schema';
import { APPRAISAL_DOMAINS, CERTAINTY_DOMAINS } from '@/lib/registry/vocabulary';
import { addPerson } from '@/prisma/testing/cases';
import { createTestDatabase, type TestDatabase } from '@/prisma/testing/database';
import { exportEvidence } from './export';
import { loadEvidence } from './load';
import { evidenceWithCurators } from './testing/curators';
import { asViewer } from './testing/viewer';

const WHY = 'the protocol says so on page 12';
const TRIAL = 'interfant-06';
let database: TestDatabase;
let vera: Viewer;
let ivan: Viewer;
let anna: Viewer;

const options = () => ({ database: database.app });

beforeAll(async () => {
  ({ database, vera, ivan } = await evidenceWithCurators());
  anna = asViewer(await addPerson(database, 'anna@example.org', 'data-manager', 'A'), []);
});
afterAll(() => database.drop());

async function held(slug = TRIAL): Promise<Trial> {
  const record = await getTrial(slug, database.app);
  if (record === null) throw new Error(`there is no ${slug}`);
  return record.trial;
}

async function propose(
  part: Part,
  values: PartValues,
  { item = null, trial = TRIAL, began }: { item?: string | null; trial?: string | null; began?: PartValues } = {},
): Promise<PartState> {
  const sent = {
    values: { reason: WHY, ...values },
    began: { ...(began ?? (await shown(part, item, trial))), reason: '' },
  };
  return proposePart(vera, { trial, part, item }, sent, options());
}

/** The fields as the form would show them now. */
async function shown(part: Part, item: string | null, trial: string | null): Promise<PartValues> {
  if (!isAlone(part)) return showHeld(part, trial === null ? null : heldPart(part, await held(trial), item));
  const found = ALONE_PARTS[part].items(await findAlone(database.app)).find(({ id }) => id === item);
  return showHeld(part, found?.shown ?? null);
}

async function proposed(): Promise<string> {
  const [latest] = await findProposals(vera, options());
  if (latest === undefined) throw new Error('the proposal is listed');
  return latest.id;
}

async function approved(state: PartState): Promise<void> {
  expect(state).toMatchObject({ ok: true, refusal: null });
  expect(await approveProposal(ivan, await proposed(), options())).toMatchObject({ ok: true });
}

/** Every field of a part with something in it. */
function filled(part: Part, texts: Readonly<Record<string, string>>): PartValues {
  return Object.fromEntries(
    PART_FIELDS[part].flatMap((field) =>
      typedNames(field).map((name): [string, string] => [
        name,
        texts[name] ?? (name.endsWith('.ru') ? 'Обоснование' : (field.choices?.[0] ?? 'Reason')),
      ]),
    ),
  );
}

describe('a part of a study', () => {
  test.each(['trial', 'arm', 'stratum', 'registration', 'intervention', 'baseline', 'discrepancy', 'report'] as const)(
    'shown and sent back unchanged is no change: %s',
    async (part) => {
      const trial = await held();
      const items = {
        trial: null,
        arm: trial.arms[0]?.slug,
        stratum: '0',
        registration: '0',
        intervention: '0',
        baseline: '0',
        discrepancy: '0',
        report: trial.reports[0]?.id,
      };
      const item = items[part] ?? null;
      const values = showHeld(part, heldPart(part, trial, item));
      expect(await propose(part, values, { item })).toMatchObject({ ok: false, refusal: 'nothing-changed' });
    },
  );

  test('stands only once another curator approved it, and a load keeps it', async () => {
    const [arm] = (await held()).arms;
    if (arm === undefined) throw new Error('the study has arms');
    const values = { ...showHeld('arm', arm), n: String((arm.n ?? 0) + 1) };
    expect(await propose('arm', values, { item: arm.slug })).toMatchObject({ ok: true });
    const id = await proposed();
    expect((await held()).arms[0]?.n).toBe(arm.n);
    expect(await approveProposal(vera, id, options())).toMatchObject({ refusal: 'own-proposal' });
    expect(await approveProposal(ivan, id, options())).toMatchObject({ ok: true });
    expect((await held()).arms[0]?.n).toBe((arm.n ?? 0) + 1);
    await loadEvidence(database.ownerUrl);
    expect((await held()).arms[0]?.n).toBe((arm.n ?? 0) + 1);
  });

  test('interventions, features and disagreements are added and corrected, and a load keeps them', async () => {
    const before = await held();
    const source = {
      'source.ref': 'pieters-2019',
      'source.locator': 'page 2',
      'source.url': '',
      'source.level': 'review',
    };
    const added: readonly (readonly [Part, PartValues])[] = [
      ['intervention', filled('intervention', { class: 'CAR-T' })],
      ['baseline', filled('baseline', { ...source, percent: '12,5', n: '5', denominator: '40' })],
      ['discrepancy', filled('discrepancy', { ...source, why: 'rounding' })],
    ];
    for (const [part, values] of added) await approved(await propose(part, values));
    const field = { ...showHeld('discrepancy', heldPart('discrepancy', before, '0')), why: 'unclear' };
    await approved(await propose('discrepancy', field, { item: '0' }));
    await loadEvidence(database.ownerUrl);
    const now = await held();
    expect(now.interventions.slice(before.interventions.length)).toEqual([
      { name: { en: 'Reason', ru: 'Обоснование' }, class: 'CAR-T' },
    ]);
    expect(now.baseline.slice(before.baseline.length)).toMatchObject([{ percent: 12.5, n: 5, denominator: 40 }]);
    expect(now.discrepancies.slice(before.discrepancies.length)).toMatchObject([{ reason: 'rounding' }]);
    expect(now.discrepancies[0]).toEqual({ ...before.discrepancies[0], reason: 'unclear' });
  });

  test('a feature that contradicts its own counts is refused in both languages', async () => {
    const source = { 'source.ref': 'pieters-2019', 'source.url': '', 'source.level': 'review' };
    const state = await propose(
      'baseline',
      filled('baseline', { ...source, percent: '50', n: '5', denominator: '40' }),
    );
    expect(state).toMatchObject({ ok: false, refusal: 'contradiction' });
    expect(state.problems[0]?.en).toContain('50% differs from 5/40');
    expect(state.problems[0]?.ru).toContain('50 % расходится с 5/40');
  });

  test('a report says which copy was read, and a hash that is none is refused', async () => {
    const report = (await held()).reports[0];
    if (report === undefined) throw new Error('the study has reports');
    const shown = showHeld('report', heldPart('report', await held(), report.id));
    const copy = { 'copy.address': 'https://example.org/paper.pdf', 'copy.accessed': '2026-11-29' };
    expect(await propose('report', { ...shown, ...copy, 'copy.sha256': 'abc' }, { item: report.id })).toMatchObject({
      errors: { 'copy.sha256': 'not-valid' },
    });
    const sha256 = 'a'.repeat(64);
    await approved(await propose('report', { ...shown, ...copy, 'copy.sha256': sha256 }, { item: report.id }));
    await loadEvidence(database.ownerUrl);
    expect((await held()).reports[0]).toEqual({
      ...report,
      copy: { address: 'https://example.org/paper.pdf', accessed: '2026-11-29', sha256 },
    });
  });

  test('is stale where it changed after it was proposed', async () => {
    const stratum = (await held()).strata[0];
    const values = showHeld('stratum', stratum);
    expect(await propose('stratum', { ...values, n: '11' }, { item: '0' })).toMatchObject({ ok: true });
    const first = await proposed();
    await approved(await propose('stratum', { ...values, n: '12' }, { item: '0' }));
    expect(await approveProposal(ivan, first, options())).toMatchObject({ refusal: 'stale' });
  });

  test.each<[string, Part, PartValues, string | null, object]>([
    ['a number that is none', 'arm', { slug: 'new', n: 'many' }, null, { refusal: 'invalid', errors: { n: 'count' } }],
    ['a text in one language', 'arm', { slug: 'new', 'name.en': 'New' }, null, { errors: { 'name.ru': 'required' } }],
    ['no reason', 'trial', { reason: 'so' }, null, { refusal: 'reason-length' }],
    ['an item that is not there', 'arm', {}, 'no-such-arm', { refusal: 'not-found' }],
  ])('is refused in words: %s', async (_how, part, change, item, refusal) => {
    const values = { ...filled(part, { n: '3', countries: 'NL', 'source.ref': 'pieters-2019' }), ...change };
    const sent = 'name.en' in change ? { ...values, 'name.ru': '' } : values;
    expect(await propose(part, sent, { item })).toMatchObject({ ok: false, ...refusal });
  });

  test('is refused where the rules of the data set refuse it, with their words', async () => {
    const values = { ...showHeld('trial', await held()), predecessor: 'no-such-study' };
    const state = await propose('trial', values);
    expect(state).toMatchObject({ ok: false, refusal: 'contradiction' });
    expect(state.problems.map(({ en }) => en).join()).toContain('there is no trial no-such-study');
    const stratum = { ...showHeld('stratum', (await held()).strata[0]), 'source.ref': 'no-such-paper' };
    expect((await propose('stratum', stratum, { item: '0' })).problems.map(({ en }) => en).join()).toContain(
      'there is no reference',
    );
  });

  test('is nothing for who is no curator', async () => {
    await expect(
      proposePart(anna, { trial: TRIAL, part: 'arm', item: null }, { values: {}, began: {} }, options()),
    ).rejects.toThrow('forbidden');
  });
});

test('a new study with a register number goes into the export and out of it again', async () => {
  const study = filled('trial', {
    slug: 'new-study',
    acronym: 'NEW-1',
    group: 'other',
    sponsor: '',
    predecessor: '',
    countries: 'NL; DE',
    'countriesFrom.named': 'all',
    'countriesFrom.source.ref': 'pieters-2019',
    'countriesFrom.source.locator': 'page 1',
    'countriesFrom.source.url': '',
    'countriesFrom.source.level': 'registry',
    'countriesFrom.absent': '',
    'enrolment.start': '2025-01',
    'enrolment.end': '',
    'enrolment.planned': '40',
    'enrolment.actual': '',
  });
  const both = { ...study, 'countriesFrom.absent': 'not-read' };
  expect(await propose('trial', both, { trial: null })).toMatchObject({ ok: false, refusal: 'invalid' });
  const none = { ...both, countries: '', 'countriesFrom.named': '', 'countriesFrom.source.level': '' };
  const unnamed = { ...none, 'countriesFrom.source.ref': '', 'countriesFrom.source.locator': '' };
  const said = await propose('trial', { ...unnamed, countries: 'NL' }, { trial: null });
  expect(said.problems.map(({ en }) => en).join()).toContain('countries are named, so they are not absent');
  await approved(await propose('trial', study, { trial: null }));
  await approved(await propose('registration', { registry: 'ISRCTN', id: 'ISRCTN00000001' }, { trial: 'new-study' }));
  expect(await propose('trial', study, { trial: null })).toMatchObject({ refusal: 'held-already' });
  await loadEvidence(database.ownerUrl);
  const now = await held('new-study');
  expect(now).toMatchObject({
    acronym: 'NEW-1',
    countries: ['NL', 'DE'],
    countriesFrom: { named: 'all', source: { ref: 'pieters-2019', locator: 'page 1', url: null, level: 'registry' } },
    registrations: [{ id: 'ISRCTN00000001' }],
  });

  const folder = await mkdtemp(path.join(tmpdir(), 'exported-'));
  const fresh = await createTestDatabase();
  try {
    await exportEvidence(database.ownerUrl, folder);
    await loadEvidence(fresh.ownerUrl, folder);
    expect((await getTrial('new-study', fresh.app))?.trial).toEqual(now);
    expect(JSON.parse(await readFile(path.join(folder, 'protocol.json'), 'utf8'))).toEqual(
      await getProtocol(database.app),
    );
  } finally {
    await fresh.drop();
    await rm(folder, { recursive: true });
  }
});

describe('judgements', () => {
  test('a study that nobody judged says so; a judgement has every domain of its tool with a reason', async () => {
    expect((await findAppraisals(database.app))[TRIAL]).toBeUndefined();
    const missing = { ...filled('QUIPS', { on: '2026-11-29' }), 'domains.attrition.reason.en': '' };
    expect(await propose('QUIPS', missing)).toMatchObject({ errors: { 'domains.attrition.reason.en': 'required' } });
    await approved(await propose('QUIPS', filled('QUIPS', { on: '2026-11-29', 'overall.judgement': 'moderate' })));
    const [appraisal] = (await findAppraisals(database.app))[TRIAL] ?? [];
    expect(appraisal).toMatchObject({ tool: 'QUIPS', on: '2026-11-29', overall: { judgement: 'moderate' } });
    expect(Object.keys(appraisal?.domains ?? {}).sort()).toEqual([...APPRAISAL_DOMAINS.QUIPS].sort());
  });

  test('the certainty of an answer is judged by every domain of GRADE', async () => {
    const question = (await getProtocol(database.app))?.questions[0];
    if (question === undefined) throw new Error('the protocol has questions');
    const texts = { 'text.en': question.text.en, 'text.ru': question.text.ru, on: '2026-11-29', certainty: 'low' };
    await approved(await propose('question', filled('question', texts), { trial: null, item: question.id }));
    const now = (await getProtocol(database.app))?.questions[0];
    expect(now).toMatchObject({ text: question.text, certainty: { certainty: 'low' } });
    expect(Object.keys(now?.certainty?.domains ?? {}).sort()).toEqual([...CERTAINTY_DOMAINS].sort());
    await loadEvidence(database.ownerUrl);
    const covered = await findCoveredQuestions(database.app);
    expect(covered.find((one) => one.question.id === question.id)).toMatchObject({
      question: { certainty: { certainty: 'low' } },
      cover: { kmt2a: 'r' },
    });
  });
});

describe('a centre with one curator', () => {
  const figure = async () => (await findEstimates({ ids: ['uk-infant-87-efs-4y-all'] }, database.app))[0];
  async function correct(n: number): Promise<string> {
    const now = await figure();
    if (now === undefined) throw new Error('there is no such figure');
    const began = correctionFields(now);
    const input = { values: { ...began, reason: WHY, n: String(n) }, began };
    const target = { trial: 'uk-infant-87', estimate: now.id };
    expect(await proposeCorrection(vera, target, input, options())).toMatchObject({ ok: true });
    return proposed();
  }

  test('may let the one approve, and the figure says so wherever it stands, after a load too', async () => {
    const id = await correct(((await figure())?.n ?? 0) + 3);
    await database.owner.query(`UPDATE role_rule SET alone = true WHERE role = 'curator'`);
    // Ivan is a curator still: two are needed.
    expect(await approveProposal(vera, id, options())).toMatchObject({ refusal: 'own-proposal' });
    const offered = async () => (await findProposals(vera, options())).find((one) => one.id === id)?.mayApprove;
    expect(await offered()).toBe(false);
    await database.owner.query('UPDATE app_user SET disabled_at = now() WHERE id = $1', [ivan.id]);
    // What the page offers is what the database allows.
    expect(await offered()).toBe(true);
    expect(await approveProposal(vera, id, options())).toMatchObject({ ok: true });
    expect((await figure())?.caveats).toContain('one-curator');
    const [newest] = (await findEvidenceChanges(null, database.app)).changes;
    expect(newest).toMatchObject({ table: 'estimate', byCurator: true, alone: true });
    await loadEvidence(database.ownerUrl);
    expect((await figure())?.caveats).toContain('one-curator');
    expect((await findProposals(vera, options())).find((one) => one.id === id)).toMatchObject({ alone: true });
  });

  /** By a curator who comes for this and leaves. */
  async function approvedByAnother(): Promise<void> {
    const name = `${crypto.randomUUID()}@example.org`;
    const olga = asViewer(await addPerson(database, name, 'curator', 'A'), ['curator']);
    expect(await approveProposal(olga, await proposed(), options())).toMatchObject({ ok: true });
    await database.owner.query('UPDATE app_user SET disabled_at = now() WHERE id = $1', [olga.id]);
  }

  test('a judgement approved alone says so too, also after a load, until two agree on another', async () => {
    const judged = filled('QUIPS', { on: '2026-11-28' });
    expect(await propose('QUIPS', judged, { trial: 'uk-infant-87' })).toMatchObject({ ok: true });
    expect(await approveProposal(vera, await proposed(), options())).toMatchObject({ ok: true });
    await loadEvidence(database.ownerUrl);
    expect((await findAppraisals(database.app))['uk-infant-87']).toMatchObject([{ overall: { oneCurator: true } }]);
    expect(await propose('QUIPS', { ...judged, on: '2026-11-29' }, { trial: 'uk-infant-87' })).toMatchObject({
      ok: true,
    });
    await approvedByAnother();
    expect((await findAppraisals(database.app))['uk-infant-87']?.[0]?.overall).not.toHaveProperty('oneCurator');
  });

  test('a definition approved alone is said beside the comparisons that rest on it, until two agree on another', async () => {
    const trial = await held('uk-infant-87');
    const arm = trial.arms[0];
    if (arm === undefined) throw new Error('the study has arms');
    const change = (n: number) =>
      propose('arm', { ...showHeld('arm', arm), n: String(n) }, { trial: 'uk-infant-87', item: arm.slug });
    expect((await findPartsAlone(database.app))['uk-infant-87']).toBeUndefined();
    expect(await change(41)).toMatchObject({ ok: true });
    expect(await approveProposal(vera, await proposed(), options())).toMatchObject({ ok: true });
    expect((await findPartsAlone(database.app))['uk-infant-87']).toEqual(['arm']);
    const now = { ...showHeld('arm', (await held('uk-infant-87')).arms[0]), n: '42' };
    expect(await propose('arm', now, { trial: 'uk-infant-87', item: arm.slug })).toMatchObject({ ok: true });
    await approvedByAnother();
    expect((await findPartsAlone(database.app))['uk-infant-87']).toBeUndefined();
  });

  test('asks for two again once it is told so', async () => {
    const id = await correct(((await figure())?.n ?? 0) + 1);
    await database.owner.query(`UPDATE role_rule SET alone = false WHERE role = 'curator'`);
    expect(await approveProposal(vera, id, options())).toMatchObject({ refusal: 'own-proposal' });
  });
});
