import type { Box, Matrix, Place } from '../geometry';

/** A line as it was drawn, bends flattened, places as a viewer shows the page. `clip` is what the page shows of it. */
export type Stroke = Readonly<{
  places: readonly Place[];
  box: Box;
  colour: string;
  width: number;
  dash: readonly number[];
  clip: Box;
}>;

/** A filled outline; letters drawn as outlines are fills too. */
export type Fill = Readonly<{ outlines: readonly (readonly Place[])[]; box: Box; colour: string; clip: Box }>;

/** One letter: `x`, `y` its start on the base line, `angle` of reading in degrees clockwise (0 upright, 270 read upwards). */
export type Glyph = Readonly<{
  text: string;
  x: number;
  y: number;
  advance: number;
  size: number;
  angle: number;
  colour: string;
}>;

/** An image on the page: `place` maps its unit square (y upwards) to the page; `id` is the name under which pdf.js keeps it. */
export type PlacedImage = Readonly<{ id: string; place: Matrix; pixels: { width: number; height: number } }>;

export type Drawing = Readonly<{
  width: number;
  height: number;
  strokes: Stroke[];
  fills: Fill[];
  glyphs: Glyph[];
  images: PlacedImage[];
}>;

/** Colour, width and dash: lines that look alike. */
export function styleOf({ colour, width, dash }: Stroke): string {
  return `${colour} ${width.toFixed(2)} ${dash.map((length) => length.toFixed(1)).join(',')}`;
}
