import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Viewer } from '@/lib/access/policy';
import { changedParts } from '@/lib/registry/history/changed-parts';
import { findEvidenceChanges } from '@/lib/registry/history/queries.server';
import { ALONE_PARTS } from '@/lib/registry/proposals/parts/alone';
import { findAlone } from '@/lib/registry/proposals/parts/alone.server';
import type { AlonePart, PartValues } from '@/lib/registry/proposals/parts/fields';
import { proposePart, proposeRetirement } from '@/lib/registry/proposals/parts/part.server';
import type { PartState } from '@/lib/registry/proposals/parts/state';
import { showHeld } from '@/lib/registry/proposals/parts/typed';
import { approveProposal } from '@/lib/registry/proposals/proposals.server';
import { findProposals } from '@/lib/registry/proposals/queries.server';
import { getDisease } from '@/lib/registry/queries.server';
import { findCoveredQuestions, getProtocol } from '@/lib/registry/review/queries.server';
import type { DiseaseStatement } from '@/lib/registry/schema';
import { createTestDatabase, type TestDatabase } from '@/prisma/testing/database';
import { exportEvidence } from './export';
import { loadEvidence } from './load';
import { evidenceWithCurators } from './testing/curators';
import { withDisease } from './testing/evidence-files';

const WHY = 'the review says so on page 4';
const SOURCE = {
  'source.ref': 'pieters-2019',
  'source.locator': 'page 4',
  'source.url': '',
  'source.level': 'primary-fulltext',
};
let database: TestDatabase;
let vera: Viewer;
let ivan: Viewer;

const options = () => ({ database: database.app });

beforeAll(async () => {
  ({ database, vera, ivan } = await evidenceWithCurators());
});
afterAll(() => database.drop());

async function shown(part: AlonePart, item: string | null): Promise<PartValues> {
  const items = ALONE_PARTS[part].items(await findAlone(database.app));
  const held = part === 'protocol' || part === 'flow' ? items[0] : items.find(({ id }) => id === item);
  return showHeld(part, held?.shown ?? null);
}

async function propose(part: AlonePart, values: PartValues, item: string | null = null): Promise<PartState> {
  const began = await shown(part, item);
  const sent = { values: { ...began, reason: WHY, ...values }, began: { ...began, reason: '' } };
  return proposePart(vera, { trial: null, part, item }, sent, options());
}

async function retire(part: AlonePart, item: string, began?: PartValues): Promise<PartState> {
  const sent = { values: { reason: WHY }, began: began ?? (await shown(part, item)) };
  return proposeRetirement(vera, { trial: null, part, item }, sent, options());
}

async function latest(): Promise<string> {
  const [proposal] = await findProposals(vera, options());
  return proposal?.id ?? '';
}

async function approved(state: PartState): Promise<void> {
  expect(state).toMatchObject({ ok: true, refusal: null });
  expect(await approveProposal(ivan, await latest(), options())).toMatchObject({ ok: true });
}

async function statement(id: string): Promise<DiseaseStatement | undefined> {
  return (await getDisease(database.app)).statements.find((one) => one.id === id);
}

/** What a proposal adds or takes away, by its id. */
function idOf(proposal: Awaited<ReturnType<typeof findProposals>>[number] | undefined): unknown {
  const change = proposal?.changes.find(({ column }) => column === 'id');
  return change?.before ?? change?.after;
}

const NEW: PartValues = {
  ...SOURCE,
  id: 'tls-risk-made-up',
  topic: 'made-up-topic',
  'topicName.en': 'Made-up topic',
  'topicName.ru': 'Вымышленная тема',
  'statement.en': 'A made-up statement.',
  'statement.ru': 'Вымышленное положение.',
};

