import { describe, expect, test } from 'vitest';
import { conditionalSurvival } from './conditional-survival';
import { eventTables } from '../data/event-table-building';
import { SurvivalInputError } from '../errors';
import type { EventTable } from '../data/event-table';
import { casesOf, expectAgreement, readObservations } from '../golden/reference';
import { kaplanMeier, kaplanMeierByGroup, type SurvivalCurve } from './kaplan-meier';
import { checkObservations, type Observations } from '../data/observations';
import { compareRestrictedMeans, restrictedMean } from './restricted-mean';
import { reverseKaplanMeierByGroup } from './reverse-kaplan-meier';
import { riskTable } from './risk-table';
import { survivalAt, survivalAtTimes } from './survival-at-times';
import { medianSurvival, survivalQuantile } from './survival-quantiles';

type Numbers = (number | string | null)[];
type Bounds = { lower: Numbers; upper: Numbers };
const types = { plain: 'plain', log: 'log', 'log-log': 'log-log', arcsin: 'arcsin', logit: 'logit' } as const;
type RType = keyof typeof types;

const tableOf = (observations: Observations): EventTable => {
  const [table] = eventTables(checkObservations(observations));
  if (table === undefined) throw new Error('no table');
  return table;
};
const lastTime = (curve: SurvivalCurve): number => curve.lastTime ?? 0;

describe('quantiles', () => {
  type Group = {
    quantile_probs: number[];
    quantiles: Numbers;
    quantile_ci: Record<RType, Bounds>;
    median: number | null;
    median_ci: Record<RType, { lower: number | null; upper: number | null }>;
  };
  test.each(casesOf<{ groups: Group[] }>('km'))(
    '$id: agree with R quantile() and with the printed median',
    ({ name, options, tolerance, result }) => {
      for (const [rName, confidenceType] of Object.entries(types) as [RType, (typeof types)[RType]][]) {
        const curves = kaplanMeierByGroup(readObservations(name, options['by']), { confidenceType });
        result.groups.forEach((group, g) => {
          const curve = curves[g];
          if (curve === undefined) throw new Error('missing group');
          const quantiles = group.quantile_probs.map((p) => survivalQuantile(curve, p));
          expectAgreement(
            'quantiles',
            quantiles.map((q) => q.estimate),
            group.quantiles,
            tolerance,
          );
          expectAgreement(
            'quantiles',
            quantiles.map((q) => q.lower),
            group.quantile_ci[rName].lower,
            tolerance,
          );
          expectAgreement(
            'quantiles',
            quantiles.map((q) => q.upper),
            group.quantile_ci[rName].upper,
            tolerance,
          );
          const median = medianSurvival(curve);
          const limits = group.median_ci[rName];
          expectAgreement(
            'median',
            [median.estimate, median.lower, median.upper],
            [group.median, limits.lower, limits.upper],
            tolerance,
          );
          expect(median.notEstimable).toBe(group.median === null ? 'not_reached' : null);
        });
      }
    },
  );
  test('a stretch at the level: its middle, and at the end of the curve as R prints it (R 4.2.2)', () => {
    const flat = kaplanMeier({ time: [1, 2, 3, 4], event: [1, 1, 1, 1] });
    expect(medianSurvival(flat).estimate).toBe(2.5);
    const final = kaplanMeier({ time: [1, 2, 3, 7], event: [1, 1, 0, 0] });
    expect(medianSurvival(final).estimate).toBe(2);
    expect(survivalQuantile(final, 0.5).estimate).toBe(4.5);
  });
});

describe('reverse Kaplan-Meier', () => {
  type Group = { probs: number[]; quantiles: Numbers; ci: Record<'plain' | 'log' | 'log-log', Bounds> };
  test.each(casesOf<{ groups: Group[] }>('reverse_km'))(
    '$id: agrees with R',
    ({ name, options, tolerance, result }) => {
      for (const confidenceType of ['plain', 'log', 'log-log'] as const) {
        const curves = reverseKaplanMeierByGroup(readObservations(name, options['by']), { confidenceType });
        result.groups.forEach((group, g) => {
          const curve = curves[g];
          if (curve === undefined) throw new Error('missing group');
          const quantiles = group.probs.map((p) => survivalQuantile(curve, p));
          expectAgreement(
            'reverse_km',
            quantiles.map((q) => q.estimate),
            group.quantiles,
            tolerance,
          );
          expectAgreement(
            'reverse_km',
            quantiles.map((q) => q.lower),
            group.ci[confidenceType].lower,
            tolerance,
          );
          expectAgreement(
            'reverse_km',
            quantiles.map((q) => q.upper),
            group.ci[confidenceType].upper,
            tolerance,
          );
        });
      }
    },
  );
});

