import { expect, test } from 'vitest';
import { markBands } from './frame';

test('that a figure is internal and that its patients are made up stand under one another: neither covers the other', () => {
  const { svg, height } = markBands({ internal: 'INTERNAL', madeUp: 'Made up' });
  // One band is 38 px high and its words stand 24.5 px below its upper edge, so the second's stand at 38 + 24.5.
  const words = [...svg.matchAll(/translate\(0 (?<top>\d+)\).*?<text [^>]*y="(?<y>[\d.]+)"[^>]*>(?<text>[^<]+)</gu)];
  expect(words.map(({ groups }) => [groups?.['text'], Number(groups?.['top']) + Number(groups?.['y'])])).toEqual([
    ['INTERNAL', 24.5],
    ['Made up', 62.5],
  ]);
  expect(height).toBe(76);
  const ids = [...svg.matchAll(/id="([^"]+)"/gu)].map(([, id]) => id);
  expect(new Set(ids).size).toBe(ids.length);
});

test('a single one stands at the upper edge, and where nothing is marked there is no band', () => {
  expect(markBands({ madeUp: 'Made up' })).toMatchObject({ height: 38 });
  expect(markBands({ madeUp: null })).toEqual({ svg: '', height: 0 });
});
