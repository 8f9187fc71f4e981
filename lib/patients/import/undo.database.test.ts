import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '@/prisma/testing/database';
import { renewObservations } from '../observations/keep.server';
import { importWork } from '../testing/import-work.server';
import { makePerson, type TestPerson } from '../testing/sites';

type Row = Readonly<Record<string, string>>;

let database: TestDatabase;
let anna: TestPerson;
const reason = 'the centre sent its sheet';
const whyUndone = 'the wrong sheet was sent';
const steps = () => importWork(anna, { database: database.app, today: '2026-11-01' });
const undo = async (id: string): Promise<unknown> =>
  ((await steps().work('undo', { import: id, reason: whyUndone })).result as { why: string | null }).why;

beforeAll(async () => {
  database = await createTestDatabase();
  anna = await makePerson(database, 'anna', 'data-manager', 'A');
  await database.owner.query(`SELECT set_config('registry.viewer', '${anna.id}', false)`);
});
afterAll(() => database.drop());

const day = (start: string, after: number): string =>
  new Date(Date.parse(start) + after * 86_400_000).toISOString().slice(0, 10);

/** A patient whose course begins on this day, with a record of every kind. */
const whole = (pseudonym: string, start: string): Row => ({
  'patient.pseudonym': pseudonym,
  'patient.sex': 'female',
  'patient.ageDays': '60',
  'patient.diagnosisDate': start,
  'patient.wbc': '120',
  'patient.remissionEoi': 'yes',
  'patient.remissionDate': day(start, 33),
  'mrd#1.date': day(start, 34),
  'mrd#1.timePoint': 'end-of-induction',
  'mrd#1.valuePercent': '0.5',
  'treatment#1.class': 'chemotherapy',
  'treatment#1.startDate': day(start, 1),
  'treatment#1.endDate': day(start, 30),
  'transplant#1.date': day(start, 150),
  'event#relapse1.date': day(start, 200),
  'follow-up#1.date': day(start, 300),
  'follow-up#1.status': 'alive-with-disease',
  'event#death1.date': day(start, 400),
});
const dates = (row: Row): Row =>
  Object.fromEntries(Object.entries(row).filter(([target]) => /pseudonym|Date|\.date/u.test(target)));
const without = (row: Row, of: RegExp): Row =>
  Object.fromEntries(Object.entries(row).filter(([target]) => !of.test(target)));