describe('a statement on the disease', () => {
  test('is added, corrected and retired by two curators; loads keep it, and the public history says why', async () => {
    expect(await propose('statement', NEW)).toMatchObject({ ok: true });
    const id = await latest();
    expect(await statement('tls-risk-made-up')).toBeUndefined();
    expect(await approveProposal(vera, id, options())).toMatchObject({ refusal: 'own-proposal' });
    expect(await approveProposal(ivan, id, options())).toMatchObject({ ok: true });
    await loadEvidence(database.ownerUrl);
    expect(await statement('tls-risk-made-up')).toEqual({
      id: 'tls-risk-made-up',
      topic: 'made-up-topic',
      topicName: { en: 'Made-up topic', ru: 'Вымышленная тема' },
      text: { en: 'A made-up statement.', ru: 'Вымышленное положение.' },
      source: { ref: 'pieters-2019', locator: 'page 4', url: null, level: 'primary-fulltext' },
    });
    // The name of a topic that is there need not be typed again.
    const second = { ...NEW, id: 'tls-risk-two', 'topicName.en': '', 'topicName.ru': '' };
    await approved(await propose('statement', second));
    expect((await statement('tls-risk-two'))?.topicName).toEqual({ en: 'Made-up topic', ru: 'Вымышленная тема' });

    await approved(await propose('statement', { 'statement.ru': 'Исправленное положение.' }, 'tls-risk-made-up'));
    const now = await statement('tls-risk-made-up');
    expect(now?.text).toEqual({ en: 'A made-up statement.', ru: 'Исправленное положение.' });

    expect(await retire('statement', 'tls-risk-made-up')).toMatchObject({ ok: true });
    const [listed] = await findProposals(ivan, options());
    expect(listed).toMatchObject({ table: 'disease_statement', retired: true });
    expect(listed?.subject?.en).toBe('A made-up statement.');
    expect(idOf(listed)).toBe('tls-risk-made-up');
    expect(listed?.changes.find(({ column }) => column === 'text_ru')).toMatchObject({
      before: 'Исправленное положение.',
      after: null,
    });
    expect(await statement('tls-risk-made-up')).toEqual(now);
    expect(await approveProposal(ivan, listed?.id ?? '', options())).toMatchObject({ ok: true });
    await loadEvidence(database.ownerUrl);
    expect(await statement('tls-risk-made-up')).toBeUndefined();
    const {
      changes: [change],
    } = await findEvidenceChanges(null, database.app);
    expect(change).toMatchObject({
      table: 'disease_statement',
      row: 'tls-risk-made-up',
      action: 'delete',
      reason: WHY,
    });
  });

  test('of the data set stays retired until the data set says something else of it', async () => {
    const [held] = (await getDisease(database.app)).statements;
    if (held === undefined) throw new Error('the data set has statements');
    await approved(await retire('statement', held.id));
    await loadEvidence(database.ownerUrl);
    expect(await statement(held.id)).toBeUndefined();
    await withDisease(
      ({ statements, ...disease }) => ({
        ...disease,
        statements: statements.map((one) =>
          one.id === held.id ? { ...one, text: { en: 'Reworded.', ru: 'Переписано.' } } : one,
        ),
      }),
      (folder) => loadEvidence(database.ownerUrl, folder),
    );
    expect((await statement(held.id))?.text.en).toBe('Reworded.');
    const [withdrawn] = (await findProposals(vera, options())).filter((one) => idOf(one) === held.id);
    expect(withdrawn).toMatchObject({ status: 'superseded' });
  });

  test('that another curator has changed meanwhile is not retired unseen', async () => {
    const began = await shown('statement', 'tls-risk-two');
    await approved(await propose('statement', { 'statement.en': 'Changed meanwhile.' }, 'tls-risk-two'));
    expect(await retire('statement', 'tls-risk-two', began)).toMatchObject({
      refusal: 'changed-meanwhile',
      now: { 'statement.en': 'Changed meanwhile.' },
    });
    expect(await retire('statement', 'no-such-statement', began)).toMatchObject({ refusal: 'not-found' });
    const short = { values: { reason: 'so' }, began: await shown('statement', 'tls-risk-two') };
    expect(
      await proposeRetirement(vera, { trial: null, part: 'statement', item: 'tls-risk-two' }, short, options()),
    ).toMatchObject({ refusal: 'reason-length' });
  });

  test.each<[string, PartValues, object]>([
    ['an unknown reference', { 'source.ref': 'no-such-paper' }, { refusal: 'contradiction' }],
    ['a topic called otherwise', { topic: 'epidemiology' }, { refusal: 'contradiction' }],
    ['English in the place of Russian', { 'statement.ru': 'In English.' }, { refusal: 'contradiction' }],
    [
      'a topic without a name',
      { topic: 'nameless-topic', 'topicName.en': '', 'topicName.ru': '' },
      { errors: { 'topicName.en': 'not-valid' } },
    ],
    ['one language alone', { 'statement.ru': '' }, { errors: { 'statement.ru': 'required' } }],
    ['a name that is taken', { id: 'tls-risk-two' }, { refusal: 'held-already' }],
    ['a name with spaces', { id: 'not a name' }, { errors: { id: 'not-valid' } }],
  ])('is refused in words: %s', async (_how, change, refusal) => {
    expect(await propose('statement', { ...NEW, id: 'another-name', ...change })).toMatchObject({
      ok: false,
      ...refusal,
    });
  });

  test('two proposals that contradict each other: the second approval is turned back', async () => {
    const topic = { topic: 'a-third-topic', 'topicName.ru': 'Третья тема' };
    const first = await propose('statement', { ...NEW, ...topic, id: 'third-one', 'topicName.en': 'Third topic' });
    expect(first).toMatchObject({ ok: true });
    const one = await latest();
    const second = await propose('statement', { ...NEW, ...topic, id: 'third-two', 'topicName.en': 'Topic three' });
    expect(second).toMatchObject({ ok: true });
    const two = await latest();
    expect(await approveProposal(ivan, one, options())).toMatchObject({ ok: true });
    const state = await approveProposal(ivan, two, options());
    expect(state).toMatchObject({ refusal: 'breaks-rule' });
    expect(state.problems.map(({ ru }) => ru).join()).toContain('тема «a-third-topic» выше названа иначе');
    expect(await statement('third-two')).toBeUndefined();
  });
});

