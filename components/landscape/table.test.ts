import { describe, expect, test, vi } from 'vitest';
import { attributesIn, rendered, textsIn } from '@/components/ui/testing/rendered';
import { messageLookup } from '@/lib/i18n/message-lookup';
import { landscapeOf, type LandscapeTrial } from '@/lib/registry/landscape/landscape';
import { landscapeWords } from '@/lib/registry/landscape/words';
import { bilingual, makeSummary } from '@/lib/registry/testing/dataset';
import { LandscapeList } from './list';
import { LandscapeTable } from './table';

vi.mock('@/lib/i18n/navigation', async () => ({ Link: (await import('@/components/ui/testing/rendered')).PlainLink }));

const TODAY = '2026-01-01';
const WHOLE = { kind: null, group: null };
const trial = (slug: string, changes: Partial<LandscapeTrial>): LandscapeTrial => ({
  ...makeSummary({ slug, acronym: slug.toUpperCase() }),
  predecessor: null,
  ...changes,
});
const trials = [
  trial('a', {
    enrolment: { start: '2002', end: '2009', planned: 10, actual: 1234 },
    interventions: [{ name: bilingual('Drug', 'Препарат'), class: 'other' }],
  }),
  trial('b', { enrolment: { start: '2010', end: null, planned: 160, actual: null }, predecessor: 'a' }),
  trial('c', { enrolment: { start: null, end: null, planned: null, actual: null }, kind: 'cohort' }),
];
const landscape = landscapeOf(trials, TODAY, WHOLE);
const words = landscapeWords(landscape, WHOLE, TODAY, 'en', await messageLookup('en'));

describe('the table of the field', () => {
  const markup = rendered(LandscapeTable, { landscape, words }, 'en');
  const row = (acronym: string): string[] =>
    textsIn(markup.split('<tr>').find((one) => one.includes(`>${acronym}</a></th>`)) ?? '', 'td');

  test('patients are those enrolled; planned ones are called planned, none is no zero', () => {
    expect(row('A')[4]).toBe('1,234');
    expect(row('B')[4]).toBe('160 planned');
    expect(row('C')[4]).toBe('not reported');
  });

  test('a study without years stays in the table and says so', () => {
    expect(row('C')[2]).toBe('not reported');
    expect(row('A')[2]).toBe('2002–2009');
  });

  test('interventions in words, the predecessor as a link, a dash for what is not there', () => {
    expect(row('A').slice(5)).toEqual(['Drug', '–']);
    expect(row('B').slice(5)).toEqual(['–', 'A']);
    expect(attributesIn(markup, 'a', 'href').filter((href) => href === '/trials/a')).toHaveLength(2);
  });
});

describe('the list for a narrow window', () => {
  const markup = rendered(LandscapeList, { landscape, words }, 'en');

  test('every study once, with a bar only where a year is known', () => {
    expect(textsIn(markup, 'li')).toHaveLength(trials.length);
    expect(attributesIn(markup, 'span', 'data-kind')).toHaveLength(2);
  });

  test('a bar begins and ends where its years stand on the scale', () => {
    const { from, to } = landscape.years;
    const [, left, width] = /left:([\d.]+)%;width:([\d.]+)%/u.exec(markup) ?? [];
    // 2002 to the last day of 2009: eight years on a scale that begins at 2000.
    expect(Number(left)).toBeCloseTo(((2002 - from) / (to - from)) * 100, 1);
    expect(Number(width)).toBeCloseTo((8 / (to - from)) * 100, 1);
  });
});
