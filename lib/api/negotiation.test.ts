import { describe, expect, test } from 'vitest';
import { chooseLanguage, chooseMedium, matchesTag } from './negotiation';

describe('chooseMedium', () => {
  // Expected values: RFC 9110, section 12.5.1 (the most specific range takes precedence; q = 0 means "not acceptable").
  test.each<[string | null, string | null]>([
    [null, 'json'],
    ['', 'json'],
    ['*/*', 'json'],
    ['text/csv', 'csv'],
    ['TEXT/CSV; charset=utf-8', 'csv'],
    ['text/*', 'csv'],
    ['application/json, text/csv', 'json'],
    ['application/json;q=0.5, text/csv', 'csv'],
    ['text/html, */*;q=0.1', 'json'],
    ['application/json;q=0, */*', 'csv'],
    ['text/html', null],
    ['text/csv;q=0', null],
    ['text/csv;q=soon', null],
  ])('%j', (accept, expected) => {
    expect(chooseMedium(accept, ['json', 'csv'])).toBe(expected);
  });

  test('does not choose what is not offered', () => {
    expect(chooseMedium('text/csv', ['json'])).toBeNull();
    expect(chooseMedium('text/csv, application/json;q=0.1', ['json'])).toBe('json');
  });
});

describe('chooseLanguage', () => {
  test.each<[string | null, string]>([
    [null, 'en'],
    ['ru', 'ru'],
    ['ru-RU,ru;q=0.9,en;q=0.8', 'ru'],
    ['de,en;q=0.5,ru;q=0.4', 'en'],
    ['de, ru;q=0.1', 'ru'],
    ['ru;q=0', 'en'],
    ['rus', 'en'],
    ['fr', 'en'],
  ])('%j', (header, expected) => {
    expect(chooseLanguage(header)).toBe(expected);
  });
});

describe('matchesTag', () => {
  // RFC 9110, section 13.1.2: weak comparison, a list, or any.
  test.each<[string | null, boolean]>([
    [null, false],
    ['W/"a"', true],
    ['"a"', true],
    ['"b", W/"a"', true],
    ['*', true],
    ['"b"', false],
    ['a', false],
  ])('%j', (header, expected) => {
    expect(matchesTag(header, 'W/"a"')).toBe(expected);
  });
});
