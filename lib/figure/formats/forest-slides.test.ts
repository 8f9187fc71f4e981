import { expect, test } from 'vitest';
import { LOCALES } from '@/lib/i18n/routing';
import { measuredDeck, RATIOS } from '../testing/decks';
import { everyDocument } from '../testing/documents';
import { crowdedNumbers, textsIn, widthBetween } from '../testing/measured-slide';
import { pictured, SLIDE_SIZE } from '../testing/slide-rules';

// Forest plots, drawn from the program's own evidence, measured on their slides.

test('a pool is a diamond on slides, on paper and in pictures', async () => {
  const [pooled] = (await everyDocument('en')).get('forest-pooled') ?? [];
  const size = { width: 896, height: 380 };
  const drawn = [
    pooled?.svg.svg,
    pooled?.chart(size).svg,
    pooled?.slides
      .parts(size, 0)
      .map(({ picture }) => picture.svg)
      .join(''),
  ];
  for (const svg of drawn) expect([...(svg ?? '').matchAll(/<polygon\b/gu)].length).toBeGreaterThanOrEqual(1);
});

// Short names leave their room to the plot, and those of a pool wrap for it.
test.each([
  ['forest-six', 0.24],
  ['forest-pooled', 1 / 3],
] as const)('%s stands on one slide, with a wide plot in both shapes and languages', async (kind, narrow) => {
  for (const locale of LOCALES)
    for (const ratio of RATIOS) {
      const charts = pictured(await measuredDeck(kind, locale, ratio));
      expect(charts.length, `${locale} ${ratio}`).toBe(1);
      const { width } = SLIDE_SIZE[ratio];
      const plot = widthBetween('0', '100', textsIn(charts[0]?.svgs[0] ?? '', width - 64).texts);
      expect(plot / width, `${locale} ${ratio}`).toBeGreaterThan(ratio === '16x9' ? 0.38 : narrow);
    }
});

// By hand: two digits of 10 px are between 10 and 14 px wide, so that a number from 15 px on is less than 5 px away.
test('numbers of one line that are nearer than half their type are found', () => {
  const numbers = (second: number): string =>
    `<svg width="100" height="20"><text x="0" y="10" font-size="10">75</text><text x="${second}" y="10" font-size="10">100</text></svg>`;
  expect(crowdedNumbers(textsIn(numbers(15), 100))).toEqual(['75 / 100']);
  expect(crowdedNumbers(textsIn(numbers(40), 100))).toEqual([]);
});
