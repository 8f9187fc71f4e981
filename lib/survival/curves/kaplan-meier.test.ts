import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ConfidenceType } from './confidence-limits';
import { SurvivalInputError } from '../errors';
import { eventTableFromCounts } from '../data/event-table';
import { casesOf, expectAgreement, readObservations } from '../golden/reference';
import { kaplanMeier, kaplanMeierByGroup, kaplanMeierOfTable } from './kaplan-meier';
import type { Observations } from '../data/observations';

type Numbers = (number | string | null)[];
type Group = { n: number; events: number; curve: Record<string, Numbers> & { rows?: number[] } };

const types = { plain: 'plain', log: 'log', 'log-log': 'log-log', arcsin: 'arcsin', logit: 'logit' } as const;

describe('kaplanMeier', () => {
  test.each(casesOf<{ groups: Group[] }>('km'))(
    '$id: agrees with R survfit',
    ({ name, options, tolerance, result }) => {
      for (const [rName, confidenceType] of Object.entries(types)) {
        const curves = kaplanMeierByGroup(readObservations(name, options['by']), { confidenceType });
        result.groups.forEach(({ n, events, curve }, g) => {
          const got = curves[g];
          if (got === undefined) throw new Error('missing group');
          expect([got.n, got.totalEvents]).toEqual([n, events]);
          const pick = (values: Float64Array): (number | null)[] =>
            Array.from(curve.rows ?? got.time.keys(), (row) => values[row] ?? null);
          const check = (field: string, values: Float64Array): void =>
            expectAgreement('km', pick(values), curve[field] ?? [], tolerance);
          check('time', got.time);
          check('n_risk', got.atRisk);
          check('n_event', got.events);
          check('n_censor', got.censored);
          check('surv', got.survival);
          check('std_err', got.standardError);
          check('std_err_log', got.greenwood.map(Math.sqrt));
          check('cumhaz', got.cumulativeHazard);
          check('std_chaz', got.cumulativeHazardError);
          check(`lower_${rName}`, got.lower);
          check(`upper_${rName}`, got.upper);
        });
      }
    },
  );

  test('all censored: the curve stays at 1 and so do both limits', () => {
    const curve = kaplanMeier({ time: [3, 1, 2], event: [0, 0, 0] });
    expect([...curve.survival, ...curve.lower, ...curve.upper]).toEqual(Array(9).fill(1));
    expect([...curve.standardError]).toEqual([0, 0, 0]);
  });
  test('one subject with an event: S is 0 and has neither error nor limits', () => {
    const curve = kaplanMeier({ time: [5], event: [1] });
    expect([...curve.survival]).toEqual([0]);
    expect([curve.standardError[0] ?? null, curve.lower[0] ?? null, curve.upper[0] ?? null]).toEqual([
      null,
      null,
      null,
    ]);
    expect([...curve.cumulativeHazard, ...curve.cumulativeHazardError]).toEqual([1, 1]);
  });
  test('events at time 0 lower the curve at once (by hand)', () => {
    const curve = kaplanMeier({ time: [0, 1, 1, 3], event: [1, 0, 1, 1] });
    expect([...curve.time]).toEqual([0, 1, 3]);
    expect([...curve.survival]).toEqual([0.75, 0.5, 0]);
  });
  test('censored at the time of an event is still at risk (by hand)', () => {
    const curve = kaplanMeier({ time: [2, 2, 5], event: [1, 0, 0] });
    expect(curve.survival[0]).toBeCloseTo(2 / 3, 15);
  });
  test('delayed entry: a risk set that empties at an event keeps the curve at 0 (R survfit)', () => {
    const curve = kaplanMeier({ start: [0, 0, 5], time: [2, 2, 7], event: [1, 1, 1] });
    expect([...curve.survival]).toEqual([0, 0]);
    expect([...curve.cumulativeHazard]).toEqual([1, 2]);
    expect(curve.lower).toHaveLength(0);
  });
  test('somebody who enters at an event time is not at risk at it (by hand)', () => {
    expect([...kaplanMeier({ start: [0, 2], time: [2, 4], event: [1, 1] }).atRisk]).toEqual([1, 1]);
  });
  test('times equal up to rounding are one time', () => {
    const curve = kaplanMeier({ time: [0.1 + 0.2, 0.3, 1], event: [1, 1, 0] });
    expect([...curve.time]).toEqual([0.3, 1]);
    expect([...curve.events]).toEqual([2, 0]);
  });
  test('a group code without rows has an empty curve', () => {
    const curves = kaplanMeierByGroup({ time: [1, 2], event: [1, 0], group: [0, 2] });
    expect(curves.map((curve) => [curve.n, curve.lastTime])).toEqual([
      [1, 1],
      [0, null],
      [1, 2],
    ]);
  });
});

const rows = fc.array(fc.record({ time: fc.integer({ min: 0, max: 40 }), event: fc.integer({ min: 0, max: 1 }) }), {
  minLength: 1,
  maxLength: 60,
});
const columns = (list: { time: number; event: number }[], scale = 1): Observations => ({
  time: list.map((row) => row.time * scale),
  event: list.map((row) => row.event),
});

