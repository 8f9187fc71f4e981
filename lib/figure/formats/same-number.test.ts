import { describe, expect, test } from 'vitest';
import { childrenOf, EXPECTED, figuresOf, type ExpectedCohort } from '@/lib/comparison/against/golden/cohorts';
import { estimate, figureOf } from '@/lib/comparison/testing/figures';
import { figureTexts, type FigureTexts } from '@/lib/comparison/words/figure-texts';
import { signed } from '@/lib/comparison/words/signed';
import { formatInterval, formatNumber, formatPercent } from '@/lib/i18n/format';
import { messageLookup } from '@/lib/i18n/message-lookup';
import { groupLabel } from '@/lib/comparison/groups/group-label';
import { localGroups, type Cause } from '@/lib/comparison/groups/local-groups';
import { causeLabel, groupsTexts } from '@/lib/comparison/groups/texts';
import { localDefinition } from '@/lib/comparison/selection/local-definition';
import { factsOf } from '@/lib/comparison/testing/group-facts';
import { comparisonDocument } from '../documents/comparison-document';
import { documentFooter } from '../documents/document-footer';
import { ownDocuments } from '../documents/own-document';
import type { FigureDocument } from '../model/document';
import { bare, numbersOf, split, wordsOfSlides } from '../testing/outlets.server';

const SOURCE = { ref: 'paper', locator: 'Table 2', url: null, level: 'primary-fulltext' } as const;
/** The figures of cohorts.R, and the two of one source against which its expected events are counted. */
const figures = (one: ExpectedCohort) => [
  ...figuresOf(one),
  estimate('one', { trial: 't', source: SOURCE, timeYears: 1, estimate: 61.5 }),
  estimate('four', { trial: 't', source: SOURCE, timeYears: 4, estimate: 47 }),
];

type Locale = 'en' | 'ru';
type Made = Readonly<{ texts: FigureTexts; document: FigureDocument }>;

async function made(one: ExpectedCohort, locale: Locale): Promise<Made> {
  const t = await messageLookup(locale);
  const figure = figureOf(figures(one), childrenOf(one));
  const texts = figureTexts(figure, locale, t);
  const address = 'https://registry.example/compare?endpoint=EFS';
  const footer = documentFooter('2026-11-29', address, locale, t);
  return { texts, document: comparisonDocument(figure, texts, { t, split, address, footer }) };
}

/** What R says of a cohort as it has to stand in cells, in the order of the rows. */
function told(one: ExpectedCohort, locale: Locale) {
  const percent = (value: number | null, low: number | null, high: number | null): string | null =>
    value === null || low === null || high === null || value === 1
      ? null
      : `${formatPercent(100 * value, locale, 1)} (${formatInterval(100 * low, 100 * high, locale, 1)})`;
  const { oneSample: sample } = one;
  return {
    local: one.matched.map(({ local }) => percent(local.survival, local.lower, local.upper)),
    difference: one.matched.map(({ difference }) => (difference === null ? null : signed(difference, locale))),
    limits: one.matched.map(({ low, high }) =>
      low === null || high === null ? null : [signed(low, locale), signed(high, locale)],
    ),
    landmarks: one.landmarks.map(({ survival }) =>
      survival === null ? null : formatPercent(100 * survival, locale, 1),
    ),
    ratio: `${formatNumber(sample.ratio, locale, 2)} (${formatInterval(sample.lower, sample.upper, locale, 2)})`,
    expected: formatNumber(sample.expected, locale, 1),
  };
}

const CHOSEN = [9, 15, 19, 27];

