import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { citationLink, formatCitation } from './citation';
import { noteIn, notesIn } from './notes-in';
import { PUBLICATIONS } from '@/lib/risk/publications';
import { ReferencesSchema, type Reference } from '../schema';

const PIETERS: Reference = {
  id: 'pieters-2007',
  type: 'article-journal',
  title: 'A treatment protocol for infants',
  author: [
    { family: 'Pieters', given: 'R' },
    { family: 'Schrappe', given: 'M' },
    { family: 'De Lorenzo', given: 'P' },
  ],
  'container-title': 'Lancet',
  issued: { 'date-parts': [[2007]] },
  volume: '370',
  page: '240-250',
};

describe('formatCitation', () => {
  test('prints authors, journal, year, volume and pages', () =>
    expect(formatCitation(PIETERS)).toBe('Pieters R, et al. Lancet 2007;370:240–50'));

  test('names both of two authors, and says et al. where the list is known to be cut', () => {
    const two = PIETERS.author?.slice(0, 2);
    expect(formatCitation({ ...PIETERS, author: two })).toBe('Pieters R, Schrappe M. Lancet 2007;370:240–50');
    expect(formatCitation({ ...PIETERS, author: two, custom: { authorsTruncated: true } })).toBe(
      'Pieters R, et al. Lancet 2007;370:240–50',
    );
  });

  test.each([
    ['205-214', '205–14'],
    ['3764-3768', '3764–8'],
    ['98-102', '98–102'],
    ['1797', '1797'],
    ['655', '655'],
    ['e1-e9', 'e1-e9'],
  ])('prints the pages %s as %s', (page, printed) =>
    expect(formatCitation({ ...PIETERS, page })).toBe(`Pieters R, et al. Lancet 2007;370:${printed}`),
  );

  test('leaves out what was not verified', () => {
    expect(formatCitation({ ...PIETERS, volume: undefined, page: undefined })).toBe('Pieters R, et al. Lancet 2007');
    expect(
      formatCitation({ ...PIETERS, author: undefined, title: undefined, volume: undefined, page: undefined }),
    ).toBe('Lancet 2007');
    expect(formatCitation({ id: 'x', type: 'webpage', author: [{ literal: 'ASTCT' }] })).toBe('ASTCT');
  });

  test('a page of a register is known by its title', () =>
    expect(formatCitation({ id: 'x', type: 'webpage', author: [{ literal: 'ISRCTN' }], title: 'Interfant 99' })).toBe(
      'ISRCTN. Interfant 99',
    ));

  test('no citation says where a copy was read', () => {
    const all = ReferencesSchema.parse(JSON.parse(readFileSync('seed/references.json', 'utf8')));
    const printed = [...all.map(formatCitation), ...Object.values(PUBLICATIONS)];
    for (const one of printed) expect(one).not.toMatch(/\b(?:cop(?:y|ies) (?:at|of)|mirror)\b/iu);
  });

  test('falls back to the title, then to the note', () => {
    expect(
      formatCitation({ id: 'x', type: 'article-journal', title: 'Interfant 99', issued: { 'date-parts': [[2009]] } }),
    ).toBe('Interfant 99. 2009');
    expect(formatCitation({ id: 'x', type: 'article-journal', note: 'Title not verified' })).toBe('Title not verified');
    expect(formatCitation({ ...PIETERS, author: undefined, title: 'Intensive but tender care' })).toMatch(
      /^Intensive but tender care\. Lancet 2007;370:/u,
    );
  });

  test('what is cited by its note is cited in the reader’s language', () => {
    const all = ReferencesSchema.parse(JSON.parse(readFileSync('seed/references.json', 'utf8')));
    for (const one of all.filter(({ note, custom }) => note !== undefined && custom?.noteRu !== undefined)) {
      expect(formatCitation(noteIn(one, 'ru'))).not.toContain(one.note);
      expect(formatCitation(noteIn(one, 'en'))).not.toContain(one.custom?.noteRu);
    }
    const [beijing] = notesIn(
      all.filter(({ id }) => id === 'beijing-iall-38154977'),
      'ru',
    );
    expect(beijing && formatCitation(beijing)).toMatch(/^ОЛЛ у младенцев в детских больницах Пекина и Баодина/u);
  });

  test('an author without given names and a publisher instead of a journal', () => {
    expect(
      formatCitation({
        id: 'x',
        type: 'report',
        title: 'T',
        author: [{ family: 'Savchenko' }],
        publisher: 'Minzdrav',
        issued: { 'date-parts': [[2024]] },
      }),
    ).toBe('Savchenko. Minzdrav 2024');
  });
});

describe('citationLink', () => {
  const all = { DOI: '10.1016/S0140-6736(07)61126-X', PMID: '17658395', URL: 'https://www.nature.com/articles/1' };
  test('prefers the DOI, then PubMed, then the address', () => {
    expect(citationLink({ ...PIETERS, ...all })).toEqual({
      url: 'https://doi.org/10.1016/S0140-6736(07)61126-X',
      label: 'doi:10.1016/S0140-6736(07)61126-X',
    });
    expect(citationLink({ ...PIETERS, ...all, DOI: undefined })).toEqual({
      url: 'https://pubmed.ncbi.nlm.nih.gov/17658395/',
      label: 'PMID 17658395',
    });
    expect(citationLink({ ...PIETERS, URL: all.URL })).toEqual({
      url: 'https://www.nature.com/articles/1',
      label: 'nature.com',
    });
    expect(citationLink(PIETERS)).toBeNull();
    expect(citationLink({ ...PIETERS, URL: 'https://www.acemap.info/paper/1' })).toBeNull();
  });

  test('escapes what would end an address', () => {
    expect(citationLink({ ...PIETERS, DOI: '10.1002/(SICI)1<1::AID#2>3.0' })?.url).toBe(
      'https://doi.org/10.1002/(SICI)1%3C1::AID%232%3E3.0',
    );
  });
});
