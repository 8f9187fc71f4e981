import type { CategoryCondition, Condition, NumberCondition, Question, Relation } from '../condition';
import { clausesOf, type Clause, type RuleSet } from '../rule-set';

/** One thing that must be so: a comparison of a number, or a category that holds or must not hold. */
export type Requirement = NumberCondition | (CategoryCondition & { negated: boolean });

/** Requirements that together are enough; nothing required means always. */
export type Alternative = readonly Requirement[];

/** What a rule can ask, in the order in which a table shows it. */
const QUESTION_ORDER: readonly Question[] = [
  'kmt2a',
  'kmt2aPartner',
  'ageDays',
  'wbc',
  'cns',
  'cnsDay8',
  'prednisoneResponse',
  'remissionEoi',
  'mrdEoi',
  'mrdBlina1',
  'mrdHr1',
];

const OPPOSITE: Readonly<Record<Relation, Relation>> = { '<': '>=', '>=': '<', '<=': '>', '>': '<=' };

/**
 * A condition as the lines of a decision table (disjunctive normal form): it is true exactly when every requirement of at
 * least one line is met. A number has no "not": not under 183 is 183 or more.
 */
export function alternativesOf(condition: Condition): Alternative[] {
  return expand(condition, false);
}

function expand(condition: Condition, negated: boolean): Alternative[] {
  switch (condition.kind) {
    case 'number':
      return [[negated ? { ...condition, relation: OPPOSITE[condition.relation] } : condition]];
    case 'category':
      return [[{ ...condition, negated }]];
    case 'not':
      return expand(condition.condition, !negated);
    case 'all':
    case 'any': {
      const parts = condition.conditions.map((part) => expand(part, negated));
      // NOT (a AND b) is NOT a OR NOT b, and the other way round.
      return (condition.kind === 'any') === negated ? parts.reduce(combine, [[]]) : parts.flat();
    }
  }
}

function combine(lines: Alternative[], more: Alternative[]): Alternative[] {
  return lines.flatMap((line) => more.map((other) => [...line, ...other]));
}

/** The questions that some clauses ask, in the order of a table's columns. */
export function questionsIn(clauses: readonly Clause[]): Question[] {
  const asked = new Set(
    clauses.flatMap(({ condition }) => alternativesOf(condition).flat()).map(({ question }) => question),
  );
  return QUESTION_ORDER.filter((question) => asked.has(question));
}

/** The questions that the whole rule set asks. */
export function questionsOf(ruleSet: RuleSet): Question[] {
  return questionsIn(clausesOf(ruleSet));
}
