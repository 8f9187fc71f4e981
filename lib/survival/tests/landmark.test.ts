import { describe, expect, test } from 'vitest';
import { SurvivalInputError } from '../errors';
import { casesOf, expectAgreement, readColumns, readObservations } from '../golden/reference';
import { kaplanMeierByGroup } from '../curves/kaplan-meier';
import { landmarkByIntermediateEvent, landmarkSample, splitAtIntermediateEvent } from './landmark';
import { logRankTest } from './log-rank/log-rank';
import { medianSurvival } from '../curves/survival-quantiles';

type Numbers = (number | null)[];
type Expected = {
  n: number[];
  n_excluded: number;
  median_from_landmark: Numbers;
  median_lower: Numbers;
  median_upper: Numbers;
  observed: number[];
  expected: number[];
  chisq: number;
  df: number;
  p: number;
};

describe('landmarkSample', () => {
  test.each(casesOf<Expected>('landmark'))('$id: agrees with R', ({ name, options, tolerance, result }) => {
    const { observations, excluded } = landmarkSample(readObservations(name, options['by']), options['landmark'] ?? 0);
    const curves = kaplanMeierByGroup(observations);
    const medians = curves.map(medianSurvival);
    const got = logRankTest(observations);
    expect(curves.map((curve) => curve.n)).toEqual(result.n);
    expect(excluded.events + excluded.censored).toBe(result.n_excluded);
    expectAgreement(
      'landmark',
      medians.map((m) => m.estimate),
      result.median_from_landmark,
      tolerance,
    );
    expectAgreement(
      'landmark',
      medians.map((m) => m.lower),
      result.median_lower,
      tolerance,
    );
    expectAgreement(
      'landmark',
      medians.map((m) => m.upper),
      result.median_upper,
      tolerance,
    );
    expectAgreement('landmark', got.observed, result.observed, tolerance);
    expectAgreement('landmark', got.expected, result.expected, tolerance);
    expectAgreement(
      'landmark',
      [got.chiSquared, got.degreesOfFreedom, got.p],
      [result.chisq, result.df, result.p],
      tolerance,
    );
  });
  test('keeps only those beyond the landmark and says why the others left (by hand)', () => {
    const { observations, rows, excluded } = landmarkSample({ time: [5, 10, 10.5, 3], event: [1, 0, 1, 0] }, 10);
    expect([[...rows], [...Array.from(observations.time)], excluded]).toEqual([[2], [0.5], { events: 1, censored: 2 }]);
  });
  test('groups by what had happened at the landmark', () => {
    const { observations } = landmarkByIntermediateEvent({ time: [20, 20, 20], event: [1, 0, 1] }, [10, 11, null], 10);
    expect(Array.from(observations.group ?? [])).toEqual([1, 0, 0]);
  });
  test('a negative landmark is refused', () => {
    expect(() => landmarkSample({ time: [1], event: [1] }, -1)).toThrow(SurvivalInputError);
  });
});

describe('splitAtIntermediateEvent', () => {
  test('rebuilds the intervals of the heart transplant data and their Mantel-Byar test', () => {
    const columns = readColumns('heart');
    const numbers = (name: string): number[] => (columns[name] ?? []).map(Number);
    const [id, start, stop, event] = [numbers('id'), numbers('start'), numbers('stop'), numbers('event')];
    const subjects = [...new Set(id)].map((one) => {
      const rows = Array.from(id.keys()).filter((row) => id[row] === one);
      const last = rows.at(-1) ?? 0;
      const transplant = columns['group']?.[last] === 'transplanted' ? (start[last] ?? 0) : null;
      return { time: stop[last] ?? 0, event: event[last] ?? 0, transplant };
    });
    const split = splitAtIntermediateEvent(
      subjects.map((s) => s.time),
      subjects.map((s) => s.event),
      subjects.map((s) => s.transplant),
    );
    expect(split.ignoredAtExit).toEqual([]);
    expect(split.subject.length).toBe(id.length);
    expect(logRankTest(split.observations).chiSquared).toBeCloseTo(
      logRankTest(readObservations('heart', 'group')).chiSquared ?? 0,
      12,
    );
  });
  test('an intermediate event on the day of the exit is listed and leaves the exit before it', () => {
    const split = splitAtIntermediateEvent([5, 8], [1, 0], [5, 0]);
    expect(split.ignoredAtExit).toEqual([0]);
    expect(split.observations).toEqual({ start: [0, 0], time: [5, 8], event: [1, 0], group: [0, 1] });
  });
  test('a subject without follow-up is refused', () => {
    expect(() => splitAtIntermediateEvent([0], [1], [null])).toThrow(SurvivalInputError);
  });
});
