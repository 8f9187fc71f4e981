import { expect, test } from 'vitest';
import { fittedLines, fittedName, fittedNames, textWidth } from './text-width';

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

test('a long name stands in two lines as equal as its words allow, and is shortened only beyond them', () => {
  expect(fittedLines('MLL-10', 100, 15)).toBe('MLL-10');
  expect(fittedLines('Dmitry Rogachev Center infant cohort', 200, 15)).toBe('Dmitry Rogachev\nCenter infant cohort');
  const long = fittedLines('Interfant-06: early intensification and transplantation after induction', 150, 15).split(
    '\n',
  );
  expect(long).toHaveLength(2);
  expect(long[1]).toMatch(/…$/u);
  for (const line of long) expect(textWidth(line, 15, 600)).toBeLessThanOrEqual(150);
  // One word has no second line.
  expect(fittedLines('Immunophänotypisierungsstudie', 100, 15)).toMatch(/^Immuno[^\n]*…$/u);
});
