import write, { type Cell } from 'write-excel-file/universal';
import type { Columns } from '@/lib/api/csv';
import { keepApostrophe } from '@/lib/tables/formula-text';
import { VOCABULARY, type Vocabulary } from '../vocabulary';
import { cellsBelow, columnHelp, type ColumnHelp } from './drop-downs';
import {
  EXPLAINING_SHEETS,
  exportFields,
  vocabularyOf,
  type CodebookRow,
  type ExportTable,
  type TextTable,
} from './tables';

export const CODEBOOK: Columns<CodebookRow> = {
  table: (row) => row.table,
  column: (row) => row.column,
  label_en: (row) => row.labelEn,
  label_ru: (row) => row.labelRu,
  type: (row) => row.type,
  words: (row) => row.words,
};

/** In which words a workbook speaks to who fills it in; null: nothing is said. */
export type Wording = Readonly<{
  word: (vocabulary: Vocabulary, word: string) => string;
  prompt: (table: ExportTable, column: string) => string | null;
  /** what is said of a value outside its list; `several`: a cell may hold more than one word */
  notListed: (several: boolean) => string | null;
}>;

/** The words as they are stored, without explanations: what an export writes, an import reads back. */
export const STORED_WORDS: Wording = { word: (_vocabulary, word) => word, prompt: () => null, notListed: () => null };

/** A list in itself holds 255 letters at most and no comma in a word, so the words of the lists have a sheet. */
const [CODEBOOK_SHEET, LISTS_SHEET] = EXPLAINING_SHEETS;
const WIDTH = { width: 18 };

/**
 * One sheet a table, the codebook and the lists of words that the columns offer. Numbers are numbers, everything else is text
 * and never a formula, also in the empty cells below.
 */
export function workbook(tables: readonly TextTable[], book: readonly CodebookRow[], wording: Wording): Promise<Blob> {
  const lists = listsOf(tables);
  const sheets = tables.map((table) => ({
    sheet: table.name,
    data: [table.columns.map(bold), ...filledRows(table)],
    columns: table.columns.map(() => WIDTH),
    stickyRowsCount: 1,
  }));
  const explained = {
    sheet: CODEBOOK_SHEET,
    data: [
      Object.keys(CODEBOOK).map(bold),
      ...book.map((row) => Object.values(CODEBOOK).map((value) => text(String(value(row) ?? '')))),
    ],
    columns: Object.keys(CODEBOOK).map(() => WIDTH),
    stickyRowsCount: 1,
  };
  const helped = new Map(tables.map((table) => [table.name as string, helpOf(table, lists, wording)]));
  return write([...sheets, explained, listsSheet(lists, wording)], { features: [columnHelp(helped)] }).toBlob();
}

const bold = (value: string): Cell => ({ value, type: String, fontWeight: 'bold' });
const text = (value: string): Cell => (value === '' ? null : { value, type: String });
const typed = (value: string): Cell => ({ value: keepApostrophe(value), type: String, format: '@' });

function filledRows({ name, columns, rows }: TextTable): Cell[][] {
  const fields = exportFields(name);
  const cell = (value: string, at: number, line: number): Cell => {
    // The first row gives its form to the column, and empty cells have the form of their column.
    if (fields[columns[at] ?? ''] !== 'number') return value === '' && line > 0 ? null : typed(value);
    return value !== '' && Number.isFinite(Number(value)) ? { value: Number(value), type: Number } : text(value);
  };
  return (rows.length === 0 ? [columns.map(() => '')] : rows).map((row, line) =>
    row.map((value, at) => cell(value, at, line)),
  );
}

/** The vocabularies of the tables, each once. */
function listsOf(tables: readonly TextTable[]): Vocabulary[] {
  const all = tables.flatMap(({ name, columns }) => columns.map((column) => vocabularyOf(exportFields(name)[column])));
  return [...new Set(all)].filter((one) => one !== null);
}

function listsSheet(
  lists: readonly Vocabulary[],
  { word }: Wording,
): { sheet: string; data: Cell[][]; columns: { width: number }[]; stickyRowsCount: number } {
  const longest = Math.max(0, ...lists.map((list) => VOCABULARY[list].length));
  const rows = Array.from({ length: longest }, (_, at) =>
    lists.map((list) => {
      const stored = VOCABULARY[list][at];
      return stored === undefined ? null : text(word(list, stored));
    }),
  );
  return {
    ...{ sheet: LISTS_SHEET, data: [lists.map(bold), ...rows] },
    ...{ columns: lists.map(() => WIDTH), stickyRowsCount: 1 },
  };
}

function helpOf(
  { name, columns }: TextTable,
  lists: readonly Vocabulary[],
  { prompt, notListed }: Wording,
): ColumnHelp[] {
  return columns.flatMap((column, at): ColumnHelp[] => {
    const takes = exportFields(name)[column];
    const vocabulary = vocabularyOf(takes);
    const said = prompt(name, column);
    if (vocabulary === null) return said === null ? [] : [{ at, list: null, prompt: said, notListed: null }];
    const list = cellsBelow(LISTS_SHEET, lists.indexOf(vocabulary), VOCABULARY[vocabulary].length);
    return [{ at, list, prompt: said, notListed: notListed(takes === 'sites') }];
  });
}
