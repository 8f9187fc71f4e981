import { expect, test } from 'vitest';
import { fittedName, fittedNames, textWidth } from './text-width';

test('a name fits its room, shortened with … where it is longer', () => {
  const long = 'High risk: KMT2A rearranged, younger than 6 months, leucocytes of 300 × 10⁹/L or more';
  expect(fittedName('Standard risk', 176, 13)).toBe('Standard risk');
  expect(fittedName(long, 176, 13)).toMatch(/^High risk: KMT2A.*\S…$/u);
  expect(textWidth(fittedName(long, 176, 13), 13, 600)).toBeLessThanOrEqual(176);
  expect(fittedName(long, 1, 13)).toBe('H…');
});

test.each([
  ['at their end', (n: number) => `Stratum ${n}`],
  ['at the end of a long name', (n: number) => `Infants with KMT2A rearrangement and high white cells, stratum ${n}`],
  [
    'in the middle of a long name',
    (n: number) => `Infants of the stratum number ${n} with KMT2A rearrangement and high white cells`,
  ],
])('different names never look the same: those that differ %s', (_, name) => {
  const names = Array.from({ length: 12 }, (__, index) => name(index + 1));
  for (const room of [90, 130, 200]) {
    const short = fittedNames(names, room, 13);
    expect(new Set(short).size).toBe(12);
    short.forEach((one, index) => expect(one).toContain(String(index + 1)));
    expect(Math.max(...short.map((one) => textWidth(one, 13, 600)))).toBeLessThanOrEqual(room);
  }
});
