import { describe, expect, test } from 'vitest';
import { FACT_NAMES } from './facts';
import { parseFacts, type FactProblem } from './validate';

function problemsOf(input: unknown): FactProblem[] {
  const parsed = parseFacts(input);
  return parsed.ok ? [] : parsed.problems;
}

describe('parseFacts', () => {
  test.each([[undefined], [null], [[]], ['{}'], [3], [new Date(0)], [new Map()]])(
    'refuses facts that are not an object: %s',
    (input) => {
      expect(problemsOf(input)).toEqual([{ fact: null, problem: 'facts-not-an-object', allowed: null, range: null }]);
    },
  );

  test('accepts an empty object, and null as unknown', () => {
    expect(parseFacts({})).toEqual({ ok: true, facts: {} });
    expect(parseFacts(Object.fromEntries(FACT_NAMES.map((name) => [name, null])))).toEqual({ ok: true, facts: {} });
  });

  test.each([
    ['ageDays', '60', 'wrong-type'],
    ['ageDays', 60.5, 'not-an-integer'],
    ['ageDays', -1, 'out-of-range'],
    ['ageDays', Number.NaN, 'out-of-range'],
    ['wbc', Infinity, 'out-of-range'],
    ['wbc', -0.1, 'out-of-range'],
    ['wbc', true, 'wrong-type'],
    ['day8Blasts', -5, 'out-of-range'],
    ['mrdEoi', '<0.01', 'wrong-type'],
    ['mrdEoi', -0.01, 'out-of-range'],
    ['mrdBlina1', -1, 'out-of-range'],
    ['kmt2a', 'Germline', 'not-in-list'],
    ['kmt2a', 1, 'wrong-type'],
    ['kmt2a', 'not-evaluable', 'not-in-list'],
    ['kmt2aPartner', 'AF4', 'not-in-list'],
    ['kmt2aPartner', '', 'not-in-list'],
    ['kmt2aEvaluable', 'false', 'wrong-type'],
    ['cns', 'CNS4', 'not-in-list'],
    ['cnsDay8', 3, 'wrong-type'],
    ['prednisoneResponse', 'unknown', 'not-in-list'],
    ['remissionEoi', 0, 'wrong-type'],
    ['mrdHr1', 'pos', 'not-in-list'],
    ['mrdHr1', ['positive'], 'wrong-type'],
  ])('refuses %s = %s as %s', (fact, value, problem) => {
    expect(problemsOf({ [fact]: value })).toMatchObject([{ fact, problem }]);
  });

  test('names the allowed values or the range with its unit', () => {
    expect(problemsOf({ cns: 'cns1', ageDays: -1, remissionEoi: 'yes' })).toEqual([
      { fact: 'cns', problem: 'not-in-list', allowed: ['CNS1', 'CNS2', 'CNS3'], range: null },
      {
        fact: 'ageDays',
        problem: 'out-of-range',
        allowed: null,
        range: { minimum: 0, maximum: null, integer: true, unit: 'days' },
      },
      { fact: 'remissionEoi', problem: 'wrong-type', allowed: [true, false], range: null },
    ]);
  });

  test('refuses a misspelt name even without a value, because it must not count as unknown', () => {
    expect(problemsOf({ wBC: null })).toEqual([
      { fact: 'wBC', problem: 'unknown-fact', allowed: FACT_NAMES, range: null },
    ]);
    expect(
      problemsOf(JSON.parse('{"__proto__": 1, "constructor": 2, "toString": null}')).map(({ fact }) => fact),
    ).toEqual(['__proto__', 'constructor', 'toString']);
  });

  test('reports all problems at once, two of one value included', () => {
    const found = problemsOf({ ageDays: -1.5, wbc: 'high', sex: 'f', mrdHr1: 'positive' });
    expect(found.map(({ fact, problem }) => `${String(fact)} ${problem}`)).toEqual([
      'ageDays out-of-range',
      'ageDays not-an-integer',
      'wbc wrong-type',
      'sex unknown-fact',
    ]);
  });
});
