import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { makePerson, type TestPerson } from '@/lib/patients/testing/sites';
import { createTestDatabase, type TestDatabase } from '@/prisma/testing/database';
import { openSession } from '@/prisma/testing/sessions';
import { createAccessMemory } from './current-access.server';
import { endSession } from './session/store.server';

let database: TestDatabase;
let anna: TestPerson;
let session = '';
/** Two processes of the program, each with its own memory. */
let processes: ReturnType<typeof createAccessMemory>[];
let asked = 0;

beforeAll(async () => {
  database = await createTestDatabase();
  anna = await makePerson(database, 'anna', 'data-manager', 'A');
});
afterAll(() => database.drop());
beforeEach(async () => {
  session = await openSession(database.owner, anna.id);
  const counted = new Proxy(database.app, {
    get(target, name) {
      if (name === '$queryRaw') asked += 1;
      return Reflect.get(target, name) as unknown;
    },
  });
  processes = [createAccessMemory({ database: counted }), createAccessMemory({ database: counted })];
});
const marks = (): Promise<string[]> => Promise.all(processes.map((ask) => ask(session)));

test('a mark is asked of the database once, and then only whether anything has changed, once for many questions', async () => {
  const [first] = await marks();
  asked = 0;
  const answers = await Promise.all(Array.from({ length: 500 }, marks));
  expect(new Set(answers.flat())).toEqual(new Set([first]));
  // Each process: the reading under way, and one for all who asked meanwhile.
  expect(asked).toBe(4);
});

test.each([
  ['a role is taken away', () => `DELETE FROM membership WHERE user_id = '${anna.id}'`],
  ['a role is given', () => `INSERT INTO membership (user_id, role) VALUES ('${anna.id}', 'curator')`],
  ['a role asks for a second factor', () => `UPDATE role_rule SET second_factor = true WHERE role = 'curator'`],
  ['the second factor is there', () => `UPDATE app_user SET totp_secret = 'x' WHERE id = '${anna.id}'`],
  ['the account is disabled', () => `UPDATE app_user SET disabled_at = now() WHERE id = '${anna.id}'`],
  ['the account is enabled', () => `UPDATE app_user SET disabled_at = NULL WHERE id = '${anna.id}'`],
])('when %s every process knows at once', async (_what, sql) => {
  const before = await marks();
  await database.owner.query(sql());
  const after = await marks();
  expect(after[0]).not.toBe(before[0]);
  expect(after[1]).toBe(after[0]);
});

test('when the session is ended elsewhere every process knows at once, and nobody is remembered', async () => {
  expect(new Set(await marks())).not.toContain('-');
  await endSession(session, { database: database.app });
  expect(await marks()).toEqual(['-', '-']);
  expect(await Promise.all(processes.map((ask) => ask('made up')))).toEqual(['-', '-']);
});

test.each([
  [
    'a role expires',
    (ms: number) => `UPDATE membership SET expires_at = now() + interval '${ms} milliseconds' WHERE role = 'curator'`,
  ],
  [
    'the session has rested too long',
    (ms: number) => `UPDATE user_session SET seen_at = now() - interval '30 minutes' + interval '${ms} milliseconds'`,
  ],
  [
    'the session has lasted too long',
    (ms: number) =>
      `UPDATE user_session SET seen_at = now(), started_at = now() - interval '12 hours' + interval '${ms} milliseconds'`,
  ],
])('when %s by time alone every process knows at once', async (_what, sql) => {
  await database.owner.query(sql(600));
  const before = await marks();
  expect(await marks()).toEqual(before);
  await wait(700);
  const after = await marks();
  expect(after[0]).not.toBe(before[0]);
  expect(after[1]).toBe(after[0]);
});

test('a change that is not committed yet changes nothing, and counts once it is', async () => {
  const before = await marks();
  await database.owner.query('BEGIN');
  await database.owner.query(`UPDATE app_user SET disabled_at = now() WHERE id = '${anna.id}'`);
  expect(await marks()).toEqual(before);
  await database.owner.query('COMMIT');
  expect(await marks()).toEqual(['-', '-']);
});
