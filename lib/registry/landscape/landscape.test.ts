import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { textWidth, wrapText } from '@/lib/figure/drawing/text-width';
import { messageLookup } from '@/lib/i18n/message-lookup';
import { landscapeOf, orderGroups, type Landscape, type LandscapeEntry, type LandscapeTrial } from './landscape';
import { readAddress } from '@/lib/address/reading';
import { landscapeAddress, type LandscapeFilter } from './filter';
import { landscapeQuerySchema } from './reading';
import { layoutLandscape, TYPE, type DrawnEntry, type LandscapeLayout } from './layout';
import { STATUS_LOOKS, statusMarks } from './marks';
import { packLane, type PackedItem } from './packing';
import { landscapeWords } from './words';
import { TrialSchema } from '../schema';
import { STATUSES } from '../vocabulary';

const NO_LANDSCAPE_FILTER: LandscapeFilter = { kind: null, group: null };
const folder = new URL('../../../seed/trials/', import.meta.url);
const trials = readdirSync(folder).map(
  (file): LandscapeTrial => TrialSchema.parse(JSON.parse(readFileSync(new URL(file, folder), 'utf8'))),
);
const TODAY = '2026-07-02';

const trial = (
  slug: string,
  change: Partial<LandscapeTrial> & { years?: [string | null, string | null] } = {},
): LandscapeTrial => {
  const { years: [start, end] = [null, null], ...rest } = change;
  return {
    slug,
    acronym: slug.toUpperCase(),
    kind: 'trial',
    group: 'COG',
    status: 'completed',
    enrolment: { start, end, planned: null, actual: null },
    interventions: [],
    predecessor: null,
    ...rest,
  };
};
const of = (list: readonly LandscapeTrial[], filter = NO_LANDSCAPE_FILTER): Landscape =>
  landscapeOf(list, TODAY, filter);
const entriesOf = ({ lanes }: Landscape): LandscapeEntry[] =>
  lanes.flatMap(({ placed, unplaced }) => [...placed, ...unplaced]);
const spanOf = (one: LandscapeTrial) => entriesOf(of([one]))[0]?.span;

describe('where a study stands in time', () => {
  test('both ends known: from the first to the last day', () => {
    expect(spanOf(trial('a', { years: ['2006', '2016'] }))).toEqual({
      basis: 'whole',
      from: 2006,
      to: 2017,
      continues: null,
    });
  });

  test('still recruiting: to the day that the page passes in', () => {
    // 2 July is day 183 of 365: 182 days of the year have gone.
    const span = spanOf(trial('a', { status: 'recruiting', years: ['2022-12', null] }));
    expect(span).toMatchObject({ basis: 'to-today', continues: null });
    expect(span?.from).toBeCloseTo(2022 + 11 / 12, 12);
    expect(span?.to).toBeCloseTo(2026 + 182 / 365, 12);
  });

  test('one end known: no more than that month or year', () => {
    expect(spanOf(trial('a', { years: ['1987', null] }))).toEqual({
      basis: 'start-only',
      from: 1987,
      to: 1988,
      continues: null,
    });
    expect(spanOf(trial('a', { years: [null, '1999'] }))).toEqual({
      basis: 'end-only',
      from: 1999,
      to: 2000,
      continues: null,
    });
  });

  test('closed to enrolment and running: the known month, and a line to today', () => {
    const span = spanOf(trial('a', { status: 'active', years: ['2017-03', null] }));
    expect(span).toMatchObject({ basis: 'start-only' });
    expect(span?.to).toBeCloseTo(2017.25, 12);
    expect(span?.continues).toBeCloseTo(2026 + 182 / 365, 12);
  });

  test('no years: nothing is made up, whatever the status', () => {
    for (const status of STATUSES) expect(spanOf(trial('a', { status }))).toBeNull();
    expect(of([trial('a')]).lanes[0]).toMatchObject({ placed: [], unplaced: [{ slug: 'a' }] });
  });
});

