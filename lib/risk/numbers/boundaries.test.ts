import { describe, expect, test } from 'vitest';
import { BOUNDARIES } from './boundaries';
import { comparisonsOf, compare, type CategoryCondition, type NumberCondition } from '../condition';
import { CONVENTIONS, DIFFERING_READINGS } from '../readings';
import { clausesOf, type RuleSet } from '../rule-set';
import { ALL_RULE_SETS } from '../rule-sets/all-rule-sets';
import { ruleSetKey } from '../rule-sets/rule-set-key';

const keys = ALL_RULE_SETS.map(ruleSetKey);

/** A comparison and its negation cut at the same place, and a good response at the same place as a poor one. */
function cut(comparison: NumberCondition | CategoryCondition): string {
  if (comparison.kind === 'category')
    return comparison.value === 'good'
      ? `${comparison.question} poor`
      : `${comparison.question} ${String(comparison.value)}`;
  const before = comparison.relation === '<' || comparison.relation === '>=';
  return `${comparison.question} ${before ? 'before' : 'after'} ${comparison.limit}`;
}

function cutsOf(ruleSet: RuleSet): string[] {
  const { subgroups } = ruleSet;
  const comparisons = clausesOf(ruleSet).flatMap(({ condition }) => comparisonsOf(condition));
  const subgroup = subgroups ? [cut(compare(subgroups.question, '<', subgroups.limit))] : [];
  return [
    ...new Set([
      ...comparisons
        .filter((comparison) => comparison.kind === 'number' || /^(cns|prednisone)/.test(comparison.question))
        .map(cut),
      ...subgroup,
    ]),
  ].sort();
}

describe('the boundaries shown to readers', () => {
  test.each(ALL_RULE_SETS.map((ruleSet) => [ruleSetKey(ruleSet), ruleSet] as const))(
    'are those of %s, none missing and none invented',
    (key, ruleSet) => {
      const shown = BOUNDARIES.filter((boundary) => boundary.ruleSets.includes(key)).map((boundary) =>
        cut(boundary.comparison),
      );
      expect(shown.sort()).toEqual(cutsOf(ruleSet));
    },
  );

  test('and the readings name rule sets that exist', () => {
    for (const { ruleSets } of [...BOUNDARIES, ...CONVENTIONS]) for (const key of ruleSets) expect(keys).toContain(key);
    for (const { protocols } of DIFFERING_READINGS) for (const protocol of protocols) expect(keys).toContain(protocol);
  });
});