test('a share of the disease that contradicts its own counts is refused; a sound one goes into the export', async () => {
  const fact: PartValues = {
    ...SOURCE,
    id: 'made-up-share',
    topic: 'made-up-topic',
    'characteristic.en': 'Made-up feature',
    'characteristic.ru': 'Вымышленный признак',
    'population.en': 'made-up infants',
    'population.ru': 'вымышленные младенцы',
    percent: '50',
    qualifier: 'exact',
    n: '5',
    denominator: '40',
  };
  const state = await propose('fact', fact);
  expect(state).toMatchObject({ ok: false, refusal: 'contradiction' });
  // 5 of 40 is 12.5 %.
  expect(state.problems[0]?.en).toContain('50% differs from 5/40');
  await approved(await propose('fact', { ...fact, percent: '12,5' }));
  const held = { percent: 12.5, range: null, n: 5, note: null, topicName: { en: 'Made-up topic' } };
  expect((await getDisease(database.app)).facts.find(({ id }) => id === 'made-up-share')).toMatchObject(held);
});

test('a disagreement of sources on the disease is added and corrected by two curators and stays after a load', async () => {
  const last = async () => (await getDisease(database.app)).discrepancies.at(-1);
  const item = String((await getDisease(database.app)).discrepancies.length);
  const typed: PartValues = {
    ...SOURCE,
    'field.en': 'a made-up share',
    'field.ru': 'вымышленная доля',
    'reviewSays.en': '1%',
    'reviewSays.ru': '1 % детей',
    'primarySays.en': '4%',
    'primarySays.ru': '4 % детей',
    why: 'other population',
    'resolution.en': 'Both stand.',
    'resolution.ru': 'Оставлены обе.',
  };
  expect(await propose('disagreement', { ...typed, 'source.ref': 'nobody-1900' })).toMatchObject({
    refusal: 'contradiction',
    problems: [{ at: { field: 'source.ref' } }],
  });
  await approved(await propose('disagreement', typed));
  await approved(await propose('disagreement', { 'resolution.en': 'The primary source stands.' }, item));
  await loadEvidence(database.ownerUrl);
  const resolution = { en: 'The primary source stands.', ru: 'Оставлены обе.' };
  expect(await last()).toMatchObject({ field: { en: 'a made-up share' }, reason: 'other population', resolution });
});

test('the last share of the disease stays, whether it was the last when it was proposed or only when it was approved', async () => {
  const [first, second, ...others] = (await getDisease(database.app)).facts;
  if (first === undefined || second === undefined) throw new Error('the data set has shares');
  await database.owner.query('DELETE FROM disease_fact WHERE id = ANY($1)', [others.map(({ id }) => id)]);
  try {
    expect(await retire('fact', first.id)).toMatchObject({ ok: true });
    const one = await latest();
    expect(await retire('fact', second.id)).toMatchObject({ ok: true });
    const two = await latest();
    expect(await approveProposal(ivan, one, options())).toMatchObject({ ok: true });
    const state = await approveProposal(ivan, two, options());
    expect(state).toMatchObject({ ok: false, refusal: 'breaks-rule' });
    expect(state.problems[0]?.ru).toContain('последняя доля');
    expect(await retire('fact', second.id)).toMatchObject({
      refusal: 'contradiction',
      problems: [{ en: expect.stringContaining('the last share of the disease stays') as string }],
    });
    expect((await getDisease(database.app)).facts.map(({ id }) => id)).toEqual([second.id]);
  } finally {
    await loadEvidence(database.ownerUrl);
  }
});

