import Zip from 'jszip';
import { describe, expect, test } from 'vitest';
import { openFile } from '../open';
import { rowsOf, type Table } from '../table';
import { readSheets } from './workbook';
import { formulaNotes } from './parts';

const MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"';
const RELATIONS = 'xmlns="http://schemas.openxmlformats.org/package/2006/relationships"';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';

type Made = Readonly<{ sheets: readonly (readonly [name: string, state: string, rows: string])[]; parts?: object }>;

/** A workbook of sheets by the XML of their rows, with other parts beside them. */
async function made({ sheets, parts = {} }: Made): Promise<Uint8Array> {
  const zip = new Zip();
  const types = sheets.map(
    (_, at) =>
      `<Override PartName="/xl/worksheets/sheet${at + 1}.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>`,
  );
  zip.file(
    '[Content_Types].xml',
    `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>${types.join('')}</Types>`,
  );
  zip.file(
    '_rels/.rels',
    `<Relationships ${RELATIONS}><Relationship Id="rId1" Type="${OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
  );
  zip.file(
    'xl/workbook.xml',
    `<workbook ${MAIN} xmlns:r="${OFFICE}"><sheets>${sheets
      .map(([name, state], at) => `<sheet name="${name}" sheetId="${at + 1}"${state} r:id="rId${at + 1}"/>`)
      .join('')}</sheets></workbook>`,
  );
  zip.file(
    'xl/_rels/workbook.xml.rels',
    `<Relationships ${RELATIONS}>${sheets
      .map(
        (_, at) =>
          `<Relationship Id="rId${at + 1}" Type="${OFFICE}/worksheet" Target="worksheets/sheet${at + 1}.xml"/>`,
      )
      .join('')}</Relationships>`,
  );
  for (const [at, [, , rows]] of sheets.entries())
    zip.file(`xl/worksheets/sheet${at + 1}.xml`, `<worksheet ${MAIN}><sheetData>${rows}</sheetData></worksheet>`);
  for (const [path, content] of Object.entries(parts)) zip.file(path, String(content));
  return zip.generateAsync({ type: 'uint8array' });
}

const text = (at: string, said: string): string => `<c r="${at}" t="inlineStr"><is><t>${said}</t></is></c>`;
const PLAIN = `<row r="1">${text('A1', 'id')}${text('B1', 'days')}</row><row r="2">${text('A2', 'P1')}<c r="B2"><v>7</v></c></row>`;

async function opened(bytes: Uint8Array): Promise<Table> {
  const { table, refused } = await openFile(new Blob([Uint8Array.from(bytes)]), 'table.xlsx');
  if (table === null) throw new Error(refused.code);
  return table;
}

test.each([
  ['a cell in the last corner', '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'],
  ['a row far below', '<row r="99999999999"><c r="A99999999999"><v>1</v></c></row>'],
  ['an empty row far below', "<row\n r='99999999999'/>"],
])('a sheet that %s makes larger than any memory is refused before it is read', async (_, row) => {
  const bytes = await made({ sheets: [['Data', '', PLAIN + row]] });
  const { refused } = await openFile(new Blob([Uint8Array.from(bytes)]), 'table.xlsx');
  expect(refused?.code).toBe('too-large');
});

test('cells that have a form down to the last row and column, and hold nothing, make no sheet too large', async () => {
  const formed = '<row r="3"><c r="XFD3" s="1"/></row><row r="1048576"><c r="A1048576" s="1"/></row>';
  const table = await opened(await made({ sheets: [['Data', '', PLAIN + formed]] }));
  expect(table.view.size).toBe(1);
});

describe('what a workbook would do is not done, and said', () => {
  test('a workbook of values alone says nothing', async () => {
    const table = await opened(await made({ sheets: [['data', '', PLAIN]] }));
    expect(table.view.notes).toEqual([]);
    expect(rowsOf(table).map(({ cells }) => cells)).toEqual([['P1', '7']]);
  });

  test('formulas: the saved value is read, and a formula without one is an empty cell', async () => {
    const rows = [
      `${PLAIN}<row r="3">${text('A3', 'P2')}<c r="B3"><f>B2*2</f><v>14</v></c></row>`,
      `<row r="4">${text('A4', 'P3')}<c r="B4"><f t="shared" si="0"/><v>21</v></c></row>`,
      `<row r="5">${text('A5', 'P4')}<c r="B5"><f>SUM(B2:B4)</f></c></row>`,
      `<row r="6">${text('A6', 'P5')}<c r="B6"><v>3</v></c></row>`,
    ].join('');
    const table = await opened(await made({ sheets: [['data', '', rows]] }));
    expect(rowsOf(table).map(({ cells }) => cells[1])).toEqual(['7', '14', '21', '', '3']);
    expect(table.view.notes).toEqual([
      { code: 'formulas', count: 2, lines: [3, 4] },
      { code: 'formulas-unread', count: 1, lines: [5] },
    ]);
  });

  test('elements with a prefix, and names that only begin like those of a formula', () => {
    const sheet =
      '<x:row r="9"><x:c r="AB9" t="n"><x:f>1+1</x:f><x:v>2</x:v></x:c></x:row><foo/><formula1>A1</formula1>';
    expect(formulaNotes(new TextEncoder().encode(sheet))).toEqual([{ code: 'formulas', count: 1, lines: [9] }]);
    expect(formulaNotes(new TextEncoder().encode('<c r="A1"><v>1</v></c><'))).toEqual([]);
    expect(formulaNotes(new Uint8Array())).toEqual([]);
  });

  test.each([
    ['macros', { 'xl/vbaProject.bin': 'macro' }, 1],
    ['macros', { 'xl/macrosheets/sheet1.xml': '<macrosheet/>' }, 1],
    [
      'links',
      { 'xl/externalLinks/externalLink1.xml': '<externalLink/>', 'xl/externalLinks/_rels/externalLink1.xml.rels': '' },
      1,
    ],
    ['links', { 'xl/connections.xml': '<connections/>' }, 1],
    [
      'links',
      {
        'xl/worksheets/_rels/sheet1.xml.rels': `<Relationships ${RELATIONS}><Relationship Id="rId1" Type="${OFFICE}/hyperlink" Target="https://example.org/" TargetMode="External"/><Relationship Id="rId2" Type="${OFFICE}/drawing" Target="../drawings/drawing1.xml"/></Relationships>`,
      },
      1,
    ],
  ])('%s: %j', async (code, parts, count) => {
    const table = await opened(await made({ sheets: [['data', '', PLAIN]], parts }));
    expect(table.view.notes).toEqual([{ code, count, lines: [] }]);
    expect(rowsOf(table).map(({ cells }) => cells)).toEqual([['P1', '7']]);
  });

  test.each(['hidden', 'veryHidden'])('a sheet that is %s is not read, also when it is the first', async (state) => {
    const other = PLAIN.replaceAll('P1', 'P9');
    const bytes = await made({
      sheets: [
        ['old &amp; gone', ` state="${state}"`, other],
        ['data', ' state="visible"', PLAIN],
      ],
    });
    const table = await opened(bytes);
    expect(rowsOf(table).map(({ cells }) => cells)).toEqual([['P1', '7']]);
    expect(table.view.sheets).toEqual(['data']);
    expect(table.view.notes).toEqual([{ code: 'hidden-sheets', count: 1, lines: [], names: ['old & gone'] }]);
    const read = await readSheets(bytes, () => ({}));
    if (typeof read === 'string') throw new Error(read);
    expect(read.tables.map(({ view }) => view.format.sheet)).toEqual(['data']);
    expect(read.hidden.map(({ view }) => view.format.sheet)).toEqual(['old & gone']);
  });

  test('a workbook of which nothing is to be seen holds nothing', async () => {
    await expect(opened(await made({ sheets: [['data', ' state="hidden"', PLAIN]] }))).rejects.toThrow(
      'empty-workbook',
    );
  });
});

test('rows and columns that are hidden or filtered are read like the others, and said; empty ones are no matter', async () => {
  const rows = `<row r="1">${text('A1', 'id')}${text('B1', 'days')}</row><row r="2" hidden="1">${text('A2', 'P1')}<c r="B2"><v>7</v></c></row><row r="3">${text('A3', 'P2')}<c r="B3"><v>8</v></c></row><row r="9" hidden="true"/>`;
  const columns = '<cols><col min="2" max="16384" width="9" hidden="1"/></cols>';
  const zip = await Zip.loadAsync(await made({ sheets: [['s', '', rows]] }));
  const sheet = (await zip.file('xl/worksheets/sheet1.xml')?.async('string')) ?? '';
  zip.file('xl/worksheets/sheet1.xml', sheet.replace('<sheetData>', `${columns}<sheetData>`));
  const table = await opened(await zip.generateAsync({ type: 'uint8array' }));
  expect(rowsOf(table).map(({ cells }) => cells)).toEqual([
    ['P1', '7'],
    ['P2', '8'],
  ]);
  expect(table.view.notes).toEqual([
    { code: 'hidden-rows', count: 1, lines: [2] },
    { code: 'hidden-columns', count: 1, lines: [], names: ['B'] },
  ]);
});
