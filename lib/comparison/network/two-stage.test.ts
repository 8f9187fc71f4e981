import { describe, expect, test } from 'vitest';
import { messageLookup } from '@/lib/i18n/message-lookup';
import { localDefinition } from '../selection/local-definition';
import { child, TEN_CHILDREN } from '../testing/figures';
import { factsOf } from '../testing/group-facts';
import { localGroups } from '../groups/local-groups';
import { networkTexts } from '../words/network-texts';
import { readEventTables, sharedEventTable, type SharedEventTable } from './event-table';
import { ratioPools, survivalPools } from './two-stage';

type Times = SharedEventTable['groups'][number]['times'];

/** Months with an event (1) or a censoring (0), as in `golden/two-stage.R`. */
function timesOf(months: readonly number[], events: readonly number[]): Times {
  return [...new Set(months)]
    .sort((a, b) => a - b)
    .map((month) => {
      const own = months.flatMap((one, i) => (one === month ? [events[i] ?? 0] : []));
      const count = own.filter((event) => event === 1).length;
      return { months: month, events: count, censored: own.length - count };
    });
}

const SAID = {
  ...{ endpoint: 'EFS', timeZero: 'diagnosis', events: ['relapse'], by: 'cns', population: 'by=cns' },
  ...{ madeUp: false, made: '2026-11-29' },
};

function table(site: string, first: Times, second: Times): SharedEventTable {
  const groups = [
    { code: 'CNS1', times: first },
    { code: 'CNS2', times: second },
  ];
  return { schema: { name: 'infant-all-registry/event-table', version: 1 }, ...SAID, site, groups };
}

const SITES = [
  table(
    'A',
    timesOf([3, 8, 8, 14, 30, 40, 50, 60], [1, 1, 0, 1, 0, 1, 0, 0]),
    timesOf([2, 5, 9, 12, 20, 36, 48], [1, 1, 1, 0, 1, 0, 0]),
  ),
  table('B', timesOf([6, 10, 18, 25, 33, 44], [1, 0, 1, 0, 0, 1]), timesOf([4, 7, 7, 11, 29, 31], [1, 1, 1, 0, 0, 1])),
  table(
    'C',
    timesOf([12, 24, 26, 30, 37], [1, 0, 0, 1, 0]),
    timesOf([1, 6, 13, 22, 28, 35, 41], [0, 1, 0, 1, 1, 0, 0]),
  ),
];

describe('two stages as R 4.2.2, survival 3.5-3 and metafor say (golden/two-stage.R)', () => {
  test.each([
    ['CNS1', [0.6, 0.625, 0.8], [0.650241116, 0.3769473601, 0.8270599423], 0.527946675, 0.767994016],
    ['CNS2', [0.380952381, 0.5, 0.625], [0.4833459584, 0.236266455, 0.6932630458], 0.6397785328, 0.7262294506],
  ] as const)('survival of %s at two years', (group, own, [estimate, lower, upper], q, qP) => {
    const pool = survivalPools(SITES).find((one) => one.group === group && one.years === 2);
    pool?.sites.forEach((site, i) => expect(site.estimate).toBeCloseTo(own[i] ?? 0, 9));
    expect(pool?.pooled?.estimate).toBeCloseTo(estimate, 8);
    expect(pool?.pooled?.lower).toBeCloseTo(lower, 8);
    expect(pool?.pooled?.upper).toBeCloseTo(upper, 8);
    expect(pool?.pooled?.q).toBeCloseTo(q, 8);
    expect(pool?.pooled?.qP).toBeCloseTo(qP, 8);
    expect(pool?.pooled?.tauSquared).toBeCloseTo(0, 8);
  });

  test('hazard ratios', () => {
    const [pool] = ratioPools(SITES);
    [1.4155369406, 2.7326582104, 1.3374326734].forEach((ratio, i) =>
      expect(pool?.sites[i]?.estimate).toBeCloseTo(ratio, 8),
    );
    expect(pool?.pooled?.estimate).toBeCloseTo(1.6911964182, 7);
    expect(pool?.pooled?.lower).toBeCloseTo(0.6681169755, 7);
    expect(pool?.pooled?.upper).toBeCloseTo(4.2809050358, 6);
    expect(pool?.pooled?.q).toBeCloseTo(0.4286154469, 7);
  });

  test('two years are 24 months: an event of that month counts, one of the next does not', () => {
    const times = timesOf([24, 25, 40, 50, 60], [1, 1, 0, 0, 0]);
    const pool = survivalPools([table('E', times, times)]).find(({ years }) => years === 2);
    expect(pool?.sites[0]?.estimate).toBeCloseTo(4 / 5, 12);
  });

  test('a site whose follow-up ends before, or that has no event, is not in the pool and says why', () => {
    const at = (years: number) => survivalPools(SITES).find((one) => one.group === 'CNS1' && one.years === years);
    // The last child of B had the event, so that its curve is at 0 from then on; C was followed for 37 months.
    expect(at(5)?.sites.map(({ why }) => why)).toEqual([null, 'at-boundary', 'beyond-follow-up']);
    expect(at(5)?.pooled).toBeNull();
    const none = table(
      'D',
      timesOf([30, 40, 50, 60, 70], [0, 0, 0, 0, 0]),
      timesOf([30, 40, 50, 60, 70], [1, 1, 0, 0, 0]),
    );
    const [pool] = survivalPools([none, ...SITES]);
    expect(pool?.sites[0]).toMatchObject({ estimate: 1, why: 'at-boundary' });
    expect(ratioPools([none, ...SITES])[0]?.sites[0]).toMatchObject({ estimate: null, why: 'not-estimable' });
  });
});

