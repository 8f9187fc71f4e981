import { messageLookup } from '@/lib/i18n/message-lookup';
import type { Locale } from '@/lib/i18n/routing';
import { figureSlides } from '../formats/pptx/pptx';
import { slideWords } from '../formats/pptx/words';
import { writeSlides } from '../formats/pptx/write';
import type { FigureDocument } from '../model/document';
import type { SlideModel } from '../model/slide';
import { everyDocument, splitGenes } from './documents';
import { DOT, slidesIn, type Ratio } from './slide-rules';

/** Presentations of the figures in `documents`, as tests measure them: each is written once for all files of tests. */
export const RATIOS = ['16x9', '4x3'] as const;

/** Figures laid out as slides. */
async function slidesOf(
  documents: readonly FigureDocument[],
  locale: Locale,
  ratio: Ratio,
  native: boolean,
): Promise<readonly (readonly SlideModel[])[]> {
  const words = slideWords(await messageLookup(locale));
  return Promise.all(documents.map((document) => figureSlides(document, { ratio, native, split: splitGenes, words })));
}

/** Slides as a PPTX. */
export function fileOf(slides: readonly SlideModel[], locale: Locale, ratio: Ratio): Promise<Uint8Array> {
  const about = { title: 'T', author: 'A', subject: 'S', locale, ratio, split: splitGenes };
  return writeSlides(slides, { ...about, rasterise: async () => DOT });
}

/** What `make` gives for a kind of figure, a language, a shape and a way of drawing charts, made once. */
function once<T>(make: (kind: string, locale: Locale, ratio: Ratio, native: boolean) => Promise<T>) {
  const made = new Map<string, Promise<T>>();
  return (kind: string, locale: Locale, ratio: Ratio, native = false): Promise<T> => {
    const key = [kind, locale, ratio, native].join(' ');
    const own = made.get(key) ?? make(kind, locale, ratio, native);
    made.set(key, own);
    return own;
  };
}

/** The slides of each figure of a kind. */
export const drawnDeck = once(async (kind, locale, ratio, native) =>
  slidesOf((await everyDocument(locale)).get(kind) ?? [], locale, ratio, native),
);

/** The PPTX of a kind of figure. */
export const writtenDeck = once(async (kind, locale, ratio, native) =>
  fileOf((await drawnDeck(kind, locale, ratio, native)).flat(), locale, ratio),
);

/** The slides of a kind of figure, measured. */
export const measuredDeck = once(async (kind, locale, ratio, native) =>
  slidesIn(await writtenDeck(kind, locale, ratio, native)),
);
