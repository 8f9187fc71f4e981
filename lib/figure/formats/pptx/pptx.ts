import type { FigureDocument } from '../../model/document';
import { SLIDES, type Frame } from './measure';
import { finishPackage, type Rasterise } from './package';
import { defineMaster, type SlideOptions } from './frame';
import { loadHyphenation } from './hyphenation';
import { speakerNotes } from './notes';
import { addFigureSlides } from './slides';
import { SLIDE_FONT, SLIDE_LANGUAGE } from './text';

type Options = SlideOptions & Readonly<{ title: string; author: string; rasterise: Rasterise }>;

/**
 * Figures as a presentation, one after the other: a vector picture or an editable chart, tables as PowerPoint's own, sources
 * at the foot, caveats and method in the notes. Runs on the server and in a browser.
 */
export async function figurePptx(
  documents: readonly FigureDocument[],
  options: Options,
): Promise<Uint8Array<ArrayBuffer>> {
  const [{ default: Pptx }, { default: Zip }] = await Promise.all([import('pptxgenjs'), import('jszip')]);
  const pptx = new Pptx();
  const { layout, width, height } = SLIDES[options.ratio];
  if (options.ratio === '4x3') pptx.defineLayout({ name: layout, width: width / 72, height: height / 72 });
  pptx.layout = layout;
  pptx.title = options.title;
  pptx.author = options.author;
  pptx.company = options.author;
  pptx.subject = documents.map(({ title }) => title).join('; ');
  pptx.theme = { headFontFace: SLIDE_FONT, bodyFontFace: SLIDE_FONT };
  defineMaster(pptx, options.ratio);
  const locale = documents[0]?.locale ?? 'en';
  const hyphenation = await loadHyphenation(locale);
  const titles: Frame[] = [];
  const charts = documents.flatMap((document) =>
    addFigureSlides({ ...options, pptx, document, hyphenation, notes: speakerNotes(document), titles }),
  );
  const written = await pptx.write({ outputType: 'uint8array' });
  const zip = await Zip.loadAsync(written as Uint8Array);
  await finishPackage(zip, { language: SLIDE_LANGUAGE[locale], charts, titles, rasterise: options.rasterise });
  return zip.generateAsync({ type: 'uint8array', compression: 'DEFLATE' }) as Promise<Uint8Array<ArrayBuffer>>;
}