describe('values at times', () => {
  type Group = Record<'time' | 'n_risk' | 'n_event' | 'n_censor' | 'surv' | 'std_err' | 'cumhaz', number[]> & {
    ci: Record<RType, Bounds>;
  };
  test.each(casesOf<{ groups: Group[] }>('km_at_times'))(
    '$id: agree with R summary(times) up to the last follow-up',
    ({ name, options, tolerance, result }) => {
      for (const [rName, confidenceType] of Object.entries(types) as [RType, (typeof types)[RType]][]) {
        const curves = kaplanMeierByGroup(readObservations(name, options['by']), { confidenceType });
        result.groups.forEach((group, g) => {
          const curve = curves[g];
          if (curve === undefined) throw new Error('missing group');
          const values = survivalAtTimes(curve, group.time);
          const followed = (list: Numbers): Numbers => list.filter((_, i) => values[i]?.notEstimable === null);
          const read = values.filter((value) => value.notEstimable === null);
          expect(read.every((value) => value.time <= lastTime(curve) || value.survival === 0)).toBe(true);
          expectAgreement(
            'km_at_times',
            values.map((v) => v.atRisk),
            group.n_risk,
            tolerance,
          );
          expectAgreement(
            'km_at_times',
            values.map((v) => v.events),
            group.n_event,
            tolerance,
          );
          expectAgreement(
            'km_at_times',
            values.map((v) => v.censored),
            group.n_censor,
            tolerance,
          );
          expectAgreement(
            'km_at_times',
            read.map((v) => v.survival),
            followed(group.surv),
            tolerance,
          );
          expectAgreement(
            'km_at_times',
            read.map((v) => v.standardError),
            followed(group.std_err),
            tolerance,
          );
          expectAgreement(
            'km_at_times',
            read.map((v) => v.cumulativeHazard),
            followed(group.cumhaz),
            tolerance,
          );
          expectAgreement(
            'km_at_times',
            read.map((v) => v.lower),
            followed(group.ci[rName].lower),
            tolerance,
          );
          expectAgreement(
            'km_at_times',
            read.map((v) => v.upper),
            followed(group.ci[rName].upper),
            tolerance,
          );
        });
      }
    },
  );
  test('nothing is carried beyond the last follow-up, except a curve at 0', () => {
    expect(survivalAt(kaplanMeier({ time: [1, 2], event: [1, 0] }), 2.5)).toMatchObject({
      survival: null,
      notEstimable: 'beyond_follow_up',
    });
    expect(survivalAt(kaplanMeier({ time: [1, 2], event: [1, 0] }), 2)).toMatchObject({
      survival: 0.5,
      notEstimable: null,
    });
    expect(survivalAt(kaplanMeier({ time: [1, 2], event: [0, 1] }), 9)).toMatchObject({
      survival: 0,
      standardError: null,
      notEstimable: null,
    });
    expect(survivalAt(kaplanMeier({ time: [1, 2], event: [1, 0] }), 0.5)).toMatchObject({
      survival: 1,
      lower: 1,
      upper: 1,
    });
  });
});

describe('restricted mean', () => {
  type Group = Record<
    'rmst' | 'std_err' | 'lower' | 'upper' | 'rmtl' | 'rmtl_lower' | 'rmtl_upper' | 'last_time',
    number
  >;
  type Expected = { groups: Group[]; contrasts?: Record<string, number>[] };
  test.each(casesOf<Expected>('rmst'))('$id: agrees with R', ({ name, options, tolerance, result }) => {
    const curves = kaplanMeierByGroup(readObservations(name, options['by']));
    const means = curves.map((curve) => restrictedMean(curve, options['tau'] ?? 0));
    result.groups.forEach((g, i) => {
      const m = means[i];
      expectAgreement(
        'rmst',
        [m?.mean, m?.standardError, m?.lower, m?.upper, m?.timeLost, m?.timeLostLower, m?.timeLostUpper].map(
          (v) => v ?? null,
        ),
        [g.rmst, g.std_err, g.lower, g.upper, g.rmtl, g.rmtl_lower, g.rmtl_upper],
        tolerance,
      );
      expect(m?.extended).toBe((options['tau'] ?? 0) > g.last_time && (curves[i]?.survival.at(-1) ?? 0) > 0);
    });
    const [first, second] = means;
    const contrast = result.contrasts?.[0];
    if (contrast === undefined || first === undefined || second === undefined) return;
    const { difference, ratio, timeLostRatio } = compareRestrictedMeans(first, second);
    const wanted = (...fields: string[]): (number | null)[] => fields.map((field) => contrast[field] ?? null);
    expectAgreement(
      'rmst contrasts',
      [difference.estimate, difference.standardError, difference.lower, difference.upper, difference.p],
      wanted('difference', 'std_err', 'lower', 'upper', 'p'),
      tolerance,
    );
    expectAgreement(
      'rmst contrasts',
      [ratio.estimate, ratio.lower, ratio.upper, ratio.p],
      wanted('ratio', 'ratio_lower', 'ratio_upper', 'ratio_p'),
      tolerance,
    );
    expectAgreement(
      'rmst contrasts',
      [timeLostRatio.estimate, timeLostRatio.lower, timeLostRatio.upper, timeLostRatio.p],
      wanted('rmtl_ratio', 'rmtl_ratio_lower', 'rmtl_ratio_upper', 'rmtl_ratio_p'),
      tolerance,
    );
  });
});

