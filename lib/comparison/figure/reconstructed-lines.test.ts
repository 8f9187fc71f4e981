import { describe, expect, test } from 'vitest';
import type { StoredCurve } from '@/lib/registry/curves/records';
import { comparisonRecords } from '@/lib/figure/documents/comparison-records';
import { panelSvg } from '@/lib/figure/drawing/svg/panel';
import { messageLookup } from '@/lib/i18n/message-lookup';
import { publishedPoints } from './figure-model';
import { caveatText } from '../words/caveat-text';
import { figureTexts } from '../words/figure-texts';
import { lineDescription } from '../words/reconstructed-text';
import { upTo } from './reconstructed-lines';
import { estimate, figureOf } from '../testing/figures';

/** Made up: ten patients, 2 events at 1, 3 at 2 and 3 at 5 years. */
const curve = (changes: Partial<StoredCurve> = {}): StoredCurve => ({
  id: 'curve',
  trial: 'a',
  acronym: 'A',
  endpoint: 'EFS',
  timeZero: 'diagnosis',
  stratum: { kmt2a: 'r', risk: 'all', arm: null },
  label: { en: 'Rearranged', ru: 'С перестройкой' },
  totalEvents: 8,
  readFrom: null,
  secondReading: null,
  source: { ref: 'ref-b', locator: 'Figure 2', url: null, level: 'primary-fulltext' },
  points: [
    { years: 0, percent: 100 },
    { years: 1, percent: 80 },
    { years: 2, percent: 50 },
    { years: 5, percent: 20 },
  ],
  counts: [
    { years: 0, atRisk: 10 },
    { years: 2, atRisk: 8 },
  ],
  ...changes,
});
const CHOSEN = [estimate('a', { se: 2 }), estimate('b', { se: 2, timeZero: 'remission' })];
const REFERENCES = ['ref-a', 'ref-b', 'ref-c'].map((id) => ({ id, type: 'article-journal' as const, title: id }));
const drawn = (curves: readonly StoredCurve[], changes = {}) =>
  figureOf(CHOSEN, null, { curves, references: REFERENCES, ...changes });

describe('a reconstructed curve', () => {
  test('stands in the panel of the figure of the same patients, in its style, with its own source', () => {
    const figure = drawn([
      curve(),
      curve({
        id: 'other',
        trial: 'b',
        timeZero: 'remission',
        source: { ref: 'ref-c', locator: 'Figure 1', url: null, level: 'primary-fulltext' },
      }),
    ]);
    const [first, second] = figure.panels.map(({ reconstructed }) => reconstructed);
    expect(first).toMatchObject([
      { curveId: 'curve', estimateId: 'a', n: 10, events: 8, citation: 2, style: publishedPoints(figure)[0]?.style },
    ]);
    expect(second).toMatchObject([{ curveId: 'other', estimateId: 'b', citation: 3 }]);
    expect(figure.citations.map(({ number, citation }) => [number, citation.id])).toEqual([
      [1, 'ref-a'],
      [2, 'ref-b'],
      [3, 'ref-c'],
    ]);
    expect(figure.caveats).toContainEqual({
      code: 'reconstructed',
      besides: ['a', 'b'],
      drawn: [],
      traced: [],
      second: [
        { beside: 'a', reading: null },
        { beside: 'b', reading: null },
      ],
    });
  });

  test.each<[string, Partial<StoredCurve>]>([
    ['another trial', { trial: 'c' }],
    ['another time zero', { timeZero: 'remission' }],
    ['another KMT2A status', { stratum: { kmt2a: 'all', risk: 'all', arm: null } }],
    ['a risk group', { stratum: { kmt2a: 'r', risk: 'HR', arm: null } }],
    ['an arm', { stratum: { kmt2a: 'r', risk: 'all', arm: 'x' } }],
  ])('of %s is not drawn', (_, changes) => {
    expect(drawn([curve(changes)])).toEqual(drawn([]));
  });

  test('is no published figure, and changes none', () => {
    expect(publishedPoints(drawn([curve()]))).toEqual(publishedPoints(drawn([])));
  });

  test('lengthens the axis, and ends with an axis that the reader made shorter', () => {
    expect(drawn([curve()]).panels[0]?.axis.endYears).toBe(5);
    expect(drawn([]).panels[0]?.axis.endYears).toBe(4);
    expect(
      drawn([curve()], { displayYears: 3 }).panels[0]?.reconstructed[0]?.steps.map(({ years, percent }) => [
        years,
        Math.round(percent),
      ]),
    ).toEqual([
      [0, 100],
      [1, 80],
      [2, 50],
      [3, 50],
    ]);
  });

  test.each(['en', 'ru'] as const)(
    'is labelled, dashed and explained wherever the figure goes (%s)',
    async (locale) => {
      const t = await messageLookup(locale);
      const figure = drawn([curve()]);
      const texts = figureTexts(figure, locale, t);
      const [panel, words] = [figure.panels[0], texts.panels[0]];
      if (panel === undefined || words === undefined) throw new Error('no panel');
      const label = t('reconstructed.label', { name: 'A' });
      expect(words.summary).toContain(t('reconstructed.label', { name: 'A' }).split(',')[1]?.trim().slice(0, 8));
      expect(texts.legend.map(({ kind }) => kind)).toEqual(['from-se', 'reconstructed']);
      expect(texts.method).toContain(t('reconstructed.method'));
      expect(texts.rows).toHaveLength(2);
      const { svg } = panelSvg(
        panel,
        words,
        texts,
        { left: 0, top: 0, width: 700, plotHeight: 400, riskTable: 'drawn' },
        (text) => [{ text, gene: false }],
      );
      expect(svg).toMatch(
        /<path d="M[\d.]+,[\d.]+H[^"]+" fill="none" stroke="#[0-9a-f]{6}" stroke-width="1\.8" stroke-dasharray="7 4"\/>/u,
      );
      expect(svg).toContain(label);
      expect(svg).not.toContain('NaN');
    },
  );

  test('is marked in every row of the files', () => {
    const rows = comparisonRecords(drawn([curve()])).rows.filter(({ kind }) => kind === 'reconstructed');
    expect(rows).toHaveLength(4);
    expect(rows[1]).toMatchObject({
      item: 'curve',
      series: 'A, reconstructed',
      time_years: 1,
      percent: 80,
      n: 10,
      events: 8,
      reference_id: 'ref-b',
      locator: 'Figure 2',
      caveats: 'reconstructed; checked by a second curator, not read a second time',
    });
    const figures = comparisonRecords(drawn([curve()])).rows.filter(({ kind }) => kind === 'published');
    expect(figures.map(({ caveats }) => String(caveats)).join(' ')).not.toContain('reconstructed');
  });
});

