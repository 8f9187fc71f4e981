import type { Box, Place } from '../geometry';
import { boxOf } from '../geometry';
import type { Fill } from '../pdf/drawing';

/** A letter that was written as an outline: its picture on a small grid, as it stands when it is read. */
export type LetterShape = Readonly<{
  box: Box;
  colour: string;
  holes: number;
  aspect: number;
  picture: Uint8Array;
  group: number;
}>;

const [COLUMNS, ROWS] = [10, 14];
/** In points. */
const [SMALLEST, LARGEST] = [0.4, 16];
/** Cells of the picture that may differ within one letter of one font. */
const DIFFERENT = 6;

/** The letters among the fills of a page, and which of them are the same letter. `turned` reads upwards. */
export function letterShapes(fills: readonly Fill[], turned: boolean): LetterShape[] {
  const shapes = fills.flatMap((fill) => lettersOf(fill).map((outlines) => shapeOf(outlines, fill.colour, turned)));
  const examples: LetterShape[] = [];
  return shapes.flatMap((shape) => {
    if (shape === null) return [];
    const example = examples.find((other) => isSameLetter(shape, other));
    const group = example?.group ?? examples.length;
    if (example === undefined) examples.push({ ...shape, group });
    return [{ ...shape, group }];
  });
}

/** The outlines of one fill, those of one letter together: a hole lies inside, the dot of an i above. */
function lettersOf(fill: Fill): (readonly Place[])[][] {
  const letters: { box: Box; outlines: (readonly Place[])[] }[] = [];
  for (const outline of fill.outlines) {
    const box = boxOf(outline);
    if (box.x1 - box.x0 > LARGEST || box.y1 - box.y0 > LARGEST) return [];
    const open = letters.find((letter) => contains(letter.box, box) || contains(box, letter.box));
    if (open === undefined) letters.push({ box, outlines: [outline] });
    else {
      open.outlines.push(outline);
      open.box = boxOf([
        [open.box.x0, open.box.y0],
        [open.box.x1, open.box.y1],
        [box.x0, box.y0],
        [box.x1, box.y1],
      ]);
    }
  }
  return letters.map(({ outlines }) => outlines);
}

const contains = (outer: Box, inner: Box): boolean =>
  inner.x0 >= outer.x0 && inner.x1 <= outer.x1 && inner.y0 >= outer.y0 && inner.y1 <= outer.y1;

function shapeOf(
  outlines: readonly (readonly Place[])[],
  colour: string,
  turned: boolean,
): (Omit<LetterShape, 'group'> & { group: number }) | null {
  const box = boxOf(outlines.flat());
  // Upwards is to the right once the page is turned by a quarter clockwise.
  const read = turned ? outlines.map((outline) => outline.map(([x, y]): Place => [-y, x])) : outlines;
  const upright = boxOf(read.flat());
  const [width, height] = [upright.x1 - upright.x0, upright.y1 - upright.y0];
  if (Math.max(width, height) < SMALLEST) return null;
  const picture = new Uint8Array(COLUMNS * ROWS);
  for (let row = 0; row < ROWS; row += 1) {
    for (let column = 0; column < COLUMNS; column += 1) {
      const [x, y] = [upright.x0 + ((column + 0.5) / COLUMNS) * width, upright.y0 + ((row + 0.5) / ROWS) * height];
      picture[row * COLUMNS + column] = isInside(read, x, y) ? 1 : 0;
    }
  }
  return { box, colour, holes: outlines.length - 1, aspect: width / Math.max(height, 0.1), picture, group: -1 };
}

function isInside(outlines: readonly (readonly Place[])[], x: number, y: number): boolean {
  let inside = false;
  for (const outline of outlines) {
    for (let i = 0, k = outline.length - 1; i < outline.length; k = i, i += 1) {
      const [[ax, ay], [bx, by]] = [outline[i] ?? [0, 0], outline[k] ?? [0, 0]];
      if (ay > y !== by > y && x < ((bx - ax) * (y - ay)) / (by - ay) + ax) inside = !inside;
    }
  }
  return inside;
}

function isSameLetter(a: Pick<LetterShape, 'holes' | 'aspect' | 'picture' | 'box'>, b: LetterShape): boolean {
  if (a.holes !== b.holes || Math.abs(a.aspect - b.aspect) > 0.08) return false;
  let different = 0;
  a.picture.forEach((cell, i) => (different += cell === b.picture[i] ? 0 : 1));
  return different <= DIFFERENT;
}
