import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readBase, threeWayMerge } from './three-way-merge';

const base = { wbc: '10', cns: 'CNS1', sex: '' };

describe('two changes of one record', () => {
  test('of different fields are both stored', () => {
    expect(threeWayMerge(base, { ...base, wbc: '20' }, { ...base, sex: 'male' })).toEqual({
      merged: { wbc: '20', cns: 'CNS1', sex: 'male' },
      adopted: { sex: 'male' },
      conflicts: [],
    });
  });

  test('of one field to different values are a conflict, to the same value none', () => {
    expect(threeWayMerge(base, { ...base, wbc: '20' }, { ...base, wbc: '30' }).conflicts).toEqual([
      { name: 'wbc', base: '10', mine: '20', theirs: '30' },
    ]);
    expect(threeWayMerge(base, { ...base, wbc: '20' }, { ...base, wbc: '20' }).conflicts).toEqual([]);
  });

  test('an emptied field is a change like any other', () => {
    expect(threeWayMerge(base, { ...base, cns: '' }, base).merged['cns']).toBe('');
    expect(threeWayMerge(base, { ...base, cns: '' }, { ...base, cns: 'CNS3' }).conflicts).toHaveLength(1);
  });

  test('a field that was not in the form stays what it is', () => {
    expect(threeWayMerge(base, { wbc: '20' }, { ...base, cns: 'CNS2' }).merged).toEqual({
      wbc: '20',
      cns: 'CNS2',
      sex: '',
    });
  });

  test('without a known beginning every difference is asked', () => {
    expect(threeWayMerge({}, { ...base, wbc: '20', sex: 'male' }, base).conflicts.map(({ name }) => name)).toEqual([
      'wbc',
      'sex',
    ]);
  });

  const values = fc.record(
    Object.fromEntries(['a', 'b', 'c', 'd'].map((name) => [name, fc.constantFrom('', '1', '2', '3')])),
  );

  test("in any order, lose no field: each side's change is stored or is asked", () => {
    fc.assert(
      fc.property(values, values, values, (was, first, second) => {
        const merge = threeWayMerge(was, second, first);
        const asked = merge.conflicts.map(({ name }) => name);
        for (const name of Object.keys(was)) {
          if (asked.includes(name)) continue;
          const changed = [first[name], second[name]].filter((value) => value !== was[name]);
          expect(merge.merged[name]).toBe(changed[0] ?? was[name]);
        }
        const other = threeWayMerge(was, first, second);
        expect(other.conflicts.map(({ name }) => name)).toEqual(asked);
        for (const name of Object.keys(was).filter((one) => !asked.includes(one)))
          expect(other.merged[name]).toBe(merge.merged[name]);
      }),
    );
  });

  test('saving again without a change stores nothing new', () => {
    fc.assert(
      fc.property(values, values, (was, theirs) => {
        expect(threeWayMerge(was, was, theirs).merged).toEqual({ ...theirs });
      }),
    );
  });
});

test('a beginning that is none is not taken for an empty one', () => {
  expect([undefined, '', '[]', 'null', '{', '"a"'].map(readBase)).toEqual([null, null, null, null, null, null]);
  expect(readBase('{"a":"1","b":2}')).toEqual({ a: '1' });
});
