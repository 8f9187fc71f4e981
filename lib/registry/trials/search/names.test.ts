import { expect, test } from 'vitest';
import { namesToSuggest, suggestedNames } from './names';

const STUDIES = [
  {
    acronym: 'Interfant-06',
    registrations: 'ClinicalTrials.gov NCT00550992; EudraCT 2005-004599-19',
    interventions: '',
  },
  { acronym: 'Relapse after Interfant-99', registrations: '', interventions: '' },
  { acronym: 'AALL2321', registrations: '', interventions: 'Blinatumomab; Venetoclax' },
];

test('studies, drugs in the reader’s language and numbers are suggested, what begins with the text first', () => {
  const english = namesToSuggest(STUDIES, 'en');
  expect(suggestedNames(english, 'inter')).toEqual(['Interfant-06', 'Relapse after Interfant-99']);
  expect(suggestedNames(english, 'BLINA')).toEqual(['blinatumomab']);
  expect(suggestedNames(english, 'nct005')).toEqual(['NCT00550992']);
  const russian = namesToSuggest(STUDIES, 'ru');
  expect(suggestedNames(russian, 'венет')).toEqual(['венетоклакс']);
  expect(suggestedNames(russian, 'интерфант-0')).toEqual(['Interfant-06']);
  expect(suggestedNames(russian, 'рецид')).toEqual(['Рецидивы после Interfant-99']);
});

test('nothing typed, and a name that stands there whole, suggest nothing', () => {
  expect(suggestedNames(['AALL2321'], '  ')).toEqual([]);
  expect(suggestedNames(['AALL2321'], 'aall2321')).toEqual([]);
});
