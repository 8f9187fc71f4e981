import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { searchReferences } from './reference-search';
import { ReferencesSchema } from './schema';

const references = ReferencesSchema.parse(JSON.parse(readFileSync(new URL('../../seed/references.json', import.meta.url), 'utf8')));
const ids = (question: string) => searchReferences(references, question).map(({ id }) => id);

describe('searchReferences', () => {
  test('an empty question finds all, in their order', () => expect(searchReferences(references, '  ')).toEqual(references));
  test.each([
    ['pieters 2007', 'pieters-2007'],
    ['10.1182/blood-2009-02-204214', 'van-der-linden-2009'],
    ['38612531', 'kulczycka-2024'],
    ['онкогематология', 'korkina-2022'],
    ['infant acute leukemia onkogematologiya', undefined],
  ])('%s', (question, id) => (id === undefined ? expect(ids(question)).toEqual([]) : expect(ids(question)).toContain(id)));
  test('every word must fit the same reference', () => expect(ids('pieters 2007')).not.toContain('pieters-2019'));
});
