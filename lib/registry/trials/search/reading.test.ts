import { describe, expect, test } from 'vitest';
import { readAddress } from '@/lib/address/reading';
import { NO_FILTER } from './filter';
import { trialQuerySchema } from './reading';

const GROUPS = ['COG', 'JPLSG', 'Interfant', 'St. Jude'];
const read = (parameters: Record<string, string | string[]>) => {
  const { values: filter, problems } = readAddress(trialQuerySchema(GROUPS), parameters);
  return { filter, problems };
};

test('an empty address restricts nothing', () => expect(read({})).toEqual({ filter: NO_FILTER, problems: [] }));

test('what a form sends empty says nothing', () => {
  expect(read({ q: '', from: '', to: '', sort: '', order: 'desc' })).toEqual({ filter: NO_FILTER, problems: [] });
});

test('lists may be repeated, once each', () => {
  expect(read({ group: ['COG', 'JPLSG', 'COG'], phase: '1/2', intervention: ['CAR-T', 'BCL2 inhibitor'] })).toEqual({
    filter: { ...NO_FILTER, group: ['COG', 'JPLSG'], phase: ['1/2'], intervention: ['BCL2 inhibitor', 'CAR-T'] },
    problems: [],
  });
});

describe('what cannot be used is left out and named', () => {
  test.each<[Record<string, string | string[]>, string, string, string | undefined]>([
    [{ status: 'recruting' }, 'status', 'not-in-list', 'recruiting'],
    [{ status: ['completed', 'nonsense-of-a-kind'] }, 'status', 'not-in-list', undefined],
    [{ group: 'St Jude' }, 'group', 'unknown-record', 'St. Jude'],
    [{ group: 'nobody at all' }, 'group', 'unknown-record', undefined],
    [{ hsct: 'highrisk' }, 'hsct', 'not-in-list', 'high-risk'],
    [{ level: 'primary' }, 'level', 'not-in-list', 'primary-fulltext'],
    [{ decade: '1995' }, 'decade', 'not-valid', undefined],
    [{ from: 'soon' }, 'from', 'not-valid', undefined],
    [{ sort: 'acronim' }, 'sort', 'not-in-list', 'acronym'],
    [{ order: 'up' }, 'order', 'not-in-list', undefined],
    [{ view: 'card' }, 'view', 'not-in-list', 'cards'],
    [{ page: '0' }, 'page', 'not-valid', '1'],
    [{ page: '-1' }, 'page', 'not-valid', '1'],
    [{ hasEfs: 'perhaps' }, 'hasEfs', 'not-in-list', undefined],
    [{ q: ['a', 'b'] }, 'q', 'given-twice', undefined],
    [{ q: 'x'.repeat(201) }, 'q', 'not-valid', undefined],
    [{ grop: 'COG' }, 'grop', 'unknown-parameter', 'group'],
    [{ foo: '1' }, 'foo', 'unknown-parameter', undefined],
    [{ from: '2010', to: '1999' }, 'from', 'years-reversed', undefined],
  ])('%j', (parameters, parameter, code, nearest) => {
    const { filter, problems } = read(parameters);
    expect(problems).toEqual([expect.objectContaining({ parameter, code, ...(nearest !== undefined && { nearest }) })]);
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
