import { readFileSync } from 'node:fs';
import { Cite } from '@citation-js/core';
import { describe, expect, test } from 'vitest';
import { citationFile, separateInitials } from './citation-files';
import { ReferencesSchema, type Reference } from '../schema';

const references = ReferencesSchema.parse(
  JSON.parse(readFileSync(new URL('../../../seed/references.json', import.meta.url), 'utf8')),
);
const one = (id: string): Reference[] => references.filter((reference) => reference.id === id);

// Written by hand from the publications (BibTeX itself keeps a capital behind a colon): an article whose list of authors goes on, a register entry, a Russian article.
describe('BibTeX', () => {
  test('an article', () => {
    expect(citationFile(one('pieters-2019'), 'bibtex').body).toBe(`% Encoding: UTF-8

@article{pieters-2019,
	author = {Pieters, R. and De Lorenzo, P. and Ancliff, P. and others},
	journal = {J Clin Oncol},
	doi = {10.1200/JCO.19.00261},
	number = {25},
	year = {2019},
	note = {PMID: 31283407},
	pages = {2246--2256},
	title = {Outcome of {Infants} {Younger} {Than} 1 {Year} {With} {Acute} {Lymphoblastic} {Leukemia} {Treated} {With} the {Interfant}-06 {Protocol}: Results {From} an {International} {Phase} {III} {Randomized} {Study}},
	url = {https://doi.org/10.1200/JCO.19.00261},
	volume = {37},
}
`);
  });
  test('a register entry', () => {
    expect(citationFile(one('nct00550992'), 'bibtex').body).toBe(`% Encoding: UTF-8

@misc{nct00550992,
	author = {{ClinicalTrials.gov}},
	note = {Registered as NCT00550992. Accessed 2026-11-29},
	title = {Different {Therapies} in {Treating} {Infants} {With} {Newly} {Diagnosed} {Acute} {Leukemia} ({Interfant06})},
	url = {https://clinicaltrials.gov/study/NCT00550992},
}
`);
  });
  test('a Russian article keeps its letters', () => {
    expect(citationFile(one('korkina-2022'), 'bibtex').body).toBe(`% Encoding: UTF-8

@article{korkina-2022,
	author = {Korkina, Y. S. and Valiev, T. T. and Varfolomeeva, S. R.},
	journal = {Онкогематология},
	doi = {10.17650/1818-8346-2022-17-2-23-29},
	number = {2},
	year = {2022},
	note = {In English: Clinical and molecular-biologic features of infant acute leukemia},
	pages = {23--29},
	title = {Клинические и молекулярно-биологические особенности острых лейкозов у детей до 1 года},
	url = {https://doi.org/10.17650/1818-8346-2022-17-2-23-29},
	volume = {17},
}
`);
  });
  test('signs of TeX are escaped in texts and stay in addresses; a first word in capitals keeps them', () => {
    const { body } = citationFile(
      [
        {
          id: 'x',
          type: 'webpage',
          title: 'MRD & 5% of $_#',
          author: [{ literal: 'A & B' }],
          URL: 'https://nature.com/a%20b?c=1&d_e#f',
        },
      ],
      'bibtex',
    );
    expect(body).toContain('title = {{{MRD}} \\& 5\\% of \\$\\_\\#}');
    expect(body).toContain('author = {{A \\& B}}');
    expect(body).toContain('url = {https://nature.com/a%20b?c=1&d_e#f}');
    expect(body).not.toContain('howpublished');
  });
});