describe('questions and the protocol', () => {
  test.each([
    ['protocol', null],
    ['flow', null],
    ['search', '0'],
    ['cover', 'lestaurtinib'],
    ['disagreement', '0'],
    ['question', 'lestaurtinib'],
  ] as const)('shown and sent back unchanged is no change: %s', async (part, item) => {
    expect(await propose(part, {}, item)).toMatchObject({ ok: false, refusal: 'nothing-changed' });
  });

  test('whose figures answer a question is changed and taken away; a load keeps it', async () => {
    const slugs = async (): Promise<readonly string[]> =>
      (await findCoveredQuestions(database.app)).find(({ question }) => question.id === 'lestaurtinib')?.cover
        .studies ?? [];
    expect(await propose('cover', { studies: '' }, 'lestaurtinib')).toMatchObject({ errors: { studies: 'choose' } });
    expect((await propose('cover', { studies: 'no-such-study' }, 'lestaurtinib')).problems[0]?.ru).toContain(
      'исследования no-such-study нет',
    );
    await approved(await propose('cover', { studies: 'aall0631; p9407', timeZeros: 'diagnosis' }, 'lestaurtinib'));
    await loadEvidence(database.ownerUrl);
    expect(await slugs()).toEqual(['aall0631', 'p9407']);
    await approved(await retire('cover', 'lestaurtinib'));
    await loadEvidence(database.ownerUrl);
    expect(await slugs()).toEqual([]);
  });

  test('a new question is asked without a judgement; a judgement has every domain with its reason or nothing', async () => {
    const asked = { id: 'made-up-question', 'text.en': 'A made-up question', 'text.ru': 'Вымышленный вопрос' };
    await approved(await propose('question', asked));
    expect((await getProtocol(database.app))?.questions.at(-1)).toEqual({
      id: 'made-up-question',
      text: { en: 'A made-up question', ru: 'Вымышленный вопрос' },
      certainty: null,
    });
    const state = await propose('question', { certainty: 'low' }, 'made-up-question');
    expect(state.errors).toMatchObject({ 'domains.imprecision.reason.ru': 'required', 'reason.en': 'required' });
    expect(state.errors).not.toHaveProperty('text.en');
    await approved(await propose('cover', { kmt2a: 'r', studies: 'interfant-06' }, 'made-up-question'));
    await loadEvidence(database.ownerUrl);
    expect((await findCoveredQuestions(database.app)).at(-1)).toMatchObject({
      question: { id: 'made-up-question' },
      cover: { kmt2a: 'r', timeZeros: [], studies: ['interfant-06'] },
    });
  });

  test('search log, flow and texts are changed each by itself, and an export brings all of it to another registry', async () => {
    const search = {
      'source.en': 'CENTRAL',
      'source.ru': 'CENTRAL',
      searched: '2026-11-30',
      query: 'infant* AND leuk*',
      found: '12',
    };
    expect(await propose('search', { ...search, searched: '30.11.2026' })).toMatchObject({
      errors: { searched: 'not-valid' },
    });
    await approved(await propose('search', search));
    expect(await propose('flow', { identified: '10', screened: '12' })).toMatchObject({ refusal: 'contradiction' });
    await approved(await propose('flow', { identified: '120', screened: '100', excluded: '60' }));
    const listed = (await findProposals(ivan, options())).find(({ table }) => table === 'review_protocol');
    const [change] = listed?.changes ?? [];
    const parts = changedParts({ content: change?.before }, { content: change?.after });
    expect(parts.map(({ name, before, after }) => [name, before, after]).sort()).toEqual([
      ['excluded', null, 60],
      ['identified', null, 120],
      ['screened', null, 100],
    ]);
    const methods = (await shown('protocol', null))['methods.en'] ?? '';
    expect(await propose('protocol', { 'methods.en': `${methods}\nOne more.` })).toMatchObject({
      errors: { 'methods.ru': 'line-by-line' },
    });
    const russian = (await shown('protocol', null))['methods.ru'] ?? '';
    await approved(
      await propose('protocol', { 'methods.en': `${methods}\nOne more.`, 'methods.ru': `${russian}\nЕщё один.` }),
    );
    await loadEvidence(database.ownerUrl);
    const now = await getProtocol(database.app);
    expect(now?.methods.at(-1)).toEqual({ en: 'One more.', ru: 'Ещё один.' });
    expect(now?.flow).toMatchObject({ identified: 120, screened: 100, excluded: 60, sought: null });
    expect(now?.searches.at(-1)).toMatchObject({ on: '2026-11-30', query: 'infant* AND leuk*', found: 12, note: null });

    const folder = await mkdtemp(path.join(tmpdir(), 'exported-'));
    const fresh = await createTestDatabase();
    try {
      await exportEvidence(database.ownerUrl, folder);
      await loadEvidence(fresh.ownerUrl, folder);
      expect(await getProtocol(fresh.app)).toEqual(now);
      expect(await getDisease(fresh.app)).toEqual(await getDisease(database.app));
      // Its own export says what stands here: nothing is taken back by it, nor by the data set after it.
      const stands = async () => [
        await getProtocol(database.app),
        await getDisease(database.app),
        (await findProposals(vera, options())).map(({ id, status }) => [id, status]),
      ];
      const kept = await stands();
      for (const from of [folder, undefined]) {
        await loadEvidence(database.ownerUrl, from);
        expect(await stands()).toEqual(kept);
      }
    } finally {
      await fresh.drop();
      await rm(folder, { recursive: true });
    }
  });
});
