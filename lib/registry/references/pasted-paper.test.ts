import { expect, test } from 'vitest';
import { pastedInto } from './pasted-paper';

const EMPTY = {
  ...{ doi: '', pmid: '', title: '', authors: '', journal: '', year: '' },
  ...{ volume: '', issue: '', pages: '' },
};
const FIRST = {
  ...EMPTY,
  doi: '10.1182/blood.2019004741',
  title: 'A risk-stratified therapy',
  year: '2020',
  volume: '136',
};

test('nothing of one paper stays under the number of another', () => {
  expect(pastedInto(FIRST, { doi: '10.9999/nothing' })).toEqual({ ...EMPTY, doi: '10.9999/nothing' });
  expect(pastedInto(FIRST, { title: 'Another paper', year: '2021' })).toEqual({
    ...EMPTY,
    title: 'Another paper',
    year: '2021',
  });
  // Whether a PMID is of the paper of this DOI, a form cannot know.
  expect(pastedInto(FIRST, { pmid: '32542371' })).toEqual({ ...EMPTY, pmid: '32542371' });
});

test('of the same paper the rest stays, what was typed before its number too', () => {
  expect(pastedInto(FIRST, { doi: '10.1182/BLOOD.2019004741', pages: '1813' })).toMatchObject({
    title: 'A risk-stratified therapy',
    volume: '136',
    pages: '1813',
  });
  expect(pastedInto({ ...EMPTY, title: 'Typed by hand' }, { doi: '10.9999/its-number' })).toMatchObject({
    title: 'Typed by hand',
    doi: '10.9999/its-number',
  });
  expect(pastedInto(FIRST, { title: 'A Risk-Stratified Therapy.', pmid: '32542371' })).toMatchObject({
    doi: FIRST.doi,
    pmid: '32542371',
  });
});
