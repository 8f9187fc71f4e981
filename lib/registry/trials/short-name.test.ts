import { readdirSync, readFileSync } from 'node:fs';
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

/** Who asks for studies or figures for a page or a file that people read. */
const ASKS = /\b(?:findTrials|findTrialLinks|findEstimates|getReferenceCatalogue)\(/u;

test('every page that asks for studies names them in the reader’s language', () => {
  const app = new URL('../../../app/', import.meta.url);
  const pages = readdirSync(app, { recursive: true, encoding: 'utf8' })
    .filter((name) => /(?:page\.tsx|\.(?:pdf|csv|xlsx)\/route\.ts)$/u.test(name))
    .map((name) => ({ name, text: readFileSync(new URL(name, app), 'utf8') }))
    .filter(({ text }) => ASKS.test(text));
  expect(pages.length).toBeGreaterThan(10);
  expect(pages.filter(({ text }) => !/\b(?:inShortNames|shortName)\(/u.test(text)).map(({ name }) => name)).toEqual([]);
});
