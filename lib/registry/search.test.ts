import { describe, expect, test } from 'vitest';
import { countFacets, filterTrials, normalise, TrialFilter } from './search';
import { bilingual, makeSummary } from './testing/dataset';

const rows = [
  makeSummary({ slug: 'mll-10', acronym: 'MLL-10', group: 'JPLSG', enrolment: { start: '2011-01', end: '2014-12', planned: null, actual: 90 }, hasEfs: true, hasOs: true, hasRiskRules: true, estimates: 20 }),
  makeSummary({
    slug: 'interfant-21',
    acronym: 'Interfant-21',
    title: bilingual('Interfant-21: treatment protocol', 'Интерфант-21: протокол лечения'),
    status: 'recruiting',
    enrolment: { start: '2022-12', end: null, planned: 160, actual: null },
    registrations: [{ registry: 'ClinicalTrials.gov', id: 'NCT05327894' }],
    interventions: [{ name: bilingual('Blinatumomab', 'Блинатумомаб'), class: 'bispecific antibody' }],
    hasRiskRules: true,
  }),
  makeSummary({ slug: 'uk-infant-92', acronym: 'UK Infant 92', group: 'UK', kind: 'cohort', enrolment: { start: null, end: '1999', planned: null, actual: 86 }, hasEfs: true, estimates: 3 }),
  makeSummary({ slug: 'tini-ii', acronym: 'TINI II', group: 'St. Jude', status: 'unknown', enrolment: { start: null, end: null, planned: null, actual: null } }),
];

function found(address: Record<string, unknown>): string[] {
  return filterTrials(rows, TrialFilter.parse(address)).map(({ slug }) => slug);
}

test('an empty address shows every trial, newest first, those without a start last', () => {
  expect(found({})).toEqual(['interfant-21', 'mll-10', 'tini-ii', 'uk-infant-92']);
});

describe('text', () => {
  test.each([
    ['MLL10', ['mll-10']],
    ['mll-10', ['mll-10']],
    ['blinatumomab', ['interfant-21']],
    ['блинатумомаб', ['interfant-21']],
    ['БЛИНАТУМОМАБ протокол', ['interfant-21']],
    ['NCT05327894', ['interfant-21']],
    ['nct 05327894', ['interfant-21']],
    ['bispecific', ['interfant-21']],
    ['st jude', ['tini-ii']],
    ['jplsg blinatumomab', []],
    [' - ', ['interfant-21', 'mll-10', 'tini-ii', 'uk-infant-92']],
  ])('%j finds %j', (q, slugs) => {
    expect(found({ q })).toEqual(slugs);
  });

  test('case, accents and signs do not matter', () => {
    expect(normalise('Pédiatrie, Sant-Joan Ё')).toBe(normalise('PEDIATRIE SANT JOAN е'));
  });

  test('words do not run over from one text into the next', () => {
    expect(found({ q: 'jplsgnct' })).toEqual([]);
  });
});

describe('filters', () => {
  test.each<[Record<string, unknown>, string[]]>([
    [{ group: 'UK' }, ['uk-infant-92']],
    [{ group: ['UK', 'JPLSG'] }, ['mll-10', 'uk-infant-92']],
    [{ status: 'recruiting' }, ['interfant-21']],
    [{ kind: 'cohort' }, ['uk-infant-92']],
    [{ hasEfs: 'true' }, ['mll-10', 'uk-infant-92']],
    [{ hasOs: '1' }, ['mll-10']],
    [{ hasRiskRules: 'true', hasEfs: 'true' }, ['mll-10']],
  ])('%j', (address, slugs) => {
    expect(found(address)).toEqual(slugs);
  });

  test.each<[string, Record<string, unknown>, string[]]>([
    ['within the years of enrolment', { from: '2012', to: '2013' }, ['mll-10']],
    ['touching the last year', { from: '2014' }, ['interfant-21', 'mll-10']],
    ['after the last year', { from: '2015' }, ['interfant-21']],
    ['before the first year', { to: '2010' }, ['uk-infant-92']],
    ['far in the future only who still recruits', { from: '2050' }, ['interfant-21']],
    ['who reports no year fits no question about years', { from: '1900', to: '2099' }, ['interfant-21', 'mll-10', 'uk-infant-92']],
  ])('years: %s', (_what, address, slugs) => {
    expect(found(address)).toEqual(slugs);
  });

  test('what the address misspells does not restrict', () => {
    expect(found({ status: 'nonsense', kind: ['x'], from: 'soon', hasEfs: 'perhaps', sort: 'luck', order: 'up', q: ['a', 'b'], other: '1' })).toEqual(found({}));
  });
});

describe('order', () => {
  test.each<[Record<string, unknown>, string[]]>([
    [{ sort: 'acronym', order: 'asc' }, ['interfant-21', 'mll-10', 'tini-ii', 'uk-infant-92']],
    [{ sort: 'acronym', order: 'desc' }, ['uk-infant-92', 'tini-ii', 'mll-10', 'interfant-21']],
    [{ sort: 'start', order: 'asc' }, ['mll-10', 'interfant-21', 'tini-ii', 'uk-infant-92']],
    [{ sort: 'enrolled', order: 'asc' }, ['uk-infant-92', 'mll-10', 'interfant-21', 'tini-ii']],
    [{ sort: 'enrolled', order: 'desc' }, ['mll-10', 'uk-infant-92', 'interfant-21', 'tini-ii']],
    [{ sort: 'estimates', order: 'desc' }, ['mll-10', 'uk-infant-92', 'interfant-21', 'tini-ii']],
    [{ sort: 'group', order: 'asc' }, ['interfant-21', 'mll-10', 'tini-ii', 'uk-infant-92']],
    [{ sort: 'status', order: 'asc' }, ['mll-10', 'uk-infant-92', 'interfant-21', 'tini-ii']],
  ])('%j', (address, slugs) => {
    expect(found(address)).toEqual(slugs);
  });

  test('numbers in acronyms count as numbers', () => {
    const few = ['MLL-10', 'MLL-3'].map((acronym) => makeSummary({ slug: acronym, acronym }));
    expect(filterTrials(few, TrialFilter.parse({ sort: 'acronym', order: 'asc' })).map(({ acronym }) => acronym)).toEqual(['MLL-3', 'MLL-10']);
  });
});

describe('counts of choices', () => {
  test('without a filter they count the list', () => {
    expect(countFacets(rows, TrialFilter.parse({}))).toEqual({
      group: { JPLSG: 1, Interfant: 1, UK: 1, 'St. Jude': 1 },
      status: { completed: 2, recruiting: 1, unknown: 1 },
      kind: { trial: 3, cohort: 1 },
      hasEfs: 2,
      hasOs: 1,
      hasRiskRules: 2,
    });
  });

  test('each choice is counted under the other filters, not under its own', () => {
    expect(countFacets(rows, TrialFilter.parse({ group: 'UK', hasEfs: 'true' }))).toEqual({
      group: { JPLSG: 1, Interfant: 0, UK: 1, 'St. Jude': 0 },
      status: { completed: 1, recruiting: 0, unknown: 0 },
      kind: { trial: 0, cohort: 1 },
      hasEfs: 1,
      hasOs: 0,
      hasRiskRules: 0,
    });
  });

  test('choosing one shows as many as it said', () => {
    const filter = TrialFilter.parse({ hasEfs: 'true' });
    for (const [group, count] of Object.entries(countFacets(rows, filter).group)) {
      expect(filterTrials(rows, { ...filter, group: [group] })).toHaveLength(count);
    }
  });
});
