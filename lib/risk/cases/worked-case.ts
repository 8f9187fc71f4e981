import { classify, type RiskResult } from '../classify';
import type { Facts } from '../facts';
import type { PreparedRuleSet } from '../prepared-rule-set';

/** What a worked case says of one rule set. */
export type ExpectedResult = Pick<RiskResult, 'status' | 'group' | 'possible' | 'missing'>;

/** A case worked out by hand from the sources; `about` marks the ones written for this rule set. */
export type WorkedCase = { id: string; facts: Facts; expected: ExpectedResult; about: boolean };

/** Applies a rule set to a worked case and compares all that the case says. */
export function runWorkedCase(
  { facts, expected }: WorkedCase,
  prepared: PreparedRuleSet,
): { obtained: ExpectedResult; agrees: boolean } {
  const [result] = classify(facts, [prepared]).results;
  if (result === undefined) throw new Error('A rule set gave no result');
  const { status, group, possible, missing } = result;
  const agrees =
    status === expected.status &&
    group === expected.group &&
    possible.join() === expected.possible.join() &&
    missing.join() === expected.missing.join();
  return { obtained: { status, group, possible, missing }, agrees };
}
