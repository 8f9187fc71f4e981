import { isDeepStrictEqual } from 'node:util';
import { classify, type RiskResult } from '../lib/risk/classify';
import type { CategoryCondition, Condition, NumberCondition } from '../lib/risk/condition';
import { DECISION_POINTS, FACT_DEFINITIONS, GROUPS, type Facts } from '../lib/risk/facts';
import reasons from '../lib/risk/golden/reasons.json';
import structure from '../lib/risk/golden/structure.json';
import vignettes from '../lib/risk/golden/vignettes.json';
import { prepareRuleSet, type PreparedRuleSet } from '../lib/risk/prepared-rule-set';
import { clausesOf, type Clause, type RuleSet } from '../lib/risk/rule-set';
import { ALL_RULE_SETS } from '../lib/risk/rule-sets/all-rule-sets';
import { ruleSetKey } from '../lib/risk/rule-sets/rule-set-key';
import { boundaryCases } from '../lib/risk/testing/boundary-cases';
import { askOracle, ORACLE, oracleView } from '../lib/risk/testing/oracle';
import { structureOf } from '../lib/risk/testing/structure';
import { parseFacts } from '../lib/risk/validate';

/*
 * Breaks every condition of every rule set, one at a time, and asks whether the tests' cases notice. A mutant is
 * killed when the rule set refuses to be prepared, or when a worked case, a boundary case or a case of reasons comes
 * out differently. Where clauses share a condition it is broken twice: in the one clause, and in all of them.
 */

type Mutant = { description: string; ruleSet: RuleSet };
type Check = {
  kind: 'vignette' | 'reasons' | 'boundary';
  facts: Facts;
  expected: object;
  pick: (result: RiskResult) => object;
};
type Verdict = 'refused' | Check['kind'] | 'structure' | 'survived';

const SHIFTS: Record<string, number> = { ageDays: 1, wbc: 1, mrdEoi: 0.02, mrdBlina1: 0.002 };

/** Mutants that no patient can tell from the rules, with the proof. */
const EQUIVALENT: Record<string, string> = {
  'MB-IR: drop kmt2a is rearranged':
    'germline is IR by the other part, and without germline only a rearrangement is left',
};

function inWords(condition: Condition): string {
  switch (condition.kind) {
    case 'number':
      return `${condition.question} ${condition.relation} ${condition.limit}`;
    case 'category':
      return `${condition.question} is ${String(condition.value)}`;
    case 'not':
      return `NOT ${inWords(condition.condition)}`;
    case 'all':
    case 'any':
      return `(${condition.conditions.map(inWords).join(condition.kind === 'all' ? ' AND ' : ' OR ')})`;
  }
}

/** Every condition that differs from this one in a single place. */
function brokenVersions(condition: Condition): [string, Condition][] {
  switch (condition.kind) {
    case 'number':
      return brokenComparisons(condition);
    case 'category':
      return otherValues(condition);
    case 'not':
      return [
        ['drop NOT', condition.condition],
        ...brokenVersions(condition.condition).map(([what, broken]): [string, Condition] => [
          what,
          { kind: 'not', condition: broken },
        ]),
      ];
    case 'all':
    case 'any': {
      const { kind, conditions } = condition;
      const swapped: [string, Condition] = ['swap AND/OR', { kind: kind === 'all' ? 'any' : 'all', conditions }];
      const dropped = conditions.map((part, i): [string, Condition] => [
        `drop ${inWords(part)}`,
        { kind, conditions: conditions.filter((__, k) => k !== i) },
      ]);
      const inside = conditions.flatMap((part, i) =>
        brokenVersions(part).map(([what, broken]): [string, Condition] => [
          what,
          { kind, conditions: conditions.map((other, k) => (k === i ? broken : other)) },
        ]),
      );
      return [swapped, ...dropped, ...inside, ['negate', { kind: 'not', condition }]];
    }
  }
}

function brokenComparisons(condition: NumberCondition): [string, Condition][] {
  const shift = SHIFTS[condition.question] ?? 1;
  const relations = (['<', '<=', '>=', '>'] as const).filter((relation) => relation !== condition.relation);
  return [
    ...relations.map((relation): [string, Condition] => [
      `${condition.question} ${condition.relation} to ${relation}`,
      { ...condition, relation },
    ]),
    ...[-shift, shift].map((by): [string, Condition] => [
      `${condition.question} limit ${by}`,
      { ...condition, limit: condition.limit + by },
    ]),
  ];
}

function otherValues(condition: CategoryCondition): [string, Condition][] {
  const definition = FACT_DEFINITIONS[condition.question];
  const values: readonly (string | boolean)[] = definition.type === 'text' ? definition.allowed : [true, false];
  const changed = values
    .filter((value) => value !== condition.value)
    .map((value): [string, Condition] => [`${condition.question} is ${String(value)}`, { ...condition, value }]);
  return [...changed, [`not ${condition.question}`, { kind: 'not', condition }]];
}

