import { readFile } from 'node:fs/promises';
import writeXlsx from 'write-excel-file/universal';
import { describe, expect, test } from 'vitest';
import { openFile, openTable } from './open';
import { readTable } from './read-text';
import { rowsOf, type Table } from './table';

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);

/** Bytes of a text in an encoding of one byte a letter. */
function singleByte(text: string, encoding: string): Uint8Array {
  const letters = new Map(
    Array.from({ length: 256 }, (_, byte) => [new TextDecoder(encoding).decode(Uint8Array.of(byte)), byte]),
  );
  return Uint8Array.from(text, (letter) => letters.get(letter) ?? 63);
}

function utf16(text: string, littleEndian: boolean, mark: boolean): Uint8Array {
  const units = [...(mark ? '\ufeff' : ''), ...text].map((letter) => letter.charCodeAt(0));
  return Uint8Array.from(units.flatMap((unit) => (littleEndian ? [unit & 255, unit >> 8] : [unit >> 8, unit & 255])));
}

async function opened(bytes: Uint8Array, name = 'table.csv'): Promise<Table> {
  const { table, refused } = await openFile(new Blob([Uint8Array.from(bytes)]), name);
  if (table === null) throw new Error(refused.code);
  return table;
}

const contents = (table: Table): unknown => [
  table.view.columns.map(({ name }) => name),
  ...rowsOf(table).map(({ cells }) => cells),
];

const RUSSIAN = 'срок;исход;группа\n5;жив;Стандартный риск\n7;умер;Высокий риск\n';
const GERMAN = 'time;status;group\n5;1;für früh Erkrankte\n7;0;übrige\n';

describe('encodings', () => {
  test.each<[string, Uint8Array, string, string]>([
    ['UTF-8', utf8(RUSSIAN), RUSSIAN, 'utf-8'],
    ['UTF-8 with a byte order mark', utf8(`\ufeff${RUSSIAN}`), RUSSIAN, 'utf-8'],
    ['UTF-16 little endian', utf16(RUSSIAN, true, true), RUSSIAN, 'utf-16le'],
    ['UTF-16 big endian', utf16(RUSSIAN, false, true), RUSSIAN, 'utf-16be'],
    ['UTF-16 without a mark', utf16(GERMAN, true, false), GERMAN, 'utf-16le'],
    ['Windows-1251', singleByte(RUSSIAN, 'windows-1251'), RUSSIAN, 'windows-1251'],
    [
      'Windows-1251 in capitals',
      singleByte(RUSSIAN.toUpperCase(), 'windows-1251'),
      RUSSIAN.toUpperCase(),
      'windows-1251',
    ],
    ['KOI8-R', singleByte(RUSSIAN, 'koi8-r'), RUSSIAN, 'koi8-r'],
    ['CP866', singleByte(RUSSIAN, 'ibm866'), RUSSIAN, 'ibm866'],
    ['MacCyrillic', singleByte(RUSSIAN, 'x-mac-cyrillic'), RUSSIAN, 'x-mac-cyrillic'],
    ['Windows-1252', singleByte(GERMAN, 'windows-1252'), GERMAN, 'windows-1252'],
  ])('%s', async (_, bytes, text, encoding) => {
    const table = await opened(bytes);
    expect(contents(table)).toEqual(contents(readTable(text)));
    expect(table.view.format.encoding).toBe(encoding);
    const guessed = !encoding.startsWith('utf-') || (encoding === 'utf-16le' && bytes[0] !== 0xff);
    expect(table.view.notes.map(({ code }) => code)).toEqual(guessed ? ['encoding-guessed'] : []);
  });
});

