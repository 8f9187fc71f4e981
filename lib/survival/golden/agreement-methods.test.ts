import { readdirSync } from 'node:fs';
import { expect, test } from 'vitest';
import { COMPARING_FILES } from './agreement-methods';

test('the table of agreement with R names test files that exist', () => {
  const files = readdirSync(new URL('..', import.meta.url), { recursive: true, encoding: 'utf8' });
  const names = files.map((file) => file.split('/').at(-1)?.replace('.test.ts', ''));
  expect(COMPARING_FILES.filter((name) => !names.includes(name))).toEqual([]);
});
