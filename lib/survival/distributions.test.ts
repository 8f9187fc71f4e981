import { describe, expect, test } from 'vitest';
import * as beta from './beta-distribution';
import { SurvivalInputError } from './errors';
import * as gamma from './gamma-distribution';
import { recordComparison } from './golden/agreement-recorder';
import golden from './golden/distributions.json';
import incidence from './golden/incidence.json';
import * as normal from './normal-distribution';
import * as student from './student-distributions';

type Row = { args: number | number[]; upper: boolean; value: number };
type Distribution = readonly [lower: (...args: number[]) => number, upper: (...args: number[]) => number];

const call = (f: (...args: never[]) => number) => (...args: number[]) => f(...(args as never[]));
const pair = (lower: (...args: never[]) => number, upper: (...args: never[]) => number): Distribution => [call(lower), call(upper)];

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
  test.each(incidence.small_shapes)('upper gamma tail of the very small shape $shape at $x agrees with R pgamma', ({ x, shape, upper }) => {
    expect(Math.abs(gamma.gammaUpperTail(x, shape) / upper - 1)).toBeLessThanOrEqual(1e-12);
  });
  test('poissonQuantile agrees with R qpois', () => {
    for (const { args, upper, value } of golden.qpois) {
      if (upper) continue;
      expect(gamma.poissonQuantile(args[0] ?? 0, args[1] ?? 0)).toBe(value);
    }
  });
  test('the 95 % critical value is R\'s to the last digit', () => {
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
