import fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import { leaderLine, overlap, type Box } from './label-geometry';
import { candidatesAround, candidatesBeyond, placeLabels, type LabelRequest, type Obstacle } from './label-placement';
import { textWidth, wrapText } from './text-width';

const bounds: Box = { left: 0, top: 0, right: 800, bottom: 400 };
const request = (id: string, x: number, y: number, width = 80) => ({
  id,
  width,
  height: 16,
  candidates: candidatesAround(x, y, 10, width, 16),
});
const marker = (x: number, y: number): Obstacle => ({
  box: { left: x - 6, top: y - 6, right: x + 6, bottom: y + 6 },
  solid: true,
});

describe('placeLabels', () => {
  test('a lonely label stands right of its marker', () => {
    expect(placeLabels([request('a', 100, 100)], [marker(100, 100)], bounds).get('a')).toEqual({
      left: 110,
      top: 92,
      right: 190,
      bottom: 108,
    });
  });

  test('at the right edge it stands on the left', () => {
    expect(placeLabels([request('a', 780, 100)], [], bounds).get('a')?.right).toBe(770);
  });

  test('a label without room is left out, not squeezed in', () => {
    expect(placeLabels([request('a', 20, 10)], [], { left: 0, top: 0, right: 40, bottom: 20 }).has('a')).toBe(false);
  });

  test('nothing solid is ever covered, even where nothing else is free', () => {
    expect(placeLabels([request('a', 100, 100)], [{ box: bounds, solid: true }], bounds).has('a')).toBe(false);
  });

  test('a curve is avoided but may be crossed where there is no other place', () => {
    const curve: Obstacle = { box: { left: 105, top: 96, right: 800, bottom: 104 }, solid: false };
    const free = placeLabels([request('a', 100, 100)], [curve], bounds).get('a');
    expect(free === undefined ? 1 : overlap(free, curve.box)).toBe(0);
    const wall: Obstacle = { box: { left: 0, top: 0, right: 800, bottom: 400 }, solid: false };
    expect(placeLabels([request('a', 100, 100)], [wall], bounds).has('a')).toBe(true);
  });

  test('a curve is left for a place further off, which is not tried without need', () => {
    const near = [{ left: 10, top: 10, cost: 0 }];
    const further = vi.fn(() => [{ left: 400, top: 300, cost: 500 }]);
    const usual = { id: 'a', width: 80, height: 16, candidates: near };
    const one = { ...usual, further };
    expect(placeLabels([one], [], bounds).get('a')?.left).toBe(10);
    expect(further).not.toHaveBeenCalled();
    // A fall of a curve through the near place covers 4 × 16 px of it.
    const fall: Obstacle = { box: { left: 40, top: 0, right: 44, bottom: 100 }, solid: false };
    expect(placeLabels([one], [fall], bounds).get('a')?.left).toBe(400);
    expect(placeLabels([usual], [fall], bounds).get('a')?.left).toBe(10);
    expect(placeLabels([{ ...usual, optional: true }], [fall], bounds).has('a')).toBe(false);
  });

  test('no two labels overlap, none covers a marker or leaves the plot, and the same input gives the same places', () => {
    const points = fc.array(fc.tuple(fc.integer({ min: 0, max: 800 }), fc.integer({ min: 0, max: 400 })), {
      maxLength: 12,
    });
    fc.assert(
      fc.property(points, (list) => {
        const obstacles = list.map(([x, y]) => marker(x, y));
        const place = () => [
          ...placeLabels(
            list.map(([x, y], i) => request(`l${i}`, x, y)),
            obstacles,
            bounds,
          ).values(),
        ];
        const boxes = place();
        expect(place()).toEqual(boxes);
        boxes.forEach((box, i) => {
          for (const other of boxes.slice(i + 1)) expect(overlap(box, other)).toBe(0);
          for (const { box: solid } of obstacles) expect(overlap(box, solid)).toBe(0);
          expect(box.left >= 0 && box.top >= 0 && box.right <= 800 && box.bottom <= 400).toBe(true);
        });
      }),
      { numRuns: 100 },
    );
  });
});

