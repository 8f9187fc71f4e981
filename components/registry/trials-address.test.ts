import { describe, expect, test } from 'vitest';
import { TrialFilter } from '@/lib/registry/search';
import { isRestricted, sortedAddress, trialsAddress } from './trials-address';

const all = TrialFilter.parse({});

describe('trialsAddress', () => {
  test('the whole list has the plain address', () => expect(trialsAddress(all)).toBe('/trials'));

  test('what it writes reads back as the same filter', () => {
    const filter: TrialFilter = { q: 'MLL 10', group: ['COG', 'St. Jude'], status: ['recruiting'], kind: ['trial'], from: 1999, to: 2010, hasEfs: true, hasOs: false, hasRiskRules: true, sort: 'enrolled', order: 'asc' };
    const query = new URL(trialsAddress(filter), 'https://example.org').searchParams;
    const read = Object.fromEntries([...new Set(query.keys())].map((key) => [key, query.getAll(key).length > 1 ? query.getAll(key) : query.get(key)]));
    expect(TrialFilter.parse(read)).toEqual(filter);
  });
});

describe('sortedAddress', () => {
  test('a column starts in its usual order and turns round when chosen again', () => {
    expect(sortedAddress(all, 'acronym')).toBe('/trials?sort=acronym&order=asc');
    expect(sortedAddress({ ...all, sort: 'acronym', order: 'asc' }, 'acronym')).toBe('/trials?sort=acronym&order=desc');
    expect(sortedAddress(all, 'start')).toBe('/trials?sort=start&order=asc');
  });

  test('keeps the filter', () => expect(sortedAddress({ ...all, q: 'blina' }, 'estimates')).toBe('/trials?q=blina&sort=estimates&order=desc'));
});

test('isRestricted does not count the order', () => {
  expect(isRestricted({ ...all, sort: 'group', order: 'asc' })).toBe(false);
  expect(isRestricted({ ...all, hasOs: true })).toBe(true);
});
