import { describe, expect, test } from 'vitest';
import { searchTrials } from './search';
import { NO_FILTER } from './filter';
import { reasonsFor } from './trials';
import { catalogueOf, readTrials } from '../../testing/catalogue';

// The data set itself: who searches for a trial, a number or a drug has to find it.
const catalogue = catalogueOf(readTrials());
const find = (q: string) => searchTrials(catalogue, { ...NO_FILTER, q });
const slugs = (q: string): string[] => find(q).found.map(({ trial }) => trial.slug);

describe('a trial by its name comes first', () => {
  test.each([
    ['MLL-10', 'mll-10'],
    ['MLL 10', 'mll-10'],
    ['mll10', 'mll-10'],
    ['МLL-10', 'mll-10'], // a Cyrillic М
    ['Interfant-06', 'interfant-06'],
    ['interfant 06', 'interfant-06'],
    ['Interfant06', 'interfant-06'],
    ['interfnat-06', 'interfant-06'],
    ['Интерфант-06', 'interfant-06'],
    ['Interfant-99', 'interfant-99'],
    ['UK Infant 92', 'uk-infant-92'],
    ['ALL-MB 91', 'all-mb-91'],
    ['TINI II', 'tini-ii'],
    ['aall0631', 'aall0631'],
    ['AALL 0631', 'aall0631'],
    ['MLL-Baby', 'mll-baby'],
    ['MLL-Бэби', 'mll-baby'],
  ])('%s → %s', (q, slug) => expect(slugs(q)[0]).toBe(slug));
});

describe('a trial by its number, and no other', () => {
  test.each([
    ['NCT00550992', 'interfant-06'],
    ['NCT 00550992', 'interfant-06'],
    ['nct00550992', 'interfant-06'],
    ['00550992', 'interfant-06'],
    ['NСТ00550992', 'interfant-06'], // С and Т Cyrillic
    ['NCT0055099', 'interfant-06'],
    ['ISRCTN12500962', 'interfant-06'],
    ['2016-004674-17', 'interfant-blina-pilot'],
    ['EudraCT 2016-004674-17', 'interfant-blina-pilot'],
  ])('%s → %s', (q, slug) => expect(slugs(q)).toEqual([slug]));

  test('a number that no trial has finds none, however near; the nearest are offered', () => {
    expect(slugs('NCT00550993')).toEqual([]);
    expect(find('NCT00550993').suggestions[0]).toBe('NCT00550992');
  });

  test('a name with another number is another trial', () => {
    expect(slugs('Interfant-07')).toEqual([]);
    expect(slugs('Interfant-06').indexOf('interfant-99')).not.toBe(0);
    expect(slugs('MLL-10')).not.toContain('mll-17');
  });
});

