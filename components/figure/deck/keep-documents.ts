import { splitGenes } from '@/components/ui/genes';
import type { SlideWords } from '@/lib/figure/formats/pptx/words';
import type { FigureDocument } from '@/lib/figure/model/document';
import { FILE_OPTIONS } from '@/lib/figure/model/formats';
import type { LaidOutFigure } from '@/lib/figure/model/slide';
import { keepOwnSlides, type OwnLayout, type OwnVariant } from './own-slides';

/**
 * Lays figures that the server never sees out for every choice of a presentation, and keeps them in this tab; false: no room.
 * For a template's own room they are laid out when it is chosen, as long as this page of the tab lives.
 */
export async function keepDocuments(
  id: string,
  documents: readonly [FigureDocument, ...FigureDocument[]],
  words: SlideWords,
): Promise<boolean> {
  const { figureSlides } = await import('@/lib/figure/formats/pptx/pptx');
  const [{ title, locale }] = documents;
  const layOut: OwnLayout = async ({ ratio, native, stage }) => {
    const options = { ratio, native, split: splitGenes, words, ...(stage === null ? {} : { stage }) };
    const slides = await Promise.all(documents.map((one) => figureSlides(one, options)));
    return { title, slides: slides.flat(), summary: [] };
  };
  const variants = await Promise.all(
    FILE_OPTIONS.ratio.flatMap((ratio) =>
      FILE_OPTIONS.native.map(
        async (native): Promise<[OwnVariant, LaidOutFigure]> => [
          `${ratio}-${native}`,
          await layOut({ ratio, native: native === '1', stage: null }),
        ],
      ),
    ),
  );
  // Every variant has just been made.
  const made = Object.fromEntries(variants) as Record<OwnVariant, LaidOutFigure>;
  return keepOwnSlides(id, { locale, variants: made }, layOut);
}
