import { describe, expect, test } from 'vitest';
import { cumulativeIncidence } from './cumulative-incidence';
import boundary from '../golden/boundary.json';
import golden from '../golden/incidence.json';
import { expectAgreement } from '../golden/reference';
import { compareIncidences, type IncidenceScale } from './incidence-comparison';

type Comparison = {
  groups: 'two' | 'three';
  time: number;
  cause: number;
  est: number[];
  std_err: number[];
  difference: number[] | null;
  ratio: number[] | null;
  tests: { scale: IncidenceScale; chisq: number; p: number }[];
};
const comparisons = golden.comparisons as unknown as Comparison[];
const tolerance = { rel: 1e-9, abs: 1e-12 };

describe('compareIncidences', () => {
  test.each(comparisons)(
    '$groups groups at $time, cause $cause: agrees with cmprsk timepoints and Klein 2007',
    (wanted) => {
      const curves = cumulativeIncidence({ time: golden.time, event: golden.event, group: golden[wanted.groups] });
      for (const { scale, chisq, p } of wanted.tests) {
        const got = compareIncidences(curves, wanted.cause, wanted.time, scale);
        expectAgreement(
          'incidence comparison',
          got.groups.map((group) => group.incidence),
          wanted.est,
          tolerance,
        );
        expectAgreement(
          'incidence comparison',
          got.groups.map((group) => group.standardError),
          wanted.std_err,
          tolerance,
        );
        expectAgreement('incidence comparison', [got.chiSquared, got.p], [chisq, p], tolerance);
        expect(got.degreesOfFreedom).toBe(wanted.est.length - 1);
        const { difference, ratio } = got;
        if (wanted.difference !== null)
          expectAgreement(
            'incidence comparison',
            [difference?.estimate ?? null, difference?.lower ?? null, difference?.upper ?? null],
            wanted.difference,
            tolerance,
          );
        if (wanted.ratio !== null)
          expectAgreement(
            'incidence comparison',
            [ratio?.estimate ?? null, ratio?.lower ?? null, ratio?.upper ?? null],
            wanted.ratio,
            tolerance,
          );
      }
    },
  );

  test.each(boundary.incidences.map((one, i) => [i, one] as const))(
    'a group at 0 (case %d): the difference on the linear scale agrees with cmprsk, the default scale says why',
    (_, wanted) => {
      const { time, event, group } = wanted;
      const curves = cumulativeIncidence({ time, event, group }, { causes: 2 });
      const { difference, chiSquared } = compareIncidences(curves, wanted.cause, wanted.at, 'linear');
      const spread = wanted.std_err > 0;
      expectAgreement(
        'incidence comparison',
        [difference.estimate, difference.standardError, difference.lower, difference.upper, difference.p, chiSquared],
        [
          wanted.estimate,
          ...[wanted.std_err, wanted.lower, wanted.upper, wanted.p, wanted.chisq].map((value) =>
            spread ? value : null,
          ),
        ],
      );
      expect(difference.notEstimable).toBe(spread ? null : 'zero_variance');
      expect(compareIncidences(curves, wanted.cause, wanted.at)).toMatchObject({
        scale: 'log-log',
        chiSquared: null,
        notEstimable: 'estimate_at_boundary',
      });
    },
  );
});
