import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Viewer } from '@/lib/access/policy';
import { addPerson, inViewersTransaction, type Person } from '@/prisma/testing/cases';
import { createTestDatabase, type TestDatabase } from '@/prisma/testing/database';
import { readHorizons } from '../figure/local-curve';
import { makeRelease } from './decisions.server';
import { nextDue, PooledLists, pooledCohort } from './release';
import { findEarly, findReleases } from './releases.server';
import { decide, keep, release, withdraw } from './testing/network.server';

let database: TestDatabase;
let client: pg.Client;
let administrator: Person;
const managers: Person[] = [];
let researcher: Person;
let curator: Person;

beforeAll(async () => {
  database = await createTestDatabase();
  client = new pg.Client({ connectionString: database.appUrl });
  await client.connect();
  administrator = await addPerson(database, 'admin@example.org', 'administrator', 'A');
  for (const site of ['A', 'B', 'C', 'D', 'E'])
    managers.push(await addPerson(database, `${site.toLowerCase()}@example.org`, 'data-manager', site));
  researcher = await addPerson(database, 'researcher@example.org', 'researcher', 'E');
  curator = await addPerson(database, 'curator@example.org', 'curator', 'A');
});
beforeEach(async () => {
  await database.owner.query(
    'DELETE FROM network_step; DELETE FROM network_release; DELETE FROM network_contribution; DELETE FROM patient_observation; DELETE FROM observation_due',
  );
});
afterAll(async () => {
  await client.end();
  await database.drop();
});

const siteOf = (i: number): string => managers[i]?.siteId ?? '';
const managerOf = (i: number): Person => managers[i] ?? administrator;
const viewerOf = ({ id, token }: Person, globalRoles: Viewer['globalRoles']): Viewer => ({
  ...{ id, token, globalRoles, displayName: '', sites: [], lacksSecondFactor: false },
});
const FORBIDDEN = { code: '42501' };

type List = Readonly<{ endpoint: string; group: string; times: readonly (readonly [number, number, number])[] }>;
async function listsOf(number: number | null): Promise<List[]> {
  const { rows } = await database.owner.query<{ tables: List[] }>(
    'SELECT tables FROM network_release WHERE number = $1',
    [number],
  );
  return rows[0]?.tables ?? [];
}
async function listOf(number: number | null, endpoint: string, group = 'all'): Promise<List['times'] | undefined> {
  return (await listsOf(number)).find((list) => list.endpoint === endpoint && list.group === group)?.times;
}

/** As in `golden/pooled-curve.R`. */
const dayOf = (site: number, i: number): number => 40 + ((i * 37 + site * 101) % 97) * 20;
async function goldenSite(site: number, size: number, ids: string[] = []): Promise<string[]> {
  for (let i = 1; i <= size; i++) {
    const id = ids[i - 1] ?? randomUUID();
    const day = dayOf(site, i);
    await keep(database.owner, { id, site: siteOf(site - 1), death: (i + site) % 3 === 0 ? day : null, contact: day });
    ids[i - 1] = id;
  }
  return ids;
}
/** A year later, or two: who lives has been seen again. */
async function yearLater(network: readonly (readonly string[])[], years = 1): Promise<void> {
  for (const [site, ids] of network.entries())
    for (const [i, id] of ids.entries())
      if ((i + 1 + site + 1) % 3 !== 0)
        await keep(database.owner, { id, site: siteOf(site), contact: dayOf(site + 1, i + 1) + 400 * years });
}
async function goldenNetwork(): Promise<string[][]> {
  const ids: string[][] = [];
  for (const [i, size] of [9, 8, 7].entries()) {
    ids.push(await goldenSite(i + 1, size));
    await decide(client, managerOf(i), siteOf(i), true);
  }
  return ids;
}

