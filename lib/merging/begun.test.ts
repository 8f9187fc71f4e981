import { describe, expect, test } from 'vitest';
import { asDraft, begin, join } from './begun';

const stood = { value: '50', place: 'abstract', reason: '' };

describe('a form over what others may change', () => {
  test('that nobody has touched can be sent: no object stands in it twice', () => {
    const untouched = begin(stood, null);
    expect(untouched).toEqual({ values: stood, began: stood, meanwhile: {} });
    expect(untouched.values).not.toBe(untouched.began);
    const joined = join(untouched, stood);
    expect(joined.values).not.toBe(joined.began);
  });

  test('takes over what they changed alone, and keeps what was typed', () => {
    const typed = { ...begin(stood, null), values: { ...stood, place: 'table 2', reason: 'the table says so' } };
    const joined = join(typed, { ...stood, value: '55' });
    expect(joined.values).toEqual({ value: '55', place: 'table 2', reason: 'the table says so' });
    expect(joined.meanwhile).toEqual({});
  });

  test('shows theirs where both changed a field; sent again, what was typed is meant', () => {
    const typed = { ...begin(stood, null), values: { ...stood, value: '52' } };
    const joined = join(typed, { ...stood, value: '55' });
    expect(joined).toMatchObject({ values: { value: '52' }, meanwhile: { value: '55' } });
    expect(join(joined, { ...stood, value: '55' })).toMatchObject({ values: { value: '52' }, meanwhile: {} });
  });
});

describe('a draft', () => {
  const kept = asDraft({ values: { ...stood, place: 'table 2' }, began: stood });

  test('opens as it was left', () => {
    expect(begin(stood, kept)).toEqual({ values: { ...stood, place: 'table 2' }, began: stood, meanwhile: {} });
  });

  test('of last week does not bring back what has been corrected since', () => {
    expect(begin({ ...stood, value: '55' }, kept).values).toEqual({ ...stood, value: '55', place: 'table 2' });
    const corrected = begin({ ...stood, place: 'table 3' }, kept);
    expect(corrected).toMatchObject({ values: { place: 'table 2' }, meanwhile: { place: 'table 3' } });
  });

  test('that does not say what it began with asks wherever it differs', () => {
    const { values, meanwhile } = begin({ ...stood, value: '55' }, { value: '50', place: 'abstract' });
    expect(values).toMatchObject({ value: '50', place: 'abstract' });
    expect(meanwhile).toEqual({ value: '55' });
  });
});
