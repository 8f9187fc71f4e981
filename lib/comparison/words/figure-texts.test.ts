import { expect, test } from 'vitest';
import { messageLookup } from '@/lib/i18n/message-lookup';
import type { Locale } from '@/lib/i18n/routing';
import { localDefinition } from '../selection/local-definition';
import { estimate, figureOf, TEN_CHILDREN } from '../testing/figures';
import { localCohort } from '../testing/local-cohort';
import { figureTexts } from './figure-texts';

async function methodOf(locale: Locale, displayYears: number | null, analyseYears: number | null): Promise<string> {
  const choice = { siteNames: ['S'], kmt2a: 'r', guarded: false, analyseYears } as const;
  const local = localCohort(TEN_CHILDREN, localDefinition('EFS', []), choice);
  const figure = figureOf([estimate('a')], null, { local, displayYears });
  const { method } = figureTexts(figure, locale, await messageLookup(locale));
  return method.join(' ').replaceAll(/[\u00a0\u202f]/gu, ' ');
}

// Ten children were followed for 2000 days, so that an axis of whole years ends at 6.
test.each<[number | null, number | null, readonly string[]]>([
  [null, null, ['The axis ends at 6 y, with the data; the estimates use all follow-up.']],
  [4, null, ['The axis was chosen to end at 4 y; the estimates use all follow-up.']],
  [4, 2, ['The axis was chosen to end at 4 y.', 'The analysis was chosen to end at 2 y:']],
])('shown to %s and analysed to %s years, the method says both', async (display, analyse, sentences) => {
  const method = await methodOf('en', display, analyse);
  for (const sentence of sentences) expect(method).toContain(sentence);
});

test('and in Russian', async () =>
  expect(await methodOf('ru', null, null)).toContain(
    'Ось заканчивается вместе с данными: 6 лет; в расчётах использован весь срок наблюдения.',
  ));
