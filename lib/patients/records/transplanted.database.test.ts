import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '@/prisma/testing/database';
import { createPatient, updatePatient } from '../changes.server';
import { getPatient } from '../queries.server';
import { makePerson, type TestPerson } from '../testing/sites';
import { typed } from '../testing/typed-patient';
import { removeRecord, saveRecord } from './changes.server';
import { patientFormValues, type PatientRecord } from './record';

let database: TestDatabase;
let anna: TestPerson;
const options = (): { database: TestDatabase['app'] } => ({ database: database.app });
beforeAll(async () => {
  database = await createTestDatabase();
  anna = await makePerson(database, 'anna', 'data-manager', 'A');
});
afterAll(() => database.drop());

async function stored(id: string): Promise<PatientRecord> {
  const opened = await getPatient(anna, id, options());
  if (opened === null) throw new Error('the patient is not there');
  return opened.record;
}

test('of a child whose transplantation is recorded no second answer is stored, and none is shown without the record', async () => {
  const { patientId: id } = await createPatient(anna, typed({ pseudonym: 'A-1x' }), options());
  const patientId = id ?? '';
  const of = async (): Promise<{ patientId: string; version: string }> => ({
    patientId,
    version: String((await stored(patientId)).version),
  });
  const hsct = { recordKind: 'transplant', recordId: '', date: '2021-09-01' };
  expect((await saveRecord(anna, { ...(await of()), ...hsct }, options())).fieldErrors).toEqual({});
  const shown = patientFormValues(await stored(patientId));
  expect(shown['transplanted']).toBe('yes');

  const sent = { ...shown, ageMonths: '', wbc: '20', ...(await of()) };
  expect((await updatePatient(anna, sent, options())).fieldErrors).toEqual({});
  const saved = await stored(patientId);
  expect(saved.features.wbc).toBe(20);
  expect(saved.identity.transplanted).toBeNull();

  const recordId = saved.records.transplant[0]?.id ?? '';
  const removed = await removeRecord(anna, { ...(await of()), recordKind: 'transplant', recordId }, options());
  expect(removed.ok).toBe(true);
  expect(patientFormValues(await stored(patientId))['transplanted']).toBe('');
});
