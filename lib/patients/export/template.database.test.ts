import Zip from 'jszip';
import write from 'write-excel-file/universal';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { en } from '@/lib/i18n/messages/en';
import { ru } from '@/lib/i18n/messages/ru';
import { LOCALES, type Locale } from '@/lib/i18n/routing';
import { createTestDatabase, type TestDatabase } from '@/prisma/testing/database';
import { isOpen } from '../import/questions';
import { readCell } from '../import/read-value';
import { importWork } from '../testing/import-work.server';
import { projectWords } from '../testing/project-words';
import { makePerson, type TestPerson } from '../testing/sites';
import { VOCABULARY, type Vocabulary } from '../vocabulary';
import { EXPORT_FILES } from './files';
import { EXPORT_TABLES, exportFields, vocabularyOf, type ExportTable } from './tables';

let database: TestDatabase;
let anna: TestPerson;
const label = (_table: string, field: string) => ({ en: field, ru: field });
const speaking = (locale: Locale) => ({ ...projectWords(), word: wordsOf(locale) });
const options = () => ({ database: database.app, today: '2026-11-01' });

beforeAll(async () => {
  database = await createTestDatabase();
  anna = await makePerson(database, 'anna', 'data-manager', 'A');
});
afterAll(() => database.drop());

/** What the forms call a word. */
function wordsOf(locale: Locale): (vocabulary: string, word: string) => string {
  const options: Readonly<Record<string, Readonly<Record<string, string>>>> = (locale === 'ru' ? ru : en).patientForm
    .option;
  return (vocabulary, word) => options[vocabulary]?.[word] ?? word;
}

/** The parts of a workbook as a spreadsheet would look them up: cells of a sheet by address, and its lists by column. */
async function opened(name: string) {
  const body = await EXPORT_FILES[name]?.make([], label, speaking);
  const zip = await Zip.loadAsync(await new Blob([body ?? '']).arrayBuffer());
  const part = async (path: string) => (await zip.file(path)?.async('string')) ?? '';
  const strings = [...(await part('xl/sharedStrings.xml')).matchAll(/<si><t[^>]*>([^<]*)<\/t><\/si>/gu)].map(
    ([, said = '']) => said.replaceAll('&amp;', '&'),
  );
  const names = [...(await part('xl/workbook.xml')).matchAll(/<sheet [^>]*name="([^"]*)"/gu)].map(
    ([, one = '']) => one,
  );
  const sheet = async (of: string) => {
    const xml = await part(`xl/worksheets/sheet${names.indexOf(of) + 1}.xml`);
    const cells = new Map(
      [...xml.matchAll(/<c r="([A-Z]+\d+)"[^>]*t="s"[^>]*><v>(\d+)<\/v>/gu)].map(([, at = '', string]) => [
        at,
        strings[Number(string)] ?? '',
      ]),
    );
    return { xml, cells };
  };
  return { names, sheet };
}

/** The cells of a sheet as rows of texts. */
function rowsOf(cells: ReadonlyMap<string, string>): (string | null)[][] {
  const rows: (string | null)[][] = [];
  for (const [address, said] of cells) {
    const [, letters = '', line = ''] = /^([A-Z])(\d+)$/u.exec(address) ?? [];
    const row = (rows[Number(line) - 1] ??= []);
    while (row.length < letters.charCodeAt(0) - 65) row.push(null);
    row.push(said);
  }
  return rows;
}

/** The words of the list of a column, by what its validation refers to. */
async function listed(book: Awaited<ReturnType<typeof opened>>, of: string): Promise<Record<string, string[] | null>> {
  const { xml, cells } = await book.sheet(of);
  const words = await book.sheet('words');
  const columns = [...cells].filter(([at]) => /^[A-Z]+1$/u.test(at));
  return Object.fromEntries(
    columns.map(([at, column]) => {
      const letters = at.slice(0, -1);
      const one = new RegExp(
        `<dataValidation [^>]*sqref="${letters}2:${letters}1048576"[^>]*>(?:<formula1>([^<]*)</formula1>)?`,
        'u',
      ).exec(xml);
      const range = /^words!\$([A-Z]+)\$2:\$\1\$(\d+)$/u.exec(one?.[1] ?? '');
      if (range === null) return [column, null];
      return [
        column,
        Array.from({ length: Number(range[2]) - 1 }, (_, row) => words.cells.get(`${range[1]}${row + 2}`) ?? ''),
      ];
    }),
  );
}

