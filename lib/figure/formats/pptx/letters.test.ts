import { expect, test } from 'vitest';
import { messageLookup } from '@/lib/i18n/message-lookup';
import { LOCALES, type Locale } from '@/lib/i18n/routing';
import { measuredDeck } from '../../testing/decks';
import { paragraphsOf, textsIn } from '../../testing/measured-slide';
import type { MeasuredSlide } from '../../testing/slide-rules';

/** All words of a slide's charts and boxes, as they are read. */
function wordsOf({ boxes, svgs }: MeasuredSlide): string {
  const drawn = svgs.flatMap((svg) => textsIn(svg, 900).texts.map(({ text }) => text));
  return [...drawn, ...boxes.flatMap(({ xml }) => paragraphsOf(xml))]
    .join(' ')
    .replaceAll('\u2011', '-')
    .replaceAll('\u00a0', ' ');
}

// As the data set names them: Interfant-06 has a figure of a part of its groups and one of rearranged infants.
const TWO_LETTERS: Readonly<Record<Locale, string>> = {
  en: 'Interfant-06 a: west European and North American groups; b: KMT2A-rearranged',
  ru: 'Interfant-06 a — группы Западной Европы и Северной Америки; b — с перестройкой KMT2A',
};

const ALIKE: Readonly<Record<Locale, string>> = {
  en: 'good responders with 11q23 rearrangement; b: poor responders with 11q23 rearrangement',
  ru: 'хороший ответ, перестройка 11q23; b — плохой ответ, перестройка 11q23',
};

// Its own report gives rearranged infants by their response to prednisone alone.
const PART: Readonly<Record<Locale, string>> = {
  en: 'good responders with 11q23 rearrangement',
  ru: 'хороший ответ, перестройка 11q23',
};

test('that a figure is of a part of its study stands beside its name on every chart', async () => {
  for (const locale of LOCALES) {
    for (const kind of ['comparison', 'calendar', 'forest'] as const)
      for (const ratio of ['16x9', '4x3'] as const)
        for (const native of kind === 'comparison' ? [false, true] : [false]) {
          const charts = (await measuredDeck(kind, locale, ratio, native)).filter(({ boxes }) =>
            boxes.some((box) => box.kind !== 'text' && box.kind !== 'table'),
          );
          const said = charts.map(wordsOf).join(' ');
          // A forest plot has the population in each row; a calendar has a letter there, since it draws all infants of the study, too.
          const sign = { comparison: '\\*(?::| —) ', calendar: ' a(?::| —) ', forest: '' }[kind];
          expect(said, `${kind} ${locale} ${ratio} ${native}`).toMatch(new RegExp(`${sign}${PART[locale]}`, 'iu'));
        }
  }
});

test('whom the letters behind a name mean stands on the first slide of a figure', async () => {
  for (const locale of LOCALES) {
    const t = await messageLookup(locale);
    for (const ratio of ['16x9', '4x3'] as const)
      for (const native of [false, true]) {
        const slides = await measuredDeck('comparison-letters', locale, ratio, native);
        const charts = slides.filter(({ boxes }) => boxes.some(({ kind }) => kind === 'picture' || kind === 'chart'));
        const [nine = '', two = '', local = ''] = charts.map(wordsOf);
        expect(two, `${locale} ${ratio} ${native}`).toContain(TWO_LETTERS[locale]);
        // Nine of three studies, or two under a band, a high title and a risk table, may leave too little of the plot.
        const elsewhere = t('figure.lettersElsewhere');
        // A calendar has its population in the title of each slide, and here two figures of one study in one of them.
        expect(charts.map(wordsOf).join(' ').includes(ALIKE[locale]) || native, `${locale} ${ratio}`).toBe(true);
        for (const text of [nine, local])
          expect(/ a(?::| —) /u.test(text) !== text.includes(elsewhere), `${locale} ${ratio} ${native}`).toBe(true);
      }
  }
});
