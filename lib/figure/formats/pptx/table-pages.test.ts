import { expect, test } from 'vitest';
import type { FigureTable } from '../../model/document';
import { tablePages } from './table-pages';

const NAMES = ['Исследование', 'Основание', 'До', 'Наблюдалось', 'Ожидалось', 'Отношение (95% ДИ)', 'Р'];
const ROW = ['Interfant-06, KMT2A-r', 'восстановленная кривая', '6 лет', '12', '14,2', '0,85 (0,44–1,48)', '0,71'];
const table = (rows: number): FigureTable => ({
  id: 't',
  caption: 'Наблюдаемые и ожидаемые события',
  columns: NAMES.map((label) => ({ key: label, label, type: 'text' })),
  rows: Array.from({ length: rows }, () => ROW.map((text) => ({ text, value: text }))),
});
const whole = (text: string): string[] => [text];
const plain = (text: string): string => text.replaceAll(/-\n|\n/gu, (found) => (found === '\n' ? ' ' : ''));

test('a row whose columns need two slides is read down on one', () => {
  const [page, ...further] = tablePages(table(1), { width: 420, height: 400 }, whole);
  expect(further).toEqual([]);
  expect(page?.columns.map(({ label }) => plain(label))).toEqual([NAMES[0], ROW[0]]);
  expect(page?.rows.map((row) => row.map(plain))).toEqual(NAMES.slice(1).map((name, i) => [name, ROW[i + 1]]));
});

test('a row whose columns fit stays a row, and many rows are not turned', () => {
  expect(tablePages(table(1), { width: 900, height: 400 }, whole).map(({ columns }) => columns.length)).toEqual([7]);
  for (const page of tablePages(table(4), { width: 420, height: 400 }, whole)) expect(page.rows).toHaveLength(4);
});
