import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { classify, PREPARED_RULE_SETS, type RiskResult } from './classify';
import type { Truth } from './condition';
import { setAsideContradictions } from './explanation/contradictions';
import { explainRuleSet } from './explanation/explain';
import { FACT_NAMES, GROUPS, PARTNERS, type FactName, type Facts, type Group } from './facts';
import type { PreparedRuleSet } from './prepared-rule-set';
import { askOracle, ORACLE, oracleView } from './testing/oracle';
import { parseFacts } from './validate';

const near = (...cuts: number[]): fc.Arbitrary<number> => fc.constantFrom(...cuts);

const statuses = fc.constantFrom('CNS1' as const, 'CNS2' as const, 'CNS3' as const);

const values = {
  ageDays: fc.oneof(fc.nat(420), near(89, 90, 179, 180, 182, 183, 364, 365, 366, 395, 396)),
  kmt2a: fc.constantFrom('rearranged' as const, 'rearranged' as const, 'germline' as const),
  kmt2aEvaluable: fc.boolean(),
  kmt2aPartner: fc.constantFrom(...PARTNERS, 'AFF1' as const),
  wbc: fc.oneof(fc.double({ min: 0, max: 1500, noNaN: true }), near(299.9, 300, 300.1)),
  cns: statuses,
  cnsDay8: statuses,
  day8Blasts: fc.oneof(fc.nat(20_000), near(999, 1000, 1001)),
  prednisoneResponse: fc.constantFrom('good' as const, 'poor' as const, 'not-evaluable' as const),
  remissionEoi: fc.boolean(),
  mrdEoi: fc.oneof(fc.double({ min: 0, max: 100, noNaN: true }), near(0, 0.049, 0.05, 0.099, 0.1, 0.99, 1)),
  mrdBlina1: fc.oneof(fc.double({ min: 0, max: 100, noNaN: true }), near(0, 0.009, 0.01, 0.011)),
  mrdHr1: fc.constantFrom('positive' as const, 'negative' as const),
};

/** Any facts, half of the values near cut points, contradictions included. */
const anyFacts: fc.Arbitrary<Facts> = fc.record(values, { requiredKeys: [] });

/** Facts without contradiction. */
const consistentFacts: fc.Arbitrary<Facts> = anyFacts.map((facts) => setAsideContradictions(facts).facts);

/** Every fact known and no contradiction; the categories that only stand in for other facts are left out. */
const completeFacts: fc.Arbitrary<Facts> = fc.record(values).map((known): Facts => {
  const facts: Facts = { ...known };
  delete facts.kmt2aEvaluable;
  delete facts.prednisoneResponse;
  if (facts.kmt2a === 'germline') delete facts.kmt2aPartner;
  return facts;
});

const PATIENTS = 10_000;

/** A patient's facts and a part of them, neither with a contradiction. */
const growingFacts = fc.tuple(consistentFacts, fc.subarray(FACT_NAMES)).map(([later, kept]) => {
  const part = Object.fromEntries(Object.entries(later).filter(([name]) => kept.includes(name as FactName))) as Facts;
  return { earlier: part, later };
});

/** Whether they are the same is asked of Node, which is quicker; the test library says what differs. */
function expectSame(found: unknown, expected: unknown): void {
  if (!isDeepStrictEqual(found, expected)) expect(found).toEqual(expected);
}

function isWithin<T>(part: readonly T[], whole: readonly T[]): boolean {
  return part.every((element) => whole.includes(element));
}

/** Everything that a fact learned later has made wrong; empty when the answers grew together. */
function broken(before: RiskResult, after: RiskResult): string[] {
  const laws: [string, boolean][] = [
    ['possible shrinks', isWithin(after.possible, before.possible)],
    ['missing shrinks', isWithin(after.missing, before.missing)],
    ['eligibility stays', before.eligible === null || after.eligible === before.eligible],
    ['the baseline group stays', before.baselineGroup === null || after.baselineGroup === before.baselineGroup],
    ['classified stays classified', before.status !== 'classified' || after.status === 'classified'],
    [
      'the group stays or is raised',
      before.status !== 'classified' || after.group === before.group || after.group === 'HR',
    ],
    ['not eligible stays so', before.status !== 'not-eligible' || after.status === 'not-eligible'],
    [
      'not stratified stays so or becomes not eligible',
      before.status !== 'not-stratified' || ['not-stratified', 'not-eligible'].includes(after.status),
    ],
  ];
  return laws.filter(([, holds]) => !holds).map(([law]) => `${before.protocol} ${before.variant}: ${law}`);
}