describe('RIS', () => {
  const lines = (id: string): string[] => citationFile(one(id), 'ris').body.split('\r\n');
  test('an article', () => {
    const entry = lines('pieters-2019');
    expect(entry[0]).toBe('TY  - JOUR');
    expect(entry.slice(-2)).toEqual(['ER  - ', '']);
    expect(entry).toEqual(
      expect.arrayContaining([
        'ID  - pieters-2019',
        'AU  - Pieters, R.',
        'AU  - De Lorenzo, P.',
        'AU  - Ancliff, P.',
        'T2  - J Clin Oncol',
        'PY  - 2019',
        'VL  - 37',
        'IS  - 25',
        'SP  - 2246',
        'EP  - 2256',
        'DO  - 10.1200/JCO.19.00261',
        'AN  - 31283407',
        'N1  - The list of authors is shortened',
      ]),
    );
    expect(entry.filter((line) => line.startsWith('AU'))).toHaveLength(3);
  });
  test('a register entry', () => {
    expect(lines('umin-mll10')).toEqual(
      expect.arrayContaining([
        'TY  - ELEC',
        'AU  - UMIN Clinical Trials Registry',
        'PB  - UMIN-CTR',
        'N1  - UMIN000004801',
        'TI  - A Phase II Study of Risk Directed Therapy for Infants with Acute Lymphoblastic Leukemia (MLL-10)',
      ]),
    );
  });
  test('a Russian article', () => {
    expect(lines('korkina-2022')).toEqual(
      expect.arrayContaining([
        'TI  - Клинические и молекулярно-биологические особенности острых лейкозов у детей до 1 года',
        'T2  - Онкогематология',
        'N1  - In English: Clinical and molecular-biologic features of infant acute leukemia',
      ]),
    );
  });
  test('lines end as the format asks, and each begins with a tag', () => {
    const { body } = citationFile(references, 'ris');
    expect(body.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/u);
    for (const line of body.split('\r\n').filter((text) => text !== '')) expect(line).toMatch(/^[A-Z][A-Z0-9] {2}- /u);
  });
});

test('CSL-JSON: the items of the data set; their numbers in the review are no part of them', () => {
  const items = JSON.parse(citationFile(references, 'csl-json').body) as Record<string, unknown>[];
  expect(items.map(({ id }) => id)).toEqual(references.map(({ id }) => id));
  expect(items.filter((item) => 'number' in item)).toEqual([]);
  expect(items.find(({ id }) => id === 'pieters-2019')).toMatchObject({
    DOI: '10.1200/JCO.19.00261',
    PMID: '31283407',
    note: 'The list of authors is shortened',
  });
});

type Item = { id: string; title?: string; DOI?: string; author?: Name[]; issued?: { 'date-parts': number[][] } };
type Name = {
  literal?: string;
  family?: string;
  given?: string;
  'non-dropping-particle'?: string;
  'dropping-particle'?: string;
};

test.each([
  ['MH', 'M. H.'],
  ['EMC', 'E. M. C.'],
  ['R', 'R.'],
  ['Yu V', 'Yu. V.'],
  ['J-P', 'J.-P.'],
  ['M. H.', 'M. H.'],
  ['M.H.', 'M. H.'],
  ['ИВ', 'И. В.'],
  ['Maria', 'Maria'],
  ['Maria H', 'Maria H'],
])('initials %s are written %s', (given, written) => {
  expect(separateInitials(given)).toBe(written);
});

test('no author of any list has initials run together', () => {
  const items = JSON.parse(citationFile(references, 'csl-json').body) as Item[];
  const given = items.flatMap(({ author }) => (author ?? []).flatMap((name) => name.given ?? []));
  expect(given.filter((name) => /\p{Lu}\p{Lu}/u.test(name))).toEqual([]);
  expect(given).toContain('Y. S.');
});

const separated = (author: readonly Name[] | undefined): Name[] | undefined =>
  author?.map((name) => (name.given === undefined ? name : { ...name, given: separateInitials(name.given) }));

describe.each(['bibtex', 'ris'] as const)('%s read again by the library', (format) => {
  const items = new Cite(citationFile(references, format).body).data as Item[];
  const names = (author: readonly Name[] | undefined): string[] =>
    (author ?? [])
      .map(
        (name) =>
          name.literal ??
          [name['non-dropping-particle'] ?? name['dropping-particle'], name.family, name.given]
            .filter((part) => part !== undefined)
            .join(' '),
      )
      .filter((name) => name !== 'others');

  test('has every reference under a key of its own', () =>
    expect(items.map(({ id }) => id)).toEqual(references.map(({ id }) => id)));
  test('says the same title, authors, DOI and year', () => {
    for (const [position, { title, author, DOI, issued, id }] of references.entries()) {
      const item = items[position];
      expect({
        id,
        title: item?.title,
        authors: names(item?.author),
        DOI: item?.DOI,
        year: item?.issued?.['date-parts'][0]?.[0],
      }).toEqual({ id, title, authors: names(separated(author)), DOI, year: issued?.['date-parts'][0]?.[0] });
    }
  });
  test('has no author of the name et al.', () => expect(JSON.stringify(items)).not.toMatch(/et al/iu));
});
