import { describe, expect, test } from 'vitest';
import { kaplanMeier } from '../curves/kaplan-meier';
import { SurvivalInputError } from '../errors';
import golden from '../golden/published.json';
import { expectAgreement } from '../golden/reference';
import { oneSampleLogRank } from './one-sample';
import { compareWithPublished, type PublishedFigure } from './published-figure';

describe.each(golden.cohorts.map((cohort, i) => [i + 1, cohort.time.length, cohort] as const))(
  'cohort %d of %d infants agrees with R',
  (_, __, cohort) => {
    test('observed and expected under a published curve, exact limits', () => {
      const found = oneSampleLogRank(cohort, { kind: 'points', ...golden.reference });
      expectAgreement(
        'observed and expected',
        [found.observed, found.expected, found.chiSquared, found.p, found.lower, found.upper],
        [cohort.observed, cohort.expected, cohort.chisq, cohort.p, ...cohort.limits],
      );
    });

    test.each(golden.published.map((figure, i) => [figure.survival, figure, i] as const))(
      'read at a published horizon of %d',
      (__survival, figure, i) => {
        const found = compareWithPublished(kaplanMeier(cohort), cohort.at, figure);
        const { difference, cumulativeHazardRatio: ratio } = found;
        const wanted = cohort.figures[i];
        expectAgreement('published', [found.own.survival], [cohort.surv]);
        expectAgreement(
          'published',
          [difference.estimate, difference.lower, difference.upper],
          wanted?.difference ?? [],
        );
        expectAgreement('published', [ratio.estimate, ratio.lower, ratio.upper, ratio.p], wanted?.ratio ?? []);
      },
    );
  },
);

describe('compareWithPublished', () => {
  const time = [100, 200, 300, 400, 500, 600];
  const curve = kaplanMeier({ time, event: [1, 0, 1, 1, 0, 0] });
  const figure = { survival: 0.5, lower: 0.4, upper: 0.6 };

  test('a figure without limits has its difference and no test', () => {
    const { difference, cumulativeHazardRatio } = compareWithPublished(curve, 450, { survival: 0.5 });
    // By hand: 5/6 × 3/4 × 2/3 = 5/12.
    expect(difference).toMatchObject({ lower: null, upper: null, limitsNotEstimable: 'not_defined' });
    expect(difference.estimate).toBeCloseTo(5 / 12 - 0.5, 15);
    expect(cumulativeHazardRatio).toMatchObject({ p: null, notEstimable: 'not_defined' });
    expect(cumulativeHazardRatio.estimate).toBeCloseTo(Math.log(5 / 12) / Math.log(0.5), 14);
  });

  test.each<[string, number, number[], number | null, string]>([
    ['all alive so far', 50, [1, 0, 1, 1, 0, 0], 0.5, 'estimate_at_boundary'],
    ['all dead', 600, [1, 1, 1, 1, 1, 1], -0.5, 'estimate_at_boundary'],
    ['a horizon after the last follow-up', 601, [1, 0, 1, 1, 0, 0], null, 'beyond_follow_up'],
  ])('%s: the state says so', (_, at, event, estimate, state) => {
    const { difference, cumulativeHazardRatio } = compareWithPublished(kaplanMeier({ time, event }), at, figure);
    expect(difference).toMatchObject({ estimate, lower: null, upper: null, limitsNotEstimable: state });
    expect(cumulativeHazardRatio).toMatchObject({ p: null, notEstimable: state });
  });

  test.each<[string, string, PublishedFigure]>([
    ['published.survival', 'out_of_range', { survival: 47.3, lower: 42.4, upper: 52.2 }],
    ['published.survival', 'out_of_range', { survival: Number.NaN }],
    ['published.upper', 'out_of_range', { survival: 0.5, lower: 0.4 }],
    ['published.lower', 'out_of_range', { survival: 0.5, lower: -0.1, upper: 0.6 }],
    ['published.survival', 'inconsistent', { survival: 0.7, lower: 0.4, upper: 0.6 }],
    ['level', 'out_of_range', { survival: 0.5, lower: 0.4, upper: 0.6, level: 95 }],
  ])('%s is refused: %s', (argument, reason, published) => {
    expect(() => compareWithPublished(curve, 450, published)).toThrow(
      new SurvivalInputError(argument, reason as 'inconsistent'),
    );
  });
});