describe('kaplanMeier properties', () => {
  test('the order of rows does not matter', () => {
    fc.assert(
      fc.property(rows, (list) => {
        expect(kaplanMeier(columns([...list].reverse()))).toEqual(kaplanMeier(columns(list)));
      }),
    );
  });
  test('scaling time scales only the times, on the counting and on the sorting path', () => {
    fc.assert(
      fc.property(rows, fc.constantFrom(0.5, 3, 0.7, 1e7), (list, scale) => {
        const [one, scaled] = [kaplanMeier(columns(list)), kaplanMeier(columns(list, scale))];
        expect(scaled.survival).toEqual(one.survival);
        expect(scaled.upper).toEqual(one.upper);
      }),
    );
  });
  test('splitting follow-up into intervals changes nothing', () => {
    fc.assert(
      fc.property(rows, fc.integer({ min: 1, max: 39 }), (list, cut) => {
        const split = list
          .filter((row) => row.time > 0)
          .flatMap(({ time, event }) =>
            time <= cut
              ? [{ start: 0, time, event }]
              : [
                  { start: 0, time: cut, event: 0 },
                  { start: cut, time, event },
                ],
          );
        fc.pre(split.length > 0);
        const whole = kaplanMeier(columns(list.filter((row) => row.time > 0)));
        const pieces = kaplanMeier({
          start: split.map((r) => r.start),
          time: split.map((r) => r.time),
          event: split.map((r) => r.event),
        });
        const eventRows = (curve: typeof whole): number[] =>
          Array.from(curve.time.keys()).filter((row) => (curve.events[row] ?? 0) > 0);
        expect(eventRows(pieces).map((row) => pieces.survival[row])).toEqual(
          eventRows(whole).map((row) => whole.survival[row]),
        );
      }),
    );
  });
  test('an aggregated table gives the curve of its rows', () => {
    fc.assert(
      fc.property(rows, (list) => {
        const curve = kaplanMeier(columns(list));
        expect(kaplanMeierOfTable(eventTableFromCounts(curve))).toEqual(curve);
      }),
    );
  });
  test.each<ConfidenceType>(['plain', 'log', 'log-log', 'arcsin', 'logit'])(
    '%s limits are finite, in [0, 1] and around the curve',
    (confidenceType) => {
      fc.assert(
        fc.property(rows, (list) => {
          const curve = kaplanMeier(columns(list), { confidenceType });
          curve.lower.forEach((lower, row) => {
            expect(lower).toBeGreaterThanOrEqual(0);
            expect(lower).toBeLessThanOrEqual((curve.survival[row] ?? 0) + 1e-15);
            expect(curve.upper[row]).toBeGreaterThanOrEqual((curve.survival[row] ?? 0) - 1e-15);
            expect(curve.upper[row]).toBeLessThanOrEqual(1);
          });
        }),
      );
    },
  );
});

describe('refusals', () => {
  const refused = (input: object): { argument: string; row: number | null; reason: string } => {
    try {
      kaplanMeier(input as Observations);
    } catch (error) {
      if (error instanceof SurvivalInputError)
        return { argument: error.argument, row: error.row, reason: error.reason };
    }
    throw new Error('not refused');
  };
  test.each<[string, object, string, number | null, string]>([
    ['empty input', { time: [], event: [] }, 'time', null, 'empty'],
    ['NaN', { time: [1, Number.NaN], event: [1, 0] }, 'time', 1, 'not_finite'],
    ['an infinite time', { time: [Infinity], event: [1] }, 'time', 0, 'not_finite'],
    ['a missing time', { time: [1, null], event: [1, 0] }, 'time', 1, 'not_finite'],
    ['null for no events', { time: [1], event: null }, 'event', null, 'empty'],
    ['null for no starts', { time: [1], start: null, event: [1] }, 'start', null, 'empty'],
    ['null for no weights', { time: [1], event: [1], weights: null }, 'weights', null, 'empty'],
    ['a negative time', { time: [-1], event: [1] }, 'time', 0, 'negative'],
    ['a NaN in a typed array', { time: Float64Array.of(1, Number.NaN), event: [1, 0] }, 'time', 1, 'not_finite'],
    ['unequal lengths', { time: [1, 2], event: [1] }, 'event', null, 'length_mismatch'],
    ['an event code above 1', { time: [1, 2], event: [1, 2] }, 'event', 1, 'out_of_range'],
    ['a fractional event code', { time: [1], event: [0.5] }, 'event', 0, 'not_an_integer'],
    ['stop at start', { start: [0, 3], time: [1, 3], event: [1, 0] }, 'start', 1, 'stop_not_after_start'],
    [
      'an interval that only rounding keeps open',
      { start: [0, 0.3], time: [1, 0.1 + 0.2], event: [1, 0] },
      'start',
      1,
      'empty_after_rounding',
    ],
    ['several groups', { time: [1, 2], event: [1, 0], group: [0, 1] }, 'group', null, 'more_than_one_group'],
    ['an identifier as group', { time: [1], event: [0], group: [5_000_000] }, 'group', null, 'out_of_range'],
    ['a fractional group', { time: [1], event: [0], group: [0.5] }, 'group', 0, 'not_an_integer'],
  ])('%s', (_, input, argument, row, reason) => {
    expect(refused(input)).toEqual({ argument, row, reason });
  });
  test.each([0, 1, Number.NaN])('a confidence level of %s', (level) => {
    expect(() => kaplanMeier({ time: [1], event: [1] }, { level })).toThrow(SurvivalInputError);
  });
  test('an aggregated table that does not ascend', () => {
    expect(() => eventTableFromCounts({ time: [1, 1], events: [1, 0], censored: [0, 1] })).toThrow(SurvivalInputError);
  });
});
