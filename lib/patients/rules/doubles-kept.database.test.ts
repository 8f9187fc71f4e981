import { afterAll, beforeAll, expect, test } from 'vitest';
import { seeded } from '@/bench/survival-measure';
import { createTestDatabase, type TestDatabase } from '@/prisma/testing/database';
import { makePerson, type TestPerson } from '../testing/sites';
import { doublesAmong, type PatientMarks } from './doubled-patients';

let database: TestDatabase;
let anna: TestPerson;

beforeAll(async () => {
  database = await createTestDatabase();
  anna = await makePerson(database, 'anna', 'data-manager', 'A');
  await database.owner.query(`SELECT set_config('registry.viewer', '${anna.id}', false)`);
});
afterAll(() => database.drop());

type Drawn = Readonly<{ pseudonym: string; age: number; day: string; sex: string | null; kmt2a: string | null }>;

/** All of them at once, as an import adds them. */
async function add(drawn: readonly Drawn[]): Promise<void> {
  await database.owner.query('BEGIN');
  await database.owner.query(
    `INSERT INTO patient (site_id, pseudonym, sex, age_days, diagnosis_date)
      SELECT $1, d.pseudonym, d.sex, d.age, d.day::date FROM jsonb_to_recordset($2) AS d(pseudonym text, sex text, age int, day text)`,
    [anna.siteId, JSON.stringify(drawn)],
  );
  await database.owner.query(
    `INSERT INTO diagnosis_features (patient_id, site_id, kmt2a)
      SELECT p.id, p.site_id, d.kmt2a FROM jsonb_to_recordset($1) AS d(pseudonym text, kmt2a text) JOIN patient p ON p.pseudonym = d.pseudonym`,
    [JSON.stringify(drawn)],
  );
  await database.owner.query('COMMIT');
}

async function change(said: string): Promise<void> {
  await database.owner.query(said);
}

/** Who is doubled by what the database keeps, and by the rule over all of them. */
async function both(): Promise<{ kept: string[]; expected: string[]; most: number }> {
  const { rows: marks } = await database.owner.query<PatientMarks>(
    `SELECT p.id, p.site_id AS "siteId", to_char(p.diagnosis_date, 'YYYY-MM-DD') AS "diagnosisDate", p.age_days AS "ageDays", p.sex, f.kmt2a
      FROM patient p JOIN diagnosis_features f ON f.patient_id = p.id WHERE NOT EXISTS (SELECT FROM patient_bin b WHERE b.patient_id = p.id)`,
  );
  const { rows: doubled } = await database.owner.query<{ id: string }>('SELECT patient_id AS id FROM patient_doubled');
  const { rows: most } = await database.owner.query<{ pairs: number }>(
    'SELECT count(*)::int AS pairs FROM patient_double GROUP BY patient_id ORDER BY 1 DESC LIMIT 1',
  );
  return {
    kept: doubled.map(({ id }) => id).sort(),
    expected: marks
      .filter((one) => doublesAmong(marks)(one) !== null)
      .map(({ id }) => id)
      .sort(),
    most: most[0]?.pairs ?? 0,
  };
}

test('who may be entered twice is known however dense patients lie, and few pairs of them are kept', async () => {
  const next = seeded(11);
  const one = <Value>(...of: readonly Value[]): Value => of[Math.floor(next() * of.length)] as Value;
  const days = ['2021-03-01', '2021-03-02', '2021-03-06', '2021-03-14', '2021-04-02', '2021-05-20', '2021-05-24'];
  const drawn = (name: string, alone = false): Drawn => ({
    ...{ pseudonym: name, age: alone ? Math.floor(next() * 360) : one(40, 41, 90), day: one(...days) },
    ...{ sex: one(null, 'female', 'male'), kmt2a: one(null, 'rearranged', 'germline') },
  });
  // More than a few hundred at once, of whom a third lie close and the others far apart, then a handful.
  const known = async (): Promise<number> =>
    (await database.owner.query(`SELECT reltuples FROM pg_class WHERE relname = 'patient'`)).rows[0]?.reltuples;
  await database.owner.query('ANALYZE patient');
  expect(await known()).toBe(0);
  await add(Array.from({ length: 300 }, (_, at) => drawn(`P-${at}`, at % 3 > 0)));
  // With the statistics of an empty table the database would hold each of them against every other.
  expect(await known()).toBe(300);
  let now = await both();
  expect(now.kept.length).toBeGreaterThan(100);
  expect(now.kept.length).toBeLessThan(300);
  expect(now.kept).toEqual(now.expected);
  expect(now.most).toBe(5);
  await add(Array.from({ length: 20 }, (_, at) => drawn(`Q-${at}`, at % 2 > 0)));
  now = await both();
  expect(now.kept).toEqual(now.expected);
  // One at a time: of the one who is among the pairs of many, too.
  const popular = `(SELECT other_id FROM patient_double GROUP BY other_id ORDER BY count(*) DESC LIMIT 1)`;
  for (let round = 0; round < 12; round += 1) {
    await change(`UPDATE patient SET age_days = ${300 + round * 5} WHERE id = ${popular}`);
    await change(`UPDATE patient SET age_days = ${one(40, 90, 200)} WHERE pseudonym = 'P-${Math.floor(next() * 300)}'`);
    await change(
      `UPDATE diagnosis_features SET kmt2a = '${one('rearranged', 'germline')}' WHERE patient_id = (SELECT id FROM patient WHERE pseudonym = 'P-${Math.floor(next() * 300)}')`,
    );
    now = await both();
    expect(now.kept).toEqual(now.expected);
  }
  await change(
    `INSERT INTO patient_bin (patient_id, site_id, reason) SELECT id, site_id, 'entered by mistake' FROM patient WHERE id = ${popular}`,
  );
  now = await both();
  expect(now.kept).toEqual(now.expected);
}, 120_000);
