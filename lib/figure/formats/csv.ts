import { stringify } from 'csv-stringify/browser/esm/sync';
import type { FigureDocument, FigureRecords } from '../model/document';
import { tableForFiles } from '../model/file-table';
import { bandText } from '../model/made-up';

/**
 * Every plotted number, one row each, with a decimal point whatever the reader's language; without records of its own,
 * the figure's tables one below the other. Text cells that a spreadsheet would run as a formula get an apostrophe in front.
 */
export function figureCsv({
  records,
  tables,
  riskTable,
  ...marked
}: Pick<FigureDocument, 'records' | 'tables' | 'riskTable' | 'madeUp' | 'internal'>): string {
  if (records !== null) return recordsCsv(records);
  const all = [...tables, ...(riskTable === null ? [] : [riskTable])].map(tableForFiles);
  const rows = all.flatMap(({ id, columns, rows: body }) => [
    [id],
    columns.map(({ key }) => key),
    ...body.map((row) => row.map(({ value }) => value)),
    [],
  ]);
  const band = bandText(marked);
  return write(band === null ? rows : [[band], ...rows]);
}

function recordsCsv({ columns, rows }: FigureRecords): string {
  return write([[...columns], ...rows.map((row) => columns.map((column) => row[column] ?? null))]);
}

function write(rows: readonly (readonly (string | number | null)[])[]): string {
  return stringify(
    rows.map((row) => [...row]),
    {
      escape_formulas: true,
      bom: true,
      record_delimiter: 'windows',
      cast: { number: (value) => String(round(value)) },
    },
  );
}

/** Twelve digits: more than any reading needs, without the noise of binary fractions. */
function round(value: number): number {
  return Number(value.toPrecision(12));
}
