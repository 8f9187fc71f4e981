import { expect, test } from 'vitest';
import { checkedValues } from './checked-values';

test('shares of patients are told in percent, patients as they are counted', () => {
  expect(checkedValues({ check: 'not-rising', values: [46, 46.4] }, 'en')).toBe('46\u202f%; 46.4\u202f%');
  expect(checkedValues({ check: 'not-rising', values: [81.6, 83.3] }, 'ru')).toBe('81,6\u202f%; 83,3\u202f%');
  expect(checkedValues({ check: 'events-within-n', values: [12, 11] }, 'ru')).toBe('12; 11');
});
