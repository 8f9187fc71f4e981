import { beforeAll, expect, test } from 'vitest';
import { estimate, figureOf } from '@/lib/comparison/testing/figures';
import { figureTexts } from '@/lib/comparison/words/figure-texts';
import { messageLookup } from '@/lib/i18n/message-lookup';
import { comparisonDocument } from '../documents/comparison-document';
import { documentFooter } from '../documents/document-footer';
import type { FigureDocument } from '../model/document';
import { pdfDefinition } from './pdf';
import { figurePdf, writePdf } from './pdf.server';

const split = (text: string) => [{ text, gene: false }];
/** So many lines at most stand there. */
const STEP = 5;
let document: FigureDocument;

beforeAll(async () => {
  const t = await messageLookup('en');
  const figure = figureOf([estimate('a', { se: 2.3, timeYears: 5 })], []);
  const address = 'https://registry.example/compare';
  const footer = documentFooter('2026-11-23', address, 'en', t);
  document = comparisonDocument(figure, figureTexts(figure, 'en', t), { t, split, address, footer });
});

function pagesIn(bytes: Uint8Array): number {
  return (
    Buffer.from(bytes)
      .toString('latin1')
      .match(/\/Type\s*\/Page\b/gu)?.length ?? 0
  );
}

/** The document with as many lines on its method that, set loose, a few of them stand on a further page. */
async function withTail(): Promise<Readonly<{ document: FigureDocument; pages: number }>> {
  const sized = async (lines: number): Promise<Readonly<{ document: FigureDocument; pages: number }>> => {
    const long = { ...document, method: Array.from({ length: lines }, (_, i) => `Line ${i + 1} of the method.`) };
    return { document: long, pages: pagesIn(await writePdf(pdfDefinition([long], split))) };
  };
  const { pages } = await sized(0);
  for (let lines = STEP; lines < 60; lines += STEP) {
    const longer = await sized(lines);
    if (longer.pages > pages) return longer;
  }
  throw new Error('no further page');
}

test('a last page of a few lines goes onto the one before', async () => {
  const { document: long, pages } = await withTail();
  expect(pagesIn(await figurePdf(long, split))).toBe(pages - 1);
});

test('what fits on as many pages is set loose', async () => {
  const [loose, file] = [await writePdf(pdfDefinition([document], split)), await figurePdf(document, split)];
  expect(file.length).toBe(loose.length);
});
