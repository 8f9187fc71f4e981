import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { SurvivalInputError } from '../errors';
import { atRiskAt, eventTableFromCounts, firstAtOrAfter, type EventTable } from './event-table';
import { eventTables } from './event-table-building';
import { encodeLabels } from './labels';
import { checkObservations } from './observations';
import { sortColumn } from '../math/sort-order';
import { lastAtOrBefore, mergeAscending, mergedTimes, mergeSorted, snapSorted } from './tied-times';

/** Reproducible numbers in [0, 1) for samples too large for fast-check (linear congruential generator). */
function* uniform(seed: number): Generator<number, never> {
  let state = seed;
  for (;;) {
    state = (state * 1664525 + 1013904223) >>> 0;
    yield state / 2 ** 32;
  }
}

describe('sortColumn', () => {
  test.each([3, 600, 5000])("%d values of any size come in R's order, ties in the order of rows", (size) => {
    const random = uniform(size);
    const values = Float64Array.from({ length: size }, (_, i) => {
      if (i % 7 === 0) return Math.floor(random.next().value * 5);
      return random.next().value * 10 ** Math.floor(random.next().value * 40 - 20);
    });
    const wanted = Array.from(values.keys()).sort((a, b) => (values[a] ?? 0) - (values[b] ?? 0) || a - b);
    const { order, values: sorted } = sortColumn(values);
    expect([...order]).toEqual(wanted);
    expect([...sorted]).toEqual(wanted.map((row) => values[row]));
  });
  test.each([1e-9, 1, 1e12])(
    "values spread evenly, up to %d, some closer than their neighbours' positions",
    (scale) => {
      const random = uniform(7);
      const values = Float64Array.from(
        { length: 4000 },
        (_, i) => scale * (i % 5 === 0 ? 0.5 + random.next().value * 1e-10 : random.next().value),
      );
      const wanted = Array.from(values.keys()).sort((a, b) => (values[a] ?? 0) - (values[b] ?? 0) || a - b);
      expect([...sortColumn(values).order]).toEqual(wanted);
    },
  );
  test('one value for all', () => {
    expect([...sortColumn(new Float64Array(1000).fill(3)).order]).toEqual(Array.from({ length: 1000 }, (_, i) => i));
  });
});

describe('mergedTimes', () => {
  test('merges chains into their smallest member', () => {
    const times = Float64Array.of(0, 1, 1 + 1e-8, 1 + 2e-8, 1 + 3e-8, 2);
    const kept = mergedTimes(times);
    expect([...(kept ?? [])]).toEqual([0, 1, 2]);
    mergeSorted(sortColumn(times), times);
    expect([...times]).toEqual([0, 1, 1, 1, 1, 2]);
  });
  test('leaves distinct times alone', () => {
    expect(mergedTimes(Float64Array.of(0, 0, 0.5, 2))).toBeNull();
  });
  test('walking the sorted columns gives what searching every time gives', () => {
    const ticks = fc.array(fc.integer({ min: 0, max: 300 }), { minLength: 1 });
    fc.assert(
      fc.property(ticks, ticks, (first, second) => {
        const [a, b] = [first, second].map((list) => Float64Array.from(list, (tick) => tick * 4e-9));
        if (a === undefined || b === undefined) return;
        const [sortedA, sortedB] = [sortColumn(a), sortColumn(b)];
        const pooled = mergeAscending(sortedA.values, sortedB.values);
        expect(pooled).toEqual(Float64Array.of(...a, ...b).sort());
        const kept = mergedTimes(pooled);
        if (kept === null) return;
        const searched = a.map((time) => kept[lastAtOrBefore(kept, time)] ?? 0);
        snapSorted(sortedA, a, kept);
        expect(a).toEqual(searched);
        expect(sortedA.values).toEqual(searched.slice().sort());
        const pooledSorted = sortColumn(pooled);
        mergeSorted(pooledSorted, pooled);
        expect(pooled).toEqual(
          Float64Array.of(...first, ...second)
            .map((tick) => kept[lastAtOrBefore(kept, tick * 4e-9)] ?? 0)
            .sort(),
        );
      }),
    );
  });
});

