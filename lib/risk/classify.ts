import { missingFacts, outlookOf, type Outlook } from './completions';
import { setAsideContradictions, type Conflict } from './explanation/contradictions';
import { currentGroup, type CurrentGroup } from './current-group';
import { deriveAnswers, type DerivedAnswers } from './explanation/derived-answers';
import { clausesWith, reasonOf, type Reason } from './explanation/explain';
import { DECISION_POINTS, FACT_DEFINITIONS, type DecisionPoint, type FactName, type Facts, type Group } from './facts';
import { knowledgeOf, prepareRuleSet, type Knowledge, type PreparedRuleSet } from './prepared-rule-set';
import type { Clause, Variant } from './rule-set';
import { ALL_RULE_SETS } from './rule-sets/all-rule-sets';

export type Status = 'classified' | 'undetermined' | 'not-stratified' | 'not-eligible';

/** Facts of `missing` that become available at one point of treatment. */
export type Pending = { at: DecisionPoint; needs: FactName[] };

/**
 * What one rule set says about one patient. `group` is the current group; `possible` holds every group still reachable,
 * later changes included. `missing` is minimal and sorted: each of its facts could still change the answer, no other
 * could. `decidedAt` is the latest point that could have changed the group and is settled.
 */
export type RiskResult = {
  protocol: string;
  variant: Variant;
  version: string;
  status: Status;
  group: Group | null;
  possible: Group[];
  decidedAt: DecisionPoint | null;
  missing: FactName[];
  pending: Pending[];
  /** The group at the end of the baseline points (diagnosis, day 8). */
  baselineGroup: Group | null;
  eligible: boolean | null;
  subgroup: string | null;
  because: Reason[];
};

/** One result for each rule set, in their order, and the facts that were set aside because they contradict each other. */
export type RiskAnswer = { results: RiskResult[]; conflicts: Conflict[] };

/** All rule sets, ready to classify. */
export const PREPARED_RULE_SETS: readonly PreparedRuleSet[] = ALL_RULE_SETS.map(prepareRuleSet);

/**
 * Classifies one patient under every rule set. Facts must have passed `parseFacts`; null and absent facts are unknown,
 * and unknown is never false. It describes how protocols assigned groups and is not treatment advice.
 */
export function classify(facts: Facts, ruleSets: readonly PreparedRuleSet[] = PREPARED_RULE_SETS): RiskAnswer {
  const { facts: consistent, conflicts } = setAsideContradictions(facts);
  const known = deriveAnswers(consistent);
  return { results: ruleSets.map((ruleSet) => resultOf(ruleSet, known)), conflicts };
}

const NO_GROUP: CurrentGroup = { group: null, decidedAt: null, baselineGroup: null, settled: [] };

/** What a rule set says of everybody of whom the same is known. */
type Decision = Readonly<{
  status: Status;
  outlook: Outlook;
  missing: readonly FactName[];
  current: CurrentGroup;
  clauses: readonly Clause[];
}>;

/** Patients differ in their numbers and seldom in the cells that these fall into, so most decisions have been made before. */
const decisions = new WeakMap<PreparedRuleSet, Map<string, Decision>>();
const MOST_DECISIONS = 4000;

function decisionOf(prepared: PreparedRuleSet, knowledge: Knowledge): Decision {
  const made = decisions.get(prepared) ?? new Map<string, Decision>();
  decisions.set(prepared, made);
  const key = knowledge.join();
  const found = made.get(key);
  if (found !== undefined) return found;
  const { stratification } = prepared.ruleSet;
  const outlook = outlookOf(prepared, knowledge);
  const status = statusOf(prepared, outlook);
  const missing = missingFacts(prepared, knowledge);
  const current =
    status === 'classified' && stratification.kind === 'groups'
      ? currentGroup(prepared, stratification, knowledge)
      : NO_GROUP;
  const decision = {
    status,
    outlook,
    missing,
    current,
    clauses: decidingClauses(prepared, status, current, knowledge),
  };
  if (made.size >= MOST_DECISIONS) made.clear();
  made.set(key, decision);
  return decision;
}

function resultOf(prepared: PreparedRuleSet, known: DerivedAnswers): RiskResult {
  const { ruleSet } = prepared;
  const { status, outlook, missing, current, clauses } = decisionOf(prepared, knowledgeOf(prepared, known));
  return {
    protocol: ruleSet.protocol,
    variant: ruleSet.variant,
    version: ruleSet.version,
    status,
    group: current.group,
    possible: [...outlook.possible],
    decidedAt: current.decidedAt,
    missing: [...missing],
    pending: pendingFrom(missing),
    baselineGroup: current.baselineGroup,
    eligible: outlook.eligible,
    subgroup: subgroupOf(prepared, current.group, known),
    because: clauses.map((clause) => reasonOf(prepared, clause, known)),
  };
}

function statusOf({ ruleSet }: PreparedRuleSet, { eligible, baseline, settled }: Outlook): Status {
  if (eligible === false) return 'not-eligible';
  if (ruleSet.stratification.kind === 'none') return 'not-stratified';
  return eligible === true && (baseline.length === 1 || settled) ? 'classified' : 'undetermined';
}

function pendingFrom(missing: readonly FactName[]): Pending[] {
  if (missing.length === 0) return [];
  return DECISION_POINTS.map((at) => ({
    at,
    needs: missing.filter((fact) => FACT_DEFINITIONS[fact].at === at),
  })).filter(({ needs }) => needs.length > 0);
}

function subgroupOf({ ruleSet }: PreparedRuleSet, group: Group | null, { answers }: DerivedAnswers): string | null {
  const { subgroups } = ruleSet;
  if (!subgroups || group !== subgroups.group) return null;
  const value = answers[subgroups.question];
  if (value === null) return null;
  return value < subgroups.limit ? subgroups.below : subgroups.otherwise;
}

/** The clauses behind a status: what decided it, or what is still open. */
function decidingClauses(
  prepared: PreparedRuleSet,
  status: Status,
  current: CurrentGroup,
  knowledge: Knowledge,
): Clause[] {
  const { eligibility, stratification } = prepared.ruleSet;
  if (status === 'not-eligible') return clausesWith(prepared, eligibility, knowledge, [false]);
  const openEligibility = clausesWith(prepared, eligibility, knowledge, [null]);
  if (stratification.kind === 'none') return [stratification.clause, ...openEligibility];
  if (status === 'undetermined')
    return [...openEligibility, ...clausesWith(prepared, stratification.baseline, knowledge, [true, null])];
  const ofGroup = stratification.baseline.filter((clause) => clause.group === current.baselineGroup);
  return [...clausesWith(prepared, ofGroup, knowledge, [true]), ...current.settled];
}
