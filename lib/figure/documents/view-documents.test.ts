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
import type { Reference } from '@/lib/registry/schema';
import { messageLookup } from '@/lib/i18n/message-lookup';
import { LOCALES } from '@/lib/i18n/routing';
import { sourceInShort, sourcesInShort } from '../model/short-source';
import { summaryRows } from './summary-rows';
import { calendarDocument, forestDocument } from './view-documents';

const footer = { date: '2026-11-23', short: 's', line: 'l', notAdvice: 'n' };
const chosen = [
  estimate('a', { se: 3, estimate: 47 }),
  estimate('b', { se: 4, estimate: 33 }),
  estimate('none', { estimate: 36 }),
];

/** What each of them cites. */
const references: readonly Reference[] = [
  { ...paper('a', 'Hilden', 2006), author: [{ family: 'Hilden', given: 'JM' }] },
  paper('b', 'van der Linden', 2009),
  paper('none', 'Lauer', 1998),
];

function paper(id: string, family: string, year: number): Reference {
  return {
    id: `ref-${id}`,
    type: 'article-journal',
    author: [
      { family, given: 'MH' },
      { family: 'B', given: 'C' },
      { family: 'D', given: 'E' },
    ],
    'container-title': 'Blood',
    issued: { 'date-parts': [[year]] },
    volume: '1',
    page: '2-3',
  };
}

/** Every number of a text with a decimal point, whatever the language. */
const plain = (text: string): string => text.replaceAll(',', '.');

test('a source is named by its first author and its year, and by its first words where it has none', () => {
  expect(sourceInShort('Pieters R, et al. J Clin Oncol 2019;37:2246–56')).toBe('Pieters\u00a02019');
  expect(sourceInShort('van der Linden MH, et al. Blood 2009;114:3764–8')).toBe('van\u00a0der\u00a0Linden\u00a02009');
  expect(sourceInShort('de Barrios O, Parra M. Int J Mol Sci 2021;22:3127')).toBe('de\u00a0Barrios\u00a02021');
  expect(sourceInShort('Qiu K-Y, et al. BMC Cancer 2022;22:1257')).toBe('Qiu\u00a02022');
  expect(sourceInShort('Kotecha RS. Hematology Am Soc Hematol Educ Program 2022;2022:611–7')).toBe('Kotecha\u00a02022');
  // A title that ends in capitals is no author with initials.
  expect(sourceInShort('Intensive but tender care for infant ALL. Blood 2020;136:1797')).toBe(
    'Intensive but tender care for infant\u00a0… 2020',
  );
  // Years within a title are not those of its publication.
  expect(sourceInShort('Infant ALL at two hospitals, 2013-2023; title, journal and year not verified')).toBe(
    'Infant ALL at two hospitals\u00a0…',
  );
  for (const whole of ['Blood 2010;116:1025', 'ASTCT. ASTCT news 2023', 'Attarbaschi A, et al. J Clin Oncol'])
    expect(sourceInShort(whole)).toBe(whole);
});

test('two sources of one author and year are told apart by their journals, or by a letter', () => {
  const [advances, blood] = ['Annesley C, et al. Blood Adv 2025;9:2100–5', 'Annesley C. Blood 2025;146:800–1'];
  expect([...sourcesInShort([advances, blood, advances]).values()]).toEqual([
    'Annesley\u00a02025, Blood Adv',
    'Annesley\u00a02025, Blood',
  ]);
  expect([...sourcesInShort([blood, 'Annesley C. Blood 2025;146:1', advances]).values()]).toEqual([
    'Annesley\u00a02025a',
    'Annesley\u00a02025b',
    'Annesley\u00a02025c',
  ]);
});

describe.each(LOCALES)('files of the further views (%s)', (locale) => {
  test('a forest plot carries its pool, the weights and who is left out, in the drawing, the tables and the records', async () => {
    const t = await messageLookup(locale);
    const comparison = figureOf(chosen, null, {
      references,
      shown: { join: false, styles: {}, labels: { a: '<b>Mine</b>' } },
    });
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
      n: 'k\u00a0=\u00a02',
      // Who has no interval is in the plot, and not in the pool.
      source: 'Hilden\u00a02006; van\u00a0der\u00a0Linden\u00a02009',
      trial: `${t('forest.pooled')}, ${t('forest.pooledOf', { model: t('pooling.name.reml'), count: 2 })}`,
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
    // All count from one day, and the slide still says that its axis is calendar time.
    const [slide] = document.slides.parts({ width: 656, height: 400 }, 0);
    expect(slide?.title).toContain(
      locale === 'en' ? 'from diagnosis over calendar time: ' : 'от даты диагноза по годам набора: ',
    );
  });
});
