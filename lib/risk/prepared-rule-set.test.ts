import { describe, expect, test } from 'vitest';
import { compare } from './condition';
import { prepareRuleSet } from './prepared-rule-set';
import type { BaselineClause, RuleSet } from './rule-set';
import { INTERFANT_21 } from './rule-sets/interfant-21';
import { AALL0631 } from './rule-sets/aall0631';

/** The rule set with the given limit of age in one of its clauses of groups. */
function withLimit(ruleSet: RuleSet, id: string, limit: number): RuleSet {
  const { stratification } = ruleSet;
  if (stratification.kind === 'none') return ruleSet;
  const change = (clause: BaselineClause): BaselineClause =>
    clause.id === id ? { ...clause, condition: compare('ageDays', '<', limit) } : clause;
  return { ...ruleSet, stratification: { ...stratification, baseline: stratification.baseline.map(change) } };
}

describe('prepareRuleSet', () => {
  test('refuses groups that overlap', () => {
    expect(() => prepareRuleSet(withLimit(AALL0631, 'A0631-HR', 90))).toThrow(
      /aall0631 \(primary\): A0631-LR, A0631-HR for one complete case/,
    );
  });

  test('refuses groups that leave a gap', () => {
    expect(() => prepareRuleSet(withLimit(AALL0631, 'A0631-LR', 0))).toThrow(/no clause for one complete case/);
  });

  test('tells apart no more values than the conditions do', () => {
    const prepared = prepareRuleSet(INTERFANT_21);
    expect(prepared.variables.map(({ cells }) => cells)).toEqual([3, 2, 2, 2, 2, 2]);
    expect(prepared.completions).toHaveLength(96);
  });
});
