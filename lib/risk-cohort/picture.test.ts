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
  const name = 'Interfant-06 + блинатумомаб (пилотное BlinFant)';
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
