import { describe, expect, test } from 'vitest';
import { classify } from '../classify';
import vignettes from '../golden/vignettes.json';
import { ALL_RULE_SETS } from '../rule-sets/all-rule-sets';
import { ruleSetKey } from '../rule-sets/rule-set-key';
import { parseFacts } from '../validate';

describe('the 60 worked cases', () => {
  test('there are 60 of them, each with every rule set', () => {
    expect(vignettes).toHaveLength(60);
    const keys = ALL_RULE_SETS.map((ruleSet) => ruleSetKey(ruleSet));
    for (const vignette of vignettes) expect(Object.keys(vignette.expected)).toEqual(keys);
  });

  test.each(vignettes.map((vignette) => [vignette.id, vignette.title, vignette] as const))(
    '%s %s',
    (_id, _title, vignette) => {
      const parsed = parseFacts(vignette.facts);
      if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
      const answer = classify(parsed.facts);
      const found = Object.fromEntries(
        answer.results.map((result) => [
          ruleSetKey(result),
          { status: result.status, group: result.group, possible: result.possible, missing: result.missing },
        ]),
      );
      expect(found).toEqual(vignette.expected);
    },
  );
});
