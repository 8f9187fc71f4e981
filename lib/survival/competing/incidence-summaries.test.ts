import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cumulativeIncidence } from './cumulative-incidence';
import { SurvivalInputError } from '../errors';
import { eventTables } from '../data/event-table-building';
import { expectClose, regressionCases } from '../golden/regression-support';
import { compareIncidences } from './incidence-comparison';
import { kaplanMeier } from '../curves/kaplan-meier';
import { checkObservations } from '../data/observations';
import { grayTest } from './gray-test';
import { timeLost } from './time-lost';

const rows = fc.array(
  fc.record({
    time: fc.integer({ min: 0, max: 12 }),
    event: fc.integer({ min: 0, max: 2 }),
    group: fc.integer({ min: 0, max: 2 }),
  }),
  { minLength: 4, maxLength: 60 },
);
type Row = { time: number; event: number; group: number };
const columns = (list: readonly Row[]): { time: number[]; event: number[]; group: number[] } => ({
  time: list.map((row) => row.time),
  event: list.map((row) => row.event),
  group: list.map((row) => row.group),
});

describe('timeLost', () => {
  test.each(regressionCases('time_lost'))('agrees with R rmean of survfit: $name', ({ golden, columns: data }) => {
    const event = data['event'] ?? [];
    const [table] = eventTables(checkObservations({ time: data['time'] ?? [], event }, Math.max(...event)));
    if (table === undefined) throw new Error('no table');
    const lost = timeLost(table, golden.options['tau'] as number);
    expectClose(
      'time lost',
      lost.map((cause) => cause.timeLost),
      golden.result['rmean'],
      golden.tolerance,
    );
    expectClose(
      'time lost error',
      lost.map((cause) => cause.standardError),
      golden.result['std_err'],
      golden.tolerance,
    );
  });

  test('is not carried beyond the follow-up', () => {
    const [table] = eventTables(checkObservations({ time: [1, 2, 3], event: [1, 2, 0] }, 2));
    if (table === undefined) throw new Error('no table');
    expect(timeLost(table, 4)[0]).toMatchObject({ timeLost: null, notEstimable: 'beyond_follow_up' });
  });
});

describe('compareIncidences', () => {
  // By hand: incidences 1/4 and 1/2 without censoring before; binomial variances p (1 - p) / n, which the jackknife gives.
  const curves = cumulativeIncidence(
    { time: [1, 5, 5, 5, 1, 1, 5, 5], event: [1, 0, 0, 0, 1, 1, 0, 0], group: [0, 0, 0, 0, 1, 1, 1, 1] },
    { causes: 2, variance: 'infinitesimal-jackknife' },
  );

  test('equals the comparison of two binomial proportions worked out by hand', () => {
    const outcome = compareIncidences(curves, 1, 2, 'linear');
    const variance = (0.25 * 0.75) / 4 + (0.5 * 0.5) / 4;
    expect(outcome.chiSquared).toBeCloseTo(0.25 ** 2 / variance, 12);
    expect(outcome.difference?.estimate).toBeCloseTo(0.25, 14);
    expect(outcome.ratio?.estimate).toBeCloseTo(2, 14);
    const cloglog = (p: number): number => Math.log(-Math.log(1 - p));
    const scaled = (p: number): number => (p * (1 - p)) / 4 / ((1 - p) * Math.log(1 - p)) ** 2;
    expect(compareIncidences(curves, 1, 2, 'cloglog').chiSquared).toBeCloseTo(
      (cloglog(0.5) - cloglog(0.25)) ** 2 / (scaled(0.25) + scaled(0.5)),
      12,
    );
  });

  test('says why there is no comparison', () => {
    expect(compareIncidences(curves, 2, 2)).toMatchObject({ chiSquared: null, notEstimable: 'estimate_at_boundary' });
    expect(compareIncidences(curves, 1, 6)).toMatchObject({ chiSquared: null, notEstimable: 'beyond_follow_up' });
    expect(compareIncidences(curves.slice(0, 1), 1, 2)).toMatchObject({ p: null, notEstimable: 'one_group' });
  });
});