describe('eventTables', () => {
  type Row = { start: number; time: number; event: number; group: number; strata: number };
  const naive = (rows: Row[]): { time: number; atRisk: number; byCode: number[] }[] =>
    [...new Set(rows.map((row) => row.time))]
      .sort((a, b) => a - b)
      .map((time) => ({
        time,
        atRisk: rows.filter((row) => row.start < time && row.time >= time).length,
        byCode: [0, 1, 2].map((code) => rows.filter((row) => row.time === time && row.event === code).length),
      }));
  const read = (table: EventTable): ReturnType<typeof naive> =>
    Array.from(table.time, (time, i) => ({
      time,
      atRisk: table.atRisk[i] ?? 0,
      byCode: [table.censored[i] ?? 0, ...table.byCause.map((cause) => cause[i] ?? 0)],
    }));

  test.each([
    ['counted whole times', 1, 40],
    ['sorted small samples', 0.37, 40],
    ['sorted large samples', 0.37, 1500],
  ] as const)('%s: counts as by definition, per stratum and group', (_, unit, size) => {
    const random = uniform(size);
    const draw = (below: number): number => Math.floor(random.next().value * below);
    const rows = Array.from({ length: size }, (): Row => {
      const start = draw(20);
      return {
        start: start * unit,
        time: (start + 1 + draw(40)) * unit,
        event: draw(3),
        group: draw(2),
        strata: draw(2),
      };
    });
    const column = (name: keyof Row): number[] => rows.map((row) => row[name]);
    const input = {
      start: column('start'),
      time: column('time'),
      event: column('event'),
      group: column('group'),
      strata: column('strata'),
    };
    const tables = eventTables(checkObservations(input, 2));
    expect(tables).toHaveLength(4);
    tables.forEach((table, cell) => {
      const mine = rows.filter((row) => row.strata * 2 + row.group === cell);
      expect(read(table)).toEqual(naive(mine));
      expect(table.size).toBe(mine.length);
      expect([...table.events]).toEqual(
        Array.from(table.time, (_time, i) => (table.byCause[0]?.[i] ?? 0) + (table.byCause[1]?.[i] ?? 0)),
      );
      for (const time of [0, 3 * unit, 5.5 * unit, 21 * unit, 100 * unit]) {
        expect(atRiskAt(table, time)).toBe(mine.filter((row) => row.start < time && row.time >= time).length);
      }
    });
  });
  test('a negative zero is the time 0', () => {
    const [table] = eventTables(checkObservations({ time: [0.5, -0, 0], event: [1, 1, 0] }));
    expect([...(table?.time ?? [])]).toEqual([0, 0.5]);
  });
  test('very long whole times are sorted, not counted', () => {
    const [table] = eventTables(checkObservations({ time: [30_000_000, 2, 2], event: [1, 1, 0] }));
    expect([...(table?.time ?? [])]).toEqual([2, 30_000_000]);
  });
});

describe('eventTableFromCounts', () => {
  test('takes several causes, drops empty rows and merges times equal up to rounding', () => {
    const table = eventTableFromCounts({
      time: [0.3, 0.1 + 0.2, 1, 2],
      eventsByCause: [
        [1, 0, 0, 1],
        [0, 2, 0, 0],
      ],
      censored: [0, 1, 0, 1],
    });
    expect([...table.time]).toEqual([0.3, 2]);
    expect([[...table.events], [...table.censored], [...table.atRisk]]).toEqual([
      [3, 1],
      [1, 1],
      [6, 2],
    ]);
  });
  test.each<[string, object]>([
    ['no rows', { time: [], events: [], censored: [] }],
    ['only empty rows', { time: [1], events: [0], censored: [0] }],
    ['a negative count', { time: [1], events: [-1], censored: [2] }],
    ['half an event', { time: [1], events: [0.5], censored: [2] }],
    ['a descending time', { time: [2, 1], events: [1, 1], censored: [0, 0] }],
    ['a missing row', { time: [1, 2], events: [1], censored: [0, 0] }],
  ])('%s is refused', (_, counts) => {
    expect(() => eventTableFromCounts(counts as never)).toThrow(SurvivalInputError);
  });
});

test('firstAtOrAfter finds the place of a time', () => {
  expect([0, 1, 1.5, 3, 4].map((time) => firstAtOrAfter([1, 2, 3], time))).toEqual([0, 0, 1, 2, 3]);
});

describe('encodeLabels', () => {
  test('keeps the order of the levels, sorts without them, refuses unknown labels', () => {
    expect([...encodeLabels(['b', 'a'], ['b', 'a']).codes]).toEqual([0, 1]);
    expect(encodeLabels(['b', 'a', 'b'])).toEqual({ codes: Int32Array.of(1, 0, 1), levels: ['a', 'b'] });
    expect(() => encodeLabels(['c'], ['a'])).toThrow(SurvivalInputError);
  });
});
