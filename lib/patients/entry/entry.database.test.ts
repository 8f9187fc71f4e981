import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '@/prisma/testing/database';
import { createPatient, updatePatient } from '../changes.server';
import type { FormState, FormValues } from '../form-state';
import { getPatient, type OpenedPatient } from '../queries.server';
import { formValues, patientFormValues } from '../records/record';
import { removeRecord, saveRecord } from '../records/changes.server';
import { makePerson, type TestPerson } from '../testing/sites';
import { DEFAULT_DEFINITIONS, observationBounds } from '../timeline';
import { findDrafts, keepDraft } from './draft.server';
import { NEW_PATIENT_FORM, patientForm } from './draft';

let database: TestDatabase;
let anna: TestPerson;
let berta: TestPerson;
let boris: TestPerson;
const options = (): { database: TestDatabase['app'] } => ({ database: database.app });
beforeAll(async () => {
  database = await createTestDatabase();
  anna = await makePerson(database, 'anna', 'data-manager', 'A');
  berta = await makePerson(database, 'berta', 'data-manager', 'A');
  boris = await makePerson(database, 'boris', 'data-manager', 'B');
});
afterAll(() => database.drop());

let made = 0;
const typed = (changes: FormValues = {}): FormValues => {
  made += 1;
  return { pseudonym: `E-${made}`, ageDays: '120', diagnosisDate: '2021-03-20', ...changes };
};
async function add(changes: FormValues = {}): Promise<OpenedPatient> {
  const state = await createPatient(anna, typed(changes), options());
  expect(state.fieldErrors).toEqual({});
  return open(state.patientId ?? '');
}
async function open(id: string): Promise<OpenedPatient> {
  const found = await getPatient(anna, id, options());
  if (found === null) throw new Error('the patient is not there');
  return found;
}
const sending = ({ record }: OpenedPatient, changes: FormValues): FormValues => {
  const base = patientFormValues(record);
  return {
    ...base,
    ageMonths: '',
    ...changes,
    patientId: record.id,
    version: String(record.version),
    base: JSON.stringify(base),
  };
};
const addRecord = ({ record }: OpenedPatient, values: FormValues): Promise<FormState> =>
  saveRecord(anna, { patientId: record.id, version: String(record.version), recordId: '', ...values }, options());
const followUp = { recordKind: 'follow-up', date: '2022-01-01', status: 'alive-in-remission' };

