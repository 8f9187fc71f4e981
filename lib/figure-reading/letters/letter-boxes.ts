import { median, type Box } from '../geometry';
import type { Plane } from '../raster/image';

/** Letters that stand together in a picture, in pixels; `height` is that of their digits. */
export type InkWord = Readonly<{ box: Box; height: number }>;

/** Darkness of ink; what is fainter is paper, grid or the noise of a JPEG. */
const INK = 0.3;
/** Pixels: smaller letters cannot be told apart. */
const LOWEST = 5;
/** Of the picture's long side: no label is higher. */
const HIGHEST = 0.05;
/** Of the height of a digit: letters of one number stand nearer. */
const GAP = 0.62;
/** Of the height of a digit: a point or a comma is lower, and stands within the line. */
const POINT = 0.45;

/** What stands together as a number or a word, left to right; `turned` finds what reads upwards. */
export function inkWords(dark: Plane, turned: boolean): InkWord[] {
  const boxes = componentBoxes(dark).map((box) => (turned ? clockwise(box, dark.height) : box));
  const most = Math.max(2 * LOWEST, HIGHEST * Math.max(dark.width, dark.height));
  const fitting = boxes.filter(({ x0, x1, y0, y1 }) => y1 - y0 <= most && x1 - x0 <= 8 * Math.max(LOWEST, y1 - y0));
  const words = wordsOf(fitting.toSorted((a, b) => a.x0 - b.x0));
  return turned ? words.map((word) => ({ ...word, box: anticlockwise(word.box, dark.height) })) : words;
}

const clockwise = ({ x0, x1, y0, y1 }: Box, height: number): Box => ({
  x0: height - y1,
  x1: height - y0,
  y0: x0,
  y1: x1,
});
const anticlockwise = ({ x0, x1, y0, y1 }: Box, height: number): Box => ({
  x0: y0,
  x1: y1,
  y0: height - x1,
  y1: height - x0,
});

/** Of the lower of two letters: those of one word stand beside each other by more. */
const BESIDE = 0.7;
/** A letter this many times as high as another is of another print. */
const OTHER_PRINT = 1.8;

type Open = { box: Box; heights: number[]; top: number; bottom: number };

function wordsOf(pieces: readonly Box[]): InkWord[] {
  const words: Open[] = [];
  for (const piece of pieces) {
    const height = piece.y1 - piece.y0;
    const open = words.findLast((word) => goesOn(word, piece));
    if (open === undefined) {
      words.push({ box: piece, heights: [height], top: piece.y0, bottom: piece.y1 });
      continue;
    }
    open.box = boxAround([open.box, piece]);
    // A point is no letter; where one came first, the first letter says how high the word is.
    if (isPoint(open.heights, height)) continue;
    if (isPoint([height], median(open.heights))) open.heights = [];
    open.heights.push(height);
    [open.top, open.bottom] = [piece.y0, piece.y1];
  }
  return words.flatMap(({ box, heights }) => (median(heights) < LOWEST ? [] : [{ box, height: median(heights) }]));
}

const isPoint = (heights: readonly number[], height: number): boolean => height < POINT * median(heights);

/** Whether a piece of ink goes on with a word: a letter beside its letters, or a point at their foot. */
function goesOn({ box, heights, top, bottom }: Open, piece: Box): boolean {
  const [own, height] = [median(heights), piece.y1 - piece.y0];
  const [high, low] = own > height ? [own, height] : [height, own];
  if (piece.x0 - box.x1 >= GAP * high) return false;
  const shared = Math.min(bottom, piece.y1) - Math.max(top, piece.y0);
  if (shared > BESIDE * low && high < OTHER_PRINT * low) return true;
  const [point, letter] = own > height ? [piece, { y0: top, y1: bottom }] : [{ ...box, y0: top, y1: bottom }, piece];
  return (
    low < POINT * high &&
    point.x1 - point.x0 < POINT * high &&
    point.y0 > letter.y1 - 0.5 * high &&
    point.y1 < letter.y1 + 0.3 * high
  );
}

const boxAround = (boxes: readonly Box[]): Box => ({
  x0: Math.min(...boxes.map(({ x0 }) => x0)),
  x1: Math.max(...boxes.map(({ x1 }) => x1)),
  y0: Math.min(...boxes.map(({ y0 }) => y0)),
  y1: Math.max(...boxes.map(({ y1 }) => y1)),
});

/** The boxes of all pieces of ink whose pixels touch, also at a corner. */
function componentBoxes({ width, height, values }: Plane): Box[] {
  const seen = new Uint8Array(width * height);
  const boxes: Box[] = [];
  const open: number[] = [];
  for (let start = 0; start < values.length; start += 1) {
    if ((values[start] ?? 0) < INK || seen[start] === 1) continue;
    seen[start] = 1;
    open.push(start);
    let [x0, x1, y0, y1] = [width, 0, height, 0];
    for (let at = open.pop(); at !== undefined; at = open.pop()) {
      const [x, y] = [at % width, Math.floor(at / width)];
      [x0, x1, y0, y1] = [Math.min(x0, x), Math.max(x1, x + 1), Math.min(y0, y), Math.max(y1, y + 1)];
      for (let v = Math.max(0, y - 1); v <= Math.min(height - 1, y + 1); v += 1) {
        for (let u = Math.max(0, x - 1); u <= Math.min(width - 1, x + 1); u += 1) {
          const next = v * width + u;
          if (seen[next] === 1 || (values[next] ?? 0) < INK) continue;
          seen[next] = 1;
          open.push(next);
        }
      }
    }
    boxes.push({ x0, x1, y0, y1 });
  }
  return boxes;
}
