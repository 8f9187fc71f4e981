import { expect, test } from 'vitest';
import { dayOfCourse } from './day-of-course';

test.each([
  ['d33', '2024-04-07'],
  ['+33', '2024-04-07'],
  ['д 33', '2024-04-07'],
  ['D0', '2024-03-05'],
  ['33', null],
  ['d', null],
])('“%s” after 5 March 2024 is %s', (typed, day) => expect(dayOfCourse(typed, '2024-03-05', '2026-11-28')).toBe(day));

test('there is none without a day to count from', () => {
  expect(dayOfCourse('d33', '2024-03', '2026-11-28')).toBeNull();
  expect(dayOfCourse('d33', undefined, '2026-11-28')).toBeNull();
});
