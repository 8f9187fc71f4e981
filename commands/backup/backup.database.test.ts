import { pbkdf2, randomBytes } from 'node:crypto';
import { chmod, mkdtemp, readdir, readFile, rm, stat, truncate } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parse } from 'csv-parse/sync';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { readMigrations } from '@/prisma/migrate';
import { appUrlFor } from '@/prisma/roles';
import { addCase, addPerson, inViewersTransaction, type Person } from '@/prisma/testing/cases';
import { createTestDatabase, type TestDatabase } from '@/prisma/testing/database';
import { openSession } from '@/prisma/testing/sessions';
import { bringUpToDate } from '../setup/bring-up-to-date';
import { restoreBackup } from './restore-backup';
import { PASSING_TABLES } from './tables';
import { connectOwner } from '@/prisma/owner-client';
import { writeBackup } from './write-backup';
import { LEFT_OUT, writeExport } from './write-export';

const KEY = 'a key that is long enough';
let folder: string;
let database: TestDatabase;
let anna: Person;
let app: pg.Client;
let administrator: pg.Client;
const made: string[] = [];
const dropped: TestDatabase[] = [];

/** An empty database with an owner of its own. */
async function makeEmpty(): Promise<{ ownerUrl: string; appUrl: string; name: string }> {
  const name = `restored_${randomBytes(5).toString('hex')}`;
  made.push(name);
  await administrator.query(`CREATE ROLE ${name} LOGIN CREATEROLE PASSWORD 'owner'`);
  await administrator.query(`CREATE DATABASE ${name} OWNER ${name}`);
  const url = new URL(inject('postgres').administratorUrl);
  [url.username, url.password, url.pathname] = [name, 'owner', `/${name}`];
  return { name, ownerUrl: url.toString(), appUrl: appUrlFor(url.toString(), 'only-for-this-test-run') };
}

/** As who is held back by no policy. */
async function asAdministrator<Result>(name: string, work: (client: pg.Client) => Promise<Result>): Promise<Result> {
  const url = new URL(inject('postgres').administratorUrl);
  url.pathname = `/${name}`;
  const client = new pg.Client({ connectionString: url.toString() });
  await client.connect();
  return work(client).finally(() => client.end());
}

/** Every table's rows in one number. */
const contents = (name: string): Promise<Record<string, string>> =>
  asAdministrator(name, async (client) => {
    const { rows } = await client.query<{ name: string }>(
      "SELECT relname AS name FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace ORDER BY 1",
    );
    const found: Record<string, string> = {};
    for (const { name: table } of rows) {
      const { rows: digests } = await client.query<{ digest: string }>(
        `SELECT count(*) || ' ' || coalesce(md5(string_agg(t::text, E'\\n' ORDER BY t::text)), '') AS digest FROM ${client.escapeIdentifier(table)} t`,
      );
      found[table] = digests[0]?.digest ?? '';
    }
    return found;
  });
/** What guards the tables: policies, forced or not, triggers, and the right order of numbers. */
const guards = (name: string): Promise<unknown> =>
  asAdministrator(name, async (client) => {
    const { rows } = await client.query(
      `SELECT c.relname, c.relrowsecurity, c.relforcerowsecurity,
         (SELECT count(*)::int FROM pg_policy p WHERE p.polrelid = c.oid) AS policies,
         (SELECT string_agg(tgname || tgenabled::text, ',' ORDER BY tgname) FROM pg_trigger t WHERE t.tgrelid = c.oid AND NOT tgisinternal) AS triggers
       FROM pg_class c WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace ORDER BY 1`,
    );
    const { rows: numbers } = await client.query('SELECT sequencename, last_value FROM pg_sequences ORDER BY 1');
    return { rows, numbers };
  });
