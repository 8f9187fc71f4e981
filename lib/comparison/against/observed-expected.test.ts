import { describe, expect, test } from 'vitest';
import type { ReconstructedLine } from '../figure/figure-model';
import { localCohort } from '../testing/local-cohort';
import { publishedPoints, type ChartableEstimate } from '../figure/published-point';
import { USUAL_PRESENTATION } from '../presentation';
import { localDefinition } from '../selection/local-definition';
import { child, estimate, TEN_CHILDREN } from '../testing/figures';
import { againstPublished } from './against';
import { childrenOf, EXPECTED } from './golden/cohorts';
import { expectClose, expectReading } from './golden/close';

function against(
  courses: Parameters<typeof localCohort>[0],
  chosen: readonly ChartableEstimate[],
  { guarded = false, lines = [] as readonly ReconstructedLine[], catalogue = chosen } = {},
) {
  const cohort = localCohort(courses, localDefinition('EFS', []), { siteNames: ['Site'], kmt2a: 'r', guarded });
  if (cohort === null) throw new Error('no cohort');
  return againstPublished(cohort, publishedPoints(chosen, catalogue, USUAL_PRESENTATION), lines, catalogue);
}

/** One source's figures of one trial at one and four years. */
const two = (first = 61.5, second = 47): ChartableEstimate[] => [
  estimate('one', { trial: 't', source: SOURCE, timeYears: 1, estimate: first }),
  estimate('four', { trial: 't', source: SOURCE, timeYears: 4, estimate: second }),
];
const SOURCE = { ref: 'paper', locator: 'Table 2', url: null, level: 'primary-fulltext' } as const;

describe.each(EXPECTED.map((one, i) => ({ one, name: `cohort ${i + 1}, n = ${one.time.length}` })))(
  'R says the same of $name',
  ({ one }) => {
    const found = against(childrenOf(one), two());
    test('observed over expected events, its exact limits and the one-sample log-rank test', () => {
      const [row] = found.expected;
      expect(row?.observed).toBe(one.oneSample.observed);
      expectClose(row?.expected, one.oneSample.expected);
      expectClose(row?.ratio, one.oneSample.ratio);
      expectClose(row?.low, one.oneSample.lower);
      expectClose(row?.high, one.oneSample.upper);
      expectClose(row?.p, one.oneSample.expected < 5 ? null : one.oneSample.p);
    });

    test('the curve at 1, 2, 3 and 5 years, and the median follow-up', () => {
      one.landmarks.forEach((expected, i) => {
        expect(found.landmarks[i]?.atRisk).toBe(expected.atRisk);
        expectReading(found.landmarks[i], expected);
      });
      const years = (days: number | null) => (days === null ? null : days / 365.25);
      expectClose(found.followUp.years, years(one.followUp.estimate));
      expectClose(found.followUp.low, years(one.followUp.lower));
      expectClose(found.followUp.high, years(one.followUp.upper));
    });
  },
);

