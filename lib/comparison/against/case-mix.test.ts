import { describe, expect, test } from 'vitest';
import type { PatientCourse } from '@/lib/patients/timeline';
import { messageLookup } from '@/lib/i18n/message-lookup';
import { localDefinition } from '../selection/local-definition';
import { child, estimate, TEN_CHILDREN } from '../testing/figures';
import { caseMixTexts } from '../words/case-mix-texts';
import { standardisedBenchmark } from './case-mix';
import { caseMixComparison } from './case-mix-comparison';
import { stratumPairs } from './case-mix-figures';

const fromError = (percent: number, se: number) => ({
  percent,
  printedError: se,
  interval: { low: 0, high: 100, level: 95, clipped: false, how: 'from-se' as const },
});
const fromLimits = (percent: number, low: number, high: number) => ({
  percent,
  printedError: null,
  interval: { low, high, level: 95, clipped: false, how: 'published' as const },
});

describe('standardised to the local shares', () => {
  test('MLL-10 in 12 rearranged and 3 germline, by hand and by R (golden/case-mix.R)', () => {
    // 0.8 · 66.2 + 0.2 · 93.3 = 71.62; √((0.8 · 5.6)² + (0.2 · 6.4)²) = √(20.0704 + 1.6384) = 4.6593.
    const found = standardisedBenchmark([
      { localPatients: 12, figure: fromError(66.2, 5.6) },
      { localPatients: 3, figure: fromError(93.3, 6.4) },
    ]);
    expect(found?.percent).toBeCloseTo(71.62, 10);
    expect(found?.standardError).toBeCloseTo(4.65927032913953, 10);
    expect(found?.interval?.low).toBeCloseTo(61.31925620659081, 8);
    expect(found?.interval?.high).toBeCloseTo(79.62703486773782, 8);
  });

  test('errors from printed limits, as R gives them', () => {
    const found = standardisedBenchmark([
      { localPatients: 5, figure: fromLimits(36, 21, 59) },
      { localPatients: 5, figure: fromLimits(80, 52, 95) },
    ]);
    expect(found?.percent).toBeCloseTo(58, 10);
    expect(found?.standardError).toBeCloseTo(7.71211952301042, 8);
    expect(found?.interval?.low).toBeCloseTo(41.52248310061289, 8);
    expect(found?.interval?.high).toBeCloseTo(71.34812797439815, 8);
  });

  test('a stratum of no local patient plays no part; one without an error takes the interval away, not the figure', () => {
    const bare = { percent: 70, printedError: null, interval: null };
    const only = [
      { localPatients: 4, figure: fromError(40, 5) },
      { localPatients: 0, figure: bare },
    ];
    expect(standardisedBenchmark(only)).toMatchObject({ percent: 40, why: null });
    expect(standardisedBenchmark(only)?.standardError).toBeCloseTo(5, 10);
    expect(
      standardisedBenchmark([
        { localPatients: 1, figure: fromError(40, 5) },
        { localPatients: 1, figure: bare },
      ]),
    ).toEqual({ percent: 55, standardError: null, interval: null, why: 'no-interval' });
    expect(standardisedBenchmark([{ localPatients: 0, figure: bare }])).toBeNull();
  });
});

