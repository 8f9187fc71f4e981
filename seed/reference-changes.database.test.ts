import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Viewer } from '@/lib/access/policy';
import type { PartValues } from '@/lib/registry/proposals/parts/fields';
import { proposePart } from '@/lib/registry/proposals/parts/part.server';
import { shownReference } from '@/lib/registry/proposals/parts/reference-part';
import type { PartState } from '@/lib/registry/proposals/parts/state';
import { showHeld } from '@/lib/registry/proposals/parts/typed';
import { approveProposal } from '@/lib/registry/proposals/proposals.server';
import { findProposals } from '@/lib/registry/proposals/queries.server';
import { findReferences } from '@/lib/registry/queries.server';
import type { TestDatabase } from '@/prisma/testing/database';
import { loadEvidence } from './load';
import { evidenceWithCurators } from './testing/curators';

let database: TestDatabase;
let vera: Viewer;
let ivan: Viewer;

const options = () => ({ database: database.app });

beforeAll(async () => {
  ({ database, vera, ivan } = await evidenceWithCurators());
});
afterAll(() => database.drop());

async function shown(item: string | null): Promise<PartValues> {
  const held = (await findReferences(undefined, database.app)).find(({ id }) => id === item);
  return showHeld('reference', held === undefined ? null : shownReference(held));
}

async function propose(values: PartValues, item: string | null = null): Promise<PartState> {
  const began = { ...(await shown(item)), reason: '' };
  const sent = { values: { reason: 'the journal prints it so', ...values }, began };
  return proposePart(vera, { trial: null, part: 'reference', item }, sent, options());
}

async function approved(state: PartState): Promise<void> {
  expect(state).toMatchObject({ ok: true, refusal: null });
  const [latest] = await findProposals(ivan, options());
  expect(await approveProposal(ivan, latest?.id ?? '', options())).toMatchObject({ ok: true });
}

describe('a publication', () => {
  const named = async (id: string) => (await findReferences(undefined, database.app)).find((one) => one.id === id);

  test('is corrected without losing what its form does not have, and stays so through a load and an export', async () => {
    const before = await named('kulczycka-2024');
    if (before === undefined) throw new Error('the data set has the paper');
    const form = await shown(before.id);
    expect(form).toMatchObject({
      authors: 'Kulczycka, M; Derlatka, K; Tasior, J; et al.',
      year: '2024',
      PMID: '38612531',
    });
    expect(await propose(form, before.id)).toMatchObject({
      refusal: 'nothing-changed',
    });
    await approved(await propose({ ...form, page: '3721–3740' }, before.id));
    const after = { ...before, page: '3721–3740' };
    expect(await named(before.id)).toEqual(after);
    await loadEvidence(database.ownerUrl);
    expect(await named(before.id)).toEqual(after);
  });

  test('that is new stands at the end and can be reported of; a name or a number of another is refused', async () => {
    const paper = {
      id: 'walker-2026',
      title: 'A made-up paper',
      authors: 'Walker, W.',
      year: '2026',
      DOI: '10.9999/walk.1',
    };
    const filledIn = { ...(await shown(null)), ...paper };
    await approved(await propose(filledIn));
    expect((await findReferences(undefined, database.app)).at(-1)).toEqual({
      ...{ id: 'walker-2026', type: 'article-journal', title: 'A made-up paper', DOI: '10.9999/walk.1' },
      ...{ author: [{ family: 'Walker', given: 'W.' }], issued: { 'date-parts': [[2026]] } },
    });
    expect(await propose(filledIn)).toMatchObject({ refusal: 'held-already' });
    const twin = { ...filledIn, id: 'walker-2026-2', DOI: '10.9999/WALK.1' };
    expect(await propose(twin)).toMatchObject({ refusal: 'other-paper' });
    const noDoi = { ...filledIn, id: 'walker-2027', DOI: 'page 7' };
    expect(await propose(noDoi)).toMatchObject({
      refusal: 'invalid',
      errors: { DOI: 'not-valid' },
    });
    await loadEvidence(database.ownerUrl);
    expect((await named('walker-2026'))?.title).toBe('A made-up paper');
    expect(await propose(paper, 'no-such-paper')).toMatchObject({
      refusal: 'not-found',
    });
  });
});
