import { describe, expect, test } from 'vitest';
import { messageLookup } from '@/lib/i18n/message-lookup';
import type { Locale } from '@/lib/i18n/routing';
import { course, dayAfterDiagnosis } from '@/lib/patients/testing/courses';
import { DEFAULT_DEFINITIONS } from '@/lib/patients/timeline';
import { localDefinition } from '../selection/local-definition';
import { bothReadings, OPEN_ITEMS, openItems } from '../selection/open-items';
import { estimate, figureOf } from '../testing/figures';
import { localCohort } from '../testing/local-cohort';
import { againstTexts } from '../words/against-texts';
import type { WordTable } from '../words/word-table';
import type { BothCohorts, LocalReadings } from './open-differences';

const day = dayAfterDiagnosis;
const seen = (days: number) => [{ date: day(days), record: 'follow-up' as const }];

// Six children: a failure found on day 40, a lineage switch on 100, a second malignancy on 250, a relapse on 300 after a
// transplant on 150, and nothing until 20 and until 1000.
const SIX = [
  course({ events: [{ id: 'a', kind: 'induction-failure', date: day(40) }] }),
  course({
    events: [{ id: 'b', kind: 'relapse', date: day(100), lineageSwitch: true }],
    knownAliveDates: seen(800),
  }),
  course({ events: [{ id: 'c', kind: 'relapse', date: day(300) }], transplantDates: [day(150)] }),
  course({ events: [{ id: 'd', kind: 'second-malignancy', date: day(250) }], knownAliveDates: seen(900) }),
  course({ knownAliveDates: seen(1000) }),
  course({ knownAliveDates: seen(20) }),
];
const FIGURE = estimate('one', { trial: 't', acronym: 'Trial', timeYears: 1, estimate: 50 });
const CHOICE = { siteNames: ['Site'], kmt2a: 'r', guarded: false } as const;

function readingsOf(courses = SIX): LocalReadings {
  const { definition } = localDefinition('EFS', []);
  const both = OPEN_ITEMS.flatMap((item): BothCohorts[] => {
    const [first, second] = (bothReadings(item, definition) ?? []).map((one) =>
      localCohort(courses, { definition: one, definedBy: null }, CHOICE),
    );
    return first && second ? [{ item, cohorts: [first, second] }] : [];
  });
  return { openOf: () => openItems(definition, undefined), both, why: null };
}

const openOf = (readings: LocalReadings, figures = [FIGURE]) =>
  figureOf(figures, SIX, { readings }).panels[0]?.against?.open ?? null;

async function texts(locale: Locale, readings: LocalReadings, figures = [FIGURE]) {
  const words = againstTexts(figureOf(figures, SIX, { readings }), locale, await messageLookup(locale));
  const plain = (text: string) => text.replaceAll(/[\u00a0\u2009\u202f]/gu, ' ');
  const open = words?.open ?? null;
  const rowsOf = (table: WordTable | null | undefined) => table?.rows.map(({ cells }) => cells.map(plain));
  return { lines: open?.lines.map(plain), ranges: rowsOf(open?.ranges), rows: rowsOf(open?.table) };
}

describe('six children by hand, at one year', () => {
  // Usual: 4/5, 3/4, 2/3 and 1/2 on days 40, 100, 250 and 300 (one left on day 20) = 0.2. A failure at time zero: 5/6, then
  // 3/4, 2/3, 1/2 = 5/24. Without the second malignancy, or the lineage switch: 4/5 · 3/4 · 2/3 = 0.4. Censored on day 150:
  // 4/5 · 3/4 · 1/2 = 0.3. Without the failure, last seen on its day 40: 3/4 · 2/3 · 1/2 = 0.25.
  test.each([
    ['induction-failure', [4, 20], [3, 25]],
    ['failure-time', [4, 20], [4, 500 / 24]],
    ['second-malignancy', [4, 20], [3, 40]],
    ['lineage-switch', [4, 20], [3, 40]],
    ['hsct', [4, 20], [3, 30]],
  ] as const)('%s', (item, usual, other) => {
    const row = openOf(readingsOf())?.differences?.find((one) => one.item === item);
    for (const [i, [events, percent]] of [usual, other].entries()) {
      const reading = row?.readings[i];
      expect(reading?.events).toBe(events);
      expect(reading?.matched.local.percent).toBeCloseTo(percent, 9);
      expect(reading?.matched.difference).toBeCloseTo(percent - 50, 9);
    }
  });

  test('an event before the horizon counts, a later one does not', () => {
    const at = (days: number) => estimate('x', { timeYears: days / 365.25, estimate: 50 });
    const events = (days: number) =>
      openOf(readingsOf(), [at(days)])
        ?.differences?.find(({ item }) => item === 'hsct')
        ?.readings.map((r) => r.events);
    expect(events(300.5)).toEqual([4, 3]);
    expect(events(299.5)).toEqual([3, 3]);
  });

  test('an item is not shown where it moves nothing, and is named', async () => {
    const early = estimate('early', { trial: 't', acronym: 'Trial', timeYears: 0.4, estimate: 60 });
    // Day 146: the failure and the lineage switch have happened, the transplant and the second malignancy have not.
    const { rows, lines } = await texts('en', readingsOf(), [early]);
    expect(rows?.map(([item]) => item)).toEqual(
      ['induction failure as an event', 'day of an induction failure', 'relapse with lineage switch'].flatMap(
        (item) => [item, item],
      ),
    );
    expect(lines?.at(-1)).toBe(
      'Changes nothing in this cohort at these horizons: second malignancy; follow-up after HSCT.',
    );
  });
});

