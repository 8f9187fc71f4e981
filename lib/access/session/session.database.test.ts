import { createHash } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { makePerson, type TestPerson } from '@/lib/patients/testing/sites';
import { createTestDatabase, type TestDatabase } from '@/prisma/testing/database';
import { openSession } from '@/prisma/testing/sessions';
import { endSession, findViewer } from './store.server';

let database: TestDatabase;
let anna: TestPerson;
let boris: TestPerson;
const options = () => ({ database: database.app });
const whose = async (id: string): Promise<string | null> => (await findViewer(id, options()))?.id ?? null;
const start = (person: TestPerson): Promise<string> => openSession(database.owner, person.id);

beforeAll(async () => {
  database = await createTestDatabase();
  anna = await makePerson(database, 'anna', 'data-manager', 'A');
  boris = await makePerson(database, 'boris', 'researcher', 'A');
});
afterAll(() => database.drop());
beforeEach(async () => void (await database.owner.query('DELETE FROM user_session')));

describe('a session', () => {
  test('belongs to who signed in, and the database cannot say its id', async () => {
    const [one, other] = [await start(anna), await start(boris)];
    expect([await whose(one), await whose(other), await whose('made-up'), await whose('')]).toEqual([
      anna.id,
      boris.id,
      null,
      null,
    ]);
    const { rows } = await database.owner.query<{ id_hash: string }>('SELECT id_hash FROM user_session');
    const hash = createHash('sha256').update(one).digest('hex');
    expect(rows.map((row) => row.id_hash)).toContain(hash);
    expect(await whose(hash)).toBeNull();
  });

  test('is over after signing out, also for a copy of its cookie, and no other session with it', async () => {
    const [here, elsewhere] = [await start(anna), await start(anna)];
    await endSession(here, options());
    expect([await whose(here), await whose(elsewhere)]).toEqual([null, anna.id]);
  });

  test.each([
    ['rests half an hour', "seen_at = now() - interval '30 minutes 1 second'", false],
    ['rests less', "seen_at = now() - interval '29 minutes'", true],
    ['lasts twelve hours, busy as it is', "started_at = now() - interval '12 hours 1 second'", false],
    ['lasts less', "started_at = now() - interval '11 hours 59 minutes'", true],
  ])('that %s', async (_what, change, open) => {
    const id = await start(anna);
    await database.owner.query(`UPDATE user_session SET ${change}`);
    expect(await whose(id)).toBe(open ? anna.id : null);
    expect(await whose(id)).toBe(open ? anna.id : null);
  });

  test('is kept alive by being used', async () => {
    const id = await start(anna);
    await database.owner.query("UPDATE user_session SET seen_at = now() - interval '20 minutes'");
    expect(await whose(id)).toBe(anna.id);
    const { rows } = await database.owner.query(
      "SELECT seen_at > now() - interval '1 minute' AS fresh FROM user_session",
    );
    expect(rows).toEqual([{ fresh: true }]);
  });

  test.each([
    ['a new password', "password_hash = 'another'"],
    ['a disabled account', 'disabled_at = now()'],
    ['a raised version', 'session_version = session_version + 1'],
  ])('is ended with all of the person, and of nobody else, by %s', async (_what, change) => {
    const [one, two, other] = [await start(anna), await start(anna), await start(boris)];
    await database.owner.query(`UPDATE app_user SET ${change} WHERE id = $1`, [anna.id]);
    await database.owner.query('UPDATE app_user SET disabled_at = NULL WHERE id = $1', [anna.id]);
    expect([await whose(one), await whose(two), await whose(other)]).toEqual([null, null, boris.id]);
  });
});

test('the role of the program reads and writes no session past the functions', async () => {
  await start(anna);
  for (const sql of [
    'SELECT * FROM user_session',
    'DELETE FROM user_session',
    'UPDATE user_session SET seen_at = now()',
    `INSERT INTO user_session (id_hash, user_id) VALUES ('${'0'.repeat(64)}', '${anna.id}')`,
  ])
    await expect(database.app.$executeRawUnsafe(sql)).rejects.toThrow(/permission denied/);
});
