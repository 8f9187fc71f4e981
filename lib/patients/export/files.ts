import write from 'write-excel-file/universal';
import { csvText, type Columns } from '@/lib/api/csv';
import { LOCALES, type Locale } from '@/lib/i18n/routing';
import { defuse } from '@/lib/tables/formula-text';
import { redcapDictionary, type ProjectWords } from '../redcap/dictionary';
import { redcapRecords } from '../redcap/records';
import { ADTTE_SCRIPT, adtteRows, type AdtteRow, type ExportedCourse } from './adtte';
import {
  codebook,
  exportDocument,
  exportFields,
  exportTables,
  type CodebookRow,
  type ExportedRecord,
  type FieldLabel,
  type TextTable,
} from './tables';

type Exported = ExportedRecord & ExportedCourse;
type Project = (locale: Locale) => ProjectWords;
type Make = (patients: readonly Exported[], label: FieldLabel, project: Project) => string | Promise<Blob>;

const CODEBOOK: Columns<CodebookRow> = {
  table: (row) => row.table,
  column: (row) => row.column,
  label_en: (row) => row.labelEn,
  label_ru: (row) => row.labelRu,
  type: (row) => row.type,
  words: (row) => row.words,
};
const ADTTE_COLUMNS = [
  ...(['STUDYID', 'SITEID', 'USUBJID', 'SUBJID', 'PARAMCD', 'PARAM', 'STARTDT', 'STARTDTF', 'ADT', 'ADTF'] as const),
  ...(['AVAL', 'AVALU', 'CNSR', 'EVNTDESC', 'CNSDTDSC', 'FAILUND'] as const),
];
const ADTTE = Object.fromEntries(
  ADTTE_COLUMNS.map((name) => [name, (row: AdtteRow) => row[name]]),
) as Columns<AdtteRow>;

const JSON_TYPE = 'application/json; charset=utf-8';
const CSV_TYPE = 'text/csv; charset=utf-8';

/** The files of an export by name: whole records as workbook, JSON or a table each, and times to event for R and SAS. */
export const EXPORT_FILES: Readonly<Record<string, Readonly<{ type: string; make: Make; holdsPatients?: false }>>> = {
  'records.xlsx': {
    type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    make: (patients, label) => workbook(exportTables(patients), codebook(label)),
  },
  'records.json': {
    type: JSON_TYPE,
    make: (patients, label) =>
      JSON.stringify({ codebook: codebook(label), patients: exportDocument(patients) }, null, 1),
  },
  ...Object.fromEntries(
    exportTables([]).map(({ name }) => [
      `${name}.csv`,
      { type: CSV_TYPE, make: (patients: readonly Exported[]) => tableCsv(patients, name) },
    ]),
  ),
  'codebook.csv': {
    type: CSV_TYPE,
    holdsPatients: false,
    make: (_patients, label) => csvText(codebook(label), CODEBOOK),
  },
  'adtte.csv': { type: CSV_TYPE, make: (patients) => csvText(adtteRows(patients), ADTTE) },
  'redcap-records.csv': { type: CSV_TYPE, make: (patients) => redcapRecords(patients) },
  ...Object.fromEntries(
    LOCALES.map((locale) => [
      `redcap-dictionary-${locale}.csv`,
      {
        type: CSV_TYPE,
        holdsPatients: false as const,
        make: (_patients: readonly Exported[], _label: FieldLabel, project: Project) =>
          redcapDictionary(project(locale)),
      },
    ]),
  ),
  'adtte.R': { type: 'text/plain; charset=utf-8', holdsPatients: false, make: () => ADTTE_SCRIPT },
};

function tableCsv(patients: readonly Exported[], name: string): string {
  const table = exportTables(patients).find((one) => one.name === name);
  if (table === undefined) return '';
  return csvText(
    table.rows,
    Object.fromEntries(table.columns.map((column, at) => [column, (row: readonly string[]) => defuse(row[at] ?? '')])),
  );
}

/** One sheet a table and the codebook; numbers are numbers, everything else is text and never a formula. */
function workbook(tables: readonly TextTable[], book: readonly CodebookRow[]): Promise<Blob> {
  const bold = (value: string): { value: string; type: typeof String; fontWeight: 'bold' } => ({
    value,
    type: String,
    fontWeight: 'bold',
  });
  const text = (value: string): { value: string; type: typeof String } | null =>
    value === '' ? null : { value, type: String };
  const sheets = tables.map(({ name, columns, rows }) => {
    const fields = exportFields(name);
    const cell = (value: string, at: number) =>
      fields[columns[at] ?? ''] === 'number' && value !== '' && Number.isFinite(Number(value))
        ? { value: Number(value), type: Number }
        : text(value);
    return { sheet: name, data: [columns.map(bold), ...rows.map((row) => row.map(cell))], stickyRowsCount: 1 };
  });
  const explained = {
    sheet: 'codebook',
    data: [
      Object.keys(CODEBOOK).map(bold),
      ...book.map((row) => Object.values(CODEBOOK).map((value) => text(String(value(row) ?? '')))),
    ],
    stickyRowsCount: 1,
  };
  return write([...sheets, explained]).toBlob();
}
