import { parse } from 'csv-parse/sync';
import { stringify } from 'csv-stringify/sync';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { seeded } from '@/bench/survival-measure';
import { LOCALES } from '@/lib/i18n/routing';
import { findExport } from '@/lib/patients/export/export.server';
import { EXPORT_FILES } from '@/lib/patients/export/files';
import { patientQuerySchema } from '@/lib/patients/filter';
import { questionsOf } from '@/lib/patients/import/questions';
import { redcapColumns } from '@/lib/patients/redcap/reading';
import { importWork } from '@/lib/patients/testing/import-work.server';
import { writeManyPatients } from '@/lib/patients/testing/many-patients';
import { makePerson, type TestPerson } from '@/lib/patients/testing/sites';
import { loadEvidence } from '@/seed/load';
import { createTestDatabase, type TestDatabase } from '@/prisma/testing/database';
import { fieldLabel, projectWords } from '@/components/patients/codebook-label';

// The dictionary is read here as REDCap documents it (eighteen columns, choices as `1, Label | 2, Label`), and a file of
// labels is made from it as REDCap does, so that what the import reads was not written by the import's own rules.

type Record_ = Record<string, string>;
let database: TestDatabase;
let anna: TestPerson;
let carl: TestPerson;
const options = () => ({ database: database.app, today: '2026-11-01' });

beforeAll(async () => {
  database = await createTestDatabase();
  await loadEvidence(database.ownerUrl);
  anna = await makePerson(database, 'anna', 'data-manager', 'A');
  carl = await makePerson(database, 'carl', 'data-manager', 'C-2');
  await writeManyPatients(database.owner, anna, 25, seeded(3));
  await database.owner.query(`BEGIN; SELECT set_config('registry.viewer', '${anna.id}', true);
    UPDATE diagnosis_features SET kmt2a = 'rearranged' WHERE kmt2a_partner IS NOT NULL AND site_id = '${anna.siteId}';
    UPDATE diagnosis_features SET karyotype = '=46.XX, del(11)' WHERE kmt2a = 'rearranged' AND site_id = '${anna.siteId}';
    UPDATE diagnosis_features SET cns = NULL WHERE kmt2a = 'germline';
    UPDATE patient SET missing_codes = '{"cns":"NASK"}'
      WHERE id IN (SELECT patient_id FROM diagnosis_features WHERE kmt2a = 'germline');
    UPDATE response SET remission_eoi = false, remission_date = NULL, failure_excluded = true WHERE patient_id IN (
      SELECT id FROM patient WHERE site_id = '${anna.siteId}' AND NOT EXISTS (SELECT FROM clinical_event e WHERE e.patient_id = patient.id)
      ORDER BY pseudonym LIMIT 3);
    UPDATE clinical_event SET relapse_sites = '{bone-marrow,cns}', lineage = 'same' WHERE kind = 'relapse';
    UPDATE follow_up SET date_precision = 'month', date = date_trunc('month', date) + interval '14 days'
      WHERE status = 'alive-in-remission' AND extract(day FROM date) BETWEEN 10 AND 20;
    COMMIT`);
});
afterAll(() => database.drop());

async function exported(person: TestPerson, name: string): Promise<string> {
  const patients = await findExport(person, patientQuerySchema.parse({}), options());
  return String(await EXPORT_FILES[name]?.make(patients, fieldLabel, projectWords));
}

const workOf = (person: TestPerson) =>
  importWork(person, { ...options(), redcap: redcapColumns(LOCALES.map(projectWords)) });

async function checked(person: TestPerson, text: string) {
  const { upload, open, check } = workOf(person);
  const file = await upload(text, 'redcap.csv');
  const read = await open(file);
  if (read.refused !== null) throw new Error(read.refused);
  const columns = read.sheets.flatMap((sheet) => sheet.columns);
  const sheets = read.sheets.map(({ sheet, columns: own }) => ({
    sheet,
    columns: own.map(({ target }) => ({ target })),
  }));
  const { id, patients } = await check({ file, siteId: person.siteId, sheets });
  return {
    id,
    asked: columns.flatMap(({ facts, target }) => questionsOf(facts, target)),
    unread: columns.filter(({ target }) => target === null).map(({ name }) => name),
    statuses: [...new Set(patients.map(({ status }) => status))],
    changes: patients.flatMap(({ changes }) => changes),
    problems: patients.flatMap(({ problems }) => problems).map(({ column, error }) => [column, error]),
  };
}

const rowsOf = (text: string): Record_[] => parse(text, { columns: true, bom: true });
const textOf = (rows: readonly Record_[]): string => stringify([...rows], { header: true });

