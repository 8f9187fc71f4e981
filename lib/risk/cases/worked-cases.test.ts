import { describe, expect, test } from 'vitest';
import { PREPARED_RULE_SETS } from '../classify';
import { ruleSetKey } from '../rule-sets/rule-set-key';
import { runWorkedCase } from './worked-case';
import { workedCasesOf, workedFacts } from './worked-cases';

describe('worked cases of a rule set', () => {
  test.each(PREPARED_RULE_SETS.map((prepared) => [ruleSetKey(prepared.ruleSet), prepared] as const))(
    '%s: all 60 agree',
    (key, prepared) => {
      const cases = workedCasesOf(key);
      expect(cases).toHaveLength(60);
      expect(cases.filter((one) => !runWorkedCase(one, prepared).agrees)).toEqual([]);
      expect(cases.some(({ about }) => about)).toBe(true);
    },
  );

  test('another group, status, possible group or missing fact is a disagreement', () => {
    const prepared = PREPARED_RULE_SETS.find(({ ruleSet }) => ruleSet.protocol === 'interfant-06');
    const one = workedCasesOf('interfant-06').find(({ id }) => id === 'v23');
    if (!prepared || !one) throw new Error('no such case');
    expect(runWorkedCase(one, prepared).agrees).toBe(true);
    for (const wrong of [{ group: 'HR' }, { status: 'classified' }, { possible: ['HR'] }, { missing: [] }] as const) {
      expect(
        runWorkedCase({ ...one, expected: { ...one.expected, ...wrong } as typeof one.expected }, prepared).agrees,
      ).toBe(false);
    }
  });

  test('an unknown key has no cases; there are 60 patients', () => {
    expect(workedCasesOf('interfant-07')).toEqual([]);
    expect(workedFacts()).toHaveLength(60);
  });
});
