import { stringify } from 'csv-stringify/sync';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readNumber, recogniseDelimiter, splitRows, DELIMITERS } from './cells';
import { readTable, valuesOf } from './table';

const cells = (text: string, delimiter: ',' | ';' | '\t' = ',') => splitRows(text, delimiter).map((row) => row.cells);

describe('splitting a text into cells', () => {
  test('quotes may hold delimiters, line ends and doubled quotes', () => {
    expect(cells('a,"b, c","d ""e""\nf"\r\n1,,3')).toEqual([
      ['a', 'b, c', 'd "e"\nf'],
      ['1', '', '3'],
    ]);
  });

  test('a mark of byte order, spaces and the last line end are no cells', () => {
    expect(cells('\ufeff a ; b \r\n 1;2\r\n', ';')).toEqual([
      ['a', 'b'],
      ['1', '2'],
    ]);
  });

  test('empty rows are left out, but the row numbers are those of the spreadsheet', () => {
    expect(splitRows('a,b\n\n,\n1,2', ',').map(({ line }) => line)).toEqual([1, 4]);
  });

  test('a quote that never closes swallows no row; one inside a cell stays', () => {
    expect(cells('1,"2\n3,4')).toEqual([
      ['1', '"2'],
      ['3', '4'],
    ]);
    expect(cells('5" tall,2')).toEqual([['5" tall', '2']]);
  });

  test('gives back what a writer of CSV wrote', () => {
    const cell = fc
      .string({ unit: fc.constantFrom('a', '"', ',', ';', '\n', ' x', '1', '\t') })
      .map((text) => text.trim());
    const table = fc.array(
      fc.array(cell, { minLength: 3, maxLength: 3 }).filter((row) => row.some((text) => text !== '')),
      { minLength: 1, maxLength: 6 },
    );
    fc.assert(
      fc.property(table, fc.constantFrom(...DELIMITERS), (rows, delimiter) => {
        expect(splitRows(stringify(rows, { delimiter }), delimiter).map((row) => row.cells)).toEqual(rows);
      }),
    );
  });
});

describe('recognising the format', () => {
  test.each([
    ['time,status\n1.5,1\n2,0', ',', false],
    ['время;статус\n1,5;1\n2,25;0', ';', true],
    ['time\tstatus\tnote\n1,5\t1\ta, b\n2,5\t0\tc', '\t', true],
    ['a;b\n1.5;0\n3.25;1', ';', false],
    ['time,status\n"1,5",1\n"2,5",0', ',', true],
  ])('%j', (text, delimiter, decimalComma) => {
    expect(readTable(text).format).toMatchObject({ delimiter, decimalComma, header: true });
  });

  test('a first row of numbers is no header; nameless and repeated columns are numbered', () => {
    expect(readTable('1,0\n2,1').columns).toEqual(['#1', '#2']);
    expect(readTable('time,,time\n1,2,3').columns).toEqual(['time', '#2', 'time #3']);
  });

  test('the reader may correct it', () => {
    const table = readTable('a;b\n1,5;0', { delimiter: ',', decimalComma: false, header: false });
    expect(table.rows.map((row) => row.cells)).toEqual([['a;b'], ['1', '5;0']]);
  });

  test('one column needs no delimiter', () => {
    expect(recogniseDelimiter('1\n2\n3')).toBe('\t');
  });
});

describe('numbers', () => {
  test.each([
    ['1.5', false, 1.5],
    ['1,5', true, 1.5],
    ['−2', false, -2],
    ['.5', false, 0.5],
    ['1e3', false, 1000],
    ['+5', false, 5],
    ['1 200', false, 1200],
    ['1 250,5', true, 1250.5],
  ])('%s with decimal comma %s is %d', (cell, comma, value) => {
    expect(readNumber(cell, comma)).toBe(value);
  });
  test.each([
    ['1,5', false],
    ['1.5', true],
    ['1,250', false],
    ['12 mo', false],
    ['', false],
    ['NA', false],
    ['2020-01-05', false],
    ['0x10', false],
    ['1,2,3', true],
  ])('%j with decimal comma %s is none', (cell, comma) => {
    expect(readNumber(cell, comma)).toBeNull();
  });
});

test('values of a column: numbers by size, then words, with counts; null when there are too many', () => {
  const table = readTable('x,s\n1,10\n1,2\n1,b\n1,a\n1,2\n1,');
  expect([...(valuesOf(table, 1, 5) ?? [])]).toEqual([
    ['2', 2],
    ['10', 1],
    ['a', 1],
    ['b', 1],
  ]);
  expect(valuesOf(table, 1, 3)).toBeNull();
});