describe('drugs and treatments in both languages', () => {
  const blinatumomab = slugs('blinatumomab');
  test('every trial with the drug among its interventions is found', () => {
    const given = readTrials()
      .filter(({ interventions }) => interventions.some(({ name }) => /blinatumomab/iu.test(name.en)))
      .map(({ slug }) => slug);
    expect(blinatumomab).toEqual(expect.arrayContaining(given));
  });
  test.each([
    ['блинатумомаб'],
    ['Blincyto'],
    ['блинцито'],
    ['блинатумомаба'],
    ['blinatunomab'],
    ['блинатумамаб'],
    ['BiTE'],
  ])('%s finds the same', (q) => {
    expect([...slugs(q)].sort()).toEqual([...blinatumomab].sort());
  });
  test.each([
    ['лестауртиниб', 'aall0631'],
    ['CEP-701', 'aall0631'],
    ['азацитидин', 'aall15p1'],
    ['Vidaza', 'aall15p1'],
    ['венетоклакс', 'aall2321'],
    ['третиноин', 'mll-baby'],
    ['Kymriah', 'cibmtr-tisa'],
    ['КАР-Т', 'plat-infant-cart'],
    ['CAR T', 'plat-infant-cart'],
    ['ингибитор менина', 'augment-101'],
    ['ТГСК', 'mll-03'],
    ['трансплантация', 'mll-03'],
    ['bone marrow transplant', 'aall01p1'],
    ['Детская онкологическая группа', 'aall0631'],
    ["children's oncology group", 'aall0631'],
    ['JCCG', 'mll-10'],
    ['БЭБИ', 'mll-baby'],
    ['Германия', 'interfant-21'],
    ['Germany', 'interfant-21'],
    ['младенцев', 'interfant-99'],
    ['КМТ2А', 'augment-101'], // all letters Cyrillic
    ['St. Jude', 'tini-i'],
  ])('%s finds %s', (q, slug) => expect(slugs(q)).toContain(slug));

  test('every word has to fit', () => {
    expect(slugs('blinatumomab venetoclax').sort()).toEqual([
      'aall2321',
      'beijing-blina-frontline',
      'cccg-iall-mpal-2022',
    ]);
    expect(slugs('jplsg blinatumomab')).toEqual([]);
  });

  test('a question without letters or digits does not restrict', () =>
    expect(slugs(' - ')).toHaveLength(catalogue.trials.length));
});

describe('what stands first', () => {
  test('a name before an intervention before a text', () => {
    const found = slugs('Interfant-06');
    expect(found[0]).toBe('interfant-06');
    expect(found.indexOf('interfant-blina-pilot')).toBeLessThan(found.indexOf('aall15p1')); // named so; mentioned in its backbone
    const drug = slugs('blinatumomab');
    expect(drug.indexOf('uk-blinatumomab-infants')).toBeLessThan(drug.indexOf('interfant-21'));
  });
});

describe('why a trial was found', () => {
  const reasons = (q: string, slug: string, locale: 'en' | 'ru') =>
    reasonsFor(catalogue.records, slug, find(q).found.find(({ trial }) => trial.slug === slug)?.matches ?? [], locale);
  test('the row shows the name itself', () => expect(reasons('MLL-10', 'mll-10', 'en')).toEqual([]));
  test('an intervention is named in the reader’s language, whatever was typed', () => {
    expect(reasons('Blincyto', 'interfant-21', 'en')).toEqual([{ field: 'intervention', text: 'Blinatumomab' }]);
    expect(reasons('Blincyto', 'interfant-21', 'ru')).toEqual([{ field: 'intervention', text: 'Блинатумомаб' }]);
  });
  test('a number as it is registered', () =>
    expect(reasons('nct 00550992', 'interfant-06', 'en')).toEqual([{ field: 'registration', text: 'NCT00550992' }]));
  test('a synonym in a long text is shown as the reader’s own text has it', () => {
    expect(reasons('ТГСК', 'uk-infant-92', 'en')).toEqual([{ field: 'hsct', text: 'Transplantation' }]);
    expect(reasons('HSCT', 'uk-infant-92', 'ru')[0]?.text).toMatch(/^[а-я]/iu);
  });
  test('in a long text, the word', () =>
    expect(reasons('Interfant-06', 'aall15p1', 'en')).toEqual([{ field: 'backbone', text: 'Interfant-06' }]));
});

describe('questions that find nothing', () => {
  test.each([
    ['Interfant-07', 'Interfant-06'],
    ['NCT99999999 blinatumomab', 'blinatumomab'],
    ['lestartnb', 'lestaurtinib'],
  ])('%s: %s is offered, and finds something', (q, offer) => {
    const { suggestions } = find(q);
    expect(suggestions.map((text) => text.toLowerCase())).toContain(offer.toLowerCase());
    for (const suggestion of suggestions) expect(slugs(suggestion).length).toBeGreaterThan(0);
  });
  test('nothing is offered for nonsense', () => expect(find('qwzxv').suggestions).toEqual([]));
});
