import { describe, expect, test } from 'vitest';
import * as beta from './beta-distribution';
import { SurvivalInputError } from '../errors';
import * as gamma from './gamma-distribution';
import { recordComparison } from '../golden/agreement-recorder';
import golden from '../golden/distributions.json';
import incidence from '../golden/incidence.json';
import * as normal from './normal-distribution';
import * as student from './student-distributions';

type Row = { args: number | number[]; upper: boolean; value: number };
type Distribution = readonly [lower: (...args: number[]) => number, upper: (...args: number[]) => number];

const call =
  (f: (...args: never[]) => number) =>
  (...args: number[]) =>
    f(...(args as never[]));
const pair = (lower: (...args: never[]) => number, upper: (...args: never[]) => number): Distribution => [
  call(lower),
  call(upper),
];

const distributions: Record<string, Distribution> = {
  pnorm: pair(normal.normalCdf, normal.normalUpperTail),
  qnorm: pair(normal.normalQuantile, normal.normalUpperQuantile),
  pgamma: pair(gamma.gammaCdf, gamma.gammaUpperTail),
  qgamma: pair(gamma.gammaQuantile, gamma.gammaUpperQuantile),
  pchisq: pair(gamma.chiSquareCdf, gamma.chiSquareUpperTail),
  qchisq: pair(gamma.chiSquareQuantile, gamma.chiSquareUpperQuantile),
  pt: pair(student.studentTCdf, student.studentTUpperTail),
  qt: pair(student.studentTQuantile, student.studentTUpperQuantile),
  pf: pair(student.fCdf, student.fUpperTail),
  qf: pair(student.fQuantile, student.fUpperQuantile),
  pbeta: pair(beta.betaCdf, beta.betaUpperTail),
  qbeta: pair(beta.betaQuantile, beta.betaUpperQuantile),
  ppois: pair(gamma.poissonCdf, gamma.poissonUpperTail),
};

