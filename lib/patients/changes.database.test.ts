import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { asViewer } from '@/lib/db.server';
import { createTestDatabase, type TestDatabase } from '@/prisma/testing/database';
import { createPatient, updatePatient } from './changes.server';
import type { FormState, FormValues } from './form-state';
import { listed } from './testing/listed.server';
import { getPatient, type OpenedPatient } from './queries.server';
import { removeRecord, saveRecord } from './records/changes.server';
import { makePerson, type TestPerson } from './testing/sites';
import { typed } from './testing/typed-patient';

let database: TestDatabase;
let anna: TestPerson;
let boris: TestPerson;
let olga: TestPerson;
const options = (): { database: TestDatabase['app'] } => ({ database: database.app });

beforeAll(async () => {
  database = await createTestDatabase();
  anna = await makePerson(database, 'anna', 'data-manager', 'A');
  boris = await makePerson(database, 'boris', 'data-manager', 'B');
  olga = await makePerson(database, 'olga', 'researcher', 'A');
});
afterAll(() => database.drop());

let made = 0;
async function add(changes: FormValues = {}): Promise<OpenedPatient> {
  made += 1;
  const state = await createPatient(anna, typed({ pseudonym: `A-${made}x`, ...changes }), options());
  expect(state).toMatchObject({ ok: true, fieldErrors: {}, formError: null });
  return open(state.patientId ?? '');
}
async function open(id: string): Promise<OpenedPatient> {
  const found = await getPatient(anna, id, options());
  if (found === null) throw new Error('the patient is not there');
  return found;
}
async function record(
  { record: { id, version } }: OpenedPatient,
  values: FormValues,
  recordId = '',
): Promise<FormState> {
  return saveRecord(anna, { patientId: id, version: String(version), recordId, ...values }, options());
}
const death = (date: string): FormValues => ({ recordKind: 'event', date, kind: 'death', deathCause: 'leukaemia' });
const followUp = (date: string): FormValues => ({ recordKind: 'follow-up', date, status: 'alive-in-remission' });
const count = async (table: string): Promise<number> => {
  const rows = await asViewer(
    anna,
    (tx) => tx.$queryRawUnsafe<{ n: bigint }[]>(`SELECT count(*) AS n FROM ${table}`),
    options(),
  );
  return Number(rows[0]?.n);
};