/** What Kleene logic alone says: every baseline group whose condition is not false, then every change that may happen. */
function byKleeneLogic(prepared: PreparedRuleSet, facts: Facts): { eligible: boolean | null; possible: Group[] } {
  const truths = new Map(explainRuleSet(prepared, facts).map(({ clause, truth }) => [clause, truth]));
  const truth = ({ id }: { id: string }): Truth => truths.get(id) ?? null;
  const { eligibility, stratification } = prepared.ruleSet;
  const verdicts = eligibility.map(truth);
  const open = verdicts.includes(null) ? null : true;
  const eligible = verdicts.includes(false) ? false : open;
  if (eligible === false || stratification.kind === 'none') return { eligible, possible: [] };
  const groups = new Set(stratification.baseline.filter((clause) => truth(clause) !== false).map(({ group }) => group));
  for (const change of stratification.restratifications) {
    const affected = change.from.filter((group) => groups.has(group));
    if (affected.length === 0 || truth(change) === false) continue;
    if (truth(change)) for (const group of affected) groups.delete(group);
    groups.add(change.to);
  }
  return { eligible, possible: GROUPS.filter((group) => groups.has(group)) };
}

describe(`for ${PATIENTS} random patients under every rule set`, () => {
  test('a fact learned later never makes an answer wrong', () => {
    fc.assert(
      fc.property(growingFacts, ({ earlier, later }) => {
        const after = classify(later).results;
        expectSame(
          classify(earlier).results.flatMap((before, i) => broken(before, after[i] ?? before)),
          [],
        );
        expectSame(after.length, PREPARED_RULE_SETS.length);
      }),
      { numRuns: PATIENTS },
    );
  }, 120_000);

  test('the outcome of the complete case was possible before, by the rules written a second time', () => {
    fc.assert(
      fc.property(completeFacts, fc.subarray(FACT_NAMES), (complete, kept) => {
        const part = Object.fromEntries(
          Object.entries(complete).filter(([name]) => kept.includes(name as FactName)),
        ) as Facts;
        const outcomes = ORACLE.map((rules) => askOracle(rules, complete).group);
        const finished = classify(complete).results;
        expectSame(
          finished.map(({ group }) => group),
          outcomes,
        );
        expectSame(
          finished.flatMap(({ missing }) => missing),
          [],
        );
        const impossible = classify(part).results.filter(
          ({ possible }, i) => outcomes[i] && !possible.includes(outcomes[i]),
        );
        expectSame(impossible, []);
      }),
      { numRuns: PATIENTS },
    );
  }, 120_000);

  test('the order of the facts, and null instead of absence, change nothing', () => {
    fc.assert(
      fc.property(anyFacts, fc.constantFrom(...FACT_NAMES), (facts, name) => {
        const turned = {
          ...(facts[name] === undefined && { [name]: null }),
          ...Object.fromEntries(Object.entries(facts).reverse()),
        };
        expectSame(classify(turned), classify(facts));
      }),
      { numRuns: PATIENTS },
    );
  }, 120_000);
});

describe('for random patients', () => {
  test('the strong Kleene tables give the same eligibility and the same possible groups', () => {
    fc.assert(
      fc.property(consistentFacts, (facts) => {
        const answers = classify(facts).results.map(({ eligible, possible }) => ({ eligible, possible }));
        expectSame(
          PREPARED_RULE_SETS.map((prepared) => byKleeneLogic(prepared, facts)),
          answers,
        );
      }),
      { numRuns: PATIENTS },
    );
  }, 120_000);

  test('every completion listed by brute force gives the same answer', () => {
    fc.assert(
      fc.property(consistentFacts, (facts) => {
        expectSame(
          classify(facts).results.map(oracleView),
          ORACLE.map((rules) => askOracle(rules, facts)),
        );
      }),
      { numRuns: 1000 },
    );
  }, 60_000);

  test('accepts all facts and returns them unchanged', () => {
    fc.assert(
      fc.property(anyFacts, (facts) => {
        expect(parseFacts({ ...facts })).toEqual({ ok: true, facts: { ...facts } });
      }),
    );
  });
});
