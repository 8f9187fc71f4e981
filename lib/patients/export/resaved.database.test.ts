import { spawnSync } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '@/prisma/testing/database';
import { patientQuerySchema } from '../filter';
import { importWork } from '../testing/import-work.server';
import { projectWords } from '../testing/project-words';
import { makePerson, type TestPerson } from '../testing/sites';
import { findExport } from './export.server';
import { EXPORT_FILES } from './files';

const LIBREOFFICE = spawnSync('soffice', ['--version']).status === 0;
/** What spreadsheets like to change: zeros in front, dates known in part, small numbers, texts that look like formulas. */
const SHEET = `id;sex;age days;diagnosis date;wbc;karyotype;note;MRD1 date;MRD1 time point;MRD1 value %;MRD1 sensitivity;relapse date;last contact;status
007;f;60;2021-01-02;120.5;=46,XX;0012;2021-02;EOI;0.0001;0.00001;2022;2023-03-04;alive-with-disease
1-2;m;90;2021-03-01;1250;-7,+8;"said ""stop"", then
left";2021-04-05;EOI;12.5;UNK;;2023-03-04;lost
1E5;f;91;2020-02-29;UNK;+1;-SUM(A1);;;;;;2023-03;alive-in-remission
ж-04;m;92;2020-03-01;0.5;t(4;11);№ 5 — «ё»;;;;;;;
`;
let database: TestDatabase;
let anna: TestPerson;
let folder: string;
let tables: Files;
const options = () => ({ database: database.app, today: '2026-11-01' });
const label = (_table: string, field: string) => ({ en: field, ru: field });
const TABLES = ['patient', 'mrd', 'event', 'follow-up'];

beforeAll(async () => {
  database = await createTestDatabase();
  anna = await makePerson(database, 'anna', 'data-manager', 'A');
  folder = await mkdtemp(path.join(tmpdir(), 'registry-resaved-'));
  const { check, commit, read } = importWork(anna, options());
  const choices = await read(SHEET.replace('t(4;11)', '"t(4;11)"'));
  const columns = choices.sheets[0]?.columns.map((one) =>
    /Percent$/u.test(one.target ?? '') ? { ...one, share: 'percent' } : one,
  );
  const checked = await check({ ...choices, sheets: [{ sheet: null, columns }] });
  expect(checked.patients.flatMap(({ problems }) => problems)).toEqual([]);
  await commit(checked.id, 'the centre sent its sheet');
  const files = TABLES.map((table) => `${table}.csv`);
  tables = Object.fromEntries(await Promise.all(files.map(async (name) => [name, await exported(name)] as const)));
});
afterAll(async () => {
  await database.drop();
  await rm(folder, { recursive: true, force: true });
});

async function exported(name: string): Promise<Buffer> {
  const every = patientQuerySchema.parse({});
  const body = await EXPORT_FILES[name]?.make(await findExport(anna, every, options()), label, projectWords);
  return Buffer.from(await new Blob([body ?? '']).arrayBuffer());
}

/** Every cell that an import of a file would change, what is asked, and what is refused. */
async function found(body: Uint8Array, name: string) {
  const { check, open, upload } = importWork(anna, options());
  const file = await upload(body, name);
  const read = await open(file);
  if (read.refused !== null) throw new Error(read.refused);
  const sheets = read.sheets
    .filter(({ of }) => of !== null)
    .map(({ sheet, columns }) => ({ sheet, columns: columns.map(({ target }) => ({ target })) }));
  const { patients } = await check({ file, siteId: anna.siteId, sheets });
  return {
    changes: patients.flatMap(({ changes }) => changes.map(({ of, field, after }) => [of, field, after])),
    refused: patients.flatMap(({ problems }) => problems.map(({ column, value, error }) => [column, value, error])),
  };
}

const NOTHING = { changes: [], refused: [] };
const TEXT = 'Text - txt - csv (StarCalc)';

/** A profile of LibreOffice whose numbers are Russian. */
const RUSSIAN = `<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry"><item oor:path="/org.openoffice.Setup/L10N">
<prop oor:name="ooSetupSystemLocale" oor:op="fuse"><value>ru-RU</value></prop></item></oor:items>`;

type Saving = Readonly<{ to: string; opened?: string; russian?: boolean }>;
type Files = Readonly<Record<string, Buffer>>;

/** Files by name, opened and saved by one start of the office, under the names that they had. */
async function resaved(files: Files, saving: Saving): Promise<Files> {
  const names = Object.keys(files);
  const savedAs = names.map((name) => name.replace(/\.\w+$/u, `.${saving.to.split(':')[0]}`));
  const bodies = await savedBy(savedAs, files, saving);
  return Object.fromEntries(names.map((name, at) => [name, bodies[at] ?? Buffer.of()]));
}

