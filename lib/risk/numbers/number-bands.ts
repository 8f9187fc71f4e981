import { classify, PREPARED_RULE_SETS, type RiskResult } from '../classify';
import { setAsideContradictions } from '../explanation/contradictions';
import type { Facts } from '../facts';
import { cutsOf, intervalsBetween, type Interval, type NumberFact } from './number-intervals';
import type { PreparedRuleSet } from '../prepared-rule-set';
import { withAnswer } from '../explanation/with-answer';

/** What a reader would call the answer: facts that only add a reason do not change it. */
export type BriefAnswer = Pick<RiskResult, 'status' | 'group' | 'possible' | 'subgroup'>;

/** Neighbouring values that have one answer. */
export type Band = { interval: Interval; answer: BriefAnswer };

/** The answers of one rule set along one number, all other facts as they are. */
export type BandsOfRuleSet = { prepared: PreparedRuleSet; bands: Band[] };

/**
 * How the answers change along one number. Between two cut points of a rule set its answer is constant, so each is asked
 * for once per interval; neighbours with the same answer are one band. Contradictory facts are set aside first.
 */
export function bandsAlong(
  fact: NumberFact,
  facts: Facts,
  ruleSets: readonly PreparedRuleSet[] = PREPARED_RULE_SETS,
): BandsOfRuleSet[] {
  const consistent = setAsideContradictions(facts).facts;
  return ruleSets.map((prepared) => {
    const bands: Band[] = [];
    for (const interval of intervalsBetween(cutsOf(prepared.ruleSet, fact))) {
      const answer = briefAnswer(prepared, withAnswer(consistent, { [fact]: interval.sample }));
      const last = bands.at(-1);
      if (last !== undefined && isSameAnswer(last.answer, answer))
        last.interval = { ...last.interval, to: interval.to };
      else bands.push({ interval, answer });
    }
    return { prepared, bands };
  });
}

/** The answer of one rule set without its reasons. */
export function briefAnswer(prepared: PreparedRuleSet, facts: Facts): BriefAnswer {
  const [result] = classify(facts, [prepared]).results;
  if (!result) throw new RangeError(`${prepared.ruleSet.protocol} has no result`);
  const { status, group, possible, subgroup } = result;
  return { status, group, possible, subgroup };
}

export function isSameAnswer(a: BriefAnswer, b: BriefAnswer): boolean {
  return (
    a.status === b.status && a.group === b.group && a.subgroup === b.subgroup && a.possible.join() === b.possible.join()
  );
}
