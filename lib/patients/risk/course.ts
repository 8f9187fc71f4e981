import { classify, PREPARED_RULE_SETS, type RiskResult } from '@/lib/risk/classify';
import type { Conflict } from '@/lib/risk/explanation/contradictions';
import { explainRuleSet, type ClauseState } from '@/lib/risk/explanation/explain';
import {
  DECISION_POINTS,
  FACT_DEFINITIONS,
  type DecisionPoint,
  type FactName,
  type Facts,
  type Group,
} from '@/lib/risk/facts';
import { comesAfter, type PreparedRuleSet } from '@/lib/risk/prepared-rule-set';
import { factsUpTo } from './facts';

/** What one rule set says at one point of treatment, from what is known by then. */
export type RiskStep = {
  point: DecisionPoint;
  result: RiskResult;
  /** Against the step before: a group where there was none, another group, the same one confirmed, or nothing settled here. */
  change: 'assigned' | 'changed' | 'confirmed' | 'none';
  /** The clauses that this point settled, with their value. */
  settled: ClauseState[];
  /** Facts that are available by now, are not known, and could still change the answer. */
  needed: FactName[];
  /** Contradictory facts that are set aside from here on. */
  conflicts: Conflict[];
};

/** The rule set of a patient's protocol: of two readings the primary one. Null where the registry knows no rules of it. */
export function ruleSetOf(protocolSlug: string | null): PreparedRuleSet | null {
  return PREPARED_RULE_SETS.find(({ ruleSet }) => ruleSet.protocol === protocolSlug) ?? null;
}

/** The points at which a rule set decides; one that does not stratify is looked at once, for who is eligible. */
export function decisionPointsOf({ ruleSet: { points } }: PreparedRuleSet): readonly DecisionPoint[] {
  return points.length === 0 ? ['diagnosis'] : points;
}

/** The risk group of one patient under one rule set, at each of its decision points in time order. */
export function riskSteps(prepared: PreparedRuleSet, facts: Facts): RiskStep[] {
  const steps: RiskStep[] = [];
  for (const point of decisionPointsOf(prepared)) steps.push(stepAt(prepared, facts, point, steps.at(-1) ?? null));
  return steps;
}

/** What one rule set says with everything that is known by a point of treatment. */
export function resultAt(
  prepared: PreparedRuleSet,
  facts: Facts,
  point: DecisionPoint,
): { result: RiskResult; conflicts: Conflict[] } {
  const { results, conflicts } = classify(factsUpTo(facts, point), [prepared]);
  const [result] = results;
  if (result === undefined) throw new Error(`no answer of ${prepared.ruleSet.protocol}`);
  return { result, conflicts };
}

function stepAt(prepared: PreparedRuleSet, facts: Facts, point: DecisionPoint, before: RiskStep | null): RiskStep {
  const { result, conflicts } = resultAt(prepared, facts, point);
  const told =
    before === null || before.result.status !== result.status ? [] : before.result.because.map(({ clause }) => clause);
  const fresh =
    result.status === 'undetermined'
      ? []
      : result.because.map(({ clause }) => clause).filter((clause) => !told.includes(clause));
  return {
    point,
    result,
    change: changeFrom(before?.result.group ?? null, result, fresh.length > 0),
    settled: explainRuleSet(prepared, factsUpTo(facts, point)).filter(({ clause }) => fresh.includes(clause)),
    needed: result.missing.filter((fact) => !comesAfter(FACT_DEFINITIONS[fact].at, point)),
    conflicts: conflicts.filter(
      ({ message }) => before === null || !before.conflicts.some((earlier) => earlier.message.en === message.en),
    ),
  };
}

function changeFrom(before: Group | null, { group }: RiskResult, settled: boolean): RiskStep['change'] {
  if (group === null || !settled) return 'none';
  if (before === null) return 'assigned';
  return before === group ? 'confirmed' : 'changed';
}

/** One rule set at every point of treatment; null where it does not decide at that point. */
export type RiskRow = { prepared: PreparedRuleSet; cells: { point: DecisionPoint; step: RiskStep | null }[] };

/** Every rule set at every point of treatment, in the order of every answer. */
export function riskRows(facts: Facts): RiskRow[] {
  return PREPARED_RULE_SETS.map((prepared) => {
    const steps = riskSteps(prepared, facts);
    return {
      prepared,
      cells: DECISION_POINTS.map((point) => ({ point, step: steps.find((one) => one.point === point) ?? null })),
    };
  });
}
