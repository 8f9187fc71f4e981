import { describe, expect, test } from 'vitest';
import { coxCurves } from './curves';
import { fitCox } from './fit';
import { proportionalHazardsTest, type TimeTransform } from './proportional-hazards-test';
import { coxResiduals } from './residuals';
import { coxModel, expectClose, referenceCases, regressionCases, type Golden } from '../golden/regression-support';

type Fields = Record<string, Golden>;

const all = [...referenceCases('cox'), ...regressionCases('cox')];

describe('coxCurves', () => {
  test.each(all.filter((c) => 'baseline_cumhaz' in c.golden.result || 'baseline_cumhaz_by_stratum' in c.golden.result))(
    'agrees with R basehaz: $name',
    ({ golden, columns }) => {
      const { data, options } = coxModel(golden, columns);
      const curves = coxCurves(data, fitCox(data, options));
      const single = golden.result['baseline_cumhaz'] as Fields | undefined;
      const expected =
        single === undefined
          ? Object.values(golden.result['baseline_cumhaz_by_stratum'] as Record<string, Fields>)
          : [single];
      expect(curves).toHaveLength(expected.length);
      expected.forEach((curve, i) => {
        const rows = (curve['rows'] as number[] | undefined) ?? (curve['time'] as number[]).map((_, row) => row);
        const at = (values: Float64Array | undefined): (number | null)[] => rows.map((row) => values?.[row] ?? null);
        expectClose('time', at(curves[i]?.time), curve['time'], golden.tolerance);
        expectClose('baseline hazard', at(curves[i]?.cumulativeHazard), curve['cumhaz'], golden.tolerance);
      });
    },
  );

  test.each(all.filter((c) => Array.isArray(c.golden.result['predicted'])))(
    'agrees with R survfit.coxph: $name',
    ({ golden, columns }) => {
      const { data, options } = coxModel(golden, columns);
      const fit = fitCox(data, options);
      for (const expected of golden.result['predicted'] as Fields[]) {
        const [curve] = coxCurves(data, fit, expected['at'] as Record<string, number>, { confidenceType: 'log' });
        if (curve === undefined) throw new Error('no curve');
        const rows = (expected['time'] as number[]).map((time) => curve.time.findLastIndex((t) => t <= time));
        const at = (values: Float64Array, before: number): (number | null)[] =>
          rows.map((row) => (row < 0 ? before : (values[row] ?? null)));
        expectClose('predicted survival', at(curve.survival, 1), expected['surv'], golden.tolerance);
        expectClose('predicted hazard', at(curve.cumulativeHazard, 0), expected['cumhaz'], golden.tolerance);
        expectClose('predicted error', at(curve.standardError, 0), expected['std_err_cumhaz'], golden.tolerance);
        expectClose('predicted lower', at(curve.lower, 1), expected['lower_log'], golden.tolerance);
        expectClose('predicted upper', at(curve.upper, 1), expected['upper_log'], golden.tolerance);
      }
    },
  );
});

describe('coxResiduals', () => {
  test.each(all.filter((c) => 'residuals' in c.golden.result))(
    'agrees with R residuals.coxph: $name',
    ({ golden, columns }) => {
      const { data, options } = coxModel(golden, columns);
      const residuals = coxResiduals(data, fitCox(data, options));
      const expected = golden.result['residuals'] as Fields;
      const rows = (columnsOf: readonly Float64Array[] | undefined | null, length: number): number[][] =>
        Array.from({ length }, (_, row) => (columnsOf ?? []).map((column) => column[row] ?? Number.NaN));
      const close = (what: string, actual: unknown, field: string): void => {
        if (expected[field] !== undefined) expectClose(what, actual, expected[field], golden.tolerance);
      };
      close('martingale', Array.from(residuals?.martingale ?? []), 'martingale');
      close('deviance', Array.from(residuals?.deviance ?? []), 'deviance');
      close('score residual', rows(residuals?.score, data.time.length), 'score');
      close('dfbeta', rows(residuals?.dfbeta, data.time.length), 'dfbeta');
      const events = residuals?.schoenfeld?.time.length ?? 0;
      close('Schoenfeld time', residuals?.schoenfeld?.time, 'schoenfeld_time');
      close('Schoenfeld', rows(residuals?.schoenfeld?.residual, events), 'schoenfeld');
      close('scaled Schoenfeld', rows(residuals?.schoenfeld?.scaled, events), 'scaled_schoenfeld');
    },
  );
});

describe('proportionalHazardsTest', () => {
  test.each([...referenceCases('ph_test'), ...regressionCases('ph_test')])(
    'agrees with R cox.zph: $name',
    ({ golden, columns }) => {
      const { data, options } = coxModel(golden, columns);
      const outcome = proportionalHazardsTest(
        data,
        fitCox(data, options),
        golden.options['transform'] as TimeTransform,
      );
      const tests = [...(outcome?.terms ?? []).map((t) => t.test), ...(outcome === null ? [] : [outcome.global])];
      expectClose(
        'PH test',
        tests.map((t) => t.chiSquared),
        golden.result['chisq'],
        golden.tolerance,
      );
      expectClose(
        'PH df',
        tests.map((t) => t.degreesOfFreedom),
        golden.result['df'],
        golden.tolerance,
      );
      expectClose(
        'PH p',
        tests.map((t) => t.p),
        golden.result['p'],
        golden.tolerance,
      );
    },
  );
});