describe('a release', () => {
  test('holds the children of the sites that are in it, in whole months to the last with five at risk', async () => {
    await goldenNetwork();
    await goldenSite(4, 30);
    const number = await release(database, administrator);
    expect(number).not.toBeNull();
    const times = (await listOf(number, 'OS')) ?? [];
    const sum = (place: 1 | 2): number => times.reduce((total, row) => total + row[place], 0);
    // R: n = 24, events = 7, last = 53
    expect([sum(1) + sum(2), sum(1), times.at(-1)?.[0]]).toEqual([24, 7, 53]);
  });

  test('is drawn as R 4 with survival 3 draws the children of all sites together (golden/pooled-curve.R)', async () => {
    await goldenNetwork();
    const number = (await release(database, administrator)) ?? 0;
    const lists = PooledLists.parse(await listsOf(number));
    const said = { number, lists, madeUp: false, releasedOn: '2026-11-29', sites: 3 };
    const cohort = pooledCohort(said, 'OS', 'all');
    const readings = cohort === null ? [] : readHorizons(cohort, [1, 2, 3]);
    expect(cohort?.table.size).toBe(24);
    [
      [0.9565217391, 0.7293386145, 0.9937589366, 21],
      [0.9061784897, 0.6726143313, 0.9758230265, 17],
      [0.788860738, 0.525763257, 0.91622836, 11],
    ].forEach(([percent = 0, low = 0, high = 0, atRisk], i) => {
      expect(readings[i]?.percent).toBeCloseTo(100 * percent, 6);
      expect(readings[i]?.low).toBeCloseTo(100 * low, 6);
      expect(readings[i]?.high).toBeCloseTo(100 * high, 6);
      expect(readings[i]?.atRisk).toBe(atRisk);
    });
    // After the last released month nothing is told, not even a number.
    expect(cohort === null ? null : readHorizons(cohort, [5])[0]).toMatchObject({ percent: null, atRisk: null });
  });

  test('is refused of two sites, with too few children, or where one site has more than six tenths', async () => {
    await goldenSite(1, 20);
    await goldenSite(2, 20);
    for (const i of [0, 1]) await decide(client, administrator, siteOf(i), true);
    expect(await release(database, administrator)).toBeNull();
    await decide(client, administrator, siteOf(2), true);
    await goldenSite(3, 4);
    expect(await release(database, administrator)).toBeNull();
    await goldenSite(3, 5);
    expect(await release(database, administrator)).not.toBeNull();
    await database.owner.query(
      'DELETE FROM network_release; DELETE FROM network_contribution; DELETE FROM patient_observation',
    );
    await goldenSite(1, 40);
    await goldenSite(2, 8);
    await goldenSite(3, 8);
    expect(await release(database, administrator)).toBeNull();
    const { rows } = await database.owner.query('SELECT FROM network_contribution');
    expect(rows).toEqual([]);
  });

  test('never holds made-up patients beside others', async () => {
    await goldenNetwork();
    expect(await release(database, administrator, { madeUp: true })).toBeNull();
  });
});

describe('who may', () => {
  test('decide on a site: who enters its patients, and administrators, with a reason that the audit keeps', async () => {
    await decide(client, managerOf(0), siteOf(0), true);
    await decide(client, administrator, siteOf(0), false);
    for (const other of [managerOf(1), researcher, curator])
      await expect(decide(client, other, siteOf(0), true)).rejects.toMatchObject(FORBIDDEN);
    const { rows } = await database.owner.query<{ actor_id: string; joins: string; reason: string }>(
      `SELECT actor_id, new_values ->> 'joins' AS joins, new_values ->> 'reason' AS reason FROM audit_entry
       WHERE table_name = 'network_step' AND action = 'insert' ORDER BY id DESC LIMIT 2`,
    );
    expect(rows).toEqual([
      { actor_id: administrator.id, joins: 'false', reason: 'as the board has decided' },
      { actor_id: managerOf(0).id, joins: 'true', reason: 'as the board has decided' },
    ]);
  });

  test('see which sites are in it: their own, and administrators', async () => {
    await goldenNetwork();
    const seen = async (person: Person): Promise<number> =>
      inViewersTransaction(client, person.id, async (run) => (await run('SELECT FROM network_step')).rowCount ?? 0);
    expect([await seen(administrator), await seen(managerOf(0)), await seen(researcher), await seen(curator)]).toEqual([
      3, 1, 0, 0,
    ]);
  });

  test('make a release: administrators', async () => {
    await goldenNetwork();
    for (const other of [managerOf(0), researcher, curator])
      await expect(release(database, other)).rejects.toThrow(/42501/u);
  });

  test('read a release: who is signed in; nobody reads what a child or a site contributed, or computes it', async () => {
    await goldenNetwork();
    expect(await release(database, administrator)).not.toBeNull();
    const ask = (person: string | null, sql: string) =>
      inViewersTransaction(client, person, async (run) => (await run(sql)).rowCount ?? 0);
    for (const person of [administrator, managerOf(0), managerOf(3), researcher, curator]) {
      expect(await ask(person.id, 'SELECT FROM network_release')).toBe(1);
      for (const sql of [
        'SELECT FROM network_contribution',
        "UPDATE network_release SET tables = '[]'",
        'DELETE FROM network_release',
        `SELECT network_current(ARRAY['${siteOf(0)}']::uuid[])`,
        'SELECT network_sites(false)',
        "SELECT network_list('OS', gen_random_uuid(), 'all', 60)",
        'SELECT network_prepare(gen_random_uuid(), false, true)',
      ])
        await expect(ask(person.id, sql), sql).rejects.toMatchObject(FORBIDDEN);
    }
    expect(await ask(null, 'SELECT FROM network_release')).toBe(0);
  });
});

