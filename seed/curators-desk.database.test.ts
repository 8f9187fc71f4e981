import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Viewer } from '@/lib/access/policy';
import { findEvidenceDraft, keepEvidenceDraft } from '@/lib/registry/proposals/draft.server';
import { proposeCorrection } from '@/lib/registry/proposals/proposals.server';
import { findProposals } from '@/lib/registry/proposals/queries.server';
import { correctionFields } from '@/lib/registry/proposals/schema';
import { markSeen } from '@/lib/registry/proposals/seen.server';
import { getTrial } from '@/lib/registry/queries.server';
import { storeRegisterRecord } from '@/lib/registry/register-record/stored.server';
import { addPerson } from '@/prisma/testing/cases';
import type { TestDatabase } from '@/prisma/testing/database';
import { evidenceWithCurators } from './testing/curators';
import { asViewer } from './testing/viewer';

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

describe('a draft', () => {
  const form = 'figure:interfant-06';

  test('is found again by who wrote it, by nobody else, and goes when it is thrown away', async () => {
    await keepEvidenceDraft(vera, form, { estimate: '46' }, options());
    await keepEvidenceDraft(vera, form, { estimate: '46.1' }, options());
    expect((await findEvidenceDraft(vera, form, options()))?.values).toEqual({ estimate: '46.1' });
    expect(await findEvidenceDraft(ivan, form, options())).toBeNull();
    await keepEvidenceDraft(vera, form, null, options());
    expect(await findEvidenceDraft(vera, form, options())).toBeNull();
  });

  test('is kept without the signs that no database stores', async () => {
    await keepEvidenceDraft(vera, form, { note: 'a\0b\ud800c' }, options());
    expect((await findEvidenceDraft(vera, form, options()))?.values).toEqual({ note: 'abc' });
    await keepEvidenceDraft(vera, form, null, options());
  });

  test('is nothing for who is no curator, and nothing but texts is kept', async () => {
    await expect(keepEvidenceDraft(anna, form, {}, options())).rejects.toThrow('forbidden');
    await expect(keepEvidenceDraft(vera, form, { estimate: 46 }, options())).rejects.toThrow('invalid');
    await expect(keepEvidenceDraft(vera, '', {}, options())).rejects.toThrow('invalid');
  });
});

describe('what a curator has seen', () => {
  const seen = async (viewer: Viewer): Promise<boolean[]> =>
    (await findProposals(viewer, options())).map((one) => one.seen);

  test('stays unseen until the curator says so, for that curator alone, and what comes later is new again', async () => {
    const figure = (await getTrial('uk-infant-87', database.app))?.trial.estimates[0];
    if (figure === undefined) throw new Error('the study has figures');
    const propose = (n: string) =>
      proposeCorrection(
        vera,
        { trial: 'uk-infant-87', estimate: figure.id },
        {
          values: { ...correctionFields(figure), n, reason: 'the abstract says so' },
          began: correctionFields(figure),
        },
        options(),
      );
    expect(await propose(String((figure.n ?? 0) + 1))).toMatchObject({ ok: true });
    expect(await seen(ivan)).toEqual([false]);
    const [shown] = await findProposals(ivan, options());
    await markSeen(ivan, shown?.at, options());
    expect(await seen(ivan)).toEqual([true]);
    expect(await seen(vera)).toEqual([false]);
    expect(await propose(String((figure.n ?? 0) + 2))).toMatchObject({ ok: true });
    expect((await seen(ivan)).sort()).toEqual([false, true]);
    await markSeen(ivan, '2020-01-01T00:00:00.000Z', options());
    expect((await seen(ivan)).sort()).toEqual([false, true]);
  });

  test('is nothing for who is no curator, and a moment is a moment', async () => {
    await expect(markSeen(anna, new Date().toISOString(), options())).rejects.toThrow('forbidden');
    await expect(markSeen(vera, 'yesterday', options())).rejects.toThrow('invalid');
  });
});

describe('a register record', () => {
  // Made by hand in the documented form, with the number under which the registry holds the study.
  const record = (overallStatus: string): string =>
    JSON.stringify({
      protocolSection: { identificationModule: { nctId: 'NCT00550992' }, statusModule: { overallStatus } },
    });
  const read = (pasted: string, viewer = vera) => storeRegisterRecord(viewer, 'interfant-06', pasted, options());
  async function kept(): Promise<number> {
    const { rows } = await database.owner.query<{ n: number }>('SELECT count(*)::int AS n FROM register_record');
    return rows[0]?.n ?? 0;
  }

  test('read again says what changed since, and is kept once for each state', async () => {
    expect(await read(record('RECRUITING'))).toMatchObject({ before: null, changed: null });
    expect(await read(record('RECRUITING'), ivan)).toMatchObject({ changed: [] });
    expect(await kept()).toBe(1);
    expect(await read(record('COMPLETED'), ivan)).toMatchObject({
      changed: [{ field: 'status', place: null, before: 'RECRUITING', after: 'COMPLETED' }],
    });
    expect(await kept()).toBe(2);
  });

  test.each([
    ['{', { problem: 'not-json' }],
    ['{"protocolSection": {}}', { problem: 'form', path: 'protocolSection.identificationModule' }],
    [record('COMPLETED').replace('NCT00550992', 'NCT00000001'), { problem: 'other-study', path: 'NCT00000001' }],
    ['ISRCTN12345678', { problem: 'other-study', path: 'ISRCTN12345678' }],
    [`"${'x'.repeat(1_000_001)}"`, { problem: 'too-large' }],
    [record('COMPL\0ETED'), { problem: 'sign', path: 'fields.status' }],
    [record('COMPL\ud800ETED'), { problem: 'sign', path: 'fields.status' }],
  ])('is refused in words and not kept: %.30s', async (pasted, problem) => {
    const before = await kept();
    expect(await read(pasted)).toMatchObject(problem);
    expect(await kept()).toBe(before);
  });

  test('cannot be altered by the program, and is nothing for who is no curator', async () => {
    await expect(read(record('COMPLETED'), anna)).rejects.toThrow('forbidden');
    await expect(database.app.registerRecord.deleteMany({})).rejects.toThrow(/permission denied/u);
  });
});