describe('a second reading', () => {
  // 14 of 12 months are 1.166667 years.
  const reading = { differencePoints: 0.02, atYears: 1.166667, untilYears: null, sameFile: true };
  test.each<['en' | 'ru', Partial<StoredCurve>, string]>([
    ['en', { secondReading: reading }, 'read twice, largest difference 0.02 points at 14 months, same file.'],
    [
      'ru',
      { secondReading: reading },
      'снята с рисунка дважды, наибольшее расхождение 0,02 п. п. на сроке 14 мес., файл тот же.',
    ],
    [
      'en',
      { secondReading: { differencePoints: 3, atYears: 1 / 12, untilYears: 2, sameFile: false } },
      'read twice, largest difference 3.00 points at 1 month, another file, compared up to 24 months.',
    ],
    [
      'ru',
      { secondReading: { differencePoints: 0.004, atYears: 1, untilYears: null, sameFile: null } },
      'снята с рисунка дважды, расхождения меньше 0,01 п. п.',
    ],
    ['en', {}, 'checked by a second curator, not read a second time.'],
    ['ru', {}, 'проверена вторым куратором, повторно с рисунка не снималась.'],
  ])('is told in the description and the caveat (%s, %j)', async (locale, changes, words) => {
    const t = await messageLookup(locale);
    const figure = drawn([curve(changes)]);
    const [panel] = figure.panels;
    const [line] = panel?.reconstructed ?? [];
    const caveat = figure.caveats.find(({ code }) => code === 'reconstructed');
    if (panel === undefined || line === undefined || caveat === undefined) throw new Error('no curve');
    expect(lineDescription(line, panel, figure, locale, t)).toContain(`; ${words}`);
    expect(caveatText(caveat, figure, locale, t)).toContain(` A: ${words}`);
  });

  test('is told in every row of the files', () => {
    const rows = comparisonRecords(drawn([curve({ readFrom: 'drawing', secondReading: reading })])).rows;
    expect(rows.filter(({ kind }) => kind === 'reconstructed').map(({ caveats }) => caveats)).toEqual(
      Array.from(
        { length: 4 },
        () =>
          'reconstructed; read from the drawing; read twice, largest difference 0.02 points at 14 months, same file',
      ),
    );
  });
});

test('a step line is cut at its level, and kept whole where it ends before', () => {
  const steps = [
    { years: 0, percent: 100 },
    { years: 2, percent: 50 },
  ];
  expect(upTo(steps, 1)).toEqual([
    { years: 0, percent: 100 },
    { years: 1, percent: 100 },
  ]);
  expect(upTo(steps, 2)).toEqual(steps);
});