/** The rule set with something done to each of its clauses. */
function mapClauses(ruleSet: RuleSet, change: <C extends Clause>(clause: C) => C): RuleSet {
  const { stratification } = ruleSet;
  return {
    ...ruleSet,
    eligibility: ruleSet.eligibility.map(change),
    stratification:
      stratification.kind === 'none'
        ? stratification
        : {
            kind: 'groups',
            baseline: stratification.baseline.map(change),
            restratifications: stratification.restratifications.map(change),
          },
  };
}

function replaceEverywhere(condition: Condition, target: Condition, replacement: Condition): Condition {
  if (condition === target) return replacement;
  if (condition.kind === 'not')
    return { kind: 'not', condition: replaceEverywhere(condition.condition, target, replacement) };
  if (condition.kind === 'number' || condition.kind === 'category') return condition;
  return {
    kind: condition.kind,
    conditions: condition.conditions.map((part) => replaceEverywhere(part, target, replacement)),
  };
}

function partsOf(condition: Condition): Condition[] {
  if (condition.kind === 'not') return [condition, ...partsOf(condition.condition)];
  if (condition.kind === 'number' || condition.kind === 'category') return [condition];
  return [condition, ...condition.conditions.flatMap(partsOf)];
}

/** Conditions that stand in several clauses, each only in its largest form. */
function sharedConditions(ruleSet: RuleSet): Condition[] {
  const seen = new Map<Condition, number>();
  for (const clause of clausesOf(ruleSet))
    for (const part of new Set(partsOf(clause.condition))) seen.set(part, (seen.get(part) ?? 0) + 1);
  const shared = [...seen].filter(([, count]) => count > 1).map(([condition]) => condition);
  return shared.filter(
    (condition) => !shared.some((other) => other !== condition && partsOf(other).includes(condition)),
  );
}

/** The clause of a protocol that does not stratify is left alone: no answer depends on its condition. */
function conditionMutants(ruleSet: RuleSet): Mutant[] {
  const { stratification } = ruleSet;
  const clauses = stratification.kind === 'none' ? ruleSet.eligibility : clausesOf(ruleSet);
  const single = clauses.flatMap(({ id, condition }) =>
    brokenVersions(condition).map(
      ([what, broken]): Mutant => ({
        description: `${id}: ${what}`,
        ruleSet: mapClauses(ruleSet, (clause) => (clause.id === id ? { ...clause, condition: broken } : clause)),
      }),
    ),
  );
  const everywhere = sharedConditions(ruleSet).flatMap((shared) =>
    brokenVersions(shared).map(
      ([what, broken]): Mutant => ({
        description: `all clauses: ${what}`,
        ruleSet: mapClauses(ruleSet, (clause) => ({
          ...clause,
          condition: replaceEverywhere(clause.condition, shared, broken),
        })),
      }),
    ),
  );
  return [...single, ...everywhere];
}

type Change = readonly [description: string, changed: Partial<RuleSet>];

/** Every condition apart: what else a rule set says, each thing changed once. */
function structureMutants(ruleSet: RuleSet): Mutant[] {
  const changes = [...eligibilityChanges(ruleSet), ...subgroupChanges(ruleSet), ...stratificationChanges(ruleSet)];
  return changes.map(([description, changed]) => ({ description, ruleSet: { ...ruleSet, ...changed } }));
}

function eligibilityChanges({ eligibility, notEvaluable, points }: RuleSet): Change[] {
  const other = <Item>(list: readonly Item[], item: Item): Item[] =>
    list.includes(item) ? list.filter((one) => one !== item) : [...list, item];
  return [
    ...eligibility.map(({ id }, i): Change => [`${id}: drop`, { eligibility: eligibility.filter((_, k) => k !== i) }]),
    ...(['kmt2a', 'prednisoneResponse'] as const).map((fact): Change => {
      const named = notEvaluable.includes(fact);
      return [`${named ? 'drop' : 'add'} not evaluable ${fact}`, { notEvaluable: other(notEvaluable, fact) }];
    }),
    ...(['diagnosis', 'day-8'] as const).map((point): Change => {
      const named = points.includes(point);
      return [`${named ? 'drop' : 'add'} point ${point}`, { points: other(points, point) }];
    }),
  ];
}

function subgroupChanges({ subgroups }: RuleSet): Change[] {
  if (!subgroups) return [];
  return [
    ...[subgroups.limit - 0.001, subgroups.limit + 0.001].map(
      (limit): Change => [`subgroup limit ${limit}`, { subgroups: { ...subgroups, limit } }],
    ),
    ...GROUPS.filter((group) => group !== subgroups.group).map(
      (group): Change => [`subgroup of ${group}`, { subgroups: { ...subgroups, group } }],
    ),
    ['subgroup by another number', { subgroups: { ...subgroups, question: 'mrdBlina1' } }],
    ['subgroup names swapped', { subgroups: { ...subgroups, below: subgroups.otherwise, otherwise: subgroups.below } }],
    ['no subgroups', { subgroups: null }],
  ];
}

