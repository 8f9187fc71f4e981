import { describe, expect, test } from 'vitest';
import { parametersOf } from '@/lib/address/parameters';
import { readAddress } from '@/lib/address/reading';
import { NO_FILTER, restrictionsOf, type TrialFilter } from '@/lib/registry/trials/search/filter';
import { trialQuerySchema } from '@/lib/registry/trials/search/reading';
import { trialsAddress } from './address';
import { sortedAddress } from './sorted-address';

const all = NO_FILTER;

describe('trialsAddress', () => {
  test('the whole list has the plain address', () => expect(trialsAddress(all)).toBe('/trials'));

  test('what it writes reads back as the same filter', () => {
    const filter: TrialFilter = {
      q: 'MLL 10',
      group: ['COG', 'St. Jude'],
      status: ['recruiting'],
      kind: ['trial'],
      phase: ['1/2', 'none'],
      decade: ['1990'],
      population: ['r'],
      intervention: ['CAR-T', 'bispecific antibody'],
      hsct: ['high-risk'],
      level: ['registry'],
      from: 1999,
      to: 2010,
      hasEfs: true,
      hasOs: false,
      hasRiskRules: true,
      noFigures: false,
      noEfs: false,
      noOs: true,
      noRiskRules: false,
      noYears: true,
      sort: 'enrolled',
      order: 'asc',
      view: 'cards',
      page: 2,
    };
    const query = new URL(trialsAddress(filter), 'https://example.org').searchParams;
    expect(readAddress(trialQuerySchema(['COG', 'St. Jude']), parametersOf(query))).toEqual({
      values: filter,
      problems: [],
    });
  });
});

describe('sortedAddress', () => {
  test('a column starts in its usual order and turns round when chosen again', () => {
    expect(sortedAddress(all, 'acronym')).toBe('/trials?sort=acronym&order=asc');
    expect(sortedAddress({ ...all, sort: 'acronym', order: 'asc' }, 'acronym')).toBe('/trials?sort=acronym');
    expect(sortedAddress(all, 'start')).toBe('/trials?sort=start&order=asc');
  });

  test('under a question the list stands by the match, so that a column starts in its usual order', () => {
    expect(sortedAddress({ ...all, q: 'blina' }, 'start')).toBe('/trials?q=blina&sort=start');
  });

  test('keeps the filter and begins again with the first page', () => {
    expect(sortedAddress({ ...all, q: 'blina', page: 3 }, 'estimates')).toBe('/trials?q=blina&sort=estimates');
  });
});

test('order, view and page narrow nothing', () => {
  expect(restrictionsOf({ ...all, sort: 'group', order: 'asc', view: 'cards', page: 2 })).toEqual([]);
  expect(restrictionsOf({ ...all, hasOs: true })).toHaveLength(1);
});