/** The file that REDCap gives as labels: the label of each field as its name, and of each choice as its value. */
function inLabels(raw: string, dictionary: string): string {
  const fields = new Map(rowsOf(dictionary).map((field) => [field['Variable / Field Name'] ?? '', field]));
  const choicesOf = (field: Record_ | undefined): Map<string, string> =>
    new Map(
      (field?.['Choices, Calculations, OR Slider Labels'] ?? '')
        .split(' | ')
        .map((choice) => [choice.slice(0, choice.indexOf(',')), choice.slice(choice.indexOf(',') + 2)]),
    );
  const own: Record_ = {
    redcap_repeat_instrument: 'Repeat Instrument',
    redcap_repeat_instance: 'Repeat Instance',
    redcap_data_access_group: 'Data Access Group',
  };
  return textOf(
    rowsOf(raw).map((row) =>
      Object.fromEntries(
        Object.entries(row)
          .filter(([name]) => !name.endsWith('_complete') && !/___(?:unk|nask|na)$/u.test(name))
          .map(([name, value]) => {
            const [variable = '', code] = name.split('___');
            const field = fields.get(variable);
            const label = own[name] ?? field?.['Field Label'] ?? name;
            if (code === undefined) return [label, choicesOf(field).get(value) ?? value];
            const choice = choicesOf(field).get(code) ?? code;
            return [`${label} (choice=${choice})`, value === '' ? '' : value === '1' ? 'Checked' : 'Unchecked'];
          }),
      ),
    ),
  );
}

test.each(['en', 'ru'] as const)('the dictionary is one that REDCap takes (%s)', async (language) => {
  const fields = rowsOf(await exported(anna, `redcap-dictionary-${language}.csv`));
  const names = fields.map((field) => field['Variable / Field Name'] ?? '');
  expect(Object.keys(fields[0] ?? {})).toHaveLength(18);
  expect(names[0]).toBe('record_id');
  expect(new Set(names).size).toBe(names.length);
  for (const name of names) expect(name).toMatch(/^[a-z][a-z0-9_]{0,99}$/u);
  const labels = fields.map((field) => field['Field Label']);
  expect(new Set(labels).size).toBe(labels.length);
  // A form's fields stand together, and a condition names a field of the dictionary.
  const forms = fields.map((field) => field['Form Name']);
  expect(forms.filter((form, at) => form !== forms[at - 1])).toHaveLength(new Set(forms).size);
  for (const field of fields) {
    const type = field['Field Type'] ?? '';
    const choices = field['Choices, Calculations, OR Slider Labels'] ?? '';
    expect(['text', 'notes', 'dropdown', 'checkbox']).toContain(type);
    expect(choices !== '').toBe(type === 'dropdown' || type === 'checkbox');
    const codes = choices === '' ? [] : choices.split(' | ').map((choice) => /^([A-Za-z0-9_]+), \S/u.exec(choice)?.[1]);
    expect(codes).not.toContain(undefined);
    expect(new Set(codes).size).toBe(codes.length);
    const [, asked, code] = /^\[(\w+)\] = '(\w+)'$/u.exec(field['Branching Logic (Show field only if...)'] ?? '') ?? [];
    if (asked === undefined) continue;
    const other = fields.find((one) => one['Variable / Field Name'] === asked);
    expect(other?.['Choices, Calculations, OR Slider Labels']).toContain(`${code}, `);
  }
});

test('records keep REDCap’s rules: a repeated row fills only its own instrument, and instances count from 1', async () => {
  const fields = rowsOf(await exported(anna, 'redcap-dictionary-en.csv'));
  const formOf = new Map(fields.map((field) => [field['Variable / Field Name'], field['Form Name']]));
  const rows = rowsOf(await exported(anna, 'redcap-records.csv'));
  const instances = new Map<string, number>();
  expect(rows.filter((row) => row['redcap_repeat_instrument'] === '')).toHaveLength(25);
  for (const row of rows) {
    const form = row['redcap_repeat_instrument'] === '' ? 'patient' : (row['redcap_repeat_instrument'] ?? '');
    for (const [name, value] of Object.entries(row)) {
      const own = formOf.get(name.replace(/___\w+$/u, ''));
      if (own !== undefined && name !== 'record_id' && value !== '') expect(`${name}: ${own}`).toBe(`${name}: ${form}`);
    }
    if (form === 'patient') continue;
    const key = `${row['record_id']} ${form}`;
    instances.set(key, (instances.get(key) ?? 0) + 1);
    expect(row['redcap_repeat_instance']).toBe(String(instances.get(key)));
  }
});