describe('distribution functions', () => {
  test.each(Object.entries(distributions))('%s agrees with R to 1e-12 relative, both tails', (name, [lower, upper]) => {
    const rows = (golden as unknown as Record<string, Row[]>)[name] ?? [];
    expect(rows.length).toBeGreaterThan(15);
    const bad = rows.flatMap(({ args, upper: isUpper, value }) => {
      const got = (isUpper ? upper : lower)(...[args].flat());
      recordComparison('distributions', got, value, { rel: 1e-12, abs: 0 });
      const deviation = Math.abs(got - value) / Math.abs(value || 1);
      return deviation <= 1e-12 ? [] : [{ args, isUpper, value, got, deviation }];
    });
    expect(bad).toEqual([]);
  });
  test.each(incidence.small_shapes)(
    'upper gamma tail of the very small shape $shape at $x agrees with R pgamma',
    ({ x, shape, upper }) => {
      expect(Math.abs(gamma.gammaUpperTail(x, shape) / upper - 1)).toBeLessThanOrEqual(1e-12);
    },
  );
  // R 4.2.2, sprintf("%.17g", …) of the call in the first column
  test.each([
    ['pbeta(0.3, 1e-8, 2, lower.tail = FALSE)', beta.betaUpperTail(0.3, 1e-8, 2), 5.0397280550599251e-9],
    ['pbeta(0.004, 1e-7, 95)', beta.betaCdf(0.004, 1e-7, 95), 0.99999992606520771],
    ['pbeta(0.004, 1e-7, 95, lower.tail = FALSE)', beta.betaUpperTail(0.004, 1e-7, 95), 7.3934792330037461e-8],
    ['pbeta(1e-9, 1e-6, 1e8, lower.tail = FALSE)', beta.betaUpperTail(1e-9, 1e-6, 1e8), 1.8229230294218545e-6],
    ['pbeta(0.97, 40, 1e-5)', beta.betaCdf(0.97, 40, 1e-5), 1.5760703342400864e-6],
    ['pbeta(0.37, 3000, 2200)', beta.betaCdf(0.37, 3000, 2200), 6.2878052418305261e-201],
    ['qbeta(1e-6, 1e-7, 5, lower.tail = FALSE)', beta.betaUpperQuantile(1e-6, 1e-7, 5), 5.6530482214813936e-6],
    ['qbeta(0.3, 0.002, 5)', beta.betaQuantile(0.3, 0.002, 5), 4.5338252271748436e-263],
    ['pf(2e6, 1e-7, 60, lower.tail = FALSE)', student.fUpperTail(2e6, 1e-7, 60), 9.1980264450432413e-8],
    ['pf(0.001, 500, 1e-8)', student.fCdf(0.001, 500, 1e-8), 5.8154314899317042e-8],
    ['pf(1e300, 1e-3, 1e-4, lower.tail = FALSE)', student.fUpperTail(1e300, 1e-3, 1e-4), 0.87812700398274057],
    ['pf(1e-290, 1e-5, 1000)', student.fCdf(1e-290, 1e-5, 1000), 0.99660886523780934],
    ['pt(0.001, 1e-7)', student.studentTCdf(0.001, 1e-7), 0.50000009342754537],
    ['pt(1e200, 0.001, lower.tail = FALSE)', student.studentTUpperTail(1e200, 0.001), 0.31417321248611507],
    ['pt(-3, 1e6)', student.studentTCdf(-3, 1e6), 0.0013499312707108962],
    ['pt(30, 1e8, lower.tail = FALSE)', student.studentTUpperTail(30, 1e8), 4.9166821429413409e-198],
    ['qt(0.39, 6e-4)', student.studentTQuantile(0.39, 6e-4), -8.5208238961742097e177],
    ['pgamma(1e-317, 0.04)', gamma.gammaCdf(1e-317, 0.04), 2.1353378764046782e-13],
    ['qgamma(0.013, 1.9e-5, lower.tail = FALSE)', gamma.gammaUpperQuantile(0.013, 1.9e-5), 4.4884593323035433e-300],
    ['ppois(11900, 8800, lower.tail = FALSE)', gamma.poissonUpperTail(11900, 8800), 4.6086100802388709e-216],
  ])('%s', (_, got, value) => {
    expect(Math.abs(got / value - 1)).toBeLessThanOrEqual(1e-12);
  });
  test('with the second shape 1 the upper beta tail is 1 − x^a, however small a is', () => {
    for (const [a, x] of [
      [1e-8, 0.1],
      [1e-5, 0.9],
      [1e-4, 1e-30],
      [0.04, 0.6],
      [3, 0.2],
    ] as const) {
      expect(Math.abs(beta.betaUpperTail(x, a, 1) / -Math.expm1(a * Math.log(x)) - 1)).toBeLessThanOrEqual(1e-13);
    }
  });
  test.each([
    // 60 decimal digits of the continued fraction (mpmath 1.3.0); R 4.2.2 is off by 3e-12 and 1e-12
    ['F', student.fUpperTail(1.0014225048987788, 35352045.761012204, 14074866.966413904), 7.1436980387404461e-4],
    ['beta', beta.betaUpperTail(0.18, 4.8e6, 2.2e7), 7.160579296640425e-34],
  ])('the %s tail of very large shapes keeps its digits', (_, got, value) => {
    expect(Math.abs(got / value - 1)).toBeLessThanOrEqual(1e-13);
  });
  test('a quantile that no number is small enough for is 0, as in R', () => {
    // 0.3^(1 / a) = 1e-1046 with the other shape 1
    expect(beta.betaQuantile(0.3, 5e-4, 1)).toBe(0);
    expect(beta.betaUpperQuantile(0.3, 1, 5e-4)).toBe(1);
    expect(gamma.gammaQuantile(0.3, 5e-4)).toBe(0);
  });
  test('poissonQuantile agrees with R qpois', () => {
    for (const { args, upper, value } of golden.qpois) {
      if (upper) continue;
      expect(gamma.poissonQuantile(args[0] ?? 0, args[1] ?? 0)).toBe(value);
    }
  });
  test("the 95 % critical value is R's to the last digit", () => {
    expect(normal.criticalValue(0.95)).toBe(1.9599639845400536);
  });
  test.each([Number.NaN, -0.1, 1.1])('a probability of %s is refused', (p) => {
    expect(() => normal.normalQuantile(p)).toThrow(SurvivalInputError);
    expect(() => gamma.chiSquareQuantile(p, 1)).toThrow(SurvivalInputError);
    expect(() => student.studentTQuantile(p, 1)).toThrow(SurvivalInputError);
    expect(() => beta.betaQuantile(p, 1, 1)).toThrow(SurvivalInputError);
  });
  test.each([0, -1, Number.NaN, Infinity])('a shape of %s is refused', (shape) => {
    expect(() => gamma.gammaCdf(1, shape)).toThrow(SurvivalInputError);
    expect(() => beta.betaCdf(0.5, shape, 1)).toThrow(SurvivalInputError);
  });
});
