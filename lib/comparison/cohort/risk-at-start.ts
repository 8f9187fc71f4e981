import { resultAt, ruleSetOf } from '@/lib/patients/risk/course';
import { PREPARED_RULE_SETS } from '@/lib/risk/classify';
import { BASELINE_POINTS, GROUPS, type Facts } from '@/lib/risk/facts';

/** The last point of treatment whose facts count: what is known later is not given to the time before. */
const START = 'day-8';

/** What a cohort may be chosen by: the groups that the rules of a protocol give by day 8, as `mll-10-HR`. */
export const RISK_VALUES: readonly string[] = PREPARED_RULE_SETS.flatMap((prepared) => {
  const { protocol, stratification } = prepared.ruleSet;
  // Of two readings of one protocol the primary one counts, as in the record of a patient.
  if (ruleSetOf(protocol) !== prepared || stratification.kind === 'none') return [];
  const given = [
    ...stratification.baseline.map(({ group }) => group),
    ...stratification.restratifications.flatMap(({ point, to }) => (BASELINE_POINTS.includes(point) ? [to] : [])),
  ];
  return GROUPS.filter((group) => given.includes(group)).map((group) => `${protocol}-${group}`);
});

/** Protocols whose rules give a group by day 8. */
export const RISK_PROTOCOLS: readonly string[] = [
  ...new Set(PREPARED_RULE_SETS.map(({ ruleSet }) => ruleSet.protocol)),
].filter((protocol) => RISK_VALUES.some((value) => value.startsWith(`${protocol}-`)));

/** The group by day 8 under the rules of each of these protocols; `not-eligible`: it would not have taken the child; null: not settled. */
export function risksAtStart(facts: Facts, protocols: readonly string[]): Record<string, string | null> {
  return Object.fromEntries(
    protocols.flatMap((protocol): [string, string | null][] => {
      const prepared = ruleSetOf(protocol);
      if (prepared === null) return [];
      const { status, group } = resultAt(prepared, facts, START).result;
      return [[protocol, status === 'not-eligible' ? status : group]];
    }),
  );
}
