import { randomUUID } from 'node:crypto';
import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { seeded } from '@/bench/survival-measure';
import { createTestDatabase, type TestDatabase } from '@/prisma/testing/database';
import { patientQuerySchema } from '../filter';
import { importWork } from '../testing/import-work.server';
import { writeManyPatients } from '../testing/many-patients';
import { projectWords } from '../testing/project-words';
import { makePerson, type TestPerson } from '../testing/sites';
import { findExport } from './export.server';
import { EXPORT_FILES } from './files';
import { codebook, EXPORT_TABLES, exportTables } from './tables';

let database: TestDatabase;
let anna: TestPerson;
let monitor: TestPerson;
let boris: TestPerson;
const options = () => ({ database: database.app, today: '2026-11-01' });
const every = patientQuerySchema.parse({});
const label = (_table: string, field: string) => ({ en: field, ru: field });

beforeAll(async () => {
  database = await createTestDatabase();
  anna = await makePerson(database, 'anna', 'data-manager', 'A');
  boris = await makePerson(database, 'boris', 'data-manager', 'B');
  monitor = await makePerson(database, 'monitor', 'monitor', 'A');
  await writeManyPatients(database.owner, anna, 40, seeded(3));
  await writeManyPatients(database.owner, boris, 3, seeded(4));
  // As the forms store it: a partner says that KMT2A is rearranged.
  await database.owner.query(`BEGIN; SELECT set_config('registry.viewer', '${anna.id}', true);
    UPDATE diagnosis_features SET kmt2a = 'rearranged' WHERE kmt2a_partner IS NOT NULL AND site_id = '${anna.siteId}';
    UPDATE diagnosis_features SET karyotype = '=46.XX' WHERE kmt2a = 'rearranged' AND site_id = '${anna.siteId}'; COMMIT`);
});
afterAll(() => database.drop());

async function file(name: string): Promise<Blob> {
  const body = await EXPORT_FILES[name]?.make(await findExport(anna, every, options()), label, projectWords);
  return new Blob([body ?? '']);
}

/** What an import of a file would do: every cell that would change, and the columns that it does not read. */
async function imported(body: Blob, name: string, sheet: string | null, emptyClears = false) {
  const { check, open, upload } = importWork(anna, options());
  const sent = await upload(new Uint8Array(await body.arrayBuffer()), name);
  const read = await open(sent);
  if (read.refused !== null) throw new Error(read.refused);
  const chosen = read.sheets.filter((one) => one.sheet === sheet || (sheet === null && one.of !== null));
  const sheets = chosen.map(({ sheet: of, columns }) => ({
    sheet: of,
    columns: columns.map(({ target }) => ({ target })),
  }));
  const { patients, report } = await check({ file: sent, siteId: anna.siteId, sheets, emptyClears });
  return {
    kept: report.kept,
    statuses: [...new Set(patients.map(({ status }) => status))],
    unread: chosen.flatMap(({ columns }) =>
      columns.filter(({ target }) => target === null).map(({ name: column }) => column),
    ),
    changes: patients.flatMap(({ changes }) => changes),
    problems: patients.flatMap(({ problems }) => problems),
  };
}

test('a site’s patients are those of the person who enters for it; who only reads takes nothing away', async () => {
  expect(await findExport(anna, every, options())).toHaveLength(40);
  expect((await findExport(boris, every, options())).map(({ siteCode }) => siteCode)).toEqual(['B', 'B', 'B']);
  expect(await findExport(monitor, every, options())).toEqual([]);
});

test('an import finds every sheet of the workbook unchanged, and exactly what was edited in a table', async () => {
  const body = await file('records.xlsx');
  const filled: string[] = [];
  for (const { name, rows } of exportTables(await findExport(anna, every, options()))) {
    if (rows.length === 0) continue;
    filled.push(name);
    const { statuses, changes, unread } = await imported(body, 'records.xlsx', name);
    expect({ name, statuses, changes, unread }).toEqual({ name, statuses: ['same'], changes: [], unread: [] });
  }
  expect(filled).toEqual(expect.arrayContaining(['patient', 'mrd', 'event', 'follow-up']));
  // All of them in one import.
  expect(await imported(body, 'records.xlsx', null)).toMatchObject({ statuses: ['same'], changes: [], problems: [] });
  for (const table of filled) {
    const { statuses, changes, unread } = await imported(await file(`${table}.csv`), `${table}.csv`, null);
    expect({ table, statuses, changes, unread }).toEqual({ table, statuses: ['same'], changes: [], unread: [] });
  }
  const text = await (await file('patient.csv')).text();
  const [head = [], ...rows]: string[][] = parse(text);
  const at = head.indexOf('wbc');
  const [row = []] = rows;
  const edited = text.replace(row.join(','), row.map((cell, place) => (place === at ? '77.5' : cell)).join(','));
  expect((await imported(new Blob([edited]), 'patient.csv', null)).changes).toEqual([
    { of: 'patient', field: 'wbc', before: row[at], after: '77.5' },
  ]);
});

