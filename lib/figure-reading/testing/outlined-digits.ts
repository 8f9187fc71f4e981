type Outline = readonly (readonly [number, number])[];

const box = (x0: number, y0: number, x1: number, y1: number): Outline => [
  [x0, y0],
  [x1, y0],
  [x1, y1],
  [x0, y1],
];

/** Digits on a grid of 3 by 5 from the foot upwards, each with the holes that it has in print; the 1 is one cell wide. */
const DIGITS: readonly (readonly Outline[])[] = [
  [box(0, 0, 3, 5), box(1, 1, 2, 4)],
  [box(1, 0, 2, 5)],
  [
    [
      [0, 0],
      [3, 0],
      [3, 0.8],
      [1, 0.8],
      [1, 2],
      [3, 2],
      [3, 5],
      [0, 5],
      [0, 4],
      [2, 4],
      [2, 3],
      [0, 3],
    ],
  ],
  [
    [
      [0, 0],
      [3, 0],
      [3, 5],
      [0, 5],
      [0, 4.2],
      [2, 4.2],
      [2, 3],
      [1, 3],
      [1, 2],
      [2, 2],
      [2, 0.8],
      [0, 0.8],
    ],
  ],
  [
    [
      [2, 0],
      [3, 0],
      [3, 5],
      [2, 5],
      [2, 2.6],
      [1, 2.6],
      [1, 5],
      [0, 5],
      [0, 1.6],
      [2, 1.6],
    ],
  ],
  [
    [
      [0, 0],
      [3, 0],
      [3, 3],
      [1, 3],
      [1, 4],
      [3, 4],
      [3, 5],
      [0, 5],
      [0, 2],
      [2, 2],
      [2, 1],
      [0, 1],
    ],
  ],
  [
    [
      [0, 0],
      [3, 0],
      [3, 3],
      [1, 3],
      [1, 4],
      [3, 4],
      [3, 5],
      [0, 5],
    ],
    box(1, 1, 2, 2),
  ],
  [
    [
      [2, 0],
      [3, 0],
      [3, 5],
      [0, 5],
      [0, 4],
      [2, 4],
    ],
  ],
  [box(0, 0, 3, 5), box(1, 1, 2, 2), box(1, 3, 2, 4)],
  [
    [
      [0, 0],
      [3, 0],
      [3, 5],
      [0, 5],
      [0, 2],
      [2, 2],
      [2, 1],
      [0, 1],
    ],
    box(1, 3, 2, 4),
  ],
];

/** Points of a cell of the grid, and cells from one digit to the next: digits of one width, as a printed table has them. */
const [CELL, PITCH] = [1.44, 4];

/** A number as filled outlines, centred at `x`, its foot at `y`, in the commands of a PDF. */
export function outlinedNumber(number: number, x: number, y: number): string {
  const digits = [...String(number)].map(Number);
  const left = x - (CELL * (PITCH * digits.length - 1)) / 2;
  const placed = digits.map((digit, i) =>
    (DIGITS[digit] ?? [])
      .map((outline) => outline.map(([u, v]) => [left + CELL * (PITCH * i + u), y + CELL * v] as const))
      .map((outline) => `${outline.map(([u, v], k) => `${u} ${v} ${k === 0 ? 'm' : 'l'}`).join(' ')} h`)
      .join(' '),
  );
  return placed.map((path) => `${path} f*`).join('\n');
}
