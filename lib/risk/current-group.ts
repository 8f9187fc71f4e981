import { outlookOf } from './completions';
import { BASELINE_POINTS, type DecisionPoint, type Group } from './facts';
import { knowledgeAt, truthOf, type Knowledge, type PreparedRuleSet } from './prepared-rule-set';
import type { Restratification, Stratification } from './rule-set';

/** The group at present, the latest point that confirmed or changed it, and the changes of group that were settled on the way. */
export type CurrentGroup = {
  group: Group | null;
  decidedAt: DecisionPoint | null;
  baselineGroup: Group | null;
  settled: Restratification[];
};

/**
 * Walks through the decision points in time order. A condition that is unknown never changes the group; a later point
 * that is settled counts even when an earlier one is not.
 */
export function currentGroup(
  prepared: PreparedRuleSet,
  stratification: Extract<Stratification, { kind: 'groups' }>,
  knowledge: Knowledge,
): CurrentGroup {
  let { group, decidedAt } = baselineDecision(prepared, knowledge);
  const baselineGroup = group;
  const settled: Restratification[] = [];
  let reachable = group === null ? outlookOf(prepared, knowledge).baseline : [group];
  for (const change of stratification.restratifications) {
    const truth = truthOf(prepared, change.condition, knowledge);
    const applies = reachable.some((candidate) => change.from.includes(candidate));
    if (applies && truth !== null) settled.push(change);
    if (group === null) {
      group = onlyOutcome(prepared, knowledgeAt(prepared, knowledge, change.point));
      if (group !== null) decidedAt = change.point;
      reachable = group === null ? afterChange(reachable, change, truth) : [group];
      continue;
    }
    if (!applies || truth === null) continue;
    if (truth) group = change.to;
    decidedAt = change.point;
    reachable = [group];
  }
  return { group, decidedAt, baselineGroup, settled };
}

function baselineDecision(prepared: PreparedRuleSet, knowledge: Knowledge): Pick<CurrentGroup, 'group' | 'decidedAt'> {
  for (const point of BASELINE_POINTS) {
    if (!prepared.ruleSet.points.includes(point)) continue;
    const { eligible, baseline } = outlookOf(prepared, knowledgeAt(prepared, knowledge, point));
    const [group, ...others] = baseline;
    if (eligible === true && group !== undefined && others.length === 0) return { group, decidedAt: point };
  }
  return { group: null, decidedAt: null };
}

function onlyOutcome(prepared: PreparedRuleSet, knowledge: Knowledge): Group | null {
  const { eligible, settled, possible } = outlookOf(prepared, knowledge);
  return eligible === true && settled ? (possible[0] ?? null) : null;
}

/** The groups a patient without a determined baseline group may be in after a change whose condition has this value. */
function afterChange(reachable: readonly Group[], change: Restratification, truth: boolean | null): Group[] {
  const applies = reachable.some((group) => change.from.includes(group));
  if (!applies || truth === false) return [...reachable];
  const unchanged = truth === true ? reachable.filter((group) => !change.from.includes(group)) : reachable;
  return [...new Set([...unchanged, change.to])];
}
