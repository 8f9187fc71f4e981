import { expect, test } from 'vitest';
import { hasVersion } from './if-none-match';

// RFC 9110, 8.8.3.2: the weak comparison; 13.1.2: a list, or `*`.
test.each([
  ['W/"abc"', true],
  ['"abc"', true],
  ['"x", W/"abc"', true],
  ['*', true],
  ['"x"', false],
  ['W/"abcd"', false],
  ['', false],
])('%s is the version W/"abc": %s', (asked, expected) => {
  expect(hasVersion({ headers: { 'if-none-match': asked } }, 'W/"abc"')).toBe(expected);
});

test('who names no version has none', () => {
  expect(hasVersion({ headers: {} }, 'W/"abc"')).toBe(false);
});
