import { rowFilter } from '@/lib/tables/repeated-ids';
import { isMissing } from '@/lib/tables/missing';
import type { Table } from '@/lib/tables/table';
import { isDateColumn, unitColumn, unitIn, type OwnChoice, type TimeUnit } from './choice';
import type { Refusal } from './column-problems';
import type { Remark } from './remarks';

type Stated = Readonly<{ column: string; units: ReadonlyMap<TimeUnit | null, string> }>;

/** What a column of units says of the rows that are analysed; null where there is none, or the times are dates. */
function statedUnits(table: Table, choice: OwnChoice): Stated | null {
  const at = isDateColumn(table.view, choice.time) ? null : unitColumn(table.view);
  const cells = at === null ? undefined : table.columns[at];
  if (at === null || cells === undefined) return null;
  const chosen = rowFilter(table.columns, choice.rows);
  const units = new Map<TimeUnit | null, string>();
  cells.codes.forEach((code, row) => {
    const cell = cells.values[code] ?? '';
    if (!isMissing(cell) && chosen(row)) units.set(unitIn(cell), cell);
  });
  return { column: table.view.columns[at]?.name ?? '', units };
}

/** Times in several units are not put on one axis. */
export function mixedUnits(table: Table, choice: OwnChoice): Refusal | null {
  const stated = statedUnits(table, choice);
  if (stated === null || stated.units.size < 2) return null;
  return { code: 'mixed-units', column: stated.column, examples: [...stated.units.values()].slice(0, 3) };
}

/** The table says another unit than the reader, or than was assumed. */
export function unitRemark(table: Table, choice: OwnChoice): Remark[] {
  const stated = statedUnits(table, choice);
  const [unit = null] = stated?.units.keys() ?? [];
  if (stated === null || unit === null || unit === choice.unit) return [];
  return [{ code: 'unit-differs', column: stated.column, unit }];
}
