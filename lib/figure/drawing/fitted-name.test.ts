import { expect, test } from 'vitest';
import { fittedName, textWidth } from './text-width';

test('a name fits its room, shortened with … where it is longer', () => {
  const long = 'High risk: KMT2A rearranged, younger than 6 months, leucocytes of 300 × 10⁹/L or more';
  expect(fittedName('Standard risk', 176, 13)).toBe('Standard risk');
  expect(fittedName(long, 176, 13)).toMatch(/^High risk: KMT2A.*\S…$/u);
  expect(textWidth(fittedName(long, 176, 13), 13, 600)).toBeLessThanOrEqual(176);
  expect(fittedName(long, 1, 13)).toBe('H…');
});