describe('a new patient', () => {
  test('is stored with features and response, numbers read with a decimal comma', async () => {
    const { record: stored, course } = await add();
    expect(stored.identity).toMatchObject({
      pseudonym: expect.stringMatching(/^A-/),
      sex: 'female',
      ageDays: 120,
      diagnosisDate: '2021-03-01',
      diagnosisDatePrecision: null,
      protocolSlug: null,
    });
    expect(stored.features).toMatchObject({
      kmt2a: 'rearranged',
      kmt2aEvaluable: true,
      kmt2aPartner: 'AFF1',
      wbc: 312.5,
      cns: 'CNS1',
      immunophenotype: 'pro-B',
      testicular: null,
    });
    expect(stored.response).toMatchObject({
      day8Blasts: 1200,
      prednisoneResponse: 'poor',
      cnsDay8: null,
      remissionEoi: true,
      failureExcluded: null,
      remissionDate: '2021-04-05',
      remissionDatePrecision: null,
    });
    expect(stored.version).toBe(1);
    expect(course).toMatchObject({ kmt2a: 'rearranged', remissionDate: '2021-04-05', diagnosisDate: '2021-03-01' });
  });

  test('with a pseudonym that the site has already is refused at the field, and nothing is half written', async () => {
    const { record: stored } = await add();
    const before = [await count('patient'), await count('response'), await count('audit_entry')];
    const state = await createPatient(anna, typed({ pseudonym: stored.identity.pseudonym }), options());
    expect(state).toMatchObject({
      ok: false,
      formError: 'invalid',
      fieldErrors: { pseudonym: 'pseudonym-taken' },
      values: typed({ pseudonym: stored.identity.pseudonym }),
    });
    expect([await count('patient'), await count('response'), await count('audit_entry')]).toEqual(before);
  });

  test('with the same pseudonym at another site is fine', async () => {
    const { record: stored } = await add();
    expect((await createPatient(boris, typed({ pseudonym: stored.identity.pseudonym }), options())).ok).toBe(true);
  });

  test('at a site of somebody else is refused, whatever the form says', async () => {
    const state = await createPatient(anna, typed({ pseudonym: 'B-77', siteId: boris.siteId }), options());
    expect(state).toMatchObject({ ok: false, fieldErrors: { siteId: 'site' } });
    expect((await listed(boris, options(), 'B-77')).length > 0).toBe(false);
  });

  test('by a researcher is refused', async () => {
    await expect(createPatient(olga, typed({ pseudonym: 'R-1' }), options())).rejects.toMatchObject({
      code: 'forbidden',
    });
  });

  test.each([
    [{ remissionDate: '2021-02-28' }, { remissionDate: 'date-before-diagnosis' }],
    [{ diagnosisDate: '2999-01-01', remissionDate: '' }, { diagnosisDate: 'date-in-future' }],
    [{ remissionDate: '2999-01-01' }, { remissionDate: 'date-in-future' }],
    [{ protocolSlug: 'no-such-protocol' }, { protocolSlug: 'protocol' }],
    [{ ageDays: '731' }, { ageDays: 'age-range' }],
    // All faults of a form at once, those of one field and those of several.
    [
      { pseudonym: '', wbc: 'x', diagnosisDate: '2999-01-01', remissionDate: '', protocolSlug: 'no-such-protocol' },
      { pseudonym: 'required', wbc: 'number', diagnosisDate: 'date-in-future', protocolSlug: 'protocol' },
    ],
    [
      { diagnosisDate: 'soon', remissionDate: '2999-01-01' },
      { diagnosisDate: 'day', remissionDate: 'date-in-future' },
    ],
    [
      {
        ageDays: '731',
        remissionEoi: 'no',
        inductionFailure: 'yes',
        inductionFailureDate: '2999-01-01',
        remissionDate: '',
      },
      { ageDays: 'age-range', inductionFailureDate: 'date-in-future' },
    ],
  ])('with %j is refused at the field', async (changes, errors) => {
    expect(await createPatient(anna, typed({ pseudonym: 'NEVER', ...changes }), options())).toMatchObject({
      ok: false,
      fieldErrors: errors,
    });
  });
});

