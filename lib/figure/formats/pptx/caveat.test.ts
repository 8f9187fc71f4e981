import { expect, test } from 'vitest';
import { figureTexts } from '@/lib/comparison/words/figure-texts';
import { estimate, figureOf } from '@/lib/comparison/testing/figures';
import { messageLookup } from '@/lib/i18n/message-lookup';
import { comparisonDocument } from '../../documents/comparison-document';
import { documentFooter } from '../../documents/document-footer';
import { splitGenes as split } from '../../testing/documents';
import { figureSlides } from './pptx';

test('a slide shows the caveat that the page puts first, in a whole sentence', async () => {
  const t = await messageLookup('en');
  // A pilot and its control, each at two years and at four; the pilot's later figure is the higher one.
  const of = (trial: string, acronym: string, values: readonly [number, number]) =>
    values.map((percent, i) =>
      estimate(`${trial}-${i}`, { trial, acronym, estimate: percent, timeYears: 2 * (i + 1), timeZero: 'remission' }),
    );
  const pilot = of('pilot', 'A pilot study of an antibody in infants with a long name', [81.6, 83.3]);
  const figure = figureOf([...pilot, ...of('control', 'Control', [49.4, 44])]);
  const address = 'https://registry.example/compare?endpoint=EFS';
  const frame = { t, split, address, footer: documentFooter('2026-11-23', address, 'en', t) };
  const document = comparisonDocument(figure, figureTexts(figure, 'en', t), frame);
  expect(document.caveats.map(({ code }) => code).slice(0, 2)).toEqual(['later-higher', 'horizons-differ']);
  const words = { moreCaveats: String, sourcesLater: (list: string) => list };
  const [chart] = await figureSlides(document, { ratio: '16x9', native: false, split, words });
  const caveat = chart?.items.find(({ name }) => name === document.headings.caveats);
  const said = caveat?.kind === 'text' ? caveat.runs.map(({ text }) => text).join('') : '';
  // The whole sentence with its four names takes more than two lines.
  expect(said).toBe('A later figure is higher than an earlier one, which no single survival curve can be. (3)');
  expect(said).not.toContain('Horizons differ');
});
