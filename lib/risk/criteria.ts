import { BOUNDARIES } from './numbers/boundaries';
import { outlookOf } from './completions';
import type { CategoryCondition, NumberCondition, Question } from './condition';
import { setAsideContradictions } from './explanation/contradictions';
import { alternativesOf } from './explanation/decision-table';
import { deriveAnswers } from './explanation/derived-answers';
import type { DecisionPoint, Facts, Group } from './facts';
import { knowledgeOf, type PreparedRuleSet } from './prepared-rule-set';
import type { Clause, RuleSet } from './rule-set';
import { ruleSetKey } from './rule-sets/rule-set-key';

/**
 * What a protocol does with a criterion: it limits who is eligible, gives a group at diagnosis or on day 8, changes the
 * group later, or only names a subgroup.
 */
export type CriterionRole =
  | { kind: 'eligibility' | 'group' }
  | { kind: 'change'; point: DecisionPoint; from: readonly Group[]; to: Group }
  | { kind: 'subgroup'; group: Group; below: string; otherwise: string };

/** One cut point or category of a rule set; `convention` where a choice of this registry settles the value on the cut. */
export type Criterion = { comparison: NumberCondition | CategoryCondition; role: CriterionRole; convention: boolean };

/**
 * Every criterion of a rule set, each once in its role, read from the conditions themselves. A cut point is named as the
 * first clause has it, so "under 180" stands for its opposite "180 or more" too.
 */
export function criteriaOf(ruleSet: RuleSet): Criterion[] {
  const key = ruleSetKey(ruleSet);
  const criteria = new Map<string, Criterion>();
  const add = (comparison: Criterion['comparison'], role: CriterionRole): void => {
    const name = `${role.kind} ${role.kind === 'change' ? role.point : ''} ${comparison.question} ${cutOf(comparison)}`;
    if (!criteria.has(name)) criteria.set(name, { comparison, role, convention: isConvention(key, comparison) });
  };
  const addClause = (clause: Clause, role: CriterionRole): void => {
    for (const requirement of alternativesOf(clause.condition).flat()) add(comparisonOf(requirement), role);
  };
  const { eligibility, stratification, subgroups } = ruleSet;
  for (const clause of eligibility) addClause(clause, { kind: 'eligibility' });
  if (stratification.kind === 'groups') {
    for (const clause of stratification.baseline) addClause(clause, { kind: 'group' });
    for (const { point, from, to, ...clause } of stratification.restratifications)
      addClause(clause, { kind: 'change', point, from, to });
  }
  if (subgroups) {
    const { question, limit, group, below, otherwise } = subgroups;
    add({ kind: 'number', question, relation: '<', limit }, { kind: 'subgroup', group, below, otherwise });
  }
  return [...criteria.values()];
}

function comparisonOf(requirement: Criterion['comparison'] & { negated?: boolean }): Criterion['comparison'] {
  if (requirement.kind === 'number') return requirement;
  const { kind, question, value } = requirement;
  return { kind, question, value };
}

/** Relations that part the numbers at the same place share a name: under 180, and 180 or more. */
function cutOf(comparison: Criterion['comparison']): string {
  if (comparison.kind === 'category') return String(comparison.value);
  const { relation, limit } = comparison;
  return relation === '<' || relation === '>=' ? `at ${limit}` : `after ${limit}`;
}

function isConvention(key: string, comparison: Criterion['comparison']): boolean {
  return BOUNDARIES.some(
    ({ convention, ruleSets, comparison: boundary }) =>
      convention &&
      ruleSets.includes(key) &&
      boundary.question === comparison.question &&
      cutOf(boundary) === cutOf(comparison),
  );
}

/** The criteria that ask about one of some questions. */
export function criteriaAbout(criteria: readonly Criterion[], ...questions: Question[]): Criterion[] {
  return criteria.filter(({ comparison }) => questions.includes(comparison.question));
}

/** The groups that some facts leave open at diagnosis and day 8, later changes not counted. */
export function baselineGroups(prepared: PreparedRuleSet, facts: Facts): { eligible: boolean | null; groups: Group[] } {
  const { eligible, baseline } = outlookOf(
    prepared,
    knowledgeOf(prepared, deriveAnswers(setAsideContradictions(facts).facts)),
  );
  return { eligible, groups: baseline };
}
