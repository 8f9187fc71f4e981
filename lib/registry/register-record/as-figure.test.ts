import { expect, test } from 'vitest';
import { asFigure } from './as-figure';
import type { PostedResult } from './posted-results';

const POSTED: PostedResult = {
  measure: 'Disease-free survival',
  timeFrame: '6 years',
  population: 'Randomised patients',
  group: 'IB',
  category: null,
  n: '60',
  value: '39.3',
  unit: 'Number (percentage of participants)',
  spread: '29 – 51 (95% Confidence Interval)',
};

test('a percentage with its interval fills value, interval, horizon, patients and place', () =>
  expect(asFigure('NCT99999999', POSTED)).toEqual({
    level: 'registry',
    sourceLocator: 'NCT99999999; Disease-free survival; 6 years; IB',
    n: '60',
    timeYears: '6',
    estimate: '39.3',
    ciLow: '29',
    ciHigh: '51',
    ciLevel: '95',
  }));

test.each<[string, Partial<PostedResult>, string[]]>([
  ['a count of participants is no percentage', { unit: 'Count (participants)' }, ['estimate', 'ciLow']],
  ['NA is no value', { value: 'NA' }, ['estimate', 'ciLow']],
  ['a spread without its kind is no interval', { spread: '29 – 51' }, ['ciLow', 'se']],
  ['"up to 6 years" is no horizon', { timeFrame: 'up to 6 years' }, ['timeYears']],
])('%s', (_why, change, absent) => {
  const mapped = asFigure('NCT99999999', { ...POSTED, ...change });
  for (const field of absent) expect(mapped).not.toHaveProperty(field);
});

test('a standard error is one only where the record says so', () =>
  expect(asFigure('NCT99999999', { ...POSTED, spread: '5 (Standard Error)' })).toMatchObject({ se: '5' }));
