import JSZip from 'jszip';
import { messageLookup } from '@/lib/i18n/message-lookup';
import { figureCsv } from '../formats/csv';
import { figureJson } from '../formats/json';
import { figurePng } from '../formats/png.server';
import { figurePptx } from '../formats/pptx/pptx';
import { figureXlsx, sheetNames } from '../formats/xlsx';
import type { FigureDocument } from '../model/document';

export const split = (text: string): { text: string; gene: boolean }[] => [{ text, gene: false }];
/** A text without what only spaces it. */
export const bare = (text: string): string => text.replaceAll(/[\s\u2060]/gu, '');

/** Every number of each file that has numbers as numbers. */
export async function numbersOf(document: FigureDocument): Promise<Readonly<Record<string, readonly number[]>>> {
  const workbook = await JSZip.loadAsync(
    await (await figureXlsx(document, sheetNames(await messageLookup(document.locale)))).arrayBuffer(),
  );
  const sheets = await Promise.all(
    workbook.file(/xl\/worksheets\/sheet\d+\.xml$/u).map((file) => file.async('string')),
  );
  return {
    csv: figureCsv(document)
      .split(/[\r\n,]+/u)
      .filter((cell) => cell !== '')
      .map(Number),
    xlsx: [...sheets.join('').matchAll(/<c (?![^>]*t=)[^>]*><v>([^<]*)<\/v>/gu)].map(([, value]) => Number(value)),
    json: [...figureJson(document).matchAll(/: (-?\d+(?:\.\d+)?(?:e-?\d+)?),?$/gmu)].map(([, value]) => Number(value)),
  };
}

/** Every word of each slide, its tables and its notes. */
export async function wordsOfSlides(document: FigureDocument): Promise<string> {
  const bytes = await figurePptx([document], {
    ...{ title: 'Comparison', author: 'Registry', ratio: '16x9', native: true, split },
    words: { moreCaveats: String, sourcesLater: (list) => list },
    rasterise: async (svg, scale) => figurePng(svg, { scale }),
  });
  const zip = await JSZip.loadAsync(bytes);
  const parts = await Promise.all(
    zip.file(/ppt\/(slides|notesSlides)\/[^/]+\.xml$/u).map((file) => file.async('string')),
  );
  const words = [...parts.join('').matchAll(/<a:t>([^<]*)<\/a:t>/gu)].map(([, text = '']) => text).join('');
  return bare(words.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&'));
}
