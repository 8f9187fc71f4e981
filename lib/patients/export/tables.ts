import type { FormValues } from '../form-state';
import { PATIENT_FIELDS, RECORD_FIELDS, type Takes } from '../import/fields';
import { formValues, patientFormValues, type CourseRecord, type PatientRecord } from '../records/record';
import { RECORD_KINDS, VOCABULARY, type RecordKind, type Vocabulary } from '../vocabulary';

export type ExportedRecord = Readonly<{ siteCode: string; record: PatientRecord }>;
export const EXPORT_TABLES = ['patient', ...RECORD_KINDS] as const;
export type ExportTable = (typeof EXPORT_TABLES)[number];

/** The sheets of our workbooks beside the tables: what the columns hold, and the words of the lists. */
export const EXPLAINING_SHEETS = ['codebook', 'words'] as const;

/** A table of text cells; a number has a decimal point, a date is as much as is known of it, an empty cell says nothing. */
export type TextTable = Readonly<{
  name: ExportTable;
  columns: readonly string[];
  rows: readonly (readonly string[])[];
}>;

/** Fields of a patient that an import reads and an export writes by other names or not at all. */
const READ_ONLY: ReadonlySet<string> = new Set(['site', 'pseudonym', 'ageMonths', 'rearrangement']);

const KEYS = { patient: ['site', 'pseudonym'], record: ['site', 'pseudonym', 'record'] } as const;

/** The fields of a table with how their cells are read, in their order and without what names the row. */
export function exportFields(table: ExportTable): Readonly<Record<string, Takes>> {
  if (table !== 'patient') return RECORD_FIELDS[table];
  const own = Object.entries(PATIENT_FIELDS).filter(([field]) => !READ_ONLY.has(field));
  return { ...Object.fromEntries(own), inductionFailureDate: 'date' };
}

/**
 * Everything recorded of the patients as tables: one row a patient, and one a record of its course. Columns are called as
 * the fields of the forms, cells hold what the forms hold, codes for missing data included, so that an import reads them
 * back. `record` names a stored record.
 */
export function exportTables(patients: readonly ExportedRecord[]): TextTable[] {
  return EXPORT_TABLES.map((name) => {
    const fields = Object.keys(exportFields(name));
    const rows = patients.flatMap(({ siteCode, record }) =>
      name === 'patient'
        ? [[siteCode, record.identity.pseudonym, ...cells(patientFormValues(record), fields)]]
        : courseRecords(record, name).map(({ id, ...content }) => [
            siteCode,
            record.identity.pseudonym,
            id,
            ...cells(formValues(content), fields),
          ]),
    );
    return { name, columns: [...(name === 'patient' ? KEYS.patient : KEYS.record), ...fields], rows };
  });
}

function courseRecords(record: PatientRecord, kind: RecordKind): readonly CourseRecord[] {
  return record.records[kind];
}

function cells(values: FormValues, fields: readonly string[]): string[] {
  return fields.map((field) => String(values[field] ?? ''));
}

/** The tables as nested records: a patient with its fields and lists; what is empty is left out. */
export function exportDocument(patients: readonly ExportedRecord[]): Readonly<Record<string, unknown>>[] {
  const filled = (values: FormValues, fields: readonly string[]): Record<string, string> =>
    Object.fromEntries(
      fields.flatMap((field) => {
        const value = String(values[field] ?? '');
        return value === '' ? [] : [[field, value]];
      }),
    );
  return patients.map(({ siteCode, record }) => ({
    site: siteCode,
    pseudonym: record.identity.pseudonym,
    ...filled(patientFormValues(record), Object.keys(exportFields('patient'))),
    ...Object.fromEntries(
      RECORD_KINDS.map((kind) => [
        kind,
        courseRecords(record, kind).map(({ id, ...content }) => ({
          record: id,
          ...filled(formValues(content), Object.keys(exportFields(kind))),
        })),
      ]),
    ),
  }));
}

/** A line of the codebook: what a column holds. */
export type CodebookRow = Readonly<{
  table: ExportTable;
  column: string;
  labelEn: string;
  labelRu: string;
  type: 'word' | 'words' | 'date' | 'number' | 'text' | 'key';
  words: string;
}>;
/** The words of the forms for a field of a table. */
export type FieldLabel = (table: ExportTable, field: string) => Readonly<{ en: string; ru: string }>;

const KEY_LABELS: Readonly<Record<string, Readonly<{ en: string; ru: string }>>> = {
  site: { en: 'Code of the site', ru: 'Код центра' },
  pseudonym: { en: 'Pseudonym, unique within the site', ru: 'Псевдоним, единственный в центре' },
  record: { en: 'Names the stored record', ru: 'Обозначает сохранённую запись' },
};

/** What every column of the tables holds. */
export function codebook(label: FieldLabel): CodebookRow[] {
  return EXPORT_TABLES.flatMap((table) => {
    const keys = table === 'patient' ? KEYS.patient : KEYS.record;
    return [
      ...keys.map((column): CodebookRow => {
        const { en, ru } = KEY_LABELS[column] ?? { en: column, ru: column };
        return { table, column, labelEn: en, labelRu: ru, type: 'key', words: '' };
      }),
      ...Object.entries(exportFields(table)).map(([column, takes]): CodebookRow => {
        const { en, ru } = label(table, column);
        return { table, column, labelEn: en, labelRu: ru, ...typeOf(takes) };
      }),
    ];
  });
}

/** The vocabulary that the words of a field are from, or null. */
export function vocabularyOf(takes: Takes | undefined): Vocabulary | null {
  if (takes === 'sites') return 'relapseSite';
  return takes !== undefined && Object.hasOwn(VOCABULARY, takes) ? (takes as Vocabulary) : null;
}

function typeOf(takes: Takes): Pick<CodebookRow, 'type' | 'words'> {
  if (takes === 'date') return { type: 'date', words: 'YYYY-MM-DD, YYYY-MM, YYYY' };
  if (takes === 'number') return { type: 'number', words: '' };
  const vocabulary = vocabularyOf(takes);
  if (vocabulary === null) return { type: 'text', words: '' };
  return { type: takes === 'sites' ? 'words' : 'word', words: VOCABULARY[vocabulary].join(', ') };
}
