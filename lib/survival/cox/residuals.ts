import { scatter, type CoxData } from './data';
import type { CoxFit } from './fit';
import { restoreFit, type FittedCox } from './fitted';
import { coxSums, expectedCovariate, expectedEvents, scoreResiduals } from './score-residuals';
import { columnOf } from './risk-sets';
import type { CoxWorkspace } from './workspace';
import { invertFactored, factorize } from '../math/linear-algebra';
import { information } from './likelihood';
import type { NotEstimable } from '../not-estimable';

/**
 * Residuals of a Cox fit. `martingale`, `deviance`, and per covariate `score` and `dfbeta` are in the order of the input
 * rows; the Schoenfeld residuals have one entry per event, by stratum and time. `score` is the row's share of the
 * score, not multiplied by its weight; `dfbeta` (weighted) is about what the coefficient loses without the row. `scaled`
 * Schoenfeld residuals = number of events × variance × residual + coefficient, so their trend in time is that of the
 * coefficient. After exact ties only the first two exist.
 */
export type CoxResiduals = Readonly<{
  martingale: Float64Array | null;
  deviance: Float64Array | null;
  score: readonly Float64Array[] | null;
  dfbeta: readonly Float64Array[] | null;
  schoenfeld: Readonly<{
    /** Input row of the event. */
    row: Uint32Array;
    time: Float64Array;
    residual: readonly Float64Array[];
    scaled: readonly Float64Array[];
  }> | null;
  /** Why what is null is null: as the fit, `not_defined` after exact ties, `estimate_at_boundary` for hazards too far apart. */
  notEstimable: NotEstimable | null;
}>;

/**
 * Residuals at the fitted coefficients; all null when the fit has an infinite term or did not converge. Agree with
 * `residuals(fit, type)` of R's survival for types martingale, deviance, score, dfbeta, schoenfeld and scaledsch.
 */
export function coxResiduals(data: CoxData, fit: CoxFit): CoxResiduals {
  const fitted = restoreFit(data, fit);
  const none = { score: null, dfbeta: null, schoenfeld: null } as const;
  if (fitted === null) return { martingale: null, deviance: null, ...none, notEstimable: fit.notEstimable };
  const { riskSets, order } = fitted.prepared;
  const work = coxSums(riskSets, fitted.beta, fit.method.ties);
  const expected = expectedEvents(riskSets, work);
  const martingale = scatter(
    expected.map((value, row) => (riskSets.event[row] ?? 0) - value),
    order,
  );
  const deviance = scatter(
    expected.map((value, row) => devianceOf(value, riskSets.event[row] === 1)),
    order,
  );
  if (fit.method.ties === 'exact') return { martingale, deviance, ...none, notEstimable: 'not_defined' };
  const influences = rowInfluences(fitted, fit, work);
  // Hazards so far apart that their squares leave the range of numbers.
  if (![...influences.score, ...influences.dfbeta].every((column) => column.every(Number.isFinite)))
    return { martingale, deviance, ...none, notEstimable: 'estimate_at_boundary' };
  return { martingale, deviance, ...influences, schoenfeld: schoenfeld(fitted, fit, work), notEstimable: null };
}

/** Signed root of the deviance contribution, more symmetric than the martingale residual. */
function devianceOf(expected: number, event: boolean): number {
  const residual = (event ? 1 : 0) - expected;
  // An expectation too small for a number still has a logarithm.
  const log = event ? Math.log(Math.max(expected, Number.MIN_VALUE)) : 0;
  return Math.sign(residual) * Math.sqrt(Math.max(0, -2 * (residual + log)));
}

/** Inverse information in the units of the prepared columns: dfbeta and scaling use it also in a robust fit. */
function naiveVariance(fitted: FittedCox, fit: CoxFit, work: CoxWorkspace): Float64Array {
  const p = fit.terms.length;
  const matrix = information(fitted.prepared.riskSets, work, null);
  fit.terms.forEach((term, j) => {
    if (term.coefficient !== null) return;
    for (let k = 0; k < p; k += 1) matrix[j * p + k] = matrix[k * p + j] = 0;
  });
  return invertFactored(factorize(matrix, p, 0));
}

function rowInfluences(
  fitted: FittedCox,
  fit: CoxFit,
  work: CoxWorkspace,
): { score: Float64Array[]; dfbeta: Float64Array[] } {
  const { riskSets, order, scales, names } = fitted.prepared;
  const { rows, columns: p, weight } = riskSets;
  const scores = scoreResiduals(riskSets, work);
  const variance = naiveVariance(fitted, fit, work);
  const score = names.map((_, j) =>
    scatter(
      scores.subarray(j * rows, (j + 1) * rows).map((value) => value * (scales[j] ?? 1)),
      order,
    ),
  );
  const dfbeta = names.map((_, j) => {
    const column = new Float64Array(rows);
    for (let row = 0; row < rows; row += 1) {
      let sum = 0;
      for (let k = 0; k < p; k += 1) sum += (variance[j * p + k] ?? 0) * (scores[k * rows + row] ?? 0);
      column[row] = (sum * (weight?.[row] ?? 1)) / (scales[j] ?? 1);
    }
    return scatter(column, order);
  });
  return { score, dfbeta };
}

function schoenfeld(fitted: FittedCox, fit: CoxFit, work: CoxWorkspace): NonNullable<CoxResiduals['schoenfeld']> {
  const { riskSets, scales, names, events, order } = fitted.prepared;
  const { times, columns: p } = riskSets;
  const time = new Float64Array(events);
  const rows = new Uint32Array(events);
  const raw = names.map((_, j) => {
    const column = columnOf(riskSets, j);
    const expected = expectedCovariate(riskSets, work, j);
    const residual = new Float64Array(events);
    let to = 0;
    for (let e = 0; e < times.count; e += 1) {
      const first = times.first[e] ?? 0;
      for (let row = first; row < first + (times.deaths[e] ?? 0); row += 1) {
        residual[to] = (column[row] ?? 0) - (expected[e] ?? 0);
        time[to] = times.time[e] ?? 0;
        rows[to] = order[row] ?? 0;
        to += 1;
      }
    }
    return residual;
  });
  const variance = naiveVariance(fitted, fit, work);
  const scaled = raw.map((residual, j) =>
    residual.map((_, i) => {
      const product = raw.reduce((sum, column, k) => sum + (variance[j * p + k] ?? 0) * (column[i] ?? 0), 0);
      return (product * events) / (scales[j] ?? 1) + (fit.terms[j]?.coefficient ?? 0);
    }),
  );
  return {
    row: rows,
    time,
    residual: raw.map((residual, j) => residual.map((value) => value * (scales[j] ?? 1))),
    scaled,
  };
}