describe('ways to write the same table', () => {
  const EXPECTED = [
    ['time', 'status', 'group'],
    ['9', '1', 'Arm A'],
    ['13', '0', 'Arm B'],
    ['18', '1', 'Arm A'],
  ];
  test.each<[string, string]>([
    ['comma', 'time,status,group\n9,1,Arm A\n13,0,Arm B\n18,1,Arm A'],
    ['semicolon, Windows line ends', 'time;status;group\r\n9;1;Arm A\r\n13;0;Arm B\r\n18;1;Arm A\r\n'],
    ['old Macintosh line ends', 'time;status;group\r9;1;Arm A\r13;0;Arm B\r18;1;Arm A\r'],
    ['tab', 'time\tstatus\tgroup\n9\t1\tArm A\n13\t0\tArm B\n18\t1\tArm A'],
    ['bar', 'time|status|group\n9|1|Arm A\n13|0|Arm B\n18|1|Arm A'],
    ['caret', 'time^status^group\n9^1^Arm A\n13^0^Arm B\n18^1^Arm A'],
    ['blanks and quotes', '"time" "status" "group"\n9 1 "Arm A"\n13 0 "Arm B"\n18 1 "Arm A"'],
    [
      'aligned by blanks',
      '  time  status  group\n     9       1  "Arm A"\n    13       0  "Arm B"\n    18       1  "Arm A"\n',
    ],
    ['sep= with another delimiter than is likely', 'sep=|\ntime|status|group\n9|1|Arm A\n13|0|Arm B\n18|1|Arm A'],
    ['"sep=," in quotes', '"sep=,"\ntime,status,group\n9,1,Arm A\n13,0,Arm B\n18,1,Arm A'],
    ['comments above', '# made up\n# "quoted, unclosed\ntime,status,group\n9,1,Arm A\n13,0,Arm B\n18,1,Arm A'],
    ['names in a comment', '#time\tstatus\tgroup\n9\t1\tArm A\n13\t0\tArm B\n18\t1\tArm A'],
    [
      'a title and an empty row above',
      'Follow-up of the cohort,,\n,,\ntime,status,group\n9,1,Arm A\n13,0,Arm B\n18,1,Arm A',
    ],
    ['empty rows between', 'time,status,group\n\n9,1,Arm A\n,,\n13,0,Arm B\n18,1,Arm A\n\n\n'],
    ['a delimiter behind every row', 'time,status,group,\n9,1,Arm A,\n13,0,Arm B,\n18,1,Arm A,'],
    ['a delimiter behind the rows alone', 'time,status,group\n9,1,Arm A,\n13,0,Arm B,\n18,1,Arm A,'],
    ['names repeated', 'time,status,group\n9,1,Arm A\ntime,status,group\n13,0,Arm B\n18,1,Arm A'],
    ['invisible letters', '\u200btime,status,group\n9,1,Arm\u00a0A\n13,0,Arm\u000bB\n18,1,"Arm\nA"'],
  ])('%s', (_, text) => {
    expect(contents(readTable(text))).toEqual(EXPECTED);
  });

  test.each<[string, string]>([
    ['names of rows in quotes', '"time","status"\n"p1",9,1\n"p2",13,0'],
    ['a count of rows', 'time\tstatus\n1\t9\t1\n2\t13\t0'],
    ['names of rows', 'time;status\nanna;9;1\nboris;13;0'],
  ])('a row of names that is one shorter: %s', (_, text) => {
    const { view } = readTable(text);
    expect(view.columns.map(({ name }) => name)).toEqual(['#1', 'time', 'status']);
    expect(view.notes.map(({ code }) => code)).toContain('row-names');
  });

  test('a decimal comma that cuts a cell in two is no name of a row', () => {
    const table = readTable('time,status\n1,5,1\n2,5,0\n3,5,1');
    expect(table.view.format.rowNames).toBe(false);
    expect(table.wide.size).toBe(3);
  });

  test('a single row with a cell too many makes no names of rows', () => {
    const table = readTable('id,time\nA,1\nB,1,2');
    expect(table.view.columns.map(({ name }) => name)).toEqual(['id', 'time']);
    expect([...table.wide]).toEqual([[1, 3]]);
  });

  test('stray quotes swallow no rows', () => {
    const table = readTable('time,status,group\n9,1,"A\n13,0,B\n18,1,A"\n20,0,B');
    expect(table.view.size).toBe(4);
    expect(table.view.notes.map(({ code }) => code)).toContain('quotes-ignored');
  });

  test('the reader may say in which row the names stand', () => {
    const table = readTable('2024,1,2\ntime,status,group\n9,1,A', { header: 2 });
    expect(contents(table)).toEqual([
      ['time', 'status', 'group'],
      ['9', '1', 'A'],
    ]);
    expect(contents(readTable('9,1\n13,0', { header: null }))).toEqual([
      ['#1', '#2'],
      ['9', '1'],
      ['13', '0'],
    ]);
  });
});

