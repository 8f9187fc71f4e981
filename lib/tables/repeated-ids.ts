import { isIdName } from './column-names';
import { isMissing } from './missing';

/** What of a column and of its cells tells whether rows repeat an id. */
type ColumnView = Readonly<{
  name: string;
  counts: ReadonlyMap<string, number> | null;
  different: number;
  filled: number;
}>;
type TableColumn = Readonly<{ values: readonly string[]; codes: Uint32Array }>;

/** Rows with one value of a column, none of which shares its id with another of them. */
export type RowOffer = Readonly<{ column: number; value: string; rows: number }>;

/** A column of ids whose values repeat: its rows are not patients. `offers` are ways to one row an id. */
export type RepeatedIds = Readonly<{ column: number; ids: number; rows: number; offers: readonly RowOffer[] }>;

/** Which rows are read where ids repeat: all as patients of their own, or those with one value of a column. */
export type RowChoice = 'all' | Readonly<{ column: number; value: string }>;

/** Whether a row is one of those that were chosen; null: nothing was chosen, and all are read. */
export function rowFilter(columns: readonly TableColumn[], rows: RowChoice | null): (row: number) => boolean {
  if (rows === null || rows === 'all') return () => true;
  const own = columns[rows.column];
  const wanted = own?.values.indexOf(rows.value) ?? -1;
  return (row) => own?.codes[row] === wanted;
}

/** A column that tells rows of one patient apart has few values. */
const MOST_VALUES = 12;

/** Finds the column of ids with the most different values; null where there is none, or every id stands once. */
export function repeatedIds(views: readonly ColumnView[], columns: readonly TableColumn[]): RepeatedIds | null {
  const named = views.flatMap((view, at) => (isIdName(view.name) && view.different > 1 ? [{ view, at }] : []));
  const found = named.reduce<(typeof named)[number] | null>(
    (most, one) => (most === null || one.view.different > most.view.different ? one : most),
    null,
  );
  if (found === null || found.view.filled === found.view.different) return null;
  const { view, at } = found;
  // What keeps few of the patients is no way to look at them.
  const keepsMost = ({ rows }: RowOffer): boolean => rows > 1 && rows * 2 >= view.different;
  const offers = views.flatMap((other, column) =>
    column === at ? [] : offersOf(other, column, columns[column], columns[at]).filter(keepsMost),
  );
  return { column: at, ids: view.different, rows: view.filled, offers };
}

/** Offers of a column, none unless its values divide the rows of each id. */
function offersOf(
  view: ColumnView,
  column: number,
  own: TableColumn | undefined,
  ids: TableColumn | undefined,
): RowOffer[] {
  if (own === undefined || ids === undefined || view.counts === null) return [];
  if (view.different < 2 || view.different > MOST_VALUES) return [];
  const seen = new Set<number>();
  const repeats = new Set<number>();
  const size = own.values.length;
  ids.codes.forEach((id, row) => {
    const value = own.codes[row] ?? 0;
    const pair = id * size + value;
    if (seen.has(pair)) repeats.add(value);
    else seen.add(pair);
  });
  return own.values.flatMap((value, code) =>
    repeats.has(code) || isMissing(value) || !view.counts?.has(value)
      ? []
      : [{ column, value, rows: view.counts.get(value) ?? 0 }],
  );
}