test('what was emptied in a table is said, and stays until an empty cell is to empty its field', async () => {
  const text = await (await file('patient.csv')).text();
  const [head = [], ...rows]: string[][] = parse(text);
  const at = head.indexOf('kmt2aPartner');
  const row = rows.find((cells) => cells[at] !== '') ?? [];
  const emptied = [head, ...rows]
    .map((cells) => cells.map((cell, place) => (cells === row && place === at ? '' : `"${cell}"`)).join(','))
    .join('\n');
  expect(await imported(new Blob([text]), 'patient.csv', null)).toMatchObject({ kept: { count: 0, patients: [] } });
  expect(await imported(new Blob([emptied]), 'patient.csv', null)).toMatchObject({
    ...{ changes: [], kept: { count: 1, patients: [row[head.indexOf('pseudonym')]] } },
  });
  expect(await imported(new Blob([emptied]), 'patient.csv', null, true)).toMatchObject({
    ...{
      changes: [{ of: 'patient', field: 'kmt2aPartner', before: row[at], after: '' }],
      kept: { count: 0, patients: [] },
    },
  });
});

test('an import finds the document unchanged, and exactly what was edited in it; what is another document is refused', async () => {
  const text = await (await file('records.json')).text();
  const change = async (edit: (patients: Record<string, unknown>[]) => void) => {
    const said = JSON.parse(text) as { patients: Record<string, unknown>[] };
    edit(said.patients);
    return imported(new Blob([JSON.stringify(said)]), 'records.json', null);
  };
  expect(await imported(new Blob([text]), 'records.json', null)).toMatchObject({
    ...{ statuses: ['same'], changes: [], problems: [], unread: [] },
  });
  const [{ wbc = '', mrd = [] } = {}] = (JSON.parse(text) as { patients: { wbc?: string; mrd?: { date: string }[] }[] })
    .patients;
  expect(mrd.length).toBeGreaterThan(0);
  const edited = await change(([first = {}, second = {}]) => {
    first['wbc'] = 77.5;
    second['shoe size'] = 16;
    first['mrd'] = (first['mrd'] as object[]).map((one, at) => (at === 0 ? { ...one, method: 'flow' } : one));
    first['follow-up'] = [{ date: '2026-10-30', status: 'lost' }];
  });
  expect(edited.unread).toEqual(['shoe size']);
  expect(edited.changes.filter(({ of }) => of === 'patient')).toEqual([
    { of: 'patient', field: 'wbc', before: wbc, after: '77.5' },
  ]);
  expect(edited.changes.filter(({ of }) => of === 'follow-up').map(({ after }) => after)).toEqual([
    '2026-10-30',
    'lost',
  ]);
  for (const other of ['{"patients":[{"wbc":{"value":3}}]}', '[{"time":5}]', '{"patients":{}}', '{"patients":[', '{}'])
    await expect(imported(new Blob([other]), 'other.json', null)).rejects.toThrow('json');
  await expect(imported(new Blob(['{"patients":[]}']), 'other.json', null)).rejects.toThrow('no-rows');
});

test('a record that the file names is changed where its date is, and one that is not there is refused', async () => {
  const text = await (await file('mrd.csv')).text();
  const [head = [], row = []]: string[][] = parse(text);
  const [record = '', date = ''] = ['record', 'date'].map((column) => row[head.indexOf(column)] ?? '');
  const moved = `${date.slice(0, 8)}${date.endsWith('09') ? '10' : '09'}`;
  const edited = text.replace(row.join(','), row.join(',').replace(date, moved));
  expect((await imported(new Blob([edited]), 'mrd.csv', null)).changes).toEqual([
    { of: 'mrd', field: 'date', before: date, after: moved },
  ]);
  const foreign = text.replace(record, randomUUID());
  const { statuses, problems } = await imported(new Blob([foreign]), 'mrd.csv', null);
  expect(statuses).toContain('refused');
  expect(problems).toEqual([{ line: 2, column: 'mrd.record', value: '', error: 'no-such-record' }]);
});

test('the rows that are said of a file are those it holds', async () => {
  const patients = await findExport(anna, every, options());
  const said = (name: string): number => EXPORT_FILES[name]?.rows(patients) ?? -1;
  const held = async (name: string): Promise<number> =>
    (parse(await (await file(name)).text()) as string[][]).length - 1;
  const tables = await Promise.all(EXPORT_TABLES.map((name) => held(`${name}.csv`)));
  expect(EXPORT_TABLES.map((name) => said(`${name}.csv`))).toEqual(tables);
  for (const name of ['adtte.csv', 'redcap-records.csv']) expect([name, said(name)]).toEqual([name, await held(name)]);
  const all = tables.reduce((sum, one) => sum + one, 0);
  expect([said('records.xlsx'), said('records.json'), said('adtte.R')]).toEqual([all, all, 0]);
});

test('the codebook explains every column of every table', async () => {
  for (const table of EXPORT_TABLES) {
    const [head = []]: string[][] = parse(await (await file(`${table}.csv`)).text());
    expect(
      codebook(label)
        .filter((row) => row.table === table)
        .map(({ column }) => column),
    ).toEqual(head);
  }
});