describe.each(CHOSEN.flatMap((i) => (['en', 'ru'] as const).map((locale) => ({ i, locale }))))(
  'cohort $i in $locale: R, the page and its files give one number',
  { timeout: 60_000 },
  ({ i, locale }) => {
    const one = EXPECTED[i];
    if (one === undefined) throw new Error('no cohort');
    const r = told(one, locale);

    test('in the tables and the sentence of the page', async () => {
      const { against } = (await made(one, locale)).texts;
      const rows = against?.matched?.rows ?? [];
      r.local.forEach((value, k) => value !== null && expect(rows[k]?.cells[3]).toBe(value));
      r.difference.forEach((value, k) => value !== null && expect(rows[k]?.cells[5]?.startsWith(value)).toBe(true));
      r.limits.forEach((limits, k) => limits?.forEach((limit) => expect(rows[k]?.cells[5]).toContain(limit)));
      r.landmarks.forEach((value, k) => value !== null && expect(against?.landmarks.rows[k]?.cells[1]).toBe(value));
      expect(against?.expected?.rows[0]?.cells.slice(3, 6)).toEqual([
        String(one.oneSample.observed),
        r.expected,
        r.ratio,
      ]);
      // The sentence is of the latest horizon at which the curve can be read.
      const last = r.difference.findLastIndex((value) => value !== null);
      const events = one.cause.filter((cause) => cause > 0).length;
      expect(against?.sentence).toMatch(new RegExp(String.raw`\b${one.time.length}\b[\s\S]*\b${events}\b`, 'u'));
      expect(against?.sentence).toContain(r.local[last]?.split(/[ \u00a0]?[%(]/u)[0] ?? 'not there');
      for (const part of [r.difference[last] ?? null, ...(r.limits[last] ?? [])])
        if (part !== null && r.limits[last] !== null) expect(against?.sentence).toContain(part);
    });

    test('in CSV, XLSX and JSON', async () => {
      const outlets = await numbersOf((await made(one, locale)).document);
      const numbers = [
        ...one.matched.flatMap(({ local, difference, low, high, ratio }) => [
          ...[local.survival, local.lower, local.upper].map((share) => (share === null ? null : 100 * share)),
          ...[difference, low, high, ratio],
        ]),
        ...one.landmarks.map(({ survival }) => (survival === null ? null : 100 * survival)),
        ...[one.oneSample.observed, one.oneSample.expected, one.oneSample.ratio],
        ...[one.oneSample.lower, one.oneSample.upper],
        ...[one.followUp.estimate].map((days) => (days === null ? null : days / 365.25)),
      ];
      const wanted = numbers.filter((value) => value !== null);
      for (const [outlet, found] of Object.entries(outlets)) {
        const missing = wanted.filter(
          (value) => !found.some((own) => Math.abs(own - value) < 2e-6 * Math.max(1, Math.abs(value))),
        );
        expect(missing, outlet).toEqual([]);
      }
    });

    test('on the slides', async () => {
      const { document, texts } = await made(one, locale);
      const words = await wordsOfSlides(document);
      const cells = [
        ...r.local,
        ...r.difference,
        ...r.limits.flatMap((limits) => limits ?? []),
        ...r.landmarks,
        ...[r.ratio, r.expected],
      ];
      for (const cell of cells) if (cell !== null) expect(words).toContain(bare(cell));
      expect(words).toContain(bare(texts.against?.sentence ?? 'no sentence'));
    });
  },
);

/** The groups of a cohort of R, by CNS status. */
async function madeGroups(one: ExpectedCohort, locale: Locale) {
  const t = await messageLookup(locale);
  const courses = childrenOf(one).map((course, i) => ({ ...course, patientId: `p${i}` }));
  const facts = new Map(
    courses.map(({ patientId }, i) => [patientId, factsOf({ patientId, cns: `CNS${(one.group[i] ?? 0) + 1}` })]),
  );
  const names = { group: (code: string) => groupLabel(code, t), cause: (code: Cause) => causeLabel(code, t) };
  const { definition } = localDefinition('EFS', []);
  const groups = localGroups(courses, facts, definition, 'cns', names);
  if (groups === null) throw new Error('no groups');
  const about = { siteNames: ['S'], madeUp: true, definition };
  const texts = groupsTexts(groups, about, { published: [], references: [] }, { locale, t });
  const address = 'https://registry.example/compare/groups';
  const footer = documentFooter('2026-11-29', address, locale, t);
  return { texts, document: ownDocuments(groups.analysis, texts.own, { t, footer, address, about: texts })[0] };
}

describe.each([15, 19].flatMap((i) => (['en', 'ru'] as const).map((locale) => ({ i, locale }))))(
  'groups of cohort $i in $locale: R, the page and its files give one number',
  { timeout: 60_000 },
  ({ i, locale }) => {
    const one = EXPECTED[i];
    const r = one?.groups ?? null;
    if (one === undefined || r === null) throw new Error('no groups');

    test('in the sentences of the page and on the slides', async () => {
      const { texts, document } = await madeGroups(one, locale);
      const sentences = bare(texts.own.tests.join(' '));
      const slides = await wordsOfSlides(document);
      const told = [
        formatNumber(r.chisq, locale, 2),
        formatNumber(r.hazardRatio ?? Number.NaN, locale, 2),
        signed(r.meanDifference / 365.25, locale),
      ];
      for (const number of told) {
        expect(sentences).toContain(bare(number));
        expect(slides).toContain(bare(number));
      }
    });

    test('in CSV, XLSX and JSON', async () => {
      const outlets = await numbersOf((await madeGroups(one, locale)).document);
      const wanted = [
        ...[r.chisq, r.p, r.hazardRatio, r.hazardLower, r.hazardUpper, r.proportional],
        ...[r.meanDifference / 365.25, r.tau / 365.25, ...r.holm, ...r.gray, ...r.grayP],
      ].filter((value) => value !== null);
      for (const [outlet, found] of Object.entries(outlets)) {
        const missing = wanted.filter(
          (value) => !found.some((own) => Math.abs(own - value) < 2e-5 * Math.max(1, value)),
        );
        expect(missing, outlet).toEqual([]);
      }
    });
  },
);
