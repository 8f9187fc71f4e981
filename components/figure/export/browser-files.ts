import { splitGenes } from '@/components/ui/genes';
import { dataUrl, interFile, rasterise, withFont } from './inter';
import { drawPng } from '@/components/ui/save-file';
import { figureCsv } from '@/lib/figure/formats/csv';
import type { FigureDocument } from '@/lib/figure/model/document';
import type { FigureFormat, FileOptions } from '@/lib/figure/model/formats';
import { figureJson } from '@/lib/figure/formats/json';
import { lackingLetters } from '@/lib/figure/formats/font-letters';
import type { Pictures } from '@/lib/figure/formats/pdf-pictures';
import type { SlideWords } from '@/lib/figure/formats/pptx/words';
import type { SheetNames } from '@/lib/figure/formats/xlsx';
import { pictureFile, pictureSvgs } from '@/lib/figure/formats/picture';
import { textPicture } from '@/components/analyse/text-picture';

export type FileWords = Readonly<{ author: string; sheets: SheetNames; slides: SlideWords }>;

const OFFICE = 'application/vnd.openxmlformats-officedocument';

/** A file made by this browser from the same document as every other export; the libraries come when asked for. */
export async function browserFile(
  documents: readonly [FigureDocument, ...FigureDocument[]],
  format: FigureFormat,
  options: FileOptions,
  words: FileWords,
): Promise<Blob> {
  const [document] = documents;
  switch (format) {
    case 'svg':
    case 'png':
      return pictures(documents, format, options);
    case 'csv':
      return new Blob([figureCsv(document)], { type: 'text/csv;charset=utf-8' });
    case 'json':
      return new Blob([figureJson(document)], { type: 'application/json' });
    case 'xlsx':
      return (await import('@/lib/figure/formats/xlsx')).figureXlsx(document, words.sheets);
    case 'pptx':
      return pptx(documents, options, words);
    case 'pdf':
      return pdf(documents);
  }
}

async function pictures(
  [document, ...further]: readonly [FigureDocument, ...FigureDocument[]],
  format: 'svg' | 'png',
  options: FileOptions,
): Promise<Blob> {
  const svgs = await pictureSvgs(document, options, splitGenes, further);
  const drawn =
    format === 'svg'
      ? svgs
      : await Promise.all(svgs.map(async (svg) => drawPng(await withFont(svg), Number(options.pixels))));
  const type = format === 'svg' ? 'image/svg+xml;charset=utf-8' : 'image/png';
  const { body, ...file } = await pictureFile(drawn, document, { type, extension: format });
  return new Blob([body], { type: file.type });
}

async function pptx(
  documents: readonly FigureDocument[],
  { ratio, native }: FileOptions,
  { author, slides }: FileWords,
): Promise<Blob> {
  const { figurePptx } = await import('@/lib/figure/formats/pptx/pptx');
  const bytes = await figurePptx(documents, {
    title: documents[0]?.title ?? '',
    author,
    ratio,
    native: native === '1',
    split: splitGenes,
    words: slides,
    rasterise,
  });
  return new Blob([bytes], { type: `${OFFICE}.presentationml.presentation` });
}

/** The letters of a text that the font of a PDF lacks. */
export async function lackingInPdf(text: string): Promise<string[]> {
  return lackingLetters(await pdfFont(), text);
}

async function pdfFont(): Promise<Uint8Array> {
  return Uint8Array.from(atob(await interFile('normal')), (letter) => letter.charCodeAt(0));
}

/** Names with letters that its font lacks stand in the file as pictures, in fonts of this computer. */
async function pdf(documents: readonly FigureDocument[]): Promise<Blob> {
  const [{ default: pdfmake }, { onFewestPages, PDF_FONT }, { picturedDefinition }, font, normal, bold, italics] =
    await Promise.all([
      import('pdfmake/build/pdfmake'),
      import('@/lib/figure/formats/pdf'),
      import('@/lib/figure/formats/pdf-pictures'),
      pdfFont(),
      interFile('normal'),
      interFile('bold'),
      interFile('italics'),
    ]);
  pdfmake.addVirtualFileSystem({ 'normal.ttf': normal, 'bold.ttf': bold, 'italics.ttf': italics });
  pdfmake.setFonts({
    [PDF_FONT]: { normal: 'normal.ttf', bold: 'bold.ttf', italics: 'italics.ttf', bolditalics: 'bold.ttf' },
  });
  const pictures: Pictures = {
    needed: (text) => lackingLetters(font, text).length > 0,
    text: textPicture,
    drawing: async (svg) => dataUrl(await drawPng(await withFont(svg), DRAWING_SCALE)),
  };
  return onFewestPages(documents, splitGenes, async (definition) =>
    pdfmake.createPdf(await picturedDefinition(definition, pictures)).getBlob(),
  );
}

/** Pixels a unit of a drawing that becomes a picture. */
const DRAWING_SCALE = 3;
