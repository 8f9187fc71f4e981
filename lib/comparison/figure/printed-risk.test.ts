import { describe, expect, test } from 'vitest';
import type { StoredCurve } from '@/lib/registry/curves/records';
import { comparisonRecords } from '@/lib/figure/documents/comparison-records';
import { panelSvg } from '@/lib/figure/drawing/svg/panel';
import { printedRiskHeight } from '@/lib/figure/drawing/marks/printed-risk';
import { messageLookup } from '@/lib/i18n/message-lookup';
import { estimate, figureOf } from '../testing/figures';
import { figureTexts } from '../words/figure-texts';
import { printedRisk } from './printed-risk';

const RISK = [
  { years: 0, n: 60 },
  { years: 2, n: 41 },
  { years: 12, n: 3 },
];
const panelOf = (figure: ReturnType<typeof figureOf>) => {
  const [panel] = figure.panels;
  if (panel === undefined) throw new Error('the figure has a panel');
  return panel;
};

describe('printed numbers at risk', () => {
  test('of a series without a curve stand as far as the axis goes; without any there is nothing', () => {
    const panel = panelOf(figureOf([estimate('a', { atRisk: RISK }), estimate('b')]));
    expect(panel.axis.endYears).toBeLessThan(12);
    expect(printedRisk(panel)).toEqual([{ estimateId: 'a', counts: RISK.slice(0, 2) }]);
    const bare = panelOf(figureOf([estimate('a'), estimate('b')]));
    expect([printedRisk(bare), printedRiskHeight(bare, false)]).toEqual([[], 0]);
  });

  test('of a series with a curve are the curve’s', () => {
    const curve: StoredCurve = {
      id: 'curve',
      trial: 'a',
      acronym: 'A',
      endpoint: 'EFS',
      timeZero: 'diagnosis',
      stratum: { kmt2a: 'r', risk: 'all', arm: null },
      label: { en: 'Rearranged', ru: 'С перестройкой' },
      totalEvents: null,
      readFrom: null,
      secondReading: null,
      source: { ref: 'ref-a', locator: 'Figure 2', url: null, level: 'primary-fulltext' },
      points: [
        { years: 0, percent: 100 },
        { years: 4, percent: 40 },
      ],
      counts: [
        { years: 0, atRisk: 60 },
        { years: 2, atRisk: 41 },
      ],
    };
    expect(printedRisk(panelOf(figureOf([estimate('a', { atRisk: RISK })], null, { curves: [curve] })))).toEqual([]);
  });

  test('two horizons of one series carry them once', () => {
    const later = estimate('a-5y', { trial: 'a', timeYears: 5, estimate: 38, atRisk: RISK });
    const panel = panelOf(figureOf([estimate('a', { atRisk: RISK }), later]));
    expect(printedRisk(panel).map(({ estimateId }) => estimateId)).toEqual(['a']);
  });

  test.each(['en', 'ru'] as const)(
    'are drawn under the axis under their title, and are in the data (%s)',
    async (locale) => {
      const figure = figureOf([estimate('a', { atRisk: RISK })]);
      const texts = figureTexts(figure, locale, await messageLookup(locale));
      const words = texts.panels[0];
      if (words === undefined) throw new Error('the panel has words');
      const place = { left: 0, top: 0, width: 800, plotHeight: 400, riskTable: 'drawn' } as const;
      const { svg, height } = panelSvg(panelOf(figure), words, texts, place, (text) => [{ text, gene: false }]);
      expect(svg).toContain(texts.risk.printed);
      expect(svg).toMatch(/>41</u);
      const bare = figureOf([estimate('a')]);
      expect(height).toBeGreaterThan(
        panelSvg(panelOf(bare), words, texts, place, (text) => [{ text, gene: false }]).height,
      );
      expect(comparisonRecords(figure).rows.filter(({ item }) => item === 'printed-risk')).toMatchObject([
        { time_years: 0, at_risk: 60 },
        { time_years: 2, at_risk: 41 },
      ]);
    },
  );
});
