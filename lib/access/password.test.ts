import { describe, expect, test } from 'vitest';
import { hash } from '@node-rs/argon2';
import { createHash } from 'node:crypto';
import { hashPassword, passwordFault, proveBy } from './password.server';

describe('a new password', () => {
  test.each([
    ['short', 'too-short'],
    ['x'.repeat(201), 'too-long'],
    ['password1234', 'known'],
    ['PASSWORD!!!!', 'known'],
    ['123456789012', 'known'],
    ['qwertyqwerty', 'known'],
    ['!!!!!!!!!!!!', 'known'],
    ['aaaaaaaaaaaa', 'known'],
    ['Jeremina-2026!', 'own-name'],
    ['anna.jeremina@clinic', 'own-name'],
    ['a horse that counts to nine', null],
    ['Анна считает до девяти', null],
    ['jeremina reads the newspaper', null],
  ])('%s: %s', (password, fault) => {
    expect(passwordFault(password, ['anna.jeremina@clinic.example', 'Anna Jeremina'])).toBe(fault);
  });
});

describe('what is kept of a password', () => {
  test('is the hash of a proof that the password and the setting make again', async () => {
    const kept = await hashPassword('a horse that counts to nine');
    const [setting, digest] = [kept.slice(0, kept.lastIndexOf('$')), kept.slice(kept.lastIndexOf('$') + 1)];
    const proof = await proveBy(setting, 'a horse that counts to nine');
    expect(createHash('sha256').update(proof).digest('hex')).toBe(digest);
    expect(await proveBy(setting, 'a horse that counts to ten')).not.toBe(proof);
  });

  test('agrees with the library’s own notation of argon2id', async () => {
    const phc = await hash('pass');
    expect(await proveBy(phc.slice(0, phc.lastIndexOf('$')), 'pass')).toBe(phc.slice(phc.lastIndexOf('$') + 1));
  });

  test('cannot be proved by a setting that is none', async () => {
    await expect(proveBy('$2b$10$abc', 'pass')).rejects.toThrow();
  });
});
