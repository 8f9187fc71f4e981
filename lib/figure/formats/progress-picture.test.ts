import { expect, test } from 'vitest';
import { messageLookup } from '@/lib/i18n/message-lookup';
import { LOCALES } from '@/lib/i18n/routing';
import { everyDocument, splitGenes } from '../testing/documents';
import { struckTexts, textsIn } from '../testing/measured-slide';
import { pictureSvgs } from './picture';

test('in the picture of the home page the name of its axis stands over it, and few lines to names are long', async () => {
  for (const locale of LOCALES) {
    const [t, documents] = [await messageLookup(locale), await everyDocument(locale)];
    const [progress] = documents.get('progress') ?? [];
    if (progress === undefined) throw new Error('no picture');
    for (const shows of ['16x9', '4x3'] as const) {
      const width = { '16x9': 960, '4x3': 720 }[shows];
      for (const svg of await pictureSvgs(progress, { shows, background: 'white' }, splitGenes)) {
        const drawn = textsIn(svg, width);
        const name = drawn.texts.find(({ text }) => text === t('home.axisY'));
        expect(name?.left, `${locale} ${shows}`).toBeLessThan(0.05 * width);
        const long = drawn.leaders.filter(({ x1, y1, x2, y2 }) => Math.hypot(x2 - x1, y2 - y1) > 0.1 * width);
        expect(long.length, `${locale} ${shows}`).toBeLessThanOrEqual(4);
        expect(struckTexts(drawn), `${locale} ${shows}`).toEqual([]);
      }
    }
  }
});