describe('lanes', () => {
  test('groups with a protocol line first, by trials; no group at all last', () => {
    const groups = ['other', 'CHOP', 'UK', 'UK', 'Interfant', 'Interfant', 'Interfant'].map((group, i) =>
      trial(`t${i}`, { group }),
    );
    expect(orderGroups([...groups, trial('c', { group: 'BFM', kind: 'cohort' })])).toEqual([
      'Interfant',
      'UK',
      'BFM',
      'CHOP',
      'other',
    ]);
  });

  test('trials before cohorts, then by time', () => {
    const [lane] = of([
      trial('c', { kind: 'cohort', years: ['1990', '1995'] }),
      trial('b', { years: ['2005', '2009'] }),
      trial('a', { years: ['1999', '2004'] }),
    ]).lanes;
    expect(lane?.placed.map(({ slug }) => slug)).toEqual(['a', 'b', 'c']);
  });

  test('a predecessor keeps its name where the filter leaves it out', () => {
    const [entry] = entriesOf(
      of([trial('a', { kind: 'cohort' }), trial('b', { predecessor: 'a', years: ['2000', '2004'] })], {
        kind: 'trial',
        group: null,
      }),
    );
    expect(entry?.follows).toEqual({ slug: 'a', acronym: 'A' });
  });

  test('the data set: every trial and cohort exactly once, and none lost by a filter', () => {
    const slugs = (filter = NO_LANDSCAPE_FILTER) =>
      entriesOf(of(trials, filter))
        .map(({ slug }) => slug)
        .sort();
    expect(slugs()).toEqual(trials.map(({ slug }) => slug).sort());
    expect([...slugs({ kind: 'trial', group: null }), ...slugs({ kind: 'cohort', group: null })].sort()).toEqual(
      slugs(),
    );
    expect(
      orderGroups(trials)
        .flatMap((group) => slugs({ kind: null, group }))
        .sort(),
    ).toEqual(slugs());
  });
});

describe('rows', () => {
  const item = (slug: string, left: number, right: number, change: Partial<PackedItem> = {}): PackedItem => ({
    slug,
    predecessor: null,
    kind: 'trial',
    start: left,
    left,
    right,
    ...change,
  });
  const rowsOf = (items: readonly PackedItem[]) => Object.fromEntries(packLane(items).rows);

  test('successors stand in one row, and nothing comes between them', () => {
    expect(rowsOf([item('a', 0, 50), item('x', 80, 120), item('b', 200, 260, { predecessor: 'a' })])).toEqual({
      a: 0,
      x: 1,
      b: 0,
    });
  });

  test('a successor that begins too early takes another row', () => {
    expect(rowsOf([item('a', 0, 50), item('b', 55, 90, { predecessor: 'a' })])).toEqual({ a: 0, b: 1 });
  });

  test('cohorts stand below trials even where there is room', () => {
    expect(packLane([item('c', 0, 40, { kind: 'cohort' }), item('a', 100, 140)])).toMatchObject({ count: 2 });
    expect(rowsOf([item('c', 0, 40, { kind: 'cohort' }), item('a', 100, 140)])).toEqual({ a: 0, c: 1 });
  });
});

type Box = { name: string; left: number; right: number; top: number; bottom: number };

/** What a reader sees of each study: its label, its bar with open ends, and its lines in the list. */
function boxesOf({ lanes }: LandscapeLayout): Box[] {
  const study = ({ entry: { slug }, label, outer, continues, top, height }: DrawnEntry): Box[] => [
    {
      name: `${slug} label`,
      left: label.x,
      right: label.x + label.width,
      top: label.baseline - 12,
      bottom: label.baseline + 3,
    },
    { name: `${slug} bar`, left: outer.left, right: Math.max(outer.right, continues ?? 0), top, bottom: top + height },
  ];
  return lanes.flatMap(({ drawn, listed }) => [
    ...drawn.flatMap(study),
    ...listed.flatMap(({ entry: { slug }, x, lines }) =>
      lines.map(
        ({ text, baseline, detail }, i): Box => ({
          name: `${slug} line ${i}`,
          left: x - 18,
          right: x + textWidth(text, detail ? TYPE.detail : TYPE.name),
          top: baseline - 12,
          bottom: baseline + 3,
        }),
      ),
    ),
  ]);
}

