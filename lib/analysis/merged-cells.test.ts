import writeXlsx from 'write-excel-file/universal';
import { describe, expect, test } from 'vitest';
import { fileText } from '@/lib/tables/file-text';
import { openFile } from '@/lib/tables/open';
import type { FormatChoice } from '@/lib/tables/read-text';
import { rowsOf, type Table } from '@/lib/tables/table';
import { guessChoice } from './choice';
import { readObservations } from './reading';

const over = (value: string, rowSpan: number) => ({ value, rowSpan });

/** Two arms as a typist merges them, with a gap between; the names are merged over two rows as well. */
async function workbook(sheet = 'Data'): Promise<Blob> {
  const data = [
    [over('arm', 2), 'OS', null],
    [null, 'time', 'status'],
    [over('A', 3), 5, 1],
    [null, 7, 0],
    [null, 9, 1],
    [null, null, null],
    [over('B', 2), 4, 1],
    [null, 8, 0],
  ].map((row) => row.map((cell) => (cell === null || typeof cell === 'object' ? cell : { value: cell })));
  return writeXlsx([
    { sheet: 'First', data: [[{ value: 'time' }], [{ value: 1 }]] },
    { sheet, data },
  ]).toBlob();
}

async function opened(chosen: FormatChoice, sheet = 'Data'): Promise<Table> {
  const { table, refused } = await openFile(await workbook(sheet), 'arms.xlsx', { sheet, ...chosen });
  if (table === null) throw new Error(refused.code);
  return table;
}

const cells = (table: Table): string[] => rowsOf(table).map((row) => row.cells.join(' '));
const FILLED = ['A 5 1', 'A 7 0', 'A 9 1', 'B 4 1', 'B 8 0'];

describe('cells merged over several rows', () => {
  test('are asked about before anything is drawn; those of the names are not', async () => {
    const table = await opened({});
    expect(table.view.merged).toEqual({ count: 3, lines: [4, 5, 8] });
    expect(table.view.columns.map(({ name }) => name)).toEqual(['arm', 'OS time', 'OS status']);
    expect(readObservations(table, guessChoice(table.view)).refused).toEqual({ code: 'merged-cells' });
  });

  test('hold for each of their rows where the reader says so, and rows stay where they were', async () => {
    const table = await opened({ merged: 'each-row' });
    expect(cells(table)).toEqual(FILLED);
    expect([...table.lines]).toEqual([3, 4, 5, 7, 8]);
    const { observations } = readObservations(table, { ...guessChoice(table.view), group: 0 });
    expect([observations?.groups, [...(observations?.group ?? [])]]).toEqual([
      ['A', 'B'],
      [0, 0, 0, 1, 1],
    ]);
  });

  test('hold for the first row alone where the reader says so', async () => {
    expect(cells(await opened({ merged: 'first-row' }))).toEqual(['A 5 1', ' 7 0', ' 9 1', 'B 4 1', ' 8 0']);
  });

  test('are found on a sheet whose name needs entities', async () => {
    expect(cells(await opened({ merged: 'each-row' }, 'A & "B" <1>'))).toEqual(FILLED);
  });

  test('give no text before the answer', async () => {
    const file = new File([await workbook()], 'arms.xlsx');
    expect(await fileText(file, { sheet: 'Data' })).toMatchObject({ text: '', merged: { count: 3 }, meaning: null });
    expect((await fileText(file, { sheet: 'Data', merged: 'each-row' })).text).toContain('A\t9\t1');
    expect(await fileText(file, { sheet: 'First' })).toMatchObject({ merged: null, text: 'time\n1\n' });
  });
});
