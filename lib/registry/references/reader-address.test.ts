import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
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

// Looked at one by one: copies, summaries by others, and records of universities' repositories.
const FOR_CURATORS = [
  'acemap.info',
  'bestbits.ca',
  'en-www.cancer.fr',
  'eprints.soton.ac.uk',
  'explore.openaire.eu',
  'explorer.cuni.cz',
  'kyushu-u.pure.elsevier.com',
  'marketscreener.com',
  'medsummariesweekly.com',
  'nomos.is.cuni.cz',
  'research-repository.uwa.edu.au',
  'scholarlyexchange.childrensmercy.org',
  'scholars.mssm.edu',
  'scilit.net',
  'scite.ai',
  'searchworks.jioinstitute.edu.in',
  'suppr.wilddata.cn',
  'trial.medpath.com',
  'utsouthwestern.pure.elsevier.com',
];

test('of all addresses of the data set these are not shown to readers', () => {
  expect([...hosts].filter((host) => !isForReaders(`https://${host}/x`)).sort()).toEqual(FOR_CURATORS);
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