describe('what a published curve is known from', () => {
  test('figures that were not chosen belong to it, where source, group and time zero are the same', () => {
    const [one, four] = two();
    const [chosen, other] = [one, four].filter((figure) => figure !== undefined);
    if (chosen === undefined || other === undefined) throw new Error('two figures');
    const row = against(TEN_CHILDREN, [chosen], { catalogue: [chosen, other] }).expected[0];
    expect(row?.basis).toEqual({
      kind: 'points',
      sources: 1,
      points: [
        { years: 1, percent: 61.5 },
        { years: 4, percent: 47 },
      ],
    });
    expect(row?.untilYears).toBe(4);
    const elsewhere = { ...other, source: { ...SOURCE, ref: 'another paper', level: 'review' as const } };
    const alone = against(TEN_CHILDREN, [chosen], { catalogue: [chosen, elsewhere] });
    expect([alone.expected, alone.single]).toEqual([[], ['one']]);
    expect(against(TEN_CHILDREN, [elsewhere], { catalogue: [chosen, elsewhere] }).expected).toEqual([]);
  });

  test('two reports of the study itself are one curve, told once however many of its figures are chosen', () => {
    const [one, four] = two();
    if (one === undefined || four === undefined) throw new Error('two figures');
    const later = { ...four, source: { ...SOURCE, ref: 'later report' } };
    const found = against(TEN_CHILDREN, [one, later]);
    expect(found.single).toEqual([]);
    expect(found.expected).toHaveLength(1);
    const ofOne = against(TEN_CHILDREN, two()).expected[0];
    const [row] = found.expected;
    expect(row).toEqual({ ...ofOne, basis: { ...ofOne?.basis, sources: 2 } });
    // Together they rise: neither is of a curve.
    expect(against(TEN_CHILDREN, [one, { ...later, estimate: 70 }])).toMatchObject({
      expected: [],
      single: ['one', 'four'],
    });
  });

  test('figures that rise with time, or are 0, are no curve', () => {
    for (const figures of [two(47, 61.5), two(20, 0)]) {
      const { expected, single } = against(TEN_CHILDREN, figures);
      expect([expected, single]).toEqual([[], ['one', 'four']]);
    }
  });

  test('a reconstructed curve goes before its figures', () => {
    const line = {
      curveId: 'c',
      estimateId: 'one',
      steps: [
        { years: 0, percent: 100 },
        { years: 1, percent: 50 },
        { years: 3, percent: 50 },
      ],
      lastYears: 3,
    } as unknown as ReconstructedLine;
    const [row] = against(TEN_CHILDREN, two(), { lines: [line] }).expected;
    // Six of ten were still there at one year, when the hazard of the curve jumps to log 2; within three years four events.
    expect(row?.basis.kind).toBe('reconstructed');
    expect(row?.expected).toBeCloseTo(6 * Math.log(2), 12);
    expect([row?.observed, row?.untilYears]).toEqual([4, 3]);
  });
});

describe('small and odd cohorts', () => {
  test('fewer than five expected events have an interval and no p value', () => {
    const [row] = against(TEN_CHILDREN, two(95, 90)).expected;
    expect(row?.expected).toBeLessThan(5);
    expect([row?.p, row?.low === null]).toEqual([null, false]);
  });

  test('who may not see the patients learns nothing from 1 to 4 events', () => {
    const [row] = against(TEN_CHILDREN, two(), { guarded: true }).expected;
    expect([row?.observed, row?.expected, row?.ratio, row?.low, row?.high]).toEqual([null, null, null, null, null]);
  });

  test.each([
    ['one child', [child(400, false)], ['one-patient', 'no-events']],
    ['all censored', Array.from({ length: 6 }, () => child(500, false)), ['no-events']],
    ['nothing recorded after the diagnosis', [child(0, false), child(0, false)], ['no-follow-up']],
    ['everybody failing on day 0', [child(0, true), child(0, true)], ['all-at-zero']],
    ['everybody failing', [child(10, true), child(20, true)], ['everybody']],
    ['an ordinary cohort', TEN_CHILDREN, []],
  ])('%s', (_, courses, remarks) => {
    expect(against(courses, two()).remarks).toEqual(remarks);
  });

  test('without a day of follow-up nothing is expected', () => {
    const [row] = against([child(0, true), child(0, true)], two()).expected;
    expect([row?.expected, row?.ratio, row?.notEstimable]).toEqual([null, null, 'zero_variance']);
  });
});

test('completeness by hand: what was seen of what could be seen until the last recorded day', () => {
  // Events after 100 and 200 days count as they are; two others were followed 500 and 1000 of the 1000 days there were.
  const courses = [child(100, true), child(200, true), child(500, false), child(1000, false)];
  expect(against(courses, []).completeness).toBeCloseTo(1800 / 2300, 12);
  expect(against(courses.concat(TEN_CHILDREN), [], { guarded: true }).completeness).toBeNull();
});
