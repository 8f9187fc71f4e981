import { expect, test } from 'vitest';
import { messageLookup } from '@/lib/i18n/message-lookup';
import { LOCALES } from '@/lib/i18n/routing';
import type { Progress, ProgressPoint } from '@/lib/registry/trials/progress';
import { documentFooter } from './document-footer';
import { figureCsv } from '../formats/csv';
import { progressDocument } from './progress-document';

/** MLL-10, Tomizawa et al., Blood 2020;136:1813–23: 3-year EFS of KMT2A-rearranged infants 66.2 % (SE 5.6), n = 75, enrolled 2011–2014. */
const MLL_10: ProgressPoint = {
  id: 'mll-10-r',
  trial: 'mll-10',
  acronym: 'MLL-10 <b>',
  kmt2a: 'r',
  enrolment: { start: '2011', end: '2014', planned: null, actual: null },
  status: 'completed',
  position: { year: 2013, basis: 'middle' },
  horizon: 3,
  efs: 66.2,
  interval: { low: 55.224, high: 77.176, level: 95, clipped: false, how: 'from-se' },
  n: 75,
  timeZeroStated: true,
  errorNamed: true,
  readingProbable: false,
  oneCurator: false,
  source: { ref: 'tomizawa-2020', locator: 'abstract', url: null, level: 'primary-abstract' },
};
const OLD: ProgressPoint = {
  ...MLL_10,
  id: 'old-all',
  trial: 'old',
  acronym: 'Old',
  kmt2a: 'all',
  position: { year: 1990, basis: 'start-only' },
  interval: null,
  n: null,
  timeZeroStated: false,
  efs: 20,
};
const PROGRESS: Progress = { points: [OLD, MLL_10], omissions: [{ trial: 'x', acronym: 'X', reason: 'no-years' }] };

test.each(LOCALES)(
  'the home page’s chart has every point, its interval and its source in words and in numbers (%s)',
  async (locale) => {
    const t = await messageLookup(locale);
    const citations = [
      {
        id: 'tomizawa-2020',
        short: 'Tomizawa D, et al. Blood 2020;136:1813–23',
        title: null,
        titleEn: null,
        note: null,
        reviewNumber: null,
        link: null,
      },
    ];
    const document = progressDocument(PROGRESS, citations, locale, {
      t,
      split: (text) => [{ text, gene: false }],
      address: 'https://registry.example',
      footer: documentFooter('2026-11-23', 'https://registry.example', locale, t),
    });
    for (const { svg } of [
      document.svg,
      document.chart({ width: 960, height: 470 }),
      document.chart({ width: 480, height: 420 }),
    ]) {
      expect(svg).not.toMatch(/NaN|undefined|<b>/u);
      expect(svg).toContain('MLL-10 &lt;b&gt;');
    }
    expect(document.svg.svg).toContain(locale === 'en' ? '55.2–77.2' : '55,2–77,2');
    expect(document.citations.map(({ number }) => number)).toEqual([1]);
    expect(document.caveats.map(({ code }) => code)).toEqual(['not-a-comparison', 'time-zero-not-stated']);
    const lines = figureCsv(document).split('\r\n');
    expect(lines[2]).toContain(
      'mll-10-r,mll-10,MLL-10 <b>,r,EFS,2011,2014,2013,middle,3,66.2,55.224,77.176,95,from-se,75,yes,',
    );
    // An open point without an interval stays so in the editable chart.
    const series = document.nativeCharts.flatMap((chart) => chart.series);
    expect(document.nativeCharts.map(({ signs }) => signs)).toEqual([
      [`→\u00a0${t('home.keyArrow')}`, `◊\u00a0${t('home.keyOpen')}`],
      [`–\u00a0–\u00a0${t('home.keyDashed')}`],
    ]);
    expect(series.map(({ open, points }) => [open, points.map(({ low }) => low)])).toEqual([
      [true, [null]],
      [false, [55.224]],
    ]);
  },
);

test('an interval from a standard error is dashed in the editable chart too, and said over it; an error without a name has its remark', async () => {
  const t = await messageLookup('en');
  const printed: ProgressPoint = {
    ...MLL_10,
    id: 'printed',
    interval: { low: 55, high: 77, level: 95, clipped: false, how: 'published' },
  };
  const unnamed: ProgressPoint = { ...MLL_10, id: 'unnamed', acronym: 'Unnamed', errorNamed: false };
  const document = progressDocument({ points: [printed, MLL_10, unnamed], omissions: [] }, [], 'en', {
    t,
    split: (text) => [{ text, gene: false }],
    address: 'https://registry.example',
    footer: documentFooter('2026-11-30', 'https://registry.example', 'en', t),
  });
  const [chart] = document.nativeCharts;
  expect(chart?.signs).toEqual([`–\u00a0–\u00a0${t('home.keyDashed')}`]);
  expect(chart?.series.map(({ computed, points }) => [computed, points.length])).toEqual([
    [false, 1],
    [true, 2],
  ]);
  expect(document.caveats.filter(({ code }) => code === 'error-type-not-stated').map(({ text }) => text)).toEqual([
    'The source prints “±” without naming the error; read as a standard error: Unnamed.',
  ]);
});

test.each([
  ['en', 'Approved by one curator alone: Old.'],
  ['ru', 'Утверждено одним куратором: Old.'],
] as const)('a figure that one curator approved alone says so in every file (%s)', async (locale, words) => {
  const t = await messageLookup(locale);
  const progress = { points: [{ ...OLD, oneCurator: true }, MLL_10], omissions: [] };
  const document = progressDocument(progress, [], locale, {
    t,
    split: (text) => [{ text, gene: false }],
    address: 'https://registry.example',
    footer: documentFooter('2026-11-30', 'https://registry.example', locale, t),
  });
  expect(document.caveats.filter(({ code }) => code === 'one-curator').map(({ text }) => text)).toEqual([words]);
  expect(document.records?.rows.map((row) => row['one_curator'])).toEqual(['yes', 'no']);
});
