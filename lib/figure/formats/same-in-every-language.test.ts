import { expect, test } from 'vitest';
import { everyDocument } from '../testing/documents';
import { figureJson } from './json';

/** Their groups and causes are named in the reader's words. */
const IN_WORDS = ['groups', 'groups-kmt2a'];

test('what a figure draws is the same for programs in both languages', async () => {
  const [english, russian] = [await everyDocument('en'), await everyDocument('ru')];
  const dataOf = (document: Parameters<typeof figureJson>[0] | undefined): unknown =>
    document === undefined ? null : (JSON.parse(figureJson(document)) as { data: unknown }).data;
  for (const [kind, documents] of english)
    if (!IN_WORDS.includes(kind))
      for (const [at, document] of documents.entries())
        expect(dataOf(russian.get(kind)?.[at]), `${kind} ${at}`).toEqual(dataOf(document));
});