describe('cumulative incidences', () => {
  test('and the event-free share add up to 1', () => {
    fc.assert(
      fc.property(rows, (list) => {
        for (const curve of cumulativeIncidence(columns(list), { causes: 2 })) {
          curve.eventFree.forEach((free, row) => {
            const sum = curve.causes.reduce((total, cause) => total + (cause.incidence[row] ?? 0), free);
            expect(Math.abs(sum - 1)).toBeLessThan(1e-12);
          });
        }
      }),
    );
  });

  test('of a single cause are 1 - Kaplan-Meier, and so is the jackknife error Greenwood', () => {
    fc.assert(
      fc.property(rows, (list) => {
        const single = { time: list.map((r) => r.time), event: list.map((r) => Math.min(1, r.event)) };
        const km = kaplanMeier(single);
        const [curve] = cumulativeIncidence(single, { causes: 1, variance: 'infinitesimal-jackknife' });
        km.survival.forEach((survival, row) => {
          expect(Math.abs(1 - survival - (curve?.causes[0]?.incidence[row] ?? 0))).toBeLessThan(1e-12);
          const error = km.standardError[row];
          if (error !== undefined)
            expect(Math.abs(error - (curve?.causes[0]?.standardError[row] ?? 0))).toBeLessThan(1e-12);
        });
      }),
    );
  });

  test('and their tests depend neither on the order of the rows nor on the unit of time', () => {
    fc.assert(
      fc.property(rows, fc.integer({ min: 2, max: 9 }), (list, factor) => {
        const figures = (data: readonly Row[]): (number | null)[] =>
          grayTest(columns(data), { causes: 2 }).map((t) => t.chiSquared);
        const before = figures(list);
        const turned = figures([...list].reverse());
        const scaled = figures(list.map((row) => ({ ...row, time: row.time * factor })));
        before.forEach((value, i) => {
          expect(scaled[i]).toBe(value);
          if (value === null) expect(turned[i]).toBeNull();
          else expect(Math.abs((turned[i] ?? Infinity) - value)).toBeLessThanOrEqual(1e-9 * Math.max(1, value));
        });
      }),
    );
  });

  test('of one stratum are tested as without strata', () => {
    fc.assert(
      fc.property(rows, (list) => {
        const data = columns(list);
        expect(grayTest({ ...data, strata: list.map(() => 0) }, { causes: 2 })).toEqual(grayTest(data, { causes: 2 }));
      }),
    );
  });

  test('refuse what they cannot compute with, by argument and row', () => {
    const refused = (act: () => unknown): SurvivalInputError => {
      try {
        act();
      } catch (error) {
        if (error instanceof SurvivalInputError) return error;
      }
      throw new Error('not refused');
    };
    expect(refused(() => cumulativeIncidence({ time: [1, 2], event: [1, 3] }, { causes: 2 }))).toMatchObject({
      argument: 'event',
      row: 1,
      reason: 'out_of_range',
    });
    expect(refused(() => cumulativeIncidence({ time: [1, Number.NaN], event: [1, 0] }))).toMatchObject({
      argument: 'time',
      row: 1,
      reason: 'not_finite',
    });
    expect(refused(() => grayTest({ time: [1], event: [1] }))).toMatchObject({ argument: 'group' });
    expect(refused(() => grayTest({ time: [1], start: [0], event: [1], group: [0] }))).toMatchObject({
      argument: 'start',
      reason: 'unsupported',
    });
    expect(grayTest({ time: [1, 2], event: [1, 0], group: [0, 0] })[0]).toMatchObject({
      chiSquared: null,
      notEstimable: 'one_group',
    });
    expect(grayTest({ time: [1, 2], event: [2, 0], group: [0, 1] })[0]).toMatchObject({
      chiSquared: null,
      notEstimable: 'no_events',
    });
  });
});
