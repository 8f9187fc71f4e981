import { expect, test } from 'vitest';
import { countryName } from './country-name';

test('countries are called as readers write them', () => {
  // By hand; ICU says "Hong Kong SAR China", "Соединенные Штаты" without ё and "Гонконг (САР)".
  expect(['US', 'HK', 'GB', 'BY'].map((code) => countryName(code, 'en'))).toEqual([
    'United States',
    'Hong Kong',
    'United Kingdom',
    'Belarus',
  ]);
  expect(['US', 'HK', 'GB', 'BY'].map((code) => countryName(code, 'ru'))).toEqual([
    'США',
    'Гонконг',
    'Великобритания',
    'Беларусь',
  ]);
  expect(countryName('ZZ', 'en')).not.toBe('');
});
