import { expect, test } from 'vitest';
import { clearOfBox, forestMarks } from './forest';

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

// The interval has 4.5 points of 100 on each side: in 100 px 4.5 px, where the smallest box, of 3.6, leaves 0.9.
test.each([100, 130, 400])('in a plot of %i px the interval is seen on both sides of its box', (width) => {
  const x = (percent: number): number => (percent / 100) * width;
  const marks = forestMarks(clearOfBox(mark, x), { x, middle: 15, top: 0, bottom: 30 });
  const box = marks.find(({ kind }) => kind === 'marker');
  if (box?.kind !== 'marker') throw new Error('no box');
  expect(box.radius).toBeLessThan(x(40.9) - x(36.4));
});

test('where there is room a box keeps its size', () => {
  expect(clearOfBox(mark, (percent) => 10 * percent)).toEqual(mark);
});