/** What the office saves under these names of the files that it opens. */
async function savedBy(
  names: readonly string[],
  files: Files,
  { to, opened, russian = false }: Saving,
): Promise<Buffer[]> {
  const [profile, out] = [path.join(folder, russian ? 'russian' : 'english'), await mkdtemp(path.join(folder, 'out-'))];
  await mkdir(path.join(profile, 'user'), { recursive: true });
  if (russian) await writeFile(path.join(profile, 'user', 'registrymodifications.xcu'), RUSSIAN);
  for (const [name, body] of Object.entries(files)) await writeFile(path.join(folder, name), body);
  const said = ['--headless', `-env:UserInstallation=${pathToFileURL(profile).href}`];
  const filter = opened === undefined ? [] : [`--infilter=${opened}`];
  const from = Object.keys(files).map((name) => path.join(folder, name));
  spawnSync('soffice', [...said, ...filter, '--convert-to', to, '--outdir', out, ...from], { timeout: 120_000 });
  return Promise.all(names.map((name) => readFile(path.join(out, name))));
}

/** Each sheet of a workbook as CSV, as an office saves it where all of them are asked for, under the names of the tables. */
async function savedAsTables(book: Buffer, { russian = false }: Pick<Saving, 'russian'>): Promise<Files> {
  const name = `book-${russian ? 'ru' : 'en'}.xlsx`;
  const every = `csv:${TEXT}:${russian ? 59 : 44},34,76,1,,0,false,true,false,false,false,-1`;
  const sheets = await savedBy(
    TABLES.map((table) => `${name.replace('.xlsx', '')}-${table}.csv`),
    { [name]: book },
    { to: every, russian },
  );
  return Object.fromEntries(TABLES.map((table, at) => [`${table}.csv`, sheets[at] ?? Buffer.of()]));
}

/** All that looks like a number or a date is made one, and shown as a Russian office does. */
const RUSSIAN_OFFICE = { to: `csv:${TEXT}:59,34,76,1`, opened: 'CSV:44,34,76,1,,1033,false,true', russian: true };

/** The bytes of a file with one of its texts changed, once. */
function edited(body: Buffer, before: string, after: string): Buffer {
  const text = body.toString();
  expect(text.split(before)).toHaveLength(2);
  return Buffer.from(text.replace(before, after));
}

describe.skipIf(!LIBREOFFICE)('a spreadsheet that opens an export and saves it changes nothing', () => {
  test.each<[string, Saving]>([
    ['as it was shown', { to: `csv:${TEXT}:44,34,76,1`, opened: 'CSV:44,34,76,1,,1033,false,false' }],
    ['in a Russian office', RUSSIAN_OFFICE],
    ['as a workbook', { to: 'xlsx', opened: 'CSV:44,34,76,1,,1033,false,true', russian: true }],
  ])(
    'the tables as CSV, saved %s',
    async (_how, saving) => {
      const saved = await resaved(tables, saving);
      for (const [name, body] of Object.entries(saved)) expect(await found(body, name), name).toEqual(NOTHING);
    },
    300_000,
  );

  test('the tables as CSV, as they were', async () => {
    for (const [name, body] of Object.entries(tables)) expect(await found(body, name), name).toEqual(NOTHING);
  });

  test('what was edited in it is changed, and nothing else', async () => {
    const name = 'patient.csv';
    const { [name]: saved = Buffer.of() } = await resaved({ [name]: tables[name] ?? Buffer.of() }, RUSSIAN_OFFICE);
    const wbc = edited(edited(saved, '120,5', '130,25'), '2020-02-29', '28.02.2020');
    expect(await found(edited(wbc, `"'=46,XX"`, `"'=46,XY"`), name)).toEqual({
      changes: [
        ['patient', 'diagnosisDate', '2020-02-28'],
        ['patient', 'wbc', '130.25'],
        ['patient', 'karyotype', '=46,XY'],
      ],
      refused: [],
    });
    const old = new TextDecoder('utf-8').decode(saved).replace('№ 5 — «ё»', 'после 5-го дня');
    expect(await found(Buffer.from(old, 'utf16le'), name)).toEqual({
      ...{ changes: [['patient', 'note', 'после 5-го дня']], refused: [] },
    });
  }, 300_000);

  test('the workbook', async () => {
    const book = { 'records.xlsx': await exported('records.xlsx') };
    for (const files of [book, await resaved(book, { to: 'xlsx' }), await resaved(book, { to: 'xlsx', russian: true })])
      expect(await found(files['records.xlsx'] ?? Buffer.of(), 'records.xlsx')).toEqual(NOTHING);
  }, 300_000);

  test.each([false, true])(
    'the workbook, each sheet saved as CSV (Russian office: %s), and exactly what was edited',
    async (russian) => {
      const book = await exported('records.xlsx');
      const { 'patient.csv': patients = Buffer.of(), ...others } = await savedAsTables(book, { russian });
      expect(await found(patients, 'patient.csv')).toEqual(NOTHING);
      for (const [name, body] of Object.entries(others)) expect(await found(body, name), name).toEqual(NOTHING);
      const [before, after] = russian ? ['120,5', '99,5'] : ['120.5', '99.5'];
      expect(await found(edited(patients, before, after), 'patient.csv')).toEqual({
        ...{ changes: [['patient', 'wbc', '99.5']], refused: [] },
      });
    },
    300_000,
  );
});
