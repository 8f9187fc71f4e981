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
    '31 марта 2020 года',
    '«31» марта 2020 г.',
    '31.03.20',
    '31.3.20 г.',
    '31/03/20',
    '31-Mar-20',
    '31.03.20 14:05',
  ])('%s', (cell) => {
    expect(readDate(cell, 'day-first')).toBe(LAST_OF_MARCH);
  });

  test.each(['31.03.0020', '0020-03-31', '31/03/0001', '31 March 0020'])(
    'a year of four digits is none of two: %s',
    (cell) => {
      expect(readDate(cell, 'day-first')).toBeNull();
    },
  );

  test('month first only between slashes and dashes; dots are always day first', () => {
    expect(readDate('03/31/2020', 'month-first')).toBe(LAST_OF_MARCH);
    expect(readDate('31.03.2020', 'month-first')).toBe(LAST_OF_MARCH);
  });

  test.each([
    '2020-02-30',
    '2021-02-29',
    '31.04.2020',
    '30.02.20',
    '03/31/2020',
    '9999-12-31',
    '1111-11-11',
    '2020-03',
    'Mar-20',
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
    // Two digits may be the year in front too.
    [['05.03.24', '06.11.99'], 'day-first'],
    [['05/03/24'], null],
    [['25/03/24'], null],
    [['25/03/24', '25/03/32'], 'day-first'],
    [['03/25/24', '03/25/24'], 'month-first'],
    [['99-03-05', '24-12-31'], 'year-first'],
    [['05-Mar-24'], 'day-first'],
    [['25/04/2020', '04/25/2020', '03/04/2020'], null],
  ])('%j', (cells, order) => {
    expect(dateStyle(cells)?.order).toBe(order);
  });

  test('years of two digits are of this century below 50, and said', () => {
    // By hand: 2024-03-05 is day 19,787, 1999-11-06 day 10,901 after 1970-01-01.
    expect(readDate('05.03.24', 'day-first')).toBe(19_787);
    expect(readDate('06.11.99', 'day-first')).toBe(10_901);
    expect(readDate('24-03-05', 'year-first')).toBe(19_787);
    expect(dateStyle(['31.12.2020', '05.03.24'])?.shortYear).toBe('05.03.24');
    expect(dateStyle(['31.12.2020 10:45'])?.shortYear).toBeNull();
  });

  test('numbers are no dates', () => {
    expect(dateStyle(['1.5', '20', '1,020'])).toBeNull();
  });
});

test('a date with dots does not say which number is first between dashes', () => {
  expect(dateStyle(['21-03-05', '20-12-31', '05.03.2021'])?.order).toBeNull();
  expect(readDate('31.03.2020', 'year-first')).toBe(LAST_OF_MARCH);
});
