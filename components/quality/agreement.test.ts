import { describe, expect, test } from 'vitest';
import { en } from '@/lib/i18n/messages/en';
import { ru } from '@/lib/i18n/messages/ru';
import agreement from '@/lib/survival/golden/agreement.json';
import { agreementByMethod } from '@/lib/survival/golden/agreement-methods';
import type { RecordedComparison } from '@/lib/survival/golden/agreement-recorder';

const ids = agreement.methods.map(({ id }) => id).sort();

describe('the table of agreement with R', () => {
  test('every method has a name in both languages, and no name is left without a method', () => {
    expect(Object.keys(en.agreement.method).sort()).toEqual(ids);
    expect(Object.keys(ru.agreement.method).sort()).toEqual(ids);
  });

  test.each(agreement.methods)(
    '$id: compared, and within what its cases allow',
    ({ values, largestShare, largestRelative, tolerance }) => {
      expect(values).toBeGreaterThan(0);
      expect(largestShare).toBeLessThanOrEqual(1);
      expect(largestRelative).toBeLessThanOrEqual(tolerance.rel);
    },
  );

  test('the versions of R and its packages are named', () => {
    expect(Object.keys(agreement.environment)).toEqual(['R', 'survival', 'cmprsk', 'metafor']);
  });
});

describe('the sum over the records of the tests', () => {
  const record = (file: string, label: string, values: number, largestRelative: number): RecordedComparison => ({
    file,
    label,
    values,
    largestRelative,
    largestAbsolute: 0,
    largestShare: 0.5,
    tolerance: { rel: 1e-7, abs: 1e-9 },
  });

  test('a record that belongs to no method is refused by name', () => {
    expect(() => agreementByMethod([record('log-rank', 'a new label', 1, 0)])).toThrow('"a new label" of log-rank');
  });

  test('a method without records is refused', () => {
    expect(() => agreementByMethod([record('fit', 'z', 3, 1e-10)])).toThrow('recorded nothing for kaplan-meier');
  });
});
