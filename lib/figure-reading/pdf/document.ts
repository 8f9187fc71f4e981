import type { PDFDocumentProxy, PDFPageProxy } from 'pdfjs-dist';
import { type Matrix } from '../geometry';
import { FigureReadingError } from '../refusal';
import type { Drawing } from './drawing';
import type { DrawingTools, PdfLibrary } from './library';
import { drawingOfPage } from './page-drawing';

export type PdfFile = Readonly<{
  pages: number;
  /** The drawing of a page, counted from 1. */
  drawing: (page: number) => Promise<Drawing>;
  /** In points, as the page is turned. */
  size: (page: number) => Promise<Readonly<{ width: number; height: number }>>;
  /** The pixels of an image of a page whose drawing was asked for, as 4 bytes each; null where pdf.js could not decode it. */
  pixels: (page: number, id: string) => Promise<Pixels | null>;
  /** Draws a page, `scale` pixels a point, on a canvas of that size. */
  draw: (page: number, scale: number, on: OffscreenCanvasRenderingContext2D) => Promise<void>;
  close: () => Promise<void>;
}>;

export type Pixels = Readonly<{ width: number; height: number; data: Uint8ClampedArray }>;

/** 6000 × 6000; pdf.js does not decode a larger image. */
export const MOST_PIXELS = 36_000_000;

/** Opens a PDF; what is wrong with it is a `FigureReadingError`. The bytes are handed over and cannot be used afterwards. */
export async function openPdf(library: PdfLibrary, bytes: Uint8Array, tools?: DrawingTools): Promise<PdfFile> {
  if (bytes.length === 0) throw new FigureReadingError('empty_file');
  const task = library.getDocument({
    data: bytes,
    verbosity: 0,
    isEvalSupported: false,
    disableFontFace: true,
    useSystemFonts: false,
    isOffscreenCanvasSupported: false,
    isImageDecoderSupported: false,
    maxImageSize: MOST_PIXELS,
    stopAtErrors: false,
    ...tools,
  });
  let document: PDFDocumentProxy;
  try {
    document = await task.promise;
  } catch (error) {
    await task.destroy();
    throw refusalOfOpening(error);
  }
  const pages = new Map<number, PDFPageProxy>();
  const pageOf = async (number: number): Promise<PDFPageProxy> => {
    if (!Number.isInteger(number) || number < 1 || number > document.numPages)
      throw new FigureReadingError('page_not_found', String(number), `1–${document.numPages}`);
    const page = pages.get(number) ?? (await document.getPage(number));
    pages.set(number, page);
    return page;
  };
  return {
    pages: document.numPages,
    drawing: async (number) => drawingOf(library, await pageOf(number), number),
    size: async (number) => (await pageOf(number)).getViewport({ scale: 1 }),
    pixels: async (number, id) => pixelsOf(await pageOf(number), id),
    draw: async (number, scale, on) => {
      const page = await pageOf(number);
      // A canvas without a document draws as one with it; the types of pdf.js do not say so.
      const canvasContext = on as unknown as CanvasRenderingContext2D;
      await page.render({ canvas: null, canvasContext, viewport: page.getViewport({ scale }) }).promise;
    },
    close: () => task.destroy(),
  };
}

function refusalOfOpening(error: unknown): FigureReadingError {
  const name = error instanceof Error ? error.name : '';
  return new FigureReadingError(name === 'PasswordException' ? 'encrypted' : 'broken_file');
}

async function drawingOf(library: PdfLibrary, page: PDFPageProxy, number: number): Promise<Drawing> {
  const viewport = page.getViewport({ scale: 1 });
  try {
    const operators = await page.getOperatorList();
    const matrix = viewport.transform as unknown as Matrix;
    return drawingOfPage(operators, library.OPS, { matrix, width: viewport.width, height: viewport.height }, (font) =>
      fontScale(page, font),
    );
  } catch (error) {
    if (error instanceof FigureReadingError) throw error;
    throw new FigureReadingError('broken_file', String(number));
  }
}

const USUAL_FONT_SCALE = 0.001;

function fontScale(page: PDFPageProxy, font: string): number {
  if (!page.commonObjs.has(font)) return USUAL_FONT_SCALE;
  const found: unknown = page.commonObjs.get(font);
  if (typeof found !== 'object' || found === null || !('fontMatrix' in found)) return USUAL_FONT_SCALE;
  const { fontMatrix } = found;
  const scale = Array.isArray(fontMatrix) ? Number(fontMatrix[0]) : Number.NaN;
  return Number.isFinite(scale) && scale > 0 ? scale : USUAL_FONT_SCALE;
}

/** 1 bit a pixel, 3 or 4 bytes a pixel: the kinds of pdf.js' images. */
const [ONE_BIT, RGB, RGBA] = [1, 2, 3] as const;

async function pixelsOf(page: PDFPageProxy, id: string): Promise<Pixels | null> {
  const store = id.startsWith('g_') ? page.commonObjs : page.objs;
  const image = await new Promise<unknown>((resolve) => {
    const known: unknown = store.has(id) ? store.get(id) : null;
    if (known !== null) resolve(known);
    else store.get(id, resolve);
  });
  if (
    typeof image !== 'object' ||
    image === null ||
    !('data' in image) ||
    !('width' in image) ||
    !('height' in image) ||
    !('kind' in image)
  )
    return null;
  const [width, height, kind] = [Number(image.width), Number(image.height), Number(image.kind)];
  if (!(image.data instanceof Uint8Array || image.data instanceof Uint8ClampedArray)) return null;
  const source = image.data;
  if (kind === RGBA) return { width, height, data: new Uint8ClampedArray(source) };
  const data = new Uint8ClampedArray(width * height * 4).fill(255);
  const rowBytes = (width + 7) >> 3;
  for (let i = 0; i < width * height; i += 1) {
    for (let c = 0; c < 3; c += 1) {
      if (kind === RGB) data[i * 4 + c] = source[i * 3 + c] ?? 255;
      if (kind === ONE_BIT)
        data[i * 4 + c] =
          ((source[Math.floor(i / width) * rowBytes + ((i % width) >> 3)] ?? 0) >> (7 - ((i % width) & 7))) & 1
            ? 255
            : 0;
    }
  }
  return { width, height, data };
}
