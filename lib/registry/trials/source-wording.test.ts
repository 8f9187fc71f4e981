import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { sourceWording } from './source-wording';

const seed = new URL('../../../seed/trials/', import.meta.url);

/** The names of risk groups and the events of definitions, of every study of the evidence. */
function wordingsIn(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(wordingsIn);
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, inner]: [string, unknown]) => {
    if (name === 'localName') return typeof inner === 'string' ? [inner] : [];
    if (name === 'events' && Array.isArray(inner)) return inner.filter((one) => typeof one === 'string');
    return wordingsIn(inner);
  });
}

const wordings = [
  ...new Set(
    readdirSync(seed).flatMap((name) => wordingsIn(JSON.parse(readFileSync(new URL(name, seed), 'utf8')) as unknown)),
  ),
];

test('no wording of a source leaves an English word in Russian; codes such as HR stay', () => {
  expect(wordings.length).toBeGreaterThan(20);
  const left = wordings
    .map((wording) => sourceWording(wording, 'ru'))
    .filter((text) => /[a-z]{2,}/u.test(text.replace('post hoc', '')));
  expect(left).toEqual([]);
});

test.each([
  ['HR (prednisone poor response)', 'HR (плохой ответ на преднизолон)'],
  ['MRD low risk', 'низкий риск по МОБ'],
  ['all high risk', 'все — высокий риск'],
  ['death within 90 days of enrolment', 'смерть в первые 90 дней после включения'],
  ['MLL+', 'MLL+'],
])('%s: %s', (english, russian) => {
  expect(sourceWording(english, 'ru')).toBe(russian);
  expect(sourceWording(english, 'en')).toBe(english);
});
