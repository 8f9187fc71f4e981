import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { closeWorkSession, endSession, findViewer, openWorkSession } from '@/lib/access/session/store.server';
import { asViewer } from '@/lib/db.server';
import { createTestDatabase, type TestDatabase } from '@/prisma/testing/database';
import { openSession } from '@/prisma/testing/sessions';
import { importWork } from '../../testing/import-work.server';
import { makePerson, type TestPerson } from '../../testing/sites';
import { findJob, startJob, type Worker } from './jobs.server';
import { runJob } from './run-job.server';

let database: TestDatabase;
const options = () => ({ database: database.app, today: '2026-11-01' });
const reason = 'the centre sent its sheet';

beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

type Confirmed = Readonly<{ person: TestPerson; id: string; worker: Worker; pseudonym: string }>;

/** A person of a site of its own, who confirmed an import of one patient that has not begun yet. */
async function confirmed(name: string): Promise<Confirmed> {
  const person = await makePerson(database, name, 'data-manager', name.toUpperCase());
  const pseudonym = `${name}-1`;
  const { check, read } = importWork(person, options());
  const checked = await check(await read(`id,age days,diagnosis date\n${pseudonym},60,2021-01-02\n`));
  const id = randomUUID();
  const workers: Worker[] = [];
  const input = { check: checked.id, reason };
  const asked = { id, siteId: person.siteId, kind: 'commit', input } as const;
  await startJob(person, asked, (_id, worker) => workers.push(worker), options());
  const [worker] = workers;
  if (worker === undefined) throw new Error('the import did not begin');
  return { person, id, worker, pseudonym };
}

/** Carries an import on as its process does: with what the work's session may do now. */
async function carryOn({ id, worker }: Confirmed): Promise<void> {
  const viewer = await findViewer(worker.token(), options());
  if (viewer !== null) await runJob(viewer, id, options());
}

/** Carries an import on, and does something once it has begun and waits for its site. */
async function meanwhile(one: Confirmed, happens: () => Promise<unknown>): Promise<void> {
  const site = 'hashtextextended($1, 11)';
  await database.owner.query(`SELECT pg_advisory_lock(${site})`, [one.person.siteId]);
  const done = carryOn(one);
  const waiting = "SELECT FROM pg_locks WHERE locktype = 'advisory' AND NOT granted";
  await expect.poll(async () => (await database.owner.query(waiting)).rowCount, { timeout: 10_000 }).toBe(1);
  await happens();
  await database.owner.query(`SELECT pg_advisory_unlock(${site})`, [one.person.siteId]);
  await done;
}

/** Whether somebody else of the site finds the patient. */
async function isStored({ person, pseudonym }: Confirmed): Promise<boolean> {
  const code = person.sites[0]?.siteCode ?? '';
  const other = await makePerson(database, `colleague-of-${pseudonym}`, 'data-manager', code);
  return (await asViewer(other, (tx) => tx.patient.count({ where: { pseudonym } }), options())) === 1;
}

const state = async ({ person, id }: Confirmed): Promise<string> => {
  const again = await openSession(database.owner, person.id);
  return (await findJob({ ...person, token: () => again }, id, options())).state;
};

test('an import that was confirmed goes on to its end when the session of its person rests or ends, before it begins and after', async () => {
  const rest = (one: Confirmed) =>
    database.owner.query(
      "UPDATE user_session SET seen_at = now() - interval '31 minutes' WHERE user_id = $1 AND NOT work",
      [one.person.id],
    );
  const rested = await confirmed('rested');
  await rest(rested);
  expect(await findViewer(rested.person.token(), options())).toBeNull();
  await carryOn(rested);
  expect([await state(rested), await isStored(rested)]).toEqual(['done', true]);

  const resting = await confirmed('resting');
  await meanwhile(resting, () => rest(resting));
  const left = await confirmed('left');
  await meanwhile(left, () => endSession(left.person.token(), options()));
  expect([await state(resting), await isStored(resting)]).toEqual(['done', true]);
  expect([await state(left), await isStored(left)]).toEqual(['done', true]);
});

test('work that runs is not lost, however long nobody has said so; a place of work whose process is gone is free', async () => {
  const one = await confirmed('silent');
  await database.owner.query("SELECT set_config('registry.viewer', $1, false)", [one.person.id]);
  const seen: string[] = [];
  await meanwhile(one, async () => {
    const silent =
      "UPDATE import_job SET alive_at = alive_at - interval '1 hour' WHERE id = $1 AND begun_at IS NOT NULL";
    await expect.poll(async () => (await database.owner.query(silent, [one.id])).rowCount).toBe(1);
    seen.push(await state(one));
  });
  expect([...seen, await state(one), await isStored(one)]).toEqual(['running', 'done', true]);

  const { person } = one;
  const begin = () => {
    const asked = { id: randomUUID(), siteId: person.siteId, kind: 'read', input: { file: randomUUID() } } as const;
    return startJob(person, asked, () => undefined, options());
  };
  for (const _ of [1, 2, 3, 4]) await begin();
  await expect(begin()).rejects.toMatchObject({ code: 'conflict' });
  await database.owner.query(
    "UPDATE import_job SET begun_at = now(), alive_at = now() - interval '11 s' WHERE user_id = $1 AND state = 'running'",
    [person.id],
  );
  expect(await begin()).toMatchObject({ state: 'running' });
  await database.owner.query("SELECT set_config('registry.viewer', '', false)");
});

test.each([
  ['closed', 'the account is closed', 'UPDATE app_user SET disabled_at = now() WHERE id = $1'],
  ['roleless', 'the role is taken away', 'DELETE FROM membership WHERE user_id = $1'],
])('an import (%s) writes nothing once %s, before it begins and after', async (name, _what, change) => {
  const before = await confirmed(`${name}a`);
  await database.owner.query(change, [before.person.id]);
  await carryOn(before);
  const during = await confirmed(`${name}b`);
  await meanwhile(during, () => database.owner.query(change, [during.person.id]));
  expect([await isStored(before), await isStored(during)]).toEqual([false, false]);
});

test('a session of work ends with the work, opens no other, and is none of a stranger', async () => {
  const one = await confirmed('ending');
  const work = { token: one.worker.token };
  expect((await findViewer(work.token(), options()))?.id).toBe(one.person.id);
  await expect(asViewer(work, openWorkSession, options())).rejects.toThrow('forbidden');
  await expect(asViewer({ token: () => 'nobody' }, openWorkSession, options())).rejects.toThrow('forbidden');
  // Its person's own session is none of work, and stays.
  await closeWorkSession(one.person.token(), options());
  expect((await findViewer(one.person.token(), options()))?.id).toBe(one.person.id);
  await database.owner.query("UPDATE user_session SET started_at = now() - interval '2 hours' WHERE work");
  expect(await findViewer(work.token(), options())).toBeNull();
  const other = await confirmed('other');
  await closeWorkSession(other.worker.token(), options());
  expect(await findViewer(other.worker.token(), options())).toBeNull();
  expect((await findViewer(other.person.token(), options()))?.id).toBe(other.person.id);
});