describe('in words', () => {
  // R 4.2.2, survival 3.5-3: t <- c(40, 100, 300, 250, 1000, 20), e <- c(1, 1, 1, 1, 0, 0);
  // summary(survfit(Surv(t, e) ~ 1, conf.type = "log-log"), times = 365) gives 0.2 (0.00837, 0.58185); with t[3] <- 150 and
  // e[3] <- 0 it gives 0.3 (0.0123, 0.7192).
  test('each reading in a row, beside it every figure that leaves it open', async () => {
    const two = [FIGURE, estimate('two', { trial: 'u', acronym: 'Other', timeYears: 1, estimate: 45 })];
    const rows = async (locale: Locale) => (await texts(locale, readingsOf(), two)).rows?.slice(-2);
    expect(await rows('en')).toEqual([
      [
        'follow-up after HSCT',
        '1 y',
        'goes on after HSCT',
        '20.0 % (0.8–58.2); 4 events',
        'Trial 50 %: −30.0; no interval: the source gives none; Other 45 %: −25.0; no interval: the source gives none',
      ],
      [
        'follow-up after HSCT',
        '1 y',
        'ends with the first HSCT',
        '30.0 % (1.2–71.9); 3 events',
        'Trial 50 %: −20.0; no interval: the source gives none; Other 45 %: −15.0; no interval: the source gives none',
      ],
    ]);
    expect((await rows('ru'))?.[1]?.slice(2, 4)).toEqual([
      'заканчивается в день первой ТГСК',
      '30,0 % (1,2–71,9); 3 события',
    ]);
  });

  test('of all readings the least and the greatest value beside each figure', async () => {
    // By hand, above: 0.2 as usual, 5/24, 0.4 twice, 0.3 and 0.25.
    const two = [FIGURE, estimate('two', { trial: 'u', acronym: 'Other', timeYears: 1, estimate: 45 })];
    expect((await texts('en', readingsOf(), two)).ranges).toEqual([
      ['Trial 50 %', '1 y', '20.0 % to 40.0 %', '−30.0 to −10.0'],
      ['Other 45 %', '1 y', '20.0 % to 40.0 %', '−25.0 to −5.0'],
    ]);
    expect((await texts('ru', readingsOf())).ranges).toEqual([
      ['Trial 50 %', '1 год', 'от 20,0 % до 40,0 %', 'от −30,0 до −10,0'],
    ]);
  });

  test('what the answers of a source leave out of relapse and death is named as taken as usual', async () => {
    const { lines } = await texts('en', { ...readingsOf(), usualOf: () => ['relapse'] });
    expect(lines).toContain('Trial – not stated whether it counts, taken as usual (it does): relapse.');
  });

  test.each([
    ['guarded', 'only to the data managers'],
    ['too-many', 'up to 200 children'],
  ] as const)('without the readings the items are listed, with the reason: %s', async (why, words) => {
    const { lines, rows } = await texts('en', { ...readingsOf(), both: null, why });
    expect(rows).toBeUndefined();
    expect(lines?.[0]).toBe(
      'Trial – not stated: induction failure as an event; day of an induction failure; second malignancy; relapse with lineage switch; follow-up after HSCT.',
    );
    expect(lines?.[1]).toContain(words);
    expect(lines).toHaveLength(2);
  });

  test('a figure of another time zero is not compared, so nothing is said of it', () => {
    const figures = [{ ...FIGURE, timeZero: 'remission' as const }];
    const { panels } = figureOf(figures, SIX, { readings: readingsOf(), confirmed: true });
    expect(panels.map(({ against }) => against?.open)).toEqual([{ items: [], usual: [], differences: [], why: null }]);
  });
});

describe('what a source leaves open', () => {
  const stated = (events: string[], malignancy: 'yes' | 'no' | 'not-stated' | null) => ({
    timeZero: 'diagnosis' as const,
    events,
    counts:
      malignancy === null
        ? null
        : {
            'induction-failure': 'yes' as const,
            relapse: 'yes' as const,
            'second-malignancy': malignancy,
            death: 'yes' as const,
          },
  });
  test.each([
    ['an answer of yes', stated(['failure, and more'], 'yes'), false],
    ['an answer of no', stated(['failure, and more'], 'no'), false],
    ['no answer', stated(['death', 'relapse'], 'not-stated'), true],
    ['a list of known events', stated(['death', 'relapse'], null), false],
    ['a list with an unclear wording', stated(['death', 'progression'], null), true],
    ['no definition', undefined, true],
  ])('second malignancy: %s', (_, definition, open) => {
    expect(openItems(DEFAULT_DEFINITIONS.EFS, definition).includes('second-malignancy')).toBe(open);
  });

  test('whether an induction failure is an event is open unless answers or a list of known events say it', () => {
    const open = (definition: Parameters<typeof openItems>[1]) =>
      openItems(DEFAULT_DEFINITIONS.EFS, definition).includes('induction-failure');
    const answers = stated(['failure, and more'], 'not-stated');
    expect(open(answers)).toBe(false);
    expect(open({ ...answers, counts: { ...answers.counts, 'induction-failure': 'not-stated' } as never })).toBe(true);
    expect(open(stated(['death', 'relapse'], null))).toBe(false);
    expect(open(undefined)).toBe(true);
    expect(openItems(DEFAULT_DEFINITIONS.DFS, undefined)).not.toContain('induction-failure');
  });

  test('of overall survival only what a transplant does', () => {
    expect(openItems(DEFAULT_DEFINITIONS.OS, undefined)).toEqual(['hsct']);
  });
});
