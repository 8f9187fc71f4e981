import { BOUNDARIES } from '@/lib/risk/numbers/boundaries';
import { FACT_DEFINITIONS, FACT_NAMES } from '@/lib/risk/facts';
import { CONVENTIONS, DIFFERING_READINGS } from '@/lib/risk/readings';
import type { RuleSet } from '@/lib/risk/rule-set';
import { ALL_RULE_SETS } from '@/lib/risk/rule-sets/all-rule-sets';
import { ruleSetKey } from '@/lib/risk/rule-sets/rule-set-key';
import { PUBLICATIONS } from '@/lib/risk/publications';
import { LEVELS, type SourceKey } from '@/lib/risk/sources';
import { RuleSetsAnswerSchema, type RuleSetsAnswer } from './risk-answers';

/** Slugs of the protocols that have rules, in the order of every answer. */
export const PROTOCOLS: readonly string[] = [...new Set(ALL_RULE_SETS.map(({ protocol }) => protocol))];

let whole: RuleSetsAnswer | undefined;

/** The rule sets that fit as data, each with its cut points and readings, and what they ask about and cite. */
export function ruleSetsAnswer({
  protocol,
  variant,
}: {
  protocol?: string | undefined;
  variant?: RuleSet['variant'] | undefined;
}): RuleSetsAnswer {
  whole ??= RuleSetsAnswerSchema.parse({
    facts: FACT_NAMES.map((name) => ({
      name,
      unit: null,
      minimum: null,
      integer: null,
      allowed: null,
      ...FACT_DEFINITIONS[name],
    })),
    sources: (Object.keys(LEVELS) as SourceKey[]).map((key) => ({
      key,
      level: LEVELS[key],
      publication: PUBLICATIONS[key],
    })),
    ruleSets: ALL_RULE_SETS.map(recordOf),
  });
  const fits = (ruleSet: RuleSetsAnswer['ruleSets'][number]): boolean =>
    (protocol === undefined || ruleSet.protocol === protocol) && (variant === undefined || ruleSet.variant === variant);
  return { ...whole, ruleSets: whole.ruleSets.filter(fits) };
}

function recordOf(ruleSet: RuleSet): object {
  const key = ruleSetKey(ruleSet);
  return {
    key,
    ...ruleSet,
    boundaries: BOUNDARIES.flatMap(({ ruleSets, ...boundary }) => (ruleSets.includes(key) ? [boundary] : [])),
    conventions: CONVENTIONS.flatMap(({ ruleSets, ...convention }) => (ruleSets.includes(key) ? [convention] : [])),
    differingReadings: DIFFERING_READINGS.flatMap(({ protocols, ...reading }) =>
      protocols.includes(ruleSet.protocol) ? [reading] : [],
    ),
  };
}
