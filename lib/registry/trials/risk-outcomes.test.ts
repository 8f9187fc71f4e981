import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { classify } from '@/lib/risk/classify';
import type { Facts } from '@/lib/risk/facts';
import { ALL_RULE_SETS } from '@/lib/risk/rule-sets/all-rule-sets';
import { ruleSetKey } from '@/lib/risk/rule-sets/rule-set-key';
import type { PublishedEstimate } from '../estimate-filter';
import { riskEvidence } from './risk-evidence';
import { leading, outcomesOf, type RiskEvidence } from './risk-outcomes';
import { ReferencesSchema, TrialSchema, type Trial } from '../schema';
import { makeSummary } from '../testing/dataset';
import { known } from '../testing/known-figures';

const read = (path: string): unknown =>
  JSON.parse(readFileSync(new URL(`../../../seed/${path}`, import.meta.url), 'utf8'));
const trials: Trial[] = [...new Set(ALL_RULE_SETS.map(({ protocol }) => protocol))].map((slug) =>
  TrialSchema.parse(read(`trials/${slug}.json`)),
);
const references = ReferencesSchema.parse(read('references.json'));

const evidence = riskEvidence(
  trials.map(({ slug, acronym, group, enrolment }) => ({ ...makeSummary(), slug, acronym, group, enrolment })),
  trials.flatMap(({ slug, acronym, estimates }) =>
    known(estimates).map((estimate) => ({ ...estimate, trial: slug, acronym })),
  ),
  references,
);

/** The figures that a page quotes for this patient under one rule set: endpoint, years and percent. */
function quoted(facts: Facts, key: string): string[] {
  return figuresFor(facts, key).map(inWords);
}

const inWords = ({ endpoint, timeYears, estimate }: PublishedEstimate): string =>
  `${endpoint} ${timeYears} ${estimate}`;