describe('two people at one patient', () => {
  test('who changed different fields are both stored, and the second is told what came from the first', async () => {
    const opened = await add({ wbc: '10' });
    expect((await updatePatient(berta, sending(opened, { sex: 'male' }), options())).ok).toBe(true);
    const state = await updatePatient(anna, sending(opened, { wbc: '20' }), options());
    expect(state).toMatchObject({ ok: true, adopted: { sex: 'male' } });
    const { identity, features } = (await open(opened.record.id)).record;
    expect([identity.sex, features.wbc]).toEqual(['male', 20]);
  });

  test('who changed one field are asked, and the second keeps what the first changed elsewhere', async () => {
    const opened = await add({ wbc: '10' });
    await updatePatient(berta, sending(opened, { wbc: '30', sex: 'male' }), options());
    const state = await updatePatient(anna, sending(opened, { wbc: '20', cns: 'CNS1' }), options());
    expect(state).toMatchObject({
      ok: false,
      formError: 'conflict',
      conflict: { fields: ['wbc'], stored: { wbc: '30' } },
      adopted: { sex: 'male' },
    });
    expect((await open(opened.record.id)).record.features).toMatchObject({ wbc: 30, cns: null });
  });

  test('in any order, any two edits lose no field', async () => {
    const choice = fc.record({
      sex: fc.constantFrom('', 'male', 'female'),
      cns: fc.constantFrom('', 'CNS1', 'CNS2'),
      wbc: fc.constantFrom('', '5', '50'),
    });
    await fc.assert(
      fc.asyncProperty(choice, choice, choice, async (was, first, second) => {
        const opened = await add(was);
        await updatePatient(berta, sending(opened, first), options());
        const state = await updatePatient(anna, sending(opened, second), options());
        const stored = patientFormValues((await open(opened.record.id)).record);
        for (const name of ['sex', 'cns', 'wbc'] as const) {
          const changes = [first[name], second[name]].filter((value) => value !== was[name]);
          if (state.ok) expect(stored[name]).toBe(changes[0] ?? was[name]);
          else expect(stored[name]).toBe(first[name]);
        }
        const conflict = (['sex', 'cns', 'wbc'] as const).filter(
          (name) => first[name] !== was[name] && second[name] !== was[name] && first[name] !== second[name],
        );
        expect([...(state.conflict?.fields ?? [])].sort()).toEqual([...conflict].sort());
      }),
      { numRuns: 15 },
    );
  }, 120_000);

  test('in any order, any two edits of one record lose no field', async () => {
    const NAMES = ['donor', 'conditioning', 'remission'] as const;
    const choice = fc.record({
      donor: fc.constantFrom('', 'matched-sibling', 'haploidentical'),
      conditioning: fc.constantFrom('', 'tbi', 'busulfan'),
      remission: fc.constantFrom('', 'CR1', 'CR2'),
    });
    const opened = await add();
    let day = 0;
    await fc.assert(
      fc.asyncProperty(choice, choice, choice, fc.boolean(), async (was, first, second, annaFirst) => {
        day += 1;
        const date = new Date(Date.UTC(2021, 5, day)).toISOString().slice(0, 10);
        const { recordId } = await addRecord(opened, { recordKind: 'transplant', date, ...was });
        const { version } = (await open(opened.record.id)).record;
        const target = { patientId: opened.record.id, version: String(version), recordId: recordId ?? '' };
        const edit = (person: TestPerson, values: FormValues): Promise<FormState> => {
          const base = JSON.stringify({ date, ...was });
          return saveRecord(person, { recordKind: 'transplant', date, ...values, ...target, base }, options());
        };
        await edit(annaFirst ? anna : berta, first);
        const state = await edit(annaFirst ? berta : anna, second);
        const { transplant } = (await open(opened.record.id)).record.records;
        const { id: _id, ...stored } = transplant.find(({ id }) => id === recordId) ?? { id: '' };
        const shown = formValues(stored);
        for (const name of NAMES) {
          const changes = [first[name], second[name]].filter((value) => value !== was[name]);
          expect(shown[name]).toBe(state.ok ? (changes[0] ?? was[name]) : first[name]);
        }
        const both = NAMES.filter(
          (name) => first[name] !== was[name] && second[name] !== was[name] && first[name] !== second[name],
        );
        expect([...(state.conflict?.fields ?? [])].sort()).toEqual([...both].sort());
      }),
      { numRuns: 20 },
    );
  }, 120_000);

  test('a record that is added never conflicts with what the other did', async () => {
    const opened = await add();
    await updatePatient(berta, sending(opened, { sex: 'male' }), options());
    expect((await addRecord(opened, followUp)).ok).toBe(true);
    expect((await addRecord(opened, { ...followUp, date: '2022-02-01' })).ok).toBe(true);
  });

  test('a record that the other removed can be saved as a new one', async () => {
    const opened = await add();
    const { recordId } = await addRecord(opened, followUp);
    const now = await open(opened.record.id);
    const of = {
      patientId: now.record.id,
      version: String(now.record.version),
      recordId: recordId ?? '',
      recordKind: 'follow-up',
    };
    const [stored] = now.record.records['follow-up'];
    if (stored === undefined) throw new Error('no record');
    const { id: _id, ...content } = stored;
    expect((await removeRecord(berta, { ...of, base: JSON.stringify(formValues(content)) }, options())).ok).toBe(true);
    const changed = { ...followUp, ...of, date: '2022-05-05' };
    expect(await saveRecord(anna, changed, options())).toMatchObject({
      ok: false,
      formError: 'not-found',
      values: changed,
    });
    expect((await saveRecord(anna, { ...changed, recordId: '' }, options())).ok).toBe(true);
    expect((await open(now.record.id)).record.records['follow-up']).toMatchObject([{ date: '2022-05-05' }]);
  });

  test('a record that the other changed is not removed unseen', async () => {
    const opened = await add();
    const { recordId } = await addRecord(opened, followUp);
    const now = await open(opened.record.id);
    const of = {
      patientId: now.record.id,
      version: String(now.record.version),
      recordId: recordId ?? '',
      recordKind: 'follow-up',
    };
    const base = JSON.stringify({ date: followUp.date, status: followUp.status });
    await saveRecord(berta, { ...followUp, ...of, status: 'lost', base }, options());
    expect(await removeRecord(anna, { ...of, base }, options())).toMatchObject({ ok: false, formError: 'conflict' });
    expect((await open(now.record.id)).record.records['follow-up']).toMatchObject([{ status: 'lost' }]);
  });
});

describe('a form that is sent again', () => {
  test('stores a patient once, however often and however close together', async () => {
    const values = typed({ submission: randomUUID() });
    const states = await Promise.all([1, 2, 3].map(() => createPatient(anna, values, options())));
    expect(states.map(({ ok }) => ok)).toEqual([true, true, true]);
    expect(new Set(states.map(({ patientId }) => patientId)).size).toBe(1);
  });

  test('stores a record once, and the retry is not refused as identical', async () => {
    const opened = await add();
    const values = { ...followUp, submission: randomUUID() };
    const [first, second] = [await addRecord(opened, values), await addRecord(opened, values)];
    expect([first.ok, second.ok, second.storedBefore]).toEqual([true, true, true]);
    expect(second.recordId).toBe(first.recordId);
    expect((await open(opened.record.id)).record.records['follow-up']).toHaveLength(1);
  });

  test('with something changed since, writes nothing and says what was stored', async () => {
    const opened = await add();
    const values = { ...followUp, submission: randomUUID() };
    const first = await addRecord(opened, values);
    const state = await addRecord(opened, { ...values, date: '2022-03-03' });
    expect(state).toMatchObject({
      ok: false,
      storedBefore: true,
      recordId: first.recordId,
      values: { date: '2022-03-03' },
    });
    expect((await open(opened.record.id)).record.records['follow-up']).toMatchObject([{ date: '2022-01-01' }]);
  });

  test('and was refused before, is stored now', async () => {
    const submission = randomUUID();
    expect((await createPatient(anna, typed({ submission, ageDays: '' }), options())).ok).toBe(false);
    expect((await createPatient(anna, typed({ submission }), options())).ok).toBe(true);
  });
});

