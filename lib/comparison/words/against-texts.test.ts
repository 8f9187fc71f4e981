import { describe, expect, test } from 'vitest';
import { messageLookup } from '@/lib/i18n/message-lookup';
import type { Locale } from '@/lib/i18n/routing';
import { child, estimate, figureOf, TEN_CHILDREN } from '../testing/figures';
import { againstTexts } from './against-texts';

const SOURCE = { ref: 'paper', locator: 'Table 2', url: null, level: 'primary-fulltext' } as const;
const FIGURES = [
  estimate('one', { trial: 't', acronym: 'Trial', source: SOURCE, timeYears: 1, estimate: 61.5 }),
  estimate('four', { trial: 't', acronym: 'Trial', source: SOURCE, timeYears: 4, estimate: 47, se: 3.4 }),
];

async function textsOf(locale: Locale, courses = TEN_CHILDREN, figures = FIGURES) {
  const texts = againstTexts(figureOf(figures, courses), locale, await messageLookup(locale));
  if (texts === null) throw new Error('no local curve');
  return texts;
}

/** Spaces that must not break are written as spaces here. */
const plain = (text: string) => text.replaceAll(/[\u00a0\u2009\u202f]/gu, ' ');

// R 4.2.2, survival 3.5-3, of the ten children: summary(survfit(Surv(t, e) ~ 1, conf.type = "log-log"), times = 1461) gives
// 0.56 (0.1970670, 0.8130308). Against 47 % (SE 3.4) theta = log(-log(.56)) - log(-log(.47)) with the error
// sqrt((s$std.err / (.56 * log(.56)))^2 + (.034 / (.47 * log(.47)))^2); exp(theta + c(-1, 1) * qnorm(.975) * error) is
// 0.2695307, 2.1880439, and 100 * .47^those - 47 is 34.58688, -27.83381. The smallest differences,
// 100 * .47^exp(c(1, -1) * (qnorm(.975) + qnorm(.8)) * sqrt(.53 / (10 * .47 * log(.47)^2) + (.034 / (.47 * log(.47)))^2)) - 47,
// are -40.28612 and 33.97293.
describe('the sentence of the local curve', () => {
  test('in English', async () => {
    const { sentence } = await textsOf('en');
    expect(plain(sentence)).toBe(
      'Of 10 local children, 4 had an event; EFS at 4 y is 56.0 % (95 % interval 19.7–81.3). ' +
        'That is +9.0 points (−27.8 to +34.6) from Trial b (47 % (40.3–53.7)). ' +
        'Even with everybody followed to 4 y, n = 10 could show (80 % power, two-sided 5 %) only a difference of at least ' +
        '−40.3 or +34.0 points from Trial b.',
    );
  });

  test('in Russian', async () => {
    const { sentence } = await textsOf('ru');
    expect(plain(sentence)).toBe(
      '10 детей в когорте центра, 4 события; БСВ на сроке 4 года — 56,0 % (95 % ДИ 19,7–81,3). ' +
        'Разность с Trial b (47 % (40,3–53,7)): +9,0 п. п. (от −27,8 до +34,6). ' +
        'Даже если бы все дети наблюдались до срока 4 года, при n = 10 различимо (мощность 80 %, двусторонний уровень 5 %) ' +
        'лишь отличие от Trial b не менее −40,3 или +34,0 п. п.',
    );
  });

  test('says where the local curve ends before every horizon', async () => {
    const { sentence } = await textsOf('en', TEN_CHILDREN, [estimate('far', { timeYears: 8, se: 3 })]);
    expect(plain(sentence)).toContain('follow-up ends at 5.5 y, before the horizon of any figure here.');
  });

  test('is not made without a published figure', async () => {
    const { sentence, matched } = await textsOf('en', TEN_CHILDREN, []);
    expect([sentence, matched]).toEqual(['', null]);
  });
});

test('fewer than five expected events: the interval stands in place of the p value', async () => {
  const { lines, expected } = await textsOf('en');
  expect(lines.join(' ')).toContain('Fewer than 5 events are expected, so the interval stands in place of a p value');
  expect(expected?.rows[0]?.cells.at(-1)).toBe('read the interval');
});

test('a difference that has no interval says why, in both languages', async () => {
  const cells = async (locale: Locale) =>
    (await textsOf(locale)).matched?.rows.map((row) => plain(row.cells.at(-1) ?? ''));
  expect((await cells('en'))?.[0]).toBe('+8.5; no interval: the source gives none');
  expect((await cells('ru'))?.[0]).toBe('+8,5; интервала нет: в источнике он не приведён');
});

test.each([
  ['one child', [child(400, false)], 'One child is no cohort'],
  ['all censored', Array.from({ length: 6 }, () => child(500, false)), 'No child had an event'],
  ['everybody on day 0', Array.from({ length: 6 }, () => child(0, true)), 'on the day of time zero'],
])('an odd cohort has its own sentence: %s', async (_, courses, words) => {
  expect((await textsOf('en', courses)).lines.join(' ')).toContain(words);
});