describe('a change of a patient', () => {
  test('is stored and raises the version', async () => {
    const {
      record: { id, version, identity },
    } = await add();
    const state = await updatePatient(
      anna,
      typed({
        patientId: id,
        version: String(version),
        pseudonym: identity.pseudonym,
        wbc: '0.9',
        kmt2a: 'germline',
        kmt2aPartner: '',
      }),
      options(),
    );
    expect(state.ok).toBe(true);
    const { record: stored } = await open(id);
    expect(stored.version).toBe(2);
    expect(stored.features).toMatchObject({ wbc: 0.9, kmt2a: 'germline', kmt2aPartner: null });
  });

  test('over a change by somebody else is a conflict that shows what is stored, keeps what was typed, and can then be saved', async () => {
    const {
      record: { id, identity },
    } = await add();
    const mine = typed({ patientId: id, version: '1', pseudonym: identity.pseudonym, wbc: '20' });
    expect((await updatePatient(anna, { ...mine, wbc: '10' }, options())).ok).toBe(true);
    const state = await updatePatient(anna, mine, options());
    expect(state).toMatchObject({
      ok: false,
      formError: 'conflict',
      values: mine,
      conflict: { version: 2, stored: { wbc: '10', kmt2a: 'rearranged', remissionEoi: 'yes' } },
    });
    expect((await open(id)).record.features.wbc).toBe(10);
    expect((await updatePatient(anna, { ...mine, version: '2' }, options())).ok).toBe(true);
    expect((await open(id)).record.features.wbc).toBe(20);
  });

  test('of two at once one wins and the other is told', async () => {
    const {
      record: { id, identity },
    } = await add();
    const save = (wbc: string): Promise<FormState> =>
      updatePatient(anna, typed({ patientId: id, version: '1', pseudonym: identity.pseudonym, wbc }), options());
    const states = await Promise.all([save('11'), save('12'), save('13')]);
    expect(states.filter((state) => state.ok)).toHaveLength(1);
    expect(states.filter((state) => state.formError === 'conflict')).toHaveLength(2);
    expect((await open(id)).record.version).toBe(2);
  });

  test.each([
    ['later', { diagnosisDate: '2021-04-20', remissionDate: '2021-05-25' }],
    ['earlier', { diagnosisDate: '2020-12-01', remissionDate: '2021-01-05' }],
  ])('may move diagnosis and remission %s together', async (_, changes) => {
    const {
      record: { id, identity },
    } = await add();
    expect(
      (
        await updatePatient(
          anna,
          typed({ patientId: id, version: '1', pseudonym: identity.pseudonym, ...changes }),
          options(),
        )
      ).fieldErrors,
    ).toEqual({});
    expect((await open(id)).course).toMatchObject(changes);
  });

  test('may not move the diagnosis past what is recorded', async () => {
    const patient = await add();
    expect((await record(patient, followUp('2021-06-01'))).ok).toBe(true);
    const { id, identity } = patient.record;
    const state = await updatePatient(
      anna,
      typed({
        patientId: id,
        version: '2',
        pseudonym: identity.pseudonym,
        diagnosisDate: '2021-07-01',
        remissionDate: '',
      }),
      options(),
    );
    expect(state).toMatchObject({ ok: false, fieldErrors: { diagnosisDate: 'records-before-diagnosis' } });
  });

  test("of another site's patient finds nothing", async () => {
    const {
      record: { id, identity },
    } = await add();
    const state = await updatePatient(
      boris,
      typed({ patientId: id, version: '1', pseudonym: identity.pseudonym }),
      options(),
    );
    expect(state).toMatchObject({ ok: false, formError: 'not-found', conflict: null });
    expect(await getPatient(boris, id, options())).toBeNull();
    expect(await getPatient(anna, 'no-uuid', options())).toBeNull();
  });
});

