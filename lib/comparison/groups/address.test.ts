import { expect, test } from 'vitest';
import { readSelection } from '../selection/reading';
import { NO_FILTERS } from '../cohort/filters';
import { groupsAddress, trialsBeside } from './address';

test('the trials of a comparison go with its link to the groups, each once and no more than stand there', () => {
  const points = ['b', 'a', 'b', 'c', 'd', 'e', 'f', 'g'].map((trialSlug) => ({ trialSlug }));
  const trials = trialsBeside(points);
  expect(trials).toEqual(['b', 'a', 'c', 'd', 'e', 'f']);
  const { selection } = readSelection({});
  expect(groupsAddress(selection, 'age', { filters: NO_FILTERS, trials })).toBe(
    '/compare/groups?endpoint=EFS&population=r&by=age&trials=b,a,c,d,e,f',
  );
});
