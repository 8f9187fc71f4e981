import { describe, expect, test } from 'vitest';
import { splitGenes } from '@/components/ui/genes';
import { documentFooter } from '@/lib/figure/documents/document-footer';
import { pdfDefinition } from '@/lib/figure/formats/pdf';
import { pictureSvgs } from '@/lib/figure/formats/picture';
import { figurePptx } from '@/lib/figure/formats/pptx/pptx';
import { slideWords } from '@/lib/figure/formats/pptx/words';
import type { FigureDocument } from '@/lib/figure/model/document';
import {
  DOT,
  expectAlone,
  expectInside,
  expectOfficePages,
  expectPages,
  expectPictures,
  expectPlaced,
  expectReadable,
  hasOffice,
  hasPoppler,
  slidesIn,
  type Ratio,
} from '@/lib/figure/testing/slide-rules';
import { cellsOf, linesIn, paragraphsOf } from '@/lib/figure/testing/measured-slide';
import { messageLookup } from '@/lib/i18n/message-lookup';
import { LOCALES, type Locale } from '@/lib/i18n/routing';
import { classifyInto, RULE_SETS_IN_COHORT } from '@/lib/risk-cohort/classified-cohort';
import { migrationBetween } from '@/lib/risk-cohort/migration';
import { PREPARED_RULE_SETS } from '@/lib/risk/classify';
import type { Facts } from '@/lib/risk/facts';
import { ruleSetKey } from '@/lib/risk/rule-sets/rule-set-key';
import { workedFacts } from '@/lib/risk/cases/worked-cases';
import { migrationDocument } from './cohort/migration/document';
import { useMigrationFigure } from './cohort/migration/use-migration-figure';
import { reportFigure } from './report/figure';
import { pdfFile } from './testing/pdf-file';
import { answerOf, evidenceIn, reportOf } from './testing/report-model';

const RATIOS = ['16x9', '4x3'] as const;
const KINDS = ['report', 'migration'] as const;
const ADDRESS = 'https://registry.example/risk';
const INFANT: Facts = {
  ageDays: 182,
  kmt2a: 'rearranged',
  kmt2aPartner: 'AFF1',
  wbc: 299,
  cns: 'CNS1',
  day8Blasts: 1000,
  prednisoneResponse: 'good',
  remissionEoi: true,
  mrdEoi: 0.05,
};

async function documentsIn(locale: Locale): Promise<Readonly<Record<(typeof KINDS)[number], FigureDocument>>> {
  const t = await messageLookup(locale);
  const evidence = evidenceIn(locale);
  const footer = documentFooter('2026-07-02', ADDRESS, locale, t);
  const place = (key: string): number => PREPARED_RULE_SETS.findIndex(({ ruleSet }) => ruleSetKey(ruleSet) === key);
  const places = { first: place('interfant-06'), second: place('mll-10') };
  const figure = answerOf(
    () => useMigrationFigure(migrationBetween(cohort(), places.first, places.second), places, evidence.protocols),
    locale,
  );
  return {
    report: reportFigure(reportOf(INFANT, evidence, locale), {
      locale,
      footer,
      address: ADDRESS,
      headings: { caveats: t('figure.heading.caveats'), method: t('figure.heading.method') },
    }),
    migration: migrationDocument({ ...figure, locale, footer, address: ADDRESS }),
  };
}

/** The infants of the worked cases under every rule set. */
function cohort() {
  const rows = workedFacts().map(({ id, facts }, i) => ({ row: i + 2, id, facts, problems: [] }));
  const codes = new Uint8Array(rows.length * RULE_SETS_IN_COHORT);
  classifyInto(codes, rows, 0, rows.length);
  return { patients: rows.map(({ row, id, facts }) => ({ line: row, id, facts, conflicts: 0 })), codes };
}

const documents = { en: await documentsIn('en'), ru: await documentsIn('ru') };

async function deck(own: readonly FigureDocument[], locale: Locale, ratio: Ratio): Promise<Uint8Array> {
  const words = slideWords(await messageLookup(locale));
  const options = { title: 'T', author: 'A', ratio, native: false, split: splitGenes, words };
  return figurePptx(own, { ...options, rasterise: async () => DOT });
}

