import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { COPY_SITES } from '../testing/copy-sites';
import { hostOf, isForReaders, readersAddress } from './reader-address';

const seed = new URL('../../../seed/', import.meta.url);
const files = [
  'references.json',
  'disease.json',
  ...readdirSync(new URL('trials/', seed)).map((file) => `trials/${file}`),
];
const hosts = new Set(
  files.flatMap((file) =>
    [...readFileSync(new URL(file, seed), 'utf8').matchAll(/"(https?:\/\/[^"\s]+)"/gu)].map(([, url]) =>
      hostOf(url ?? ''),
    ),
  ),
);

test('of all addresses of the data set these are not shown to readers', () => {
  expect([...hosts].filter((host) => !isForReaders(`https://${host}/x`)).sort()).toEqual(COPY_SITES);
});

describe('isForReaders', () => {
  test.each([
    ['https://doi.org/10.1182/blood.1', true],
    ['https://pubmed.ncbi.nlm.nih.gov/1/', true],
    ['https://www.nature.com/articles/1', true],
    ['https://es.childrens.com/x', true],
    ['https://nature.com.copies.example/1', false],
    ['https://notnature.com/1', false],
    ['https://copies.example/nature.com', false],
    ['https://copies.example/?u=https://doi.org/1', false],
  ])('%s: %s', (url, shown) => expect(isForReaders(url)).toBe(shown));
  test('no address is none', () => expect([readersAddress(null), readersAddress(undefined)]).toEqual([null, null]));
});

test('hostOf names the site', () => expect(hostOf('https://www.who.int/x?y')).toBe('who.int'));
