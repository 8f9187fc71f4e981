import { describe, expect, test } from 'vitest';
import { conditionalSurvival } from '../curves/conditional-survival';
import { SurvivalInputError } from '../errors';
import { eventTables } from '../data/event-table-building';
import each from '../golden/one-sample.json';
import golden from '../golden/tests.json';
import { expectAgreement, readObservations } from '../golden/reference';
import { checkObservations } from '../data/observations';
import { oneSampleLogRank, poissonLimits } from './one-sample';
import { referenceHazard, type ReferenceCurve } from './reference-hazard';

describe('oneSampleLogRank', () => {
  test.each(golden.one_sample)('a $kind reference agrees with survdiff(offset) and poisson.test', (wanted) => {
    const reference = wanted as unknown as ReferenceCurve;
    const got = oneSampleLogRank(readObservations('veteran'), reference);
    const figures = [
      got.observed,
      got.expected,
      got.chiSquared,
      got.p,
      got.zWu,
      got.pWu,
      got.ratio,
      got.lower,
      got.upper,
    ];
    expectAgreement('one-sample', figures, [
      wanted.observed,
      wanted.expected,
      wanted.chisq,
      wanted.p,
      wanted.z_wu,
      wanted.p_wu,
      wanted.ratio,
      wanted.lower,
      wanted.upper,
    ]);
  });
  test.each(golden.poisson_limits)('exact limits of $count events agree with poisson.test', ({ count, limits }) => {
    const { lower, upper } = poissonLimits(count);
    expectAgreement('poisson limits', [lower, upper], limits);
  });
  test('what each person was expected to survive agrees with survdiff(offset(survexp))', () => {
    const { time, event, survival, observed, expected, chisq, p, limits } = each;
    const got = oneSampleLogRank({ time, event }, { kind: 'each', survival });
    expectAgreement(
      'one-sample',
      [got.observed, got.expected, got.chiSquared, got.p, got.lower, got.upper],
      [observed, expected, chisq, p, ...limits],
    );
    const none = survival.map((one, i) => (i === 3 ? 0 : one));
    expect(oneSampleLogRank({ time, event }, { kind: 'each', survival: none }).notEstimable).toBe(
      'estimate_at_boundary',
    );
    const above = survival.map((one, i) => (i === 3 ? 1.01 : one));
    expect(() => oneSampleLogRank({ time, event }, { kind: 'each', survival: above })).toThrow(
      new SurvivalInputError('survival', 'out_of_range', 3),
    );
  });
  test('delayed entry leaves out the hazard before entry (by hand)', () => {
    const got = oneSampleLogRank({ start: [2, 0], time: [5, 4], event: [1, 0] }, { kind: 'rate', rate: 0.5 });
    expect(got.expected).toBeCloseTo(0.5 * 7, 14);
  });
  test('no events: a lower limit of 0 and an upper one', () => {
    const got = oneSampleLogRank({ time: [10], event: [0] }, { kind: 'rate', rate: 0.1 });
    expect(got).toMatchObject({ ratio: 0, lower: 0 });
    expect(got.upper).toBeCloseTo(3.688879454113936, 12); // -log(0.025): the Poisson limit of no events, by hand
  });
  test('a reference that has reached 0 and follow-up without time are states', () => {
    const points: ReferenceCurve = { kind: 'points', time: [1, 2], survival: [0.5, 0] };
    expect(oneSampleLogRank({ time: [3], event: [1] }, points)).toMatchObject({
      expected: null,
      notEstimable: 'estimate_at_boundary',
    });
    expect(oneSampleLogRank({ time: [0], event: [0] }, { kind: 'rate', rate: 1 }).notEstimable).toBe('zero_variance');
  });
});

describe('referenceHazard', () => {
  test('runs exponentially between published points and continues the last hazard (by hand)', () => {
    const { cumulativeHazard, lastTime } = referenceHazard({
      kind: 'points',
      time: [0, 2, 4],
      survival: [1, 0.8, 0.5],
    });
    expect(cumulativeHazard(1)).toBeCloseTo(-Math.log(0.8) / 2, 15);
    expect(cumulativeHazard(2)).toBeCloseTo(-Math.log(0.8), 15);
    expect(cumulativeHazard(6)).toBeCloseTo(-Math.log(0.5) - Math.log(0.5 / 0.8), 14);
    expect(lastTime).toBe(4);
  });
  test('steps at the given times, before them 0', () => {
    const { cumulativeHazard } = referenceHazard({ kind: 'step', time: [1, 3], cumulativeHazard: [0.2, 0.5] });
    expect([0.5, 1, 2.9, 3, 9].map(cumulativeHazard)).toEqual([0, 0.2, 0.2, 0.5, 0.5]);
  });
  test.each<[string, ReferenceCurve]>([
    ['a rate of 0', { kind: 'rate', rate: 0 }],
    ['a Weibull without scale', { kind: 'weibull', shape: 1, scale: 0 }],
    ['rising survival', { kind: 'points', time: [1, 2], survival: [0.5, 0.6] }],
    ['survival above 1', { kind: 'points', time: [1], survival: [1.2] }],
    ['survival below 1 at time 0', { kind: 'points', time: [0, 1], survival: [0.9, 0.8] }],
    ['times out of order', { kind: 'step', time: [2, 1], cumulativeHazard: [0.1, 0.2] }],
    ['a falling cumulative hazard', { kind: 'step', time: [1, 2], cumulativeHazard: [0.2, 0.1] }],
  ])('%s is refused', (_, reference) => {
    expect(() => referenceHazard(reference)).toThrow(SurvivalInputError);
  });
});

describe('conditionalSurvival', () => {
  test.each(golden.conditional)('from $from agrees with survfit on those beyond it', (wanted) => {
    const [table] = eventTables(checkObservations(readObservations('veteran')));
    const curve = table === undefined ? null : conditionalSurvival(table, wanted.from).curve;
    const row = (values: Float64Array | undefined): (number | null)[] => wanted.time.map((_, i) => values?.[i] ?? null);
    expect([...(curve?.time ?? [])]).toEqual(wanted.time);
    expectAgreement('conditional', row(curve?.survival), wanted.surv);
    expectAgreement('conditional', row(curve?.standardError), wanted.std_err);
    const between = (list: (number | null)[]): (number | null)[] => list.filter((_, i) => (wanted.surv[i] ?? 0) < 1);
    expectAgreement('conditional', between(row(curve?.lower)), between(wanted.lower));
    expectAgreement('conditional', between(row(curve?.upper)), between(wanted.upper));
  });
});
