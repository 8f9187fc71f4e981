import { isGeometric } from './axes/label-runs';
import { NUMBER_GAP } from './axes/plots';
import { apply, type Matrix, type Place } from './geometry';
import type { PanelHints } from './hints';
import type { Drawing, PlacedImage } from './pdf/drawing';
import { openPdf, type PdfFile } from './pdf/document';
import type { PdfLibrary } from './pdf/library';
import { wordsOf } from './pdf/words';
import { readImage } from './raster/raster-reading';
import type { PanelReading } from './reading';
import { FigureReadingError } from './refusal';
import { readDrawing } from './vector-reading';

/** What was read of one page; `page` counts from 1. */
export type PageReading = Readonly<{ page: number; pages: number; panels: readonly PanelReading[] }>;

/** A longer file is no paper: its reader names the page. */
export const MOST_PAGES = 60;
/** Of the page's width: a smaller image is a logo. */
const SMALLEST_IMAGE = 0.15;

export type FileKind = 'pdf' | 'png' | 'jpeg';

/** The kind of a file by its first bytes, not by its name. */
export function fileKind(bytes: Uint8Array): FileKind {
  if (bytes.length === 0) throw new FigureReadingError('empty_file');
  const starts = (...signature: number[]): boolean => signature.every((byte, i) => bytes[i] === byte);
  if (starts(0x89, 0x50, 0x4e, 0x47)) return 'png';
  if (starts(0xff, 0xd8, 0xff)) return 'jpeg';
  // Some writers put a line before the header; readers accept it within the first kilobyte.
  if (new TextDecoder('latin1').decode(bytes.subarray(0, 1024)).includes('%PDF-')) return 'pdf';
  throw new FigureReadingError('unknown_file_kind', null, 'PDF, PNG, JPEG');
}

/**
 * Reads the plots of a PDF: of the page named, else of the first page that has some. Lines and letters are read as they are;
 * an image inside the file at its own resolution, with `hints`. Throws `FigureReadingError`.
 */
export async function readPdf(
  library: PdfLibrary,
  bytes: Uint8Array,
  options: Readonly<{ page?: number; hints?: readonly PanelHints[] }> = {},
): Promise<PageReading> {
  const file = await openPdf(library, bytes);
  try {
    if (options.page === undefined && file.pages > MOST_PAGES)
      throw new FigureReadingError('too_many_pages', String(file.pages), String(MOST_PAGES));
    const pages = options.page === undefined ? Array.from({ length: file.pages }, (_, i) => i + 1) : [options.page];
    let isLogarithmic = false;
    let imagePage: { page: number; drawing: Drawing; image: PlacedImage } | null = null;
    for (const page of pages) {
      const drawing = await file.drawing(page);
      const panels = readDrawing(drawing);
      if (panels.some(({ curves }) => curves.length > 0)) return { page, pages: file.pages, panels };
      isLogarithmic ||= panels.length === 0 && isGeometric(wordsOf(drawing.glyphs, NUMBER_GAP));
      const image = largestImage(drawing);
      if (imagePage === null && image !== null) imagePage = { page, drawing, image };
      else if (panels.length > 0 && image === null) return { page, pages: file.pages, panels };
    }
    if (imagePage === null) throw new FigureReadingError(isLogarithmic ? 'axis_logarithmic' : 'no_plot');
    if (options.hints === undefined) throw new FigureReadingError('hints_needed', String(imagePage.page));
    return {
      page: imagePage.page,
      pages: file.pages,
      panels: await readPlacedImage(file, imagePage.page, imagePage.image, options.hints),
    };
  } finally {
    await file.close();
  }
}

function largestImage({ images, width }: Drawing): PlacedImage | null {
  const size = ({ place: [a, b, c, d] }: PlacedImage): number => Math.abs(a * d - b * c);
  const large = images.filter(({ place: [a, b] }) => Math.hypot(a, b) > SMALLEST_IMAGE * width);
  return large.toSorted((p, q) => size(q) - size(p))[0] ?? null;
}

async function readPlacedImage(
  file: PdfFile,
  page: number,
  image: PlacedImage,
  hints: readonly PanelHints[],
): Promise<PanelReading[]> {
  const pixels = await file.pixels(page, image.id);
  if (pixels === null) throw new FigureReadingError('broken_file', String(page));
  const toPixels = fromPage(image.place, pixels.width, pixels.height);
  const turned = (at: Place): Place => apply(toPixels, at[0], at[1]);
  const own = hints.map((panel) => ({
    ...panel,
    clicks: panel.clicks.map((click) => ({ ...click, at: turned(click.at) })),
    curves: panel.curves.map((curve) => ({ ...curve, waypoints: curve.waypoints.map(turned) })),
  }));
  return readImage(pixels, own);
}

/** From the page to the pixels of an image that fills the unit square of `place`, whose y runs upwards. */
function fromPage([a, b, c, d, e, f]: Matrix, width: number, height: number): Matrix {
  const determinant = a * d - b * c;
  const [p, q, r, s] = [d / determinant, -b / determinant, -c / determinant, a / determinant];
  const [t, u] = [-(p * e + r * f), -(q * e + s * f)];
  return [p * width, -q * height, r * width, -s * height, t * width, height - u * height];
}
