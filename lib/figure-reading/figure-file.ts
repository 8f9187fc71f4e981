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

/** What a page shows: its plots as they were drawn, and an image that may hold others. */
export type FoundPage = Readonly<{
  page: number;
  drawing: Drawing;
  panels: readonly PanelReading[];
  image: PlacedImage | null;
}>;

/** The page named, whatever it shows; else the first page with curves, else the first with a picture. */
export async function pageWithPlots(file: PdfFile, named?: number): Promise<FoundPage> {
  if (named === undefined && file.pages > MOST_PAGES)
    throw new FigureReadingError('too_many_pages', String(file.pages), String(MOST_PAGES));
  const pages = named === undefined ? Array.from({ length: file.pages }, (_, i) => i + 1) : [named];
  let isLogarithmic = false;
  let pictured: FoundPage | null = null;
  for (const page of pages) {
    const drawing = await file.drawing(page);
    const panels = readDrawing(drawing);
    const found: FoundPage = { page, drawing, panels, image: largestImage(drawing) };
    if (panels.some(({ curves }) => curves.length > 0)) return found;
    isLogarithmic ||= panels.length === 0 && isGeometric(wordsOf(drawing.glyphs, NUMBER_GAP));
    if (pictured === null && found.image !== null) pictured = found;
    else if (panels.length > 0 && found.image === null) return found;
  }
  if (pictured === null) throw new FigureReadingError(isLogarithmic ? 'axis_logarithmic' : 'no_plot');
  return pictured;
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
    const { page, panels, image } = await pageWithPlots(file, options.page);
    if (panels.some(({ curves }) => curves.length > 0) || image === null) return { page, pages: file.pages, panels };
    if (options.hints === undefined) throw new FigureReadingError('hints_needed', String(page));
    return { page, pages: file.pages, panels: await readPlacedImage(file, page, image, options.hints) };
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
