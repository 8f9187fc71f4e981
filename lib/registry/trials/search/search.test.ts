import { describe, expect, test } from 'vitest';
import { pageOf, PAGE_SIZE, searchTrials } from './search';
import { decadesOf } from '../enrolment-decades';
import { FLAG_NAMES, LIST_NAMES, NO_FILTER, type TrialFilter } from './filter';
import { catalogueOf, readTrials } from '../../testing/catalogue';
import { bilingual, makeEstimate, makeTrial, SOURCE } from '../../testing/dataset';

const efs = makeEstimate({ stratum: { kmt2a: 'r', risk: 'all', arm: null, age: null, other: null } });
const small = catalogueOf([
  makeTrial({
    slug: 'mll-10',
    acronym: 'MLL-10',
    group: 'JPLSG',
    phase: '2',
    enrolment: { start: '2011-01', end: '2014-12', planned: null, actual: 90 },
    interventions: [
      { name: bilingual('Cytarabine', 'Цитарабин'), class: 'chemotherapy' },
      { name: bilingual('HSCT', 'ТГСК'), class: 'HSCT' },
    ],
    estimates: [efs, { ...efs, endpoint: 'OS', source: { ...SOURCE, level: 'primary-fulltext' } }],
  }),
  makeTrial({
    slug: 'interfant-21',
    acronym: 'Interfant-21',
    status: 'recruiting',
    enrolment: { start: '2022-12', end: null, planned: 160, actual: null },
    estimates: [],
  }),
  makeTrial({
    slug: 'uk-infant-92',
    acronym: 'UK Infant 92',
    group: 'UK',
    kind: 'cohort',
    phase: null,
    enrolment: { start: null, end: '1999', planned: null, actual: 86 },
    interventions: [],
    strata: [],
    estimates: [{ ...efs, stratum: { ...efs.stratum, kmt2a: 'all' } }],
  }),
  makeTrial({
    slug: 'tini-ii',
    acronym: 'TINI II',
    group: 'St. Jude',
    status: 'unknown',
    enrolment: { start: null, end: null, planned: null, actual: null },
    estimates: [{ ...efs, estimate: null }],
  }),
]);

function found(changes: Partial<TrialFilter>): string[] {
  return searchTrials(small, { ...NO_FILTER, ...changes }).found.map(({ trial }) => trial.slug);
}

test('without a filter every trial is shown, newest first, those without a start last', () => {
  expect(found({})).toEqual(['interfant-21', 'mll-10', 'tini-ii', 'uk-infant-92']);
});

test('a question that names a filter in words says which, and how many studies it finds', () => {
  const { asked } = searchTrials(small, { ...NO_FILTER, q: 'no figures' });
  expect(asked).toMatchObject({ restrictions: [{ name: 'noFigures' }], words: 'no figures', count: 1 });
  expect(asked?.filter).toMatchObject({ q: '', noFigures: true });
  expect(searchTrials(small, { ...NO_FILTER, q: 'Interfant' }).asked).toBeNull();
});

test('who asks for studies that do not recruit is led to these, and shown no other', () => {
  const all = catalogueOf(readTrials());
  for (const q of ['not recruiting', 'не набирает', 'набор закрыт', 'enrolment closed']) {
    const { found: shown, asked } = searchTrials(all, { ...NO_FILTER, q });
    expect(shown.filter(({ trial }) => trial.status === 'recruiting')).toEqual([]);
    const led = searchTrials(all, asked?.filter ?? NO_FILTER).found.map(({ trial }) => trial);
    expect(led.length).toBe(asked?.count);
    expect(led.map(({ slug }) => slug).sort()).toEqual(
      readTrials()
        .filter(({ status }) => !['recruiting', 'unknown'].includes(status))
        .map(({ slug }) => slug)
        .sort(),
    );
  }
});

