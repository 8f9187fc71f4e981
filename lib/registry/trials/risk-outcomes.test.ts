import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { classify } from '@/lib/risk/classify';
import type { Facts, Kmt2aStatus } from '@/lib/risk/facts';
import { ALL_RULE_SETS } from '@/lib/risk/rule-sets/all-rule-sets';
import { ruleSetKey } from '@/lib/risk/rule-sets/rule-set-key';
import { outcomesOf, riskEvidence } from './risk-outcomes';
import { ReferencesSchema, TrialSchema, type Trial } from '../schema';
import { makeSummary } from '../testing/dataset';

const read = (path: string): unknown =>
  JSON.parse(readFileSync(new URL(`../../../seed/${path}`, import.meta.url), 'utf8'));
const trials: Trial[] = [...new Set(ALL_RULE_SETS.map(({ protocol }) => protocol))].map((slug) =>
  TrialSchema.parse(read(`trials/${slug}.json`)),
);
const references = ReferencesSchema.parse(read('references.json'));

const evidence = riskEvidence(
  trials.map(({ slug, acronym, group, enrolment }) => ({ ...makeSummary(), slug, acronym, group, enrolment })),
  trials.flatMap(({ slug, acronym, estimates }) =>
    estimates.map((estimate) => ({ ...estimate, trial: slug, acronym })),
  ),
  references,
);

/** The figures that a page quotes for this patient under one rule set: endpoint, years and percent. */
function quoted(facts: Facts, key: string, kmt2a: Kmt2aStatus | null = facts.kmt2a ?? null): string[] {
  const result = classify(facts).results.find((candidate) => ruleSetKey(candidate) === key);
  if (!result) throw new Error(`There is no rule set ${key}`);
  return outcomesOf(evidence, result, kmt2a).map(
    ({ endpoint, timeYears, estimate }) => `${endpoint} ${timeYears} ${estimate}`,
  );
}

// Expected figures as the publications print them (seed/trials, with their sources).
describe('outcomesOf', () => {
  const high: Facts = {
    ageDays: 60,
    kmt2a: 'rearranged',
    kmt2aPartner: 'AFF1',
    wbc: 400,
    day8Blasts: 2000,
    cns: 'CNS1',
  };
  const germline: Facts = {
    ageDays: 250,
    kmt2a: 'germline',
    day8Blasts: 100,
    cns: 'CNS1',
    remissionEoi: true,
    mrdEoi: 0,
  };

  test.each([
    ['interfant-06', high, ['EFS 6 20.9', 'OS 6 29.9']],
    ['interfant-06', germline, ['EFS 6 73.9', 'OS 6 87.2', 'EFS 4 74']],
    ['mll-10', high, ['EFS 3 56.6']],
    ['mll-10', { ...high, ageDays: 200 }, ['EFS 3 94.4']],
    ['mll-96', high, ['EFS 3 34']],
    ['mll-98', high, ['EFS 3 43.6', 'OS 3 58.2']],
    ['mll-baby', high, ['EFS null 38.3']],
    ['total-xvi-infants', high, ['EFS 5 44.4', 'OS 5 55.6']],
  ] as const)('%s, %o', (key, facts, expected) => {
    expect(quoted(facts, key).sort()).toEqual([...expected].sort());
  });

  test('a group that KMT2A does not define is quoted whole, not the part of one status', () => {
    expect(quoted(high, 'all-bfm-83-86-90-infants')).toEqual(['EFS 6 15']);
  });

  test('a protocol that is not stratified is one stratum, or the part of the patient’s KMT2A status', () => {
    expect(quoted(high, 'mll-03')).toEqual(['EFS 4 43.2', 'OS 4 67.2']);
    expect(quoted(high, 'ccg-1953')).toEqual(['EFS 5 41.7', 'OS 5 44.8']);
  });

  test('none of a wider, a narrower or another population', () => {
    // Arms of a later analysis, cohorts, the trial as a whole: none of them is the group of this patient.
    expect(quoted(high, 'interfant-99')).toEqual([]);
    expect(quoted(high, 'p9407')).toEqual([]);
    expect(quoted(high, 'aall0631')).toEqual([]);
    expect(quoted({ ...high, ageDays: 200 }, 'interfant-06')).toEqual([]);
    expect(quoted(high, 'interfant-21')).toEqual([]);
    // High risk for want of remission, with a germline KMT2A: the figure is of rearranged patients.
    expect(quoted({ ...germline, remissionEoi: false }, 'mll-baby')).toEqual([]);
  });

  test('none while group or entry is open, or outside the protocol', () => {
    expect(quoted({ ageDays: 60, kmt2a: 'rearranged', wbc: 20 }, 'interfant-06')).toEqual([]);
    expect(quoted({ kmt2a: 'rearranged' }, 'mll-03')).toEqual([]);
    expect(quoted({ ...high, ageDays: 400 }, 'mll-98')).toEqual([]);
  });

  test('none under the review’s reading of a protocol whose own groups are known', () => {
    expect(quoted({ ...high, cnsDay8: 'CNS1' }, 'mll-10:review')).toEqual([]);
  });

  test('every rule cites a reference of the list or a trial of this registry', () => {
    const known = [...Object.keys(evidence.citations), ...Object.keys(evidence.protocols)];
    const cited = ALL_RULE_SETS.flatMap((ruleSet) =>
      ruleSet.eligibility.flatMap(({ sources }) => sources.map(({ ref }) => ref)),
    );
    expect(cited.filter((ref) => ref !== null && !known.includes(ref))).toEqual([]);
  });
});
