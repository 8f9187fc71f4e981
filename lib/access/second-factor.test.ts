import { beforeAll, describe, expect, test, vi } from 'vitest';
import { Secret } from 'otpauth';
import { newRecoveryCodes, newSecret, readRecoveryCode, seal, stepOfCode, unseal } from './second-factor.server';

beforeAll(() => {
  vi.stubEnv('APP_DATABASE_URL', 'postgresql://nowhere');
  vi.stubEnv('PUBLIC_URL', 'http://localhost');
  vi.stubEnv('SESSION_SECRET', 'only-for-this-test-run-0123456789abcdef');
});

describe('a code', () => {
  const secret = Secret.fromUTF8('12345678901234567890').base32;

  // The last six digits of RFC 6238, appendix B, for SHA-1.
  test.each([
    [59, '287082', 1],
    [1111111109, '081804', 37037036],
    [1234567890, '005924', 41152263],
    [20000000000, '353130', 666666666],
  ])('at second %i is %s, of step %i', (second, code, step) => {
    expect(stepOfCode(secret, code, second * 1000)).toBe(step);
    expect(stepOfCode(secret, ` ${code.slice(0, 3)} ${code.slice(3)}`, (second + 30) * 1000)).toBe(step);
    expect(stepOfCode(secret, code, (second + 90) * 1000)).toBeNull();
  });

  test('that is none belongs to no step', () => {
    for (const code of ['', 'abcdef', '28708', '2870822']) expect(stepOfCode(secret, code, 59_000)).toBeNull();
  });
});

test('recovery codes are ten different ones, read however they are typed', () => {
  const codes = newRecoveryCodes();
  expect(new Set(codes).size).toBe(10);
  for (const code of codes) expect(readRecoveryCode(` ${code.toLowerCase().replaceAll('-', ' ')} `)).toBe(code);
  expect(readRecoveryCode('oooo-iiii-llll')).toBe('0000-1111-1111');
  expect(readRecoveryCode('287082')).toBeNull();
});

test('a sealed secret opens with the same key only, and does not show itself', () => {
  const { secret, uri } = newSecret('anna@clinic.example');
  expect(uri).toContain(`secret=${secret}`);
  const sealed = seal(secret);
  expect(sealed).not.toContain(secret);
  expect(unseal(sealed)).toBe(secret);
  expect(() => unseal(`${sealed.startsWith('A') ? 'B' : 'A'}${sealed.slice(1)}`)).toThrow();
});
