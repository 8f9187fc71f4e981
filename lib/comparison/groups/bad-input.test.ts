import { describe, expect, test } from 'vitest';
import { ownDocuments } from '@/lib/figure/documents/own-document';
import { messageLookup } from '@/lib/i18n/message-lookup';
import type { Locale } from '@/lib/i18n/routing';
import type { PatientCourse } from '@/lib/patients/timeline';
import { localDefinition } from '../selection/local-definition';
import { child, estimate, figureOf, TEN_CHILDREN } from '../testing/figures';
import { factsOf } from '../testing/group-facts';
import { figureTexts } from '../words/figure-texts';
import { refusalText } from '../words/refusal-text';
import { groupLabel } from './group-label';
import type { Grouping } from './groupings';
import { localGroups } from './local-groups';
import { groupsTexts } from './texts';

const { definition } = localDefinition('EFS', []);
const plain = (text: string): string => text.replaceAll(/[\u00a0\u202f]/gu, ' ');

/** What page and files say of a cohort divided by CNS status, of which the first child alone is CNS1. */
async function said(courses: readonly PatientCourse[], by: Grouping, locale: Locale) {
  const t = await messageLookup(locale);
  const own = courses.map((course, i) => ({ ...course, patientId: `p${i}`, madeUp: false }));
  const facts = new Map(
    own.map(({ patientId }, i) => [patientId, factsOf({ patientId, cns: i === 0 ? 'CNS1' : 'CNS2' })]),
  );
  const names = { group: (code: string) => groupLabel(code, t), cause: (code: string) => code };
  const groups = localGroups(own, facts, definition, by, names, by === 'everybody' ? [1, 2, 3, 5] : null);
  if (groups === null) throw new Error('no groups');
  const cohort = { siteNames: ['S'], madeUp: false, definition };
  const texts = groupsTexts(groups, cohort, { published: [], references: [] }, { locale, t });
  const footer = { date: '2026-11-29', short: '', line: '', notAdvice: '' };
  const [document] = ownDocuments(groups.analysis, texts.own, { t, footer, address: '', about: texts });
  return { page: texts.caveats.map(plain), file: document.caveats.map(({ text }) => plain(text)) };
}

describe.each<[string, readonly PatientCourse[], Readonly<Record<Locale, string>>]>([
  ['one patient', [child(400, false)], { en: 'One child is no group', ru: 'Один ребёнок — не группа' }],
  [
    'all censored, no events',
    [child(500, false), child(900, false)],
    { en: 'No child had an event: the curve stays at 100 %', ru: 'Ни у одного ребёнка не было события' },
  ],
  [
    'nothing after time zero',
    [child(0, false), child(0, false)],
    { en: 'No child has a day of follow-up', ru: 'Ни у одного ребёнка нет ни дня наблюдения' },
  ],
  [
    'everyone failing on day 0',
    [child(0, true), child(0, true)],
    { en: 'Every child had the event on the day of time zero', ru: 'У всех детей событие произошло в день отсчёта' },
  ],
  [
    'everyone failing',
    [child(10, true), child(20, true)],
    { en: 'Every child had the event: the curve ends at 0', ru: 'Событие произошло у всех детей' },
  ],
  [
    // 731 days are 2.0014 years: 3 and 5 years lie beyond, 2 years do not.
    'follow-up shorter than the horizon',
    [child(100, true), child(731, false)],
    {
      en: 'Follow-up ends at 2 y: at 3, 5 y the curve is not estimable, and nothing is carried forward.',
      ru: 'Наблюдение заканчивается на сроке 2 года; на сроке 3, 5 лет кривая не оценивается',
    },
  ],
])('%s', (_, courses, sentence) => {
  test.each(['en', 'ru'] as const)('has its sentence on the page and in the files (%s)', async (locale) => {
    const { page, file } = await said(courses, 'everybody', locale);
    const own = page.filter((line) => line.includes(sentence[locale]));
    expect(own).toHaveLength(1);
    expect(file).toEqual(page);
  });
});

test('of a group the sentence names the group, and an ordinary cohort has none', async () => {
  const { page } = await said([child(400, true), child(500, true), child(700, false)], 'cns', 'en');
  expect(page).toContain(
    'CNS1: One child is no group: the curve is that child’s course and its interval means nothing.',
  );
  expect((await said(TEN_CHILDREN, 'everybody', 'en')).page).toEqual([]);
});

describe.each(['en', 'ru'] as const)('beside published figures (%s)', (locale) => {
  const figures = [estimate('one', { timeYears: 4, estimate: 40 })];
  test.each([
    ['one-patient', [child(400, false)]],
    ['no-events', [child(500, false), child(900, false)]],
    ['no-follow-up', [child(0, false), child(0, false)]],
    ['all-at-zero', [child(0, true), child(0, true)]],
    ['everybody', [child(10, true), child(20, true)]],
  ] as const)('%s', async (code, courses) => {
    const t = await messageLookup(locale);
    const texts = figureTexts(figureOf(figures, courses), locale, t);
    expect(texts.against?.lines).toContain(t(`against.remark.${code}`));
  });

  test('a horizon beyond the follow-up has no difference, with the reason', async () => {
    const t = await messageLookup(locale);
    const { against } = figureTexts(figureOf(figures, [child(100, true), child(731, false)]), locale, t);
    const why = t('against.why.beyond-follow-up', { horizon: locale === 'en' ? '4\u00a0y' : '4\u00a0года', level: '' });
    expect(against?.matched?.rows[0]?.cells.map(plain).join(' ')).toContain(plain(why));
  });

  test('nobody left has a sentence', async () => {
    const t = await messageLookup(locale);
    expect(refusalText('no-patients', null, t)).toBe(t('compare.refusal.no-patients', { open: 'none' }));
  });
});

test.each([
  ['en', 'r', 'KMT2A-rearranged; S; 10 patients, ', 'local cohort'],
  ['ru', 'r', 'С перестройкой KMT2A; S; 10 пациентов, ', 'когорта центра'],
  ['en', 'all', 'All patients; S; 10 patients, ', 'local cohort'],
  ['ru', 'all', 'Все пациенты; S; 10 пациентов, ', 'когорта центра'],
] as const)(
  'an undivided cohort says on its page and in files whom it shows (%s, %s)',
  async (locale, kmt2a, begins, name) => {
    const t = await messageLookup(locale);
    const own = TEN_CHILDREN.map((course, i) => ({ ...course, patientId: `p${i}`, madeUp: false }));
    const facts = new Map(own.map(({ patientId }) => [patientId, factsOf({ patientId })]));
    const names = { group: (code: string) => groupLabel(code, t), cause: (code: string) => code };
    const groups = localGroups(own, facts, definition, 'everybody', names, [1, 2]);
    if (groups === null) throw new Error('no groups');
    const cohort = { siteNames: ['S'], madeUp: false, definition, kmt2a };
    const texts = groupsTexts(groups, cohort, { published: [], references: [] }, { locale, t });
    const footer = { date: '2026-11-29', short: '', line: '', notAdvice: '' };
    const [document] = ownDocuments(groups.analysis, texts.own, { t, footer, address: '', about: texts });
    for (const subtitle of [texts.own.subtitle, document.subtitle])
      expect(plain(subtitle).startsWith(begins)).toBe(true);
    // Of rearranged infants alone the curve is not that of all patients.
    expect(texts.own.names).toEqual([name]);
  },
);
