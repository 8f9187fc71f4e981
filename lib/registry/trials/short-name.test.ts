import { expect, test } from 'vitest';
import { readTrials } from '../testing/catalogue';
import { shortName } from './short-name';

/** A word in small Latin letters that is no part of a proper name. */
const ENGLISH = /(?<![\p{L}])[a-z]{4,}(?![\p{L}])/u;

test('no study keeps an English phrase for a name in a Russian text, and every other keeps its own', () => {
  for (const { acronym } of readTrials()) {
    expect(shortName(acronym, 'ru')).not.toMatch(ENGLISH);
    expect(shortName(acronym, 'en')).toBe(acronym);
  }
  expect(shortName('Interfant-06', 'ru')).toBe('Interfant-06');
  expect(shortName('Relapse after Interfant-99', 'ru')).toBe('Рецидивы после Interfant-99');
});
