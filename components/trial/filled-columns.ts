/** What tells whether a row has something in a column that may stand empty. */
export type FilledIn<Row, Column extends string> = Readonly<Record<Column, (row: Row) => boolean>>;

/** The columns in which some row has something, in their order: a column of dashes says nothing and takes its room from others. */
export function filledColumns<Row, Column extends string>(
  rows: readonly Row[],
  filledIn: FilledIn<Row, Column>,
): Column[] {
  return (Object.keys(filledIn) as Column[]).filter((column) => rows.some((row) => filledIn[column](row)));
}
