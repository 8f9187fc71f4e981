import { expect } from 'vitest';
import { createTestDatabase, type TestDatabase } from '@/prisma/testing/database';
import { createPatient } from '../changes.server';
import type { FormState, FormValues } from '../form-state';
import { getPatient } from '../queries.server';
import { saveRecord } from '../records/changes.server';
import { makePerson, type TestPerson } from './sites';
import { typed } from './typed-patient';

type Opened = NonNullable<Awaited<ReturnType<typeof getPatient>>>;

type TwoCentres = Readonly<{
  database: TestDatabase;
  anna: TestPerson;
  irina: TestPerson;
  boris: TestPerson;
  options: () => { database: TestDatabase['app']; today: string };
  add: (changes?: FormValues, person?: TestPerson) => Promise<string>;
  addVisit: (patientId: string, date: string, status?: string) => Promise<string>;
  opened: (id: string) => Promise<Opened>;
  nameOfLast: () => string;
  /** The year of diagnosis of the patient added last. */
  yearOf: () => number;
}>;

/** A database with two people of one centre and one of another, and what they do with patients called `PREFIX-1`, `PREFIX-2` … */
export async function twoCentres(prefix: string): Promise<TwoCentres> {
  const database = await createTestDatabase();
  const anna = await makePerson(database, 'anna', 'data-manager', 'A');
  const irina = await makePerson(database, 'irina', 'data-manager', 'A');
  const boris = await makePerson(database, 'boris', 'data-manager', 'B');
  const options: TwoCentres['options'] = () => ({
    database: database.app,
    today: '2021-12-31',
  });

  let made = 0;
  const nameOfLast = (): string => `${prefix}-${made}`;
  async function add(changes: FormValues = {}, person: TestPerson = anna): Promise<string> {
    made += 1;
    // A year apart, so that no two are taken for one child.
    const day = `${1990 + made}-03-01`;
    const state = await createPatient(
      person,
      typed({ pseudonym: nameOfLast(), diagnosisDate: day, remissionDate: `${1990 + made}-04-05`, ...changes }),
      options(),
    );
    expect(state.fieldErrors).toEqual({});
    return state.patientId ?? '';
  }
  async function addVisit(patientId: string, date: string, status = 'alive-in-remission'): Promise<string> {
    const values = { patientId, version: '1', recordId: '', recordKind: 'follow-up', date, status };
    const state = await saveRecord(anna, values, options());
    expect(state.fieldErrors).toEqual({});
    return state.recordId ?? '';
  }
  async function opened(id: string): Promise<Opened> {
    const found = await getPatient(anna, id, options());
    if (found === null) throw new Error('not there');
    return found;
  }
  const yearOf = (): number => 1990 + made;

  return { database, anna, irina, boris, options, add, addVisit, opened, nameOfLast, yearOf };
}

/** What a step said, without what it says of the form's other fields. */
export const step = (state: FormState): object => ({
  ok: state.ok,
  form: state.formError,
  fields: state.fieldErrors,
});
export const DONE = { ok: true, form: null, fields: {} };
export const GONE = { ok: false, form: 'not-found', fields: {} };
export const refusedAt = (fields: object): object => ({ ok: false, form: 'invalid', fields });