const nameOf = (url: string): string => new URL(url).pathname.slice(1);
const backupTo = (name: string): string => path.join(folder, name);

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'registry-backup-'));
  await chmod(folder, 0o711);
  administrator = new pg.Client({ connectionString: inject('postgres').administratorUrl });
  await administrator.connect();
  database = await createTestDatabase();
  anna = await addPerson(database, 'anna@clinic.example', 'data-manager', 'A');
  const boris = await addPerson(database, 'boris@clinic.example', 'data-manager', 'B');
  app = new pg.Client({ connectionString: database.appUrl });
  await app.connect();
  const binned = await addCase(app, anna);
  for (const person of [anna, anna, boris]) await addCase(app, person);
  // Letters, line feeds, tabs and backslashes of a text are its own.
  const text = 'почему так?\n\tпотому что \\. "так", и \\N тоже';
  await inViewersTransaction(app, anna.id, async (run) => {
    await run(
      "INSERT INTO field_query_entry (query_id, patient_id, site_id, part, field, action, text) VALUES (gen_random_uuid(), $1, $2, 'patient', 'wbc', 'open', $3)",
      [binned, anna.siteId, text],
    );
    await run('INSERT INTO patient_bin (patient_id, site_id, reason) VALUES ($1, $2, $3)', [
      binned,
      anna.siteId,
      'entered twice by mistake',
    ]);
  });
});
afterAll(async () => {
  await app.end();
  await database.drop();
  for (const other of dropped) await other.drop();
  for (const name of made) {
    await administrator.query(`DROP DATABASE ${name} WITH (FORCE)`);
    await administrator.query(`DROP ROLE IF EXISTS ${name}_app`);
    await administrator.query(`DROP ROLE ${name}`);
  }
  await administrator.end();
  await rm(folder, { recursive: true, force: true });
});

