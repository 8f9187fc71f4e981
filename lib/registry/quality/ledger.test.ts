import { expect, test } from 'vitest';
import { readAddress } from '@/lib/address/reading';
import { filterLedger, ledgerAddress, ledgerQuerySchema, type LedgerEntry } from './ledger';

const both = (text: string): { en: string; ru: string } => ({ en: text, ru: `${text} по-русски` });
const entry = (field: string, change: Partial<LedgerEntry> = {}): LedgerEntry => ({
  field: { en: field, ru: `обозначение ${field}` },
  trial: 'one',
  reviewSays: both('36 %'),
  primarySays: both('36.4 %'),
  reason: 'rounding',
  resolution: both('both kept'),
  source: { ref: 'someone-2019', locator: 'abstract', url: null, level: 'primary-abstract' },
  ...change,
});
const entries = [
  entry('EFS'),
  entry('risk groups', { reason: 'other population' }),
  entry('relapse', { trial: null, primarySays: { en: 'congenital', ru: 'врожденный лейкоз' } }),
];
const found = (parameters: Record<string, string>): string[] =>
  filterLedger(entries, readAddress(ledgerQuerySchema(['one', 'disease']), parameters).values).map(
    ({ field }) => field.en,
  );

test('the ledger is narrowed by reason, subject and words in either language', () => {
  expect(found({})).toEqual(['EFS', 'risk groups', 'relapse']);
  expect(found({ reason: 'rounding' })).toEqual(['EFS', 'relapse']);
  expect(found({ subject: 'disease' })).toEqual(['relapse']);
  expect(found({ q: 'врождённый' })).toEqual(['relapse']);
  expect(found({ q: 'ОБОЗНАЧЕНИЕ risk' })).toEqual(['risk groups']);
  expect(found({ q: 'someone 36.4', reason: 'other population' })).toEqual(['risk groups']);
});

test('what an address says wrongly is named with the nearest choice, and the rest is used', () => {
  const { values: filter, problems } = readAddress(ledgerQuerySchema(['one', 'disease']), {
    reason: 'roundin',
    subject: 'one',
    colour: 'red',
    q: ['a', 'b'],
  });
  expect(filter).toEqual({ q: '', reason: null, subject: 'one' });
  expect(problems).toMatchObject([
    { parameter: 'colour', code: 'unknown-parameter' },
    { parameter: 'q', code: 'given-twice' },
    { parameter: 'reason', code: 'not-in-list', nearest: 'rounding' },
  ]);
  expect(ledgerAddress({ ...filter, reason: 'other data cut' })).toBe(
    '/discrepancies?reason=other%20data%20cut&subject=one',
  );
});
