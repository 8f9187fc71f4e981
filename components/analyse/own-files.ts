import { splitGenes } from '@/components/ui/genes';
import { drawPng } from '@/components/ui/save-file';
import { figureCsv } from '@/lib/figure/formats/csv';
import type { FigureDocument } from '@/lib/figure/model/document';
import type { FigureFormat, FileOptions } from '@/lib/figure/model/formats';
import { figureJson } from '@/lib/figure/formats/json';
import { lackingLetters } from '@/lib/figure/formats/font-letters';
import type { SlideWords } from '@/lib/figure/formats/pptx/words';
import type { SheetNames } from '@/lib/figure/formats/xlsx';
import { onTransparent } from '@/lib/figure/drawing/svg/document';

export type OwnWords = Readonly<{ author: string; sheets: SheetNames; slides: SlideWords }>;

const OFFICE = 'application/vnd.openxmlformats-officedocument';

/** A file of an analysis, made by this browser from the same document as every other export; the libraries come when asked for. */
export async function ownFile(
  documents: readonly [FigureDocument, ...FigureDocument[]],
  format: FigureFormat,
  options: FileOptions,
  words: OwnWords,
): Promise<Blob> {
  const [document] = documents;
  const svg = options.background === 'transparent' ? onTransparent(document.svg.svg) : document.svg.svg;
  switch (format) {
    case 'svg':
      return new Blob([svg], { type: 'image/svg+xml;charset=utf-8' });
    case 'png':
      return drawPng(await withFont(svg), Number(options.pixels));
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

async function pptx(
  documents: readonly FigureDocument[],
  { ratio, native }: FileOptions,
  { author, slides }: OwnWords,
): Promise<Blob> {
  const { figurePptx } = await import('@/lib/figure/formats/pptx/pptx');
  const rasterise = async (svg: string, scale: number): Promise<Uint8Array> =>
    new Uint8Array(await (await drawPng(await withFont(svg), scale)).arrayBuffer());
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
  const bytes = Uint8Array.from(atob(await interFile('normal')), (letter) => letter.charCodeAt(0));
  return lackingLetters(bytes, text);
}

/** Throws where names have letters that its font lacks: boxes in place of a name would be no figure. */
async function pdf(documents: readonly FigureDocument[]): Promise<Blob> {
  const words = documents.flatMap(({ title, subtitle, tables }) => [
    title,
    subtitle,
    ...tables.flatMap(({ rows }) => rows.flatMap((row) => row.map(({ text }) => text))),
  ]);
  if ((await lackingInPdf(words.join(''))).length > 0) throw new RangeError('The font lacks letters of the names.');
  const [{ default: pdfmake }, { pdfDefinition, PDF_FONT }, normal, bold, italics] = await Promise.all([
    import('pdfmake/build/pdfmake'),
    import('@/lib/figure/formats/pdf'),
    interFile('normal'),
    interFile('bold'),
    interFile('italics'),
  ]);
  pdfmake.addVirtualFileSystem({ 'normal.ttf': normal, 'bold.ttf': bold, 'italics.ttf': italics });
  pdfmake.setFonts({
    [PDF_FONT]: { normal: 'normal.ttf', bold: 'bold.ttf', italics: 'italics.ttf', bolditalics: 'bold.ttf' },
  });
  return pdfmake.createPdf(pdfDefinition(documents, splitGenes)).getBlob();
}

/** A picture of an SVG is drawn without the fonts of the page, so that it has to bring its own. */
async function withFont(svg: string): Promise<Blob> {
  const [normal, bold] = await Promise.all([interFile('normal'), interFile('bold')]);
  const face = (weight: number, data: string): string =>
    `@font-face{font-family:Inter;font-weight:${weight};src:url(data:font/ttf;base64,${data})}`;
  const style = `<style>${face(400, normal)}${face(600, bold)}</style>`;
  return new Blob(
    [
      svg
        .replace(/(<svg[^>]*>)/u, `$1${style}`)
        .replace(/ font-family="Arial[^"]*"/u, ' font-family="Inter, Arial, sans-serif"'),
    ],
    { type: 'image/svg+xml;charset=utf-8' },
  );
}

/** The font of the page for files that the browser makes: its own server has it, nothing is asked elsewhere. */
const ADDRESSES = {
  normal: new URL('@expo-google-fonts/inter/400Regular/Inter_400Regular.ttf', import.meta.url),
  bold: new URL('@expo-google-fonts/inter/600SemiBold/Inter_600SemiBold.ttf', import.meta.url),
  italics: new URL('@expo-google-fonts/inter/400Regular_Italic/Inter_400Regular_Italic.ttf', import.meta.url),
} as const;
type InterStyle = keyof typeof ADDRESSES;

const fetched = new Map<InterStyle, Promise<string>>();

/** A style of the font as base64. */
function interFile(style: InterStyle): Promise<string> {
  const kept = fetched.get(style);
  if (kept !== undefined) return kept;
  const asked = fetchFile(ADDRESSES[style]);
  fetched.set(style, asked);
  asked.catch(() => fetched.delete(style));
  return asked;
}

async function fetchFile(address: URL): Promise<string> {
  const response = await fetch(address);
  if (!response.ok) throw new Error(`font: ${response.status}`);
  const blob = await response.blob();
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(String(reader.result).split(',')[1] ?? '');
    reader.onerror = () => reject(reader.error ?? new Error('font'));
    reader.readAsDataURL(blob);
  });
}