const BEFORE: readonly Row[] = [
  whole('U-1', '2021-01-10'),
  whole('U-2', '2021-03-11'),
  // The first patient over again, as it seems, of whom hardly anything is known yet.
  without(whole('U-3', '2021-01-10'), /#|remission|wbc/u),
  whole('U-4', '2019-05-01'),
  without(whole('U-5', '2018-05-01'), /death/u),
  whole('U-6', '2017-05-01'),
];

/** The same patients otherwise, and a new one; each record is named by its id. */
async function after(): Promise<Row[]> {
  const named = async (pseudonym: string, kinds: string): Promise<Record<string, string>> => {
    const { rows } = await database.owner.query<{ kind: string; id: string }>(
      `SELECT of || '#1.record' AS kind, id FROM (
         SELECT 'mrd' AS of, id, patient_id FROM mrd_measurement UNION ALL SELECT 'treatment', id, patient_id FROM treatment
         UNION ALL SELECT 'transplant', id, patient_id FROM transplant UNION ALL SELECT 'follow-up', id, patient_id FROM follow_up) r
       WHERE patient_id = (SELECT id FROM patient WHERE pseudonym = $1) AND of = ANY ($2)
       UNION ALL SELECT 'event#' || kind || '1.record', id FROM clinical_event
       WHERE patient_id = (SELECT id FROM patient WHERE pseudonym = $1) AND kind = ANY ($2)`,
      [pseudonym, kinds.split(' ')],
    );
    return Object.fromEntries(rows.map(({ kind, id }) => [kind, id]));
  };
  const all = 'mrd treatment transplant follow-up relapse death';
  const death = (await named('U-4', 'death'))['event#death1.record'] ?? '';
  const relapse = (await named('U-5', 'relapse'))['event#relapse1.record'] ?? '';
  return [
    // Everything two months later, and two months earlier.
    { ...dates(whole('U-1', '2021-03-11')), ...(await named('U-1', all)) },
    { ...dates(whole('U-2', '2021-01-10')), ...(await named('U-2', all)) },
    // Records of every kind are new.
    { ...whole('U-3', '2021-01-10'), 'patient.sex': 'male', 'patient.ageDays': '61' },
    // What was held for a death was a relapse; the contact and the death came later.
    {
      ...{ 'patient.pseudonym': 'U-4', 'event#1.record': death, 'event#1.kind': 'relapse' },
      ...{ ...(await named('U-4', 'follow-up')), 'follow-up#1.date': '2020-08-01', 'event#death1.date': '2020-09-01' },
    },
    // What was held for a relapse was a death, after the last contact.
    {
      ...{
        'patient.pseudonym': 'U-5',
        'event#1.record': relapse,
        'event#1.kind': 'death',
        'event#1.date': '2019-05-01',
      },
      'patient.kmt2a': 'rearranged',
    },
    // The death came before the remission and all that followed were said to be.
    {
      ...{ 'patient.pseudonym': 'U-6', 'patient.remissionDate': '2017-05-20', 'event#death1.date': '2017-05-28' },
      ...(await named('U-6', all)),
      ...{ 'mrd#1.date': '2017-05-21', 'treatment#1.endDate': '2017-05-25', 'transplant#1.date': '2017-05-26' },
      ...{ 'event#relapse1.date': '2017-05-27', 'follow-up#1.date': '2017-05-28' },
    },
    whole('U-7', '2016-05-01'),
  ];
}

async function importRows(rows: readonly Row[]): Promise<string> {
  const id = randomUUID();
  const { check, commit, read } = steps();
  const targets = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  const lines = [targets, ...rows.map((row) => targets.map((target) => row[target] ?? ''))];
  const choices = await read(`${lines.map((cells) => cells.join(',')).join('\n')}\n`);
  const checked = await check({
    ...choices,
    sheets: [{ sheet: null, columns: targets.map((target) => ({ target })) }],
  });
  expect(checked.patients.flatMap(({ problems }) => problems)).toEqual([]);
  expect(await commit(checked.id, reason, id)).toMatchObject({ done: 'imported' });
  return id;
}

const TABLES = {
  ...{
    patient: 'id',
    diagnosis_features: 'patient_id',
    response: 'patient_id',
    mrd_measurement: 'id',
    treatment: 'id',
  },
  ...{ transplant: 'id', clinical_event: 'id', follow_up: 'id' },
};

/** Every field of every row by table, but for what each change raises. */
async function stored(raised = ['version', 'updated_at']): Promise<Record<string, unknown[]>> {
  const found: Record<string, unknown[]> = {};
  for (const [table, key] of Object.entries(TABLES)) {
    const { rows } = await database.owner.query<{ row: object }>(
      `SELECT to_jsonb(t) - $1::text[] AS row FROM ${table} t ORDER BY ${key}`,
      [raised],
    );
    found[table] = rows.map(({ row }) => row);
  }
  return found;
}

/** What follows from the records: the days of the curves, and who may be one child. */
async function followed(): Promise<unknown> {
  expect(await renewObservations(anna, [anna.siteId], { database: database.app, withinMs: 60_000 })).toBe(true);
  const days = await database.owner.query(
    `SELECT p.pseudonym, o.diagnosed_on::text, o.kmt2a, o.relapse_day, o.death_day, o.contact_day, o.cr_relapse_day
     FROM patient_observation o JOIN patient p ON p.id = o.patient_id ORDER BY 1`,
  );
  const pairs = await database.owner.query<{ one: string; other: string }>(
    `SELECT a.pseudonym AS one, b.pseudonym AS other FROM patient_double d
     JOIN patient a ON a.id = d.patient_id JOIN patient b ON b.id = d.other_id ORDER BY 1, 2`,
  );
  return { days: days.rows, pairs: pairs.rows };
}

const rowsOf = async (sql: string): Promise<unknown[]> => (await database.owner.query(sql)).rows;
const VERSIONS = 'SELECT pseudonym, version FROM patient ORDER BY 1';

test('changed records of every kind are what they were, and so is all that follows from them', async () => {
  await importRows(BEFORE);
  const [before, then] = [await stored(), await followed()];
  expect(Object.values(before).map(({ length }) => length)).toEqual([6, 6, 6, 5, 5, 5, 9, 5]);
  expect(then).toMatchObject({
    pairs: [
      { one: 'U-1', other: 'U-3' },
      { one: 'U-3', other: 'U-1' },
    ],
  });
  const id = await importRows(await after());
  const changed = await stored();
  for (const [table, rows] of Object.entries(before)) expect(changed[table], table).not.toEqual(rows);
  expect(await followed()).not.toEqual(then);

  expect(await undo(id)).toBeNull();
  expect(await stored()).toEqual(before);
  expect(await followed()).toEqual(then);
  expect(await rowsOf(VERSIONS)).toEqual(BEFORE.map((_, at) => ({ pseudonym: `U-${at + 1}`, version: 3 })));
  // 34 days after the diagnosis of 10 January, and of 11 March.
  const [own, moved] = [{ date: '2021-02-13' }, { date: '2021-04-14' }];
  expect(
    await rowsOf(`SELECT action, old_values AS old, new_values AS new, actor_id IS NOT NULL AS named FROM audit_entry
      WHERE table_name = 'mrd_measurement' AND action = 'update'
        AND patient_id = (SELECT id FROM patient WHERE pseudonym = 'U-1') ORDER BY id`),
  ).toEqual([
    { action: 'update', old: own, new: moved, named: true },
    { action: 'update', old: moved, new: own, named: true },
  ]);
  expect(
    await rowsOf('SELECT id FROM audit_entry e WHERE NOT EXISTS (SELECT FROM audit_link l WHERE l.entry_id = e.id)'),
  ).toEqual([]);
});

test('where one patient has changed since, or is locked, nothing of all the others is undone', async () => {
  const id = await importRows(await after());
  const later = await importRows([{ 'patient.pseudonym': 'U-3', 'patient.wbc': '90' }]);
  const everything = async (): Promise<unknown> => [await stored([]), await rowsOf(VERSIONS)];
  const before = await everything();
  expect(await undo(id)).toBe('changed');
  expect(await everything()).toEqual(before);

  for (const state of ['complete', 'locked'])
    await database.owner.query(
      `INSERT INTO state_change (patient_id, site_id, state) SELECT id, site_id, $1 FROM patient WHERE pseudonym = 'U-3'`,
      [state],
    );
  expect(await undo(later)).toBe('changed');
  expect(await everything()).toEqual(before);
});
