import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fitCox } from '../../cox/fit';
import { SurvivalInputError } from '../../errors';
import { eventTableFromCounts } from '../../data/event-table';
import golden from '../../golden/tests.json';
import { casesOf, expectAgreement, readObservations, type DatasetName } from '../../golden/reference';
import { kaplanMeier, kaplanMeierByGroup } from '../../curves/kaplan-meier';
import { logRankOfTables, logRankTest, type LogRankResult } from './log-rank';
import { pairwiseLogRank } from './pairwise';
import type { LogRankWeight } from './sums';
import { logRankTrend } from './trend';
import type { Observations } from '../../data/observations';
import { adjustPValues } from '../p-value-adjustment';

type Ratio = { hr: number; lower: number; upper: number };
type Expected = {
  observed: number[];
  expected: number[];
  variance: number[][];
  chisq: number;
  df: number;
  p: number;
  z?: number;
  hr_peto?: Ratio;
  hr_pike?: Ratio;
};
const rho = (value: number): LogRankWeight =>
  value === 0 ? { kind: 'log-rank' } : { kind: 'fleming-harrington', rho: value, gamma: 0 };

function expectTest(
  method: string,
  got: LogRankResult,
  wanted: Omit<Expected, 'df'> & { df?: number },
  tolerance: { rel: number; abs: number },
): void {
  expectAgreement(method, got.observed, wanted.observed, tolerance);
  expectAgreement(method, got.expected, wanted.expected, tolerance);
  expectAgreement(method, got.variance.flat(), wanted.variance.flat(), tolerance);
  expectAgreement(method, [got.chiSquared, got.p], [wanted.chisq, wanted.p], tolerance);
  if (wanted.df !== undefined) expect(got.degreesOfFreedom).toBe(wanted.df);
  if (wanted.z !== undefined) expectAgreement(method, [got.z], [wanted.z], tolerance);
}

describe('logRankTest', () => {
  test.each(casesOf<Expected>('logrank', 'logrank_stratified'))(
    '$id: agrees with R survdiff',
    ({ name, options, tolerance, result }) => {
      const got = logRankTest(readObservations(name, options['by'], options['strata'] ?? null), {
        weight: rho(options['rho'] ?? 0),
      });
      expectTest('logrank', got, result, tolerance);
      const ratios = [
        [got.hazardRatioPeto, result.hr_peto],
        [got.hazardRatioPike, result.hr_pike],
      ] as const;
      for (const [ratio, wanted] of ratios) {
        if (wanted === undefined || options['rho'] !== 0) continue;
        expectAgreement(
          'logrank hazard ratio',
          [ratio?.estimate, ratio?.lower, ratio?.upper].map((v) => v ?? null),
          [wanted.hr, wanted.lower, wanted.upper],
          tolerance,
        );
      }
    },
  );
  test.each(casesOf<Expected>('mantel_byar'))(
    "$id: delayed entry gives R's exact score test",
    ({ name, tolerance, result }) => {
      const got = logRankTest(readObservations(name, 'group'));
      expectTest('mantel_byar', got, result, tolerance);
      const ratio = got.hazardRatioPeto;
      expectAgreement(
        'mantel_byar',
        [ratio?.estimate ?? null, ratio?.lower ?? null, ratio?.upper ?? null],
        [result.hr_peto?.hr ?? null, result.hr_peto?.lower ?? null, result.hr_peto?.upper ?? null],
        tolerance,
      );
    },
  );
  const weightOf = (name: string): LogRankWeight => {
    const [kind, first, second] = name.startsWith('fh-') ? name.split('-') : [name];
    if (kind === 'fh') return { kind: 'fleming-harrington', rho: Number(first), gamma: Number(second) };
    return { kind: name as 'log-rank' };
  };
  test.each(golden.weighted.map((one) => [one.weight, one.dataset, one.by, one] as const))(
    'weight %s on %s %s agrees with its definition computed in R',
    (weight, dataset, by, wanted) => {
      const got = logRankTest(readObservations(dataset as DatasetName, by, wanted.strata ? 'strata' : null), {
        weight: weightOf(weight),
      });
      expectTest('log-rank weights', got, wanted, { rel: 1e-10, abs: 1e-12 });
    },
  );
  test('random small samples with ties, strata and empty groups agree with survdiff', () => {
    for (const one of golden.random) {
      const got = logRankTest({ time: one.time, event: one.event, group: one.group, strata: one.strata });
      if (one.df === 0 || one.df === -1) expect(got.notEstimable).not.toBeNull();
      else {
        expectAgreement('logrank random', [got.chiSquared, got.degreesOfFreedom], [one.chisq, one.df], {
          rel: 1e-9,
          abs: 1e-11,
        });
      }
    }
  });
  test('no events, one group at risk, no variance: a state instead of a number', () => {
    expect(logRankTest({ time: [1, 2], event: [0, 0], group: [0, 1] })).toMatchObject({
      chiSquared: null,
      p: null,
      z: null,
      notEstimable: 'no_events',
    });
    expect(logRankTest({ time: [5, 1], event: [1, 0], group: [0, 1] }).notEstimable).toBe('one_group');
    expect(logRankTest({ start: [0, 5], time: [3, 9], event: [1, 1], group: [0, 1] }).notEstimable).toBe(
      'zero_variance',
    );
  });
  test('two groups are needed', () => {
    expect(() => logRankTest({ time: [1, 2], event: [1, 0] })).toThrow(SurvivalInputError);
    expect(() => logRankTest({ time: [1, 2], event: [1, 0], group: [1, 1] })).toThrow(SurvivalInputError);
  });
  test.each([-1, Number.NaN])('a Fleming-Harrington power of %s is refused', (power) => {
    const weight: LogRankWeight = { kind: 'fleming-harrington', rho: power, gamma: 0 };
    expect(() => logRankTest({ time: [1, 2], event: [1, 0], group: [0, 1] }, { weight })).toThrow(SurvivalInputError);
  });
});

