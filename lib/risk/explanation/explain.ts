import type { Question, Truth } from '../condition';
import { setAsideContradictions } from './contradictions';
import { deriveAnswers, type DerivedAnswers } from './derived-answers';
import type { FactName, Facts } from '../facts';
import { knowledgeOf, truthOf, type Knowledge, type PreparedRuleSet } from '../prepared-rule-set';
import { clausesOf, type Clause, type NotEvaluable } from '../rule-set';
import type { Source, Text } from '../sources';

/** One reason for an answer: the clause in words, the known facts it used (sorted), and where it comes from. */
export type Reason = { clause: string; text: Text; facts: FactName[]; source: Source };

/** A clause of a rule set for one patient: true, false, or null while it is open. */
export type ClauseState = Reason & { truth: Truth };

/**
 * Every clause of a rule set in reading order with its value for these facts, contradictory facts set aside. Clauses
 * of groups are evaluated even when the patient is not eligible.
 */
export function explainRuleSet(prepared: PreparedRuleSet, facts: Facts): ClauseState[] {
  const known = deriveAnswers(setAsideContradictions(facts).facts);
  const knowledge = knowledgeOf(prepared, known);
  return clausesOf(prepared.ruleSet).map((clause) => ({
    ...reasonOf(prepared, clause, known),
    truth: truthOf(prepared, clause.condition, knowledge),
  }));
}

/** The clauses whose value is among those wanted. */
export function clausesWith<C extends Clause>(
  prepared: PreparedRuleSet,
  clauses: readonly C[],
  knowledge: Knowledge,
  wanted: readonly Truth[],
): C[] {
  return clauses.filter((clause) => wanted.includes(truthOf(prepared, clause.condition, knowledge)));
}

/** Why a clause says what it says: its text, its first source, and the known facts that its condition asks about. */
export function reasonOf({ asks, ruleSet }: PreparedRuleSet, clause: Clause, known: DerivedAnswers): Reason {
  const facts: FactName[] = [];
  for (const question of asks.get(clause) ?? []) {
    const fact = factBehind(question, known, ruleSet.notEvaluable);
    if (fact !== null && !facts.includes(fact)) facts.push(fact);
  }
  const { ref, locator, level } = clause.sources[0];
  return { clause: clause.id, text: clause.text, facts: facts.sort(), source: { ref, locator, level } };
}

/** The fact an answer rests on, or null where it is unknown; a final state that the rule set does not name is unknown there. */
export function factBehind(
  question: Question,
  { answers, from }: DerivedAnswers,
  notEvaluable: readonly NotEvaluable[],
): FactName | null {
  if (question === 'kmt2a' && from.kmt2a === 'kmt2aEvaluable')
    return notEvaluable.includes('kmt2a') ? 'kmt2aEvaluable' : null;
  if (question === 'prednisoneResponse' && answers.prednisoneResponse === 'not-evaluable') {
    return notEvaluable.includes('prednisoneResponse') ? from.prednisoneResponse : null;
  }
  return from[question];
}