describe.each(['en', 'ru'] as const)('the drawing (%s)', (locale) => {
  const draw = async (width: number): Promise<LandscapeLayout> => {
    const landscape = of(trials);
    return layoutLandscape(
      landscape,
      width,
      { width: textWidth, wrap: wrapText },
      landscapeWords(landscape, NO_LANDSCAPE_FILTER, TODAY, locale, await messageLookup(locale)),
    );
  };

  test.each([1080, 1232, 1800])('no label meets another label or a bar, at %i px', async (width) => {
    const boxes = boxesOf(await draw(width));
    const meets = (a: Box, b: Box) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
    const pairs = boxes.flatMap((a, i) =>
      boxes
        .slice(i + 1)
        .filter((b) => meets(a, b))
        .map((b) => `${a.name} / ${b.name}`),
    );
    expect(pairs).toEqual([]);
    expect(Math.max(...boxes.map(({ right }) => right))).toBeLessThanOrEqual(width);
  });

  test('every succession of two studies in time is a line, every other one a word', async () => {
    const layout = await draw(1232);
    const drawn = layout.lanes.flatMap((lane) => lane.drawn);
    const lines = layout.connections.map(({ from, to }) => `${from} > ${to}`);
    for (const { slug, acronym, predecessor } of trials.filter((one) => one.predecessor !== null)) {
      const label =
        drawn.find(({ entry }) => entry.slug === slug)?.label.detail ??
        layout.lanes
          .flatMap(({ listed }) => listed)
          .find(({ entry }) => entry.slug === slug)
          ?.lines.map(({ text }) => text)
          .join(' ');
      const name = trials.find((one) => one.slug === predecessor)?.acronym ?? '';
      expect(lines.includes(`${predecessor} > ${slug}`) !== label?.includes(name), acronym).toBe(true);
    }
    expect(lines).toEqual(
      expect.arrayContaining(['p9407 > aall0631', 'interfant-99 > interfant-06', 'mll-03 > mll-10']),
    );
  });
});

test('what a listener hears: name, group, years, status, number, interventions, predecessor', async () => {
  const landscape = of(trials);
  const words = landscapeWords(landscape, NO_LANDSCAPE_FILTER, TODAY, 'en', await messageLookup('en'));
  const sentence = (slug: string) =>
    entriesOf(landscape).flatMap((entry) => (entry.slug === slug ? [words.sentence(entry)] : []))[0];
  expect(sentence('aall0631')).toBe(
    'AALL0631 FLT3 inhibitor · follows P9407; COG; Trial; enrolment from 2008, end not reported; Completed; 218 enrolled; Lestaurtinib after induction (KMT2A-rearranged)',
  );
  expect(sentence('aall01p1')).toBe(
    'AALL01P1; COG; Trial; enrolment years not reported; Completed; number of patients not reported',
  );
});

test('every status looks different without its colour, and no stroke leaves its bar', () => {
  const looks = STATUSES.map((status) => JSON.stringify(STATUS_LOOKS[status]));
  expect(new Set(looks).size).toBe(STATUSES.length);
  for (const status of STATUSES)
    for (const right of [108, 117, 300]) {
      const xs = [...statusMarks(status, { left: 101, right, top: 0, height: 10 }).matchAll(/M([\d.]+),/gu)].map(
        ([, x]) => Number(x),
      );
      expect(xs.every((x) => x >= 101 && x <= right)).toBe(true);
    }
});

describe('the address', () => {
  const read = (parameters: Record<string, string | string[]>) =>
    readAddress(landscapeQuerySchema(['COG', 'St. Jude']), parameters);

  test('is read back as it was written', () => {
    expect(landscapeAddress({ kind: 'trial', group: 'St. Jude' })).toBe('/landscape?kind=trial&group=St.%20Jude');
    expect(read({ kind: 'trial', group: 'St. Jude' })).toEqual({
      values: { kind: 'trial', group: 'St. Jude' },
      problems: [],
    });
    expect(landscapeAddress(NO_LANDSCAPE_FILTER)).toBe('/landscape');
  });

  test('names what is wrong in it and offers the nearest', () => {
    const { values: filter, problems } = read({ kind: 'trail', group: ['COG', 'UK'], foo: '1' });
    expect(filter).toEqual(NO_LANDSCAPE_FILTER);
    expect(problems).toMatchObject([
      { parameter: 'foo', code: 'unknown-parameter' },
      { parameter: 'kind', value: 'trail', code: 'not-in-list', nearest: 'trial' },
      { parameter: 'group', code: 'given-twice' },
    ]);
  });
});

test.each([
  ['en', 'years not reported'],
  ['ru', 'годы не указаны'],
] as const)(
  'a study whose sources state no years of enrolment is on the picture and says so (%s)',
  async (locale, said) => {
    const landscape = of(trials);
    const words = landscapeWords(landscape, NO_LANDSCAPE_FILTER, TODAY, locale, await messageLookup(locale));
    // No source read gives years of enrolment of the pilot of blinatumomab (seed/trials/interfant-blina-pilot.json).
    const pilot = landscape.lanes
      .flatMap(({ unplaced }) => unplaced)
      .find(({ slug }) => slug === 'interfant-blina-pilot');
    expect(pilot === undefined ? '' : words.sentence(pilot)).toContain(said);
    expect(words.caveats.find(({ code }) => code === 'years-not-reported')?.text).toContain(
      String(landscape.lanes.flatMap(({ unplaced }) => unplaced).length),
    );
  },
);
