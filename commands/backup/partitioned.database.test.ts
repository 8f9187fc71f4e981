import { randomBytes } from 'node:crypto';
import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { appUrlFor, ensureAppRole } from '@/prisma/roles';
import { addCase, addPerson, inViewersTransaction, type Person } from '@/prisma/testing/cases';
import { createTestDatabase, type TestDatabase } from '@/prisma/testing/database';
import { unledBySite } from '@/prisma/testing/keys';
import { restoreBackup } from './restore-backup';
import { writeBackup } from './write-backup';
import { writeExport } from './write-export';

const SCRIPT = path.join(import.meta.dirname, '../../docs/cluster/partition-by-site.sql');

let database: TestDatabase;
let folder: string;
let app: pg.Client;
let anna: Person;
let boris: Person;
let before: Record<string, unknown>;

/** What guards and finds the rows of the tables, however these are kept. */
const CATALOGUE: readonly string[] = [
  `SELECT table_name, column_name, data_type, is_nullable, column_default FROM information_schema.columns
   WHERE table_schema = 'public' ORDER BY 1, 2`,
  `SELECT conrelid::regclass::text, conname, pg_get_constraintdef(oid), convalidated FROM pg_constraint
   WHERE connamespace = 'public'::regnamespace AND conparentid = 0 ORDER BY 1, 2`,
  `SELECT indexrelid::regclass::text, replace(pg_get_indexdef(indexrelid), ' ON ONLY ', ' ON ') FROM pg_index i
   JOIN pg_class c ON c.oid = i.indrelid WHERE c.relnamespace = 'public'::regnamespace ORDER BY 1`,
  `SELECT tgrelid::regclass::text, tgname, pg_get_triggerdef(t.oid), tgenabled FROM pg_trigger t
   JOIN pg_class c ON c.oid = t.tgrelid WHERE c.relnamespace = 'public'::regnamespace AND NOT tgisinternal ORDER BY 1, 2`,
  `SELECT polrelid::regclass::text, polname, polpermissive, polcmd, polroles::regrole[]::text, pg_get_expr(polqual, polrelid),
     pg_get_expr(polwithcheck, polrelid) FROM pg_policy ORDER BY 1, 2`,
  `SELECT relname, relrowsecurity, relforcerowsecurity, relowner::regrole::text FROM pg_class
   WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p') ORDER BY 1`,
  `SELECT oid::regprocedure::text, prosecdef, proconfig, proacl::text, md5(prosrc) FROM pg_proc
   WHERE pronamespace = 'public'::regnamespace ORDER BY 1`,
];

/** Every table with its count and what its rows say, and the catalogue; as who is held back by no policy. */
async function everything(name: string): Promise<Record<string, unknown>> {
  const url = new URL(inject('postgres').administratorUrl);
  url.pathname = `/${name}`;
  const client = new pg.Client({ connectionString: url.toString() });
  await client.connect();
  try {
    const said: Record<string, unknown> = {};
    const { rows } = await client.query<{ name: string }>(
      "SELECT relname AS name FROM pg_class WHERE relkind IN ('r', 'p') AND relnamespace = 'public'::regnamespace ORDER BY 1",
    );
    for (const { name: table } of rows)
      said[table] = (
        await client.query(
          `SELECT count(*)::int AS rows, md5(string_agg(t::text, E'\\n' ORDER BY t::text)) AS said FROM ${client.escapeIdentifier(table)} t`,
        )
      ).rows[0];
    for (const sql of CATALOGUE) said[sql] = (await client.query(sql)).rows;
    return said;
  } finally {
    await client.end();
  }
}
const nameOf = (url: string): string => new URL(url).pathname.slice(1);

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'registry-partitioned-'));
  await chmod(folder, 0o711);
  database = await createTestDatabase();
  app = new pg.Client({ connectionString: database.appUrl });
  await app.connect();
  anna = await addPerson(database, 'anna@clinic.example', 'data-manager', 'A');
  boris = await addPerson(database, 'boris@clinic.example', 'data-manager', 'B');
  for (const person of [anna, anna, boris, boris, boris]) await addCase(app, person);
  before = await everything(nameOf(database.ownerUrl));
  await database.owner.query(await readFile(SCRIPT, 'utf8'));
  // As a start of the program does.
  await ensureAppRole(database.owner, database.appUrl);
});
afterAll(async () => {
  await app.end();
  await database.drop();
  await rm(folder, { recursive: true, force: true });
});

