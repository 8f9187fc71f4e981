import { describe, expect, test } from 'vitest';
import { dayAfterDiagnosis } from '@/lib/patients/testing/courses';
import { localCohort } from '../testing/local-cohort';
import { publishedPoints } from '../figure/published-point';
import { USUAL_PRESENTATION } from '../presentation';
import { localDefinition } from '../selection/local-definition';
import { child, estimate, TEN_CHILDREN } from '../testing/figures';
import { expectClose, expectReading } from './golden/close';
import { childrenOf, EXPECTED, figuresOf } from './golden/cohorts';
import { matchedHorizons } from './matched-horizon';

function cohortOf(courses = TEN_CHILDREN, guarded = false) {
  const cohort = localCohort(courses, localDefinition('EFS', []), { siteNames: ['Site'], kmt2a: 'r', guarded });
  if (cohort === null) throw new Error('no cohort');
  return cohort;
}

const points = (...figures: ReturnType<typeof estimate>[]) => publishedPoints(figures, figures, USUAL_PRESENTATION);

describe.each(EXPECTED.map((one, i) => ({ one, name: `cohort ${i + 1}, n = ${one.time.length}` })))(
  'R says the same of $name',
  ({ one }) => {
    const rows = matchedHorizons(cohortOf(childrenOf(one)), points(...figuresOf(one)));
    test.each(one.matched.map((expected, i) => ({ expected, i, years: one.published[i]?.years })))(
      'at $years years',
      ({ expected, i }) => {
        const row = rows[i];
        expect(row?.local.atRisk).toBe(expected.local.atRisk);
        expectReading(row?.local, expected.local);
        expectClose(row?.difference, expected.difference);
        expectClose(row?.low, expected.low);
        expectClose(row?.high, expected.high);
        expectClose(row?.ratio?.estimate, expected.ratio);
        expectClose(row?.ratio?.lower, expected.ratioLow);
        expectClose(row?.ratio?.upper, expected.ratioHigh);
        expectClose(row?.ratio?.p, expected.p);
        expectClose(row?.smallest?.below, expected.smallestBelow);
        expectClose(row?.smallest?.above, expected.smallestAbove);
      },
    );
  },
);

describe('ten children by hand', () => {
  // S(1 y) = 0.7, S(3 y) = 0.56, followed for 2000 days = 5.48 years (testing/figures.ts).
  test('an interval is not invented where the source gives none', () => {
    const [row] = matchedHorizons(cohortOf(), points(estimate('a', { timeYears: 1, estimate: 60 })));
    expect(row?.difference).toBeCloseTo(10, 9);
    expect([row?.low, row?.high, row?.ratio, row?.why]).toEqual([null, null, null, 'no-interval']);
    expect(row?.smallest?.publishedExact).toBe(true);
  });

  test('nothing is carried beyond the last observation', () => {
    const [row] = matchedHorizons(cohortOf(), points(estimate('a', { timeYears: 5.5, se: 2 })));
    expect([row?.local.percent, row?.difference, row?.low, row?.why]).toEqual([null, null, null, 'beyond-follow-up']);
  });

  test('a figure that counts from another day is not compared', () => {
    const figure = estimate('a', { timeYears: 1, estimate: 60, se: 3, timeZero: 'remission' });
    const unknown = estimate('b', { timeYears: 1, estimate: 60, se: 3, timeZero: 'unknown' });
    for (const row of matchedHorizons(cohortOf(), points(figure, unknown)))
      expect([row.difference, row.why, row.smallest]).toEqual([null, 'time-zero', null]);
  });

  test('a figure from the end of induction is matched where the local patients count from there', () => {
    // Induction ended on day 33: events 100 and 400 days later, two children followed for 1000. S(1 y) = 3/4.
    const from = [child(133, true), child(433, true), child(1033, false), child(1033, false)];
    const courses = from.map((one) => ({ ...one, endOfInductionDate: dayAfterDiagnosis(33) }));
    const local = localDefinition('EFS', [], undefined, 'end-of-induction');
    const cohort = localCohort(courses, local, { siteNames: ['Site'], kmt2a: 'r', guarded: false });
    if (cohort === null) throw new Error('no cohort');
    const own = estimate('a', { timeYears: 1, estimate: 60, se: 3, timeZero: 'end-of-induction' });
    const [row, other] = matchedHorizons(cohort, points(own, estimate('b', { timeYears: 1, estimate: 60, se: 3 })));
    expect([row?.local.atRisk, row?.local.percent, row?.difference, row?.why]).toEqual([3, 75, 15, null]);
    expect(other?.why).toBe('time-zero');
  });

  test('a curve at 100 or 0 % has a difference and no interval', () => {
    const nobody = Array.from({ length: 6 }, () => child(800, false));
    const figure = estimate('a', { timeYears: 1, estimate: 60, se: 3 });
    const [alive] = matchedHorizons(cohortOf(nobody), points(figure));
    expect([alive?.difference, alive?.low, alive?.why]).toEqual([40, null, 'local-at-boundary']);
    const everybody = Array.from({ length: 6 }, () => child(0, true));
    const [dead] = matchedHorizons(cohortOf(everybody), points(figure));
    expect([dead?.difference, dead?.low, dead?.why]).toEqual([-60, null, 'local-at-boundary']);
  });

  test('the interval leaves out 0 exactly where the ratio leaves out 1', () => {
    const figures = [5, 20, 40, 60, 80, 97].map((percent) =>
      estimate(`p${percent}`, { timeYears: 3, estimate: percent, se: 1 }),
    );
    const rows = matchedHorizons(cohortOf(), points(...figures));
    const sides = rows.map(({ low, high, ratio }) => [
      (low ?? 0) > 0 || (high ?? 0) < 0,
      (ratio?.lower ?? 1) > 1 || (ratio?.upper ?? 1) < 1,
    ]);
    for (const [points, ratio] of sides) expect(points).toBe(ratio);
    expect(sides.flat()).toContain(true);
    expect(sides.flat()).toContain(false);
  });

  test('who may not see the patients learns no small number at risk', () => {
    const [row] = matchedHorizons(cohortOf(TEN_CHILDREN, true), points(estimate('a', { timeYears: 3, se: 2 })));
    expect(row?.local.atRisk).toBeNull();
    expect(row?.difference).toBeNull();
  });
});
