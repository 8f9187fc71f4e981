import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '@/prisma/testing/database';
import { createPatient } from '../changes.server';
import type { FormValues } from '../form-state';
import { getPatient } from '../queries.server';
import { saveRecord } from '../records/changes.server';
import { makePerson, type TestPerson } from '../testing/sites';
import { typed } from '../testing/typed-patient';
import { findCohort, findPatientQuality } from './findings.server';
import { findQuality } from './quality-report.server';

let database: TestDatabase;
let anna: TestPerson;
let boris: TestPerson;
let olga: TestPerson;
const options = (): { database: TestDatabase['app']; today: string } => ({
  database: database.app,
  today: '2021-12-31',
});
const add = async (person: TestPerson, changes: FormValues): Promise<string> => {
  const state = await createPatient(person, typed(changes), options());
  expect(state.fieldErrors).toEqual({});
  return state.patientId ?? '';
};
let first: string;
let second: string;

beforeAll(async () => {
  database = await createTestDatabase();
  anna = await makePerson(database, 'anna', 'data-manager', 'A');
  boris = await makePerson(database, 'boris', 'data-manager', 'B');
  olga = await makePerson(database, 'olga', 'researcher', 'A');
  first = await add(anna, { pseudonym: 'A-1' });
  second = await add(anna, { pseudonym: 'A-2', diagnosisDate: '2021-03-03', ageDays: '118' });
  const sound = await add(anna, { pseudonym: 'A-3', diagnosisDate: '2021-02-01', ageDays: '30' });
  await saveRecord(
    anna,
    {
      patientId: sound,
      version: '1',
      recordId: '',
      recordKind: 'follow-up',
      date: '2021-12-01',
      status: 'alive-in-remission',
    },
    options(),
  );
  // The same child by every mark, but of another site: nobody may learn that.
  await add(boris, { pseudonym: 'B-1' });
});
afterAll(() => database.drop());

describe('quality over everything', () => {
  test('counts patients with open errors and names the patients of each rule, of the own sites alone', async () => {
    const report = await findQuality(anna, options());
    expect([report.patients, report.withErrors]).toEqual([3, 2]);
    const doubled = report.rules.find(({ rule }) => rule === 'patient-doubled');
    expect(doubled?.patients.map(({ pseudonym }) => pseudonym).sort()).toEqual(['A-1', 'A-2']);
    expect((await findQuality(boris, options())).withErrors).toBe(0);
    expect(await findQuality(olga, options())).toMatchObject({ patients: 0, withErrors: 0 });
  });

  test('gives whoever sees the curve the number behind it, under the same filter', async () => {
    expect((await findCohort(olga, {}, options())).withErrors).toBe(2);
    expect((await findCohort(olga, { diagnosedTo: '2021-02-28' }, options())).withErrors).toBe(0);
    expect((await findCohort(olga, { siteIds: [boris.siteId] }, options())).withErrors).toBe(0);
    expect((await findCohort(boris, {}, options())).withErrors).toBe(0);
  });

  test('names at a patient the others that may be the same child', async () => {
    const opened = await getPatient(anna, first, options());
    if (opened === null) throw new Error('not there');
    const { findings, doubles } = await findPatientQuality(anna, opened.record, options());
    expect(doubles).toEqual([expect.objectContaining({ id: second, pseudonym: 'A-2' })]);
    expect(findings[0]).toMatchObject({ rule: 'patient-doubled' });
  });
});
