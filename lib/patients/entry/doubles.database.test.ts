import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '@/prisma/testing/database';
import { createPatient } from '../changes.server';
import { makePerson, type TestPerson } from '../testing/sites';
import { findDoubles } from './doubles.server';

let database: TestDatabase;
let anna: TestPerson;
let boris: TestPerson;
beforeAll(async () => {
  database = await createTestDatabase();
  anna = await makePerson(database, 'anna', 'data-manager', 'A');
  boris = await makePerson(database, 'boris', 'data-manager', 'B');
  const stored = { pseudonym: 'A-1', ageDays: '100', diagnosisDate: '2021-03-10', sex: 'female', kmt2a: 'rearranged' };
  await createPatient(anna, stored, { database: database.app });
});
afterAll(() => database.drop());

test.each([
  [{ diagnosisDate: '13.3.21', ageDays: '97' }, ['A-1']],
  [{ diagnosisDate: '13.3.21', ageDays: '97', pseudonym: '??', wbc: 'many' }, ['A-1']],
  [{ diagnosisDate: '14.3.21', ageDays: '100' }, []],
  [{ diagnosisDate: '10.3.21', ageDays: '104' }, []],
  [{ diagnosisDate: '10.3.21', ageDays: '100', sex: 'male' }, []],
  [{ diagnosisDate: '10.3.21', ageDays: '100', kmt2a: 'germline' }, []],
  [{ diagnosisDate: '10.3', ageDays: '100' }, []],
])('before saving %j the program asks about %j', async (typed, names) => {
  const found = await findDoubles(anna, typed, { database: database.app });
  expect(found.map(({ pseudonym }) => pseudonym)).toEqual(names);
});

test('nobody is asked about a child of another site', async () => {
  expect(await findDoubles(boris, { diagnosisDate: '2021-03-10', ageDays: '100' }, { database: database.app })).toEqual(
    [],
  );
});

test('more neighbours of the other sex, or without the rearrangement, hide no likely child', async () => {
  const options = { database: database.app };
  const near = { ageDays: '200', diagnosisDate: '2022-05-10' };
  const others = [
    { sex: 'male', kmt2a: 'rearranged' },
    { sex: 'female', kmt2a: 'germline' },
  ];
  for (let at = 10; at < 31; at += 1)
    await createPatient(anna, { ...near, ...others[at % 2], pseudonym: `B-${at}` }, options);
  await createPatient(anna, { ...near, pseudonym: 'D-1', sex: 'female', kmt2a: 'rearranged' }, options);
  await createPatient(anna, { ...near, pseudonym: 'D-2', kmt2a: '' }, options);
  const found = await findDoubles(anna, { ...near, sex: 'female', kmt2a: 'rearranged' }, options);
  expect(found.map(({ pseudonym }) => pseudonym)).toEqual(['D-1', 'D-2']);
});
