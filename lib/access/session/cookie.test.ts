import { expect, test } from 'vitest';
import { namesSession } from './cookie.server';

// The names are those of next-auth 4: `__Secure-` over TLS, and `.0` for the first part of a cookie that is too long for one.
test.each([
  ['next-auth.session-token=a', true],
  ['a=1; __Secure-next-auth.session-token=a', true],
  ['a=1;next-auth.session-token.0=a; next-auth.session-token.1=b', true],
  ['next-auth.csrf-token=a; next-auth.callback-url=b', false],
  ['my-next-auth.session-token=a', false],
  ['', false],
  [null, false],
])('%j names a session: %s', (cookies, names) => {
  expect(namesSession(cookies)).toBe(names);
});
