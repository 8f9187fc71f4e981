import { readFileSync } from 'node:fs';
import { expect } from 'vitest';
import { encodeLabels } from '../data/labels';
import type { Observations } from '../data/observations';
import { recordComparison } from './agreement-recorder';

/** Test support: the reference data sets and R's results on them (`datasets/`, `expected/`). */
export type ReferenceCase = Readonly<{
  id: string;
  method: string;
  options: Readonly<Record<string, unknown>>;
  tolerance: Readonly<{ rel: number; abs: number }>;
  result: never;
}>;

const folder = new URL('.', import.meta.url);
const names = ['aml', 'ovarian', 'veteran', 'mgus2', 'heart'] as const;
export type DatasetName = (typeof names)[number];

type Expected = { dataset: { group_levels: string[] | null; group2_levels: string[] | null }; cases: ReferenceCase[] };

function readExpected(name: DatasetName): Expected {
  return JSON.parse(readFileSync(new URL(`expected/${name}.json`, folder), 'utf8')) as Expected;
}

/** All cases of some methods, with the data set each belongs to; `result` is read as `Result`. */
export function casesOf<Result>(...methods: string[]): {
  name: DatasetName;
  id: string;
  options: Record<string, never>;
  tolerance: { rel: number; abs: number };
  result: Result;
}[] {
  return names.flatMap((name) =>
    readExpected(name)
      .cases.filter((one) => methods.includes(one.method))
      .map((one) => ({
        name,
        id: one.id,
        options: one.options as Record<string, never>,
        tolerance: one.tolerance,
        result: one.result as Result,
      })),
  );
}

/** A data set's columns as text. */
export function readColumns(name: DatasetName): Record<string, string[]> {
  const [header = '', ...lines] = readFileSync(new URL(`datasets/${name}.csv`, folder), 'utf8')
    .trim()
    .split('\n');
  const cells = lines.map((line) => line.split(','));
  return Object.fromEntries(header.split(',').map((column, i) => [column, cells.map((row) => row[i] ?? '')]));
}

/** The data set as the engine's input; `by` and `strata` name columns. Any event code counts as the event. */
export function readObservations(
  name: DatasetName,
  by: string | null = null,
  strata: string | null = null,
): Observations {
  const columns = readColumns(name);
  const { dataset } = readExpected(name);
  const numbers = (column: string): number[] => (columns[column] ?? []).map(Number);
  const levels = by === 'group' ? dataset.group_levels : dataset.group2_levels;
  return {
    time: 'stop' in columns ? numbers('stop') : numbers('time'),
    event: numbers('event').map((event) => (event > 0 ? 1 : 0)),
    ...('start' in columns ? { start: numbers('start') } : {}),
    ...(by === null ? {} : { group: encodeLabels(columns[by] ?? [], levels ?? undefined).codes }),
    ...(strata === null ? {} : { strata: encodeLabels(columns[strata] ?? []).codes }),
  };
}

/** Expects |actual − expected| <= max(abs, rel |expected|), null matching null, and notes the deviation. */
export function expectAgreement(
  method: string,
  actual: ArrayLike<number | null>,
  expected: ArrayLike<number | string | null>,
  tolerance = { rel: 1e-10, abs: 1e-12 },
): void {
  expect(actual.length).toBe(expected.length);
  for (let i = 0; i < expected.length; i += 1) {
    const [got, wanted] = [actual[i] ?? null, expected[i] ?? null];
    if (typeof wanted !== 'number' || got === null) {
      expect(got, `${method}[${i}]: ${got} for ${wanted}`).toBe(typeof wanted === 'number' ? wanted : null);
      continue;
    }
    const difference = Math.abs(got - wanted);
    const relative = difference <= tolerance.abs ? 0 : difference / Math.abs(wanted);
    expect(relative, `${method}[${i}]: ${got} for ${wanted}`).toBeLessThanOrEqual(tolerance.rel);
    recordComparison(method, got, wanted, tolerance);
  }
}