describe('a database whose tables of sites were spread over partitions', () => {
  test('has every row, key, check, reference, trigger and policy that it had, and can be spread again', async () => {
    expect(await everything(nameOf(database.ownerUrl))).toEqual(before);
    await database.owner.query(await readFile(SCRIPT, 'utf8'));
    expect(await everything(nameOf(database.ownerUrl))).toEqual(before);
    expect((await database.owner.query('SELECT * FROM verify_audit()')).rows).toEqual([]);
    expect(await unledBySite(database.owner)).toEqual([]);
    // A table that a later migration adds.
    await database.owner.query('BEGIN');
    await database.owner.query(`CREATE TABLE later (site_id uuid, patient_id uuid, PRIMARY KEY (site_id, patient_id),
      FOREIGN KEY (site_id, patient_id) REFERENCES patient (site_id, id))`);
    await database.owner.query(await readFile(SCRIPT, 'utf8'));
    const { rows } = await database.owner.query(
      "SELECT relkind FROM pg_class WHERE oid IN ('later'::regclass, 'part_0.later'::regclass) ORDER BY 1",
    );
    expect(rows).toEqual([{ relkind: 'p' }, { relkind: 'r' }]);
    await database.owner.query('ROLLBACK');
  });

  test('keeps the rows of a site in one partition of each table', async () => {
    const places = async (person: Person, table: string): Promise<string[]> => {
      const { rows } = await inViewersTransaction(app, person.id, (run) =>
        run<{ place: string }>(`SELECT DISTINCT tableoid::regclass::text AS place FROM ${table}`),
      );
      return rows.map(({ place }) => place);
    };
    for (const person of [anna, boris]) {
      const [place = ''] = await places(person, 'patient');
      expect(place).toMatch(/^part_[0-7]\.patient$/u);
      for (const table of ['treatment', 'patient_state', 'observation_due', 'field_query_entry'])
        expect(await places(person, table)).toEqual([place.replace('patient', table)]);
    }
    const { rows } = await database.owner.query(
      "SELECT count(*)::int AS plain FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'patient_id' WHERE c.relkind = 'r' AND c.relnamespace = 'public'::regnamespace",
    );
    // The audit, what was sent and what was typed.
    expect(rows).toEqual([{ plain: 3 }]);
  });

  test('lets nobody at a partition past the table, and shows each site its own', async () => {
    for (const [person, patients] of [
      [anna, 2],
      [boris, 3],
    ] as const) {
      const { rows } = await inViewersTransaction(app, person.id, (run) =>
        run('SELECT count(*)::int AS patients, count(DISTINCT site_id)::int AS sites FROM patient'),
      );
      expect(rows).toEqual([{ patients, sites: 1 }]);
    }
    for (let part = 0; part < 8; part += 1)
      await expect(
        inViewersTransaction(app, anna.id, (run) => run(`SELECT FROM part_${part}.patient`)),
      ).rejects.toMatchObject({ code: '42501' });
  });

  test('writes the names of tables into the audit, not those of partitions', async () => {
    const last = async (): Promise<string> =>
      (await database.owner.query<{ id: string }>('SELECT max(id) AS id FROM audit_entry')).rows[0]?.id ?? '';
    const from = await last();
    const id = await addCase(app, boris);
    await inViewersTransaction(app, boris.id, async (run) => {
      await run("UPDATE patient SET sex = 'male' WHERE id = $1", [id]);
      await run('DELETE FROM follow_up WHERE patient_id = $1', [id]);
    });
    const { rows } = await database.owner.query(
      'SELECT DISTINCT table_name AS name FROM audit_entry WHERE id > $1 ORDER BY 1',
      [from],
    );
    expect(rows.map(({ name }: { name: string }) => name)).toEqual([
      ...[
        'clinical_event',
        'diagnosis_features',
        'field_query_entry',
        'finding_exception',
        'follow_up',
        'mrd_measurement',
        'patient',
      ],
      ...[
        'patient_signature',
        'response',
        'risk_override',
        'source_verification',
        'state_change',
        'transplant',
        'treatment',
      ],
    ]);
    expect((await database.owner.query('SELECT * FROM verify_audit()')).rows).toEqual([]);
  });

  test('is backed up, restored into plain tables, and exported whole', async () => {
    const file = path.join(folder, 'spread.backup');
    const summary = await writeBackup(database.ownerUrl, file, null);
    expect(summary.tables.find(({ name }) => name === 'patient')?.rows).toBe(6);
    const name = `plain_${randomBytes(5).toString('hex')}`;
    const administrator = new pg.Client({ connectionString: inject('postgres').administratorUrl });
    await administrator.connect();
    await administrator.query(`CREATE ROLE ${name} LOGIN CREATEROLE PASSWORD 'owner'`);
    await administrator.query(`CREATE DATABASE ${name} OWNER ${name}`);
    try {
      const url = new URL(inject('postgres').administratorUrl);
      [url.username, url.password, url.pathname] = [name, 'owner', `/${name}`];
      await restoreBackup(
        { ownerUrl: url.toString(), appUrl: appUrlFor(url.toString(), 'only-for-this-test-run') },
        file,
        null,
      );
      const [spread, plain] = [await everything(nameOf(database.ownerUrl)), await everything(name)];
      for (const { name: table } of summary.tables) expect(plain[table], table).toEqual(spread[table]);
      const exported = await writeExport(database.ownerUrl, path.join(folder, 'export'), null);
      for (const table of ['patient', 'treatment', 'patient_state'])
        expect(exported.find(({ name: one }) => one === table)?.rows).toBe(6);
    } finally {
      await administrator.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
      await administrator.query(`DROP ROLE IF EXISTS ${name}_app`);
      await administrator.query(`DROP ROLE ${name}`);
      await administrator.end();
    }
  });
});