describe('a drill: what was backed up is restored', () => {
  test('all of it, beside somebody who goes on entering, as it was when the backup began', async () => {
    const name = nameOf(database.ownerUrl);
    const before = await contents(name);
    const open = new pg.Client({ connectionString: database.appUrl });
    await open.connect();
    await open.query('BEGIN');
    await open.query("SELECT set_config('registry.viewer', $1, true)", [anna.token()]);
    await open.query("UPDATE patient SET sex = 'male'");
    const summary = await writeBackup(database.ownerUrl, backupTo('drill.backup'), KEY);
    await open.query('COMMIT');
    await open.end();
    expect(await readdir(folder)).toEqual(['drill.backup']);
    expect(summary.tables.find(({ name: table }) => table === 'patient')).toEqual({ name: 'patient', rows: 4 });
    expect(summary.auditHead?.hash).toMatch(/^[\da-f]{64}$/u);

    const target = await makeEmpty();
    const restored = await restoreBackup(target, backupTo('drill.backup'), KEY);
    expect(restored.auditHead).toEqual(summary.auditHead);
    const after = await contents(target.name);
    expect(Object.keys(after)).toEqual(Object.keys(before));
    for (const [table, digest] of Object.entries(before)) {
      if (PASSING_TABLES.includes(table)) expect(after[table], table).toBe('0 ');
      else expect(after[table], table).toBe(digest);
    }
    expect(await guards(target.name)).toEqual(await guards(name));
  });

  test('and the registry goes on there: rights hold, entries get the next numbers of the audit', async () => {
    const target = made.at(-1) ?? '';
    const url = new URL(inject('postgres').administratorUrl);
    [url.username, url.password, url.pathname] = [target, 'owner', `/${target}`];
    const owner = new pg.Client({ connectionString: url.toString() });
    await owner.connect();
    await openSession(owner, anna.id);
    const restored = new pg.Client({ connectionString: appUrlFor(url.toString(), 'only-for-this-test-run') });
    await restored.connect();
    const seen = await inViewersTransaction(restored, anna.id, async (run) => {
      await run("UPDATE patient SET sex = 'female'");
      return run<{ site_id: string }>('SELECT site_id FROM patient');
    });
    expect(seen.rows.map((row) => row.site_id)).toEqual([anna.siteId, anna.siteId]);
    expect((await inViewersTransaction(restored, null, (run) => run('SELECT FROM patient'))).rowCount).toBe(0);
    expect((await owner.query('SELECT FROM patient')).rowCount).toBe(0);
    expect((await owner.query('SELECT * FROM verify_audit()')).rows).toEqual([]);
    await restored.end();
    await owner.end();
  });

  test('nothing is restored over something, and no backup over another', async () => {
    const before = await contents(nameOf(database.ownerUrl));
    await expect(restoreBackup(database, backupTo('drill.backup'), KEY)).rejects.toThrow(/not empty/u);
    await expect(writeBackup(database.ownerUrl, backupTo('drill.backup'), KEY)).rejects.toThrow(/there already/u);
    await expect(writeBackup(database.ownerUrl, backupTo('no/where.backup'), KEY)).rejects.toThrow(
      /could not be written/u,
    );
    expect(await contents(nameOf(database.ownerUrl))).toEqual(before);
  });

  test('a backup whose file cannot be opened ends in the middle of a table too, however late that is known', async () => {
    const owner = await connectOwner(database.ownerUrl);
    await owner.query(
      `CREATE TABLE "A large" AS SELECT g AS id, repeat('x', 1000) AS said FROM generate_series(1, 20000) g`,
    );
    // Files are opened by a few threads, which are kept busy.
    let busy = true;
    const keepBusy = (): void => void (busy && pbkdf2('a', 'b', 100_000, 32, 'sha512', keepBusy));
    for (let thread = 0; thread < 8; thread += 1) keepBusy();
    try {
      await expect(writeBackup(database.ownerUrl, backupTo('no/where.backup'), KEY)).rejects.toThrow(
        /could not be written/u,
      );
    } finally {
      busy = false;
      await owner.query('DROP TABLE "A large"');
      await owner.end();
    }
  });

  test('a database that ends while it is backed up leaves no half of a file, and is backed up afterwards', async () => {
    const name = nameOf(database.ownerUrl);
    const target = backupTo('lost.backup');
    await asAdministrator(name, async (client) => {
      await client.query('BEGIN; LOCK TABLE patient IN ACCESS EXCLUSIVE MODE');
      const written = writeBackup(database.ownerUrl, target, null);
      const refused = expect(written).rejects.toThrow(
        'The connection to the database was lost; no backup was written.',
      );
      await expect
        .poll(async () => {
          const { rowCount } = await administrator.query(
            `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
             WHERE datname = $1 AND wait_event_type = 'Lock' AND query LIKE 'COPY (%FROM "patient")%'`,
            [name],
          );
          return rowCount;
        })
        .toBe(1);
      await refused;
    });
    expect((await readdir(folder)).filter((file) => file.startsWith('lost.backup'))).toEqual([]);
    await writeBackup(database.ownerUrl, target, null);
    expect((await stat(target)).size).toBeGreaterThan(0);
  });
  test('a broken or foreign backup leaves an empty database empty', async () => {
    const target = await makeEmpty();
    await writeBackup(database.ownerUrl, backupTo('cut.backup'), null);
    await truncate(backupTo('cut.backup'), Math.floor((await stat(backupTo('cut.backup'))).size / 2));
    await expect(restoreBackup(target, backupTo('cut.backup'), null)).rejects.toThrow(/ends too early/u);
    await expect(restoreBackup(target, backupTo('drill.backup'), 'another key of some length')).rejects.toThrow(/key/u);
    expect(await contents(target.name)).toEqual({});
  });

  test('an audit that was changed before the backup is not restored as if it were whole', async () => {
    const changed = await createTestDatabase();
    dropped.push(changed);
    await addPerson(changed, 'anna@clinic.example', 'curator', 'A');
    await changed.owner.query(
      'UPDATE audit_entry SET actor_id = gen_random_uuid() WHERE id = (SELECT min(id) FROM audit_entry)',
    );
    await writeBackup(changed.ownerUrl, backupTo('changed.backup'), null);
    const target = await makeEmpty();
    await expect(restoreBackup(target, backupTo('changed.backup'), null)).rejects.toThrow(/audit does not hold/u);
    expect(await contents(target.name)).toEqual({});
  });
});

