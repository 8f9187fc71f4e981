import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { createTranslator } from 'next-intl';
import { describe, expect, test } from 'vitest';
import { en } from './messages/en';
import { messagesIn } from './messages/load';
import { ru } from './messages/ru';

type Tree = { [key: string]: string | Tree };

function flatten(tree: Tree, path = ''): Map<string, string> {
  return new Map(
    Object.entries(tree).flatMap(([key, value]) =>
      typeof value === 'string' ? [[`${path}${key}`, value] as const] : [...flatten(value, `${path}${key}.`)],
    ),
  );
}

const english = flatten(en);
const russian = flatten(ru);

/** Names in braces and tags that a sentence fills in, without the words of its plural forms. */
function placeholders(whole: string): string[] {
  const text = whole.replace(/(?:zero|one|two|few|many|other|=\d+)\s*\{\w+\}/g, '');
  const names = [...text.matchAll(/\{(\w+)\s*[,}]/g)].map((match) => match[1] ?? '');
  const tags = [...text.matchAll(/<(\w+)>/g)].map((match) => `<${match[1] ?? ''}>`);
  return [...new Set([...names, ...tags])].sort();
}

/** Has a value for every name. */
const ANYTHING = new Proxy({}, { get: () => 1, has: () => true });

describe('the texts', () => {
  test('stand in one file for each feature and language, all of them gathered, none in two', () => {
    const folder = path.join(import.meta.dirname, 'messages');
    const filesOf = (language: string): string[] => readdirSync(path.join(folder, language)).sort();
    expect(filesOf('ru')).toEqual(filesOf('en'));
    const namespaces = filesOf('en').map((file): string[] =>
      Object.keys(JSON.parse(readFileSync(path.join(folder, 'en', file), 'utf8'))),
    );
    expect(namespaces.flat().sort()).toEqual(Object.keys(en).sort());
  });

  test('travel by namespace, or by a part of one', () => {
    expect(messagesIn(en, ['errors', 'exports.menu', 'exports.sheet'])).toEqual({
      errors: en.errors,
      exports: { menu: en.exports.menu, sheet: en.exports.sheet },
    });
  });

  test('have the same keys in both languages', () => {
    expect([...russian.keys()].sort()).toEqual([...english.keys()].sort());
  });

  test('have the same placeholders in both languages', () => {
    const different = [...english]
      .filter(([key, text]) => placeholders(text).join() !== placeholders(russian.get(key) ?? '').join())
      .map(([key]) => key);
    expect(different).toEqual([]);
  });

  // A hyphen in the name of a case, or a brace too few, is found only when the text is first shown, and then breaks the page.
  test.each([
    ['en', en, english],
    ['ru', ru, russian],
  ] as const)('can be read as messages (%s)', (locale, messages, texts) => {
    const faults: string[] = [];
    const t = createTranslator({
      locale,
      messages,
      onError: ({ code, message }) => {
        if (code === 'INVALID_MESSAGE') faults.push(message);
      },
      getMessageFallback: () => '',
    });
    for (const key of texts.keys()) (t as (name: string, values: object) => string)(key, ANYTHING);
    expect(faults).toEqual([]);
  });

  test('are not empty, and the Russian ones are Russian', () => {
    expect([...english, ...russian].filter(([, text]) => text.trim() === '').map(([key]) => key)).toEqual([]);
    const untranslated = [...russian]
      .filter(
        ([key, text]) =>
          /[a-z]{4,}/.test((english.get(key) ?? '').replace(/\{\w+\}/g, '')) &&
          text === english.get(key) &&
          !/\p{Script=Cyrillic}/u.test(text),
      )
      .map(([key, text]) => `${key}: ${text}`);
    expect(untranslated).toEqual([]);
  });

  test('have the quotation marks and apostrophes of print; only code keeps those of a keyboard', () => {
    const typed = [...english, ...russian].filter(([, text]) => /\p{L}'(?=\p{L}|\s)|"(?!ageDays")[^"]+"/u.test(text));
    expect(typed.map(([key, text]) => `${key}: ${text}`)).toEqual([]);
  });

  test('use the plural forms of Russian wherever a number is printed', () => {
    const counted = [...russian].filter(([, text]) => /, plural,.*#/.test(text));
    expect(counted.length).toBeGreaterThan(10);
    expect(
      counted
        .filter(([, text]) => !['one {', 'few {', 'other {'].every((form) => text.includes(form)))
        .map(([key]) => key),
    ).toEqual([]);
  });
});
