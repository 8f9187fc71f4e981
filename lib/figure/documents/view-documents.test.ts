import { describe, expect, test } from 'vitest';
import { calendarFigure } from '@/lib/comparison/views/calendar-figure';
import { calendarTexts } from '@/lib/comparison/words/calendar-texts';
import type { FigureInput } from '@/lib/comparison/figure/figure';
import { figureTexts } from '@/lib/comparison/words/figure-texts';
import { forestFigure } from '@/lib/comparison/views/forest-figure';
import { forestTexts } from '@/lib/comparison/words/forest-texts';
import { USUAL_PRESENTATION } from '@/lib/comparison/presentation';
import type { ChartableEstimate } from '@/lib/comparison/figure/published-point';
import { estimate, figureOf } from '@/lib/comparison/testing/figures';
import { formatYears } from '@/lib/i18n/format';
import { messageLookup } from '@/lib/i18n/message-lookup';
import { LOCALES } from '@/lib/i18n/routing';
import { summaryRows } from './summary-rows';
import { calendarDocument, forestDocument } from './view-documents';

const footer = { date: '2026-11-23', short: 's', line: 'l', notAdvice: 'n' };
const chosen = [
  estimate('a', { se: 3, estimate: 47 }),
  estimate('b', { se: 4, estimate: 33 }),
  estimate('none', { estimate: 36 }),
];

/** Every number of a text with a decimal point, whatever the language. */
const plain = (text: string): string => text.replaceAll(',', '.');

describe.each(LOCALES)('files of the further views (%s)', (locale) => {
  test('a forest plot carries its pool, the weights and who is left out, in the drawing, the tables and the records', async () => {
    const t = await messageLookup(locale);
    const comparison = figureOf(chosen, null, { shown: { join: false, styles: {}, labels: { a: '<b>Mine</b>' } } });
    const forest = forestFigure(comparison, { ...USUAL_PRESENTATION, pool: 'reml' }, () => null);
    const texts = forestTexts(forest, figureTexts(comparison, locale, t), t);
    const document = forestDocument(forest, texts, {
      t,
      split: (text) => [{ text, gene: false }],
      address: 'https://x/compare',
      footer,
    });
    const percent = forest.groups[0]?.pooled?.models.find(({ model }) => model === 'reml')?.percent ?? 0;
    expect(plain(document.svg.svg)).toContain(percent.toFixed(1));
    expect(document.svg.svg).toContain('&lt;b&gt;Mine&lt;/b&gt;');
    expect(document.tables.map(({ id }) => id)).toEqual(['figures', 'pool']);
    expect(document.caveats.map(({ text }) => text).join(' ')).toContain(t('pooling.leftOut.no-interval'));
    expect(document.caveats.find(({ code }) => code === 'relabelled')).toMatchObject({ strong: true });
    const { horizon } = forest.groups[0]?.pooled ?? { horizon: null };
    expect(document.summary?.at(-1)).toMatchObject({
      endpoint: `${t('vocabulary.endpoint.EFS.short')}, ${formatYears(horizon ?? Number.NaN, locale)}`,
      n: '–',
    });
    const weights =
      document.records?.rows.filter(({ item }) => item === 'published').map(({ weight }) => weight ?? 0) ?? [];
    expect(weights.reduce<number>((sum, weight) => sum + Number(weight), 0)).toBeCloseTo(100, 9);
    expect(document.records?.rows.filter(({ kind }) => kind === 'pooled').map(({ item }) => item)).toEqual([
      'fixed',
      'dl',
      'reml',
    ]);
  });

  test('in the lines of a summary a study has no letter, which another figure gives to others: they say the population', async () => {
    const t = await messageLookup(locale);
    const one = { trial: 'study', acronym: 'Study', timeYears: 6 };
    const high = estimate('high', {
      ...one,
      label: { en: 'KMT2A-rearranged, high risk', ru: 'С перестройкой KMT2A, высокий риск' },
    });
    const rowsOf = (of: readonly ChartableEstimate[]) => {
      const figure = figureOf(of);
      return summaryRows(figure, figureTexts(figure, locale, t), t).map(({ trial, population }) => [trial, population]);
    };
    const whole = estimate('whole', one);
    expect(rowsOf([whole, high])).toEqual([
      ['Study', whole.label[locale]],
      ['Study', high.label[locale]],
    ]);
    expect(rowsOf([high, whole])[0]).toEqual(rowsOf([whole, high])[1]);
  });

  test('a calendar says where each marker stands, and names who is not drawn', async () => {
    const t = await messageLookup(locale);
    const input: FigureInput = {
      endpoint: 'EFS',
      chosen,
      catalogue: chosen,
      curves: [],
      references: [],
      local: null,
      displayYears: null,
      confirmed: false,
      eraOf: () => null,
      definitions: null,
      appraisals: null,
      shown: USUAL_PRESENTATION,
    };
    const enrolment = { start: '2006', end: '2016', planned: null, actual: null };
    const calendar = calendarFigure(
      input,
      [
        { slug: 'a', enrolment },
        { slug: 'b', enrolment: { ...enrolment, end: null } },
      ],
      null,
    );
    const document = calendarDocument(calendar, calendarTexts(calendar, locale, t), {
      t,
      split: (text) => [{ text, gene: false }],
      address: 'https://x/compare',
      footer,
    });
    expect(document.records?.rows).toMatchObject([{ estimate_id: 'a', enrolment_middle: 2011.5, chosen: 'yes' }]);
    expect(document.caveats.map(({ text }) => text).join(' ')).toContain(t('calendar.leftOut.enrolment-open'));
    expect(document.svg.svg).not.toContain('NaN');
  });
});