test('a leader joins a marker to a label that stands off, and none to one beside it', () => {
  expect(leaderLine({ left: 112, top: 92, right: 180, bottom: 108 }, 100, 100, 6)).toBeNull();
  expect(leaderLine({ left: 150, top: 92, right: 180, bottom: 108 }, 100, 100, 6)).toMatchObject({
    x1: 108,
    y1: 100,
    x2: 150,
    y2: 100,
  });
});

describe('text widths', () => {
  test('Cyrillic and Latin are measured, semi-bold is wider', () => {
    expect(textWidth('0', 1000)).toBeGreaterThan(500);
    expect(textWidth('Щ', 1000)).toBeGreaterThan(textWidth('г', 1000));
    expect(textWidth('Interfant', 14, 600)).toBeGreaterThan(textWidth('Interfant', 14));
  });
  test('lines keep every word and the width', () => {
    const text = 'Опубликованные показатели — отдельные точки на своём сроке';
    const lines = wrapText(text, 150, 13);
    expect(lines.join(' ')).toBe(text);
    for (const line of lines) expect(textWidth(line, 13)).toBeLessThanOrEqual(150);
  });
});

test('a label too long to stand beside its marker stands above or below its whisker', () => {
  const narrow = { left: 0, top: 0, right: 220, bottom: 200 };
  const candidates = [...candidatesAround(110, 100, 10, 180, 16), ...candidatesBeyond(110, 80, 120, 180, 16)];
  const whisker = { box: { left: 105, top: 80, right: 115, bottom: 120 }, solid: true };
  expect(placeLabels([{ id: 'long', width: 180, height: 16, candidates }], [whisker], narrow).get('long')).toEqual({
    left: 20,
    top: 60,
    right: 200,
    bottom: 76,
  });
});

test('a line to a label crosses no other label where there is another place', () => {
  const between: LabelRequest = { id: 'between', width: 20, height: 10, candidates: [{ left: 40, top: -5, cost: 0 }] };
  const far: LabelRequest = {
    id: 'far',
    width: 20,
    height: 10,
    candidates: [
      { left: 100, top: -5, cost: 0 },
      { left: -10, top: 60, cost: 20 },
    ],
  };
  const bounds = { left: -200, top: -200, right: 200, bottom: 200 };
  expect(placeLabels([between, far], [], bounds).get('far')?.left).toBe(100);
  expect(placeLabels([between, { ...far, marker: { x: 0, y: 0, radius: 5 } }], [], bounds).get('far')?.top).toBe(60);
});

test('two lines to labels do not cross where there is another place', () => {
  const first: LabelRequest = {
    id: 'first',
    width: 20,
    height: 10,
    candidates: [{ left: 60, top: 55, cost: 0 }],
    marker: { x: 0, y: 0, radius: 5 },
  };
  const second: LabelRequest = {
    id: 'second',
    width: 20,
    height: 10,
    candidates: [
      { left: 60, top: -5, cost: 0 },
      { left: -60, top: 100, cost: 20 },
    ],
    marker: { x: 0, y: 60, radius: 5 },
  };
  const bounds = { left: -200, top: -200, right: 200, bottom: 200 };
  // From (0, 0) to the right below and from (0, 60) to the right above: the lines meet at half way.
  expect(placeLabels([second], [], bounds).get('second')?.left).toBe(60);
  expect(placeLabels([first, second], [], bounds).get('second')?.left).toBe(-60);
});

test('a line to a label goes through no marker of another where there is another place', () => {
  const through: LabelRequest = {
    id: 'through',
    width: 60,
    height: 16,
    // Beyond the other marker at the same height, or further off below.
    candidates: [
      { left: -100, top: -8, cost: 0 },
      { left: -60, top: 60, cost: 90 },
    ],
    marker: { x: 0, y: 0, radius: 5 },
  };
  const other: Obstacle = { box: { left: -21, top: -6, right: -9, bottom: 6 }, solid: true, marker: true };
  const bounds = { left: -200, top: -200, right: 200, bottom: 200 };
  expect(placeLabels([through], [], bounds).get('through')?.left).toBe(-100);
  expect(placeLabels([through], [other], bounds).get('through')?.top).toBe(60);
});
