import { expect, test } from 'vitest';
import { comparisonFigure } from '@/lib/comparison/figure/figure';
import { estimate, inputOf } from '@/lib/comparison/testing/figures';
import { figureTexts } from '@/lib/comparison/words/figure-texts';
import { messageLookup } from '@/lib/i18n/message-lookup';
import { LOCALES } from '@/lib/i18n/routing';
import { splitGenes } from '../../testing/documents';
import { textsIn } from '../../testing/measured-slide';
import { chartSvg } from './panel-grid';

const SIZE = { width: 480, height: 320 };

/** So many figures of one horizon, a percent apart, and the words of their picture. */
async function drawn(count: number, locale: (typeof LOCALES)[number]) {
  const figures = Array.from({ length: count }, (_, i) =>
    estimate(`e${i}`, { acronym: `Study-${100 + i}`, timeYears: 5, estimate: 40 + i / 2 }),
  );
  const texts = figureTexts(comparisonFigure(inputOf(figures, null)), locale, await messageLookup(locale));
  const { svg, height } = chartSvg(comparisonFigure(inputOf(figures, null)), texts, SIZE, splitGenes);
  const words = textsIn(svg, SIZE.width).texts.map(({ text }) => text);
  return { height, names: words.filter((word) => word.startsWith('Study-')), said: words.join(' ') };
}

test('a picture whose markers have no room for all names says where they are', async () => {
  for (const locale of LOCALES) {
    const sentence = (await messageLookup(locale))('figure.namesElsewhere');
    const [few, many] = [await drawn(3, locale), await drawn(40, locale)];
    expect(few.names).toHaveLength(3);
    expect(few.said).not.toContain(sentence);
    expect(many.names.length).toBeLessThan(40);
    expect(many.said).toContain(sentence);
    expect(many.height).toBeLessThanOrEqual(SIZE.height);
  }
});
