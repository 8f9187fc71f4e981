import { describe, expect, test } from 'vitest';
import { NO_FILTER } from './filter';
import { nearestOf, readTrialFilter } from './reading';

const GROUPS = ['COG', 'JPLSG', 'Interfant', 'St. Jude'];
const read = (parameters: Record<string, string | string[]>) => readTrialFilter(parameters, GROUPS);

test('an empty address restricts nothing', () => expect(read({})).toEqual({ filter: NO_FILTER, problems: [] }));

test('what a form sends empty says nothing', () => {
  expect(read({ q: '', from: '', to: '', sort: '', order: 'desc' })).toEqual({ filter: NO_FILTER, problems: [] });
});

test('lists may be repeated, once each', () => {
  expect(read({ group: ['COG', 'JPLSG', 'COG'], phase: '1/2', intervention: ['CAR-T', 'BCL2 inhibitor'] })).toEqual({
    filter: { ...NO_FILTER, group: ['COG', 'JPLSG'], phase: ['1/2'], intervention: ['CAR-T', 'BCL2 inhibitor'] },
    problems: [],
  });
});

describe('what cannot be used is left out and named', () => {
  test.each<[Record<string, string | string[]>, string, string, string | null]>([
    [{ status: 'recruting' }, 'status', 'not-valid', 'recruiting'],
    [{ status: ['completed', 'nonsense-of-a-kind'] }, 'status', 'not-valid', null],
    [{ group: 'St Jude' }, 'group', 'not-valid', 'St. Jude'],
    [{ group: 'nobody at all' }, 'group', 'not-valid', null],
    [{ hsct: 'highrisk' }, 'hsct', 'not-valid', 'high-risk'],
    [{ level: 'primary' }, 'level', 'not-valid', 'primary-fulltext'],
    [{ decade: '1995' }, 'decade', 'not-valid', null],
    [{ from: 'soon' }, 'from', 'not-valid', null],
    [{ sort: 'acronim' }, 'sort', 'not-valid', 'acronym'],
    [{ order: 'up' }, 'order', 'not-valid', null],
    [{ view: 'card' }, 'view', 'not-valid', 'cards'],
    [{ page: '0' }, 'page', 'not-valid', null],
    [{ page: '-1' }, 'page', 'not-valid', null],
    [{ hasEfs: 'perhaps' }, 'hasEfs', 'not-valid', null],
    [{ q: ['a', 'b'] }, 'q', 'given-twice', null],
    [{ q: 'x'.repeat(201) }, 'q', 'not-valid', null],
    [{ grop: 'COG' }, 'grop', 'unknown-parameter', 'group'],
    [{ foo: '1' }, 'foo', 'unknown-parameter', null],
    [{ from: '2010', to: '1999' }, 'from', 'years-reversed', null],
  ])('%j', (parameters, parameter, code, nearest) => {
    const { filter, problems } = read(parameters);
    expect(problems).toEqual([expect.objectContaining({ parameter, code, nearest })]);
    const name = parameter as keyof typeof filter;
    const kept = parameters.status?.[0] === 'completed' ? ['completed'] : NO_FILTER[name];
    expect(filter[name]).toEqual(kept);
  });

  test('the rest of the address still counts', () => {
    expect(read({ q: ' MLL ', status: 'x', hasEfs: '1', page: '2' }).filter).toEqual({
      ...NO_FILTER,
      q: 'MLL',
      hasEfs: true,
      page: 2,
    });
  });
});

describe('nearestOf', () => {
  test.each([
    ['recruting', 'recruiting'],
    ['COMPLETED', 'completed'],
    ['recr', 'recruiting'],
    ['zzz', null],
    ['', null],
  ])('%s → %s', (value, nearest) => expect(nearestOf(value, ['completed', 'closed', 'recruiting'])).toBe(nearest));
});
