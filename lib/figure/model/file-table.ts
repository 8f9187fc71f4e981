import type { FigureTable } from './document';

/** The columns of a table that a program reads: bare numbers, limits in cells of their own. */
export function tableForFiles(table: FigureTable): FigureTable {
  return without(table, 'print');
}

/** The columns of a table that a person reads. */
export function tableForPrint(table: FigureTable): FigureTable {
  return without(table, 'file');
}

function without(table: FigureTable, other: 'print' | 'file'): FigureTable {
  const kept = table.columns.map(({ only }) => only !== other);
  const shown = (rows: FigureTable['rows']): FigureTable['rows'] => rows.map((row) => row.filter((_, i) => kept[i]));
  return {
    ...table,
    columns: table.columns.filter((_, i) => kept[i]),
    rows: shown(table.rows),
    ...(table.fuller === undefined ? {} : { fuller: table.fuller.map(shown) }),
  };
}
