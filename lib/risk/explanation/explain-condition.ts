import type { CategoryCondition, Condition, NumberCondition, Truth } from '../condition';
import { setAsideContradictions } from './contradictions';
import { deriveAnswers } from './derived-answers';
import { factBehind } from './explain';
import type { FactName, Facts } from '../facts';
import { knowledgeOf, truthOf, type PreparedRuleSet } from '../prepared-rule-set';

/**
 * A condition with the value of each of its parts for one patient. `fact` is the known fact that answers a comparison,
 * or null while it is open.
 */
export type ConditionState =
  | { kind: 'comparison'; comparison: NumberCondition | CategoryCondition; truth: Truth; fact: FactName | null }
  | { kind: 'not' | 'all' | 'any'; truth: Truth; parts: ConditionState[] };

/** Evaluates every part of conditions of a rule set, contradictory facts set aside, in the order given. */
export function explainConditions(
  prepared: PreparedRuleSet,
  conditions: readonly Condition[],
  facts: Facts,
): ConditionState[] {
  const known = deriveAnswers(setAsideContradictions(facts).facts);
  const knowledge = knowledgeOf(prepared, known);
  const stateOf = (condition: Condition): ConditionState => {
    const truth = truthOf(prepared, condition, knowledge);
    switch (condition.kind) {
      case 'number':
      case 'category':
        return {
          kind: 'comparison',
          comparison: condition,
          truth,
          fact: factBehind(condition.question, known, prepared.ruleSet.notEvaluable),
        };
      case 'not':
        return { kind: 'not', truth, parts: [stateOf(condition.condition)] };
      case 'all':
      case 'any':
        return { kind: condition.kind, truth, parts: condition.conditions.map(stateOf) };
    }
  };
  return conditions.map(stateOf);
}