describe('upgrading', () => {
  /** A database as an older program left it, with a patient's site in it. */
  async function makeOlder(without: number): Promise<Awaited<ReturnType<typeof makeEmpty>>> {
    const older = await makeEmpty();
    const owner = new pg.Client({ connectionString: older.ownerUrl });
    await owner.connect();
    await owner.query(`CREATE TABLE _prisma_migrations (id VARCHAR(36) PRIMARY KEY, checksum VARCHAR(64) NOT NULL, finished_at TIMESTAMPTZ,
      migration_name VARCHAR(255) NOT NULL, logs TEXT, rolled_back_at TIMESTAMPTZ, started_at TIMESTAMPTZ NOT NULL DEFAULT now(), applied_steps_count INTEGER NOT NULL DEFAULT 0)`);
    for (const { name, sql } of (await readMigrations()).slice(0, -without)) {
      await owner.query(sql);
      await owner.query(
        "INSERT INTO _prisma_migrations (id, checksum, finished_at, migration_name, applied_steps_count) VALUES (gen_random_uuid()::text, encode(sha256(convert_to($2, 'UTF8')), 'hex'), now(), $1, 1)",
        [name, sql],
      );
    }
    await owner.query("INSERT INTO site (code, name) VALUES ('OLD', 'From before')");
    await owner.end();
    return older;
  }

  test('backs the database up first; that backup is restored and brought up to date', async () => {
    const older = await makeOlder(3);
    const before = await contents(older.name);
    const said: string[] = [];
    const dataDir = backupTo('data');
    expect(await bringUpToDate(older, { dataDir }, { say: (line) => said.push(line) })).toBe(3);
    const [file = ''] = await readdir(path.join(dataDir, 'backups'));
    expect(said.join('\n')).toContain(file);
    // The second time there is nothing to change and nothing to back up.
    expect(await bringUpToDate(older, { dataDir }, { say: (line) => said.push(line) })).toBe(0);
    expect(await readdir(path.join(dataDir, 'backups'))).toHaveLength(1);

    const target = await makeEmpty();
    await restoreBackup(target, path.join(dataDir, 'backups', file), null);
    const after = await contents(target.name);
    for (const table of ['site', 'audit_entry', 'audit_link']) expect(after[table], table).toBe(before[table]);
    // A migration gives the roles another column; there are as many as before.
    expect(after['role_rule']?.split(' ')[0]).toBe(before['role_rule']?.split(' ')[0]);
    const newest = await asAdministrator(target.name, (client) =>
      client.query('SELECT max(migration_name) AS name FROM _prisma_migrations'),
    );
    expect(newest.rows).toEqual([{ name: (await readMigrations()).at(-1)?.name }]);
  });

  test('without room for the backup nothing is changed', async () => {
    const older = await makeOlder(1);
    const before = await contents(older.name);
    await expect(
      bringUpToDate(older, { dataDir: '/dev/null/nowhere' }, { say: () => undefined }),
    ).rejects.toMatchObject({ name: 'StartError' });
    expect(await contents(older.name)).toEqual(before);
  });

  test('a database, and a backup, of a newer program is refused and stays as it is', async () => {
    const newer = await createTestDatabase();
    dropped.push(newer);
    await newer.owner.query(
      "INSERT INTO _prisma_migrations (id, checksum, finished_at, migration_name, applied_steps_count) VALUES ('x', 'x', now(), '29990101000000_unheard_of', 1)",
    );
    const before = await contents(nameOf(newer.ownerUrl));
    await expect(bringUpToDate(newer, { dataDir: folder }, { say: () => undefined })).rejects.toThrow(
      /newer version of the program: it has 29990101000000_unheard_of/u,
    );
    expect(await contents(nameOf(newer.ownerUrl))).toEqual(before);
    await writeBackup(newer.ownerUrl, backupTo('newer.backup'), null);
    const target = await makeEmpty();
    await expect(restoreBackup(target, backupTo('newer.backup'), null)).rejects.toThrow(
      /of a newer program: its database has 29990101000000_unheard_of/u,
    );
    expect(await contents(target.name)).toEqual({});
  });
});

