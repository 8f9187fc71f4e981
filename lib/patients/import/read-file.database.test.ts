import Zip from 'jszip';
import write from 'write-excel-file/universal';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '@/prisma/testing/database';
import { importWork } from '../testing/import-work.server';
import { makePerson, type TestPerson } from '../testing/sites';

let database: TestDatabase;
let anna: TestPerson;

beforeAll(async () => {
  database = await createTestDatabase();
  anna = await makePerson(database, 'anna', 'data-manager', 'A');
});
afterAll(() => database.drop());

/** A workbook with a sheet of patients and a hidden one, with macros, a formula, and a line above its names. */
async function workbook(hiddenColumn: string): Promise<Uint8Array> {
  const written = await write([
    {
      sheet: 'patient',
      data: [
        ['The infants of our centre'],
        ['pseudonym', 'sex'],
        ['P1', 'ж'],
        ['P2', { value: 'B3', type: 'Formula' }],
      ],
    },
    {
      sheet: 'old',
      data: [
        [hiddenColumn, 'sex'],
        ['P9', 'м'],
      ],
    },
  ]).toBlob();
  const zip = await Zip.loadAsync(await written.arrayBuffer());
  const xml = (await zip.file('xl/workbook.xml')?.async('string')) ?? '';
  zip.file('xl/workbook.xml', xml.replace(/<sheet ([^>]*name="old")/u, '<sheet state="hidden" $1'));
  zip.file('xl/vbaProject.bin', 'macro');
  return zip.generateAsync({ type: 'uint8array' });
}

test('what is not read of a workbook is said, of the file once and of each of its sheets', async () => {
  const { open, upload } = importWork(anna, { database: database.app });
  const read = await open(await upload(await workbook('pseudonym'), 'table.xlsm'));
  if (read.refused !== null) throw new Error(read.refused);
  expect(read.notes).toEqual([
    { code: 'macros', count: 1, lines: [] },
    { code: 'hidden-sheets', count: 1, lines: [], names: ['old'] },
  ]);
  expect(read.sheets.map(({ sheet, notes }) => ({ sheet, notes }))).toEqual([
    {
      sheet: 'patient',
      notes: [
        { code: 'formulas-unread', count: 1, lines: [4] },
        { code: 'lines-above', count: 1, lines: [1] },
      ],
    },
  ]);
});

test('a hidden sheet that may name children is not kept either', async () => {
  const { open, upload } = importWork(anna, { database: database.app });
  const file = await upload(await workbook('ФИО'), 'table.xlsx');
  expect(await open(file)).toEqual({ refused: 'identifying', columns: ['ФИО'] });
  expect(await database.app.importFile.count({ where: { id: file } })).toBe(0);
});