describe('the next release', () => {
  test('waits until enough has changed, and a child that came alone waits with it', async () => {
    const ids = await goldenNetwork();
    const first = await release(database, administrator);
    await keep(database.owner, { id: randomUUID(), site: siteOf(0), contact: 100 });
    expect(await release(database, administrator)).toBeNull();
    await yearLater(ids);
    const second = await release(database, administrator);
    expect(second).toBe((first ?? 0) + 1);
    const size = async (number: number | null): Promise<number> =>
      ((await listOf(number, 'OS')) ?? []).reduce((sum, [, events, censored]) => sum + events + censored, 0);
    expect(await size(second)).toBe(24);
    expect(await listOf(first, 'OS')).not.toEqual(await listOf(second, 'OS'));
  });

  test('is not made before its day without a reason, which everybody reads; on its day none is asked or kept', async () => {
    const ids = await goldenNetwork();
    const first = await release(database, administrator, { reason: null });
    await yearLater(ids);
    const viewer = viewerOf(administrator, ['administrator']);
    for (const reason of [null, '', '  '])
      await expect(release(database, administrator, { reason })).rejects.toThrow(/network_release_before_its_day/u);
    await expect(release(database, administrator, { reason: 'too short' })).rejects.toThrow(/23514/u);
    expect(await makeRelease(viewer, { madeUp: false, reason: '' }, database.app)).toBe('early');
    expect(await makeRelease(viewer, { madeUp: false, reason: 'too short' }, database.app)).toBe('reason');
    expect(await findEarly(viewer, database.app)).toEqual({ real: true, madeUp: false });
    const said = 'a congress asks for it in March';
    expect(await makeRelease(viewer, { madeUp: false, reason: said }, database.app)).toBeNull();
    const reasons = async () =>
      (await findReleases(viewerOf(curator, ['curator']), database.app)).map(({ earlyReason }) => earlyReason);
    expect(await reasons()).toEqual([said, null]);
    // Half a year and a day later it is due, and a reason says nothing.
    await database.owner.query("UPDATE network_release SET made_at = made_at - interval '6 months 1 day'");
    expect(await findEarly(viewer, database.app)).toEqual({ real: false, madeUp: false });
    await yearLater(ids, 2);
    expect(await makeRelease(viewer, { madeUp: false, reason: said }, database.app)).toBeNull();
    expect(await reasons()).toEqual([null, said, null]);
    expect(first).not.toBeNull();
  });

  test('is due by the same calendar in the database and on the page, and after a withdrawal at once', async () => {
    await goldenNetwork();
    await release(database, administrator, { reason: null });
    for (const day of ['2026-01-15', '2026-08-31', '2027-08-31', '2026-12-01']) {
      await database.owner.query('UPDATE network_release SET made_at = $1', [`${day}T12:00:00Z`]);
      const { rows } = await database.owner.query<{ due: string }>('SELECT network_due(false)::text AS due');
      expect(rows).toEqual([{ due: nextDue(day) }]);
    }
    await withdraw(database, administrator);
    const { rows } = await database.owner.query('SELECT network_due(false) AS due');
    expect(rows).toEqual([{ due: null }]);
  });

  test('keeps what was released of a site that left alone, and takes nothing new of it', async () => {
    const ids = await goldenNetwork();
    await goldenSite(4, 9, ids[3]);
    await decide(client, administrator, siteOf(3), true);
    const first = await release(database, administrator);
    await decide(client, managerOf(3), siteOf(3), false);
    expect(await release(database, administrator)).toBeNull();
    await yearLater(ids);
    const second = await release(database, administrator);
    expect(second).not.toBeNull();
    const own = async (number: number | null): Promise<unknown[]> =>
      (
        await database.owner.query(
          `SELECT patient_id, os_month, os_event, efs_month FROM network_contribution c JOIN network_release r ON r.id = c.release_id
           WHERE r.number = $1 AND c.site_id = $2 ORDER BY 1`,
          [number, siteOf(3)],
        )
      ).rows;
    expect(await own(second)).toEqual(await own(first));
  });

  test('is no release of two sites, even where those who go are enough', async () => {
    const ids = await goldenNetwork();
    for (const i of [3, 4]) {
      ids.push(await goldenSite(i + 1, 9));
      await decide(client, administrator, siteOf(i), true);
    }
    const first = await release(database, administrator);
    expect(first).not.toBeNull();
    for (const i of [2, 3, 4]) await decide(client, administrator, siteOf(i), false);
    // Two sites are no network.
    expect(await release(database, administrator)).toBeNull();
  });

  test('keeps an erased child in what was released under an id that leads nowhere', async () => {
    await goldenNetwork();
    const { rows: patients } = await inViewersTransaction(client, managerOf(0).id, (run) =>
      run<{ id: string }>(
        "INSERT INTO patient (site_id, pseudonym, age_days, diagnosis_date) VALUES ($1, 'ERASED', 100, '2015-01-01') RETURNING id",
        [siteOf(0)],
      ),
    );
    const id = patients[0]?.id ?? '';
    await database.owner.query('DELETE FROM observation_due');
    await keep(database.owner, { id, site: siteOf(0), contact: 500 });
    await release(database, administrator);
    const of = async (): Promise<number | null> =>
      (await database.owner.query('SELECT FROM network_contribution WHERE patient_id = $1', [id])).rowCount;
    expect(await of()).toBe(1);
    await database.owner.query("SELECT set_config('registry.viewer', $1, false)", [managerOf(0).id]);
    await database.owner.query('DELETE FROM patient WHERE id = $1', [id]);
    await database.owner.query("SELECT set_config('registry.viewer', '', false)");
    expect(await of()).toBe(0);
    expect((await database.owner.query('SELECT FROM network_contribution')).rowCount).toBe(25);
  });
});

