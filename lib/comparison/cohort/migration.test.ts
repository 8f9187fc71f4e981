import { describe, expect, test } from 'vitest';
import { messageLookup } from '@/lib/i18n/message-lookup';
import { localDefinition } from '../selection/local-definition';
import { child, estimate } from '../testing/figures';
import { factsOf } from '../testing/group-facts';
import { migrationTexts } from '../words/migration-texts';
import { likeForLike, migrationOutcomes, publishedByRisk } from './migration';

const local = localDefinition('EFS', []);
/** Days, event, group by the first protocol and by the second; null: not settled. */
const MADE: readonly (readonly [days: number, event: boolean, a: string | null, b: string | null])[] = [
  [100, true, 'HR', 'HR'],
  [400, true, 'HR', 'HR'],
  [900, false, 'HR', 'HR'],
  [2000, false, 'HR', 'HR'],
  [300, false, 'HR', 'IR'],
  [500, true, 'LR', 'not-eligible'],
  [700, false, null, 'HR'],
];
const courses = MADE.map(([days, event], i) => ({ ...child(days, event), patientId: `p${i}` }));
const facts = new Map(
  MADE.map(([, , a, b], i) => [`p${i}`, factsOf({ patientId: `p${i}`, risks: { 'mll-10': a, 'interfant-06': b } })]),
);
const found = migrationOutcomes(courses, facts, local, ['mll-10', 'interfant-06']);
const HIGH = { kmt2a: 'r', risk: 'HR', arm: null, age: null, other: null } as const;
const PAIR = [
  estimate('interfant-06-efs-6y-kmt2a-r-hr', {
    ...{ trial: 'interfant-06', acronym: 'Interfant-06', timeYears: 6, estimate: 20.9, stratum: HIGH },
  }),
  estimate('mll-10-efs-5y-kmt2a-r-hr-interfant-hr', {
    ...{ trial: 'mll-10', acronym: 'MLL-10', timeYears: 5, estimate: 45.2 },
    stratum: {
      ...HIGH,
      other: { en: 'also high risk by Interfant-06', ru: 'также высокий риск по Interfant-06' },
      alsoGroup: { protocol: 'interfant-06', risk: 'HR' },
    },
  }),
];

describe('a cohort under two protocols', () => {
  test('counts each child in one cell', () => {
    expect(found.rows).toEqual(['HR', 'LR', 'not-settled']);
    expect(found.columns).toEqual(['HR', 'IR', 'not-eligible']);
    expect(found.cells.map((row) => row.map(({ n, events }) => [n, events]))).toEqual([
      [
        [4, 2],
        [1, 0],
        [0, 0],
      ],
      [
        [0, 0],
        [0, 0],
        [1, 1],
      ],
      [
        [1, 0],
        [0, 0],
        [0, 0],
      ],
    ]);
  });

  test('reads a cell at two and five years as R 4.2.2, survival 3.5-3', () => {
    // survfit(Surv(c(100, 400, 900, 2000), c(1, 1, 0, 0)) ~ 1, conf.type = "log-log")
    const [two, five] = found.cells[0]?.[0]?.readings ?? [];
    expect(two?.percent).toBeCloseTo(50, 9);
    expect(two?.low).toBeCloseTo(5.7847083, 4);
    expect(two?.high).toBeCloseTo(84.486128, 4);
    expect(five?.percent).toBeCloseTo(50, 9);
    expect(found.cells[0]?.[1]?.readings[0]).toMatchObject({ percent: null, notEstimable: 'beyond_follow_up' });
  });
});

test('the pair of one risk group under both protocols is suggested where both are asked, in whatever order', () => {
  const [pair] = likeForLike(PAIR, local.definition, ['mll-10', 'interfant-06']);
  expect(pair?.figures.map(({ acronym, estimate: value }) => [acronym, value])).toEqual([
    ['Interfant-06', 20.9],
    ['MLL-10', 45.2],
  ]);
  expect(likeForLike(PAIR, local.definition, ['interfant-06', 'mll-10'])).toHaveLength(1);
  expect(likeForLike(PAIR, local.definition, ['mll-10', 'mll-96'])).toEqual([]);
  expect(likeForLike(PAIR, { ...local.definition, endpoint: 'OS' }, ['mll-10', 'interfant-06'])).toEqual([]);
  expect(likeForLike(PAIR, { ...local.definition, timeZero: 'remission' }, ['mll-10', 'interfant-06'])).toEqual([]);
});

test('published figures of a protocol’s own groups are whole ones of the same endpoint and time zero', () => {
  const stratum = { kmt2a: 'r', risk: 'HR', arm: null, age: null, other: null } as const;
  const all = [
    estimate('hr', { trial: 't', stratum }),
    estimate('all', { trial: 't' }),
    estimate('arm', { trial: 't', stratum: { ...stratum, arm: 'x' } }),
    estimate('later', { trial: 't', stratum, timeZero: 'remission' }),
    estimate('else', { trial: 'u', stratum }),
    estimate('second', { trial: 't', stratum, preferred: false }),
  ];
  expect(publishedByRisk(all, local.definition, 't').map(({ id }) => id)).toEqual(['hr']);
});

test('says it in both languages', async () => {
  const said = async (locale: 'en' | 'ru') => {
    const published = { pairs: likeForLike(PAIR, local.definition, ['mll-10', 'interfant-06']), byRisk: [] };
    const words = { locale, t: await messageLookup(locale) };
    const { table, lines } = migrationTexts(found, ['MLL-10', 'Interfant-06'], published, words);
    return JSON.stringify([table, lines]).replaceAll(/[\u00a0\u202f]/gu, ' ');
  };
  const en = await said('en');
  expect(en).toContain('"MLL-10: HR","4 children, 2 events; 2 y: 50.0 % (5.8–84.5)');
  expect(en).toContain('MLL-10, KMT2A-rearranged: 45.2 % at 5 y');
  expect(await said('ru')).toContain('4 ребёнка, 2 события; 2 года: 50,0 % (5,8–84,5)');
});
