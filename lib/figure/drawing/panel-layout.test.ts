import { expect, test } from 'vitest';
import type { PublishedPoint } from '@/lib/comparison/figure/figure-model';
import { layoutPanel } from './panel-layout';
import { textWidth } from './text-width';

const point = (i: number, years: number): PublishedPoint =>
  ({
    estimateId: `e${String(i).padStart(2, '0')}`,
    years,
    percent: 90 - 4 * i,
    interval: null,
    hollow: [],
    drawn: true,
    style: { colour: '#000000', marker: 'circle' },
  }) as unknown as PublishedPoint;

// 80 px a year, 30 px beyond the last one, as files have it.
const scale = {
  x: (years: number) => 40 + 80 * years,
  y: (percent: number) => 250 - 2 * percent,
  frame: { left: 40, right: 40 + 80 * 6 + 30, top: 50, bottom: 250 },
};
const xs = (points: readonly PublishedPoint[]): number[] => {
  const panel = { published: points, joined: [], reconstructed: [], local: null, axis: { endYears: 6 } };
  const options = { labels: {}, local: null, reconstructed: null };
  return layoutPanel(panel as unknown as Parameters<typeof layoutPanel>[0], scale, options)
    .markers.map(({ x }) => x)
    .sort((a, b) => a - b);
};

test('markers of one horizon stand around it, and very many at the last one stay whole in the picture', () => {
  // By hand: three of 14.2 px from each other around 6 years, 520 px, end at 534.2 of 550 px.
  expect(xs([0, 1, 2].map((i) => point(i, 6)))).toEqual([505.8, 520, 534.2].map((x) => expect.closeTo(x, 6)));
  const many = xs(Array.from({ length: 14 }, (_, i) => point(i, 6)));
  // Each 7 px from the next; a marker reaches 5.6 px from its middle and its edge half a px more.
  expect(many.at(-1)).toBeLessThanOrEqual(550 - 6.1);
  expect((many.at(-1) ?? 0) - (many[0] ?? 0)).toBeCloseTo(13 * 7, 6);
});

test('numbers that stand for names are not read as one number', () => {
  const points = Array.from({ length: 8 }, (_, i) => ({ ...point(i, 6), percent: 40 - 0.2 * i }));
  const labels = Object.fromEntries(points.map(({ estimateId }, i) => [estimateId, String(i + 1)]));
  const panel = { published: points, joined: [], reconstructed: [], local: null, axis: { endYears: 6 } };
  const placed = layoutPanel(panel as unknown as Parameters<typeof layoutPanel>[0], scale, {
    labels,
    local: null,
    reconstructed: null,
  }).labels;
  expect(placed.length).toBeGreaterThan(4);
  for (const a of placed)
    for (const b of placed.filter(({ id, box }) => id !== a.id && box.top < a.box.bottom && a.box.top < box.bottom)) {
      // A digit of Inter at 13 px and weight 600 is 8.4 px wide; a third of it is seen as a gap.
      const end = Math.min(a.box.left, b.box.left) + textWidth(a.box.left < b.box.left ? a.text : b.text, 13, 600);
      expect(Math.max(a.box.left, b.box.left) - end, `${a.text} ${b.text}`).toBeGreaterThan(2.8);
    }
});

test('a long name stands beside its own marker, in two lines where one has no room, and never beside that of another', () => {
  // Two pairs of a study with a long name over its control, as the pilot and its historical control at two and four years.
  const at = (id: string, years: number, percent: number, low: number, high: number): PublishedPoint => ({
    ...point(0, years),
    estimateId: id,
    percent,
    interval: { low, high, level: 95, how: 'published', clipped: false },
  });
  const points = [at('a2', 2, 82, 61, 92), at('b2', 2, 49, 43, 56), at('a4', 4, 83, 65, 93), at('b4', 4, 44, 40, 48)];
  const labels = {
    a2: 'Interfant-06 + blinatumomab (pilot) a',
    a4: 'Interfant-06 + blinatumomab (pilot) b',
    b2: 'Interfant-06 a',
    b4: 'Interfant-06 b',
  };
  const wide = {
    ...scale,
    x: (years: number) => 40 + 110 * years,
    frame: { ...scale.frame, right: 40 + 110 * 4 + 30 },
  };
  const panel = { published: points, joined: [], reconstructed: [], local: null, axis: { endYears: 4 } };
  const { markers, labels: placed } = layoutPanel(panel as unknown as Parameters<typeof layoutPanel>[0], wide, {
    labels,
    local: null,
    reconstructed: null,
  });
  expect(placed.map(({ id, text }) => [id, text.replace('\n', ' ')]).sort()).toEqual(Object.entries(labels).sort());
  expect(placed.filter(({ text }) => text.includes('\n')).length).toBeGreaterThan(0);
  for (const { id, text, box } of placed) {
    const away = ({ x, y }: (typeof markers)[number]): number =>
      Math.hypot(Math.max(box.left - x, x - box.right, 0), Math.max(box.top - y, y - box.bottom, 0));
    const nearest = markers.toSorted((a, b) => away(a) - away(b))[0];
    expect(nearest?.id, text).toBe(id);
  }
});
