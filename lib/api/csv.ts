import { stringify } from 'csv-stringify/sync';

type Cell = string | number | boolean | null | undefined;
/** The columns of a table in their order: the name, which never changes, and what a row has there. */
export type Columns<Row> = Readonly<Record<string, (row: Row) => Cell>>;

/**
 * A table as CSV (RFC 4180): a header line, decimal points, true and false, empty where not reported. Text that a
 * spreadsheet would run as a formula gets an apostrophe in front.
 */
export function csvText<Row>(rows: readonly Row[], columns: Columns<Row>): string {
  const values = Object.values(columns);
  const cells = rows.map((row) => values.map((value) => value(row)));
  return stringify(cells, {
    header: true,
    columns: Object.keys(columns),
    record_delimiter: 'windows',
    escape_formulas: true,
    cast: { boolean: String },
  });
}
