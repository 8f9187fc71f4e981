import { describe, expect, test } from 'vitest';
import { classify, PREPARED_RULE_SETS } from '../classify';
import { explainRuleSet } from './explain';
import { explainConditions, type ConditionState } from './explain-condition';
import type { Facts } from '../facts';
import { clausesOf } from '../rule-set';
import { ruleSetKey } from '../rule-sets/rule-set-key';

const prepared = PREPARED_RULE_SETS.find(({ ruleSet }) => ruleSetKey(ruleSet) === 'interfant-06');

/** The condition of one clause of Interfant-06 as text, each part with its value and the fact that gives it. */
function spelled(clause: string, facts: Facts): string {
  if (!prepared) throw new Error('There is no Interfant-06');
  const [state] = explainConditions(
    prepared,
    clausesOf(prepared.ruleSet)
      .filter(({ id }) => id === clause)
      .map(({ condition }) => condition),
    facts,
  );
  return state === undefined ? '' : text(state);
}

function text(state: ConditionState): string {
  if (state.kind === 'comparison') return `${state.comparison.question} ${state.truth} (${state.fact})`;
  return `${state.kind} ${state.truth} [${state.parts.map(text).join(', ')}]`;
}

// By hand from I06-HR and I06-IR (rules.md, section 4.2) and the strong Kleene tables.
describe('explainConditions', () => {
  test('each part with its value and the fact behind it', () => {
    expect(spelled('I06-HR', { ageDays: 60, kmt2aPartner: 'AFF1', day8Blasts: 1000 })).toBe(
      'all true [kmt2a true (kmt2aPartner), all true [ageDays true (ageDays), any true [wbc null (null), prednisoneResponse true (day8Blasts)]]]',
    );
    expect(spelled('I06-HR', { ageDays: 60, kmt2a: 'rearranged', wbc: 20 })).toBe(
      'all null [kmt2a true (kmt2a), all null [ageDays true (ageDays), any null [wbc false (wbc), prednisoneResponse null (null)]]]',
    );
    expect(spelled('I06-IR', { ageDays: 183, kmt2a: 'rearranged' })).toContain(
      'not true [all false [ageDays false (ageDays), any null',
    );
  });

  test('contradictory facts are open', () => {
    expect(spelled('I06-LR', { kmt2a: 'germline', kmt2aPartner: 'AFF1' })).toBe('kmt2a null (null)');
  });

  test('agrees with the value of the whole clause', () => {
    const facts: Facts = { ageDays: 142, kmt2a: 'rearranged', wbc: 286, cns: 'CNS2', day8Blasts: 1450, mrdEoi: 0.2 };
    for (const ruleSet of PREPARED_RULE_SETS) {
      const whole = explainRuleSet(ruleSet, facts).map(({ truth }) => truth);
      const parts = explainConditions(
        ruleSet,
        clausesOf(ruleSet.ruleSet).map(({ condition }) => condition),
        facts,
      );
      expect(parts.map(({ truth }) => truth)).toEqual(whole);
    }
    expect(classify(facts).conflicts).toEqual([]);
  });
});
