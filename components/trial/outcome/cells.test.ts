import { describe, expect, test } from 'vitest';
import { rendered, textsIn } from '@/components/ui/testing/rendered';
import type { Locale } from '@/lib/i18n/routing';
import type { Estimate } from '@/lib/registry/schema';
import { bilingual, makeEstimate } from '@/lib/registry/testing/dataset';
import { ComparisonCell, IntervalCell } from './cells';

/** The text of a cell with plain spaces. */
const words = (markup: string): string => markup.replaceAll(/<[^>]*>/gu, '|').replaceAll(/[\u202f\u00a0]/gu, ' ');
const interval = (changes: Partial<Estimate>, locale: Locale = 'en'): string =>
  words(rendered(IntervalCell, { estimate: makeEstimate(changes) }, locale));

describe('the interval of a figure', () => {
  test('a printed one stands as printed, with its level, even where there is a standard error', () =>
    expect(interval({ estimate: 50, se: 5, ci: { low: 46, high: 54, level: 90 } })).toBe('46–54|90% CI, published|'));

  test('a standard error stays one; the interval from it is called computed: 50 ± 1.96 × 5', () =>
    expect(interval({ estimate: 50, se: 5, ci: null })).toBe('SE 5|40.2–59.8: ± 1.96 SE, computed|'));

  test('an error that the source does not name says so before anything is computed', () => {
    const markup = interval({ estimate: 50, se: 5, ci: null, caveats: ['error-type-not-stated'] });
    expect(markup.split('|')).toHaveLength(5);
    expect(markup).toMatch(/^SE 5\|[^|]*±/u);
  });

  test('nothing is computed for a withheld value, and no error is no zero', () => {
    expect(interval({ estimate: null, se: 5, ci: null })).toBe('SE 5');
    expect(interval({ se: null, ci: null })).toBe('|–|');
  });

  test('decimals in the reader’s language', () =>
    expect(interval({ estimate: 50, se: 2.5, ci: null }, 'ru')).toContain('45,1–54,9'));
});

describe('a comparison', () => {
  const said = (changes: Partial<NonNullable<Estimate['comparison']>>, locale: Locale = 'en'): string[] =>
    textsIn(
      rendered(
        ComparisonCell,
        {
          comparison: {
            against: bilingual('standard arm', 'стандартная ветвь'),
            hazardRatio: 0.7,
            hrCi: { low: 0.5, high: 0.95, level: 95 },
            p: '<0.001',
            ...changes,
          },
        },
        locale,
      ),
      'span',
    ).map((text) => text.replaceAll(/[\u202f\u00a0]/gu, ' '));

  test('ratio, its interval with one number of decimals, p as printed', () => {
    expect(said({})).toEqual([expect.stringContaining('0.50–0.95')]);
    expect(said({})[0]).toMatch(/0\.7.*; p < ?0\.001$/u);
    expect(said({}, 'ru')[0]).toContain('0,50–0,95');
  });

  test('what is not reported leaves nothing behind', () => {
    expect(said({ hazardRatio: null, hrCi: null, p: null })).toEqual([]);
    expect(said({ hazardRatio: null, hrCi: null, p: '0.04' })).toEqual([expect.stringMatching(/^p = ?0\.04$/u)]);
  });
});