describe('the table that leaves a site', () => {
  const { definition } = localDefinition('EFS', []);
  const names = { group: (code: string) => code, cause: (code: string) => code };
  const shared = (small: number, by: 'cns' | 'hsct' = 'cns') => {
    const courses = [...TEN_CHILDREN, ...Array.from({ length: small }, (_, i) => child(40 + 37 * i, true))].map(
      (course, i) => ({ ...course, patientId: `p${i}` }),
    );
    const facts = new Map(
      courses.map(({ patientId }, i) => [patientId, factsOf({ patientId, cns: i < 10 ? 'CNS1' : 'CNS2' })]),
    );
    const groups = localGroups(courses, facts, definition, by, names);
    return groups === null ? null : sharedEventTable(groups, { ...SAID, site: 'A' });
  };

  test('has whole months, and ends where fewer than five were at risk', () => {
    // Ten children by hand: events on days 100, 200, 200, 800; censored on 300, 500, 800, 1200, 1500, 2000. A month has
    // 30.4375 days: 3, 7, 7, 26 and 10, 16, 26, 39, 49, 66. At risk before each: 10, 9, 7, 6, 5; after month 26 three are left.
    expect(shared(0)?.groups).toEqual([
      {
        code: 'CNS1',
        times: [
          { months: 3, events: 1, censored: 0 },
          { months: 7, events: 2, censored: 0 },
          { months: 10, events: 0, censored: 1 },
          { months: 16, events: 0, censored: 1 },
          { months: 26, events: 1, censored: 4 },
        ],
      },
    ]);
  });

  test('leaves out groups of one to four, and is none of groups that begin later', () => {
    expect(shared(4)?.groups.map(({ code }) => code)).toEqual(['CNS1']);
    expect(shared(5)?.groups.map(({ code }) => code)).toEqual(['CNS1', 'CNS2']);
    expect(shared(5, 'hsct')).toBeNull();
  });
});

describe('files that are opened together', () => {
  const file = (name: string, content: unknown) => ({ name, text: JSON.stringify(content) });
  const [a, b] = SITES;
  test('are read in their order, and each that cannot be pooled is named', () => {
    const read = readEventTables([
      file('a.json', a),
      file('b.json', b),
      file('again.json', a),
      file('other.json', { ...SITES[2], endpoint: 'OS' }),
      file('empty.json', { ...SITES[2], groups: [] }),
      { name: 'text.json', text: 'no JSON' },
      file('back.json', { ...SITES[2], groups: [{ code: 'CNS1', times: [...(a?.groups[0]?.times ?? [])].reverse() }] }),
    ]);
    expect(read.tables.map(({ site }) => site)).toEqual(['A', 'B']);
    expect(read.faults).toEqual([
      { file: 'again.json', fault: 'same-site' },
      { file: 'other.json', fault: 'differs' },
      { file: 'empty.json', fault: 'no-groups' },
      { file: 'text.json', fault: 'unreadable' },
      { file: 'back.json', fault: 'unreadable' },
    ]);
  });

  test.each(['en', 'ru'] as const)('say the pooled numbers (%s)', async (locale) => {
    const pooled = { survival: survivalPools(SITES), ratios: ratioPools(SITES) };
    const words = { locale, t: await messageLookup(locale) };
    const { tables } = networkTexts({ tables: SITES, faults: [] }, pooled, words);
    const cells = JSON.stringify(tables).replaceAll(/[\u00a0\u202f]/gu, ' ');
    expect(cells).toContain(locale === 'en' ? '65.0 % (37.7 % to 82.7 %)' : '65,0 % (от 37,7 % до 82,7 %)');
    expect(cells).toContain(locale === 'en' ? '1.69 (0.67 to 4.28)' : '1,69 (от 0,67 до 4,28)');
  });
});
