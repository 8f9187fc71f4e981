import { checkChoice, checkGiven } from '../choices';
import { checkFields, checkSquare } from '../shapes';
import { TIES } from './likelihood';
import { checkCovariates, prepareCox, type CoxData, type PreparedCox } from './data';
import { fingerprint, keptData } from './kept-data';
import type { CoxFit } from './fit';
import { SurvivalInputError } from '../errors';

/** A fit put back onto the data it came from: coefficients and covariance in the units of the prepared columns. */
export type FittedCox = Readonly<{ prepared: PreparedCox; beta: Float64Array; variance: Float64Array }>;

function checkFit(fit: CoxFit): void {
  checkFields('fit', fit, { terms: 'list', variance: 'list', notEstimable: 'text or null' });
  checkGiven('fit.method', fit.method);
  checkChoice('fit.method.ties', fit.method.ties, TIES);
  for (const term of fit.terms) checkFields('fit.terms', term, { coefficient: 'number or null' });
  checkSquare('fit.variance', fit.variance, fit.terms.length, true);
}

/**
 * The prepared data of a finished fit: as they were kept, or sorted again. Collinear terms count as 0, as in R. Returns null
 * when a term is infinite or the iteration did not end: nothing can be derived from such a fit. Throws `inconsistent` when
 * any value, or the order of the rows, is not that of the fit.
 */
export function restoreFit(data: CoxData, fit: CoxFit): FittedCox | null {
  checkGiven('data', data);
  checkCovariates(data.covariates);
  checkFit(fit);
  const kept = keptData(fit, data);
  const prepared = kept ?? prepareCox(data);
  if (kept === null && fingerprint(prepared) !== fit.fingerprint) throw new SurvivalInputError('fit', 'inconsistent');
  if (fit.notEstimable !== null && fit.notEstimable !== 'collinear' && fit.notEstimable !== 'zero_variance')
    return null;
  const p = fit.terms.length;
  const scale = (j: number): number => prepared.scales[j] ?? 1;
  const beta = Float64Array.from(fit.terms, (term, j) => (term.coefficient ?? 0) * scale(j));
  const variance = new Float64Array(p * p);
  fit.variance.forEach((row, j) =>
    row.forEach((value, k) => (variance[j * p + k] = (value ?? 0) * scale(j) * scale(k))),
  );
  return { prepared, beta, variance };
}
