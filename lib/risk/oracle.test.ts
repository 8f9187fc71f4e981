import { describe, expect, test } from 'vitest';
import { classify, PREPARED_RULE_SETS } from './classify';
import { ALL_RULE_SETS } from './rule-sets/all-rule-sets';
import { ruleSetKey } from './rule-sets/rule-set-key';
import { boundaryCases } from './testing/boundary-cases';
import { askOracle, ORACLE, oracleView } from './testing/oracle';

describe('agrees with every completion listed by brute force', () => {
  test('for the same rule sets in the same order', () => {
    expect(ORACLE.map((rules) => rules.key)).toEqual(ALL_RULE_SETS.map((ruleSet) => ruleSetKey(ruleSet)));
  });

  test.each(ORACLE.map((rules, i) => [rules.key, rules, PREPARED_RULE_SETS.slice(i, i + 1)] as const))(
    'on and beside every cut point of %s, each fact known and unknown',
    (_key, rules, prepared) => {
      for (const facts of boundaryCases(rules.uses)) {
        const [found] = classify(facts, prepared).results;
        const result = found ? oracleView(found) : null;
        const expected = askOracle(rules, facts);
        if (JSON.stringify(result) !== JSON.stringify(expected))
          expect({ facts, ...result }).toEqual({ facts, ...expected });
      }
    },
    60_000,
  );
});
