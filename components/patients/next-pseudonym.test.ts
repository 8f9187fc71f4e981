import { describe, expect, test } from 'vitest';
import { RECORD_FIELDS, asStoredValues, asTypedValues, shownFields } from './entry-fields';
import { nextPseudonym } from './next-pseudonym';

describe('the pseudonym that is suggested next', () => {
  test.each([
    ['A-009', 'A-010'],
    ['DEMO-40', 'DEMO-41'],
    ['A-99', 'A-100'],
    ['7', '8'],
    ['2021-07', '2021-08'],
    ['ABC', ''],
    ['', ''],
  ])('after %s is %s', (before, after) => {
    expect(nextPseudonym(before)).toBe(after);
  });
});

describe('the fields of a record', () => {
  const names = (values: Record<string, string>): string[] =>
    shownFields(RECORD_FIELDS.event, values).map(({ name }) => name);

  test('are those of its kind', () => {
    expect(names({ kind: 'relapse' })).toEqual(['date', 'kind', 'relapseSites', 'lineage', 'remissionDate']);
    expect(names({ kind: 'death' })).toEqual(['date', 'kind', 'deathCause']);
    expect(names({})).toEqual(['date', 'kind']);
  });

  test('show numbers with the decimal sign of the language, and compare them without it', () => {
    const shown = asTypedValues(RECORD_FIELDS.mrd, { date: '2021-01-01', valuePercent: '0.05' }, 'ru');
    expect(shown).toEqual({ date: '01.01.2021', valuePercent: '0,05' });
    expect(asTypedValues(RECORD_FIELDS.mrd, { valuePercent: '0.05' }, 'en')).toEqual({ valuePercent: '0.05' });
    const stored = (valuePercent: string) => asStoredValues(RECORD_FIELDS.mrd, { valuePercent })['valuePercent'];
    expect([stored('0,05'), stored('0.05'), stored('0.50')]).toEqual(['0.05', '0.05', '0.5']);
    expect(asStoredValues(RECORD_FIELDS.mrd, { date: '5.3.24' })).toEqual({ date: '2024-03-05' });
  });
});
