import { describe, expect, test } from 'vitest';
import { nearestSelection, suggestionsFor } from './nearest-selection';
import { readSelection } from './reading';
import { estimate } from '../testing/figures';

const figures = [
  estimate('interfant-06-efs-6y-kmt2a-r', { trial: 'interfant-06', timeYears: 6 }),
  estimate('interfant-06-os-6y-all', { trial: 'interfant-06', endpoint: 'OS', timeYears: 6 }),
  estimate('mll-10-efs-3y-kmt2a-r', { trial: 'mll-10', timeYears: 3 }),
];
const { selection } = readSelection({ series: '' });
const meant = (value: string, code: 'unknown-series' | 'other-endpoint' | 'not-valid') =>
  suggestionsFor([{ parameter: 'series', code, value }], selection, figures)[0]?.estimate?.id ?? null;

describe('what was probably meant', () => {
  test('a slip of the pen, a shortened id, capitals', () => {
    expect(meant('interfant-06-efs-6y-kmt2a', 'unknown-series')).toBe('interfant-06-efs-6y-kmt2a-r');
    expect(meant('mll-10-efs-3y-kmt2-r', 'unknown-series')).toBe('mll-10-efs-3y-kmt2a-r');
    expect(meant('MLL-10-EFS-3y-KMT2A-r', 'not-valid')).toBe('mll-10-efs-3y-kmt2a-r');
  });
  test('a figure of another endpoint: the same trial under the endpoint asked for', () =>
    expect(meant('interfant-06-os-6y-all', 'other-endpoint')).toBe('interfant-06-efs-6y-kmt2a-r'));
  test('nothing near is nothing', () => expect(meant('nothing-like-this', 'unknown-series')).toBeNull());
});

test('the nearest selection holds each suggestion once, and there is none without', () => {
  const suggestions = suggestionsFor(
    ['mll-10-efs-3y', 'mll-10-efs-3y-kmt2a'].map((value) => ({ parameter: 'series', code: 'unknown-series', value })),
    selection,
    figures,
  );
  expect(nearestSelection(selection, suggestions)?.series).toEqual(['mll-10-efs-3y-kmt2a-r']);
  expect(nearestSelection(selection, [])).toBeNull();
});
