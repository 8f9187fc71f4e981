import { betaLogitQuantile, betaTails } from './beta-distribution';
import { checkNumber, checkPositive, checkProbability, solveTail } from './quantile-search';
import { betaTerm, type BetaPoint } from './special-functions';

/** Beyond it the odds below could overflow; P(F > x) is c x^(−df2 / 2) there to the last digit; 1 / F likewise. */
const FAR_RATIO = 1e250;
/** Beyond it t² would overflow; P(|T| > t) is c t^−df there to the last digit. */
const SQUARE_OVERFLOWS = 1e150;

/** P(T <= t) of Student's distribution; R's `pt(t, df)`. */
export function studentTCdf(t: number, df: number): number {
  checkNumber(t, 't');
  return studentTUpperTail(-t, df);
}

/** P(T > t); R's `pt(t, df, lower.tail = FALSE)`. */
export function studentTUpperTail(t: number, df: number): number {
  checkNumber(t, 't');
  checkPositive(df, 'df');
  const tail = twoTails(Math.abs(t), df).outer / 2;
  return t > 0 ? tail : 1 - tail;
}

/** Value with probability `p` below it; R's `qt(p, df)`. */
export function studentTQuantile(p: number, df: number): number {
  checkProbability(p);
  checkPositive(df, 'df');
  if (p === 0.5) return 0;
  return p < 0.5 ? -positiveQuantile(p, df) : positiveQuantile(1 - p, df);
}

/** Value with probability `p` above it; R's `qt(p, df, lower.tail = FALSE)`. */
export function studentTUpperQuantile(p: number, df: number): number {
  return 0 - studentTQuantile(p, df);
}

/** P(X <= x) of the F distribution; R's `pf(x, df1, df2)`. */
export function fCdf(x: number, df1: number, df2: number): number {
  checkNumber(x);
  return fTails(x, df1, df2).lower;
}

/** P(X > x); R's `pf(x, df1, df2, lower.tail = FALSE)`. */
export function fUpperTail(x: number, df1: number, df2: number): number {
  checkNumber(x);
  return fTails(x, df1, df2).upper;
}

/** Value with probability `p` below it; R's `qf(p, df1, df2)`. */
export function fQuantile(p: number, df1: number, df2: number): number {
  checkPositive(df1, 'df1');
  checkPositive(df2, 'df2');
  return (Math.exp(betaLogitQuantile(p, df1 / 2, df2 / 2)) * df2) / df1;
}

/** Value with probability `p` above it; R's `qf(p, df1, df2, lower.tail = FALSE)`. */
export function fUpperQuantile(p: number, df1: number, df2: number): number {
  checkPositive(df1, 'df1');
  checkPositive(df2, 'df2');
  return (Math.exp(-betaLogitQuantile(p, df2 / 2, df1 / 2)) * df2) / df1;
}

function fTails(x: number, df1: number, df2: number): { lower: number; upper: number } {
  checkPositive(df1, 'df1');
  checkPositive(df2, 'df2');
  if (x <= 0) return { lower: 0, upper: 1 };
  if (x === Infinity) return { lower: 1, upper: 0 };
  if (x < 1 / FAR_RATIO) {
    const { lower, upper } = fTails(1 / FAR_RATIO, df1, df2);
    const { outer, inner } = furtherOut(lower, upper, (df1 / 2) * (Math.log(x) + Math.log(FAR_RATIO)));
    return { lower: outer, upper: inner };
  }
  if (x > FAR_RATIO) {
    const { lower, upper } = fTails(FAR_RATIO, df1, df2);
    const { outer, inner } = furtherOut(upper, lower, (-df2 / 2) * Math.log(x / FAR_RATIO));
    return { lower: inner, upper: outer };
  }
  const odds = (df1 * x) / df2;
  const y = 1 / (1 + odds);
  return betaTails({ x: 1 / (1 + 1 / odds), y, excess: (df1 / 2) * ((1 - x) * y) }, df1 / 2, df2 / 2);
}

/** P(|T| > t) and P(|T| < t) for t >= 0. */
function twoTails(t: number, df: number): { outer: number; inner: number } {
  if (t === Infinity) return { outer: 0, inner: 1 };
  if (t > SQUARE_OVERFLOWS) {
    const { outer, inner } = twoTails(SQUARE_OVERFLOWS, df);
    return furtherOut(outer, inner, -df * Math.log(t / SQUARE_OVERFLOWS));
  }
  const { lower, upper } = betaTails(betaPoint(t, df), df / 2, 0.5);
  return { outer: lower, inner: upper };
}

/** Both tails at a place further out, where the outer one falls as a power. */
function furtherOut(outer: number, inner: number, logFall: number): { outer: number; inner: number } {
  return { outer: outer * Math.exp(logFall), inner: inner - outer * Math.expm1(logFall) };
}

/** Where df / (df + t²) lies in the beta distribution with shapes df / 2 and ½. */
function betaPoint(t: number, df: number): BetaPoint {
  const scaled = t / Math.sqrt(df);
  const odds = scaled * scaled;
  const x = 1 / (1 + odds);
  return { x, y: 1 / (1 + 1 / odds), excess: (x * (t * t - 1)) / 2 };
}

/** t > 0 with the small upper tail `p` < 0.5; near the middle the area between 0 and t is matched instead. */
function positiveQuantile(p: number, df: number): number {
  if (p === 0) return Infinity;
  const outside = p < 0.25;
  const tail = (u: number): { probability: number; slope: number } => {
    const t = Math.exp(u);
    const { outer, inner } = twoTails(t, df);
    const density = t > SQUARE_OVERFLOWS ? df * outer : 2 * betaTerm(betaPoint(t, df), df / 2, 0.5);
    return outside ? { probability: outer, slope: -density } : { probability: inner, slope: density };
  };
  return Math.exp(solveTail(tail, !outside, outside ? 2 * p : 1 - 2 * p, 0));
}