describe('workbooks', () => {
  const cell = (value: string | number | Date | null) =>
    value === null ? null : { value, ...(value instanceof Date ? { type: Date, format: 'yyyy-mm-dd' } : {}) };
  type Row = (string | number | Date | null)[];
  const workbook = async (sheets: readonly Readonly<{ sheet: string; rows: Row[] }>[]): Promise<Uint8Array> => {
    const written = writeXlsx(sheets.map(({ sheet, rows }) => ({ sheet, data: rows.map((row) => row.map(cell)) })));
    return new Uint8Array(await (await written.toBlob()).arrayBuffer());
  };

  // A spreadsheet keeps March 2020 as its first day; 0.0005 shown as 0.05% is five in ten thousand.
  test('a cell is what its reader sees: a month has no day, a percentage its sign', async () => {
    const row = [
      { value: new Date('2020-03-01'), format: 'mmm yy' },
      { value: 0.0005, format: '0.00%' },
      { value: new Date('2020-03-10'), format: 'dd.mm.yyyy' },
    ];
    const names = ['month', 'share', 'day'].map((value) => ({ value }));
    const written = writeXlsx([{ sheet: 's', data: [names, row] }]);
    const bytes = new Uint8Array(await (await written.toBlob()).arrayBuffer());
    expect(contents(await opened(bytes, 'table.xlsx'))).toEqual([
      ['month', 'share', 'day'],
      ['2020-03', '0.05%', '2020-03-10'],
    ]);
  });

  test('real dates and numbers; a number of three decimals is no thousands', async () => {
    const table = await opened(
      await workbook([
        {
          sheet: 'Data',
          rows: [
            ['from', 'to', 'years'],
            [new Date('2019-01-05'), new Date('2020-03-01'), 1.154],
            [new Date('2019-02-01'), new Date('2021-02-01'), 2],
          ],
        },
      ]),
      'table.xlsx',
    );
    expect(contents(table)).toEqual([
      ['from', 'to', 'years'],
      ['2019-01-05', '2020-03-01', '1.1540'],
      ['2019-02-01', '2021-02-01', '2'],
    ]);
    expect(table.view.columns[2]?.numbers).toEqual({ decimal: 'point', examples: [] });
    expect(table.view.columns.map(({ dated }) => dated)).toEqual([2, 2, 0]);
  });

  test('the first sheet that holds anything, and any other by its name; rows keep their numbers', async () => {
    const bytes = await workbook([
      { sheet: 'Empty', rows: [] },
      {
        sheet: 'First',
        rows: [
          ['A list of patients', null],
          [null, null],
          ['time', 'status'],
          [5, 1],
        ],
      },
      {
        sheet: 'Second',
        rows: [
          ['time', 'status'],
          [7, 0],
          [8, 1],
        ],
      },
    ]);
    const first = await opened(bytes);
    expect(first.view.sheets).toEqual(['First', 'Second']);
    expect(contents(first)).toEqual([
      ['time', 'status'],
      ['5', '1'],
    ]);
    expect([...first.lines]).toEqual([4]);
    const { table } = await openFile(new Blob([Uint8Array.from(bytes)]), 'table.xlsx', { sheet: 'Second' });
    expect(table?.view.size).toBe(2);
  });

  test('merged names are put together', async () => {
    const bytes = await workbook([
      {
        sheet: 'Data',
        rows: [
          ['id', 'OS', null, 'EFS', null],
          [null, 'months', 'status', 'months', 'status'],
          ['p1', 5, 1, 4, 1],
          ['p2', 7, 0, 7, 0],
        ],
      },
    ]);
    const { view } = await opened(bytes);
    expect(view.columns.map(({ name }) => name)).toEqual(['id', 'OS months', 'OS status', 'EFS months', 'EFS status']);
  });
});

