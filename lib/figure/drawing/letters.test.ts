import { expect, test } from 'vitest';
import { messageLookup } from '@/lib/i18n/message-lookup';
import type { Locale } from '@/lib/i18n/routing';
import { publishedPoints } from '@/lib/comparison/figure/figure-model';
import type { ChartableEstimate } from '@/lib/comparison/figure/published-point';
import { USUAL_PRESENTATION, type Presentation } from '@/lib/comparison/presentation';
import { estimate, figureOf } from '@/lib/comparison/testing/figures';
import { letterTexts } from '@/lib/comparison/words/letter-texts';
import { lettersOf } from './letters';

/** A figure of one study. */
const of = (id: string, changes: Partial<ChartableEstimate>): ChartableEstimate =>
  estimate(id, { trial: 'study', acronym: 'Study', ...changes });
const label = (en: string, ru: string) => ({ label: { en, ru } });
const HIGH = label('KMT2A-rearranged, high risk', 'С перестройкой KMT2A, высокий риск');
const MEDIUM = label('KMT2A-rearranged, medium risk', 'С перестройкой KMT2A, промежуточный риск');

async function lettersIn(
  chosen: readonly ChartableEstimate[],
  locale: Locale = 'en',
  labels: Presentation['labels'] = {},
): Promise<string> {
  const figure = figureOf(chosen, null, { shown: { ...USUAL_PRESENTATION, labels } });
  const texts = letterTexts(figure, locale, await messageLookup(locale));
  return lettersOf(publishedPoints(figure), texts).replaceAll(/[\u00a0\u202f]/gu, ' ');
}

// The sentences are written by hand after the labels above.
test('a study with one figure has no letter to explain', async () => expect(await lettersIn([of('a', HIGH)])).toBe(''));

test('letters say who they are, without what the title says of all', async () => {
  const chosen = [of('a', HIGH), of('b', MEDIUM)];
  expect(await lettersIn(chosen)).toBe('Study a: high risk; b: medium risk');
  expect(await lettersIn(chosen, 'ru')).toBe('Study a — высокий риск; b — промежуточный риск');
});

test('a status that the title does not say stays, and so does what one of them has alone', async () => {
  const germline = label('KMT2A-germline, low risk', 'С герминальным KMT2A, низкий риск');
  const mixed = of('b', { ...germline, stratum: { ...estimate('b').stratum, kmt2a: 'g' } });
  expect(await lettersIn([of('a', HIGH), mixed])).toBe(
    'Study a: KMT2A-rearranged, high risk; b: KMT2A-germline, low risk',
  );
  const whole = of('b', label('KMT2A-rearranged', 'С перестройкой KMT2A'));
  expect(await lettersIn([of('a', HIGH), whole])).toBe('Study a: KMT2A-rearranged, high risk; b: KMT2A-rearranged');
});

test('one population at two times is told by the time', async () => {
  const chosen = [of('a', { ...HIGH, timeYears: 4 }), of('b', { ...HIGH, timeYears: 6 })];
  expect(await lettersIn(chosen)).toBe('Study a: high risk, 4 y; b: 6 y');
});

test("a figure under the reader's own name is left out", async () => {
  const chosen = [of('a', HIGH), of('b', MEDIUM)];
  expect(await lettersIn(chosen, 'en', { a: 'Mine' })).toBe('Study b: medium risk');
});