describe('filters', () => {
  test.each<[Partial<TrialFilter>, string[]]>([
    [{ group: ['UK'] }, ['uk-infant-92']],
    [{ group: ['UK', 'JPLSG'] }, ['mll-10', 'uk-infant-92']],
    [{ status: ['recruiting'] }, ['interfant-21']],
    [{ kind: ['cohort'] }, ['uk-infant-92']],
    [{ phase: ['none'] }, ['uk-infant-92']],
    [{ phase: ['2', 'none'] }, ['mll-10', 'uk-infant-92']],
    [{ decade: ['1990'] }, ['uk-infant-92']],
    [{ population: ['r'] }, ['mll-10', 'tini-ii']],
    [{ intervention: ['HSCT'] }, ['mll-10']],
    [{ hsct: ['high-risk'] }, ['mll-10']],
    [{ hsct: ['option', 'high-risk-and-mrd'] }, ['interfant-21', 'uk-infant-92']],
    [{ level: ['primary-fulltext'] }, ['mll-10']],
    [{ hasEfs: true }, ['mll-10', 'uk-infant-92']],
    [{ hasOs: true }, ['mll-10']],
    [{ hasRiskRules: true, hasEfs: true }, ['mll-10']],
    [{ noFigures: true }, ['interfant-21']],
    [{ noOs: true, hasEfs: true }, ['uk-infant-92']],
    [{ noRiskRules: true }, ['uk-infant-92']],
    [{ q: 'ТГСК', hasOs: true }, ['mll-10']],
    [{ q: 'ТГСК', group: ['UK'] }, []],
  ])('%j', (changes, slugs) => expect(found(changes)).toEqual(slugs));

  test.each<[string, Partial<TrialFilter>, string[]]>([
    ['within the years of enrolment', { from: 2012, to: 2013 }, ['mll-10']],
    ['touching the last year', { from: 2014 }, ['interfant-21', 'mll-10']],
    ['after the last year', { from: 2015 }, ['interfant-21']],
    ['before the first year', { to: 2010 }, ['uk-infant-92']],
    ['far in the future only who still recruits', { from: 2050 }, ['interfant-21']],
    [
      'who reports no year fits no question about years',
      { from: 1900, to: 2099 },
      ['interfant-21', 'mll-10', 'uk-infant-92'],
    ],
  ])('years: %s', (_what, changes, slugs) => expect(found(changes)).toEqual(slugs));

  test.each([
    ['1996-10', '2005', ['1990', '2000']],
    ['1977', '1995', ['1970', '1980', '1990']],
    ['2006', null, ['2000']],
    [null, '1999', ['1990']],
    [null, null, []],
  ])('enrolment from %s to %s lies in the decades %j', (start, end, decades) =>
    expect(decadesOf({ start, end })).toEqual(decades),
  );
});

describe('order', () => {
  test.each<[Partial<TrialFilter>, string[]]>([
    [{ sort: 'acronym', order: 'asc' }, ['interfant-21', 'mll-10', 'tini-ii', 'uk-infant-92']],
    [{ sort: 'acronym', order: 'desc' }, ['uk-infant-92', 'tini-ii', 'mll-10', 'interfant-21']],
    [{ sort: 'start', order: 'asc' }, ['mll-10', 'interfant-21', 'tini-ii', 'uk-infant-92']],
    [{ sort: 'enrolled', order: 'asc' }, ['uk-infant-92', 'mll-10', 'interfant-21', 'tini-ii']],
    [{ sort: 'enrolled', order: 'desc' }, ['mll-10', 'uk-infant-92', 'interfant-21', 'tini-ii']],
    [{ sort: 'estimates', order: 'desc' }, ['mll-10', 'tini-ii', 'uk-infant-92', 'interfant-21']],
    [{ sort: 'group', order: 'asc' }, ['interfant-21', 'mll-10', 'tini-ii', 'uk-infant-92']],
    [{ sort: 'status', order: 'asc' }, ['mll-10', 'uk-infant-92', 'interfant-21', 'tini-ii']],
  ])('%j', (changes, slugs) => expect(found(changes)).toEqual(slugs));

  test('numbers in acronyms count as numbers', () => {
    const few = catalogueOf(['MLL-10', 'MLL-3'].map((acronym) => makeTrial({ slug: acronym.toLowerCase(), acronym })));
    expect(
      searchTrials(few, { ...NO_FILTER, sort: 'acronym', order: 'asc' }).found.map(({ trial }) => trial.acronym),
    ).toEqual(['MLL-3', 'MLL-10']);
  });

  test('an order that is asked for stands above the match', () => {
    expect(found({ q: 'ТГСК', sort: 'acronym', order: 'desc' })).toEqual(
      [...found({ q: 'ТГСК', sort: 'acronym', order: 'asc' })].reverse(),
    );
  });
});

