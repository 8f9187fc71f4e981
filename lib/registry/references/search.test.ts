import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { parametersOf } from '@/lib/address/parameters';
import { readAddress } from '@/lib/address/reading';
import { NO_REFERENCE_FILTER, referencesAddress, type ReferenceFilter } from './filter';
import { referenceLinks } from './links';
import { referenceQuerySchema } from './reading';
import {
  filterReferences,
  indexReferences,
  searchReferences,
  type ListedReference,
  type ReferenceCatalogue,
} from './search';
import { ReferencesSchema } from '../schema';

const references = ReferencesSchema.parse(
  JSON.parse(readFileSync(new URL('../../../seed/references.json', import.meta.url), 'utf8')),
);
const ids = (question: string) => searchReferences(references, question).map(({ id }) => id);

describe('searchReferences', () => {
  test('an empty question finds all, in their order', () =>
    expect(searchReferences(references, '  ')).toEqual(references));
  test.each([
    ['pieters 2007', 'pieters-2007'],
    ['Pieters, 2007', 'pieters-2007'],
    ['peiters 2007', 'pieters-2007'],
    ['10.1182/blood-2009-02-204214', 'van-der-linden-2009'],
    ['https://doi.org/10.1182/blood-2009-02-204214', 'van-der-linden-2009'],
    ['doi:10.1182/blood-2009-02-204214', 'van-der-linden-2009'],
    ['PMID: 38612531', 'kulczycka-2024'],
    ['https://pubmed.ncbi.nlm.nih.gov/38612531/', 'kulczycka-2024'],
    ['10.1016/S0140-6736(07)61126-X', 'pieters-2007'],
    ['38612531', 'kulczycka-2024'],
    ['PMC11011884', 'kulczycka-2024'],
    ['онкогематология', 'korkina-2022'],
    ['острых лейкозов', 'korkina-2022'],
    ['младенческий лейкоз', 'efremova-2026'],
    ['van der Linden', 'van-der-linden-2009'],
    ['dordelmann', 'dordelmann-1999'],
    ['Dördelmann', 'dordelmann-1999'],
    ['kozioł', 'gorecki-2023'],
    ['NCT00550992', 'nct00550992'],
    ['blood 2009', 'van-der-linden-2009'],
  ])('%s finds %s', (question, id) => expect(ids(question)).toContain(id));
  test.each([['infant acute leukemia onkogematologiya'], ['38612532'], ['pieters 1066']])('%s finds none', (question) =>
    expect(ids(question)).toEqual([]),
  );
  test('every word must fit the same reference', () => expect(ids('pieters 2007')).not.toContain('pieters-2019'));
});

const listed = references.map(
  (reference, position): ListedReference => ({
    reference,
    number: position + 1,
    levels: [],
    trials: [],
    diseaseFacts: 0,
  }),
);
const catalogue: ReferenceCatalogue = {
  references: listed.map((entry) =>
    entry.reference.id === 'pieters-2019'
      ? {
          ...entry,
          levels: ['primary-fulltext'],
          trials: [{ slug: 'interfant-06', acronym: 'Interfant-06', counts: { outcomes: 7 } }],
        }
      : entry,
  ),
  trials: [{ slug: 'interfant-06', acronym: 'Interfant-06' }],
  index: indexReferences(references),
};
const filtered = (changes: Partial<ReferenceFilter>) =>
  filterReferences(catalogue, { ...NO_REFERENCE_FILTER, ...changes }).found.map(({ reference }) => reference);

describe('filterReferences', () => {
  test('by trial, level and kind', () => {
    expect(filtered({ trial: 'interfant-06' }).map(({ id }) => id)).toEqual(['pieters-2019']);
    expect(filtered({ level: ['primary-fulltext', 'review'] }).map(({ id }) => id)).toEqual(['pieters-2019']);
    expect(filtered({ type: ['report'] }).map(({ id }) => id)).toEqual(['savchenko-2024', 'karachunsky-2024']);
  });
  test('by year, those without one last either way', () => {
    for (const sort of ['newest', 'oldest'] as const) {
      const years = filtered({ sort }).map(({ issued }) => issued?.['date-parts'][0]?.[0] ?? null);
      const known = years.filter((year) => year !== null);
      expect(years.slice(0, known.length)).toEqual(known);
      expect(known).toEqual([...known].sort((a, b) => (sort === 'newest' ? b - a : a - b)));
    }
  });
  test('offers a name near to one that is not there', () =>
    expect(filterReferences(catalogue, { ...NO_REFERENCE_FILTER, q: 'Tomzwa' }).suggestions).toContain('tomizawa'));
});

describe('the query of the list', () => {
  test('what it writes it reads', () => {
    const filter: ReferenceFilter = {
      q: 'pieters',
      type: ['report', 'webpage'],
      level: ['review'],
      trial: 'interfant-06',
      sort: 'newest',
    };
    const query = new URL(referencesAddress(filter), 'https://example.org').searchParams;
    expect(readAddress(referenceQuerySchema(['interfant-06']), parametersOf(query))).toEqual({
      values: filter,
      problems: [],
    });
  });
  test.each([
    [{ trial: 'interfant-07' }, 'trial', 'unknown-record', 'interfant-06'],
    [{ type: 'reports' }, 'type', 'not-in-list', 'report'],
    [{ sort: 'new' }, 'sort', 'not-in-list', 'newest'],
    [{ q: ['a', 'b'] }, 'q', 'given-twice', undefined],
    [{ author: 'x' }, 'author', 'unknown-parameter', undefined],
  ])('%j is left out and named', (parameters, parameter, code, nearest) => {
    expect(readAddress(referenceQuerySchema(['interfant-06']), parameters)).toEqual({
      values: NO_REFERENCE_FILTER,
      problems: [expect.objectContaining({ parameter, code, ...(nearest !== undefined && { nearest }) })],
    });
  });
});

describe('referenceLinks', () => {
  const labels = (id: string) =>
    references
      .filter((reference) => reference.id === id)
      .flatMap(referenceLinks)
      .map(({ label }) => label);
  test('DOI, PubMed and PubMed Central, each once', () =>
    expect(labels('kulczycka-2024')).toEqual(['doi:10.3390/ijms25073721', 'PMID 38612531', 'PMC11011884']));
  test('the address only where there is nothing else', () => {
    expect(labels('nct00550992')).toEqual(['clinicaltrials.gov']);
    expect(labels('beijing-iall-38154977')).toEqual(['PMID 38154977']);
    expect(labels('kang-2012')).toEqual(['PMC3293641']);
    expect(labels('ihcams-iall')).toEqual([]);
  });
});
