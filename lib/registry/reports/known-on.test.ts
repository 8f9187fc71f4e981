import { describe, expect, test } from 'vitest';
import type { PublishedEstimate } from '../estimate-filter';
import type { Reference, Report } from '../schema';
import { makeEstimate } from '../testing/dataset';
import { knownOn, lastDay, reportOf, latestDay } from './known-on';

const figure = (id: string, ref: string, changes: Partial<PublishedEstimate> = {}): PublishedEstimate => ({
  ...makeEstimate({ id, source: { ref, locator: 'abstract', url: null, level: 'primary-abstract' } }),
  trial: 'one',
  acronym: 'ONE',
  ...changes,
});
const issued = (id: string, ...parts: number[]): Reference => ({
  id,
  type: 'article-journal',
  title: id,
  ...(parts.length > 0 && { issued: { 'date-parts': [parts] } }),
});
const report = (id: string, changes: Partial<Report>): Report => ({
  id,
  ref: id,
  published: null,
  cut: { absent: 'not-read' },
  followUp: { absent: 'not-read' },
  population: { absent: 'not-read' },
  estimates: null,
  copy: null,
  ...changes,
});

// Made up: a first report of 2016, a second of May 2019, a review of 2020.
const estimates = [
  figure('first', 'paper-2016', { timeYears: 3 }),
  figure('second', 'paper-2019', { timeYears: 5 }),
  figure('told', 'review-2020', { source: { ref: 'review-2020', locator: 'table', url: null, level: 'review' } }),
  figure('undated', 'abstract'),
];
const references = [
  issued('paper-2016', 2016),
  issued('paper-2019', 2019),
  issued('review-2020', 2020),
  issued('abstract'),
];
const reports = { one: [report('paper-2019', { published: '2019-05' })] };
const known = (day: string) => {
  const found = knownOn(day, estimates, { reports, references });
  return {
    ...found,
    known: found.known.map(({ estimate, supersededBy }) => `${estimate.id} < ${supersededBy?.id ?? '-'}`),
  };
};

describe('what was known on a day', () => {
  test('a paper that names its year alone is known when the year has ended', () => {
    expect(known('2016-12-30').known).toEqual([]);
    expect(known('2016-12-31')).toEqual({ known: ['first < -'], later: 2, undated: 1 });
  });

  test('a report’s own date goes before that of its reference', () => {
    expect(known('2019-05-30').known).toEqual(['first < -']);
    expect(known('2019-05-31').known).toEqual(['first < second', 'second < -']);
  });

  // As Nagayama 2006 and an abstract of the same year both print 95.5 % of the germline infants of MLL96/98.
  test('of two reports of one year with one figure only that which is to be read stands', () => {
    const twice = [
      figure('without', 'abstract-2016', { preferred: false }),
      figure('with', 'paper-2016'),
      figure('shorter', 'abstract-2016', { preferred: false, timeYears: 1 }),
    ];
    const dates = { reports, references: [...references, issued('abstract-2016', 2016)] };
    const found = knownOn('2017-01-01', twice, dates).known;
    expect(found.map(({ estimate, supersededBy }) => `${estimate.id} < ${supersededBy?.id ?? '-'}`)).toEqual([
      'without < with',
      'with < -',
      'shorter < -',
    ]);
  });

  test('a later review does not supersede the study’s own report', () => {
    expect(known('2021-01-01').known).toEqual(['first < second', 'second < -', 'told < second']);
  });
});

test('a report that names its figures has those, another of the same publication the rest', () => {
  const two = [report('whole', { ref: 'paper' }), report('early', { ref: 'paper', estimates: ['first'] })];
  expect(reportOf(figure('first', 'paper'), two)?.id).toBe('early');
  expect(reportOf(figure('second', 'paper'), two)?.id).toBe('whole');
  expect(reportOf(figure('second', 'other'), two)).toBeNull();
});

test.each([
  ['2019', '2019-12-31'],
  ['2020-02', '2020-02-29'],
  ['2020-02-03', '2020-02-03'],
])('%s ends on %s', (date, day) => expect(lastDay(date)).toBe(day));

// By hand: at 10:00 UTC it is the next day at UTC+14 (Kiritimati), at 09:59 UTC not yet.
test.each([
  ['2026-11-30T09:59:59Z', '2026-11-30'],
  ['2026-11-30T10:00:00Z', '2026-12-01'],
  ['2026-12-31T23:00:00Z', '2027-01-01'],
])('at %s the latest day that has begun somewhere is %s', (now, day) => {
  expect(latestDay(new Date(now))).toBe(day);
});
