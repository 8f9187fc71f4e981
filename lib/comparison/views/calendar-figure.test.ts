import { describe, expect, test } from 'vitest';
import type { PublishedEstimate } from '@/lib/registry/estimate-filter';
import type { Enrolment } from '@/lib/registry/schema';
import { readTrials, toEntry } from '@/lib/registry/testing/catalogue';
import { summaryOf } from '@/lib/registry/trials/facts/outlets';
import { selectProgress } from '@/lib/registry/trials/progress';
import { calendarFigure } from './calendar-figure';
import { comparisonFigure } from '../figure/figure';
import { publishedPoints, type PublishedPoint } from '../figure/figure-model';
import { USUAL_PRESENTATION } from '../presentation';
import type { ChartableEstimate } from '../figure/published-point';
import { estimate, inputOf } from '../testing/figures';

const years = (start: string | null, end: string | null): Enrolment => ({ start, end, planned: null, actual: null });
const TRIALS = [
  { slug: 'old', enrolment: years('1990', '1995') },
  { slug: 'new', enrolment: years('2006', '2016') },
  { slug: 'open', enrolment: years('2020', null) },
  { slug: 'late', enrolment: years(null, '2000') },
  { slug: 'none', enrolment: years(null, null) },
  { slug: 'mll-96-98-pooled', enrolment: years('1995-12', '2002-12') },
  { slug: 'mll-96', enrolment: years('1995-12', '1998-12') },
];
const calendar = (
  chosen: readonly ChartableEstimate[],
  catalogue: readonly ChartableEstimate[] = chosen,
  asked: number | null = null,
  confirmed = false,
) =>
  calendarFigure(
    {
      endpoint: 'EFS',
      chosen,
      catalogue,
      curves: [],
      references: [],
      local: null,
      displayYears: null,
      confirmed,
      eraOf: () => null,
      definitions: null,
      appraisals: null,
      shown: USUAL_PRESENTATION,
    },
    TRIALS,
    asked,
  );
const of = (trial: string, changes: Partial<ChartableEstimate> = {}) =>
  estimate(changes.id ?? trial, { trial, ...changes });
const reasons = (figure: ReturnType<typeof calendar>) =>
  figure.leftOut.map(({ estimateId, reason }) => [estimateId, reason]);
const drawn = (figure: ReturnType<typeof calendar>) =>
  figure.panels.flatMap(({ kmt2a, points }) =>
    points.map(({ point, field }) => [kmt2a, point.estimateId, field ? 'field' : 'chosen']),
  );
const germline = { kmt2a: 'g' as const, risk: 'all' as const, arm: null, age: null, other: null };

