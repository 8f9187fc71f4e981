import { describe, expect, test, vi } from 'vitest';
import { TrialFacts, TrialDesign } from '@/components/trial/facts';
import { attributesIn, rendered, textsIn } from '@/components/ui/testing/rendered';
import { messagesOf } from '@/lib/i18n/messages/load';
import { LOCALES } from '@/lib/i18n/routing';
import { readTrials, toEntry } from '@/lib/registry/testing/catalogue';
import { bilingual, makeTrial } from '@/lib/registry/testing/dataset';
import { DESIGN_FACTS, LIST_FACTS, PAGE_FACTS, TRIAL_ORDERS } from '@/lib/registry/trials/facts/outlets';
import { countAndFilter } from '@/lib/registry/trials/search/facets';
import { NO_FILTER } from '@/lib/registry/trials/search/filter';
import { TrialCards } from './cards';
import { TrialFacetFields } from './facet-fields';
import { TrialSortFields } from './sort-fields';
import { TrialTable } from './table';

vi.mock('@/lib/i18n/navigation', async () => ({ Link: (await import('@/components/ui/testing/rendered')).PlainLink }));

const trial = makeTrial({
  slug: 'mll-10',
  acronym: 'MLL-10',
  group: 'Russian group',
  phase: '1/2',
  status: 'recruiting',
  sponsor: 'A sponsor',
  enrolment: { start: '2011-01', end: '2014-12', planned: 1200, actual: null },
  countries: ['NL', 'DE'],
  countriesFrom: {
    source: { ref: 'a-2020', locator: 'abstract', url: null, level: 'registry' },
    named: 'some',
  },
});
const unreported = makeTrial({
  phase: null,
  sponsor: null,
  registrations: [],
  countries: [],
  enrolment: { start: null, end: null, planned: null, actual: null },
  estimates: [],
});
const rows = [trial, unreported].map((one) => ({ trial: toEntry(one), reasons: [] }));
const table = rendered(TrialTable, { rows, filter: NO_FILTER }, 'en');

describe.each(LOCALES)('%s: the list of facts drives', (locale) => {
  test('the columns of the table, each cell with its column’s name', async () => {
    const words = (await messagesOf(locale)).vocabulary.fact;
    const names = LIST_FACTS.map(({ word }) => words[word]);
    const markup = rendered(TrialTable, { rows, filter: NO_FILTER }, locale);
    expect(
      textsIn(markup, 'th')
        .slice(0, names.length)
        .map((text) => text.replace(/ [↑↓]$/u, '')),
    ).toEqual(names);
    expect(attributesIn(markup, 'td', 'data-label')).toEqual([...names.slice(1), ...names.slice(1)]);
  });

  test('the lines of the cards and of the trial’s page', async () => {
    const words = (await messagesOf(locale)).vocabulary.fact;
    const lines = (facts: readonly { word: keyof typeof words }[]): string[] => facts.map(({ word }) => words[word]);
    const cards = rendered(TrialCards, { rows: rows.slice(0, 1) }, locale);
    expect(textsIn(cards, 'dt')).toEqual(lines(LIST_FACTS).slice(1));
    expect(
      textsIn(rendered(TrialFacts, { trial, cited: new Map(), predecessor: null, successors: [] }, locale), 'dt'),
    ).toEqual(lines(PAGE_FACTS));
    expect(textsIn(rendered(TrialDesign, { trial }, locale), 'dt')).toEqual(lines(DESIGN_FACTS));
  });

  test('the orders to choose from', async () => {
    const { trialSort } = (await messagesOf(locale)).vocabulary;
    const options = textsIn(rendered(TrialSortFields, { filter: NO_FILTER }, locale), 'option');
    expect(options.slice(1, -2)).toEqual(TRIAL_ORDERS.map(({ name }) => trialSort[name]));
  });
});

describe('a row', () => {
  test('says what is known, planned patients as planned', () => {
    expect(textsIn(table, 'td').slice(0, 8)).toEqual([
      ...['Russian group', 'Recruiting', '2011–2014', '1,200 planned', '1/2', 'KMT2A-r', 'EFS, OS', '3'],
    ]);
  });

  test('what is not reported is no number and no zero', () => {
    expect(textsIn(table, 'td').slice(8)).toEqual([
      ...['Interfant', 'Completed', 'not reported', '–', '–', '–', '–', '0'],
    ]);
  });

  test('only the column that the list stands by says its order', () => {
    expect(attributesIn(table, 'th', 'aria-sort')).toEqual(['descending']);
    const asked = rendered(TrialTable, { rows, filter: { ...NO_FILTER, sort: 'group', order: 'asc' } }, 'en');
    expect(attributesIn(asked, 'th', 'aria-sort')).toEqual(['ascending']);
    expect(asked).toMatch(/<th[^>]* aria-sort="ascending"><a href="\/trials\?sort=group">/u);
  });
});