describe.each(KINDS.flatMap((kind) => LOCALES.flatMap((locale) => RATIOS.map((ratio) => ({ kind, locale, ratio })))))(
  '$kind, $locale, $ratio',
  ({ kind, locale, ratio }) => {
    const document = documents[locale][kind];

    test('stands whole on its slides, in type that is read from a seat', async () => {
      const slides = await slidesIn(await deck([document], locale, ratio));
      expectPlaced(slides, ratio);
      expectReadable(slides, [document.headings.sources]);
      expectPictures(slides);
    });

    test('has no word beyond the edge of its picture, and alone the type of a slide', async () => {
      expectAlone(await pictureSvgs(document, { shows: ratio, background: 'white' }, splitGenes), ratio, ratio);
      expectInside(document.svg.svg, 'document');
    });
  },
);

test('the slides and the picture of a report have the published outcome of the infant’s population, and the legend', async () => {
  for (const locale of LOCALES) {
    const { report } = documents[locale];
    // CCG-1953 printed 33.6 % at 5 years for KMT2A-rearranged infants, and 41.7 % for all (Hilden, Blood 2006;108:441).
    const value = locale === 'ru' ? '33,6' : '33.6';
    const slides = await slidesIn(await deck([report], locale, '16x9'));
    const cells = slides.flatMap(({ boxes }) => boxes.filter(({ kind }) => kind === 'table').flatMap(cellsOf));
    expect(cells.some(({ text }) => text.includes(value))).toBe(true);
    expect(cells.some(({ text }) => /41[.,]7/u.test(text))).toBe(false);
    // A population behind a comma does not begin anew.
    expect(cells.map(({ text }) => text).filter((text) => /, (?:All patients|Все пациенты|С )/u.test(text))).toEqual(
      [],
    );
    expect(cells.some(({ text }) => /, (?:all patients|все пациенты)/u.test(text))).toBe(true);
    const picture = report.svg.svg.replaceAll(/<[^>]+>/gu, ' ');
    expect(picture).toContain(value);
    expect(picture).toContain('HR ');
    expect(report.caveats.map(({ text }) => text)).toContain(reportOf(INFANT, evidenceIn(locale), locale).legend);
  }
});

test('every slide of a report says which infant it is, and what the letters mean', async () => {
  for (const [locale, said] of [
    ['en', ['182', 'rearranged', 'AFF1', '299', 'CNS1', 'HR high, IR intermediate, LR low risk.']],
    ['ru', ['182', 'AFF1', '299', 'ЦНС-1', 'HR — высокий, IR — промежуточный, LR — низкий риск.']],
  ] as const)
    for (const ratio of RATIOS) {
      const slides = await slidesIn(await deck([documents[locale].report], locale, ratio));
      const shown = slides.filter(({ boxes }) => boxes.some(({ kind }) => kind === 'table'));
      expect(shown.length).toBeGreaterThan(1);
      for (const { boxes } of shown) {
        const texts = boxes.flatMap((box) =>
          box.kind === 'table' ? cellsOf(box).map(({ text }) => text) : paragraphsOf(box.xml),
        );
        const words = texts.join(' ').replaceAll('\u2011', '-');
        for (const text of said) expect(words, `${locale} ${ratio}`).toContain(text);
        // The table of facts has them all; under a title stand two lines.
        const subtitles = boxes.filter(({ name }) => name === 'Subtitle');
        expect(subtitles.length).toBeGreaterThan(0);
        for (const box of subtitles) expect(linesIn(box), `${locale} ${ratio}`).toBeLessThanOrEqual(2);
      }
      const facts = shown
        .slice(0, 2)
        .flatMap(({ boxes }) => boxes.filter(({ kind }) => kind === 'table').flatMap(cellsOf));
      expect(facts.some(({ text }) => /^0[.,]05\s%$/u.test(text))).toBe(true);
    }
});

describe.skipIf(!hasPoppler)('as programs lay it out (needs poppler)', () => {
  const all = LOCALES.flatMap((locale) => KINDS.map((kind) => ({ locale, kind, document: documents[locale][kind] })));

  test('a page of a PDF has words, none beyond it, none upon another', { timeout: 60_000 }, async () => {
    const files = new Map<string, Uint8Array>();
    for (const { locale, kind, document } of all)
      files.set(`${kind}-${locale}`, await pdfFile(pdfDefinition([document], splitGenes)));
    expect(files.size).toBe(4);
    await expectPages(files);
  });

  test.skipIf(!hasOffice)('LibreOffice puts no word beyond a slide or upon another', { timeout: 120_000 }, async () => {
    const files = new Map<string, Uint8Array>();
    for (const [locale, ratio] of [
      ['en', '16x9'],
      ['ru', '4x3'],
    ] as const)
      files.set(`${locale}-${ratio}`, await deck(Object.values(documents[locale]), locale, ratio));
    await expectOfficePages(files);
  });
});
