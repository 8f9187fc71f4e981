import { en } from '@/lib/i18n/messages/en';
import { ru } from '@/lib/i18n/messages/ru';
import type { Locale } from '@/lib/i18n/routing';
import type { ProjectWords } from '../redcap/dictionary';
import { VOCABULARY } from '../vocabulary';
import {
  codebook,
  exportFields,
  exportTables,
  vocabularyOf,
  type CodebookRow,
  type ExportTable,
  type FieldLabel,
} from './tables';
import { workbook } from './workbook';

/**
 * Left out: the page of the import says whose patients they are, nothing is stored yet that `record` could name, and a
 * failure of the induction is a row of the events.
 */
const LEFT_OUT: ReadonlySet<string> = new Set(['site', 'record', 'inductionFailure', 'inductionFailureDate']);

/** An empty workbook that a centre fills in and imports: sheets and columns as the import reads them without a question. */
export function templateWorkbook(locale: Locale, label: FieldLabel, words: ProjectWords): Promise<Blob> {
  const { template } = (locale === 'ru' ? ru : en).patients;
  const tables = exportTables([]).map(({ name, columns }) => ({
    ...{ name, rows: [] },
    columns: columns.filter((column) => !LEFT_OUT.has(column)),
  }));
  const book = codebook(label).filter(({ column }) => !LEFT_OUT.has(column));
  const own = new Map(book.map((row) => [`${row.table}.${row.column}`, row]));
  const prompt = (table: ExportTable, column: string): string | null => {
    const row = own.get(`${table}.${column}`);
    if (row === undefined) return null;
    const called = row.type === 'key' ? (locale === 'ru' ? row.labelRu : row.labelEn) : words.field(table, column);
    const how = row.type === 'key' || row.type === 'text' ? null : template[row.type];
    return how === null ? called : `${called}. ${how}`;
  };
  const notListed = (several: boolean): string =>
    several ? `${template.notListed} ${template.several}` : template.notListed;
  return workbook(tables, book.map(inWordsOf(words)), { word: words.word, prompt, notListed });
}

/** A line of the codebook with the words of the lists. */
function inWordsOf(words: ProjectWords): (row: CodebookRow) => CodebookRow {
  return (row) => {
    const vocabulary = vocabularyOf(exportFields(row.table)[row.column]);
    if (vocabulary === null) return row;
    return { ...row, words: VOCABULARY[vocabulary].map((word) => words.word(vocabulary, word)).join('; ') };
  };
}
