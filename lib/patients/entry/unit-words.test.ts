import { expect, test } from 'vitest';
import { readNumber } from '../../numbers/read-number';
import { withoutUnit, type RecordedUnit } from './unit-words';

const read = (text: string, unit: RecordedUnit): unknown => {
  const reading = readNumber(withoutUnit(text, unit), { decimal: 'either' });
  return 'value' in reading ? reading.value : reading.problem;
};

test.each([
  ['45 ×10⁹/л', 45],
  ['45,5×10^9/л', 45.5],
  ['45\u00a0x10^9/L', 45],
  ['45 · 10⁹/л', 45],
  ['45 х10*9/л', 45],
  ['45 10⁹/L', 45],
  ['45 Г/л', 45],
  ['45G/L', 45],
  ['45 тыс./мкл', 45],
  ['45 тыс в мкл', 45],
  ['45 K/µL', 45],
  ['1 234,5', 1234.5],
  // Another unit, and a power of ten without one: nothing is converted and nothing dropped.
  ['45 000/мкл', 'not-a-number'],
  ['45 000 /mm3', 'not-a-number'],
  ['120 г/дл', 'not-a-number'],
  ['45109/л', 'not-a-number'],
  ['45 109/л', 'not-a-number'],
  ['45 ×10⁶/л', 'not-a-number'],
  ['45 ×10¹²/л', 'not-a-number'],
  ['45×10^9', 45e9],
  ['×10⁹/л', 'not-a-number'],
  ['10⁹/л', 'not-a-number'],
  ['<45 ×10⁹/л', 'not-one-number'],
])('%j as a count of leukocytes is %s', (text, value) => {
  expect(read(text, 'wbc')).toBe(value);
});

test.each([
  ['0,01 %', 0.01],
  ['10⁻² %', 0.01],
  ['0.01%', 0.01],
  ['5×10⁻⁴ процента', 0.0005],
  ['0,01 ‰', 'not-a-number'],
])('%j as a percentage is %s', (text, value) => {
  expect(read(text, 'percent')).toBe(value);
});

test.each([
  ['1000/мкл', 1000],
  ['1 000 кл/мкл', 1000],
  ['1000 per µL', 1000],
  ['1000 в мкл', 1000],
  ['1000/л', 'not-a-number'],
  ['1 тыс./мкл', 'not-a-number'],
])('%j as blasts a microlitre is %s', (text, value) => {
  expect(read(text, 'blasts')).toBe(value);
});
