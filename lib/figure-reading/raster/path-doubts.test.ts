import { expect, test } from 'vitest';
import { plane } from './image';
import { sharedDoubts, stayingDoubts } from './left-over';
import { fallsAside, pathDoubts, wholeWhereMostly } from './path-doubts';

test('a curve that is doubted for more than seven tenths is doubted whole, for the reason of its longest stretch', () => {
  const few = [{ from: 10, to: 50, doubt: 'gap' }] as const;
  expect(wholeWhereMostly(few, 100)).toEqual(few);
  const most = [...few, { from: 60, to: 95, doubt: 'hidden' }] as const;
  expect(wholeWhereMostly(most, 100)).toEqual([{ from: 0, to: 100, doubt: 'gap' }]);
  // What lies behind the end is no part of the curve, and stays doubted.
  const behind = [...few, { from: 80, to: 200, doubt: 'end_unclear' }] as const;
  expect(wholeWhereMostly(behind, 100)).toEqual(behind);
});

/** The doubts of a path of so many columns that falls by `falls` from column 20 on, with all its ink and no other way. */
function doubtsOf(falls: readonly number[]): unknown {
  const through = plane(60, 100);
  through.values.fill(Infinity);
  const level = Int32Array.from(
    { length: 60 },
    (_, x) => 10 + falls.reduce((sum, fall, k) => sum + (20 + k <= x ? fall : 0), 0),
  );
  const field = { path: { level, last: 59, cost: 0 }, through };
  return pathDoubts(field, new Float32Array(60).fill(1), plane(60, 100), { off: 12, shift: 2, dashes: false }, 60);
}

test('steps that melt into a slope are doubted; one upright line with the grey of its edges is not', () => {
  // 24 pixels, twice what may be off: in six columns, or nearly all in two. Of the six, the first window with five of them
  // begins at column 19 and the last ends at 26; two pixels more on each side, and one before a fall.
  expect(doubtsOf([4, 4, 4, 4, 4, 4])).toEqual([{ from: 16, to: 29, doubt: 'other_path' }]);
  expect(doubtsOf([1, 12, 10, 1])).toEqual([]);
});

test('two curves that both find their ink in one line are doubted there, and not where only one of them does', () => {
  const line = (at: number, ink: (x: number) => number) => ({
    level: Int32Array.from({ length: 100 }, (_, x) => (x < 50 ? at : at + 20)),
    support: Float32Array.from({ length: 100 }, (_, x) => ink(x)),
    end: 100,
    thickness: 2,
  });
  const own = line(10, () => 1);
  expect(sharedDoubts(own, [line(12, (x) => (x < 30 ? 1 : 0))])).toEqual([{ from: 0, to: 30, doubt: 'curves_alike' }]);
  expect(sharedDoubts(own, [line(12, () => 0), line(13, () => 1)])).toEqual([]);
});

test('a fall that was found aside from where the path falls is doubted in between', () => {
  const level = Int32Array.from({ length: 40 }, (_, x) => (x < 20 ? 10 : 30));
  const found = (x: number, thickness = 4): unknown =>
    fallsAside(
      [
        { x: 0, y: 10.5 },
        { x, y: 30.5 },
      ],
      level,
      { off: 12, shift: 3, dashes: false },
      thickness,
      40,
    );
  expect(found(21)).toEqual([]);
  // Two columns, half the line, are none; of the four after the fall at 20 the last two are farther off.
  expect(found(24)).toEqual([
    { from: 20, to: 25, doubt: 'other_path' },
    { from: 21, to: 26, doubt: 'other_path' },
  ]);
  // Half of a thick line is more than a fall may stand aside.
  expect(found(24, 12)).toEqual(found(24));
});

test('a fall is doubted where a line that is no other curve’s stays at the level before it', () => {
  // The path falls from row 20 to row 40 at column 50; a line of row 20 goes on to column 70.
  const dark = plane(100, 80);
  for (let x = 0; x < 70; x += 1) dark.values[20 * 100 + x] = 0.3;
  const curve = (after: number) => ({
    level: Int32Array.from({ length: 100 }, (_, x) => (x < 50 ? 20 : after)),
    end: 100,
    thickness: 2,
  });
  expect(stayingDoubts(dark, curve(40), [], 5)).toEqual([{ from: 49, to: 69, doubt: 'other_path' }]);
  // Another curve lies there; the fall is no more than what may be off; the line is the arm of a mark.
  expect(stayingDoubts(dark, curve(40), [curve(20)], 5)).toEqual([]);
  expect(stayingDoubts(dark, curve(25), [], 5)).toEqual([]);
  for (let x = 58; x < 70; x += 1) dark.values[20 * 100 + x] = 0;
  expect(stayingDoubts(dark, curve(40), [], 5)).toEqual([]);
});
