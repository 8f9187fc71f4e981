import { expect, test } from 'vitest';
import { makeEstimate, SOURCE } from '../testing/dataset';
import { forReaders } from './for-readers';

const COPY = 'https://acemap.info/paper/1';
const OWN = 'https://www.nature.com/articles/1';
const read = (address: string) => ({ address, accessed: '2026', sha256: null });

test('addresses of copies are null wherever they stand, the publisher’s stay, and nothing else changes', () => {
  const estimate = (source: string | null, copy: string | null) =>
    makeEstimate({
      source: { ...SOURCE, url: source },
      transcription: {
        readers: [{ id: 'a', on: '2026', copy: copy === null ? { ...read(OWN), address: null } : read(copy) }],
        differed: [],
      },
    });
  expect(forReaders([estimate(COPY, COPY), estimate(OWN, OWN)])).toStrictEqual([
    estimate(null, null),
    estimate(OWN, OWN),
  ]);
});

test('a reference loses the address of a copy and where it was read, not its place in words', () => {
  const reference = { id: 'a', title: `Seen at ${COPY}`, 'container-title': 'acemap.info', DOI: '10.1000/x' };
  expect(forReaders({ ...reference, URL: COPY, custom: { registryId: 'X', readAt: 'scribd.com' } })).toStrictEqual({
    ...reference,
    custom: { registryId: 'X' },
  });
  expect(forReaders({ ...reference, URL: OWN })).toStrictEqual({ ...reference, URL: OWN });
});
