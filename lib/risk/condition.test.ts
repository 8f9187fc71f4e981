import { describe, expect, test } from 'vitest';
import { all, any, compare, evaluate, is, not, type Condition, type Truth } from './condition';

const TRUE = compare('wbc', '>', 1);
const FALSE = compare('wbc', '>', 2);
const UNKNOWN = is('kmt2a', 'germline');
const values = new Map<Condition, Truth>([
  [TRUE, true],
  [FALSE, false],
  [UNKNOWN, null],
]);
const valueOf = (condition: Condition): Truth => evaluate(condition, (comparison) => values.get(comparison) ?? null);

describe('evaluate follows the strong Kleene tables', () => {
  test.each<[string, Condition, Truth]>([
    ['true AND unknown', all(TRUE, UNKNOWN), null],
    ['false AND unknown', all(FALSE, UNKNOWN), false],
    ['unknown AND false', all(UNKNOWN, FALSE), false],
    ['unknown AND unknown', all(UNKNOWN, UNKNOWN), null],
    ['true AND true', all(TRUE, TRUE), true],
    ['true OR unknown', any(TRUE, UNKNOWN), true],
    ['unknown OR true', any(UNKNOWN, TRUE), true],
    ['false OR unknown', any(FALSE, UNKNOWN), null],
    ['false OR false', any(FALSE, FALSE), false],
    ['NOT unknown', not(UNKNOWN), null],
    ['NOT true', not(TRUE), false],
    ['NOT false', not(FALSE), true],
    ['AND of nothing', all(), true],
    ['OR of nothing', any(), false],
  ])('%s', (_name, condition, truth) => {
    expect(valueOf(condition)).toBe(truth);
  });
});
