import { checkGiven } from '../choices';
import { checkLevel, DEFAULT_LEVEL } from '../curves/confidence-limits';
import { SurvivalInputError } from '../errors';
import type { NotEstimable } from '../not-estimable';
import { logGamma } from '../math/special-functions';

/** `oddsRatio` is the conditional maximum likelihood estimate; null = infinite or without information. */
export type FisherExact = Readonly<{
  method: 'fisher-exact';
  level: number;
  p: number;
  oddsRatio: number | null;
  lower: number | null;
  upper: number | null;
  notEstimable: NotEstimable | null;
}>;

/** Counts of a fourfold table: with and without the event, in the first and in the second row. */
export type FourfoldTable = Readonly<{ a: number; b: number; c: number; d: number }>;

/** Every table with the margins is looked at; beyond so many an approximate test says the same. */
const MOST_TABLES = 20_000;
const LARGEST_COUNT = 1e12;

/** Probabilities within this factor count as equal, as in R. */
const RELATIVE_ERROR = 1 + 1e-7;

/**
 * Fisher's exact test of a fourfold table, two-sided: the probability of all tables with these margins that are no more
 * likely than the observed one. Odds ratio a d / (b c) conditional on the margins, with exact limits; an infinite
 * one is `monotone_likelihood`. Agrees with R's `fisher.test(matrix(c(a, c, b, d), 2))`.
 */
export function fisherExact(table: FourfoldTable, level = DEFAULT_LEVEL): FisherExact {
  checkGiven('table', table);
  const { a, b, c, d } = table;
  checkLevel(level);
  Object.entries({ a, b, c, d }).forEach(([name, count]) => {
    if (!(Number.isInteger(count) && count >= 0 && count <= LARGEST_COUNT))
      throw new SurvivalInputError(name, 'out_of_range');
  });
  const low = Math.max(0, a - d);
  const high = Math.min(a + b, a + c);
  const named = { method: 'fisher-exact', level } as const;
  if (high - low > MOST_TABLES) throw new SurvivalInputError('a', 'out_of_range');
  if (low === high) return { ...named, p: 1, oddsRatio: null, lower: null, upper: null, notEstimable: 'zero_variance' };
  const logWeights = Array.from({ length: high - low + 1 }, (_, i) => logWeight(low + i, { a, b, c, d }));
  const at = a - low;
  const probabilities = distribution(logWeights, 0);
  const observed = (probabilities[at] ?? 0) * RELATIVE_ERROR;
  const p = probabilities.reduce((sum, value) => sum + (value <= observed ? value : 0), 0);
  const tail = (1 - level) / 2;
  const upTail = (odds: number): number =>
    distribution(logWeights, odds)
      .slice(at)
      .reduce((sum, value) => sum + value, 0);
  const lowTail = (odds: number): number =>
    distribution(logWeights, odds)
      .slice(0, at + 1)
      .reduce((sum, value) => sum + value, 0);
  const mean = (odds: number): number => distribution(logWeights, odds).reduce((sum, value, i) => sum + i * value, 0);
  const [atLow, atHigh] = [a === low, a === high];
  return {
    ...named,
    p: Math.min(1, p),
    oddsRatio: atHigh ? null : atLow ? 0 : solveRising((odds) => mean(odds) - at),
    lower: atLow ? 0 : solveRising((odds) => upTail(odds) - tail),
    upper: atHigh ? null : solveRising((odds) => tail - lowTail(odds)),
    notEstimable: atHigh ? 'monotone_likelihood' : null,
  };
}

/** Log of the number of tables with `x` in the first cell, the margins being given. */
function logWeight(x: number, { a, b, c, d }: FourfoldTable): number {
  const logChoose = (n: number, k: number): number => logGamma(n + 1) - logGamma(k + 1) - logGamma(n - k + 1);
  return logChoose(a + b, x) + logChoose(c + d, a + c - x);
}

/** Noncentral hypergeometric probabilities at a log odds ratio. */
function distribution(logWeights: readonly number[], logOdds: number): number[] {
  const exponents = logWeights.map((weight, i) => weight + logOdds * i);
  const largest = exponents.reduce((most, exponent) => Math.max(most, exponent), -Infinity);
  const terms = exponents.map((exponent) => Math.exp(exponent - largest));
  const sum = terms.reduce((total, term) => total + term, 0);
  return terms.map((term) => term / sum);
}

/** Zero of a rising function of the log odds, by bisection; the odds ratio there. */
function solveRising(f: (logOdds: number) => number): number {
  let [low, high] = [-1, 1];
  while (f(low) > 0) low *= 2;
  while (f(high) < 0) high *= 2;
  for (let step = 0; step < 200 && high - low > 1e-16 * Math.max(1, Math.abs(low)); step += 1) {
    const middle = (low + high) / 2;
    if (middle === low || middle === high) break;
    if (f(middle) < 0) low = middle;
    else high = middle;
  }
  return Math.exp((low + high) / 2);
}