test('the survival that a study gives, its main endpoint too, with the day from which its years count where that is not diagnosis', () => {
  // The blinatumomab pilot (van der Sluis 2023): DFS and OS from remission; Total XVI: EFS and OS from diagnosis.
  const of = (...slugs: string[]): string[] => {
    const found = readTrials().filter(({ slug }) => slugs.includes(slug));
    const entries = found.map((one) => ({ trial: toEntry(one), reasons: [] }));
    const markup = rendered(TrialTable, { rows: entries, filter: NO_FILTER }, 'en');
    const cells = [...markup.matchAll(/<td[^>]*data-column="endpoints"[^>]*>(.*?)<\/td>/gsu)];
    return cells.map(([cell]) => textsIn(cell, 'td')[0] ?? '');
  };
  expect(of('interfant-blina-pilot')).toEqual(['DFS\u00a0from remission, OS\u00a0from remission']);
  expect(of('total-xvi-infants')).toEqual(['EFS, OS']);
  expect(of('jshct-infant-hsct')).toEqual(['OS\u00a0from HSCT']);
});

test('years of a study that has ended do not read as if it went on', () => {
  // JPLSG MLL03 enrolled from 2004 (Koh 2015) and is completed; its end is not in the sources. Interfant-21 recruits.
  const yearsOf = (one: ReturnType<typeof makeTrial>): string =>
    textsIn(rendered(TrialTable, { rows: [{ trial: toEntry(one), reasons: [] }], filter: NO_FILTER }, 'en'), 'td')[2] ??
    '';
  const enrolment = { start: '2004', end: null, planned: null, actual: null };
  expect(yearsOf(makeTrial({ status: 'completed', enrolment }))).toBe('from\u00a02004, end\u00a0not\u00a0reported');
  expect(yearsOf(makeTrial({ status: 'recruiting', enrolment }))).toBe('from\u00a02004');
});

test.each(LOCALES)('a choice by KMT2A status names no age, since studies of all ages fit it, too (%s)', (locale) => {
  const { facets } = countAndFilter([toEntry(trial)], NO_FILTER, () => true);
  const withAll = { ...facets, population: { all: 3, r: 1 } };
  const markup = rendered(TrialFacetFields, { filter: NO_FILTER, facets: withAll }, locale);
  const labels = textsIn(markup, 'label').filter((text) => /KMT2A/u.test(text));
  expect(labels).toHaveLength(2);
  expect(labels.filter((text) => /infant|младен/iu.test(text))).toEqual([]);
});

describe('the facts of a trial’s page', () => {
  const factsOf = (one: typeof trial): string[] =>
    textsIn(rendered(TrialFacts, { trial: one, cited: new Map(), predecessor: null, successors: [] }, 'en'), 'dd');

  test('countries by name in the order of the alphabet, the span of enrolment in months', () => {
    expect(factsOf(trial)).toEqual([
      ...['Russian group', 'A sponsor', 'Recruiting', 'Phase 1/2', 'Jan\u00a02011 – Dec\u00a02014', '1,200 planned'],
      ...['ClinicalTrials.gov NCT00000001', 'Germany, Netherlands'],
      'some of them; the source says that there are more',
    ]);
  });

  test('an end that is still to come is not called unreported', () => {
    const open = makeTrial({ status: 'recruiting', enrolment: { ...trial.enrolment, end: null } });
    expect(factsOf(open)).toContain('Jan\u00a02011 – ongoing');
    expect(factsOf({ ...open, status: 'completed' })).toContain('Jan\u00a02011 – not reported');
  });

  test('years, patients and numbers that are not reported say so; other facts are left out', () =>
    expect(factsOf(unreported)).toEqual(['Interfant', 'Completed', 'not reported', 'not reported', 'not reported']));

  test('why no country is named is said where it was asked', () =>
    expect(factsOf({ ...unreported, countriesFrom: { absent: 'not-read' } }).at(-1)).toMatch(/^not read/u));

  test('the neighbours in time are links', () => {
    const successors = [{ slug: 'mll-17', acronym: 'MLL-17' }];
    const markup = rendered(
      TrialFacts,
      { trial, cited: new Map(), predecessor: { slug: 'mll-98', acronym: 'MLL-98' }, successors },
      'en',
    );
    expect(attributesIn(markup, 'a', 'href').slice(-2)).toEqual(['/trials/mll-98', '/trials/mll-17']);
  });

  test('a text stands in the reader’s language', () => {
    const markup = rendered(TrialDesign, { trial: { ...trial, design: bilingual('Cohort', 'Когорта') } }, 'ru');
    expect(textsIn(markup, 'dd')[0]).toBe('Когорта');
  });
});
