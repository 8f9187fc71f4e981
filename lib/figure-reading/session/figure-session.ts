import { fileKind, pageWithPlots, type FoundPage } from '../figure-file';
import type { LetterReader } from '../letters/printed-words';
import { readLetters } from '../letters/read-letters';
import { openPdf, type PdfFile } from '../pdf/document';
import type { DrawingTools, PdfLibrary } from '../pdf/library';
import type { RasterImage } from '../raster/image';
import { MOST_PIXELS, readImage } from '../raster/raster-reading';
import type { Method } from '../reading';
import { FigureReadingError, refusalOf } from '../refusal';
import { figureData } from './arm-data';
import type { FigureMessage, FigureRequest, ShownFigure } from './messages';

type Say = (message: FigureMessage, transfer?: Transferable[]) => void;
/** What the session needs of the place where it runs: pdf.js is loaded with the first PDF, a reader of letters when it is asked for. */
export type FigureTools = Readonly<{
  pdf: () => Promise<Readonly<{ library: PdfLibrary; drawing: DrawingTools }>>;
  letters: () => Promise<LetterReader>;
}>;

/** Pixels of the long side of a drawn page: enough for three times the size on a screen. */
const LONG_SIDE = 2400;
/** Pixels of the long side of a page among others. */
const SMALL_SIDE = 220;
/** Pixels a point of a page that is taken as a picture: 288 dpi. */
const AS_PICTURE = 4;

type Desk = {
  pdf: PdfFile | null;
  picture: RasterImage | null;
  letters: LetterReader | null;
  readonly say: Say;
  readonly tools: FigureTools;
};

/**
 * One file from opening to the last tracing. The file stays where the session runs, and only what is drawn and what was read
 * goes out; what cannot be read is a refusal with a code.
 */
export function figureSession(say: Say, tools: FigureTools): (request: FigureRequest) => Promise<void> {
  const desk: Desk = { pdf: null, picture: null, letters: null, say, tools };
  // One after the other: a page is not drawn while another file is opened.
  let last: Promise<void> = Promise.resolve();
  return (request) => {
    last = last.then(async () => {
      try {
        await answer(desk, request);
      } catch (error) {
        const known = error instanceof FigureReadingError ? error : new FigureReadingError('broken_file');
        say({ kind: 'refused', refusal: refusalOf(known) });
      }
    });
    return last;
  };
}

async function answer(desk: Desk, request: FigureRequest): Promise<void> {
  const { pdf, picture } = desk;
  if (request.kind === 'data')
    desk.say({
      kind: 'data',
      data: figureData(request.curves, request.precision, request.lastTick),
      turn: request.turn,
    });
  else if (request.kind === 'open') await open(desk, request.bytes);
  else if (request.kind === 'thumbnail' && pdf !== null) await showThumbnail(desk, pdf, request.page);
  else if (request.kind === 'page' && pdf !== null)
    await showPage(desk, pdf, await pageWithPlots(pdf, request.page), request.as);
  else if (request.kind === 'letters' && picture !== null) await readPicture(desk, picture);
  else if (request.kind === 'trace' && picture !== null)
    desk.say({ kind: 'traced', panels: readImage(picture, request.hints), turn: request.turn });
}

/** What reads letters is kept for the next picture; a line that breaks while it is loaded says so, and another try may follow. */
async function readPicture(desk: Desk, picture: RasterImage): Promise<void> {
  try {
    desk.letters ??= await desk.tools.letters();
  } catch {
    desk.say({ kind: 'letters', letters: null });
    return;
  }
  desk.say({ kind: 'letters', letters: readLetters(picture, desk.letters) });
}

async function open(desk: Desk, bytes: ArrayBuffer): Promise<void> {
  await desk.pdf?.close();
  [desk.pdf, desk.picture] = [null, null];
  const kind = fileKind(new Uint8Array(bytes));
  const file = { kind, bytes: bytes.byteLength, sha256: await fingerprint(bytes) };
  if (kind !== 'pdf') {
    desk.say({ kind: 'opened', file: { ...file, pages: null, pdfjs: null } });
    await showPicture(desk, await decoded(bytes), null);
    return;
  }
  const { library, drawing } = await desk.tools.pdf();
  const pdf = await openPdf(library, new Uint8Array(bytes), drawing);
  desk.pdf = pdf;
  desk.say({ kind: 'opened', file: { ...file, pages: pdf.pages, pdfjs: library.version } });
  await showPage(desk, pdf, await pageWithPlots(pdf), 'vector');
}

