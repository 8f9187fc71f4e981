import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { choice, flag, freeText, joined, patterned, several, SPANS, wholeNumber, year } from './fields';
import { normalisedQuery } from './normalised';
import { parametersOf } from './parameters';
import { readAddress } from './reading';

const schema = z
  .object({
    q: freeText(10).default(''),
    status: several(choice(['open', 'closed'])).default([]),
    series: joined(patterned(/^[a-z]$/u, 'series'), { separator: ',', ordered: true, most: 3 })
      .nullable()
      .default(null),
    ids: joined(patterned(/^[a-z]$/u, 'series'), { separator: ',', ordered: false }).optional(),
    from: year(1960, 2100).nullable().default(null),
    to: year(1960, 2100).nullable().default(null),
    page: wholeNumber(1, 9).default(1),
    all: flag().default(false),
  })
  .register(SPANS, { first: 'from', last: 'to' });

const normalised = (query: string): string => normalisedQuery(schema, new URLSearchParams(query));
const reading = (query: string) => readAddress(schema, parametersOf(new URLSearchParams(query)));

describe('the one query of all that say the same', () => {
  test.each([
    ['page=2&q=x', 'q=x&page=2'],
    ['status=open&status=closed', 'status=closed&status=open&status=open'],
    ['status=open&q=&from=', 'status=open'],
    ['ids=b,a', 'ids=a&ids=b'],
    ['ids=a,,b&', '&ids=a,b'],
    ['q=%D0%9C', 'q=М'],
    ['b=1&a=2', 'a=2&b=1'],
    ['series=a,a,b', 'series=a&series=b'],
  ])('%s and %s are one', (one, other) => {
    expect(normalised(one)).toBe(normalised(other));
  });

  test.each([
    ['series=a,b', 'series=b,a'],
    ['series=', ''],
    ['q=x', 'q=x&q=x'],
    ['q=x', 'q=x&colour=red'],
    ['page=2', 'page=2e0'],
    ['page=1', 'page=01'],
    ['a=1&a=2', 'a=2&a=1'],
    ['status=open', 'status=Open'],
  ])('%s and %s are two', (one, other) => {
    expect(normalised(one)).not.toBe(normalised(other));
  });

  test('says the same as what was asked, slips included, and is its own one query', () => {
    const name = fc.constantFrom('q', 'status', 'series', 'ids', 'from', 'to', 'page', 'all', 'colour', 'statu', '');
    const value = fc.constantFrom(
      '',
      ' ',
      'open',
      'closed',
      'opn',
      'a',
      'a,b',
      'b,a,',
      ',',
      '2020',
      '1990',
      '1e3',
      '1',
      'true',
      'М&=',
    );
    const pairs = fc.array(fc.tuple(name, value), { maxLength: 8 });
    const sorted = ({ values, problems }: ReturnType<typeof reading>) => ({
      values,
      problems: problems.map((problem) => JSON.stringify(problem)).sort(),
    });
    fc.assert(
      fc.property(pairs, (asked) => {
        const query = new URLSearchParams(asked).toString();
        const one = normalised(query);
        expect(sorted(reading(one))).toEqual(sorted(reading(query)));
        expect(normalised(one)).toBe(one);
      }),
      { numRuns: 3000 },
    );
  });
});
