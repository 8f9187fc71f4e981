import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cleanDigitisedPoints, type DigitisedCurve } from './digitised-curve';
import { SurvivalInputError } from '../errors';
import { eventTables } from '../data/event-table-building';
import { reconstructFromCurve } from './guyot';
import { roundHalfEven } from './guyot-walk';
import golden from '../golden/guyot.json';
import { expectAgreement, readObservations } from '../golden/reference';
import { kaplanMeier, kaplanMeierOfTable } from '../curves/kaplan-meier';
import { checkObservations, type Observations } from '../data/observations';
import { riskTable } from '../curves/risk-table';
import { lastAtOrBefore } from '../data/tied-times';

const curve = (time: number[], survival: number[]): DigitisedCurve => ({
  time: Float64Array.from(time),
  survival: Float64Array.from(survival),
});

/** What a paper shows of the data: the curve read every `step`, and the numbers at risk at five times. */
function published(
  observations: Observations,
  points: number,
): { digitised: DigitisedCurve; risk: { time: number[]; atRisk: number[] }; events: number } {
  const [table] = eventTables(checkObservations(observations));
  if (table === undefined) throw new Error('no table');
  const km = kaplanMeierOfTable(table);
  const last = km.lastTime ?? 0;
  const time = Array.from({ length: points }, (_, i) => (i * last) / (points - 1));
  const survival = time.map((at) => {
    const row = lastAtOrBefore(km.time, at);
    return row < 0 ? 1 : (km.survival[row] ?? 0);
  });
  const ticks = [0, 0.2, 0.4, 0.6, 0.8].map((share) => share * last);
  const digitised = cleanDigitisedPoints(time, survival);
  return {
    digitised,
    risk: { time: ticks, atRisk: riskTable(table, ticks).map((column) => column.atRisk) },
    events: km.totalEvents,
  };
}