function stratificationChanges({ stratification }: RuleSet): Change[] {
  if (stratification.kind === 'none') return [];
  const { baseline, restratifications } = stratification;
  const withBaseline = (changed: typeof baseline): Partial<RuleSet> => ({
    stratification: { ...stratification, baseline: changed },
  });
  const withChanges = (changed: typeof restratifications): Partial<RuleSet> => ({
    stratification: { ...stratification, restratifications: changed },
  });
  const first = baseline.flatMap((clause, i): Change[] => [
    [`${clause.id}: drop`, withBaseline(baseline.filter((_, k) => k !== i))],
    ...GROUPS.filter((group) => group !== clause.group).map((group): Change => {
      const changed = baseline.map((other, k) => (k === i ? { ...other, group } : other));
      return [`${clause.id}: group ${group}`, withBaseline(changed)];
    }),
  ]);
  const later = restratifications.flatMap((clause, i): Change[] => {
    const changed = (part: Partial<typeof clause>): Partial<RuleSet> =>
      withChanges(restratifications.map((other, k) => (k === i ? { ...other, ...part } : other)));
    return [
      [`${clause.id}: drop`, withChanges(restratifications.filter((_, k) => k !== i))],
      ...GROUPS.filter((to) => to !== clause.to).map((to): Change => [`${clause.id}: to ${to}`, changed({ to })]),
      ...DECISION_POINTS.filter((point) => point !== clause.point).map(
        (point): Change => [`${clause.id}: point ${point}`, changed({ point })],
      ),
      [`${clause.id}: from none`, changed({ from: [] })],
      ...GROUPS.filter((group) => !clause.from.includes(group)).flatMap((group): Change[] => [
        [`${clause.id}: from ${group}`, changed({ from: [group] })],
        [`${clause.id}: from also ${group}`, changed({ from: [...clause.from, group] })],
      ]),
    ];
  });
  const order: Change[] =
    restratifications.length > 1
      ? [['restratifications in another order', withChanges([...restratifications].reverse())]]
      : [];
  return [...first, ...later, ...order];
}

function checksFor(ruleSet: RuleSet): Check[] {
  const key = ruleSetKey(ruleSet);
  const known = (facts: unknown): Facts => {
    const parsed = parseFacts(facts);
    if (!parsed.ok) throw new Error(`Wrong facts in a case of ${key}`);
    return parsed.facts;
  };
  const rules = ORACLE.find((candidate) => candidate.key === key);
  if (!rules) throw new Error(`No second writing of ${key}`);
  return [
    ...vignettes.map(
      (vignette): Check => ({
        kind: 'vignette',
        facts: known(vignette.facts),
        expected: (vignette.expected as Record<string, object>)[key] ?? {},
        pick: ({ status, group, possible, missing }) => ({ status, group, possible, missing }),
      }),
    ),
    ...boundaryCases(rules.uses).map(
      (facts): Check => ({
        kind: 'boundary',
        facts,
        expected: askOracle(rules, facts),
        pick: oracleView,
      }),
    ),
    ...reasons
      .filter((example) => example.ruleSet === key)
      .map(
        (example): Check => ({
          kind: 'reasons',
          facts: known(example.facts),
          expected: example.because,
          pick: ({ because }) => because.map((reason) => [reason.clause, ...reason.facts]),
        }),
      ),
  ];
}

function verdictOn(mutant: RuleSet, checks: readonly Check[]): Verdict {
  let prepared: PreparedRuleSet;
  try {
    prepared = prepareRuleSet(mutant);
  } catch {
    return 'refused';
  }
  for (const { kind, facts, expected, pick } of checks) {
    const [result] = classify(facts, [prepared]).results;
    if (!result || !isDeepStrictEqual(pick(result), expected)) return kind;
  }
  const expected = (structure as Record<string, object>)[ruleSetKey(mutant)];
  return isDeepStrictEqual(structureOf(mutant), expected) ? 'survived' : 'structure';
}

const rows: Record<string, string | number>[] = [];
const survivors: string[] = [];
const equivalent: string[] = [];
let total = 0;
for (const ruleSet of ALL_RULE_SETS) {
  const key = ruleSetKey(ruleSet);
  const checks = checksFor(ruleSet);
  if (verdictOn(ruleSet, checks) !== 'survived')
    throw new Error(`${key} fails its own cases before anything is broken`);
  const counts: Record<Verdict, number> = {
    refused: 0,
    vignette: 0,
    boundary: 0,
    reasons: 0,
    structure: 0,
    survived: 0,
  };
  const mutants = [...conditionMutants(ruleSet), ...structureMutants(ruleSet)];
  for (const { description, ruleSet: broken } of mutants) {
    const verdict = verdictOn(broken, checks);
    counts[verdict]++;
    if (verdict !== 'survived') continue;
    const proof = EQUIVALENT[description];
    if (proof) equivalent.push(`${key}  ${description}: ${proof}`);
    else survivors.push(`${key}  ${description}`);
  }
  total += mutants.length;
  rows.push({ 'rule set': key, mutants: mutants.length, ...counts });
}
console.table(rows);
console.log(
  `${total - survivors.length - equivalent.length} of ${total} mutants killed, ${equivalent.length} equivalent, ${survivors.length} survived`,
);
for (const line of [...equivalent, ...survivors]) console.log(`  ${line}`);
if (survivors.length > 0) process.exitCode = 1;
