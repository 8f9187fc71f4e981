import { describe, expect, test } from 'vitest';
import { messageLookup } from '@/lib/i18n/message-lookup';
import type { Locale } from '@/lib/i18n/routing';
import { publishedPoints } from '@/lib/comparison/figure/figure-model';
import type { ChartableEstimate } from '@/lib/comparison/figure/published-point';
import { USUAL_PRESENTATION, type Presentation } from '@/lib/comparison/presentation';
import { estimate, figureOf, inputOf } from '@/lib/comparison/testing/figures';
import { calendarFigure } from '@/lib/comparison/views/calendar-figure';
import { calendarTexts } from '@/lib/comparison/words/calendar-texts';
import { figureTexts } from '@/lib/comparison/words/figure-texts';
import { letterTexts } from '@/lib/comparison/words/letter-texts';
import { lettersOf, untoldPoints } from './letters';

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

describe('a figure of a part of its study', () => {
  const AFF1 = label('KMT2A-rearranged, KMT2A::AFF1', 'С перестройкой KMT2A, KMT2A::AFF1');
  const part = (id: string) =>
    of(id, { ...AFF1, stratum: { ...estimate(id).stratum, other: { en: 'KMT2A::AFF1', ru: 'KMT2A::AFF1' } } });
  const nameOf = async (labels: Presentation['labels'] = {}) => {
    const figure = figureOf([part('a')], null, { shown: { ...USUAL_PRESENTATION, labels } });
    return figureTexts(figure, 'en', await messageLookup('en')).panels[0]?.points['a']?.label;
  };

  test('has a sign behind its name, which says whose figure it is', async () => {
    expect(await nameOf()).toBe('Study*');
    expect(await lettersIn([part('a')])).toBe('Study*: KMT2A::AFF1');
    expect(await lettersIn([part('a')], 'ru')).toBe('Study* — KMT2A::AFF1');
  });

  test("keeps the sign under the reader's own name", async () => {
    expect(await nameOf({ a: 'Mine' })).toBe('Mine*');
    expect(await lettersIn([part('a')], 'en', { a: 'Mine' })).toBe('Mine*: KMT2A::AFF1');
  });

  test('has no sign where a letter says it already', async () =>
    expect(await lettersIn([part('a'), of('b', HIGH)])).toBe('Study a: KMT2A::AFF1; b: high risk'));

  test('is told on a calendar too, whose title says the status alone', async () => {
    const whole = estimate('b', { trial: 'b' });
    const enrolment = { start: '1990', end: '1995', planned: null, actual: null };
    const trials = ['study', 'b'].map((slug) => ({ slug, enrolment }));
    const calendar = calendarFigure(inputOf([part('a'), whole], null), trials, 4);
    expect(untoldPoints(calendar).map(({ estimateId }) => estimateId)).toEqual(['a']);
    const words = calendarTexts(calendar, 'en', await messageLookup('en'));
    expect(words.panels[0]?.points['a']?.label.replaceAll('\u00a0', ' ')).toBe('Study*, 4 y');
  });
});

test('on a calendar a figure has a letter only where its plot has another of its study, and all of these are told', async () => {
  const germline = of('g', { stratum: { ...estimate('g').stratum, kmt2a: 'g' } });
  const enrolment = { start: '1990', end: '1995', planned: null, actual: null };
  const drawn = async (chosen: readonly ReturnType<typeof of>[]) => {
    const calendar = calendarFigure(inputOf(chosen, null), [{ slug: 'study', enrolment }], 4);
    const words = calendarTexts(calendar, 'en', await messageLookup('en'));
    const names = words.panels.flatMap(({ points }) => Object.values(points).map(({ label: name }) => name));
    return { names: names.map((name) => name.replaceAll('\u00a0', ' ')), told: untoldPoints(calendar).length };
  };
  const part = { ...estimate('b').stratum, other: { en: 'KMT2A::AFF1', ru: 'KMT2A::AFF1' } };
  // One in each of two plots, whose titles say of whom they are.
  expect(await drawn([of('a', {}), germline])).toEqual({ names: ['Study, 4 y', 'Study, 4 y'], told: 0 });
  expect(await drawn([of('a', {}), of('b', { stratum: part })])).toEqual({
    names: ['Study a, 4 y', 'Study b, 4 y'],
    told: 2,
  });
});

test('what is no KMT2A status stays, though all of a study share it', async () => {
  const cohort = label('Cohort 3, age ≤ 90 days', 'Когорта 3, возраст ≤ 90 дней');
  const older = label('Cohort 3, age > 90 days', 'Когорта 3, возраст > 90 дней');
  expect(await lettersIn([of('a', cohort), of('b', older)])).toBe(
    'Study a: cohort 3, age ≤ 90 days; b: cohort 3, age > 90 days',
  );
});

test("a figure under the reader's own name is left out", async () => {
  const chosen = [of('a', HIGH), of('b', MEDIUM)];
  expect(await lettersIn(chosen, 'en', { a: 'Mine' })).toBe('Study b: medium risk');
});
