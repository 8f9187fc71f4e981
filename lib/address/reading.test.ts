import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import {
  choice,
  decimalNumber,
  flag,
  freeText,
  joined,
  patterned,
  recordName,
  several,
  SPANS,
  wholeNumber,
  year,
} from './fields';
import { parametersOf, type AddressParameters } from './parameters';
import { alsoKnown, canonicalAddress, canonicalQuery, mendedAddress, readAddress } from './reading';

const schema = z
  .object({
    q: freeText(20).default(''),
    status: several(choice(['open', 'closed', 'unknown'])).default([]),
    group: several(recordName(['COG', 'St. Jude'])).default([]),
    view: choice(['table', 'cards']).default('table'),
    on: flag().default(false),
    size: wholeNumber(1, 20).default(5),
    years: decimalNumber(0.5, 10, 2).optional(),
    from: year(1900, 2099).nullable().default(null),
    to: year(1900, 2099).nullable().default(null),
    ids: joined(patterned(/^[a-z]+$/u, 'series'), { separator: ',', ordered: true, most: 3 })
      .nullable()
      .default(null),
    bag: joined(patterned(/^[a-z]+$/u, 'series'), { separator: ',', ordered: false }).default([]),
  })
  .register(SPANS, { first: 'from', last: 'to' });
const usual = {
  q: '',
  status: [],
  group: [],
  view: 'table',
  on: false,
  size: 5,
  from: null,
  to: null,
  ids: null,
  bag: [],
};
const read = (query: string) => readAddress(schema, parametersOf(new URLSearchParams(query)));
const canonical = (query: string) => canonicalQuery(schema, parametersOf(new URLSearchParams(query)));

describe('one behaviour for each kind of slip', () => {
  test('nothing says what is usual', () => expect(read('')).toEqual({ values: usual, problems: [] }));

  test('an empty or blank value says the same as its absence; a joined list that is empty is empty', () => {
    const blank = Object.keys(schema.shape)
      .filter((name) => name !== 'ids')
      .flatMap((name) => [`${name}=`]);
    expect(read(blank.join('&'))).toEqual({ values: usual, problems: [] });
    expect(read('q=+&view=%20&size=%09')).toEqual({ values: usual, problems: [] });
    expect(read('ids=').values.ids).toEqual([]);
    expect(canonical('ids=')).toBe('ids=');
  });

  test('an unknown parameter is named with those that are known and the nearest of them', () => {
    expect(read('statu=open').problems).toEqual([
      {
        parameter: 'statu',
        code: 'unknown-parameter',
        value: 'open',
        allowed: Object.keys(schema.shape),
        nearest: 'status',
      },
    ]);
    expect(read('colour=red').problems[0]).not.toHaveProperty('nearest');
  });

  test('names of an object’s own machinery are no parameters', () =>
    expect(read('__proto__=1&constructor=2&toString=3').problems.map(({ parameter }) => parameter)).toEqual([
      '__proto__',
      'constructor',
      'toString',
    ]));

  test('a parameter that is no list may be given once, even with the same value; a list may be repeated', () => {
    expect(read('view=cards&view=table')).toMatchObject({
      values: { view: 'table' },
      problems: [{ parameter: 'view', code: 'given-twice', value: 'cards, table' }],
    });
    expect(read('size=7&size=7').problems).toEqual([
      { parameter: 'size', code: 'given-twice', value: '7, 7', nearest: '7' },
    ]);
    expect(read('status=open&status=closed&status=open&ids=b&ids=a,b')).toMatchObject({
      values: { status: ['closed', 'open'], ids: ['b', 'a'] },
      problems: [],
    });
  });

  test.each([
    ['size=5,5', undefined],
    ['size=1e3', '20'],
    ['size=1,250', undefined],
    ['size=5-7', undefined],
    ['size=-3', '1'],
    ['size=0', '1'],
    ['size=21', '20'],
    ['size=0x10', undefined],
    ['size=%D9%A5', undefined],
    ['size=Infinity', undefined],
    ['size=1%20250', '20'],
    ['years=5,500', undefined],
    ['years=5.555', undefined],
    ['years=0', '0.5'],
    ['years=11', '10'],
    ['from=99', '1900'],
    ['from=soon', undefined],
  ])('the number %s is not read but refused, the nearest is %s', (query, nearest) => {
    const [name = ''] = query.split('=');
    const { values, problems } = read(query);
    expect(values).toEqual(usual);
    expect(problems).toMatchObject([{ parameter: name, code: 'not-valid' }]);
    expect(problems[0]?.nearest).toBe(nearest);
    expect(problems[0]?.expected).toHaveProperty('least');
  });

  test('numbers are read as people type them', () => {
    for (const size of ['7', '07', '+7', '%2B7', '7.0', '7,0', '0.7e1', '%207%C2%A0'])
      expect(read(`size=${size}`), size).toMatchObject({ values: { size: 7 }, problems: [] });
    for (const years of ['5.5', '5,5', '5.50', '55e-1', '%2B5,50'])
      expect(read(`years=${years}`), years).toMatchObject({ values: { years: 5.5 }, problems: [] });
    expect(read('from=1%20999').values).toMatchObject({ from: 1999 });
    expect(canonical('size=07&years=5.50')).toBe('size=7&years=5.5');
  });

  test('an over-long value is refused with its longest, and shown in part', () => {
    const { values, problems } = read(`q=${'я'.repeat(21)}&view=${'x'.repeat(5000)}&group=${'😀'.repeat(200)}`);
    expect(values).toEqual(usual);
    expect(problems.map(({ parameter, code }) => [parameter, code])).toEqual([
      ['q', 'not-valid'],
      ['group', 'unknown-record'],
      ['view', 'not-in-list'],
    ]);
    expect(problems[0]?.expected).toEqual({ kind: 'text', most: 20 });
    for (const { value } of problems) expect([...value].length).toBeLessThanOrEqual(80);
    expect(problems[1]?.value).toBe('😀'.repeat(80));
  });

  test('of too many the first are kept; of a list the readable ones', () => {
    expect(read('ids=d,c,b,a')).toMatchObject({
      values: { ids: ['d', 'c', 'b'] },
      problems: [{ parameter: 'ids', code: 'too-many', value: '4', expected: { most: 3 } }],
    });
    expect(read('ids=A,b&group=COG&group=COGG')).toMatchObject({
      values: { ids: ['b'], group: ['COG'] },
      problems: [
        { parameter: 'group', code: 'unknown-record', value: 'COGG', nearest: 'COG' },
        { parameter: 'ids', code: 'not-valid', value: 'A' },
      ],
    });
    expect(read('ids=A').values.ids).toBeNull();
  });

  test('years that run backwards are both left out', () =>
    expect(read('from=2010&to=1999')).toEqual({
      values: usual,
      problems: [{ parameter: 'from', code: 'years-reversed', value: '2010–1999' }],
    }));

  test('thousands of faults are answered with a dozen', () => {
    const many = (name: string): string => Array.from({ length: 3000 }, (_, i) => `${name}=X${i}`).join('&');
    expect(read(many('group')).problems).toHaveLength(12);
    expect(read(Array.from({ length: 3000 }, (_, i) => `x${i}=1`).join('&')).problems).toHaveLength(12);
  });
});

