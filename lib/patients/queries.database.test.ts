import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '@/prisma/testing/database';
import { createPatient } from './changes.server';
import type { FormValues } from './form-state';
import { getPatient, type OpenedPatient } from './queries.server';
import { findCohort } from './rules/findings.server';
import { listed } from './testing/listed.server';
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
async function add(changes: FormValues): Promise<OpenedPatient> {
  made += 1;
  const { patientId } = await createPatient(anna, typed({ pseudonym: `A-${made}x`, ...changes }), options());
  const found = await getPatient(anna, patientId ?? '', options());
  if (found === null) throw new Error('the patient is not there');
  return found;
}

test('a researcher gets courses and no patient; another site gets neither', async () => {
  const patient = await add({
    kmt2a: 'germline',
    kmt2aPartner: '',
    diagnosisDate: '2019-05-05',
    remissionDate: '2019-06-10',
  });
  const { id } = patient.record;
  const only = { kmt2a: 'germline', diagnosedFrom: '2019-05-05', diagnosedTo: '2019-05-05' } as const;
  for (const viewer of [olga, anna])
    expect((await findCohort(viewer, only, options())).courses).toMatchObject([{ patientId: id }]);
  for (const [viewer, filter] of [
    [boris, only],
    [boris, { siteIds: [anna.siteId] }],
    [olga, { ...only, diagnosedTo: '2019-05-04' }],
  ] as const)
    expect((await findCohort(viewer, filter, options())).courses).toEqual([]);
  expect(await listed(olga, options())).toEqual([]);
  expect(await getPatient(olga, id, options())).toBeNull();
});

test('a partner without a status counts as rearranged, but not against a finished work-up', async () => {
  const [derived, contradictory] = [
    await add({ kmt2a: '', kmt2aPartner: 'MLLT3' }),
    await add({ kmt2a: 'not-evaluable', kmt2aPartner: 'MLLT3' }),
  ];
  expect(derived.course.kmt2a).toBe('rearranged');
  expect(contradictory.course.kmt2a).toBeNull();
  const found = (await findCohort(anna, { kmt2a: 'rearranged' }, options())).courses.map((course) => course.patientId);
  expect(found).toContain(derived.record.id);
  expect(found).not.toContain(contradictory.record.id);
});
