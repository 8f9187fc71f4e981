import { apply, boxOf, multiply, type Box, type Matrix } from '../geometry';
import type { Drawing } from './drawing';

/** The turn of a page by quarters clockwise, and back. */
export function quarterTurn({ width, height }: Readonly<{ width: number; height: number }>, quarters: number): Matrix {
  const turns: Matrix[] = [
    [1, 0, 0, 1, 0, 0],
    [0, 1, -1, 0, height, 0],
    [-1, 0, 0, -1, width, height],
    [0, -1, 1, 0, 0, width],
  ];
  return turns[((quarters % 4) + 4) % 4] ?? [1, 0, 0, 1, 0, 0];
}

/** The drawing with its page turned, for figures that are printed sideways. */
export function turnedDrawing(drawing: Drawing, quarters: number): Drawing {
  if (quarters % 4 === 0) return drawing;
  const matrix = quarterTurn(drawing, quarters);
  const box = ({ x0, y0, x1, y1 }: Box): Box => boxOf([apply(matrix, x0, y0), apply(matrix, x1, y1)]);
  const odd = quarters % 2 !== 0;
  return {
    width: odd ? drawing.height : drawing.width,
    height: odd ? drawing.width : drawing.height,
    strokes: drawing.strokes.map((stroke) => ({
      ...stroke,
      places: stroke.places.map(([x, y]) => apply(matrix, x, y)),
      box: box(stroke.box),
      clip: box(stroke.clip),
    })),
    fills: drawing.fills.map((fill) => ({
      ...fill,
      outlines: fill.outlines.map((outline) => outline.map(([x, y]) => apply(matrix, x, y))),
      box: box(fill.box),
      clip: box(fill.clip),
    })),
    glyphs: drawing.glyphs.map((glyph) => {
      const [x, y] = apply(matrix, glyph.x, glyph.y);
      return { ...glyph, x, y, angle: (glyph.angle + 90 * quarters) % 360 };
    }),
    images: drawing.images.map((image) => ({ ...image, place: multiply(matrix, image.place) })),
  };
}
