import { afterAll, beforeAll, expect, test } from 'vitest';
import { createPatient } from '@/lib/patients/changes.server';
import { saveRecord } from '@/lib/patients/records/changes.server';
import { getPatient } from '@/lib/patients/queries.server';
import { makePerson, type TestPerson } from '@/lib/patients/testing/sites';
import { createTestDatabase, type TestDatabase } from '@/prisma/testing/database';
import { loadEvidence } from './load';
import { localSeries, publishedPoints } from '@/lib/comparison/figure/figure-model';
import { getComparison } from '@/lib/comparison/queries.server';
import { readSelection } from '@/lib/comparison/selection/reading';

let database: TestDatabase;
let anna: TestPerson;
let boris: TestPerson;
let olga: TestPerson;
const options = (): { database: TestDatabase['app'] } => ({ database: database.app });
const { selection: firstView } = readSelection({});

beforeAll(async () => {
  database = await createTestDatabase();
  await loadEvidence(database.ownerUrl);
  anna = await makePerson(database, 'anna', 'data-manager', 'A');
  boris = await makePerson(database, 'boris', 'data-manager', 'B');
  olga = await makePerson(database, 'olga', 'researcher', 'A');
});
afterAll(() => database.drop());

/** A KMT2A-rearranged child of site A, alive a year after diagnosis. */
async function addChild(pseudonym: string): Promise<void> {
  const state = await createPatient(
    anna,
    {
      pseudonym,
      sex: '',
      ageMonths: '',
      ageDays: '120',
      diagnosisDate: '2021-03-01',
      protocolSlug: '',
      kmt2a: 'rearranged',
      kmt2aPartner: '',
      wbc: '',
      cns: '',
      immunophenotype: '',
      testicular: '',
      day8Blasts: '',
      prednisoneResponse: '',
      cnsDay8: '',
      remissionEoi: '',
      remissionDate: '',
    },
    options(),
  );
  const patient = await getPatient(anna, state.patientId ?? '', options());
  if (patient === null) throw new Error('the patient is not there');
  await saveRecord(
    anna,
    {
      patientId: patient.record.id,
      version: String(patient.record.version),
      recordId: '',
      recordKind: 'follow-up',
      date: '2022-03-01',
      status: 'alive-in-remission',
    },
    options(),
  );
}

test('a visitor gets the largest trials and no local curve', async () => {
  const { figure, localRefusal, problems } = await getComparison(null, firstView, options());
  expect(publishedPoints(figure).map(({ acronym }) => acronym)).toEqual([
    'Interfant-06',
    'Interfant-99',
    'MLL-Baby',
    'CCG-1953',
    'MLL96/98',
    'MLL-10',
  ]);
  expect(figure.panels).toHaveLength(1);
  expect([localSeries(figure), localRefusal, problems]).toEqual([null, null, []]);
  expect(figure.citations.length).toBeGreaterThan(0);
});

test('fewer than five children are drawn for their data manager only, and for nobody of another site', async () => {
  for (const pseudonym of ['A-1', 'A-2', 'A-3', 'A-4']) await addChild(pseudonym);
  const seen = async (person: TestPerson | null, shown: boolean | null = null) => {
    const { figure, localRefusal } = await getComparison(
      person,
      { ...firstView, local: { ...firstView.local, shown } },
      options(),
    );
    return { n: localSeries(figure)?.n ?? null, localRefusal };
  };
  expect(await seen(anna)).toEqual({ n: 4, localRefusal: null });
  expect(await seen(olga)).toEqual({ n: null, localRefusal: 'too-few' });
  expect(await seen(boris)).toEqual({ n: null, localRefusal: 'no-patients' });
  expect(await seen(null, true)).toEqual({ n: null, localRefusal: 'sign-in' });
  await addChild('A-5');
  expect(await seen(olga)).toEqual({ n: 5, localRefusal: null });
});

test('another site cannot be named into the figure', async () => {
  const { figure, problems } = await getComparison(
    boris,
    { ...firstView, local: { ...firstView.local, shown: true, site: 'A' } },
    options(),
  );
  expect(localSeries(figure)).toBeNull();
  expect(problems).toMatchObject([{ parameter: 'site', code: 'unknown-site' }]);
});
