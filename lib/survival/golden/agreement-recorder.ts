import { mkdirSync, writeFileSync } from 'node:fs';
import { env } from 'node:process';
import { afterAll, expect } from 'vitest';

/**
 * What the tests of one file compared with R under one name. `largestRelative` is over values above SMALL, `largestAbsolute`
 * over the others; `largestShare` is the largest deviation as a share of what its case allows (1 = at the tolerance).
 */
export type RecordedComparison = {
  file: string;
  label: string;
  values: number;
  largestRelative: number;
  largestAbsolute: number;
  largestShare: number;
  tolerance: { rel: number; abs: number };
};

export type Tolerance = Readonly<{ rel: number; abs: number }>;

/**
 * Below this a relative deviation says nothing: scores and residuals that are zero come out as rounding. Where a case
 * allows no absolute deviation, every value counts as relative.
 */
const SMALL = 1e-6;

const recorded = new Map<string, RecordedComparison>();

/** Notes one number compared with R's. */
export function recordComparison(label: string, actual: number, expected: number, tolerance: Tolerance): void {
  const file = (expect.getState().testPath ?? '').split('/').at(-1)?.replace('.test.ts', '') ?? '';
  const before = recorded.get(label) ?? {
    file,
    label,
    values: 0,
    largestRelative: 0,
    largestAbsolute: 0,
    largestShare: 0,
    tolerance: { rel: 0, abs: 0 },
  };
  const off = Math.abs(actual - expected);
  const size = Math.abs(expected);
  const relative = size > SMALL || (tolerance.abs === 0 && size > 0);
  const allowed = Math.max(tolerance.abs, tolerance.rel * size);
  recorded.set(label, {
    file,
    label,
    values: before.values + 1,
    largestRelative: relative ? Math.max(before.largestRelative, off / size) : before.largestRelative,
    largestAbsolute: relative ? before.largestAbsolute : Math.max(before.largestAbsolute, off),
    largestShare: allowed > 0 ? Math.max(before.largestShare, off / allowed) : before.largestShare,
    tolerance: {
      rel: Math.max(before.tolerance.rel, tolerance.rel),
      abs: Math.max(before.tolerance.abs, tolerance.abs),
    },
  });
}

/** The variable names a folder; only `npm run validate:r` sets it, so an ordinary run of the tests writes nothing. */
const folder = env['RECORD_AGREEMENT'];
if (folder !== undefined) {
  afterAll(() => {
    const comparisons = [...recorded.values()];
    if (comparisons.length === 0) return;
    mkdirSync(folder, { recursive: true });
    writeFileSync(`${folder}/${comparisons[0]?.file ?? 'unnamed'}.json`, JSON.stringify(comparisons));
  });
}
