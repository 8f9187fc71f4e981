import { expect, test } from 'vitest';
import { textWidth } from '@/lib/figure/drawing/text-width';
import { FLOW_TYPE, flowPicture } from './picture';

test('no word passes the edge of the picture, however short the labels and long the names of the protocols', () => {
  const migration = {
    rows: ['HR'],
    columns: ['LR'],
    counts: [[3]],
    n: 3,
    agreement: { n: 3, same: 0, kappa: null },
  } as const;
  const name = 'Interfant-06 + блинатумомаб (пилот BlinFant)';
  const { width, heads, bars } = flowPicture(migration, {
    title: '',
    subtitle: '',
    footer: '',
    first: name,
    second: name,
    bar: (category, n) => `${category}  ${n} (100 %)`,
    band: () => '',
    count: String,
  });
  const texts = [
    ...heads.map(({ text, x, anchor }) => ({ x, anchor, wide: textWidth(text, FLOW_TYPE.head, 600) })),
    ...bars.map(({ label, labelX, anchor }) => ({ x: labelX, anchor, wide: textWidth(label, FLOW_TYPE.label) })),
  ];
  expect(texts).toHaveLength(4);
  for (const { x, anchor, wide } of texts) {
    expect(anchor === 'end' ? x - wide : x).toBeGreaterThanOrEqual(0);
    expect(anchor === 'end' ? x : x + wide).toBeLessThanOrEqual(width);
  }
});

test('where long labels would leave the bands little room they stand in two lines, none upon another', () => {
  const migration = {
    rows: ['HR', 'open', 'not-eligible'],
    columns: ['HR', 'open', 'not-eligible'],
    counts: [
      [40, 1, 0],
      [0, 1, 0],
      [0, 0, 1],
    ],
    n: 43,
    agreement: { n: 43, same: 42, kappa: null },
  } as const;
  const names = new Map<string, string>([
    ['open', 'не определена'],
    ['not-eligible', 'не подлежит включению'],
  ]);
  // The room of a slide of 4 : 3.
  const { width, bars } = flowPicture(
    migration,
    {
      title: '',
      subtitle: '',
      footer: '',
      first: 'Interfant-06',
      second: 'MLL-10',
      bar: (category, n) => `${names.get(category) ?? category}  ${n} (2 %)`,
      band: () => '',
      count: String,
    },
    { width: 574, height: 330 },
  );
  const [left, right] = (['end', 'start'] as const).map((anchor) => bars.filter((bar) => bar.anchor === anchor));
  expect((right?.[0]?.x ?? 0) - (left?.[0]?.x ?? 0)).toBeGreaterThan(0.45 * width);
  for (const side of [left ?? [], right ?? []])
    side.slice(1).forEach((bar, i) => {
      const before = side[i];
      const apart = bar.y + bar.height / 2 - ((before?.y ?? 0) + (before?.height ?? 0) / 2);
      expect(apart).toBeGreaterThanOrEqual((17 * (bar.lines.length + (before?.lines.length ?? 0))) / 2);
    });
});