describe('the figures that make a pair', () => {
  const asked = { trial: 'a', endpoint: 'EFS', timeZero: 'diagnosis' } as const;
  const of = (id: string, kmt2a: 'all' | 'r' | 'g', changes: Parameters<typeof estimate>[1] = {}) => {
    const base = estimate(id, { trial: 'a', source: { ...estimate('s').source, ref: 'one' }, ...changes });
    return { ...base, stratum: { ...base.stratum, kmt2a } };
  };

  test('one source, one horizon, both strata whole', () => {
    const low = of('g', 'g', { stratum: { kmt2a: 'g', risk: 'LR', arm: null, age: null, other: null } });
    const pairs = stratumPairs([of('r', 'r'), low, of('all', 'all')], asked);
    expect(pairs.map(({ rearranged, germline }) => [rearranged.estimateId, germline.estimateId])).toEqual([['r', 'g']]);
  });

  test.each([
    ['another source', { source: { ...estimate('s').source, ref: 'two' } }],
    ['another horizon', { timeYears: 5 }],
    ['another time zero', { timeZero: 'unknown' as const }],
    ['another endpoint', { endpoint: 'OS' as const }],
    ['not the preferred one', { preferred: false }],
    [
      'a part of the stratum',
      { stratum: { kmt2a: 'g' as const, risk: 'all' as const, arm: null, age: '<6 mo', other: null } },
    ],
  ])('no pair with a figure of %s', (_, changes) => {
    expect(stratumPairs([of('r', 'r'), of('g', 'g', changes)], asked)).toEqual([]);
  });

  test('two figures of one stratum are not chosen from; high risk is not the whole stratum', () => {
    expect(stratumPairs([of('r', 'r'), of('r2', 'r'), of('g', 'g')], asked)).toEqual([]);
    const high = of('r', 'r', { stratum: { kmt2a: 'r', risk: 'HR', arm: null, age: null, other: null } });
    expect(stratumPairs([high, of('g', 'g')], asked)).toEqual([]);
  });

  test('the local curve is that of the known statuses, and the rest is counted', () => {
    const status = (i: number): PatientCourse['kmt2a'] => (i < 8 ? 'rearranged' : 'germline');
    const courses = TEN_CHILDREN.map((one, i) => ({ ...one, kmt2a: status(i) }));
    const figures = [of('r', 'r', { timeYears: 1, se: 5 }), of('g', 'g', { timeYears: 1, estimate: 90, se: 4 })];
    const found = caseMixComparison(
      [...courses, { ...child(50, true), kmt2a: null }],
      localDefinition('EFS', []),
      figures,
      ['a', 'b'],
    );
    expect(found).toMatchObject({ rearranged: 8, germline: 2, notCovered: 1, without: ['b'] });
    // 0.8 · 40 + 0.2 · 90 = 50; the ten children at one year: 9/10 · 7/9 = 70 %.
    expect(found?.rows[0]?.benchmark.percent).toBeCloseTo(50, 10);
    expect(found?.rows[0]?.matched.local.percent).toBeCloseTo(70, 10);
    expect(found?.rows[0]?.matched.difference).toBeCloseTo(20, 10);
    expect(found?.rows[0]?.matched.low).not.toBeNull();
  });

  test('in words: the figures as printed, the benchmark, and what it does not cover', async () => {
    const t = await messageLookup('en');
    const courses = TEN_CHILDREN.map((one) => ({ ...one, kmt2a: 'rearranged' as const }));
    const figures = [of('r', 'r', { timeYears: 1, se: 5 }), of('g', 'g', { timeYears: 1, estimate: 90 })];
    const mix = caseMixComparison(
      [...courses, { ...child(50, true), kmt2a: null }],
      localDefinition('EFS', []),
      figures,
      ['a', 'b'],
    );
    if (mix === null) throw new Error('no cohort');
    const { table, lines } = caseMixTexts(
      mix,
      { names: new Map([['b', 'Trial B']]), references: [] },
      { locale: 'en', t },
    );
    // Nobody is germline: the benchmark is the figure of the rearranged; 40 ± 1.96 · 5 on the log-log scale by R is 30.2–49.6.
    expect(table?.rows[0]?.[2]).toBe('40.0\u202f% (30.2–49.6)');
    expect(table?.rows[0]?.[4]).toMatch(/^\+30\.0 \(/u);
    expect(lines.slice(1)).toEqual([
      expect.stringContaining('1 child is not covered'),
      expect.stringContaining('No benchmark by case mix for Trial B'),
    ]);
  });
});