describe('a withdrawal', () => {
  /** Four centres release; one leaves, and everybody else is seen again a year later. */
  async function leaving(): Promise<{ ids: string[][]; first: number | null }> {
    const ids = await goldenNetwork();
    ids.push(await goldenSite(4, 9));
    await decide(client, administrator, siteOf(3), true);
    const first = await release(database, administrator);
    await decide(client, managerOf(3), siteOf(3), false);
    await yearLater(ids);
    return { ids, first };
  }
  const childrenOf = async (number: number | null, site: string): Promise<number | null> =>
    (
      await database.owner.query(
        'SELECT FROM network_contribution c JOIN network_release r ON r.id = c.release_id WHERE r.number = $1 AND c.site_id = $2',
        [number, site],
      )
    ).rowCount;

  test('is of administrators, takes down every release, and its reason stands in the audit', async () => {
    const { first } = await leaving();
    const second = await release(database, administrator);
    expect([await childrenOf(first, siteOf(3)), await childrenOf(second, siteOf(3))]).toEqual([9, 9]);
    for (const other of [managerOf(3), researcher, curator])
      await expect(withdraw(database, other)).rejects.toThrow(/42501/u);
    expect(await withdraw(database, administrator)).toBe(2);
    expect([await listsOf(first), await listsOf(second)]).toEqual([[], []]);
    expect(await withdraw(database, administrator)).toBe(0);
    const { rows } = await database.owner.query(
      `SELECT actor_id, new_values ->> 'withdrawal_reason' AS reason FROM audit_entry
       WHERE table_name = 'network_release' AND action = 'update' ORDER BY id DESC LIMIT 2`,
    );
    const entry = { actor_id: administrator.id, reason: 'a centre has taken back its consent' };
    expect(rows).toEqual([entry, entry]);
  });

  test('leaves nobody in a later release who has left, and there is none while its difference would tell of them', async () => {
    await leaving();
    await withdraw(database, administrator);
    // Without the fourth centre its table would be the difference from what was seen; that others have changed hides nothing of it.
    expect(await release(database, administrator)).toBeNull();
    await database.owner.query(
      'DELETE FROM patient_observation WHERE patient_id IN (SELECT patient_id FROM patient_observation WHERE site_id = $1 LIMIT 3)',
      [siteOf(0)],
    );
    expect(await release(database, administrator)).toBeNull();
  });

  test('lets a release be made again when children of enough centres have gone', async () => {
    const { ids, first } = await leaving();
    for (const [i, size] of [30, 30, 30].entries()) ids.push(await goldenSite(i + 1, size));
    await withdraw(database, administrator);
    const gone = [ids[0]?.slice(0, 5), ids[1]?.slice(0, 5), ids[2]?.slice(0, 5)].flatMap((own) => own ?? []);
    await database.owner.query('DELETE FROM patient_observation WHERE patient_id = ANY ($1::uuid[])', [gone]);
    const next = await release(database, administrator);
    expect(next).toBe((first ?? 0) + 1);
    expect(await childrenOf(next, siteOf(3))).toBe(0);
    const { rowCount } = await database.owner.query(
      'SELECT FROM network_contribution c JOIN network_release r ON r.id = c.release_id WHERE r.number = $1 AND c.patient_id = ANY ($2::uuid[])',
      [next, gone],
    );
    expect(rowCount).toBe(0);
  });
});
