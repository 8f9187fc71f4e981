import { apply, type Matrix, type Place } from '../geometry';

/** pdf.js packs a path as numbers: an operator, then its coordinates. */
const [MOVE, LINE, CUBIC, QUADRATIC, CLOSE] = [0, 1, 2, 3, 4] as const;
/** Pieces a bend is cut into: steps are straight, so bends are letters, circles and smooth curves, which need no more. */
const PIECES = 8;

export type Subpath = { places: Place[]; closed: boolean };

/** The subpaths of a path on the page, bends flattened. */
export function subpaths(data: ArrayLike<number>, matrix: Matrix): Subpath[] {
  const found: Subpath[] = [];
  let current: Subpath | null = null;
  let [x, y] = [0, 0];
  const at = (i: number): number => data[i] ?? 0;
  const add = (px: number, py: number): void => {
    if (current === null) {
      current = { places: [apply(matrix, x, y)], closed: false };
      found.push(current);
    }
    current.places.push(apply(matrix, px, py));
  };
  for (let i = 0; i < data.length; ) {
    const operator = at(i);
    if (operator === MOVE) {
      [x, y] = [at(i + 1), at(i + 2)];
      current = { places: [apply(matrix, x, y)], closed: false };
      found.push(current);
      i += 3;
    } else if (operator === LINE) {
      add(at(i + 1), at(i + 2));
      [x, y] = [at(i + 1), at(i + 2)];
      i += 3;
    } else if (operator === CUBIC || operator === QUADRATIC) {
      const count = operator === CUBIC ? 6 : 4;
      const controls = Array.from({ length: count }, (_, k) => at(i + 1 + k));
      for (const [px, py] of flattened(x, y, controls)) add(px, py);
      [x, y] = [at(i + count - 1), at(i + count)];
      i += count + 1;
    } else if (operator === CLOSE) {
      const open: Subpath | null = current ?? found.at(-1) ?? null;
      if (open !== null && !open.closed) {
        const first: Place | undefined = open.places[0];
        const last: Place | undefined = open.places.at(-1);
        if (first !== undefined && last !== undefined && (first[0] !== last[0] || first[1] !== last[1]))
          open.places.push(first);
        open.closed = true;
      }
      current = null;
      i += 1;
    } else return found;
  }
  return found.filter((subpath) => subpath.places.length > 1);
}

function flattened(x: number, y: number, controls: readonly number[]): Place[] {
  const [x1, y1, x2, y2, x3, y3] = controls as [number, number, number, number, number?, number?];
  return Array.from({ length: PIECES }, (_, k) => {
    const t = (k + 1) / PIECES;
    const u = 1 - t;
    if (x3 === undefined || y3 === undefined)
      return [u * u * x + 2 * u * t * x1 + t * t * x2, u * u * y + 2 * u * t * y1 + t * t * y2] as const;
    const [a, b, c, d] = [u * u * u, 3 * u * u * t, 3 * u * t * t, t * t * t];
    return [a * x + b * x1 + c * x2 + d * x3, a * y + b * y1 + c * y2 + d * y3] as const;
  });
}
