import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import pg from 'pg';
import { createTestDatabase, type TestDatabase } from '@/prisma/testing/database';
import { loadEvidence } from './load';
import { EVIDENCE_TABLES } from './rows';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
  await loadEvidence(database.ownerUrl);
});
afterAll(() => database.drop());

const CHARTED = "id = 'interfant-99-efs-4y-all'";

describe('the tables refuse by themselves', () => {
  test.each<[string, string, string]>([
    [
      '101%',
      `UPDATE estimate SET estimate = 101, ci_low = NULL, ci_high = NULL, ci_level = NULL WHERE ${CHARTED}`,
      'estimate_percent',
    ],
    [
      '-1%',
      `UPDATE estimate SET estimate = -1, ci_low = NULL, ci_high = NULL, ci_level = NULL WHERE ${CHARTED}`,
      'estimate_percent',
    ],
    [
      'a reversed interval',
      `UPDATE estimate SET ci_low = estimate + 1, ci_high = estimate - 1, ci_level = 95 WHERE ${CHARTED}`,
      'estimate_interval',
    ],
    [
      'an interval beside its estimate',
      `UPDATE estimate SET ci_low = estimate + 1, ci_high = estimate + 2, ci_level = 95 WHERE ${CHARTED}`,
      'estimate_interval',
    ],
    [
      'half an interval',
      `UPDATE estimate SET ci_low = estimate, ci_high = NULL, ci_level = 95 WHERE ${CHARTED}`,
      'estimate_interval',
    ],
    ['a negative number of patients', `UPDATE estimate SET n = -1, events = NULL WHERE ${CHARTED}`, 'estimate_counts'],
    ['more events than patients', `UPDATE estimate SET n = 10, events = 11 WHERE ${CHARTED}`, 'estimate_counts'],
    [
      'a chart of what is not preferred',
      `UPDATE estimate SET preferred = false WHERE ${CHARTED}`,
      'estimate_chartable',
    ],
    [
      'an endpoint outside the vocabulary',
      `UPDATE estimate SET endpoint = 'PFS', chartable = false WHERE ${CHARTED}`,
      'estimate_endpoint',
    ],
    [
      'a level of source outside the vocabulary',
      `UPDATE estimate SET source_level = 'hearsay' WHERE ${CHARTED}`,
      'estimate_source_level',
    ],
    [
      'an unknown reference',
      `UPDATE estimate SET source_ref = 'nobody-1900' WHERE ${CHARTED}`,
      'estimate_source_ref_fkey',
    ],
    [
      'two preferred figures for one question',
      `INSERT INTO estimate SELECT (jsonb_populate_record(e, '{"id": "a-second-one"}')).* FROM estimate e WHERE ${CHARTED}`,
      'estimate_one_preferred',
    ],
    [
      'an earlier name that is the id of another figure',
      `UPDATE estimate SET aliases = '{interfant-06-efs-6y-kmt2a-r-hr}' WHERE ${CHARTED}`,
      'estimate_names',
    ],
    [
      'an earlier name that is its own id',
      `UPDATE estimate SET aliases = '{interfant-99-efs-4y-all}' WHERE ${CHARTED}`,
      'estimate_names',
    ],
    [
      'one earlier name of two figures',
      "UPDATE estimate SET aliases = '{an-earlier-name}' WHERE id IN ('interfant-99-efs-4y-all', 'interfant-06-efs-6y-kmt2a-r-hr')",
      'estimate_names',
    ],
    ['a baseline percentage above 100', 'UPDATE baseline_fact SET percent = 101', 'baseline_fact_percent'],
    [
      'a reversed range',
      "UPDATE disease_fact SET range_low = 5, range_high = 2 WHERE qualifier = 'range'",
      'disease_fact_range',
    ],
    [
      'an enrolment that ends before it starts',
      "UPDATE trial SET enrolment_start = '2020', enrolment_end = '2019' WHERE slug = 'interfant-99'",
      'trial_enrolment_order',
    ],
    [
      'a negative enrolment',
      "UPDATE trial SET enrolment_actual = -1 WHERE slug = 'interfant-99'",
      'trial_enrolment_counts',
    ],
  ])('%s', async (_what, sql, constraint) => {
    await expect(database.owner.query(sql)).rejects.toMatchObject({ constraint });
  });
});

describe("the program's role reads evidence and cannot write it", () => {
  let app: pg.Client;
  beforeAll(async () => {
    app = new pg.Client({ connectionString: database.appUrl });
    await app.connect();
  });
  afterAll(() => app.end());

  test.each([...EVIDENCE_TABLES])('%s', async (table) => {
    const { rows } = await app.query<{ count: number }>(`SELECT count(*)::int AS count FROM ${table}`);
    // The shipped evidence has no judgement of any study.
    if (table !== 'appraisal') expect(rows[0]?.count).toBeGreaterThan(0);
    for (const sql of [
      `DELETE FROM ${table}`,
      `INSERT INTO ${table} SELECT * FROM ${table}`,
      `TRUNCATE ${table} CASCADE`,
    ]) {
      await expect(app.query(sql), sql).rejects.toMatchObject({ code: '42501' });
    }
    const column = await app.query<{ name: string }>(
      "SELECT column_name AS name FROM information_schema.columns WHERE table_schema = 'public' AND table_name = $1",
      [table],
    );
    for (const { name } of column.rows)
      await expect(app.query(`UPDATE ${table} SET "${name}" = "${name}"`), name).rejects.toMatchObject({
        code: '42501',
      });
  });

  test('it cannot load the data set either', async () => {
    await database.owner.query("DELETE FROM estimate WHERE id = 'interfant-99-efs-4y-all'");
    await expect(loadEvidence(database.appUrl)).rejects.toMatchObject({ code: '42501' });
    await loadEvidence(database.ownerUrl);
  });
});
