import { describe, expect, test } from 'vitest';
import { messageLookup } from '@/lib/i18n/message-lookup';
import { LOCALES } from '@/lib/i18n/routing';
import { measuredDeck, RATIOS } from '../testing/decks';
import { everyDocument } from '../testing/documents';
import { paragraphsOf } from '../testing/measured-slide';
import { pictured, titleIn, type MeasuredSlide } from '../testing/slide-rules';
import { deckWords } from './deck-words';
import { plainStage } from './pptx/measure';
import { summarySlides } from './pptx/summary';

/** Title and subtitle of a slide in one line. */
function headIn(slide: MeasuredSlide): string {
  const subtitle = slide.boxes.filter(({ name }) => name === 'Subtitle').flatMap(({ xml }) => paragraphsOf(xml));
  return [titleIn(slide), ...subtitle].join(' ').replaceAll('\u2011', '-');
}

test('the head of a slide with a chart says from when its figures count, and whom of a site it shows', {
  timeout: 60_000,
}, async () => {
  for (const [locale, zero, whom] of [
    ['en', 'from diagnosis', 'All patients'],
    ['ru', 'от даты диагноза', 'Все пациенты'],
  ] as const)
    for (const ratio of RATIOS)
      for (const kind of ['calendar', 'progress', 'groups', 'comparison', 'forest-six'] as const)
        for (const slide of pictured(await measuredDeck(kind, locale, ratio))) {
          const head = headIn(slide);
          expect(head.toLowerCase(), `${kind} ${locale} ${ratio}`).toContain(zero);
          if (kind === 'groups') expect(head, `${locale} ${ratio}`).toContain(whom);
        }
});

describe.each(LOCALES.flatMap((locale) => RATIOS.map((ratio) => ({ locale, ratio }))))(
  'the summary, $locale, $ratio',
  ({ locale, ratio }) => {
    test('a summary has four rows a slide and more, and a band only over rows of patients that need one', async () => {
      const all = [...(await everyDocument(locale)).values()].flat();
      const rows = all.flatMap(({ summary = [] }) => summary);
      const words = deckWords(locale, '2026-07-02', await messageLookup(locale));
      const slides = await summarySlides(rows, words.summary, locale, plainStage(ratio));
      const pages = slides.map(({ items }) => items.flatMap((item) => (item.kind === 'table' ? item.page.rows : [])));
      expect(pages.flat().length / pages.length).toBeGreaterThan(4);
      const local = new Set(rows.filter(({ mark }) => mark !== null).map(({ trial }) => trial));
      expect(local.size).toBe(1);
      slides.forEach(({ items }, i) => {
        const shows = pages[i]?.some(([name = '']) => local.has(name.replaceAll('\n', ' '))) ?? false;
        expect(items.some(({ name }) => name === 'Made-up data')).toBe(shows);
      });
      expect(slides.some(({ items }) => items.every(({ name }) => name !== 'Made-up data'))).toBe(true);
    });
  },
);
