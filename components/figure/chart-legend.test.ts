import { expect, test } from 'vitest';
import { rendered } from '@/components/ui/testing/rendered';
import { publishedPoints } from '@/lib/comparison/figure/figure-model';
import { estimate, figureOf } from '@/lib/comparison/testing/figures';
import { figureTexts } from '@/lib/comparison/words/figure-texts';
import { lettersOf } from '@/lib/figure/drawing/letters';
import { messageLookup } from '@/lib/i18n/message-lookup';
import { ChartLegend } from './chart-legend';

test('each letter behind a study’s name is explained under the chart of the page', async () => {
  const high = {
    stratum: { ...estimate('x').stratum, risk: 'HR' as const },
    label: { en: 'high risk', ru: 'высокий риск' },
  };
  const figure = figureOf([
    estimate('mll-10'),
    estimate('mll-10-high', { trial: 'mll-10', acronym: 'MLL-10', estimate: 30, ...high }),
    estimate('other'),
  ]);
  const texts = figureTexts(figure, 'en', await messageLookup('en'));
  const points = publishedPoints(figure);
  const legend = rendered(ChartLegend, { legend: texts.legend, letters: lettersOf(points, texts.letters) }, 'en');
  const words = legend.replaceAll(/<[^>]*>/gu, '').replaceAll('\u00a0', ' ');
  const letters = points.flatMap(({ suffix }) => (suffix === null ? [] : [suffix]));
  expect(letters).toEqual(['a', 'b']);
  expect(words).toContain('MLL-10 a: KMT2A-rearranged; b: high risk');
});