describe('pairwise and trend', () => {
  const veteran = readObservations('veteran', 'group2');
  test('pairs agree with survdiff on the subset and p.adjust', () => {
    const { p, holm, bh, bonferroni } = golden.pairwise;
    for (const [adjustment, wanted] of [
      ['none', p],
      ['holm', holm],
      ['benjamini-hochberg', bh],
      ['bonferroni', bonferroni],
    ] as const) {
      const pairs = pairwiseLogRank(veteran, adjustment);
      expectAgreement(
        'pairwise',
        pairs.map((pair) => pair.adjustedP),
        wanted,
      );
    }
    expect(pairwiseLogRank(veteran).map(({ first, second }) => [first, second])).toEqual([
      [0, 1],
      [0, 2],
      [0, 3],
      [1, 2],
      [1, 3],
      [2, 3],
    ]);
  });
  test('an untestable pair has no p value and does not count for the adjustment', () => {
    const pairs = pairwiseLogRank(
      { time: [1, 2, 3, 4, 5, 6], event: [0, 0, 0, 0, 1, 1], group: [0, 0, 1, 1, 2, 2] },
      'bonferroni',
    );
    expect(pairs[0]).toMatchObject({ adjustedP: null, test: { notEstimable: 'no_events' } });
  });
  test('a code without rows is no group', () => {
    const pairs = pairwiseLogRank({ time: [1, 2, 3], event: [1, 1, 0], group: [0, 2, 2] });
    expect(pairs.map(({ first, second }) => [first, second])).toEqual([[0, 2]]);
  });
  test('p values out of range are refused', () => {
    expect(() => adjustPValues([0.5, 1.5], 'holm')).toThrow(SurvivalInputError);
  });
  test.each(golden.trend)('trend with scores $scores agrees with R', ({ scores, z, chisq, p }) => {
    const got = logRankTrend(logRankTest(veteran), scores);
    expectAgreement('trend', [got.z, got.chiSquared, got.p], [z, chisq, p]);
  });
  test('equal scores have no variance', () => {
    expect(logRankTrend(logRankTest(veteran), [1, 1, 1, 1]).notEstimable).toBe('zero_variance');
  });
});

const rows = fc.array(
  fc.record({
    time: fc.integer({ min: 0, max: 30 }),
    event: fc.integer({ min: 0, max: 1 }),
    group: fc.integer({ min: 0, max: 2 }),
  }),
  { minLength: 12, maxLength: 60 },
);
type Row = { time: number; event: number; group: number };
const columns = (list: Row[], scale = 1): Observations => ({
  time: list.map((r) => r.time * scale),
  event: list.map((r) => r.event),
  group: list.map((r) => r.group),
});
const groupsUsed = (list: Row[]): number => new Set(list.map((row) => row.group)).size;
const close = (a: number | null, b: number | null): void => {
  if (a === null || b === null) expect(a).toBe(b);
  else expect(Math.abs(a - b)).toBeLessThanOrEqual(1e-9 * Math.max(1, Math.abs(b)));
};