async function showPage(desk: Desk, file: PdfFile, found: FoundPage, as: Method): Promise<void> {
  const { page, drawing, panels, image } = found;
  const isDrawn = panels.some(({ curves }) => curves.length > 0);
  if (as === 'vector' && !isDrawn && image !== null) {
    const pixels = await file.pixels(page, image.id);
    if (pixels === null) throw new FigureReadingError('broken_file', String(page));
    await showPicture(desk, pixels, page);
    return;
  }
  const scale = as === 'raster' ? AS_PICTURE : Math.min(4, LONG_SIDE / Math.max(drawing.width, drawing.height));
  const context = canvasOf(Math.round(drawing.width * scale), Math.round(drawing.height * scale));
  await file.draw(page, scale, context);
  if (as === 'raster') {
    await showPicture(desk, context.getImageData(0, 0, context.canvas.width, context.canvas.height), page);
    return;
  }
  desk.picture = null;
  const shown: ShownFigure = {
    method: 'vector',
    page,
    width: drawing.width,
    height: drawing.height,
    picture: context.canvas.transferToImageBitmap(),
    panels,
  };
  desk.say({ kind: 'shown', figure: shown }, [shown.picture]);
}

/** A page that cannot be drawn is a page without a picture: the others are still to be chosen from. */
async function showThumbnail({ say }: Desk, file: PdfFile, page: number): Promise<void> {
  const picture = await drawnSmall(file, page).catch(() => null);
  say({ kind: 'thumbnail', thumbnail: { page, picture } }, picture === null ? [] : [picture]);
}

async function drawnSmall(file: PdfFile, page: number): Promise<ImageBitmap> {
  const { width, height } = await file.size(page);
  const scale = SMALL_SIDE / Math.max(width, height);
  const context = canvasOf(Math.round(width * scale), Math.round(height * scale));
  await file.draw(page, scale, context);
  return context.canvas.transferToImageBitmap();
}

async function showPicture(desk: Desk, image: RasterImage, page: number | null): Promise<void> {
  desk.picture = image;
  const { width, height } = image;
  const picture = await createImageBitmap(new ImageData(new Uint8ClampedArray(image.data), width, height));
  desk.say({ kind: 'shown', figure: { method: 'raster', page, width, height, picture, panels: [] } }, [picture]);
}

function canvasOf(width: number, height: number): OffscreenCanvasRenderingContext2D {
  const context = new OffscreenCanvas(Math.max(1, width), Math.max(1, height)).getContext('2d', {
    willReadFrequently: true,
  });
  if (context === null) throw new FigureReadingError('broken_file');
  context.fillStyle = '#fff';
  context.fillRect(0, 0, width, height);
  return context;
}

/** Pixels: a photograph of more is made smaller, because its lines are many pixels thick and reading all of them takes half a minute. */
const ENOUGH_PIXELS = 8_000_000;

/** The pixels of a PNG or JPEG on white, as they are; those of a large photograph smaller. */
async function decoded(bytes: ArrayBuffer): Promise<RasterImage> {
  let bitmap: ImageBitmap;
  try {
    bitmap = await createImageBitmap(new Blob([bytes]), { colorSpaceConversion: 'none' });
  } catch {
    throw new FigureReadingError('broken_file');
  }
  const { width, height } = bitmap;
  if (width * height > MOST_PIXELS)
    throw new FigureReadingError('image_too_large', `${width} × ${height}`, String(MOST_PIXELS));
  const scale = Math.min(1, Math.sqrt(ENOUGH_PIXELS / (width * height)));
  const context = canvasOf(Math.round(width * scale), Math.round(height * scale));
  context.imageSmoothingQuality = 'high';
  context.drawImage(bitmap, 0, 0, context.canvas.width, context.canvas.height);
  bitmap.close();
  return context.getImageData(0, 0, context.canvas.width, context.canvas.height);
}

async function fingerprint(bytes: ArrayBuffer): Promise<string | null> {
  // Browsers keep it from pages that came unprotected, whatever the types say.
  if (!isSecureContext) return null;
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
