import { describe, expect, test } from 'vitest';
import {
  formatDay,
  formatInterval,
  formatMonth,
  formatNumber,
  formatP,
  formatPercent,
  formatYears,
  scientificParts,
} from './format';

/** What a reader of each language expects; spaces that must not break are written out. */
describe('numbers and dates', () => {
  test('have the decimal sign of the language and a true minus', () => {
    expect(formatNumber(46.1, 'en')).toBe('46.1');
    expect(formatNumber(46.1, 'ru')).toBe('46,1');
    expect(formatNumber(-3.25, 'ru', 2)).toBe('\u22123,25');
    expect(formatNumber(-0.04, 'en', 1)).toBe('0.0');
  });

  test('keep the percent sign with the number', () => {
    expect(formatPercent(46.1, 'en')).toBe('46.1\u202f%');
    expect(formatPercent(100, 'ru')).toBe('100\u202f%');
    expect(formatInterval(42, 50.2, 'ru')).toBe('42,0\u201350,2');
  });

  test.each([
    [1, '1\u00a0год'],
    [2, '2\u00a0года'],
    [5, '5\u00a0лет'],
    [21, '21\u00a0год'],
    [1.5, '1,5\u00a0года'],
    [0.5, '0,5\u00a0года'],
  ])('%s years in Russian are %s', (years, text) => {
    expect(formatYears(years, 'ru')).toBe(text);
  });

  test('years in English', () => {
    expect(formatYears(6, 'en')).toBe('6\u00a0y');
  });

  test('days do not move with the time zone', () => {
    expect(formatDay('2021-03-05', 'en')).toBe('5\u00a0Mar\u00a02021');
    expect(formatDay('2021-03-05', 'ru')).toBe('05.03.2021');
  });

  test.each([
    [0.0004, 'p\u202f<\u202f0.001'],
    [0.0112, 'p\u202f=\u202f0.011'],
    [0.0496, 'p\u202f=\u202f0.050'],
    [0.142, 'p\u202f=\u202f0.14'],
    [0.995, 'p\u202f>\u202f0.99'],
  ])('p of %s is written %s', (p, text) => {
    expect(formatP(p, 'en')).toBe(text);
  });
});

describe('very small numbers', () => {
  test.each([
    [2.74e-14, '2.7', '\u221214'],
    [1e-9, '1.0', '\u22129'],
    [12345, '1.2', '4'],
    [0, '0', null],
  ])('%s is %s times ten to the %s', (value, factor, exponent) => {
    expect(scientificParts(value, 'en')).toEqual({ factor, exponent });
  });
});

test('a month stays on one line with its year', () => {
  expect(formatMonth('1995-12', 'en')).toBe('Dec\u00a01995');
  expect(formatMonth('1995-12', 'ru')).toBe('дек.\u00a01995\u00a0г.');
  expect(formatMonth('1995', 'ru')).toBe('1995');
});
