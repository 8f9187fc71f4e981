import { describe, expect, test } from 'vitest';
import { safeCallback } from './callback';

describe('the address after signing in', () => {
  test.each(['/patients', '/ru/patients/new', '/compare?trial=interfant-99&endpoint=EFS', '/patients?q=A#top'])(
    '%s is kept',
    (address) => {
      expect(safeCallback(address, '/')).toBe(address);
    },
  );

  test.each([
    undefined,
    '',
    'patients',
    '//evil.example',
    '/\\evil.example',
    '\\\\evil.example',
    'https://evil.example/',
    'javascript:alert(1)',
    '/\t/evil.example',
    '/\n/evil.example',
    '/patients\\..',
    '/%5cok\u0000',
  ])('%j is not followed', (address) => {
    expect(safeCallback(address, '/ru')).toBe('/ru');
  });

  test('stays here even where dots or encodings try to leave', () => {
    for (const address of ['/..//evil.example', '/.//evil.example', '/%2f%2fevil.example']) {
      const kept = safeCallback(address, '/');
      expect(new URL(kept, 'http://localhost:3000').origin).toBe('http://localhost:3000');
    }
  });
});
