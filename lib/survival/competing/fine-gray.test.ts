import { describe, expect, test } from 'vitest';
import { fineGrayCurve, fitFineGray } from './fine-gray';
import { completeRows, expectClose, referenceCases, regressionCases, type Golden } from '../golden/regression-support';

type Fields = Record<string, Golden>;

describe('fitFineGray', () => {
  test.each([...referenceCases('finegray'), ...regressionCases('finegray')])(
    'agrees with cmprsk crr: $name',
    ({ golden, columns }) => {
      const names = golden.options['covariates'] as string[];
      const complete = completeRows(columns, [...names, 'event']);
      const input = {
        time: complete['time'] ?? [],
        event: complete['event'] ?? [],
        covariates: names.map((name) => ({ name, values: complete[name] ?? [] })),
      };
      const fit = fitFineGray(input, { cause: golden.options['cause'] as number });
      const { result, tolerance } = golden;
      expect([fit.n, fit.events]).toEqual([result['n'], result['events']]);
      expectClose(
        'Fine-Gray coefficient',
        fit.terms.map((t) => t.coefficient),
        result['coef'],
        tolerance,
      );
      expectClose(
        'Fine-Gray error',
        fit.terms.map((t) => t.standardError),
        result['std_err'],
        tolerance,
      );
      expectClose(
        'Fine-Gray p',
        fit.terms.map((t) => t.p),
        result['p'],
        { rel: 1e-5, abs: 1e-8 },
      );
      expectClose(
        'Fine-Gray ratio',
        fit.terms.map((t) => t.hazardRatio),
        result['shr'],
        tolerance,
      );
      expectClose(
        'Fine-Gray lower',
        fit.terms.map((t) => t.lower),
        result['shr_lower'],
        tolerance,
      );
      expectClose(
        'Fine-Gray upper',
        fit.terms.map((t) => t.upper),
        result['shr_upper'],
        tolerance,
      );
      expectClose('Fine-Gray variance', fit.variance, result['vcov'], tolerance);
      expectClose('Fine-Gray likelihood', fit.logLikelihood, result['loglik'], tolerance);
      expectClose('Fine-Gray null likelihood', fit.logLikelihoodNull, result['loglik_null'], tolerance);
      const predicted = result['predicted'] as { at: Record<string, number>; curve: Fields };
      const curve = fineGrayCurve(fit, predicted.at);
      const rows = (predicted.curve['time'] as number[]).map((time) => curve?.time.indexOf(time) ?? -1);
      expectClose(
        'Fine-Gray curve',
        rows.map((row) => curve?.incidence[row]),
        predicted.curve['cif'],
        tolerance,
      );
    },
  );
});
