import { describe, expect, test } from 'vitest';
import type { Facts } from '../facts';
import { nearThresholds } from './near-thresholds';
import { ruleSetKey } from '../rule-sets/rule-set-key';

function near(facts: Facts): string[] {
  return nearThresholds(facts).map(
    ({ fact, value, cut, ruleSets }) =>
      `${fact} ${value} near ${cut.value}: ${ruleSets.map(({ prepared, here, across }) => `${ruleSetKey(prepared.ruleSet)} ${here.group ?? here.status}/${across.group ?? across.status}`).join(', ')}`,
  );
}

// By hand from the cut points of rules.md, section 5: 7 days on either side of an age, 5 % on either side of another number.
describe('nearThresholds', () => {
  test('names the rule sets in which the cut point matters, and the group on the other side', () => {
    expect(
      near({ ageDays: 142, kmt2a: 'rearranged', wbc: 286, day8Blasts: 500, remissionEoi: true, mrdBlina1: 0 }),
    ).toEqual([
      'wbc 286 near 300: interfant-06 IR/HR, interfant-blina-pilot IR/HR, interfant-blina-pilot:review IR/HR, interfant-21 IR/HR, interfant-21:review IR/HR',
    ]);
  });

  test('is silent where the other facts decide anyway', () => {
    expect(near({ ageDays: 200, kmt2a: 'rearranged', wbc: 286 })).toEqual([]);
    expect(near({ ageDays: 142, kmt2a: 'rearranged', wbc: 286, day8Blasts: 20_000 })).toEqual([]);
  });

  test.each([
    [176, true],
    [175, false],
    [190, true],
    [191, false],
    [183, true],
  ])('an age of %d days is near 183: %s', (ageDays, expected) => {
    const found = nearThresholds({ ageDays, kmt2a: 'rearranged', wbc: 400 }).some(({ cut }) => cut.value === 183);
    expect(found).toBe(expected);
  });

  test.each([
    [285, true],
    [284.9, false],
    [315, true],
    [315.1, false],
    [300, true],
  ])('a white count of %d is near 300: %s', (wbc, expected) => {
    expect(nearThresholds({ ageDays: 60, kmt2a: 'rearranged', wbc }).some(({ fact }) => fact === 'wbc')).toBe(expected);
  });

  test('the value on an open cut point belongs to the part below it', () => {
    const [found] = nearThresholds({ ageDays: 250, kmt2a: 'rearranged', remissionEoi: true, mrdBlina1: 0.01 });
    expect(found).toMatchObject({ fact: 'mrdBlina1', cut: { value: 0.01, after: true } });
    expect(found?.ruleSets[0]).toMatchObject({ here: { group: 'IR' }, across: { group: 'HR' } });
  });

  test('a contradictory number is not weighed', () => {
    expect(near({ ageDays: 60, day8Blasts: 1000, prednisoneResponse: 'good' })).toEqual([]);
  });
});
