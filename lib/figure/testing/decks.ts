import { messageLookup } from '@/lib/i18n/message-lookup';
import type { Locale } from '@/lib/i18n/routing';
import { figurePptx } from '../formats/pptx/pptx';
import { slideWords } from '../formats/pptx/words';
import type { FigureDocument } from '../model/document';
import { everyDocument, splitGenes } from './documents';
import { DOT, slidesIn, type MeasuredSlide, type Ratio } from './slide-rules';

/** Presentations of the figures in `documents`, as tests measure them: each is written once for all files of tests. */
export const RATIOS = ['16x9', '4x3'] as const;

/** The PPTX of some figures. */
export async function deckOf(
  documents: readonly FigureDocument[],
  locale: Locale,
  ratio: Ratio,
  native: boolean,
): Promise<Uint8Array> {
  const words = slideWords(await messageLookup(locale));
  const options = { title: 'T', author: 'A', ratio, native, split: splitGenes, words };
  return figurePptx(documents, { ...options, rasterise: async () => DOT });
}

const written = new Map<string, Promise<Uint8Array>>();

/** The PPTX of a kind of figure. */
export function writtenDeck(kind: string, locale: Locale, ratio: Ratio, native = false): Promise<Uint8Array> {
  const key = [kind, locale, ratio, native].join(' ');
  const file =
    written.get(key) ??
    everyDocument(locale).then((documents) => deckOf(documents.get(kind) ?? [], locale, ratio, native));
  written.set(key, file);
  return file;
}

const measured = new Map<string, Promise<MeasuredSlide[]>>();

/** The slides of a kind of figure, measured. */
export function measuredDeck(kind: string, locale: Locale, ratio: Ratio, native = false): Promise<MeasuredSlide[]> {
  const key = [kind, locale, ratio, native].join(' ');
  const slides = measured.get(key) ?? writtenDeck(kind, locale, ratio, native).then(slidesIn);
  measured.set(key, slides);
  return slides;
}