describe('the canonical address', () => {
  test('lists whose order says nothing and parameters in any order are one address', () => {
    const one = 'status=closed&status=open&view=cards&on=1&ids=b,a&bag=a,b';
    expect(canonical('bag=b,a,b&on=true&view=cards&ids=b,a&status=open&status=closed&size=5&q=&foo=1')).toBe(one);
    expect(canonical(one)).toBe(one);
    expect(canonical('ids=a,b')).not.toBe(canonical('ids=b,a'));
    expect(canonicalAddress('/trials', schema, {})).toBe('/trials');
    expect(canonicalAddress('/trials', schema, { q: 'a b' })).toBe('/trials?q=a%20b');
  });

  const value = fc.oneof(
    fc.constantFrom('open', 'closed', 'COG', 'cards', '1', 'true', '5', '07', '5.50', '1999', 'a', 'b,a', ' ', ''),
    fc.string({ unit: 'binary' }),
  );
  const parameters: fc.Arbitrary<AddressParameters> = fc.dictionary(
    fc.oneof(fc.constantFrom(...Object.keys(schema.shape)), fc.string()),
    fc.oneof(value, fc.array(value, { maxLength: 4 })),
  );
  const shuffled = (given: AddressParameters): fc.Arbitrary<AddressParameters> =>
    fc
      .shuffledSubarray(Object.entries(given), { minLength: Object.keys(given).length })
      .map((entries) =>
        Object.fromEntries(
          entries.map(([name, texts]) => [
            name,
            name === 'ids' || typeof texts === 'string' ? texts : [...(texts ?? [])].reverse(),
          ]),
        ),
      );

  test('whatever is asked: it says the same, has no fault, is its own canonical address, and no order changes it', () => {
    fc.assert(
      fc.property(
        parameters.chain((given) => fc.tuple(fc.constant(given), shuffled(given))),
        ([given, reordered]) => {
          const { values, problems } = readAddress(schema, given);
          const query = canonicalQuery(schema, given);
          expect(read(query)).toEqual({ values, problems: [] });
          expect(canonical(query)).toBe(query);
          expect(canonicalQuery(schema, reordered)).toBe(query);
          for (const problem of problems) expect(problem.value.length).toBeLessThanOrEqual(160);
        },
      ),
    );
  });

  test('every nearest leads to an address without a fault in that parameter', () => {
    fc.assert(
      fc.property(parameters, (given) => {
        for (const problem of readAddress(schema, given).problems) {
          const address = mendedAddress('/x', schema, given, problem);
          expect(address === null).toBe(
            problem.nearest === undefined ||
              (problem.code === 'unknown-parameter' && given[problem.nearest] !== undefined),
          );
          if (address !== null) expect(read(address.slice('/x?'.length)).problems).toEqual([]);
        }
      }),
    );
  });
});

test('a mended address has the nearest in the place of the fault and keeps the rest', () => {
  const mended = (query: string): (string | null)[] => {
    const parameters = parametersOf(new URLSearchParams(query));
    return readAddress(schema, parameters).problems.map((problem) => mendedAddress('/x', schema, parameters, problem));
  };
  expect(mended('status=open&status=closd&view=cards')).toEqual(['/x?status=closed&status=open&view=cards']);
  expect(mended('statu=open&size=7')).toEqual(['/x?status=open&size=7']);
  expect(mended('size=8&size=8')).toEqual(['/x?size=8']);
  expect(mended('colour=red')).toEqual([null]);
});

test('names of the caller are known too', () => {
  const [problem] = read('pixel=2').problems;
  if (problem === undefined) throw new Error('no problem');
  expect(alsoKnown(problem, ['pixels', 'lang'])).toMatchObject({
    nearest: 'pixels',
    allowed: [...Object.keys(schema.shape), 'pixels', 'lang'],
  });
});