describe.each([
  ['template-en.xlsx', wordsOf('en')],
  ['template-ru.xlsx', wordsOf('ru')],
  ['records.xlsx', (_vocabulary: Vocabulary, word: string) => word],
] as const)('%s', (name, word) => {
  test('a field with a vocabulary offers exactly its words, and the import reads each of them back', async () => {
    const book = await opened(name);
    expect(book.names).toEqual([...EXPORT_TABLES, 'codebook', 'words']);
    const style = { order: null, decimal: null, factor: 1, coded: false };
    for (const table of EXPORT_TABLES) {
      const lists = await listed(book, table);
      for (const [field, list] of Object.entries(lists)) {
        const takes = exportFields(table)[field];
        const vocabulary = vocabularyOf(takes);
        const stored = vocabulary === null ? null : VOCABULARY[vocabulary];
        expect({ field, list }).toEqual({
          field,
          list: vocabulary === null ? null : (stored?.map((one) => word(vocabulary, one)) ?? null),
        });
        if (takes === undefined) continue;
        for (const [at, said] of (list ?? []).entries())
          expect(readCell(said, field, takes, style, '2026-11-01')).toEqual({ values: { [field]: stored?.[at] } });
      }
    }
  });

  test('what is typed into a column of dates stays as typed', async () => {
    const { xml } = await (await opened(name)).sheet('mrd');
    const { cells } = await (await opened(name)).sheet('mrd');
    const letters = [...cells].find(([, column]) => column === 'date')?.[0].slice(0, -1) ?? '';
    const at = letters.charCodeAt(0) - 64;
    const style = new RegExp(`<col [^>]*min="${at}"[^>]* style="(\\d+)"/>`, 'u').exec(xml)?.[1];
    expect(style).toBeDefined();
    expect(xml).toContain(`<c r="${letters}2" s="${style}"`);
  });
});

/** A patient as a centre would type it, in the words of the lists. */
const typedInto = (locale: Locale): Readonly<Record<ExportTable, Readonly<Record<string, string | number>>>> => {
  const word = wordsOf(locale);
  return {
    patient: {
      ...{ pseudonym: `T-${locale}`, sex: word('sex', 'female'), ageDays: 95, diagnosisDate: '2025-03-07' },
      ...{ kmt2a: word('kmt2a', 'rearranged'), kmt2aPartner: word('kmt2aPartner', 'AFF1'), wbc: 312.5 },
      ...{
        cns: word('cns', 'CNS2'),
        immunophenotype: word('immunophenotype', 'pro-B'),
        cd10: word('cd10', 'negative'),
      },
      ...{ prephase: word('prephase', 'none'), prednisoneResponse: word('prednisoneResponse', 'not-evaluable') },
      ...{ congenital: word('yesNo', 'no'), testicular: 'UNK' },
    },
    mrd: {
      ...{ pseudonym: `T-${locale}`, date: '2025-04-11', timePoint: word('mrdTimePoint', 'end-of-induction') },
      ...{ method: word('mrdMethod', 'ig-tr-pcr'), result: word('mrdResult', 'positive-not-quantifiable') },
      ...{ sensitivityPercent: 0.001 },
    },
    treatment: {
      ...{ pseudonym: `T-${locale}`, class: word('treatmentClass', 'bispecific antibody'), startDate: '2025-04-20' },
      ...{ agents: 'blinatumomab', cycle: 1 },
    },
    transplant: {
      ...{ pseudonym: `T-${locale}`, date: '2025-08-02', donor: word('donor', 'matched-unrelated') },
      ...{ conditioning: word('conditioning', 'treosulfan'), remission: word('remissionStatus', 'CR1') },
      ...{ acuteGvhd: word('acuteGvhd', 'none'), chronicGvhd: word('chronicGvhd', 'mild') },
    },
    event: {
      ...{ pseudonym: `T-${locale}`, date: '2026-02', kind: word('eventKind', 'relapse') },
      ...{ relapseSites: `${word('relapseSite', 'bone-marrow')}, ${word('relapseSite', 'cns')}` },
      ...{ lineage: word('lineage', 'switch-to-myeloid') },
    },
    'follow-up': {
      ...{ pseudonym: `T-${locale}`, date: '2026-05-14', status: word('followUpStatus', 'alive-with-disease') },
    },
  };
};
const STORED: readonly (readonly [of: string, field: string, value: string])[] = [
  ['patient', 'sex', 'female'],
  ['patient', 'ageDays', '95'],
  ['patient', 'diagnosisDate', '2025-03-07'],
  ['patient', 'kmt2a', 'rearranged'],
  ['patient', 'kmt2aPartner', 'AFF1'],
  ['patient', 'wbc', '312.5'],
  ['patient', 'cns', 'CNS2'],
  ['patient', 'immunophenotype', 'pro-B'],
  ['patient', 'cd10', 'negative'],
  ['patient', 'prephase', 'none'],
  ['patient', 'prednisoneResponse', 'not-evaluable'],
  ['patient', 'congenital', 'no'],
  ['patient', 'testicular', 'UNK'],
  ['mrd', 'date', '2025-04-11'],
  ['mrd', 'timePoint', 'end-of-induction'],
  ['mrd', 'method', 'ig-tr-pcr'],
  ['mrd', 'result', 'positive-not-quantifiable'],
  ['mrd', 'sensitivityPercent', '0.001'],
  ['treatment', 'class', 'bispecific antibody'],
  ['treatment', 'startDate', '2025-04-20'],
  ['treatment', 'agents', 'blinatumomab'],
  ['treatment', 'cycle', '1'],
  ['transplant', 'date', '2025-08-02'],
  ['transplant', 'donor', 'matched-unrelated'],
  ['transplant', 'conditioning', 'treosulfan'],
  ['transplant', 'remission', 'CR1'],
  ['transplant', 'acuteGvhd', 'none'],
  ['transplant', 'chronicGvhd', 'mild'],
  ['event', 'date', '2026-02'],
  ['event', 'kind', 'relapse'],
  ['event', 'relapseSites', 'bone-marrow,cns'],
  ['event', 'lineage', 'switch-to-myeloid'],
  ['follow-up', 'date', '2026-05-14'],
  ['follow-up', 'status', 'alive-with-disease'],
];

