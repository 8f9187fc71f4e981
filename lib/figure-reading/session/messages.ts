import type { PanelHints } from '../hints';
import type { FoundLetters } from '../letters/read-letters';
import type { CurveReading, Method, PanelReading } from '../reading';
import type { Refusal } from '../refusal';
import type { FigureData } from './arm-data';

/** What a worker is asked: to open a file, to show another page, to take a page as a picture, to draw a page small, to read
 * the letters of a picture, to trace curves in it, or to rebuild data. */
export type FigureRequest = Readonly<
  | { kind: 'open'; bytes: ArrayBuffer }
  | { kind: 'page'; page: number; as: Method }
  | { kind: 'thumbnail'; page: number }
  | { kind: 'letters' }
  | { kind: 'data'; curves: readonly CurveReading[]; precision: number; lastTick: number; turn: number }
  | { kind: 'trace'; hints: readonly PanelHints[]; turn: number }
>;

/** A file by what may be kept of it: not its name. `pages` is null for a picture. */
export type FigureFile = Readonly<{
  kind: 'pdf' | 'png' | 'jpeg';
  pages: number | null;
  bytes: number;
  /** The version of pdf.js, where it was opened with it. */
  pdfjs: string | null;
  /** Null where the browser makes none: the page came over an unprotected connection. */
  sha256: string | null;
}>;

/** The figure as it is shown: `width` and `height` in points (vector) or pixels (raster), `picture` finer or as it is. */
export type ShownFigure = Readonly<{
  method: Method;
  page: number | null;
  width: number;
  height: number;
  picture: ImageBitmap;
  /** A vector page's plots; empty for a picture until it is traced. */
  panels: readonly PanelReading[];
}>;

/** A page drawn small, to be chosen by its look; null where it cannot be drawn. */
export type Thumbnail = Readonly<{ page: number; picture: ImageBitmap | null }>;

/** `turn` says which request for a tracing or for data is answered: the latest counts. */
export type FigureMessage = Readonly<
  | { kind: 'opened'; file: FigureFile }
  | { kind: 'shown'; figure: ShownFigure }
  | { kind: 'thumbnail'; thumbnail: Thumbnail }
  /** Null where what reads letters could not be loaded. */
  | { kind: 'letters'; letters: FoundLetters | null }
  | { kind: 'traced'; panels: readonly PanelReading[]; turn: number }
  | { kind: 'data'; data: FigureData; turn: number }
  | { kind: 'refused'; refusal: Refusal }
>;
