import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const FOLDERS = ['lib/i18n/messages/en', 'lib/i18n/messages/ru', 'lib/risk/rule-sets', 'lib/risk/numbers'];

test('no text lets a line end between a number, × and its power of ten', () => {
  const lines = FOLDERS.flatMap((folder) =>
    readdirSync(folder)
      .filter((name) => !name.endsWith('.test.ts'))
      .flatMap((name) => readFileSync(`${folder}/${name}`, 'utf8').split('\n')),
  );
  const texts = lines.filter((line) => !/^\s*(?:\/?\*|\/\/)/u.test(line));
  expect(texts.filter((line) => line.includes('×')).length).toBeGreaterThan(10);
  expect(texts.filter((line) => /\d ×\s?10[⁰¹²³⁴⁵⁶⁷⁸⁹⁻]|× 10[⁰¹²³⁴⁵⁶⁷⁸⁹⁻]/u.test(line))).toEqual([]);
});
