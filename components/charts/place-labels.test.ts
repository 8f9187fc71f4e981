import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { overlap, placeLabels, type Anchor } from './place-labels';

const BOUNDS = { left: 0, top: 0, right: 800, bottom: 400 };
const anchor = (x: number, y: number, whiskerHalf = 0, width = 90): Anchor => ({
  x,
  y,
  marker: { left: x - 6, top: y - 6, right: x + 6, bottom: y + 6 },
  whisker: whiskerHalf === 0 ? null : { left: x - 3, top: y - whiskerHalf, right: x + 3, bottom: y + whiskerHalf },
  width,
  height: 14,
});

describe('placeLabels', () => {
  test('a lone label stands to the right, level with its marker, without a leader', () => {
    const [label] = placeLabels([anchor(100, 200)], BOUNDS);
    expect(label).toEqual({ box: { left: 110, top: 193, right: 200, bottom: 207 }, leader: null, clear: true });
  });

  test('at the right edge it stands to the left', () => expect(placeLabels([anchor(780, 200)], BOUNDS)[0]?.box.right).toBeLessThanOrEqual(774));

  test('it does not cover the whisker of a neighbour', () => {
    const anchors = [anchor(100, 200), anchor(140, 205, 80)];
    const label = placeLabels(anchors, BOUNDS)[0];
    const whisker = anchors[1]?.whisker;
    expect(label !== undefined && whisker !== null && whisker !== undefined && overlap(label.box, whisker, 0)).toBe(false);
  });

  test('points at one place get places of their own, and a label set apart has a leader', () => {
    const crowd = Array.from({ length: 10 }, (_, index) => anchor(400, 200 + index));
    const labels = placeLabels(crowd, BOUNDS);
    expect(labels.every((label) => label.clear)).toBe(true);
    expect(labels.some((label) => label.leader !== null)).toBe(true);
  });

  test('says so where no place is free', () => expect(placeLabels([anchor(20, 10), anchor(21, 10)], { left: 0, top: 0, right: 120, bottom: 20 }).some((label) => !label.clear)).toBe(true));

  test('a label called clear covers nothing, and every label stays within the bounds', () => {
    const point = fc.record({ x: fc.integer({ min: 10, max: 790 }), y: fc.integer({ min: 10, max: 390 }), half: fc.constantFrom(0, 30, 60) });
    fc.assert(
      fc.property(fc.array(point, { minLength: 1, maxLength: 20 }), (points) => {
        const anchors = points.map(({ x, y, half }) => anchor(x, y, half));
        const labels = placeLabels(anchors, BOUNDS);
        for (const [index, { box, clear }] of labels.entries()) {
          expect(box.left >= 0 && box.right <= 800 && box.top >= 0 && box.bottom <= 400).toBe(true);
          if (!clear) continue;
          const others = labels.filter((_, other) => other !== index).map((label) => label.box);
          expect([...others, ...anchors.map(({ marker }) => marker)].some((other) => overlap(box, other, 0))).toBe(false);
        }
      }),
      { numRuns: 40, seed: 7 },
    );
  });
});
