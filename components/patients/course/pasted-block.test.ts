import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ru } from '@/lib/i18n/messages/ru';
import { RECORD_FIELDS, type FieldDefinition } from '../entry-fields';
import { cellProblem, pastedValue, placeBlock, readBlock, type OptionText } from './pasted-block';
import { rowCells } from './cell-definitions';

const field = (name: string): FieldDefinition => {
  const found = RECORD_FIELDS.mrd.find((one) => one.name === name);
  if (found === undefined) throw new Error(name);
  return found;
};
const russian: OptionText = (vocabulary, word) =>
  (ru.patientForm.option[vocabulary] as Partial<Record<string, string>>)[word] ?? word;

describe('a block from a spreadsheet', () => {
  test('is rows and cells, whatever ends its lines', () => {
    expect(readBlock('5.3.24\tnegative\r\n6.4.24\tquantified\r\n')).toEqual([
      ['5.3.24', 'negative'],
      ['6.4.24', 'quantified'],
    ]);
  });
  test('keeps empty cells, the last one too, and what stands in quotation marks', () => {
    expect(readBlock('a\t\t"two\nlines, ""quoted"""\n\tb\t')).toEqual([
      ['a', '', 'two\nlines, "quoted"'],
      ['', 'b', ''],
    ]);
  });
  test('a single cell is pasted as text', () => {
    expect(readBlock('05.03.2024')).toBeNull();
    expect(readBlock('05.03.2024\r\n')).toBeNull();
  });
});

describe('a pasted cell', () => {
  test('says its word by code or in the language of the page', () => {
    expect(pastedValue(field('result'), 'Negative', russian)).toBe('negative');
    expect(pastedValue(field('result'), ru.patientForm.option.mrdResult.negative.toUpperCase(), russian)).toBe(
      'negative',
    );
  });
  test('says its word as centres write it, whatever the language of the page', () => {
    const english: OptionText = (_vocabulary, word) => word;
    expect(pastedValue(field('timePoint'), 'Конец индукции', english)).toBe('end-of-induction');
    expect(pastedValue(field('timePoint'), 'EOC', russian)).toBe('end-of-consolidation');
    expect(pastedValue(field('result'), 'отрицательный', english)).toBe('negative');
    // Positive alone does not say whether it was quantified.
    expect(pastedValue(field('result'), 'положительный', english)).toBe('положительный');
  });
  test('may bring the unit of its field', () => {
    expect(cellProblem(field('valuePercent'), '0,01 %')).toBeUndefined();
    expect(cellProblem(field('valuePercent'), '0,01 ‰')).toBe('number');
  });
  test('stays as it stands where it cannot be read, and says so', () => {
    expect(pastedValue(field('result'), 'neg?', russian)).toBe('neg?');
    expect(cellProblem(field('result'), 'neg?')).toBe('choose');
    expect(cellProblem(field('date'), '31.02.2024')).toBe('day');
    expect(cellProblem(field('valuePercent'), '<0.01')).toBe('number-range');
    expect(cellProblem(field('valuePercent'), '0,05')).toBeUndefined();
    expect(cellProblem(field('date'), '')).toBeUndefined();
  });
});

/** A cell as spreadsheets write it: in quotation marks where it holds a tab, a break or one of them. */
const asCopied = (text: string): string => (/[\t\r\n"]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
const SAID = fc.oneof(
  fc.string({ maxLength: 8 }),
  fc.constantFrom(
    '5.3.24',
    '05.03.2024',
    '0,05',
    'negative',
    'отрицательная',
    '<0.01',
    'UNK',
    'a "b"',
    'c\td',
    'e\nf',
    '',
  ),
);

describe('a block of any size, pasted anywhere', () => {
  const blocks = fc
    .tuple(fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 5 }))
    .chain(([wide, high]) =>
      fc.array(fc.array(SAID, { minLength: wide, maxLength: wide }), { minLength: high, maxLength: high }),
    );
  const kinds = fc.constantFrom('mrd' as const, 'treatment' as const, 'follow-up' as const);

  test('loses no cell: each stands in its place or is handed back, and no other place is touched', () => {
    fc.assert(
      fc.property(blocks, kinds, fc.nat(3), fc.nat(10), (block, kind, row, column) => {
        const text = block.map((cells) => cells.map(asCopied).join('\t')).join('\r\n') + '\r\n';
        const read = readBlock(text) ?? [[block[0]?.[0]?.trim() ?? '']];
        // A last line with one empty cell has no cell to lose.
        expect(read.map((cells) => (cells.length === 0 ? [''] : cells))).toEqual(
          block.map((cells) => cells.map((cell) => cell.trim())),
        );
        const cellsOf = (at: number) => rowCells(kind, `row-${at}`, at + 1);
        const { cells, left } = placeBlock(read, { row, column, cellsOf }, russian);
        const width = cellsOf(0).length;
        const wanted = read.flatMap((texts, down) =>
          texts.map((said, right) => ({ said, at: row + down, to: column + right })).filter(({ said }) => said !== ''),
        );
        expect(left).toEqual(wanted.filter(({ to }) => to >= width).map(({ said }) => said));
        expect(cells.map(({ cell }) => cell.name)).toEqual(
          wanted.filter(({ to }) => to < width).map(({ at, to }) => cellsOf(at)[to]?.name),
        );
        // As it stands, or as the code of a word of the field.
        cells.forEach(({ cell, value }, place) => {
          const said = wanted.filter(({ to }) => to < width)[place]?.said ?? '';
          if (cell.vocabulary === undefined) expect(value).toBe(said);
          else if (cell.takes === 'choice' && value !== said) expect(cellProblem(cell, value)).toBeUndefined();
        });
      }),
    );
  });
});
