import { z } from 'zod';
import { repeatedName } from '../../risk/repeated-name';
import { keepApostrophe } from '../../tables/formula-text';
import { tableBuilder, type Table } from '../../tables/table';
import { RECORD_KINDS } from '../vocabulary';
import { EXPORT_TABLES, type ExportTable } from './tables';

/** A value as a cell says it; several words of a list may stand apart. */
const Cell = z
  .union([z.string(), z.number(), z.boolean(), z.null(), z.array(z.string())])
  .transform((value) => (Array.isArray(value) ? value.join(',') : String(value ?? '')));
const Cells = z.record(z.string(), Cell);
const isKind = (name: string): boolean => RECORD_KINDS.some((kind) => kind === name);
/** A patient's own fields, and its records by their kind. */
const Patient = z
  .record(z.string(), z.unknown())
  .transform((patient) => ({
    own: Object.fromEntries(Object.entries(patient).filter(([name]) => !isKind(name))),
    records: Object.fromEntries(Object.entries(patient).filter(([name]) => isKind(name))),
  }))
  .pipe(z.object({ own: Cells, records: z.partialRecord(z.enum(RECORD_KINDS), z.array(Cells)) }));
const Document = z.object({ patients: z.array(Patient) });

/** What says whose a record is. */
const OWNER = ['site', 'pseudonym'] as const;

/**
 * The tables of a `records.json`, as the sheets of a workbook would be; a line is the place of the patient in the file, from 1.
 * Columns are what any patient says, so that a field that nobody names is none. Null: the text is no such document.
 */
export function readDocument(text: string): Table[] | null {
  const read = Document.safeParse(parsed(text));
  if (!read.success) return null;
  const { patients } = read.data;
  return EXPORT_TABLES.map((name) =>
    tableOf(
      name,
      patients.flatMap(({ own, records }, at) => {
        if (name === 'patient') return [{ line: at + 1, cells: own }];
        const whose = Object.fromEntries(OWNER.map((field) => [field, own[field] ?? '']));
        return (records[name] ?? []).map((cells) => ({ line: at + 1, cells: { ...whose, ...cells } }));
      }),
    ),
  ).filter(({ view }) => view.size > 0);
}

type Row = Readonly<{ line: number; cells: Readonly<Record<string, string>> }>;

function tableOf(name: ExportTable, rows: readonly Row[]): Table {
  const names = [...new Set(rows.flatMap(({ cells }) => Object.keys(cells)))];
  const builder = tableBuilder(names);
  for (const { line, cells } of rows)
    builder.add(
      line,
      names.map((column) => keepApostrophe(Object.hasOwn(cells, column) ? (cells[column] ?? '') : '')),
    );
  return builder.finish({
    format: { encoding: null, delimiter: null, sheet: name, header: null, rowNames: false, merged: null },
    top: [],
    ...{ sheets: [...EXPORT_TABLES], merged: null, notes: [] },
  });
}

/** What no export of ours holds and no database keeps: the sign of number 0, and half of one that is written in two. */
const NO_TEXT = /[\0\p{Cs}]/u;

function parsed(text: string): unknown {
  try {
    const plain = text.replace(/^\ufeff/u, '');
    const read: unknown = JSON.parse(plain, (name, value: unknown) => {
      if (NO_TEXT.test(name) || (typeof value === 'string' && NO_TEXT.test(value))) throw new SyntaxError();
      return value;
    });
    // Of a kind of records that a patient has twice only the last would be read.
    return repeatedName(plain) === null ? read : null;
  } catch {
    return null;
  }
}
