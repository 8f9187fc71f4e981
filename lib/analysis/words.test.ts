import { expect, test } from 'vitest';
import { messageLookup } from '@/lib/i18n/message-lookup';
import { analyseOwnData } from './analysis';
import { curvesDescription, incidenceDescription, ownTexts } from './texts';
import { durationText, durationWithUnit } from './duration-text';
import { shareText } from './words';

const plain = (text: string | undefined): string => (text ?? '').replaceAll(/[\u00a0\u202f]/gu, ' ');

/** Three children without any event, and three of whom one relapses and one dies, followed for 3665 days. */
function twoGroups() {
  const days = [400, 800, 3665, 100, 200, 300];
  const words = { subject: null, endpoint: { known: 'efs' as const, name: 'EFS' }, problems: [], problemCounts: {} };
  const none = { leftOut: 0, notChosen: 0, notShown: [], remarks: [] };
  return analyseOwnData(
    {
      ...words,
      ...none,
      time: Float64Array.from(days, (day) => day / 365.25),
      start: null,
      event: Uint8Array.from([0, 0, 0, 1, 2, 1]),
      group: Int32Array.from([0, 0, 0, 1, 1, 1]),
      groups: ['free', 'fallen'],
      reference: 0,
      causes: ['relapse', 'death'],
      rows: 6,
    },
    'years',
    [0.1, 1],
  );
}

// R 4.2.2, survival 3.5-3: summary(survfit(Surv(c(400, 800, 3665), c(0, 0, 0)) ~ 1, conf.type = "log-log"), times =
// 500) gives the survival 1 and no limits (NA NA); before the first exit it prints 1 for both, which says no more.
test('a share of nobody and of everybody has no interval, and says of how many', async () => {
  const t = await messageLookup('en');
  const analysis = twoGroups();
  const texts = ownTexts(analysis, 'group', { locale: 'en', t });
  expect(texts.atTimes?.rows.map((row) => row.map(plain))).toEqual([
    ['free', ...Array.from({ length: 2 }, () => '100.0 % (no CI, n = 3)')],
    ['fallen', '100.0 % (no CI, n = 3)', '0.0 % (no CI, n = 3)'],
  ]);
  const none = '0.0 % (no CI, n = 3)';
  expect(texts.causes[0]?.atTimes.rows[0]?.map(plain)).toEqual(['free', '0', none, none]);
  expect(analysis.causes[0]?.groups[0]?.atTimes[1]).toMatchObject({ incidence: 0, lower: null, upper: null });
});

test('what lies between keeps its limits', async () => {
  const t = await messageLookup('ru');
  const share = { share: 0.25, lower: 0.1, upper: 0.4, notEstimable: null, n: 9 } as const;
  expect(plain(shareText(share, { locale: 'ru', t }))).toBe('25,0 % (10,0–40,0)');
});

test('a time is told to about three days', async () => {
  const t = await messageLookup('en');
  expect(durationText(3665 / 365.25, 'years', 'en')).toBe('10.03');
  expect(durationText(120.4123, 'months', 'ru')).toBe('120,4');
  expect(durationText(3665, 'days', 'en')).toBe('3,665');
  const { summary } = ownTexts(twoGroups(), 'group', { locale: 'en', t });
  expect(summary.rows[0]?.at(-1)).toBe('10.03');
});

test('a heading has its unit, and years the case of their number', async () => {
  const { atTimes } = ownTexts({ ...twoGroups(), times: [2, 5] }, 'group', {
    locale: 'ru',
    t: await messageLookup('ru'),
  });
  expect(atTimes?.columns.map(plain)).toEqual(['Группа', '2 года', '5 лет']);
  const { summary } = ownTexts(twoGroups(), 'group', { locale: 'ru', t: await messageLookup('ru') });
  expect(summary.columns.at(-1)).toBe('Последнее наблюдение, годы');
  expect(plain(durationWithUnit(3665 / 365.25, 'years', 'ru', () => ''))).toBe('10,03 года');
});

test('who does not see the curves hears every number of them', async () => {
  const texts = ownTexts(twoGroups(), 'group', { locale: 'en', t: await messageLookup('en') });
  const said = plain(curvesDescription(texts));
  expect(said).toContain('Group: fallen, n: 3, Events: 3, Censored: 0, Median, years (95 % CI): 0.55 (0.27 to ');
  expect(said).toContain('Group: fallen, 0.1 y: 100.0 % (no CI, n = 3)');
  const [relapse] = texts.causes;
  if (relapse === undefined) throw new Error('no cause');
  // Two of three relapsed within the year.
  expect(plain(incidenceDescription(relapse))).toMatch(/Group: fallen, Events: 2, 0\.1 y: 0\.0 % .*1 y: 66\.7 %/u);
});
