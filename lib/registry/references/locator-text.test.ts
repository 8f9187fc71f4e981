import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { ALL_RULE_SETS } from '@/lib/risk/rule-sets/all-rule-sets';
import { locatorText } from './locator-text';

const seed = new URL('../../../seed/', import.meta.url);
const files = ['disease.json', ...readdirSync(new URL('trials/', seed)).map((name) => `trials/${name}`)];

function locatorsIn(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(locatorsIn);
  if (typeof value !== 'object' || value === null) return [];
  // A convention has a note in both languages in the place of a locator.
  if ('level' in value && value.level === 'convention') return [];
  return Object.entries(value).flatMap(([name, inner]) =>
    name === 'locator' && typeof inner === 'string' ? [inner] : locatorsIn(inner),
  );
}

const locators = [
  ...new Set([
    ...files.flatMap((file) => locatorsIn(JSON.parse(readFileSync(new URL(file, seed), 'utf8')))),
    ...locatorsIn(ALL_RULE_SETS),
  ]),
];
/** Where a screen prints a place as it is stored: not through the words of the reader's language. */
const AS_STORED = /(?:>|(?<!\$)\{|,)\s*(?:\w+\.)*source\.locator\s*[}<]/u;
const screens = ['app/', 'components/'].flatMap((room) =>
  readdirSync(new URL(`../../../${room}`, import.meta.url), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.tsx'))
    .map((name) => `${room}${name}`),
);

/** Names that are the same in both languages. */
const NAMES = /ASPHO|Interfant|KMT2A|NUTM1|Boer|MLL-10|CAR-T|PLAT/gu;

describe('places inside a source', () => {
  test('leave no English word in Russian', () => {
    expect(locators.length).toBeGreaterThan(50);
    const left = locators
      .map((locator) => locatorText(locator, 'ru'))
      .filter((text) => /[a-z]/iu.test(text.replace(NAMES, '')));
    expect(left).toEqual([]);
  });

  test('are printed by every screen in the reader’s language', () => {
    expect(screens.length).toBeGreaterThan(200);
    const left = screens.filter((name) =>
      AS_STORED.test(readFileSync(new URL(`../../../${name}`, import.meta.url), 'utf8')),
    );
    expect(left).toEqual([]);
  });

  test.each([
    ['abstract, Methods', 'резюме, методы'],
    ['inclusion 6', 'критерий включения 6'],
    ['Table (outcomes of infant ALL studies)', 'таблица (исходы исследований ОЛЛ у младенцев)'],
    ['Introduction (cites [2, 3])', 'введение (со ссылкой на [2, 3])'],
    ['news report of the approval', 'новостное сообщение о регистрации препарата'],
    [
      'text, third line of research (HSCT) (cites [31])',
      'текст, третье направление исследований (ТГСК) (со ссылкой на [31])',
    ],
  ])('%s: %s', (english, russian) => {
    expect(locatorText(english, 'ru')).toBe(russian);
    expect(locatorText(english, 'en')).toBe(english);
  });
});
