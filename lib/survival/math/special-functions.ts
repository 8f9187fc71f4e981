const HALF_LOG_TWO_PI = 0.918938533204672741780329736406;
/** Bernoulli terms of Stirling's series; from 10 on they leave less than 1e-16. */
const STIRLING = [1 / 12, -1 / 360, 1 / 1260, -1 / 1680, 1 / 1188, -691 / 360360, 1 / 156, -3617 / 122400];
const SERIES_FROM = 10;

/**
 * What Stirling's formula leaves of log Γ(x + 1), for x > 0:
 * log Γ(x + 1) − (x + ½) log x + x − ½ log 2π. Small x are shifted up by the exact recurrence.
 */
export function stirlingError(x: number): number {
  let [shifted, correction] = [x, 0];
  while (shifted < SERIES_FROM) {
    correction += (shifted + 0.5) * Math.log1p(1 / shifted) - 1;
    shifted += 1;
  }
  const square = shifted * shifted;
  let [power, sum] = [1 / shifted, 0];
  for (const coefficient of STIRLING) {
    sum += coefficient * power;
    power /= square;
  }
  return sum + correction;
}

/** log Γ(x) for x > 0, as R's `lgamma`. */
export function logGamma(x: number): number {
  return stirlingError(x) + (x + 0.5) * Math.log(x) - x + HALF_LOG_TWO_PI - Math.log(x);
}

const EULER = 0.577215664901532860606512090082;
/** ζ(k) − 1 for k = 2, 3, … */
const ZETA_LESS_ONE = [
  0.6449340668482264, 0.2020569031595943, 0.0823232337111382, 0.0369277551433699, 0.0173430619844491,
  0.0083492773819228, 0.0040773561979443, 0.0020083928260822, 0.0009945751278181, 0.0004941886041195,
];

/** log Γ(1 + a) for 0 < a <= 0.05, where it is almost 0, to full relative precision (Abramowitz & Stegun 6.1.33). */
export function logGammaNearOne(a: number): number {
  let [sum, power] = [0, -a];
  ZETA_LESS_ONE.forEach((zeta, i) => {
    power *= -a;
    sum += (zeta * power) / (i + 2);
  });
  return sum + a * (1 - EULER) - Math.log1p(a);
}

/**
 * log Γ(b + a) / Γ(b) for a, b > 0: the difference of two Stirling formulas taken term by term, so that a tiny `a`
 * keeps its digits (as `algdiv` in Didonato & Morris 1992, ACM TOMS algorithm 708, which R's `pbeta` uses).
 */
export function logGammaRise(b: number, a: number): number {
  let [shifted, rise] = [b, 0];
  for (; shifted < SERIES_FROM; shifted += 1) rise -= Math.log1p(a / shifted);
  const growth = Math.log1p(a / shifted);
  STIRLING.forEach(
    (coefficient, i) => (rise += coefficient * shifted ** (-1 - 2 * i) * Math.expm1(-(1 + 2 * i) * growth)),
  );
  return rise + (shifted - 0.5) * growth - a + a * Math.log(shifted + a);
}

/**
 * x log(x / mean) + mean − x without cancellation when the two are close (Loader 2000, "Fast and accurate
 * computation of binomial probabilities"). A caller who knows x − mean better than by subtraction gives it.
 */
function poissonDeviance(x: number, mean: number, difference = x - mean): number {
  if (Math.abs(difference) >= 0.5 * (x + mean)) {
    // a mean below 1e-308 lets the ratio overflow
    const growth = x / mean < Infinity ? Math.log(x / mean) : Math.log(x) - Math.log(mean);
    return x * growth - difference;
  }
  const ratio = difference / (x + mean);
  let sum = difference * ratio;
  let term = 2 * x * ratio;
  for (let j = 3; ; j += 2) {
    term *= ratio * ratio;
    const next = sum + term / j;
    if (next === sum || Number.isNaN(next)) return next;
    sum = next;
  }
}

/** mean^x e^−mean / Γ(x + 1) for any real x >= 0: the Poisson probability where x is whole; R's `dpois`. */
export function poissonTerm(x: number, mean: number): number {
  if (mean === 0) return x === 0 ? 1 : 0;
  if (x === 0) return Math.exp(-mean);
  if (x < 1e-8 * mean) return Math.exp(-mean + x * Math.log(mean) - logGamma(x + 1));
  return Math.exp(-stirlingError(x) - poissonDeviance(x, mean)) / Math.sqrt(2 * Math.PI * x);
}

/** A place x of the beta distribution with shapes a and b; `excess` is a y − b x, 0 at the mean. */
export type BetaPoint = Readonly<{ x: number; y: number; excess: number }>;

/** x^a y^b / B(a, b) with y = 1 − x given, so that neither end loses digits; a, b > 0. */
export function betaTerm({ x, y, excess }: BetaPoint, a: number, b: number): number {
  if (x === 0 || y === 0) return 0;
  const total = a + b;
  const deviance = poissonDeviance(a, total * x, excess) + poissonDeviance(b, total * y, -excess);
  const exponent = stirlingError(total) - stirlingError(a) - stirlingError(b) - deviance;
  return Math.exp(exponent) * Math.sqrt((a * b) / (2 * Math.PI * total));
}
