import { describe, expect, test } from 'vitest';
import { compact, foldText, stemOf, termsOf } from './text';

test('case, accents and the dots of ё and й do not matter', () => {
  expect(foldText('Pédiatrie, Ёлка, РОЙ')).toBe('pediatrie, елка, рои');
  expect(foldText('Princess Máxima')).toBe('princess maxima');
});

describe('compact', () => {
  test.each([['MLL 10'], ['MLL-10'], ['mll10'], ['MLL‑10'], ['MLL–10'], ['МLL-10']])('%s is one name', (text) =>
    expect(compact(text)).toBe('mll10'),
  );
  test('letters that look Latin are read as Latin where Latin letters or digits stand beside them', () => {
    expect(compact('КМТ2А')).toBe('kmt2a'); // all letters Cyrillic
    expect(compact('СOG')).toBe('cog'); // the first letter Cyrillic
    expect(compact('ΑΑLL0631')).toBe('aall0631'); // two Greek letters
    expect(compact('рост')).toBe('рост');
    expect(compact('Бэби-2021')).toBe('бэби2021');
  });
});

describe('termsOf', () => {
  test('a name is found by its pieces, by neighbouring pieces together, and without its number', () => {
    expect(termsOf('ALL-MB-91')).toEqual(expect.arrayContaining(['all', 'mb', '91', 'allmb', 'mb91', 'allmb91']));
    expect(termsOf('NCT00550992')).toEqual(expect.arrayContaining(['nct00550992', 'nct', '00550992']));
  });
  test('words apart are not joined', () => expect(termsOf('JPLSG NCT')).toEqual(['jplsg', 'nct']));
  test('a DOI is also one word', () =>
    expect(termsOf('10.1182/blood-2009-02-204214')).toContain('101182blood200902204214'));
});

describe('stemOf', () => {
  test.each([
    ['младенцы', 'младенц'],
    ['младенцев', 'младенц'],
    ['трансплантация', 'трансплантац'],
    ['азацитидином', 'азацитидин'],
    ['infants', 'infant'],
    ['дети', 'дети'],
    ['mll96', 'mll96'],
  ])('%s → %s', (word, stem) => expect(stemOf(word)).toBe(stem));
});
