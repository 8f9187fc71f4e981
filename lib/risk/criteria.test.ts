import { describe, expect, test } from 'vitest';
import type { Question } from './condition';
import { PREPARED_RULE_SETS } from './classify';
import { baselineGroups, criteriaAbout, criteriaOf, type CriterionRole } from './criteria';
import { ALL_RULE_SETS } from './rule-sets/all-rule-sets';
import { ruleSetKey } from './rule-sets/rule-set-key';

/** The cuts of one kind of role about one question, `*` where a choice of this registry settles the value on the cut. */
function cuts(kind: CriterionRole['kind'], ...questions: Question[]): Record<string, string> {
  const shown = ALL_RULE_SETS.flatMap((ruleSet): [string, string][] => {
    const found = criteriaAbout(criteriaOf(ruleSet), ...questions).filter(({ role }) => role.kind === kind);
    const words = found.map(
      ({ comparison, convention }) =>
        `${comparison.kind === 'number' ? `${comparison.relation} ${comparison.limit}` : String(comparison.value)}${convention ? '*' : ''}`,
    );
    return words.length === 0 ? [] : [[ruleSetKey(ruleSet), words.join(', ')]];
  });
  return Object.fromEntries(shown);
}

/** Expected values: the specification of the rules (rules.md), sections 4 and 5. */
describe('the criteria of the protocols', () => {
  test('limits of age', () => {
    expect(cuts('eligibility', 'ageDays')).toEqual({
      'interfant-99': '<= 365',
      'interfant-06': '<= 365',
      'interfant-blina-pilot': '<= 364',
      'interfant-blina-pilot:review': '<= 364',
      'interfant-21': '<= 365',
      'interfant-21:review': '<= 365',
      'mll-baby': '<= 364',
      'mll-baby:review': '<= 364',
      'all-baby-2021': '<= 365*',
      'mll-96': '<= 395*',
      'mll-98': '<= 365*',
      'mll-03': '<= 365*',
      'mll-10': '<= 364',
      'mll-10:review': '<= 364',
      'ccg-1953': '<= 365*',
      p9407: '<= 365',
      aall0631: '<= 365',
      'all-bfm-83-86-90-infants': '<= 365*',
      'total-xvi-infants': '<= 365*',
    });
  });

  test('age as a criterion of the group', () => {
    expect(cuts('group', 'ageDays')).toEqual({
      'interfant-06': '< 183',
      'interfant-blina-pilot': '< 183',
      'interfant-blina-pilot:review': '< 183',
      'interfant-21': '< 183*',
      'interfant-21:review': '< 183*',
      'mll-10': '< 180',
      'mll-10:review': '< 180',
      aall0631: '< 90',
    });
  });

  test('white cells, response, partner and central nervous system', () => {
    const interfant = [
      'interfant-06',
      'interfant-blina-pilot',
      'interfant-blina-pilot:review',
      'interfant-21',
      'interfant-21:review',
    ];
    expect(cuts('group', 'wbc')).toEqual(Object.fromEntries(interfant.map((key) => [key, '>= 300'])));
    expect(cuts('group', 'prednisoneResponse')).toEqual({
      ...Object.fromEntries(interfant.map((key) => [key, 'poor'])),
      'interfant-99': 'poor, good',
      'all-bfm-83-86-90-infants': 'poor, good',
    });
    expect(cuts('group', 'kmt2aPartner')).toEqual({ 'mll-baby': 'AFF1', 'mll-baby:review': 'AFF1' });
    expect(cuts('group', 'cns', 'cnsDay8')).toEqual({
      'all-baby-2021': 'CNS3*',
      'mll-10': 'CNS3*',
      'mll-10:review': 'CNS3*',
    });
  });

  test('what changes the group later', () => {
    expect(cuts('change', 'remissionEoi')).toEqual({
      'interfant-21': 'false',
      'mll-baby': 'false',
      'mll-baby:review': 'false',
    });
    expect(cuts('change', 'mrdEoi')).toEqual({
      'interfant-21:review': '>= 1',
      'mll-baby:review': '>= 0.1*',
      'all-baby-2021': '>= 0.1*',
    });
    expect(cuts('change', 'mrdBlina1')).toEqual({ 'interfant-21': '> 0.01', 'interfant-21:review': '> 0.01' });
    expect(cuts('change', 'mrdHr1')).toEqual({ 'all-baby-2021': 'positive' });
    expect(cuts('subgroup', 'mrdEoi')).toEqual({ 'interfant-21': '< 0.05' });
  });
});

/** rules.md 4: germline is low risk, intermediate risk or outside the protocol; a later rise of the group does not count. */
test.each([
  ['interfant-06', ['HR', 'IR'], null, ['LR']],
  ['interfant-blina-pilot', ['HR', 'IR'], false, []],
  ['interfant-21', ['HR', 'IR'], false, []],
  ['mll-baby', ['HR', 'IR'], null, ['IR']],
  ['all-baby-2021', ['HR', 'IR'], null, ['LR']],
  ['mll-03', [], false, []],
])('%s: groups by KMT2A status alone', (protocol, rearranged, germlineEligible, germline) => {
  const prepared = PREPARED_RULE_SETS.find(({ ruleSet }) => ruleSet.protocol === protocol);
  if (!prepared) throw new Error('no such rule set');
  expect(baselineGroups(prepared, { kmt2a: 'rearranged' })).toEqual({ eligible: null, groups: rearranged });
  expect(baselineGroups(prepared, { kmt2a: 'germline' })).toEqual({ eligible: germlineEligible, groups: germline });
});
