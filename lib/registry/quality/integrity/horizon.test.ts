import { expect, test } from 'vitest';
import type { Report, Trial } from '../../schema';
import { makeEstimate, makeTrial, SOURCE } from '../../testing/dataset';
import { findEstimateProblems } from './figures';

const absent = { absent: 'not-read' } as const;
const known = { cut: absent, followUp: absent, population: absent, published: null, estimates: null, copy: null };

/** What is said of a figure at five years in a report like this. */
function said(changes: Partial<Report>, start: string | null = null): string[] {
  const enrolment: Trial['enrolment'] = { start, end: null, planned: null, actual: null };
  const report: Report = { id: 'one-report', ref: SOURCE.ref, ...known, ...changes };
  const trial = makeTrial({ enrolment, reports: [report], estimates: [makeEstimate({})] });
  return findEstimateProblems({ file: '', trial }).map(({ reason }) => reason);
}

test('no figure lies beyond the longest follow-up that its report states', () => {
  const followUp = (high: number | null): Report['followUp'] => ({ value: { years: 3, low: 1, high } });
  expect(said({ followUp: followUp(4.5) })).toEqual([
    expect.stringContaining('5 years lie beyond the longest follow-up'),
  ]);
  expect(said({ followUp: followUp(5) })).toEqual([]);
  // A median says nothing of the longest.
  expect(said({ followUp: followUp(null) })).toEqual([]);
});

test('no figure lies beyond the years from the first enrolment to the data', () => {
  const cut = { value: '2020-12' };
  // 2016 to 2020 may be almost five years, 2017 to 2020 cannot.
  expect(said({ cut }, '2016-03')).toEqual([]);
  expect(said({ cut }, '2017-03')).toEqual([
    expect.stringContaining('beyond the time from the first enrolment (2017-03)'),
  ]);
  expect(said({ published: '2019' }, '2016')).toEqual([expect.stringContaining('to the data (2019)')]);
  expect(said({ published: '2019', estimates: ['another-figure'] }, '2016')).toEqual([]);
});