describe('reconstructFromCurve', () => {
  test('without censoring the events at the steps come back exactly (by hand)', () => {
    const { time, event, totalEvents, converged } = reconstructFromCurve(curve([0, 1, 2, 4], [1, 0.8, 0.5, 0.2]), {
      time: [0, 2],
      atRisk: [10, 8],
    });
    expect([...time]).toEqual([1, 1, 2, 2, 2, 4, 4, 4, 4, 4]);
    expect([...event]).toEqual([1, 1, 1, 1, 1, 1, 1, 1, 0, 0]);
    expect([totalEvents, converged]).toEqual([8, true]);
  });
  test.each(golden.cases.map((one, i) => [i, one] as const))(
    "simulated trial %d: the same individual times as the paper's steps in R",
    (_, one) => {
      const { t, S, risk_time, n_risk, total, time, event } = one;
      const rebuilt = reconstructFromCurve(curve(t, S), { time: risk_time, atRisk: n_risk, totalEvents: total });
      const order = Array.from(rebuilt.time.keys()).sort(
        (a, b) => (rebuilt.time[a] ?? 0) - (rebuilt.time[b] ?? 0) || (rebuilt.event[a] ?? 0) - (rebuilt.event[b] ?? 0),
      );
      expectAgreement(
        'guyot',
        order.map((row) => rebuilt.time[row] ?? null),
        time,
      );
      expect(order.map((row) => rebuilt.event[row])).toEqual(event);
    },
  );
  test('censorings lie in the middle of their steps (by hand)', () => {
    // 20 at risk, 2 events at 5, and 14 left at 10: 4 censored between 0 and 10, evenly at 2, 4, 6, 8
    const { time, event } = reconstructFromCurve(
      curve([0, 5, 10, 12], [1, 0.8888888888888888, 0.8888888888888888, 0.8888888888888888]),
      { time: [0, 10], atRisk: [20, 14] },
    );
    const censored = Array.from(time).filter((_, row) => event[row] === 0);
    expect(censored.filter((at) => at === 2.5)).toHaveLength(2);
    expect(censored.filter((at) => at === 7.5)).toHaveLength(2);
    expect(Array.from(event).reduce((sum, code) => sum + code, 0)).toBe(2);
  });
  test.each(['aml', 'ovarian', 'veteran'] as const)(
    '%s: the rebuilt curve stays close to the published one',
    (name) => {
      const { digitised, risk, events } = published(readObservations(name), 120);
      const { fit, totalEvents, time } = reconstructFromCurve(digitised, { ...risk, totalEvents: events });
      expect(time).toHaveLength(risk.atRisk[0] ?? 0);
      expect(Math.abs(totalEvents - events)).toBeLessThanOrEqual(1);
      expect(fit.largestError).toBeLessThan(0.06);
      expect(fit.rootMeanSquaredError).toBeLessThan(0.03);
    },
  );
  test('a last interval with a single point and a risk time beyond the curve are handled', () => {
    const rebuilt = reconstructFromCurve(curve([0, 1, 2], [1, 0.5, 0.5]), { time: [0, 2, 5], atRisk: [10, 4, 1] });
    expect(rebuilt.time).toHaveLength(10);
    expect(rebuilt.totalEvents).toBe(4); // 2 censored at 2/3 and 4/3 leave 9 at the fall to one half: 4.5, to even (by hand)
  });
  test('the total of events reached early leaves the last interval without any', () => {
    const rebuilt = reconstructFromCurve(curve([0, 1, 2, 3], [1, 0.5, 0.4, 0.3]), {
      time: [0, 2],
      atRisk: [10, 5],
      totalEvents: 5,
    });
    expect(rebuilt.totalEvents).toBe(5);
    expect(Array.from(rebuilt.time).filter((at) => at === 3)).toHaveLength(5);
  });
  test('a curve that falls to 0 keeps everything finite', () => {
    const rebuilt = reconstructFromCurve(curve([0, 1, 2, 3], [1, 0.5, 0, 0]), { time: [0, 3], atRisk: [6, 0] });
    expect(rebuilt.totalEvents).toBe(6);
    expect([...rebuilt.time].every(Number.isFinite)).toBe(true);
  });
  test.each<[string, number[], number[], { time: number[]; atRisk: number[]; totalEvents?: number }]>([
    // Censoring at the rate of the first interval would take all of the last ones away before the fall.
    ['censoring at the former rate', [0, 1, 2, 3, 6], [1, 0.9, 0.8, 0.5, 0], { time: [0, 2], atRisk: [20, 8] }],
    [
      'nobody at risk in print just before the last click',
      [0, 1, 2, 3, 4.02],
      [1, 0.8, 0.6, 0.3, 0],
      { time: [0, 2, 4], atRisk: [10, 6, 0] },
    ],
    [
      'the total of events given',
      [0, 1, 2, 3, 6],
      [1, 0.9, 0.8, 0.5, 0],
      { time: [0, 2], atRisk: [20, 8], totalEvents: 11 },
    ],
  ])('a curve that falls to 0 ends at 0: %s', (_, time, survival, risk) => {
    const rebuilt = reconstructFromCurve(curve(time, survival), risk);
    const own = kaplanMeier({ time: rebuilt.time, event: rebuilt.event });
    expect(own.survival.at(-1)).toBe(0);
    expect(own.time.at(-1)).toBe(time.at(-1));
    expect(rebuilt.time).toHaveLength(risk.atRisk[0] ?? 0);
  });
  test('always n subjects within the digitised time, never NaN', () => {
    const drops = fc.array(fc.double({ min: 0, max: 0.5, noNaN: true }), { minLength: 3, maxLength: 25 });
    fc.assert(
      fc.property(
        drops,
        fc.integer({ min: 1, max: 300 }),
        fc.option(fc.integer({ min: 0, max: 300 })),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (falls, n, total, kept) => {
          const survival = falls.reduce((all, fall) => [...all, (all.at(-1) ?? 1) * (1 - fall)], [1]);
          const half = Math.floor(survival.length / 2);
          const risk = { time: [0, half], atRisk: [n, Math.floor(n * kept)], totalEvents: total };
          const { time, fit } = reconstructFromCurve(curve([...survival.keys()], survival), risk);
          expect(time).toHaveLength(n);
          expect([...time].every((at) => at >= 0 && at <= survival.length - 1)).toBe(true);
          expect(Number.isFinite(fit.rootMeanSquaredError)).toBe(true);
        },
      ),
    );
  });
  test.each<[string, DigitisedCurve, { time: number[]; atRisk: number[] }]>([
    ['a curve that does not start at (0, 1)', curve([1, 2], [0.9, 0.8]), { time: [0], atRisk: [5] }],
    ['a rising curve', curve([0, 1, 2], [1, 0.8, 0.9]), { time: [0], atRisk: [5] }],
    ['nobody at risk', curve([0, 1], [1, 0.8]), { time: [0], atRisk: [0] }],
    ['rising numbers at risk', curve([0, 1], [1, 0.8]), { time: [0, 1], atRisk: [5, 6] }],
    ['numbers at risk that start late', curve([0, 1], [1, 0.8]), { time: [1], atRisk: [5] }],
  ])('%s is refused', (_, digitised, risk) => {
    expect(() => reconstructFromCurve(digitised, risk)).toThrow(SurvivalInputError);
  });
});

describe('cleanDigitisedPoints', () => {
  test('sorts, keeps the running minimum within [0, 1] and starts at (0, 1)', () => {
    const { time, survival } = cleanDigitisedPoints([2, 1, 3, 3, 4], [0.8, 0.9, 0.85, 0.7, -0.02]);
    expect([...time]).toEqual([0, 1, 2, 3, 4]);
    expect([...survival]).toEqual([1, 0.9, 0.8, 0.7, 0]);
  });
});

test('roundHalfEven rounds as R does', () => {
  expect([0.5, 1.5, 2.5, -0.5, -1.5, 2.4999, 0].map(roundHalfEven)).toEqual([0, 2, 2, 0, -2, 2, 0]);
});