function figuresFor(facts: Facts, key: string): PublishedEstimate[] {
  const result = classify(facts).results.find((candidate) => ruleSetKey(candidate) === key);
  if (!result) throw new Error(`There is no rule set ${key}`);
  const { ageDays = null, kmt2a = null, kmt2aPartner: partner = null } = facts;
  return outcomesOf(evidence, result, { ageDays, kmt2a, partner });
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
    ['interfant-06', germline, ['EFS 6 73.9', 'OS 6 87.2']],
    ['mll-10', high, ['EFS 3 56.6', 'OS 5 82']],
    ['mll-10', { ...high, ageDays: 200 }, ['EFS 3 94.4', 'OS 5 82']],
    ['mll-96', high, ['EFS 3 34']],
    ['mll-98', high, ['EFS 3 43.6', 'OS 3 58.2']],
    ['total-xvi-infants', high, ['EFS 5 44.4', 'OS 5 55.6']],
    ['mll-03', high, ['EFS 4 43.2', 'OS 4 67.2']],
  ] as const)('the group itself: %s, %o', (key, facts, expected) => {
    expect(quoted(facts, key).sort()).toEqual([...expected].sort());
  });

  test('the part with the patient’s own KMT2A status is narrower than the whole', () => {
    expect(quoted(high, 'ccg-1953')).toEqual(['EFS 5 33.6', 'OS 5 44.8']);
    expect(quoted({ ...high, kmt2a: 'germline', kmt2aPartner: null }, 'ccg-1953')).toEqual(['EFS 5 60.3', 'OS 5 44.8']);
    expect(quoted(high, 'all-bfm-83-86-90-infants')).toEqual(['EFS 6 9', 'OS 6 48']);
  });

  test('a figure told second hand gives way to the study’s own of the very patients', () => {
    const told = evidence.estimates.filter(({ source, trial }) => source.level === 'review' && trial === 'mll-10');
    expect(told.map(({ timeYears, estimate }) => `${timeYears} ${estimate}`)).toContain('5 56.6');
    expect(quoted(high, 'mll-10')).not.toContain('EFS 5 56.6');
  });

  // Kosaka 2004 prints 43.6 % (28.5–58.7) of 44 infants; an abstract of 2006 has 43.6 % of 38 "under 12 months" without an interval.
  test('of one population at one horizon the figure with an interval stands, then the one of more patients', () => {
    const result = classify(high).results.find((candidate) => ruleSetKey(candidate) === 'mll-98');
    if (!result) throw new Error('There is no rule set mll-98');
    const stands = (estimates: RiskEvidence['estimates']) =>
      outcomesOf({ ...evidence, estimates }, result, { ageDays: 60, kmt2a: 'rearranged', partner: 'AFF1' })
        .filter(({ endpoint }) => endpoint === 'EFS')
        .map(({ n, ci }) => [n, ci?.low ?? null, ci?.high ?? null]);
    expect(stands(evidence.estimates)).toEqual([[44, 28.5, 58.7]]);
    const without = evidence.estimates.map((figure) => ({ ...figure, ci: null, se: null }));
    expect(stands(without)).toEqual([[44, null, null]]);
    // With an interval the smaller group goes first.
    const other = without.map((figure) =>
      figure.n === 38 && figure.trial === 'mll-98' ? { ...figure, se: 8 } : figure,
    );
    expect(stands(other)).toEqual([[38, null, null]]);
  });

  test('age, in completed days', () => {
    expect(quoted({ ...high, ageDays: 91 }, 'p9407')).toEqual(['EFS 5 43.8', 'OS 5 52.9']);
    expect(quoted({ ...high, ageDays: 90 }, 'p9407')).toEqual(['EFS 5 15.5', 'EFS 5 36', 'OS 5 52.9']);
    expect(quoted({ ageDays: 91 }, 'p9407')).toEqual(['EFS 5 48.5', 'OS 5 52.9']);
    // A month is 30.4375 days: 30 completed days are under it, 31 are not.
    expect(quoted({ ageDays: 30 }, 'interfant-99')).toContain('EFS 2 20');
    expect(quoted({ ageDays: 31 }, 'interfant-99')).not.toContain('EFS 2 20');
  });

  test('where neither of two populations is narrower both are given, that of the risk group first', () => {
    expect(quoted(high, 'mll-baby')).toEqual(['EFS null 38.3', 'EFS null 36.9', 'OS 6 44']);
    expect(quoted({ ...high, kmt2aPartner: 'MLLT3', remissionEoi: true }, 'mll-baby')).toEqual([
      'EFS null 35.1',
      'EFS null 18.8',
      'OS 6 44',
    ]);
  });

  test('beside a row, every narrowest population of the first endpoint, the study’s own report first', () => {
    const beside = (facts: Facts, key: string): string[] => leading(figuresFor(facts, key)).map(inWords);
    // Dreyer 2015, abstract: 15.5 ± 10.1 % at 90 days or less; 36 % of the rearranged stands in a review (PDQ) alone.
    expect(beside({ ageDays: 60, kmt2a: 'rearranged' }, 'p9407')).toEqual(['EFS 5 15.5', 'EFS 5 36']);
    // Van der Linden 2009, abstract: 20 ± 9.1 % at 2 years of 30 congenital; the rearranged are in a commentary.
    expect(beside({ ageDays: 20, kmt2a: 'rearranged' }, 'interfant-99')).toEqual(['EFS 2 20', 'EFS 4 36.9']);
    // The abstract on 11q23 in MLL-Baby: 35.1 ± 6.9 % of intermediate risk, 83.3 ± 15.2 % with MLLT10.
    expect(beside({ ...high, kmt2aPartner: 'MLLT10', remissionEoi: true }, 'mll-baby')).toEqual([
      'EFS null 35.1',
      'EFS null 83.3',
    ]);
  });

  // Van der Sluis 2023, abstract: 2-year DFS 81.6 % and OS 93.3 %; the report of 2026: 4-year DFS 83.3 % and OS 93.3 %. No EFS.
  test('DFS before OS where a study has no EFS of the patient, and none beside an EFS', () => {
    const pilot = figuresFor({ ...high, remissionEoi: true }, 'interfant-blina-pilot');
    expect(pilot.map(inWords)).toEqual(['DFS 2 81.6', 'DFS 4 83.3', 'OS 2 93.3', 'OS 4 93.3']);
    expect(leading(pilot).map(({ endpoint, timeZero }) => [endpoint, timeZero])).toEqual([['DFS', 'remission']]);
    expect(figuresFor({ ...high, ageDays: 200 }, 'interfant-06').map(({ endpoint }) => endpoint)).not.toContain('DFS');
  });

  test('a wider population where the group has no figure, or is open', () => {
    // Medium risk of Interfant-06 has none: KMT2A-rearranged, and for overall survival all patients.
    expect(quoted({ ...high, ageDays: 200 }, 'interfant-06')).toEqual(['EFS 6 36.4', 'OS 6 58.2']);
    expect(quoted({ ageDays: 60, kmt2a: 'rearranged', wbc: 20 }, 'interfant-06')).toEqual(['EFS 6 36.4', 'OS 6 58.2']);
    // High risk for want of remission, with a germline KMT2A: the figure of high risk is of rearranged patients.
    expect(quoted({ ...germline, remissionEoi: false }, 'mll-baby')).toEqual(['EFS 6 74', 'OS 6 80']);
  });

  test('none of an arm, of a later choice, of all ages or of selected patients', () => {
    // The arms of AALL0631 give 3-year figures; what is quoted is of all its rearranged infants.
    expect(quoted(high, 'aall0631')).toEqual(['EFS 5 34', 'OS 5 41']);
    expect(quoted(high, 'interfant-99')).not.toContain('EFS 4 50.2');
    expect(quoted(germline, 'total-xvi-infants')).toEqual([]);
    expect(quoted(high, 'interfant-06')).not.toContain('OS 2 65.8');
    expect(quoted(high, 'interfant-21')).toEqual([]);
  });

  test('none while entry is open, or outside the protocol', () => {
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
