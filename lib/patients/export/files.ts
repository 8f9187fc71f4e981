import { csvText, type Columns } from '@/lib/api/csv';
import { LOCALES, type Locale } from '@/lib/i18n/routing';
import { keepText } from '@/lib/tables/formula-text';
import { redcapDictionary, type ProjectWords } from '../redcap/dictionary';
import { redcapRecords } from '../redcap/records';
import { ADTTE_SCRIPT, adtteRows, type AdtteRow, type ExportedCourse } from './adtte';
import {
  codebook,
  EXPORT_TABLES,
  exportFields,
  exportDocument,
  exportTables,
  type ExportedRecord,
  type ExportTable,
  type FieldLabel,
} from './tables';
import { templateWorkbook } from './template';
import { CODEBOOK, STORED_WORDS, workbook } from './workbook';

type Exported = ExportedRecord & ExportedCourse;
type Project = (locale: Locale) => ProjectWords;
type Make = (patients: readonly Exported[], label: FieldLabel, project: Project) => string | Promise<Blob>;

const ADTTE_COLUMNS = [
  ...(['STUDYID', 'SITEID', 'USUBJID', 'SUBJID', 'PARAMCD', 'PARAM', 'STARTDT', 'STARTDTF', 'ADT', 'ADTF'] as const),
  ...(['AVAL', 'AVALU', 'CNSR', 'EVNTDESC', 'CNSDTDSC', 'FAILUND'] as const),
];
const ADTTE = Object.fromEntries(
  ADTTE_COLUMNS.map((name) => [name, (row: AdtteRow) => row[name]]),
) as Columns<AdtteRow>;

const XLSX_TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
const JSON_TYPE = 'application/json; charset=utf-8';
const CSV_TYPE = 'text/csv; charset=utf-8';

/** `rows`: how many rows of patients and of their records the file holds, as it is said of its taking. */
type ExportFile = Readonly<{
  type: string;
  make: Make;
  rows: (patients: readonly Exported[]) => number;
  holdsPatients?: false;
}>;

/** The files of an export by name: whole records as workbook, JSON or a table each, and times to event for R and SAS. */
export const EXPORT_FILES: Readonly<Record<string, ExportFile>> = {
  'records.xlsx': {
    type: XLSX_TYPE,
    rows: everyRow,
    make: (patients, label) => workbook(exportTables(patients), codebook(label), STORED_WORDS),
  },
  'records.json': {
    type: JSON_TYPE,
    rows: everyRow,
    make: (patients, label) =>
      JSON.stringify({ codebook: codebook(label), patients: exportDocument(patients) }, null, 1),
  },
  ...Object.fromEntries(
    exportTables([]).map(({ name }) => [
      `${name}.csv`,
      {
        type: CSV_TYPE,
        rows: (patients: readonly Exported[]) => rowsIn(patients, name),
        make: (patients: readonly Exported[]) => tableCsv(patients, name),
      },
    ]),
  ),
  'codebook.csv': {
    type: CSV_TYPE,
    holdsPatients: false,
    rows: noRow,
    make: (_patients, label) => csvText(codebook(label), CODEBOOK),
  },
  'adtte.csv': {
    type: CSV_TYPE,
    rows: (patients) => adtteRows(patients).length,
    make: (patients) => csvText(adtteRows(patients), ADTTE),
  },
  'redcap-records.csv': { type: CSV_TYPE, rows: everyRow, make: (patients) => redcapRecords(patients) },
  ...Object.fromEntries(
    LOCALES.map((locale) => [
      `redcap-dictionary-${locale}.csv`,
      {
        type: CSV_TYPE,
        holdsPatients: false as const,
        rows: noRow,
        make: (_patients: readonly Exported[], _label: FieldLabel, project: Project) =>
          redcapDictionary(project(locale)),
      },
    ]),
  ),
  ...Object.fromEntries(
    LOCALES.map((locale) => [
      `template-${locale}.xlsx`,
      {
        type: XLSX_TYPE,
        holdsPatients: false as const,
        rows: noRow,
        make: (_patients: readonly Exported[], label: FieldLabel, project: Project) =>
          templateWorkbook(locale, label, project(locale)),
      },
    ]),
  ),
  'adtte.R': { type: 'text/plain; charset=utf-8', holdsPatients: false, rows: noRow, make: () => ADTTE_SCRIPT },
};

function rowsIn(patients: readonly Exported[], table: ExportTable): number {
  return table === 'patient'
    ? patients.length
    : patients.reduce((sum, { record }) => sum + record.records[table].length, 0);
}

function everyRow(patients: readonly Exported[]): number {
  return EXPORT_TABLES.reduce((sum, table) => sum + rowsIn(patients, table), 0);
}

function noRow(): number {
  return 0;
}

function tableCsv(patients: readonly Exported[], name: string): string {
  const table = exportTables(patients).find((one) => one.name === name);
  if (table === undefined) return '';
  const fields = exportFields(table.name);
  const keep = (column: string, cell: string): string =>
    fields[column] === 'number' || fields[column] === 'date' ? cell : keepText(cell);
  return csvText(
    table.rows,
    Object.fromEntries(
      table.columns.map((column, at) => [column, (row: readonly string[]) => keep(column, row[at] ?? '')]),
    ),
  );
}