describe('a date known in part', () => {
  test.each([
    ['03.2021', '2021-03-20', '2021-03'], // the middle, 15 March, lies before the diagnosis on the 20th
    ['2022', '2022-07-01', '2022'],
    ['04.2021', '2021-04-15', '2021-04'],
  ])('%s counts as %s and is shown as it was typed', async (text, counted, shown) => {
    const opened = await add();
    expect((await addRecord(opened, { ...followUp, date: text })).fieldErrors).toEqual({});
    const { record, course } = await open(opened.record.id);
    const [stored] = record.records['follow-up'];
    expect(stored).toMatchObject({ date: counted });
    expect(formValues(stored ?? {})).toMatchObject({ date: shown });
    expect(observationBounds(course, DEFAULT_DEFINITIONS.EFS)).not.toBeNull();
  });

  test('states the least and the most days', async () => {
    const opened = await add();
    await addRecord(opened, { recordKind: 'event', kind: 'death', date: '04.2021' });
    // 20 March to 1 and to 30 April 2021: 12 and 41 days
    expect(observationBounds((await open(opened.record.id)).course, DEFAULT_DEFINITIONS.OS)).toEqual({
      leastDays: 12,
      mostDays: 41,
    });
  });

  test('that lies before the diagnosis as a whole is refused', async () => {
    expect(await addRecord(await add(), { ...followUp, date: '02.2021' })).toMatchObject({
      ok: false,
      fieldErrors: { date: 'date-before-diagnosis' },
    });
  });

  test.each([
    ['05/03/2022', 'day-ambiguous'],
    ['5.3', 'day'],
    ['?', 'day'],
  ])('%s is refused, never stored as not recorded', async (remissionDate, error) => {
    expect(await createPatient(anna, typed({ remissionDate }), options())).toMatchObject({
      ok: false,
      fieldErrors: { remissionDate: error },
    });
  });
});

describe('drafts', () => {
  const sent = (form: string): FormValues => ({ form, values: '{"wbc":"1"}', base: '{}', version: '1' });

  test('are kept per person and form, and nobody else sees them', async () => {
    const { record } = await add();
    await keepDraft(anna, sent(patientForm(record.id)), options());
    await keepDraft(anna, { ...sent(patientForm(record.id)), values: '{"wbc":"2"}' }, options());
    expect(await findDrafts(anna, record.id, options())).toMatchObject([{ values: { wbc: '2' } }]);
    expect(await findDrafts(berta, record.id, options())).toEqual([]);
    const read = await database.app.entryDraft.findMany();
    expect(read).toEqual([]);
  });

  test("of another site's patient are refused", async () => {
    const { record } = await add();
    await expect(keepDraft(boris, sent(patientForm(record.id)), options())).rejects.toMatchObject({
      code: 'not-found',
    });
    await expect(keepDraft(anna, sent('nonsense'), options())).rejects.toMatchObject({ code: 'not-found' });
  });

  test('go when the form is saved, and when they are thrown away', async () => {
    await keepDraft(anna, sent(NEW_PATIENT_FORM), options());
    expect(await findDrafts(anna, null, options())).toHaveLength(1);
    await createPatient(anna, typed({ draft: NEW_PATIENT_FORM }), options());
    expect(await findDrafts(anna, null, options())).toEqual([]);
    await keepDraft(anna, sent(NEW_PATIENT_FORM), options());
    await keepDraft(anna, { form: NEW_PATIENT_FORM, version: '1' }, options());
    expect(await findDrafts(anna, null, options())).toEqual([]);
  });

  test('of new patients in two windows are two, and saving one leaves the other', async () => {
    const [one, other] = [`${NEW_PATIENT_FORM}:${randomUUID()}`, `${NEW_PATIENT_FORM}:${randomUUID()}`];
    for (const form of [one, other]) await keepDraft(anna, sent(form), options());
    await createPatient(anna, typed({ draft: one }), options());
    expect((await findDrafts(anna, null, options())).map(({ form }) => form)).toEqual([other]);
    await expect(keepDraft(anna, sent(`${NEW_PATIENT_FORM}:x`), options())).rejects.toMatchObject({
      code: 'not-found',
    });
    await keepDraft(anna, { form: other, version: '1' }, options());
  });

  test('close to somebody who is no data manager of the site any more', async () => {
    const { record } = await add();
    await keepDraft(berta, sent(patientForm(record.id)), options());
    await database.owner.query('DELETE FROM membership WHERE user_id = $1', [berta.id]);
    expect(await findDrafts(berta, record.id, options())).toEqual([]);
  });
});
