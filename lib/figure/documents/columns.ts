import type { MessageLookup } from '@/lib/i18n/message-lookup';
import type { FigureCell, FigureColumn, FigureTable } from '../model/document';

/** A column with what it says of a row. */
export type Column<Row> = FigureColumn & Readonly<{ cell: (row: Row) => FigureCell }>;

/** The table of these columns, a line for each row. */
export function tableOf<Row>(
  id: string,
  caption: string,
  columns: readonly Column<Row>[],
  rows: readonly Row[],
): FigureTable {
  return {
    id,
    caption,
    columns: columns.map(({ cell: _, ...column }) => column),
    rows: rows.map((row) => columns.map(({ cell }) => cell(row))),
  };
}

type Limit = 'low' | 'high';

/** Lower and upper limit in percent, in files only: readers get the interval in one cell. */
export function limitColumns<Row>(
  labels: Readonly<Record<Limit, string>>,
  cell: (row: Row, limit: Limit) => FigureCell,
): Column<Row>[] {
  return (['low', 'high'] as const).map((limit) => ({
    key: limit,
    label: labels[limit],
    type: 'number',
    unit: '%',
    only: 'file',
    cell: (row) => cell(row, limit),
  }));
}

/** What the limits of an interval are called in files. */
export function limitLabels(t: MessageLookup): Readonly<Record<Limit, string>> {
  return { low: t('exports.column.low'), high: t('exports.column.high') };
}
