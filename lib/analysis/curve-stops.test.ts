import { expect, test } from 'vitest';
import { nextStop, type Stop } from './curve-stops';

const corner = (time: number) => ({ time, percent: 100 - time, low: null, high: null });
const CURVES = [
  [corner(0), corner(2), corner(5)],
  [corner(0), corner(3)],
];
const after = (keys: readonly string[], from: Stop = { curve: 0, corner: 0 }): Stop =>
  keys.reduce((stop, key) => nextStop(key, stop, CURVES) ?? stop, from);

test('left and right go from corner to corner, and no further than the curve', () => {
  expect(after(['ArrowLeft'])).toEqual({ curve: 0, corner: 0 });
  expect(after(['ArrowRight', 'ArrowRight', 'ArrowRight'])).toEqual({ curve: 0, corner: 2 });
  expect(after(['End', 'ArrowLeft'])).toEqual({ curve: 0, corner: 1 });
  expect(after(['End', 'Home'])).toEqual({ curve: 0, corner: 0 });
});

test('up and down change the curve and keep the time', () => {
  // At 2 the second curve still stands at its first corner, at 5 it has passed its step at 3.
  expect(after(['ArrowRight', 'ArrowDown'])).toEqual({ curve: 1, corner: 0 });
  expect(after(['End', 'ArrowDown'])).toEqual({ curve: 1, corner: 1 });
  expect(after(['End', 'ArrowDown', 'ArrowDown'])).toEqual({ curve: 1, corner: 1 });
  expect(after(['End', 'ArrowDown', 'ArrowUp'])).toEqual({ curve: 0, corner: 1 });
});

test('other keys are left to the page', () => {
  expect(nextStop('Tab', { curve: 0, corner: 0 }, CURVES)).toBeNull();
});
