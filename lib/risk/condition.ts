import type { CnsStatus, Kmt2aStatus, MrdResult, Partner, PrednisoneResponse } from './facts';

/** Numbers a condition may compare; units as in `Facts`. */
export type NumberQuestion = 'ageDays' | 'wbc' | 'mrdEoi' | 'mrdBlina1';
export type Relation = '<' | '<=' | '>=' | '>';

/** Values a condition may ask for. *Not evaluable* is a final state, which is not the same as unknown. */
export type CategoryValues = {
  kmt2a: Kmt2aStatus | 'not-evaluable';
  kmt2aPartner: Partner;
  prednisoneResponse: PrednisoneResponse;
  cns: CnsStatus;
  cnsDay8: CnsStatus;
  remissionEoi: boolean;
  mrdHr1: MrdResult;
};
export type CategoryQuestion = keyof CategoryValues;

/** What a rule can ask about a patient: the facts, with the KMT2A status and the day-8 response derived from several. */
export type Question = NumberQuestion | CategoryQuestion;

export type NumberCondition = { kind: 'number'; question: NumberQuestion; relation: Relation; limit: number };
export type CategoryCondition = { kind: 'category'; question: CategoryQuestion; value: string | boolean };

/** A condition as data; `all` of nothing is true. Its value is true, false or unknown (strong Kleene logic). */
export type Condition =
  | NumberCondition
  | CategoryCondition
  | { kind: 'not'; condition: Condition }
  | { kind: 'all' | 'any'; conditions: readonly Condition[] };

/** True, false, or null for unknown. */
export type Truth = boolean | null;

export function compare(question: NumberQuestion, relation: Relation, limit: number): NumberCondition {
  return { kind: 'number', question, relation, limit };
}

export function is<Q extends CategoryQuestion>(question: Q, value: CategoryValues[Q]): CategoryCondition {
  return { kind: 'category', question, value };
}

export function not(condition: Condition): Condition {
  return { kind: 'not', condition };
}

export function all(...conditions: Condition[]): Condition {
  return { kind: 'all', conditions };
}

export function any(...conditions: Condition[]): Condition {
  return { kind: 'any', conditions };
}

/** The value of a condition, given the value of each comparison in it: false AND unknown is false, NOT unknown is unknown. */
export function evaluate(
  condition: Condition,
  truthOf: (comparison: NumberCondition | CategoryCondition) => Truth,
): Truth {
  switch (condition.kind) {
    case 'number':
    case 'category':
      return truthOf(condition);
    case 'not': {
      const truth = evaluate(condition.condition, truthOf);
      return truth === null ? null : !truth;
    }
    case 'all':
    case 'any': {
      const settling = condition.kind === 'any';
      let truth: Truth = !settling;
      for (const part of condition.conditions) {
        const partTruth = evaluate(part, truthOf);
        if (partTruth === settling) return settling;
        if (partTruth === null) truth = null;
      }
      return truth;
    }
  }
}

/** Every comparison inside a condition, in reading order. */
export function comparisonsOf(condition: Condition): (NumberCondition | CategoryCondition)[] {
  switch (condition.kind) {
    case 'number':
    case 'category':
      return [condition];
    case 'not':
      return comparisonsOf(condition.condition);
    case 'all':
    case 'any':
      return condition.conditions.flatMap(comparisonsOf);
  }
}