describe('an export for a centre that leaves', () => {
  const read = async (
    dir: string,
    table: string,
  ): Promise<{ csv: Record<string, string>[]; json: Record<string, unknown>[] }> => ({
    csv: parse(await readFile(path.join(dir, `${table}.csv`)), { columns: true }),
    json: (await readFile(path.join(dir, `${table}.jsonl`), 'utf8'))
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => JSON.parse(line) as Record<string, unknown>),
  });

  test('holds every table of the catalogue with all its rows and columns, secrets of accounts excepted', async () => {
    const dir = backupTo('export');
    const exported = await writeExport(database.ownerUrl, dir, null);
    const catalogue = await asAdministrator(nameOf(database.ownerUrl), async (client) => {
      const { rows } = await client.query<{ name: string; columns: string[] }>(
        `SELECT table_name::text AS name, array_agg(column_name::text ORDER BY ordinal_position) AS columns FROM information_schema.columns
         WHERE table_schema = 'public' AND table_name <> ALL ($1) GROUP BY 1 ORDER BY 1`,
        [LEFT_OUT],
      );
      const counted = [];
      for (const row of rows) {
        const { rows: counts } = await client.query<{ rows: number }>(`SELECT count(*)::int AS rows FROM ${row.name}`);
        counted.push({ ...row, rows: counts[0]?.rows });
      }
      return counted;
    });
    const secrets = ['password_hash', 'totp_secret', 'totp_proposed', 'totp_step'];
    expect(
      exported.map(({ name, rows, columns }) => ({ name, rows, columns: columns.map((one) => one.name) })),
    ).toEqual(
      catalogue.map((table) => ({ ...table, columns: table.columns.filter((column) => !secrets.includes(column)) })),
    );
    const readme = await readFile(path.join(dir, 'README.md'), 'utf8');
    for (const { name, rows, columns } of exported) {
      const { csv, json } = await read(dir, name);
      expect([csv.length, json.length], name).toEqual([rows, rows]);
      if (csv[0] !== undefined) expect(Object.keys(csv[0]), name).toEqual(columns.map((column) => column.name));
      expect(readme).toContain(`## ${name} (${rows} rows)`);
      // Both formats say the same.
      json.forEach((row, place) => {
        for (const [column, value] of Object.entries(row))
          if (typeof value === 'string' && !/^\d{4}-\d\d-\d\d[ T]/u.test(value))
            expect(csv[place]?.[column], `${name}.${column}`).toBe(value);
      });
    }
    expect(readme).toContain('SHA-256');
  });

  test('of one site holds nothing of another', async () => {
    const dir = backupTo('site');
    await writeExport(database.ownerUrl, dir, 'B');
    expect((await read(dir, 'patient')).csv).toHaveLength(1);
    const all = (await Promise.all((await readdir(dir)).map((file) => readFile(path.join(dir, file), 'utf8')))).join(
      '',
    );
    expect(all).not.toContain(anna.siteId);
    expect(all).not.toContain(anna.id);
    await expect(writeExport(database.ownerUrl, dir, 'B')).rejects.toThrow(/not empty/u);
    await expect(writeExport(database.ownerUrl, backupTo('x'), 'C')).rejects.toThrow(/no site with the code C/u);
  });
});

test('row-level security lets a backup pass everywhere it holds for the owner', async () => {
  const { rows } = await database.owner.query(
    `SELECT relname FROM pg_class c WHERE relforcerowsecurity
       AND NOT EXISTS (SELECT FROM pg_policy p WHERE p.polrelid = c.oid AND p.polname = 'backup')`,
  );
  expect(rows).toEqual([]);
  await app.query("SELECT set_config('registry.purpose', 'backup', false)");
  expect((await app.query('SELECT FROM patient')).rowCount).toBe(0);
  await app.query("SELECT set_config('registry.purpose', '', false)");
});