describe('records of the course', () => {
  test.each<[FormValues, string, object]>([
    [
      {
        recordKind: 'mrd',
        date: '2021-04-05',
        timePoint: 'end-of-induction',
        method: 'ig-tr-pcr',
        result: 'quantified',
        valuePercent: '0,05',
        sensitivityPercent: '0.001',
      },
      'mrd',
      { valuePercent: 0.05, sensitivityPercent: 0.001 },
    ],
    [
      { recordKind: 'treatment', class: 'bispecific antibody', startDate: '2021-04-10', endDate: '' },
      'treatment',
      { class: 'bispecific antibody', startDate: '2021-04-10', endDate: null },
    ],
    [
      { recordKind: 'transplant', date: '2021-09-01', donor: 'haploidentical', conditioning: '', remission: 'CR1' },
      'transplant',
      { donor: 'haploidentical', conditioning: null, remission: 'CR1' },
    ],
    [
      {
        recordKind: 'event',
        date: '2021-10-01',
        kind: 'relapse',
        relapseSites: 'bone-marrow,cns',
        lineage: 'same',
        deathCause: 'other',
      },
      'event',
      { kind: 'relapse', relapseSites: ['bone-marrow', 'cns'], lineage: 'same', deathCause: null },
    ],
    [followUp('2022-01-01'), 'follow-up', { status: 'alive-in-remission' }],
  ])('%j is added, changed and removed, each time raising the version', async (values, kind, expected) => {
    const patient = await add();
    expect(await record(patient, values)).toMatchObject({ ok: true, fieldErrors: {} });
    const added = await open(patient.record.id);
    const list = added.record.records[kind as 'mrd'];
    expect(list).toEqual([expect.objectContaining(expected)]);
    const [{ id: recordId = '' } = {}] = list;
    const dateField = kind === 'treatment' ? 'startDate' : 'date';
    expect((await record(added, { ...values, [dateField]: '2021-05-05' }, recordId)).ok).toBe(true);
    const changed = await open(patient.record.id);
    expect(changed.record.records[kind as 'mrd']).toEqual([
      expect.objectContaining({ id: recordId, [dateField]: '2021-05-05' }),
    ]);
    expect(
      (await removeRecord(anna, { patientId: patient.record.id, version: '3', recordId, recordKind: kind }, options()))
        .ok,
    ).toBe(true);
    const removed = await open(patient.record.id);
    expect(removed.record.records[kind as 'mrd']).toEqual([]);
    expect(removed.record.version).toBe(4);
  });

  test.each<[string, FormValues[], FormValues, object]>([
    ['before the diagnosis', [], followUp('2021-02-28'), { date: 'date-before-diagnosis' }],
    ['in the future', [], followUp('2999-01-01'), { date: 'date-in-future' }],
    ['after the death', [death('2021-08-01')], followUp('2021-08-02'), { date: 'date-after-death' }],
    [
      'treatment that ends after the death',
      [death('2021-08-01')],
      { recordKind: 'treatment', class: 'chemotherapy', startDate: '2021-07-01', endDate: '2021-08-02' },
      { endDate: 'date-after-death' },
    ],
    ['death before a later follow-up', [followUp('2021-09-01')], death('2021-08-01'), { date: 'records-after-death' }],
    ['second death', [death('2021-08-01')], death('2021-08-01'), { kind: 'second-death' }],
    [
      'relapse before the first remission',
      [],
      { recordKind: 'event', date: '2021-04-01', kind: 'relapse' },
      { date: 'relapse-before-remission' },
    ],
    [
      'MRD in the future without its result',
      [],
      { recordKind: 'mrd', date: '2999-01-01', timePoint: 'end-of-induction', result: '' },
      { date: 'date-in-future', result: 'choose' },
    ],
    [
      'treatment of no class that ends after the death',
      [death('2021-08-01')],
      { recordKind: 'treatment', class: '', startDate: '2021-07-01', endDate: '2021-08-02', cycle: 'x' },
      { class: 'choose', cycle: 'whole-number', endDate: 'date-after-death' },
    ],
    [
      'treatment that ends before it starts',
      [],
      { recordKind: 'treatment', class: 'chemotherapy', startDate: '2021-07-01', endDate: '2021-06-01' },
      { endDate: 'end-before-start' },
    ],
  ])('%s is refused at its field and writes nothing', async (_, before, values, errors) => {
    let patient = await add();
    for (const earlier of before) {
      expect((await record(patient, earlier)).ok).toBe(true);
      patient = await open(patient.record.id);
    }
    const audited = await count('audit_entry');
    expect(await record(patient, values)).toMatchObject({ ok: false, formError: 'invalid', fieldErrors: errors });
    expect(await count('audit_entry')).toBe(audited);
    expect(await open(patient.record.id)).toEqual(patient);
  });

  test('a record that is exactly stored already is refused, not stored a second time', async () => {
    const patient = await add();
    const states = await Promise.all([
      record(patient, followUp('2022-01-01')),
      record(patient, followUp('2022-01-01')),
    ]);
    expect(states.map((state) => state.formError).sort()).toEqual(['invalid', null]);
    expect(states.find((state) => !state.ok)?.fieldErrors).toEqual({ date: 'record-identical' });
    expect((await open(patient.record.id)).record.records['follow-up']).toHaveLength(1);
  });

  test('a record of another patient cannot be changed or removed through this one', async () => {
    const [mine, other] = [await add(), await add()];
    await record(other, followUp('2022-01-01'));
    const [{ id: recordId = '' } = {}] = (await open(other.record.id)).record.records['follow-up'];
    expect(await record(mine, followUp('2022-02-02'), recordId)).toMatchObject({ ok: false, formError: 'not-found' });
    const remove = { patientId: mine.record.id, version: '1', recordId, recordKind: 'follow-up' };
    expect(await removeRecord(anna, remove, options())).toMatchObject({ ok: false, formError: 'not-found' });
    expect(await removeRecord(boris, { ...remove, patientId: other.record.id, version: '2' }, options())).toMatchObject(
      { ok: false, formError: 'not-found' },
    );
    expect((await open(other.record.id)).record.records['follow-up']).toMatchObject([{ date: '2022-01-01' }]);
  });
});
