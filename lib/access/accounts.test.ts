import { expect, test } from 'vitest';
import { NewAccount } from './accounts.server';

const account = { email: 'Anna.Jeremina@clinic.example', displayName: 'Anna', role: 'curator', site: null };

test.each([
  ['short', 'must have at least 12 characters'],
  ['x'.repeat(201), 'must have at most 200 characters'],
  ['password1234', 'must not be a well-known password'],
  ['Jeremina-2026!', 'must not be made of the name or the address'],
])('an account is not made with the password %s: %s', (password, message) => {
  const { error } = NewAccount.safeParse({ ...account, password });
  expect(error?.issues).toMatchObject([{ path: ['password'], message }]);
});

test('an account is made with any other, and its address is kept in small letters', () => {
  const { data } = NewAccount.safeParse({ ...account, password: 'a horse that counts to nine' });
  expect(data?.email).toBe('anna.jeremina@clinic.example');
});
