import { expect, test } from 'vitest';
import { estimate, figureOf } from '@/lib/comparison/testing/figures';
import { figureTexts } from '@/lib/comparison/words/figure-texts';
import { messageLookup } from '@/lib/i18n/message-lookup';
import { comparisonDocument } from '../documents/comparison-document';
import { documentFooter } from '../documents/document-footer';
import { textWidth } from '../drawing/text-width';
import type { FigureTable } from '../model/document';
import { hasPoppler, wordsIn } from '../testing/slide-rules';
import { columnWidths, TABLE_TYPE } from './column-widths';
import { figurePdf } from './pdf.server';

const PAGE = 760;

function tableOf(heads: readonly string[], rows: readonly (readonly string[])[], width?: number): FigureTable {
  return {
    id: 'table',
    caption: 'Table',
    columns: heads.map((label) => ({ key: label, label, type: 'text', ...(width === undefined ? {} : { width }) })),
    rows: rows.map((row) => row.map((text) => ({ value: text, text }))),
  };
}

const POOL = 'Группа|Объединённая оценка|Шкала|k|БСВ, %|Нижняя граница|Предсказание, нижняя|Предсказание, верхняя|p';
const POOLED =
  'С перестройкой KMT2A, от даты диагноза|случайные эффекты (REML)|дополнительный log-log|2|38,1|32,6|–|–|0,37';

test.each([undefined, 1])('no word of a table parts where its columns share a page (asked for: %s)', (width) => {
  const [heads, row] = [POOL.split('|'), POOLED.split('|')];
  const widths = columnWidths(tableOf(heads, [row], width), PAGE);
  heads.forEach((head, i) => {
    for (const word of [...head.split(' '), ...(row[i] ?? '').split(' ')])
      expect(widths[i], word).toBeGreaterThan(textWidth(word, TABLE_TYPE.size, i === 0 ? 600 : 400));
  });
  const taken = widths.reduce((sum, one) => sum + one + TABLE_TYPE.gutter, 0);
  expect(taken).toBeLessThanOrEqual(PAGE + 0.01);
});

test('a small table is not spread over the page, a long name beside short numbers has the room of a line', () => {
  const small = columnWidths(tableOf(['Time', 'EFS'], [['1 y', '70 %']]), PAGE);
  expect(small.reduce((sum, one) => sum + one, 0)).toBeLessThan(PAGE / 4);
  const name = 'Interfant-99 high-risk arm with early intensification and allogeneic transplantation A';
  const [first = 0] = columnWidths(tableOf(['Group', 'n', 'p'], [[name, '24', '0.71']]), PAGE);
  expect(first).toBeGreaterThan(textWidth(name, TABLE_TYPE.size, 600));
});

test.skipIf(!hasPoppler)('of a table higher than a page every row is printed', async () => {
  const t = await messageLookup('en');
  const figure = figureOf([estimate('a', { se: 2.3, timeYears: 5 })], []);
  const split = (text: string) => [{ text, gene: false }];
  const address = 'https://registry.example/compare';
  const footer = documentFooter('2026-11-23', address, 'en', t);
  const document = comparisonDocument(figure, figureTexts(figure, 'en', t), { t, split, address, footer });
  // Long cells, each of them short enough for a table that stands on one page.
  const long = 'prephase and induction '.repeat(6).trim();
  const rows = Array.from({ length: 14 }, (_, i) => [`Row${i + 1}`, ...Array.from({ length: 9 }, () => long)]);
  const table = tableOf([...'ABCDEFGHIJ'], rows);
  const words = await wordsIn(await figurePdf({ ...document, tables: [table] }, split));
  for (const [name] of rows) expect(words).toContain(name);
});