describe.each(LOCALES)('the template of %s', (locale) => {
  test('not filled in, holds no rows: its codebook and its words are no patients', async () => {
    const body = await EXPORT_FILES[`template-${locale}.xlsx`]?.make([], label, speaking);
    const { open, upload } = importWork(anna, options());
    const file = await upload(new Uint8Array(await new Blob([body ?? '']).arrayBuffer()), 'template.xlsx');
    expect(await open(file)).toEqual({ refused: 'no-rows', columns: [] });
  });

  test.each([
    ['filled in', [...EXPORT_TABLES]],
    ['with the sheets of the patients and of MRD alone filled in', ['patient', 'mrd']],
  ] as const)('%s, is imported without a question', async (_, filled) => {
    const book = await opened(`template-${locale}.xlsx`);
    const typed = typedInto(locale);
    const sheets = await Promise.all(
      book.names.map(async (sheet) => {
        const { cells } = await book.sheet(sheet);
        const head = [...cells].filter(([at]) => /^[A-Z]+1$/u.test(at)).map(([, column]) => column);
        const table = EXPORT_TABLES.find((one) => one === sheet && (filled as readonly string[]).includes(one));
        if (table === undefined) return { sheet, data: rowsOf(cells) };
        const row = typed[table];
        expect(head).toEqual(expect.arrayContaining(Object.keys(row)));
        return { sheet, data: [head, head.map((column) => row[column] ?? null)] };
      }),
    );
    const body = new Uint8Array(await (await write(sheets).toBlob()).arrayBuffer());
    const { check, open, upload } = importWork(anna, options());
    const file = await upload(body, 'template.xlsx');
    const read = await open(file);
    if (read.refused !== null) throw new Error(read.refused);
    const used = read.sheets;
    expect(used.map(({ of }) => of)).toEqual(filled);
    for (const { columns } of used)
      for (const { name, target, facts } of columns) {
        expect({ name, target }).toEqual({ name, target: expect.any(String) });
        expect({ name, open: isOpen(facts, { target }) }).toEqual({ name, open: false });
      }
    const chosen = used.map(({ sheet, columns }) => ({ sheet, columns: columns.map(({ target }) => ({ target })) }));
    const { patients } = await check({ file, siteId: anna.siteId, sheets: chosen });
    expect(patients.flatMap(({ problems }) => problems)).toEqual([]);
    expect(patients.map(({ status }) => status)).toEqual(['new']);
    const found = patients.flatMap(({ changes }) => changes).map(({ of, field, after }) => [of, field, after]);
    const expected = STORED.filter(([of]) => (filled as readonly string[]).includes(of));
    expect(found).toEqual(expect.arrayContaining(expected.map((one) => [...one])));
  });
});
