import { readNumber, type NumberProblem } from '@/lib/numbers/read-number';
import { fromDay } from '@/lib/patients/calendar';
import { readMissingCode } from '@/lib/patients/entry/missing-codes';
import { readTypedDate } from '@/lib/patients/entry/typed-date';
import { withoutUnit } from '@/lib/patients/entry/unit-words';
import type { FieldError } from '@/lib/patients/form-state';
import { CENTRES_WORDS } from '@/lib/patients/import/words/centres-words';
import { VOCABULARY, type Vocabulary } from '@/lib/patients/vocabulary';
import { plainCell } from '@/lib/tables/missing';
import type { FieldDefinition } from '../entry-fields';

/** A word of a vocabulary as the page says it. */
export type OptionText = (vocabulary: Vocabulary, word: string) => string;

/**
 * The cells of a block as spreadsheets put it on the clipboard: rows by line breaks, cells by tabs, a cell with a break, a
 * tab or a quotation mark inside in quotation marks. Null where the text is one cell.
 */
export function readBlock(text: string): string[][] | null {
  if (!/[\t\r\n]/.test(text.replace(/(\r\n|\r|\n)$/, ''))) return null;
  const rows: string[][] = [[]];
  let rest = text.replace(/(\r\n|\r|\n)$/, '');
  while (rest !== '') {
    const quoted = /^"((?:[^"]|"")*)"(?=[\t\r\n]|$)/.exec(rest);
    const plain = /^[^\t\r\n]*/.exec(rest)?.[0] ?? '';
    rows.at(-1)?.push((quoted === null ? plain : (quoted[1] ?? '').replaceAll('""', '"')).trim());
    rest = rest.slice(quoted === null ? plain.length : quoted[0].length);
    const next = /^(?:\t|\r\n|\r|\n)/.exec(rest)?.[0] ?? '';
    rest = rest.slice(next.length);
    if (next === '\t' && rest === '') rows.at(-1)?.push('');
    if (next !== '' && next !== '\t') rows.push([]);
  }
  return rows;
}

/**
 * A pasted text as its field holds it: the code of a word that it says in the page's language, or as centres write it in either;
 * anything else as it stands.
 */
export function pastedValue(field: FieldDefinition, text: string, optionText: OptionText): string {
  const { vocabulary } = field;
  if (vocabulary === undefined || text === '') return text;
  const word = (said: string): string => {
    const plain = simple(said);
    const words: readonly string[] = VOCABULARY[vocabulary];
    return (
      readMissingCode(said) ??
      words.find((one) => simple(one) === plain || simple(optionText(vocabulary, one)) === plain) ??
      CENTRES_WORDS[vocabulary]?.[plainCell(said)] ??
      said
    );
  };
  if (field.takes !== 'choices') return word(text);
  return text
    .split(/[,;/+]/)
    .map((said) => word(said.trim()))
    .filter((said) => said !== '')
    .join(',');
}

/**
 * Where the cells of a block go, from one cell on: to the right within the rows of `cellsOf`, row by row. An empty cell of
 * the block leaves what stands in its place. What finds no column is handed back.
 */
export function placeBlock<Cell extends FieldDefinition>(
  block: readonly (readonly string[])[],
  { row, column, cellsOf }: { row: number; column: number; cellsOf: (row: number) => readonly Cell[] },
  optionText: OptionText,
): { cells: { cell: Cell; value: string }[]; left: string[] } {
  const placed = block.flatMap((texts, down) => {
    const cells = cellsOf(row + down);
    return texts.map((text, right) => ({ cell: cells[column + right], text })).filter(({ text }) => text !== '');
  });
  return {
    cells: placed.flatMap(({ cell, text }) =>
      cell === undefined ? [] : [{ cell, value: pastedValue(cell, text, optionText) }],
    ),
    left: placed.flatMap(({ cell, text }) => (cell === undefined ? [text] : [])),
  };
}

/** Why a cell cannot be read as it stands, or nothing. An ambiguous date asks for itself. */
export function cellProblem(field: FieldDefinition, value: string): FieldError | undefined {
  if (value.trim() === '' || readMissingCode(value) !== null) return undefined;
  if (field.takes === 'day')
    return readTypedDate(value, fromDay(new Date())).state === 'unreadable' ? 'day' : undefined;
  if (field.takes === 'decimal' || field.takes === 'whole') {
    const number = readNumber(withoutUnit(value, field.unit), { decimal: 'either' });
    return 'problem' in number ? NUMBER_ERRORS[number.problem] : undefined;
  }
  if (field.vocabulary === undefined) return undefined;
  const words: readonly string[] = VOCABULARY[field.vocabulary];
  return value.split(',').every((word) => words.includes(word)) ? undefined : 'choose';
}

const NUMBER_ERRORS: Readonly<Record<NumberProblem, FieldError>> = {
  empty: 'number',
  'not-a-number': 'number',
  ambiguous: 'number-ambiguous',
  'other-decimal-sign': 'number',
  'not-one-number': 'number-range',
  'out-of-range': 'number',
};

function simple(text: string): string {
  return text.normalize('NFKC').toLowerCase().replaceAll('ё', 'е').replaceAll(/\s+/g, ' ').trim();
}
