import { expect, test } from 'vitest';
import { messageLookup } from '@/lib/i18n/message-lookup';
import type { Locale } from '@/lib/i18n/routing';
import { localDefinition } from '../selection/local-definition';
import { course, dayAfterDiagnosis } from '@/lib/patients/testing/courses';
import { child, estimate, figureOf, TEN_CHILDREN } from '../testing/figures';
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

test.each<[Locale, 'remission' | 'end-of-induction', string]>([
  ['en', 'remission', 'no day of remission: 1 died, 0 had an induction failure, of 0 no reason is recorded'],
  ['en', 'end-of-induction', 'no end of induction (MRD measured there, or remission reached there): 1 died'],
  ['ru', 'remission', 'ремиссия не записана; из них умерли — 1'],
  [
    'ru',
    'end-of-induction',
    'окончание индукции не записано (нет ни МОБ в этой точке, ни ремиссии к ней); из них умерли — 1',
  ],
])('who never reached the time zero is told (%s, %s)', async (locale, zero, sentence) => {
  const reached = { remissionDate: dayAfterDiagnosis(33), endOfInductionDate: dayAfterDiagnosis(33) };
  const died = { events: [{ id: 'e', kind: 'death' as const, date: dayAfterDiagnosis(20) }] };
  const courses = [
    ...[100, 500, 900].map((days) => ({ ...child(days, true), ...reached })),
    course({ remissionDate: null, endOfInductionDate: null, ...died }),
  ];
  const choice = { siteNames: ['S'], kmt2a: 'r', guarded: false } as const;
  const local = localCohort(courses, localDefinition('EFS', [], undefined, zero), choice);
  const { caveats } = figureTexts(figureOf([estimate('a')], null, { local }), locale, await messageLookup(locale));
  const said = caveats.map(({ text }) => text.replaceAll(/[\u00a0\u202f]/gu, ' ')).join(' ');
  expect(said).toContain(sentence);
});
