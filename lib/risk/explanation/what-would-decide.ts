import { classify, PREPARED_RULE_SETS } from '../classify';
import { setAsideContradictions } from './contradictions';
import { DECISION_POINTS, FACT_DEFINITIONS, FACT_NAMES, type DecisionPoint, type FactName, type Facts } from '../facts';
import { bandsAlong, briefAnswer, isSameAnswer, type BriefAnswer } from '../numbers/number-bands';
import { NUMBER_FACTS, type Interval, type NumberFact } from '../numbers/number-intervals';
import type { PreparedRuleSet } from '../prepared-rule-set';
import { withAnswer } from './with-answer';

/** Values of a missing fact that lead to the same answer: an interval of numbers, or categories as facts. */
export type ValuePart = { kind: 'interval'; interval: Interval } | { kind: 'values'; values: Facts[] };
export type DecidingPart = { part: ValuePart; answer: BriefAnswer };

/** What a missing fact would decide: for each rule set that waits for it, its values in parts with the answer of each. */
export type Decider = {
  fact: FactName;
  at: DecisionPoint;
  ruleSets: { prepared: PreparedRuleSet; parts: DecidingPart[] }[];
};

/**
 * The facts that could still change an answer, in the order in which they become available, and what each would lead
 * to with everything else as it is known now. A rule set that does not wait for a fact is left out under it. A part may
 * leave the answer open: then further facts are needed.
 */
export function whatWouldDecide(facts: Facts, ruleSets: readonly PreparedRuleSet[] = PREPARED_RULE_SETS): Decider[] {
  const consistent = setAsideContradictions(facts).facts;
  const { results } = classify(consistent, ruleSets);
  return factsInTime().flatMap((fact) => {
    const waiting = ruleSets.filter((_, i) => results[i]?.missing.includes(fact));
    if (waiting.length === 0) return [];
    return [
      {
        fact,
        at: FACT_DEFINITIONS[fact].at,
        ruleSets: waiting.map((prepared) => ({ prepared, parts: partsOf(fact, consistent, prepared) })),
      },
    ];
  });
}

function factsInTime(): FactName[] {
  return DECISION_POINTS.flatMap((at) => FACT_NAMES.filter((fact) => FACT_DEFINITIONS[fact].at === at));
}

function isNumberFact(fact: FactName): fact is NumberFact {
  return NUMBER_FACTS.some((name) => name === fact);
}

function partsOf(fact: FactName, facts: Facts, prepared: PreparedRuleSet): DecidingPart[] {
  const ofNumber = isNumberFact(fact) ? bandsAlong(fact, facts, [prepared]).flatMap(({ bands }) => bands) : [];
  const parts: DecidingPart[] = ofNumber.map(({ interval, answer }) => ({
    part: { kind: 'interval', interval },
    answer,
  }));
  for (const value of categoriesOf(fact, facts, prepared)) {
    const answer = briefAnswer(prepared, withAnswer(facts, value));
    const same = parts.find((other) => other.part.kind === 'values' && isSameAnswer(other.answer, answer));
    if (same?.part.kind === 'values') same.part.values.push(value);
    else parts.push({ part: { kind: 'values', values: [value] }, answer });
  }
  return parts;
}

/** The categories that answer a question; *not evaluable* only where the rule set names it and it is not excluded. */
function categoriesOf(fact: FactName, facts: Facts, { ruleSet: { notEvaluable } }: PreparedRuleSet): Facts[] {
  if (fact === 'day8Blasts')
    return notEvaluable.includes('prednisoneResponse') ? [{ prednisoneResponse: 'not-evaluable' }] : [];
  const definition = FACT_DEFINITIONS[fact];
  if (definition.type === 'number') return [];
  const values = definition.type === 'boolean' ? [true, false] : definition.allowed;
  const answers = values.map((value): Facts => ({ [fact]: value }));
  const mayNotBeEvaluable = fact === 'kmt2a' && notEvaluable.includes('kmt2a') && facts.kmt2aEvaluable !== true;
  return mayNotBeEvaluable ? [...answers, { kmt2aEvaluable: false }] : answers;
}
