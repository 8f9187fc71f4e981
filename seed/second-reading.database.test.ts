import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Viewer } from '@/lib/access/policy';
import { asViewer as viewing } from '@/lib/db.server';
import { EMPTY_COPY } from '@/lib/registry/proposals/copy-fields';
import { valuesOf } from '@/lib/registry/proposals/figure-fields';
import { approveProposal, proposeCorrection, rejectProposal } from '@/lib/registry/proposals/proposals.server';
import { findProposals } from '@/lib/registry/proposals/queries.server';
import { READING_FIELDS, type ReadingFields, type ReadingState } from '@/lib/registry/proposals/second-reading';
import { correctionFields } from '@/lib/registry/proposals/schema';
import { findOwnReading, proposeReading, storeReading } from '@/lib/registry/proposals/second-reading.server';
import { findEstimates } from '@/lib/registry/queries.server';
import type { Estimate } from '@/lib/registry/schema';
import { addPerson } from '@/prisma/testing/cases';
import type { TestDatabase } from '@/prisma/testing/database';
import { evidenceWithCurators } from './testing/curators';
import { asViewer as viewerOf } from './testing/viewer';

const TARGET = { trial: 'uk-infant-87', estimate: 'uk-infant-87-efs-4y-all' };
const WHY = 'read again in the abstract';
let database: TestDatabase;
let vera: Viewer;
let ivan: Viewer;
let olga: Viewer;

const options = () => ({ database: database.app });

beforeAll(async () => {
  ({ database, vera, ivan } = await evidenceWithCurators());
  olga = viewerOf(await addPerson(database, 'olga@example.org', 'curator', 'A'), ['curator']);
});
afterAll(() => database.drop());

async function held(): Promise<Estimate> {
  const [estimate] = await findEstimates({ ids: [TARGET.estimate] }, database.app);
  if (estimate === undefined) throw new Error('there is no such figure');
  return estimate;
}

function typed(estimate: Estimate, changes: Partial<ReadingFields> = {}): ReadingFields {
  const first = valuesOf(estimate);
  const texts = READING_FIELDS.map((field) => [field, first[field] === null ? '' : String(first[field])]);
  return { ...(Object.fromEntries(texts) as ReadingFields), ...EMPTY_COPY, ...changes };
}

function compared(state: ReadingState): Extract<ReadingState, { reading: string }> {
  if (!('reading' in state)) throw new Error(`refused: ${String(state.refusal)}`);
  return state;
}

test('what differed is kept with both readers, and the one who brought a figure cannot read it a second time', async () => {
  const before = await held();
  const n = (before.n ?? 0) + 7;
  const answer = compared(await storeReading(vera, TARGET, typed(before, { n: String(n) }), options()));
  expect(answer).toMatchObject({ differed: ['n'], first: { n: before.n } });
  expect(await proposeReading(vera, answer.reading, typed(before), 'so', options())).toMatchObject({
    refusal: 'reason-length',
  });
  // Another's reading is nobody else's.
  expect(await proposeReading(ivan, answer.reading, typed(before), WHY, options())).toMatchObject({
    refusal: 'not-found',
  });
  const copy = { copyAddress: 'https://example.org/paper.pdf', copyAccessed: '2026-11-29', copySha256: 'A'.repeat(64) };
  expect(await proposeReading(vera, answer.reading, typed(before, copy), WHY, options())).toMatchObject({ ok: true });
  expect(await held()).toEqual(before);

  const [proposal] = await findProposals(vera, options());
  const id = proposal?.id ?? '';
  expect(await approveProposal(vera, id, options())).toMatchObject({ refusal: 'own-proposal' });
  expect(await approveProposal(ivan, id, options())).toMatchObject({ ok: true });
  const now = await held();
  expect(now).toMatchObject({ n: before.n, extraction: 'double', transcription: { differed: ['n'] } });
  expect(now.transcription?.readers).toEqual([
    { id: 'data-set', on: null, copy: null },
    {
      id: `reader-${vera.id.slice(0, 8)}`,
      on: expect.stringMatching(/^\d{4}-\d\d-\d\d$/u),
      copy: { address: copy.copyAddress, accessed: copy.copyAccessed, sha256: 'a'.repeat(64) },
    },
  ]);

  expect(await storeReading(vera, TARGET, typed(now), options())).toMatchObject({ ok: false, refusal: 'own-reading' });
  // Who approved it has seen its values, whatever window they come by; who has not may read.
  expect(await storeReading(ivan, TARGET, typed(now), options())).toMatchObject({ ok: false, refusal: 'own-reading' });
  expect(await findOwnReading(ivan, TARGET, options())).toBe('seen');
  expect(compared(await storeReading(olga, TARGET, typed(now), options())).differed).toEqual([]);
});

