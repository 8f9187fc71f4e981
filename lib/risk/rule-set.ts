import type { Condition, NumberQuestion } from './condition';
import type { DecisionPoint, Group } from './facts';
import type { ClauseSource, Text } from './sources';

/** One line of a rule set. The first source is the one an answer quotes; the others support or qualify it. */
export type Clause = {
  id: string;
  text: Text;
  condition: Condition;
  sources: readonly [ClauseSource, ...ClauseSource[]];
};

/** Gives a group at the end of the baseline points. Clauses of the same group are joined by OR. */
export type BaselineClause = Clause & { group: Group };

/** Changes the current group at a later point when it is one of `from` and the condition is true. */
export type Restratification = Clause & { point: DecisionPoint; from: readonly Group[]; to: Group };

/** A name inside a group by one number: `below` if the value is under the limit, else `otherwise`. Never changes the group. */
export type Subgroups = {
  group: Group;
  question: NumberQuestion;
  limit: number;
  below: string;
  otherwise: string;
  sources: readonly [ClauseSource, ...ClauseSource[]];
};

export type Variant = 'primary' | 'review';

/** How a protocol assigns groups, or `none` with the clause that says that it does not. */
export type Stratification =
  | { kind: 'none'; clause: Clause }
  | { kind: 'groups'; baseline: readonly BaselineClause[]; restratifications: readonly Restratification[] };

/** A final state that a protocol names in its rules, so that it counts as a value and not as unknown. */
export type NotEvaluable = 'kmt2a' | 'prednisoneResponse';

/**
 * The rules of one protocol as one kind of source describes them. `primary` follows the original report or register,
 * `review` the table of the review; where both exist, `primary` is the default. A patient is eligible when every
 * clause of `eligibility` holds. `version` changes whenever an answer can change. `localNames` holds the
 * protocol's own names of groups where they differ; `outside` the criteria that are shown and never evaluated.
 */
export type RuleSet = {
  protocol: string;
  variant: Variant;
  version: string;
  points: readonly DecisionPoint[];
  notEvaluable: readonly NotEvaluable[];
  localNames: Partial<Record<Group, Text>>;
  eligibility: readonly Clause[];
  stratification: Stratification;
  subgroups: Subgroups | null;
  outside: Text;
};

/** Every clause of a rule set in reading order: eligibility, groups, changes of group. */
export function clausesOf(ruleSet: RuleSet): Clause[] {
  const { stratification } = ruleSet;
  if (stratification.kind === 'none') return [...ruleSet.eligibility, stratification.clause];
  return [...ruleSet.eligibility, ...stratification.baseline, ...stratification.restratifications];
}
