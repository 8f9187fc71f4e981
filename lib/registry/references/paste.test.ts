import { describe, expect, test, vi } from 'vitest';
import { readPastedReference } from './paste';

// The record of PubMed 31283407 (Pieters 2019), written by hand in each form.
const RIS = `TY  - JOUR
AU  - Pieters, R.
AU  - De Lorenzo, P.
TI  - Outcome of Infants
T2  - J Clin Oncol
PY  - 2019
VL  - 37
IS  - 25
SP  - 2246
EP  - 2256
DO  - 10.1200/JCO.19.00261
ER  - `;
const BIBTEX = `@article{pieters2019,
  author = {Pieters, R. and De Lorenzo, P.},
  title = {Outcome of Infants},
  journal = {J Clin Oncol},
  year = {2019},
  volume = {37},
  number = {25},
  pages = {2246--2256},
  doi = {10.1200/JCO.19.00261}
}`;
const FIELDS = {
  doi: '10.1200/JCO.19.00261',
  title: 'Outcome of Infants',
  authors: 'Pieters, R.; De Lorenzo, P.',
  journal: 'J Clin Oncol',
  year: '2019',
  volume: '37',
  issue: '25',
  pages: '2246-2256',
};
const ITEM = {
  type: 'journal-article',
  title: ['Outcome of Infants'],
  author: [
    { family: 'Pieters', given: 'R.' },
    { family: 'De Lorenzo', given: 'P.' },
  ],
  'container-title': ['J Clin Oncol'],
  issued: { 'date-parts': [[2019, 7]] },
  volume: '37',
  issue: 25,
  page: '2246-2256',
  DOI: '10.1200/JCO.19.00261',
};

describe('a pasted reference', () => {
  test.each([
    ['10.1200/JCO.19.00261', { doi: '10.1200/JCO.19.00261' }],
    [' https://doi.org/10.1200/JCO.19.00261. ', { doi: '10.1200/JCO.19.00261' }],
    ['doi: 10.1200/JCO.19.00261', { doi: '10.1200/JCO.19.00261' }],
    ['PMID: 31283407', { pmid: '31283407' }],
    ['https://pubmed.ncbi.nlm.nih.gov/31283407/', { pmid: '31283407' }],
    [RIS, FIELDS],
    [RIS.replaceAll('\n', '\r\n'), FIELDS],
    [BIBTEX, FIELDS],
    [JSON.stringify(ITEM), FIELDS],
    [JSON.stringify([{ ...ITEM, PMID: 31283407 }]), { ...FIELDS, pmid: '31283407' }],
  ])('%s', (text, reference) => expect(readPastedReference(text)).toEqual({ reference }));

  test('signs that no database stores are left out', () =>
    expect(readPastedReference('10.1200/JCO.19\0.00261\ud800')).toEqual({
      reference: { doi: '10.1200/JCO.19.00261' },
    }));

  test.each([
    [`${BIBTEX}\n\n${BIBTEX}`, 'several'],
    ['@article{broken, title = {', 'unreadable'],
    ['', 'empty'],
    ['  \n', 'empty'],
    ['Pieters et al., 2019', 'unreadable'],
    ['{"title": ', 'unreadable'],
    ['{"author": "Pieters"}', 'unreadable'],
    ['{}', 'unreadable'],
    ['[]', 'unreadable'],
    [`${RIS}\n${RIS}`, 'several'],
    [JSON.stringify([ITEM, ITEM]), 'several'],
    ['x'.repeat(100_001), 'too-long'],
  ])('%j is not taken: %s', (text, problem) => expect(readPastedReference(text)).toEqual({ problem }));

  test('no address is ever fetched', () => {
    const fetched = vi.spyOn(globalThis, 'fetch');
    for (const text of ['https://example.org/item.json', '10.1200/JCO.19.00261', RIS]) readPastedReference(text);
    expect(fetched).not.toHaveBeenCalled();
    expect(readPastedReference('https://example.org/item.json')).toEqual({ problem: 'unreadable' });
  });
});