test('an import finds the records unchanged, as codes and as labels of either language', async () => {
  const raw = await exported(anna, 'redcap-records.csv');
  const found = await checked(anna, raw);
  expect(found).toMatchObject({ statuses: ['same'], changes: [], problems: [], asked: [] });
  expect(found.unread.filter((name) => !/_complete$|^redcap_repeat|^record_id$/u.test(name))).toEqual([]);
  for (const language of ['en', 'ru']) {
    const labels = inLabels(raw, await exported(anna, `redcap-dictionary-${language}.csv`));
    expect(await checked(anna, labels)).toMatchObject({ statuses: ['same'], changes: [], problems: [], asked: [] });
  }
});

test('that a missing remission was no induction failure goes along, and an answer against the events is refused', async () => {
  const rows = rowsOf(await exported(anna, 'redcap-records.csv'));
  const said = rows.map((row) => row['induction_failure']);
  expect(said).toContain('no');
  const at = said.indexOf('no');
  const answered = (answer: string) =>
    checked(anna, textOf(rows.map((row, place) => (place === at ? { ...row, induction_failure: answer } : row))));
  // An empty cell says nothing.
  expect(await answered('')).toMatchObject({ statuses: ['same'], changes: [] });
  expect((await answered('yes')).problems).toEqual([['inductionFailureDate', 'required']]);
  const cleared = Object.fromEntries(Object.keys(rows[0] ?? {}).map((name) => [name, '']));
  const { record_id = '', diagnosis_date = '', redcap_data_access_group = '' } = rows[at] ?? {};
  const date = new Date(Date.parse(diagnosis_date) + 40 * 86_400_000).toISOString().slice(0, 10);
  const added = {
    ...{ ...cleared, record_id, redcap_data_access_group, event_date: date, event_kind: 'induction_failure' },
    ...{ redcap_repeat_instrument: 'event', redcap_repeat_instance: '9' },
  };
  expect((await checked(anna, textOf([...rows, added]))).problems).toEqual([['inductionFailure', 'failure-recorded']]);
});

test('one edit in REDCap is one change here', async () => {
  const rows = rowsOf(await exported(anna, 'redcap-records.csv'));
  const at = rows.findIndex((row) => row['event_kind'] === 'relapse');
  const edited = rows.map((row, place) => (place === at ? { ...row, event_relapse_sites___testis: '1' } : row));
  const { changes } = await checked(anna, textOf(edited));
  expect(changes.map(({ field, before, after }) => [field, before, after])).toEqual([
    ['relapseSites', 'bone-marrow,cns', 'bone-marrow,cns,testis'],
  ]);
});

test('the records of one site, read into another, leave it again as they came', async () => {
  const raw = rowsOf(await exported(anna, 'redcap-records.csv'));
  // Another group, and no names of stored records: they are new there.
  const elsewhere = raw.map((row) => ({
    ...Object.fromEntries(Object.entries(row).map(([name, value]) => [name, name.endsWith('_stored') ? '' : value])),
    redcap_data_access_group: 'c_2',
  }));
  const refused = await checked(carl, textOf(raw));
  expect(refused.problems[0]).toEqual(['redcap_data_access_group', 'other-site']);
  const { id, statuses, problems } = await checked(carl, textOf(elsewhere));
  expect(problems).toEqual([]);
  expect(statuses).toEqual(['new']);
  expect(await workOf(carl).commit(id, 'taken over from REDCap')).toMatchObject({ added: 25, changed: 0 });
  const withoutNames = (rows: readonly Record_[]): string[] =>
    rows
      .map((row) => {
        const { redcap_data_access_group: _group, redcap_repeat_instance: _instance, ...own } = row;
        return JSON.stringify(Object.entries(own).filter(([name]) => !name.endsWith('_stored')));
      })
      .sort();
  expect(withoutNames(rowsOf(await exported(carl, 'redcap-records.csv')))).toEqual(withoutNames(raw));
});

test.each([
  ['redcap_repeat_instrument', { redcap_repeat_instrument: 'marrow' }, 'redcap-instrument'],
  ['redcap_repeat_instance', { redcap_repeat_instance: '0' }, 'redcap-instance'],
  ['redcap_repeat_instance', { redcap_repeat_instance: '' }, 'redcap-instance'],
  ['treatment_agents', { treatment_agents: 'blinatumomab' }, 'redcap-other-form'],
  ['mrd_complete', { mrd_complete: '3' }, 'redcap-complete'],
])('what REDCap would refuse in %s is refused', async (column, broken, error) => {
  const rows = rowsOf(await exported(anna, 'redcap-records.csv'));
  const at = rows.findIndex((row) => row['redcap_repeat_instrument'] === 'mrd');
  const { problems } = await checked(
    anna,
    textOf(rows.map((row, place) => (place === at ? { ...row, ...broken } : row))),
  );
  expect(problems).toContainEqual([column, error]);
});
