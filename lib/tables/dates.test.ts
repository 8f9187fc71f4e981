import { describe, expect, test } from 'vitest';
import { dateStyle, readDate, type DateOrder } from './dates';

/** By hand: 2020-03-31 is day 18,352 after 1970-01-01. */
const LAST_OF_MARCH = 18_352;

describe('a cell as a date', () => {
  test.each([
    '2020-03-31',
    '2020/3/31',
    '2020.03.31',
    '20200331',
    '2020-03-31 14:05:00',
    '2020-03-31T00:00:00.000Z',
    '31.03.2020',
    '31.3.2020 00:00',
    '31/03/2020',
    '31-03-2020',
    '31MAR2020',
    '31-Mar-2020',
    '31 March 2020',
    'March 31, 2020',
    '31 марта 2020 г.',
  ])('%s', (cell) => {
    expect(readDate(cell, 'day-first')).toBe(LAST_OF_MARCH);
  });

  test('month first only between slashes and dashes; dots are always day first', () => {
    expect(readDate('03/31/2020', 'month-first')).toBe(LAST_OF_MARCH);
    expect(readDate('31.03.2020', 'month-first')).toBe(LAST_OF_MARCH);
  });

  test.each([
    '2020-02-30',
    '2021-02-29',
    '31.04.2020',
    '31.03.20',
    '03/31/2020',
    '2020',
    '43921',
    '20201331',
    'Smith 12, 2020',
    '',
    'NA',
  ])('%j is none', (cell) => {
    expect(readDate(cell, 'day-first')).toBeNull();
  });
});

describe('the order of day and month is the column’s', () => {
  test.each<[string[], DateOrder | null]>([
    [['03/04/2020', '25/04/2020'], 'day-first'],
    [['03/04/2020', '04/25/2020'], 'month-first'],
    [['04/04/2020', '05/05/2020'], 'day-first'],
    [['03.04.2020'], 'day-first'],
    [['2020-03-04'], 'day-first'],
    [['03/04/2020', '05/06/2020'], null],
    [['25/04/2020', '04/25/2020', '03/04/2020'], null],
  ])('%j', (cells, order) => {
    expect(dateStyle(cells)?.order).toBe(order);
  });

  test('numbers are no dates', () => {
    expect(dateStyle(['1.5', '20', '1,020'])).toBeNull();
  });
});