describe('log-rank properties', () => {
  test('the order of rows and the unit of time do not matter', () => {
    fc.assert(
      fc.property(rows, fc.constantFrom(0.3, 7, 1e6), (list, scale) => {
        fc.pre(groupsUsed(list) > 1);
        const one = logRankTest(columns(list));
        close(logRankTest(columns([...list].reverse())).chiSquared, one.chiSquared);
        close(logRankTest(columns(list, scale)).chiSquared, one.chiSquared);
      }),
    );
  });
  test('one stratum is no stratum', () => {
    fc.assert(
      fc.property(rows, (list) => {
        fc.pre(groupsUsed(list) > 1);
        const strata = list.map(() => 3);
        close(logRankTest({ ...columns(list), strata }).chiSquared, logRankTest(columns(list)).chiSquared);
      }),
    );
  });
  test('observed and expected add up to the same total', () => {
    fc.assert(
      fc.property(rows, (list) => {
        fc.pre(groupsUsed(list) > 1);
        const { observed, expected } = logRankTest(columns(list), { weight: { kind: 'tarone-ware' } });
        close(
          observed.reduce((a, b) => a + b, 0),
          expected.reduce((a, b) => a + b, 0),
        );
      }),
    );
  });
  test('the trend over two groups is the log-rank test', () => {
    fc.assert(
      fc.property(rows, (list) => {
        const two = list.map((row) => ({ ...row, group: row.group % 2 }));
        fc.pre(groupsUsed(two) === 2);
        const result = logRankTest(columns(two));
        if (result.chiSquared !== null) close(logRankTrend(result).chiSquared, result.chiSquared);
      }),
    );
  });
  test('without ties it is the score test of the Cox model', () => {
    const untied = fc.uniqueArray(fc.integer({ min: 1, max: 5000 }), { minLength: 12, maxLength: 40 });
    fc.assert(
      fc.property(
        untied,
        fc.infiniteStream(fc.tuple(fc.integer({ min: 0, max: 1 }), fc.integer({ min: 0, max: 2 }))),
        (time, draws) => {
          const list = time.map((at): Row => {
            const [event, group] = draws.next().value as [number, number];
            return { time: at, event, group };
          });
          const { chiSquared, expected } = logRankTest(columns(list));
          fc.pre(chiSquared !== null && expected.length === 3 && expected.every((e) => e > 0));
          const dummy = (code: number): { name: string; values: number[] } => ({
            name: `${code}`,
            values: list.map((row) => Number(row.group === code)),
          });
          const { score } = fitCox({ time, event: list.map((row) => row.event), covariates: [dummy(1), dummy(2)] });
          close(score.chiSquared, chiSquared);
        },
      ),
    );
  });
  test('splitting intervals changes nothing', () => {
    fc.assert(
      fc.property(rows, fc.integer({ min: 1, max: 29 }), (list, cut) => {
        const followed = list.filter((row) => row.time > 0);
        fc.pre(groupsUsed(followed) > 1);
        const split = followed.flatMap((row) =>
          row.time <= cut
            ? [{ ...row, start: 0 }]
            : [
                { ...row, start: 0, time: cut, event: 0 },
                { ...row, start: cut },
              ],
        );
        close(
          logRankTest({ ...columns(split), start: split.map((row) => row.start) }).chiSquared,
          logRankTest(columns(followed)).chiSquared,
        );
      }),
    );
  });
  test('aggregated tables give the test of their rows', () => {
    fc.assert(
      fc.property(rows, (list) => {
        fc.pre(groupsUsed(list) > 1);
        const curves = kaplanMeierByGroup(columns(list)).filter((curve) => curve.n > 0);
        const tables = curves.map((curve) => eventTableFromCounts(curve));
        close(logRankOfTables([tables]).chiSquared, logRankTest(columns(list)).chiSquared);
      }),
    );
  });
});

describe('curves of the same samples', () => {
  test('random samples agree with survfit', () => {
    for (const one of golden.random) {
      const curve = kaplanMeier({ time: one.time, event: one.event }, { confidenceType: 'logit' });
      const row = (values: Float64Array): (number | null)[] => one.surv.map((_, i) => values[i] ?? null);
      expectAgreement('km random', row(curve.survival), one.surv);
      expectAgreement('km random', row(curve.greenwood.map(Math.sqrt)), one.std_err_log);
      const between = (list: (number | null)[]): (number | null)[] => list.filter((_, i) => (one.surv[i] ?? 0) < 1);
      expectAgreement('km random', between(row(curve.lower)), between(one.lower_logit));
      expectAgreement('km random', between(row(curve.upper)), between(one.upper_logit));
    }
  });
  test.each(golden.rounding)(
    'times $time are recognised as tied like R does',
    ({ time, event, distinct, n_risk, surv }) => {
      const curve = kaplanMeier({ time, event });
      expect([...curve.time]).toEqual(distinct);
      expect([...curve.atRisk]).toEqual(n_risk);
      expectAgreement('timefix', curve.survival, surv);
    },
  );
  test('late entry with a risk set that empties agrees with survfit', () => {
    const { start, stop, event, time, n_risk, surv, cumhaz, std_chaz, lower, upper } = golden.late;
    const curve = kaplanMeier({ start, time: stop, event }, { confidenceType: 'plain' });
    const row = (values: Float64Array): (number | null)[] => time.map((_, i) => values[i] ?? null);
    expect([...curve.time]).toEqual(time);
    expect([...curve.atRisk]).toEqual(n_risk);
    expectAgreement('late entry', curve.survival, surv);
    expectAgreement('late entry', curve.cumulativeHazard, cumhaz);
    expectAgreement('late entry', curve.cumulativeHazardError, std_chaz);
    expectAgreement('late entry', row(curve.lower), lower);
    expectAgreement('late entry', row(curve.upper), upper);
  });
});