describe('restricted mean at its edges', () => {
  test('a curve that falls to 0 with several events at once adds no infinite term (by hand)', () => {
    const { mean, standardError, extended } = restrictedMean(kaplanMeier({ time: [1, 2, 2], event: [1, 1, 1] }), 5);
    expect(mean).toBeCloseTo(1 + 2 / 3, 15);
    expect(standardError).toBeCloseTo((2 / 3) * Math.sqrt(1 / 6), 15);
    expect(extended).toBe(false);
  });
  test('nobody in the group is a state, another tau or none a refusal', () => {
    const [, empty] = kaplanMeierByGroup({ time: [1, 2], event: [1, 0], group: [0, 2] });
    if (empty === undefined) throw new Error('missing group');
    expect(restrictedMean(empty, 5)).toMatchObject({ mean: null, notEstimable: 'risk_set_empty' });
    const curve = kaplanMeier({ time: [1, 2], event: [1, 0] });
    expect(compareRestrictedMeans(restrictedMean(empty, 5), restrictedMean(curve, 5)).difference.estimate).toBeNull();
    expect(() => restrictedMean(curve, 0)).toThrow(SurvivalInputError);
    expect(() => compareRestrictedMeans(restrictedMean(curve, 1), restrictedMean(curve, 2))).toThrow(
      SurvivalInputError,
    );
  });
});

describe('refused times', () => {
  const curve = kaplanMeier({ time: [1, 2], event: [1, 0] });
  test.each([[[Number.NaN]], [[-1]], [[2, 1]]])('%s', (times) => {
    expect(() => survivalAtTimes(curve, times)).toThrow(SurvivalInputError);
  });
  test('of a risk table, of a conditional curve, and a quantile out of range', () => {
    const table = tableOf({ time: [1, 2], event: [1, 0] });
    expect(() => riskTable(table, [-1])).toThrow(SurvivalInputError);
    expect(() => conditionalSurvival(table, Number.NaN)).toThrow(SurvivalInputError);
    expect(() => survivalQuantile(curve, 1.5)).toThrow(SurvivalInputError);
  });
});

describe('number-at-risk table', () => {
  test('at risk, events and censorings before each tick add up to n (by hand)', () => {
    const table = tableOf({ time: [1, 2, 2, 5], event: [1, 1, 0, 0] });
    expect(riskTable(table, [0, 2, 3, 6])).toEqual([
      { time: 0, atRisk: 4, eventsBefore: 0, censoredBefore: 0, notYetEntered: 0 },
      { time: 2, atRisk: 3, eventsBefore: 1, censoredBefore: 0, notYetEntered: 0 },
      { time: 3, atRisk: 1, eventsBefore: 2, censoredBefore: 1, notYetEntered: 0 },
      { time: 6, atRisk: 0, eventsBefore: 2, censoredBefore: 2, notYetEntered: 0 },
    ]);
  });
  test('delayed entry counts those not yet entered apart (by hand)', () => {
    const table = tableOf({ start: [0, 2, 4], time: [3, 5, 9], event: [1, 0, 1] });
    expect(
      riskTable(table, [0, 2, 3.5, 6]).map((c) => [c.atRisk, c.eventsBefore, c.censoredBefore, c.notYetEntered]),
    ).toEqual([
      [1, 0, 0, 2],
      [1, 0, 0, 2],
      [1, 1, 0, 1],
      [1, 1, 1, 0],
    ]);
  });
});

describe('conditional survival', () => {
  test('is S(t) / S(s) with the later Greenwood terms (by hand)', () => {
    const table = tableOf({ time: [1, 2, 3, 4, 5], event: [1, 1, 0, 1, 0] });
    const { curve } = conditionalSurvival(table, 2);
    expect([...(curve?.survival ?? [])]).toEqual([1, 0.5, 0.5]);
    expect(curve?.standardError[1]).toBeCloseTo(0.5 * Math.sqrt(1 / 2), 15);
  });
  test('is not estimable when nobody is followed further', () => {
    expect(conditionalSurvival(tableOf({ time: [1, 2], event: [1, 0] }), 2)).toEqual({
      from: 2,
      curve: null,
      notEstimable: 'risk_set_empty',
    });
  });
});
