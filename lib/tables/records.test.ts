import fc from 'fast-check';
import { parse } from 'csv-parse/sync';
import { stringify } from 'csv-stringify/sync';
import { describe, expect, test } from 'vitest';
import { openFile } from './open';
import { recordCutter, UNMATCHED_QUOTES } from './records';
import { DELIMITERS, rowsOf, type Delimiter } from './table';

function cut(text: string, delimiter: Delimiter, size: number, width?: number): string[][] {
  const rows: string[][] = [];
  const cutter = recordCutter({ delimiter, quotes: true, ...(width === undefined ? {} : { width }) }, (cells) =>
    rows.push([...cells]),
  );
  for (let from = 0; from < text.length; from += size) cutter.add(text.slice(from, from + size));
  cutter.finish();
  return rows;
}

describe('a text in pieces', () => {
  const cell = fc.oneof(
    fc.constantFrom('', '1', '2.5', 'Arm A', 'x"y', 'a,b', 'a;b', 'two\nlines', '""', 'для', 'say "no"'),
    fc
      .string({ maxLength: 6, unit: fc.constantFrom('a', 'b', '"', ',', ';', '\n', ' ', '\t', '|') })
      .map((own) => own.trim()),
  );
  const table = fc
    .integer({ min: 2, max: 4 })
    .chain((width) => fc.array(fc.array(cell, { minLength: width, maxLength: width }), { minLength: 1, maxLength: 8 }));

  test('gives the cells that were written, wherever it is cut and however its lines end', () => {
    fc.assert(
      fc.property(
        table,
        fc.constantFrom(...DELIMITERS.filter((one) => one !== ' ')),
        fc.integer({ min: 1, max: 40 }),
        fc.constantFrom('\n', '\r\n', '\r'),
        fc.boolean(),
        (rows, delimiter, size, end, quoted) => {
          const text = stringify(rows, { delimiter, record_delimiter: end, quoted, quoted_match: /[\r\n]/u });
          expect(cut(text, delimiter, size)).toEqual(rows);
        },
      ),
    );
  });

  test('gives what the parser gives for the whole of it, stray quotes within cells included', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom('1', 'b', '6" pipe', '"a,b"', '"a ""b"""', 'x"', '', ' "c" '), { minLength: 3 }),
        fc.integer({ min: 1, max: 30 }),
        (cells, size) => {
          const text = cells.map((own, i) => `${own}${i % 3 === 2 ? '\n' : ','}`).join('');
          const whole = parse(text, { relax_quotes: true, relax_column_count: true, trim: true }) as string[][];
          const trimmed = cut(text, ',', size).map((row) => row.map((own) => own.trim()));
          expect(trimmed).toEqual(whole);
        },
      ),
    );
  });

  test.each([
    ['a quote that is never closed', 'a,b\n"1,2\n3,4\n'],
    ['a quote that swallows rows', 'a,b\n"1,2\n3,4",5\n'],
  ])('%s is told', (_, text) => {
    expect(() => cut(text, ',', 4, 2)).toThrow(UNMATCHED_QUOTES);
  });
});

describe('a long file', () => {
  const rows = Array.from(
    { length: 80_000 },
    (_, i) => `п${i};${i % 7 === 0 ? '"стандартный; риск"' : 'высокий'};${i}`,
  );
  const text = `код;группа;срок\n${rows.join('\n')}\n`;
  const file = (bytes: Uint8Array<ArrayBuffer>): Blob => new Blob([bytes]);

  test('is read whole in pieces that cut letters and cells, with word of its progress', async () => {
    const said: number[] = [];
    const { table } = await openFile(file(new TextEncoder().encode(text)), 'long.csv', {}, (done) => said.push(done));
    expect(table?.view.size).toBe(80_000);
    expect(table?.view.format.encoding).toBe('utf-8');
    expect(table?.view.columns[1]?.counts).toEqual(
      new Map([
        ['стандартный; риск', 11_429],
        ['высокий', 68_571],
      ]),
    );
    expect(table === null ? [] : rowsOf(table).at(-1)).toEqual({
      line: 80_001,
      cells: ['п79999', 'высокий', '79999'],
    });
    expect(said.length).toBeGreaterThan(1);
    expect(said).toEqual([...said].sort((a, b) => a - b));
  });

  test('is Windows-1251 where one byte near its end is no UTF-8', async () => {
    const bytes = new TextEncoder().encode(`${'a;b\n'.repeat(600_000)}c;d\n`);
    bytes[bytes.length - 4] = 0xe0;
    const { table } = await openFile(file(bytes), 'long.csv');
    expect(table?.view.notes.map(({ code }) => code)).toContain('encoding-guessed');
  });

  test('of a single line without end is refused as too wide', async () => {
    const bytes = new TextEncoder().encode(`a,"b,${'x'.repeat(4_500_000)}`);
    expect((await openFile(file(bytes), 'line.csv')).refused?.code).toBe('too-wide');
  });

  test('whose quotes do not match is read from its beginning again', async () => {
    const { table } = await openFile(file(new TextEncoder().encode(`${text}x;"y;1\n`)), 'long.csv');
    expect(table?.view.size).toBe(80_001);
    expect(table?.view.notes.map(({ code }) => code)).toContain('quotes-ignored');
  });
});
