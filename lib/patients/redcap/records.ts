import { csvText, type Columns } from '@/lib/api/csv';
import { defuse } from '@/lib/tables/formula-text';
import { isMissingCode } from '../entry/missing-codes';
import { countedDate } from '../entry/partial-date';
import { EXPORT_TABLES, exportTables, type ExportedRecord, type ExportTable, type TextTable } from '../export/tables';
import {
  checkboxColumns,
  codeOf,
  groupOf,
  INSTRUMENTS,
  ROW_COLUMNS,
  VARIABLES,
  type Variable,
  wordsOf,
} from './project';

type Row = ReadonlyMap<string, string>;

/**
 * Everything recorded of the patients as REDCap's flat file of raw codes: a row a patient, and one for each record of its
 * course with the number of its instance. Read into a project that was made of `dictionary.csv`. A record is called by its
 * pseudonym, where patients of several sites are together by its site and pseudonym.
 */
export function redcapRecords(patients: readonly ExportedRecord[]): string {
  const tables = new Map(exportTables(patients).map((table) => [table.name, byPatient(table)]));
  const several = new Set(patients.map(({ siteCode }) => siteCode)).size > 1;
  const rows = patients.flatMap(({ siteCode, record: { identity } }) => {
    const id = several ? `${siteCode}-${identity.pseudonym}` : identity.pseudonym;
    const key = keyOf(siteCode, identity.pseudonym);
    return EXPORT_TABLES.flatMap((name) =>
      (tables.get(name)?.get(key) ?? []).map((said, at): Row => {
        const own = name === 'patient' ? [] : rowOf(name, at);
        return new Map([
          [ROW_COLUMNS.record, id],
          ...own,
          [ROW_COLUMNS.group, groupOf(siteCode)],
          ...VARIABLES.filter(({ table }) => table === name).flatMap((variable) => cellsOf(variable, said)),
          [`${INSTRUMENTS[name]}_complete`, '2'],
        ]);
      }),
    );
  });
  return csvText(rows, columns());
}

function rowOf(name: ExportTable, at: number): [string, string][] {
  return [
    [ROW_COLUMNS.instrument, INSTRUMENTS[name]],
    [ROW_COLUMNS.instance, String(at + 1)],
  ];
}

const keyOf = (siteCode: string, pseudonym: string): string => `${siteCode}\n${pseudonym}`;

/** What the rows of a table say, by column, for each patient. */
function byPatient({ columns: names, rows }: TextTable): Map<string, Row[]> {
  const found = new Map<string, Row[]>();
  for (const row of rows) {
    const said = new Map(names.map((name, at) => [name, row[at] ?? '']));
    const key = keyOf(said.get('site') ?? '', said.get('pseudonym') ?? '');
    const own = found.get(key);
    if (own === undefined) found.set(key, [said]);
    else own.push(said);
  }
  return found;
}

function cellsOf({ name, field, takes }: Variable, said: Row): [string, string][] {
  const value = said.get(field) ?? '';
  if (takes === 'sites') {
    const checked = value.split(',');
    return checkboxColumns(name).map(({ column, word }) => [column, checked.includes(word) ? '1' : '0']);
  }
  if (takes === 'precision')
    return [[name, isMissingCode(value) || value === '' ? '' : (countedDate(value).precision ?? '')]];
  if (isMissingCode(value) || value === '') return [[name, value]];
  if (takes === 'date') return [[name, countedDate(value).day]];
  return [[name, wordsOf(takes) === null ? defuse(value) : codeOf(value)]];
}

function columns(): Columns<Row> {
  const names = [
    ...Object.values(ROW_COLUMNS),
    ...EXPORT_TABLES.flatMap((table) => [
      ...VARIABLES.filter((one) => one.table === table).flatMap(({ name, takes }) =>
        takes === 'sites' ? checkboxColumns(name).map(({ column }) => column) : [name],
      ),
      `${INSTRUMENTS[table]}_complete`,
    ]),
  ];
  return Object.fromEntries(names.map((name) => [name, (row: Row) => row.get(name) ?? '']));
}
