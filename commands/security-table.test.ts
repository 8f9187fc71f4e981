import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { root } from './build';

test('every test and note that the table of security names is there', () => {
  const text = readFileSync(path.join(root, 'docs/security.md'), 'utf8');
  const tests = [...text.matchAll(/`([\w./-]+\.(?:test|spec)\.ts)`/gu)].map(([, file]) => file ?? '');
  const notes = [...text.matchAll(/\]\((decisions\/[^)]+)\)/gu)].map(([, file]) => `docs/${file}`);
  expect(tests.length).toBeGreaterThan(20);
  expect([...tests, ...notes].filter((file) => !existsSync(path.join(root, file)))).toEqual([]);
});
