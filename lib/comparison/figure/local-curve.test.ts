import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { localDefinition } from '../selection/local-definition';
import { localSeries } from './figure-model';
import { localCohort } from '../testing/local-cohort';
import { localSeries as seriesOfCohort } from './local-curve';
import { child, estimate, figureOf, TEN_CHILDREN } from '../testing/figures';

const local = (courses = TEN_CHILDREN, horizons = [1, 2, 5], displayYears: number | null = null) => {
  const series = localSeries(
    figureOf(
      horizons.map((years) => estimate(`t${years}`, { timeYears: years })),
      courses,
      { displayYears },
    ),
  );
  if (series === null) throw new Error('no local series');
  return series;
};

test('an analysis that ends at two years counts nothing after it, and says so', () => {
  const cohort = localCohort(TEN_CHILDREN, localDefinition('EFS', []), {
    siteNames: ['Site'],
    kmt2a: 'r',
    guarded: false,
    analyseYears: 2,
  });
  if (cohort === null) throw new Error('no cohort');
  const series = seriesOfCohort(cohort, { endYears: 5, ticks: [0, 1, 2, 3] }, [2, 3]);
  // The event of day 800 comes after 730.5 days; the five who went on are censored there.
  expect([series.n, series.events, series.lastYears]).toEqual([10, 3, 2]);
  expect(series.atHorizons[0]?.percent).toBeCloseTo(70, 9);
  expect(series.atHorizons.map(({ notEstimable }) => notEstimable)).toEqual([null, 'beyond_follow_up']);
  expect(series.description.analysedYears).toBe(2);
});

describe('the local curve, by hand', () => {
  // n = 10. After 100 d: 9/10 = 0.9. After 200 d: 0.9 × 7/9 = 0.7. Censored 300, 500 leave 5 at 800 d: 0.7 × 4/5 = 0.56.
  test('has its corners at the events and ends at the last observation', () => {
    const { steps, n, events, lastYears } = local();
    expect([n, events]).toEqual([10, 4]);
    expect(steps.map(({ years, percent }) => [Math.round(years * 365.25), Math.round(percent * 1e6) / 1e6])).toEqual([
      [0, 100],
      [100, 90],
      [200, 70],
      [800, 56],
      [2000, 56],
    ]);
    expect(lastYears).toBeCloseTo(2000 / 365.25, 12);
  });

  test('has log-log limits', () => {
    // After 200 d: sum d/(n(n−d)) = 1/90 + 2/63; z √V / ln 0.7 moves ln(−ln S): limits 0.7^exp(±…)
    const error = Math.sqrt(1 / 90 + 2 / 63) / Math.log(0.7);
    const factor = Math.exp(-1.959963984540054 * error);
    const step = local().steps[2];
    expect(step?.low).toBeCloseTo(100 * 0.7 ** factor, 9);
    expect(step?.high).toBeCloseTo(100 * 0.7 ** (1 / factor), 9);
    expect(step?.low).toBeLessThan(70);
  });

  test('counts at risk, events and censored strictly before each tick', () => {
    expect(local().riskTable).toEqual([
      { years: 0, atRisk: 10, eventsBefore: 0, censoredBefore: 0 },
      { years: 1, atRisk: 6, eventsBefore: 3, censoredBefore: 1 },
      { years: 2, atRisk: 5, eventsBefore: 3, censoredBefore: 2 },
      { years: 3, atRisk: 3, eventsBefore: 4, censoredBefore: 3 },
      { years: 4, atRisk: 2, eventsBefore: 4, censoredBefore: 4 },
      { years: 5, atRisk: 1, eventsBefore: 4, censoredBefore: 5 },
      { years: 6, atRisk: 0, eventsBefore: 4, censoredBefore: 6 },
    ]);
  });

  test('marks censorings at the level after an event of the same day', () => {
    const marks = local().censorMarks.map(({ years, percent, count }) => [
      Math.round(years * 365.25),
      Math.round(percent),
      count,
    ]);
    expect(marks).toEqual([
      [300, 70, 1],
      [500, 70, 1],
      [800, 56, 1],
      [1200, 56, 1],
      [1500, 56, 1],
      [2000, 56, 1],
    ]);
  });

  test('is read at the published horizons, and says where it is not estimable', () => {
    const readings = local(TEN_CHILDREN, [1, 5, 6]).atHorizons;
    expect(readings.map(({ years, atRisk, notEstimable }) => [years, atRisk, notEstimable])).toEqual([
      [1, 6, null],
      [5, 1, null],
      [6, 0, 'beyond_follow_up'],
    ]);
    expect(readings[0]?.percent).toBeCloseTo(70, 9);
    expect(readings[2]).toMatchObject({ percent: null, low: null, high: null });
  });

  test('is thin after the exit that leaves fewer than five', () => {
    expect(local().thinFromYears).toBeCloseTo(800 / 365.25, 12); // 5 at risk at 800 d, two leave
    expect(local([child(10, true), child(900, false)]).thinFromYears).toBe(0);
  });

  test('stops at the chosen end of the axis; the estimates do not change', () => {
    const short = local(TEN_CHILDREN, [1, 2, 5], 1);
    expect(short.steps.at(-1)).toMatchObject({ years: 1 });
    expect(short.censorMarks.every(({ years }) => years <= 1)).toBe(true);
    expect(short.riskTable.map(({ years }) => years)).toEqual([0, 0.5, 1]);
    expect([short.n, short.lastYears, short.median, short.atHorizons]).toEqual([
      10,
      local().lastYears,
      local().median,
      local().atHorizons,
    ]);
  });

  test('has no limits where it reaches zero, and no NaN anywhere', () => {
    const series = local([child(100, true), child(200, true)]);
    expect(series.steps.at(-1)).toEqual({ years: 200 / 365.25, percent: 0, low: null, high: null, atRisk: 1 });
    expect(JSON.stringify(series)).not.toContain('null,null,null');
    expect(series.median.years).toBeCloseTo(150 / 365.25, 12); // S is exactly one half from 100 to 200 d: R prints the middle
    expect(series.atHorizons.at(-1)).toMatchObject({ percent: 0, low: null, high: null, notEstimable: null });
  });
});