describe('what is no table says what it is', () => {
  const bytesOf = (...codes: number[]): Uint8Array =>
    Uint8Array.from([...codes, ...Array.from({ length: 600 }, () => 0)]);
  test.each<[string, Uint8Array, string]>([
    ['nothing', new Uint8Array(), 'empty'],
    ['an old workbook', bytesOf(0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1), 'old-workbook'],
    ['a web page under the name of a workbook', utf8('<html><table><tr><td>time</td></tr></table></html>'), 'web-page'],
    [
      'XML of a spreadsheet program',
      utf8('<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?><Workbook/>'),
      'web-page',
    ],
    ['PDF', utf8('%PDF-1.7\n'), 'pdf'],
    ['gzip', bytesOf(0x1f, 0x8b, 8), 'archive'],
    ['a picture', bytesOf(0x89, 0x50, 0x4e, 0x47), 'picture'],
    ['SPSS', utf8('$FL2@(#) SPSS DATA FILE'), 'statistics'],
    ['a zip archive', bytesOf(0x50, 0x4b, 3, 4), 'archive'],
    ['a file of Apple Numbers', Uint8Array.of(0x50, 0x4b, 3, 4, ...utf8('...Index/Document.iwa...')), 'numbers'],
    ['letters beside zeros', bytesOf(7, 3, 1, 200), 'binary'],
    ['JSON', utf8('[{"time":5,"status":1}]'), 'json'],
    ['a row of names alone', utf8('time,status\n'), 'no-rows'],
    ['more columns than a table has', utf8(`${'a,'.repeat(16_384)}b\n${'1,'.repeat(16_384)}2\n`), 'too-wide'],
    ['names of columns without end', utf8(`${'a long name,'.repeat(50_000)}b\n1,2\n`), 'too-wide'],
    ['a damaged workbook', utf8('PK\u0003\u0004 xl/workbook.xml and no directory'), 'damaged'],
  ])('%s', async (_, bytes, code) => {
    expect(await openFile(new Blob([Uint8Array.from(bytes)]), 'file.csv')).toEqual({
      table: null,
      refused: { code, file: 'file.csv' },
    });
  });

  test('as many columns as a spreadsheet program has are read, and a pasted table with more is refused too', async () => {
    const wide = (columns: number): string =>
      ['a', '1'].map((cell) => Array.from({ length: columns }, () => cell).join(',')).join('\n');
    const text = await opened(utf8(wide(16_384)));
    expect(text.view.columns).toHaveLength(16_384);
    expect(await openTable({ kind: 'text', text: wide(16_385) }, {})).toEqual({
      table: null,
      refused: { code: 'too-wide', file: '' },
    });
  });

  test('a workbook that LibreOffice saved with a password', async () => {
    const bytes = await readFile(new URL('testing/files/22-password.xlsx', import.meta.url));
    expect(await openFile(new Blob([bytes]), 'a.xlsx')).toEqual({
      table: null,
      refused: { code: 'protected', file: 'a.xlsx' },
    });
  });

  test('a text whose first column is called PK is no archive', async () => {
    expect(contents(await opened(utf8('PK;sex\n1;f\n')))).toEqual([
      ['PK', 'sex'],
      ['1', 'f'],
    ]);
  });
});
