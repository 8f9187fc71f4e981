import { expect, test } from 'vitest';
import { textWidth } from '@/lib/figure/drawing/text-width';
import { fittedName } from './own-series';

test('a name fits its room, shortened with … where it is longer', () => {
  const long = 'High risk: KMT2A rearranged, younger than 6 months, leucocytes of 300 × 10⁹/L or more';
  expect(fittedName('Standard risk', 176)).toBe('Standard risk');
  expect(fittedName(long, 176)).toMatch(/^High risk: KMT2A.*\S…$/u);
  expect(textWidth(fittedName(long, 176), 13, 600)).toBeLessThanOrEqual(176);
  expect(fittedName(long, 1)).toBe('H…');
});
