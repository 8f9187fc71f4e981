import { comparisonsOf, evaluate, type Condition, type Question, type Truth } from './condition';
import type { DerivedAnswers } from './explanation/derived-answers';
import { DECISION_POINTS, GROUPS, type DecisionPoint, type Group } from './facts';
import { clausesOf, type BaselineClause, type Clause, type Restratification, type RuleSet } from './rule-set';
import { variablesFor, type Comparison, type Variable } from './variable';

/** What a complete case comes to: not eligible, not stratified, or a group. */
export type Outcome = 'NE' | 'NS' | Group;

/** What is known, as one bit mask of allowed cells for each variable of a rule set. */
export type Knowledge = readonly number[];

/** The outcome of one completion, and the group that it has at the end of the baseline points. */
export type Completion = { outcome: Outcome; baselineGroup: Group | null };

/**
 * A rule set made ready for many patients: the quantities it depends on, each cut into the cells it can tell apart,
 * and the outcome of every combination of cells. `strides` turns one cell of each variable into a place in `completions`.
 */
export type PreparedRuleSet = {
  ruleSet: RuleSet;
  variables: readonly Variable[];
  strides: readonly number[];
  completions: readonly Completion[];
  where: ReadonlyMap<Comparison, { variable: number; cells: number }>;
  /** The questions that the condition of a clause asks. */
  asks: ReadonlyMap<Clause, readonly Question[]>;
};

/** Prepares a rule set. Throws when its groups do not fit together: every eligible complete case must fall into exactly one. */
export function prepareRuleSet(ruleSet: RuleSet): PreparedRuleSet {
  const asked = clausesOf(ruleSet).map((clause) => [clause, comparisonsOf(clause.condition)] as const);
  const comparisons = asked.flatMap(([, ofClause]) => ofClause);
  const asks = new Map(
    asked.map(([clause, ofClause]) => [clause, [...new Set(ofClause.map(({ question }) => question))]]),
  );
  const byQuestion = variablesFor(comparisons, ruleSet.notEvaluable);
  const variables = [...new Set(byQuestion.values())];
  const where = new Map<Comparison, { variable: number; cells: number }>();
  for (const comparison of comparisons) {
    const variable = byQuestion.get(comparison.question);
    if (variable)
      where.set(comparison, { variable: variables.indexOf(variable), cells: variable.cellsWhere(comparison) });
  }
  const strides: number[] = [];
  let size = 1;
  for (const variable of variables) {
    strides.push(size);
    size *= variable.cells;
  }
  const caseAt = (place: number): Knowledge =>
    variables.map(({ cells }, v) => 1 << (Math.floor(place / (strides[v] ?? 1)) % cells));
  const prepared = { ruleSet, variables, strides, completions: [], where, asks };
  const completions = Array.from({ length: size }, (_, place) => completionOf(prepared, caseAt(place)));
  return { ...prepared, completions };
}

/** What derived answers mean for the variables of a rule set. */
export function knowledgeOf({ variables }: PreparedRuleSet, known: DerivedAnswers): Knowledge {
  return variables.map((variable) => variable.allowed(known));
}

/** The same knowledge without what becomes available only after `point`. */
export function knowledgeAt({ variables }: PreparedRuleSet, knowledge: Knowledge, point: DecisionPoint): Knowledge {
  return variables.map(({ at, cells }, v) => (comesAfter(at, point) ? (1 << cells) - 1 : (knowledge[v] ?? 0)));
}

/** Whether a decision point lies after another in time. */
export function comesAfter(point: DecisionPoint, other: DecisionPoint): boolean {
  return DECISION_POINTS.indexOf(point) > DECISION_POINTS.indexOf(other);
}

/** The value of a condition for what is known: unknown when some but not all allowed cells make a comparison true. */
export function truthOf({ where }: PreparedRuleSet, condition: Condition, knowledge: Knowledge): Truth {
  return evaluate(condition, (comparison) => {
    const place = where.get(comparison);
    if (!place) throw new Error(`A comparison of ${comparison.question} is not part of the rule set`);
    const allowed = knowledge[place.variable] ?? 0;
    const agreeing = allowed & place.cells;
    if (agreeing === 0) return false;
    return agreeing === allowed ? true : null;
  });
}

function completionOf(prepared: PreparedRuleSet, knowledge: Knowledge): Completion {
  const { eligibility, stratification } = prepared.ruleSet;
  const isTrue = (clause: { condition: Condition }): boolean => truthOf(prepared, clause.condition, knowledge) === true;
  if (!eligibility.every(isTrue)) return { outcome: 'NE', baselineGroup: null };
  if (stratification.kind === 'none') return { outcome: 'NS', baselineGroup: null };
  const baselineGroup = onlyGroup(prepared.ruleSet, stratification.baseline.filter(isTrue));
  const outcome = stratification.restratifications.reduce(
    (group: Group, change: Restratification) => (change.from.includes(group) && isTrue(change) ? change.to : group),
    baselineGroup,
  );
  return { outcome, baselineGroup };
}

function onlyGroup(ruleSet: RuleSet, clauses: readonly BaselineClause[]): Group {
  const [group, ...others] = GROUPS.filter((candidate) => clauses.some((clause) => clause.group === candidate));
  if (group === undefined || others.length > 0) {
    const found = clauses.map((clause) => clause.id).join(', ') || 'no clause';
    throw new Error(
      `${ruleSet.protocol} (${ruleSet.variant}): ${found} for one complete case, where exactly one group must hold`,
    );
  }
  return group;
}