test('for any cohort the risk table adds up to n, the steps never rise, and the limits hold the curve', () => {
  const cohort = fc.array(fc.tuple(fc.integer({ min: 0, max: 4500 }), fc.boolean()), { minLength: 1, maxLength: 60 });
  fc.assert(
    fc.property(cohort, (rows) => {
      const series = local(rows.map(([days, event]) => child(days, event)));
      for (const { atRisk, eventsBefore, censoredBefore } of series.riskTable)
        expect((atRisk ?? 0) + (eventsBefore ?? 0) + (censoredBefore ?? 0)).toBe(rows.length);
      series.steps.forEach(({ percent, low, high }, i) => {
        expect(percent).toBeLessThanOrEqual(series.steps[i - 1]?.percent ?? 100);
        if (low !== null && high !== null) expect(low <= percent + 1e-9 && percent <= high + 1e-9).toBe(true);
      });
      expect(series.steps.at(-1)?.years).toBeLessThanOrEqual(series.lastYears + 1e-12);
    }),
    { numRuns: 60 },
  );
});

test('for a guarded reader ends with the last exit before which five were at risk, and says no number after it', () => {
  const choice = { siteNames: ['A'], kmt2a: 'all' as const, guarded: true };
  const cohort = localCohort(TEN_CHILDREN, localDefinition('EFS', []), choice);
  if (cohort === null) throw new Error('no cohort');
  const series = seriesOfCohort(cohort, { endYears: 6, ticks: [0, 1, 2, 3, 4] }, [2, 5]);
  // As above, in months: 100 d are 3, 200 d are 7, 800 d are 26; before the event at 26 months five are at risk.
  expect(series.steps.map(({ years, percent }) => [Math.round(12 * years), Math.round(percent * 1e6) / 1e6])).toEqual([
    [0, 100],
    [3, 90],
    [7, 70],
    [26, 56],
  ]);
  expect(series.riskTable.map(({ years, atRisk }) => [years, atRisk])).toEqual([
    [0, 10],
    [1, 6],
    [2, 5],
    [3, null],
    [4, null],
  ]);
  expect(series.atHorizons.map(({ atRisk, percent }) => [atRisk, percent === null])).toEqual([
    [5, false],
    [null, true],
  ]);
});