describe('outcome over calendar time', () => {
  test('stands at the middle of enrolment: 2006–2016 runs to the last day of 2016, so 2011.5', () => {
    const [point] = calendar([of('new')]).panels[0]?.points ?? [];
    expect(point).toMatchObject({ from: 2006, to: 2017, middle: 2011.5, field: false });
  });
  test('the field is drawn beside the choice, germline in a panel of its own', () => {
    const chosen = of('new');
    const field = [of('old'), of('old', { id: 'old-g', stratum: germline })];
    expect(drawn(calendar([chosen], [chosen, ...field]))).toEqual([
      ['r', 'new', 'chosen'],
      ['r', 'old', 'field'],
      ['g', 'old-g', 'field'],
    ]);
  });
  test('of each trial the horizon nearest to 5 years, or to the one asked for', () => {
    const catalogue = [of('old', { id: 'two', timeYears: 2 }), of('old', { id: 'six', timeYears: 6 })];
    expect(drawn(calendar([], catalogue)).map(([, id]) => id)).toEqual(['six']);
    expect(drawn(calendar([], catalogue, 3)).map(([, id]) => id)).toEqual(['two']);
    expect(reasons(calendar(catalogue))).toEqual([['two', 'nearer-horizon']]);
  });
  test('a figure of its own report before one told second hand, whatever its horizon, also of those that the reader chose', () => {
    const told = { ref: 'commentary', locator: 'text', url: null, level: 'review' as const };
    const figures = [of('old', { id: 'told', timeYears: 5, source: told }), of('old', { id: 'own', timeYears: 3 })];
    expect(drawn(calendar([], figures))).toEqual([['r', 'own', 'field']]);
    expect(drawn(calendar([], figures, 5))).toEqual([['r', 'own', 'field']]);
    expect(reasons(calendar(figures))).toEqual([['told', 'second-hand']]);
    expect(drawn(calendar(figures.slice(0, 1), figures))).toEqual([['r', 'told', 'chosen']]);
  });
  test('on the data set every study of the home page stands there with the same figure, or is left out with it', () => {
    const trials = readTrials();
    const estimates = trials.flatMap(({ slug, acronym, estimates: own }) =>
      own.map((one): PublishedEstimate => ({ trial: slug, acronym, ...one })),
    );
    const home = selectProgress(
      estimates,
      trials.map((trial) => summaryOf(toEntry(trial))),
    );
    const field = calendarFigure(
      { ...inputOf([], null), catalogue: estimates.filter(({ chartable }) => chartable) },
      trials,
      null,
    );
    const told = [...drawn(field).map(([, id]) => id), ...field.leftOut.map(({ estimateId }) => estimateId)];
    expect(home.points.map(({ id }) => id).filter((id) => !told.includes(id))).toEqual([]);
    const own = home.points.map(({ id }) => id);
    expect(
      drawn(field)
        .map(([, id]) => id)
        .filter((id) => !own.includes(id ?? '')),
    ).toEqual([]);
    // As Tomizawa 2020 prints it; a commentary repeats it at five years.
    expect(own).toContain('mll-10-efs-3y-kmt2a-r');
  });
  test('open enrolment, missing years and another time zero are left out by name', () => {
    const figures = [of('open'), of('late'), of('none'), of('new', { timeZero: 'hsct' })];
    expect(reasons(calendar(figures)).toSorted()).toEqual([
      ['late', 'start-unknown'],
      ['new', 'other-time-zero'],
      ['none', 'no-years'],
      ['open', 'enrolment-open'],
    ]);
    expect(calendar(figures).panels).toEqual([]);
    expect(drawn(calendar(figures, figures, null, true))).toEqual([['r', 'new', 'chosen']]);
  });
  test('a chosen figure has the colour, the marker and the letter of the list, whatever of it is not drawn', () => {
    const highRisk = { kmt2a: 'r' as const, risk: 'HR' as const, arm: null, age: null, other: null };
    // Two of seven names begin with one colour, so that what is left out first would give its colour on.
    const chosen = [
      ...Array.from({ length: 7 }, (_, i) => of('open', { id: `open-${i}`, trial: `open-${i}` })),
      of('new', { id: 'two', timeYears: 2 }),
      of('new', { id: 'five', timeYears: 5 }),
      of('new', { id: 'high', stratum: highRisk }),
      of('old'),
    ];
    const looks = (points: readonly PublishedPoint[]) =>
      points.map(({ estimateId, suffix, style }) => ({ estimateId, suffix, style }));
    const list = looks(publishedPoints(comparisonFigure(inputOf(chosen, null))));
    const shown = looks(publishedPoints(calendar(chosen).comparison));
    expect(shown.map(({ estimateId, suffix }) => [estimateId, suffix])).toEqual([
      ['five', 'b'],
      ['high', 'c'],
      ['old', null],
    ]);
    expect(shown).toEqual(list.filter(({ estimateId }) => ['five', 'high', 'old'].includes(estimateId)));
  });
  test('a joint report gives way to its trials, unless the reader chose it', () => {
    const [joint, part] = [of('mll-96-98-pooled'), of('mll-96')];
    expect(reasons(calendar([], [joint, part]))).toEqual([['mll-96-98-pooled', 'shared-patients']]);
    expect(reasons(calendar([joint], [joint, part]))).toEqual([['mll-96', 'shared-patients']]);
  });
});
