import { expect, test } from 'vitest';
import { boxesClear, forestMarks, numberedTicks } from './forest';

const mark = {
  kind: 'marker',
  percent: 36.4,
  low: 31.9,
  high: 40.9,
  dashed: false,
  open: false,
  size: 1,
  style: { colour: 0, shape: 'square' },
} as const;

const radiusOf = (size: number, x: (percent: number) => number): number => {
  const box = forestMarks({ ...mark, size }, { x, middle: 15, top: 0, bottom: 30 }).find(
    ({ kind }) => kind === 'marker',
  );
  if (box?.kind !== 'marker') throw new Error('no box');
  return box.radius;
};

// The interval has 4.5 points of 100 on each side: in 100 px 4.5 px, where the smallest box, of 3.6, leaves 0.9.
test.each([100, 130, 400])('in a plot of %i px the interval is seen on both sides of its box', (width) => {
  const x = (percent: number): number => (percent / 100) * width;
  expect(radiusOf(boxesClear([mark], x), x)).toBeLessThan(x(40.9) - x(36.4));
});

// Digits of 13 px are about 8 px wide: of 22.5 px between 75 and 100 twenty are taken, and 6.5 have to stay free.
test('where numbers of the axis come too near every second one stands', () => {
  expect(numberedTicks(90, 13)).toEqual([0, 50, 100]);
  expect(numberedTicks(400, 13)).toEqual([0, 25, 50, 75, 100]);
});

test('where there is room boxes keep their size', () => {
  expect(boxesClear([mark], (percent) => 10 * percent)).toBe(1);
});

// Interfant-06 has 476 patients and a narrower interval than Interfant-99 with 314: its box stays the larger one.
test('in a narrow plot more patients keep the larger box, in the same proportion', () => {
  const x = (percent: number): number => 1.5 * percent;
  const fewer = { ...mark, percent: 36.9, low: 30.8, high: 43, size: 314 / 476 };
  const share = boxesClear([mark, fewer], x);
  expect(share).toBeLessThan(1);
  // 6.75 px from the estimate to its limit, 3 of them seen: half a side of 3.75 instead of 9, whose area is 0.1736 of it.
  expect(share).toBeCloseTo((3.75 / 9) ** 2, 6);
  expect(radiusOf(share, x)).toBeGreaterThan(radiusOf(share * fewer.size, x));
});
