import { expect, test } from 'vitest';
import { changedParts, listChange } from './changed-parts';

// Expected parts by hand, from the form of the rows (rows/columns.ts).
test('of a report of which the cut was read only the cut has changed', () => {
  const rest = { followUp: { absent: 'not-read' }, population: { value: { text: { en: 'a', ru: 'б' }, n: 94 } } };
  const parts = changedParts(
    { details: { cut: { absent: 'not-read' }, ...rest } },
    { details: { cut: { value: '2016-12-31' }, ...rest } },
  );
  expect(parts).toEqual([{ name: 'cut', item: null, language: null, before: 'not-read', after: '2016-12-31' }]);
});

test('a part that is itself of several is told by its own names', () => {
  const parts = changedParts(
    { details: { followUp: { absent: 'not-read' } } },
    { details: { followUp: { value: { years: 2.68, low: null, high: 4.02 } } } },
  );
  expect(parts.map(({ name, before, after }) => [name, before, after])).toEqual([
    ['followUp', 'not-read', undefined],
    ['followUp-years', undefined, 2.68],
    ['followUp-high', undefined, 4.02],
  ]);
});

test('languages, items of lists, dates and authors of a reference', () => {
  const parts = changedParts(
    {
      position: 3,
      title: 'A',
      label_ru: 'все',
      at_risk: [
        { years: 0, n: 60 },
        { years: 1, n: 48 },
      ],
      csl: { title: 'A', author: [{ family: 'Brown', given: 'P' }], issued: { 'date-parts': [[2021]] } },
    },
    {
      position: 4,
      title: 'B',
      label_ru: 'все дети',
      at_risk: [
        { years: 0, n: 60 },
        { years: 1, n: 47 },
      ],
      csl: { title: 'B', author: [{ literal: 'COG' }], issued: { 'date-parts': [[2021, 5]] } },
    },
  );
  expect(parts).toEqual([
    { name: 'label', item: null, language: 'ru', before: 'все', after: 'все дети' },
    { name: 'at_risk-n', item: '1', language: null, before: 48, after: 47 },
    { name: 'title', item: null, language: null, before: 'A', after: 'B' },
    { name: 'author', item: null, language: null, before: ['Brown P'], after: ['COG'] },
    { name: 'issued', item: null, language: null, before: '2021', after: '2021-05' },
  ]);
});

test('an empty list in place of none is no change', () => {
  expect(changedParts({ caveats: [], at_risk: null }, { caveats: null, at_risk: [] })).toEqual([]);
});

test('of a list what was taken out and put in; another order is told whole', () => {
  expect(listChange(['DE', 'NL'], ['NL', 'FR'])).toEqual({ removed: ['DE'], added: ['FR'] });
  expect(listChange(['DE', 'NL'], ['NL', 'DE'])).toBeNull();
  expect(listChange(null, ['NL'])).toBeNull();
});