test('who turned a figure down has seen it too, and the database refuses the reading by itself', async () => {
  const other = { trial: 'uk-infant-87', estimate: 'uk-infant-87-os-4y-all' };
  const [figure] = await findEstimates({ ids: [other.estimate] }, database.app);
  if (figure === undefined) throw new Error('there is no such figure');
  const began = correctionFields(figure);
  const sent = { values: { ...began, n: '71', reason: WHY }, began };
  expect(await proposeCorrection(vera, other, sent, options())).toMatchObject({ ok: true });
  const [proposal] = await findProposals(olga, options());
  expect(await rejectProposal(olga, proposal?.id ?? '', WHY, options())).toMatchObject({ ok: true });
  expect(await storeReading(olga, other, typed(figure), options())).toMatchObject({ refusal: 'own-reading' });
  const direct = viewing(
    olga,
    (tx) =>
      tx.secondReading.create({
        data: { trialSlug: other.trial, estimateId: other.estimate, content: {}, differed: [], readBy: olga.id },
      }),
    options(),
  );
  await expect(direct).rejects.toThrow('reading: seen');
});

test('who has seen where the readings differ does not read again, and goes on from what was typed', async () => {
  const other = { trial: 'uk-infant-92', estimate: 'uk-infant-92-efs-4y-all' };
  const [figure] = await findEstimates({ ids: [other.estimate] }, database.app);
  if (figure === undefined) throw new Error('there is no such figure');
  expect(await findOwnReading(ivan, other, options())).toBeNull();
  const misread = typed(figure, { n: '999' });
  // Two windows at once: one reading.
  const answers = await Promise.all([1, 2].map(() => storeReading(ivan, other, misread, options())));
  expect(answers.filter((answer) => 'reading' in answer)).toHaveLength(1);
  expect(answers.find((answer) => !('reading' in answer))).toMatchObject({ refusal: 'read-already' });
  expect(await storeReading(ivan, other, typed(figure), options())).toMatchObject({ refusal: 'read-already' });
  const direct = database.app.secondReading.create({
    data: { trialSlug: 'x', estimateId: other.estimate, content: {}, differed: [], readBy: ivan.id },
  });
  await expect(direct).rejects.toThrow();
  expect(await findOwnReading(ivan, other, options())).toMatchObject({
    typed: { n: '999' },
    compared: { differed: ['n'], first: { n: figure.n } },
  });
  // Nobody else learns of it.
  expect(await findOwnReading(vera, other, options())).toBeNull();
});

test('who brought a figure stays its first reader, also where somebody corrected it since', async () => {
  const other = { trial: 'uk-infant-92', estimate: 'uk-infant-92-os-4y-all' };
  const correct = async (by: Viewer, n: string): Promise<void> => {
    const [figure] = await findEstimates({ ids: [other.estimate] }, database.app);
    if (figure === undefined) throw new Error('there is no such figure');
    const began = correctionFields(figure);
    const sent = { values: { ...began, n, reason: WHY }, began };
    expect(await proposeCorrection(by, other, sent, options())).toMatchObject({ ok: true });
    const [proposal] = await findProposals(by, options());
    const second = by === vera ? ivan : vera;
    expect(await approveProposal(second, proposal?.id ?? '', options())).toMatchObject({ ok: true });
  };
  await correct(vera, '71');
  await correct(ivan, '72');
  const [figure] = await findEstimates({ ids: [other.estimate] }, database.app);
  if (figure === undefined) throw new Error('there is no such figure');
  for (const reader of [vera, ivan])
    expect(await storeReading(reader, other, typed(figure), options())).toMatchObject({ refusal: 'own-reading' });
});

test.each<[string, Partial<ReadingFields>, object]>([
  ['a word for a number', { n: 'many' }, { errors: { n: 'count' } }],
  ['half an interval', { ciLow: '10', ciHigh: '', ciLevel: '' }, { errors: { ciLow: 'interval' } }],
])('is refused in words: %s', async (_how, changes, refusal) => {
  expect(await storeReading(ivan, TARGET, typed(await held(), changes), options())).toMatchObject({
    ok: false,
    ...refusal,
  });
});