describe('counts of choices', () => {
  // Counted by hand on the four trials above.
  test('without a filter they count the list', () => {
    expect(searchTrials(small, NO_FILTER).facets).toEqual({
      group: { Interfant: 1, JPLSG: 1, 'St. Jude': 1, UK: 1 },
      status: { completed: 2, recruiting: 1, unknown: 1 },
      kind: { trial: 3, cohort: 1 },
      phase: { '2': 1, '3': 2, none: 1 },
      decade: { '1990': 1, '2010': 1, '2020': 1 },
      population: { all: 1, r: 2 },
      intervention: { chemotherapy: 1, HSCT: 1, 'bispecific antibody': 2 },
      hsct: { 'high-risk': 1, 'high-risk-and-mrd': 1, option: 1, 'not-stated': 1 },
      level: { 'primary-abstract': 3, 'primary-fulltext': 1 },
      hasEfs: 2,
      hasOs: 1,
      hasRiskRules: 3,
      noFigures: 1,
      noEfs: 2,
      noOs: 3,
      noRiskRules: 1,
      noYears: 1,
    });
  });

  test('each choice is counted under the other filters, not under its own', () => {
    const { facets } = searchTrials(small, { ...NO_FILTER, group: ['UK'], hasEfs: true });
    expect(facets.group).toEqual({ Interfant: 0, JPLSG: 1, 'St. Jude': 0, UK: 1 });
    expect(facets.status).toEqual({ completed: 1, recruiting: 0, unknown: 0 });
    expect(facets.decade).toEqual({ '1990': 1, '2010': 0, '2020': 0 });
    expect([facets.hasEfs, facets.hasOs, facets.hasRiskRules]).toEqual([1, 0, 0]);
  });
});

describe('on the data set', () => {
  const catalogue = catalogueOf(readTrials());
  const filters: Partial<TrialFilter>[] = [
    {},
    { hasEfs: true },
    { q: 'ТГСК' },
    { group: ['COG'], status: ['completed'] },
    { q: 'blinatumomab', population: ['r'], from: 2000 },
  ];

  test.each(filters)('%j: choosing one more shows as many as it said', (changes) => {
    const filter: TrialFilter = { ...NO_FILTER, ...changes };
    const { facets } = searchTrials(catalogue, filter);
    for (const name of LIST_NAMES) {
      for (const [value, count] of Object.entries(facets[name]))
        expect(searchTrials(catalogue, { ...filter, [name]: [value] }).found, `${name}=${value}`).toHaveLength(count);
    }
    for (const name of FLAG_NAMES)
      expect(searchTrials(catalogue, { ...filter, [name]: true }).found, name).toHaveLength(facets[name]);
  });

  test('every trial has one group, one status, one kind, one phase and one class of policy', () => {
    const { facets, all } = searchTrials(catalogue, NO_FILTER);
    for (const name of ['group', 'status', 'kind', 'phase', 'hsct'] as const)
      expect(
        Object.values(facets[name]).reduce((sum, count) => sum + count, 0),
        name,
      ).toBe(all);
  });

  test('an empty list says which filter to give up, and how many that would show', () => {
    const { found: none, relaxations } = searchTrials(catalogue, {
      ...NO_FILTER,
      q: 'blincyto',
      group: ['UK'],
      status: ['recruiting'],
    });
    expect(none).toEqual([]);
    expect(relaxations.length).toBeGreaterThan(0);
    for (const { without, count } of relaxations) expect(searchTrials(catalogue, without).found).toHaveLength(count);
    expect(relaxations.map(({ count }) => count)).toEqual(
      [...relaxations.map(({ count }) => count)].sort((a, b) => b - a),
    );
  });
});

describe('pages', () => {
  const many = Array.from({ length: 2 * PAGE_SIZE + 1 }, () => ({
    trial: small.trials[0] as (typeof small.trials)[number],
    matches: [],
  }));
  test.each([
    [1, 1, PAGE_SIZE],
    [3, 3, 1],
    [9, 3, 1],
  ])('page %i is page %i with %i rows', (asked, page, rows) => {
    const answer = pageOf(many, asked);
    expect([answer.page, answer.pages, answer.rows.length]).toEqual([page, 3, rows]);
    expect(answer.problems.map(({ code }) => code)).toEqual(asked === page ? [] : ['page-beyond']);
  });
  test('an empty list has one page', () => expect(pageOf([], 1)).toMatchObject({ page: 1, pages: 1, problems: [] }));
});
