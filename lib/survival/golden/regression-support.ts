import { existsSync, readFileSync } from 'node:fs';
import type { CoxData } from '../cox/data';
import type { CoxOptions } from '../cox/fit';
import { recordComparison } from './agreement-recorder';

/** A number as R printed it; null is NA. */
export type Golden = number | string | boolean | null | readonly Golden[] | { readonly [field: string]: Golden };
export type GoldenCase = Readonly<{
  id: string;
  method: string;
  options: Record<string, Golden>;
  tolerance: { rel: number; abs: number };
  result: Record<string, Golden>;
  data?: number;
}>;
type GoldenFile = Readonly<{
  dataset: { name: string; group_levels: string[] | null; group2_levels: string[] | null };
  cases: GoldenCase[];
}>;

export const DATASETS = ['aml', 'ovarian', 'veteran', 'mgus2', 'heart'] as const;

const read = (path: string): string => readFileSync(new URL(path, import.meta.url), 'utf8');

/** The reference cases of one method over all public data sets, each with its columns. */
export function referenceCases(method: string): { name: string; golden: GoldenCase; columns: Columns }[] {
  return DATASETS.flatMap((dataset) => {
    const file = JSON.parse(read(`./expected/${dataset}.json`)) as GoldenFile;
    const columns = readColumns(dataset, file);
    return file.cases.filter((c) => c.method === method).map((golden) => ({ name: golden.id, golden, columns }));
  });
}

/** The cases that `make-golden-regression.R` printed, with the data inside. */
export function regressionCases(method: string): { name: string; golden: GoldenCase; columns: Columns }[] {
  if (!existsSync(new URL('./regression.json', import.meta.url))) return [];
  const file = JSON.parse(read('./regression.json')) as { datasets: Columns[]; cases: GoldenCase[] };
  return file.cases
    .filter((c) => c.method === method)
    .map((golden) => ({ name: golden.id, golden, columns: file.datasets[golden.data ?? 0] ?? {} }));
}

export type Columns = Record<string, number[]>;

/** Columns as numbers (NaN where the field is empty); labels become codes in the order of their levels. */
function readColumns(dataset: string, file: GoldenFile): Columns {
  const [header = '', ...lines] = read(`./datasets/${dataset}.csv`).trim().split('\n');
  const names = header.split(',');
  const rows = lines.map((line) => line.split(','));
  return Object.fromEntries(
    names.map((name, at) => {
      const cells = rows.map((row) => (row[at] ?? '').replaceAll('"', ''));
      if (name === 'group' && file.dataset.group_levels)
        return [name, cells.map((cell) => file.dataset.group_levels?.indexOf(cell) ?? -1)];
      if (name === 'group2' && file.dataset.group2_levels)
        return [name, cells.map((cell) => file.dataset.group2_levels?.indexOf(cell) ?? -1)];
      if (cells.every((cell) => cell === '' || Number.isFinite(Number(cell))))
        return [name, cells.map((cell) => (cell === '' ? NaN : Number(cell)))];
      const levels = [...new Set(cells)].sort();
      return [name, cells.map((cell) => levels.indexOf(cell))];
    }),
  );
}

/** Keeps the rows in which every named column has a value. */
export function completeRows(columns: Columns, names: readonly string[]): Columns {
  const keep = (columns[names[0] ?? ''] ?? []).map((_, row) =>
    names.every((name) => !Number.isNaN(columns[name]?.[row])),
  );
  return Object.fromEntries(
    Object.entries(columns).map(([name, values]) => [name, values.filter((_, row) => keep[row])]),
  );
}

/** The columns of a case as input of a Cox model; `event` becomes the given cause where there are several. */
export function coxInput(
  columns: Columns,
  covariates: readonly string[],
  extra: Partial<CoxData> = {},
  cause?: number,
): CoxData {
  const complete = completeRows(columns, [...covariates, 'event']);
  const column = (name: string): number[] => complete[name] ?? [];
  const event = cause === undefined ? column('event') : column('event').map((code) => (code === cause ? 1 : 0));
  const times =
    complete['start'] === undefined
      ? { time: column('time') }
      : { start: column('start'), time: complete['stop'] ?? column('time') };
  return { ...times, event, covariates: covariates.map((name) => ({ name, values: column(name) })), ...extra };
}

/** The model of a case: covariates, strata, weights and clusters as its options say. */
export function coxModel(golden: GoldenCase, columns: Columns): { data: CoxData; options: CoxOptions } {
  const has = (field: string): boolean => golden.options[field] !== null && golden.options[field] !== undefined;
  const cause = golden.id.match(/cause_specific(\d)/)?.[1];
  const data = coxInput(
    columns,
    golden.options['covariates'] as string[],
    {
      ...(has('strata') ? { strata: columns['strata'] } : {}),
      ...(has('weights') ? { weights: columns['weights'] } : {}),
      ...(has('cluster') ? { cluster: columns['cluster'] } : {}),
    },
    cause === undefined ? undefined : Number(cause),
  );
  return {
    data,
    options: {
      ties: golden.options['ties'] as CoxOptions['ties'],
      ...(has('weights') ? { robust: has('cluster') } : {}),
    },
  };
}

/** Asserts |actual - expected| <= max(abs, rel |expected|) for numbers, lists and matrices; null stands for NA. */
export function expectClose(
  what: string,
  actual: unknown,
  expected: Golden | undefined,
  tolerance: { rel: number; abs: number },
  method = what,
): void {
  if (Array.isArray(expected)) {
    const list = actual as ArrayLike<unknown>;
    if (list.length !== expected.length) throw new Error(`${what}: ${list.length} values, expected ${expected.length}`);
    expected.forEach((value: Golden, i) => expectClose(`${what}[${i}]`, list[i], value, tolerance, method));
    return;
  }
  if (expected === null || expected === 'NaN') {
    if (actual !== null) throw new Error(`${what}: ${String(actual)}, expected null`);
    return;
  }
  if (typeof expected !== 'number' || typeof actual !== 'number')
    throw new Error(`${what}: ${String(actual)}, expected ${String(expected)}`);
  const off = Math.abs(actual - expected);
  if (!(off <= Math.max(tolerance.abs, tolerance.rel * Math.abs(expected))))
    throw new Error(`${what}: ${actual}, expected ${expected}`);
  recordComparison(method, actual, expected, tolerance);
}
