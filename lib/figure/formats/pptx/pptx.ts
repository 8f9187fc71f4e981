import type { FigureDocument } from '../../model/document';
import type { SlideItem, SlideModel } from '../../model/slide';
import type { SlideOptions } from './frame';
import { loadHyphenation } from './hyphenation';
import { plainStage } from './measure';
import { speakerNotes } from './notes';
import { addFigureSlides } from './slides';
import { writeSlides, type WriteOptions } from './write';

type LayoutOptions = Omit<SlideOptions, 'stage'> & Partial<Pick<SlideOptions, 'stage'>>;

/** A figure laid out as slides: its charts, tables as PowerPoint's own, sources at the foot, caveats and method in the notes. */
export async function figureSlides(document: FigureDocument, options: LayoutOptions): Promise<readonly SlideModel[]> {
  const slides: SlideModel[] = [];
  const hyphenation = await loadHyphenation(document.locale);
  const stage = options.stage ?? plainStage(options.ratio);
  addFigureSlides({ ...options, stage, document, hyphenation, notes: speakerNotes(document), slides });
  return slides.map((slide) => inReadingOrder(slide, document));
}

/** A program that reads a slide aloud follows the order of its parts: what stands at the foot comes last. */
function inReadingOrder(slide: SlideModel, { headings }: FigureDocument): SlideModel {
  const foot = new Set([headings.caveats, headings.sources, 'Footer']);
  const isFoot = ({ name }: SlideItem): boolean => foot.has(name);
  return { ...slide, items: [...slide.items.filter((item) => !isFoot(item)), ...slide.items.filter(isFoot)] };
}

/** Figures as a presentation, one after the other. Runs on the server and in a browser. */
export async function figurePptx(
  documents: readonly FigureDocument[],
  options: LayoutOptions & Omit<WriteOptions, 'subject' | 'locale'>,
): Promise<Uint8Array<ArrayBuffer>> {
  const slides = await Promise.all(documents.map((document) => figureSlides(document, options)));
  return writeSlides(slides.flat(), {
    ...options,
    subject: documents.map(({ title }) => title).join('; '),
    locale: documents[0]?.locale ?? 'en',
  });
}
