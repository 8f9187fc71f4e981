import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { seeded } from '@/bench/survival-measure';
import { asViewer } from '@/lib/db.server';
import { createTestDatabase, type TestDatabase } from '@/prisma/testing/database';
import { serverDay } from '../changes.server';
import { ERROR_CHOICES, patientQuerySchema, RISK_CHOICES, SORTS, type PatientFilter } from '../filter';
import { renewObservations } from '../observations/keep.server';
import { findQuality } from '../rules/quality-report.server';
import { renewChecks } from '../rules/patient-checks.server';
import { writeManyPatients } from '../testing/many-patients';
import { makePerson, type TestPerson } from '../testing/sites';
import { settleList } from './settled.server';
import { everySql, stretchSql, type Reads } from './wanted.server';

let database: TestDatabase;
let anna: TestPerson;
const options = (): { database: TestDatabase['app'] } => ({ database: database.app });
const every: PatientFilter = patientQuerySchema.parse({});
const FILTERS: readonly PatientFilter[] = [
  ...ERROR_CHOICES.map((errors) => ({ ...every, errors })),
  ...RISK_CHOICES.map((risk) => ({ ...every, risk })),
  ...(['draft', 'complete', 'locked'] as const).map((state) => ({ ...every, state })),
];

beforeAll(async () => {
  database = await createTestDatabase();
  anna = await makePerson(database, 'anna', 'data-manager', 'A');
  await writeManyPatients(database.owner, anna, 90, seeded(11));
  await owner(`UPDATE patient SET age_days = 100 + age_days % 25;
    INSERT INTO patient_state (patient_id, site_id, state)
      SELECT id, site_id, 'complete' FROM patient WHERE right(pseudonym, 1) IN ('2', '5')`);
  await renewObservations(anna, [anna.siteId], { ...options(), withinMs: Infinity });
  await renewChecks(anna, [anna.siteId], serverDay(), { ...options(), withinMs: Infinity });
}, 60_000);
afterAll(() => database.drop());

type Id = { id: string };

/** As the owner in the name of Anna. */
async function owner(sql: string): Promise<void> {
  await database.owner.query(`BEGIN; SELECT set_config('registry.viewer', '${anna.id}', true); ${sql}; COMMIT`);
}
async function marks(): Promise<number> {
  const rows = await asViewer(
    anna,
    (tx) => tx.$queryRaw<object[]>`SELECT DISTINCT patient_id FROM list_due`,
    options(),
  );
  return rows.length;
}
/** The pseudonyms that each filter leaves, read in one way. */
async function left(reads: Reads): Promise<string[][]> {
  return asViewer(
    anna,
    async (tx) => {
      const found: string[][] = [];
      for (const filter of FILTERS) {
        const ids = await tx.$queryRaw<Id[]>(everySql([anna.siteId], filter, serverDay(), reads));
        found.push(ids.map(({ id }) => id));
      }
      return found;
    },
    options(),
  );
}

test('what is copied beside the list says what the tables say, and of whom it may differ the tables are asked', async () => {
  // Everybody was marked as the observations were kept.
  expect(await marks()).toBe(90);
  const truth = await left('records');
  expect(truth.filter((ids) => ids.length > 0).length).toBeGreaterThan(4);
  expect(await left('kept')).toEqual(truth);
  expect(await settleList(anna, options())).toBe(true);
  expect(await marks()).toBe(0);
  expect(await left('settled')).toEqual(truth);
  // A copy that is wrong is not believed of whoever is marked.
  await owner(`INSERT INTO list_due (patient_id, site_id) SELECT patient_id, site_id FROM patient_observation WHERE right(pseudonym, 1) < '6';
    UPDATE patient_observation SET state = 'locked', doubled = NOT doubled, open_errors = 7, risk_group = 'HR' WHERE right(pseudonym, 1) < '6'`);
  expect(await left('kept')).toEqual(truth);
  expect(await left('settled')).not.toEqual(truth);
  await settleList(anna, options());
  expect(await left('settled')).toEqual(truth);
});

test('each change beside a record is marked as it is made', async () => {
  const { rules } = await findQuality(anna, options());
  const [twice] = rules.find(({ rule }) => rule === 'patient-doubled')?.patients ?? [];
  const changes: (() => Promise<unknown>)[] = [
    () =>
      owner(
        "UPDATE patient_state SET state = 'draft' WHERE patient_id = (SELECT min(patient_id::text)::uuid FROM patient_state)",
      ),
    () => owner('DELETE FROM patient_state WHERE patient_id = (SELECT min(patient_id::text)::uuid FROM patient_state)'),
    () =>
      asViewer(
        anna,
        (tx) => tx.$executeRaw`UPDATE patient_check SET open_errors = open_errors + 1 WHERE version > 0`,
        options(),
      ),
    () => owner(`UPDATE patient SET age_days = age_days + 40 WHERE id = '${twice?.id ?? ''}'`),
  ];
  for (const change of changes) {
    await settleList(anna, options());
    expect(await marks()).toBe(0);
    await change();
    await renewObservations(anna, [anna.siteId], { ...options(), withinMs: Infinity });
    expect(await marks()).toBeGreaterThan(0);
    const truth = await left('records');
    expect(await left('kept')).toEqual(truth);
    await settleList(anna, options());
    expect(await left('settled')).toEqual(truth);
  }
});

test('whoever is changing a record keeps the mark, also where the change comes to nothing', async () => {
  await settleList(anna, options());
  const other = new pg.Client({ connectionString: database.ownerUrl });
  await other.connect();
  try {
    await owner(
      "INSERT INTO list_due (patient_id, site_id) SELECT patient_id, site_id FROM patient_observation WHERE pseudonym IN ('M-1', 'M-2')",
    );
    await other.query(`BEGIN; SELECT set_config('registry.viewer', '${anna.id}', true)`);
    await other.query("UPDATE patient SET sex = 'male', version = version + 1 WHERE pseudonym = 'M-1'");
    expect(await settleList(anna, options())).toBe(true);
    expect(await marks()).toBe(1);
    await other.query('ROLLBACK');
  } finally {
    await other.end();
  }
  await settleList(anna, options());
  expect([await marks(), await left('settled')]).toEqual([0, await left('records')]);
});

test('a stretch of many patients is the same stretch of all of them in order', async () => {
  await settleList(anna, options());
  const every90 = { ...every, q: 'm-' };
  for (const sort of SORTS)
    for (const down of [false, true]) {
      const filter = { ...every90, sort, down };
      const stretches = await asViewer(
        anna,
        async (tx) => {
          const all = await tx.$queryRaw<Id[]>(everySql([anna.siteId], filter, serverDay(), 'settled'));
          const parts: Id[] = [];
          for (let from = 0; from < all.length; from += 7) {
            const stretch = { from, rows: 7, found: all.length, all: all.length, few: 0 };
            const { query, turned } = stretchSql([anna.siteId], filter, serverDay(), 'settled', stretch);
            const part = await tx.$queryRaw<Id[]>(query);
            parts.push(...(turned ? part.toReversed() : part));
          }
          return { all, parts };
        },
        options(),
      );
      expect(stretches.all).toHaveLength(90);
      expect(stretches.parts).toEqual(stretches.all);
    }
});
