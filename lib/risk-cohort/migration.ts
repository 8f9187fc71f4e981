import { GROUPS } from '@/lib/risk/facts';
import { CATEGORIES, categoryAt, type Category, type CohortResult } from './classified-cohort';

/**
 * How the patients of one protocol's categories spread over another's. `counts[i][j]` are the patients in `rows[i]` under
 * the first and in `columns[j]` under the second; categories without patients are left out.
 */
export type Migration = Readonly<{
  rows: readonly Category[];
  columns: readonly Category[];
  counts: readonly (readonly number[])[];
  n: number;
  agreement: Agreement;
}>;

/**
 * Agreement among the `n` patients whom both protocols put into a group: `same` have the same letters. `kappa` is Cohen's,
 * unweighted; null where chance alone would agree always or nobody is in a group under both.
 */
export type Agreement = Readonly<{ n: number; same: number; kappa: number | null }>;

/** The cross-table of two rule sets, given by their places in the order of every answer. */
export function migrationBetween(
  { patients, codes }: Pick<CohortResult, 'patients' | 'codes'>,
  first: number,
  second: number,
): Migration {
  const all = CATEGORIES.map(() => CATEGORIES.map(() => 0));
  for (let i = 0; i < patients.length; i += 1) {
    const row = all[CATEGORIES.indexOf(categoryAt(codes, i, first))];
    const column = CATEGORIES.indexOf(categoryAt(codes, i, second));
    if (row) row[column] = (row[column] ?? 0) + 1;
  }
  const rows = CATEGORIES.filter((_, i) => sum(all[i] ?? []) > 0);
  const columns = CATEGORIES.filter((_, j) => all.some((row) => (row[j] ?? 0) > 0));
  const at = (row: Category, column: Category): number =>
    all[CATEGORIES.indexOf(row)]?.[CATEGORIES.indexOf(column)] ?? 0;
  return {
    rows,
    columns,
    counts: rows.map((row) => columns.map((column) => at(row, column))),
    n: patients.length,
    agreement: agreementOf(GROUPS.map((row) => GROUPS.map((column) => at(row, column)))),
  };
}

/** Agreement in a square table of the same categories: kappa = (observed − expected) / (1 − expected) (Cohen 1960). */
export function agreementOf(square: readonly (readonly number[])[]): Agreement {
  const n = sum(square.map(sum));
  const same = sum(square.map((row, i) => row[i] ?? 0));
  if (n === 0) return { n, same, kappa: null };
  // In whole numbers, so that a certain agreement is exactly certain.
  const byChance = sum(square.map((row, i) => sum(row) * sum(square.map((other) => other[i] ?? 0))));
  return { n, same, kappa: byChance === n * n ? null : (same * n - byChance) / (n * n - byChance) };
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
