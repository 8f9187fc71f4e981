import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { PublishedEstimate } from '../estimate-filter';
import { EXPLAINED, explanationOf } from './explained-implausibilities';
import { checkPlausibility, PLAUSIBILITY_CHECKS, type PlausibilityCheck } from './figure-plausibility';
import { TrialSchema } from '../schema';

const folder = new URL('../../../seed/trials/', import.meta.url);
const shipped: PublishedEstimate[] = readdirSync(folder).flatMap((file) => {
  const trial = TrialSchema.parse(JSON.parse(readFileSync(new URL(file, folder), 'utf8')));
  return trial.estimates.map((estimate) => ({ ...estimate, trial: trial.slug, acronym: trial.acronym }));
});
const [template] = shipped;
if (template === undefined) throw new Error('the data set is empty');

const STRATUM = { kmt2a: 'all', risk: 'all', arm: null, age: null, other: null } as const;
/** A made-up figure: EFS 50 % at 5 years of 100 infants, nothing else reported. */
function figure(id: string, change: Partial<PublishedEstimate> = {}): PublishedEstimate {
  return {
    ...template,
    id,
    trial: 'one',
    acronym: 'ONE',
    endpoint: 'EFS',
    endpointDetail: null,
    timeZero: 'diagnosis',
    timeYears: 5,
    estimate: 50,
    se: null,
    ci: null,
    n: 100,
    events: null,
    stratum: STRATUM,
    preferred: true,
    ...change,
  } as PublishedEstimate;
}

function found(check: PlausibilityCheck, ...figures: PublishedEstimate[]): { compared: number; ids: string[][] } {
  const result = checkPlausibility(figures).find((one) => one.check === check);
  return { compared: result?.compared ?? 0, ids: (result?.found ?? []).map(({ estimates }) => [...estimates]) };
}

describe('checkPlausibility', () => {
  test('an interval contains its estimate', () => {
    expect(
      found(
        'interval-contains-estimate',
        figure('a', { ci: { low: 40, high: 60, level: 95 } }),
        figure('b', { ci: { low: 51, high: 60, level: 95 } }),
        figure('c'),
      ),
    ).toEqual({ compared: 2, ids: [['b']] });
  });

  test('an error fits the number of patients: 5 points for 50 % of 100, more with censoring', () => {
    // sqrt(50 * 50 / 100) = 5
    const errors = [3.8, 4, 5, 9.9, 10.2].map((se, i) => figure(`se-${i}`, { se }));
    expect(found('error-fits-n', ...errors)).toEqual({ compared: 5, ids: [['se-0'], ['se-4']] });
    // (60 - 40) / 2 / 1.96 = 5.1; (54 - 46) / 2 / 1.96 = 2.04
    expect(
      found(
        'error-fits-n',
        figure('wide', { ci: { low: 40, high: 60, level: 95 } }),
        figure('narrow', { ci: { low: 46, high: 54, level: 95 } }),
      ).ids,
    ).toEqual([['narrow']]);
    // Cut at 100 %: sqrt(95.5 * 4.5 / 22) = 4.42, and (95.5 - 86.9) / 1.96 = 4.39
    expect(
      found('error-fits-n', figure('cut', { estimate: 95.5, n: 22, ci: { low: 86.9, high: 100, level: 95 } })).ids,
    ).toEqual([]);
  });

  test('events are not more than patients, EFS is not above OS at one time', () => {
    expect(found('events-within-n', figure('a', { events: 101 }), figure('b', { events: 100 })).ids).toEqual([['a']]);
    const os = figure('os', { endpoint: 'OS', estimate: 49 });
    expect(found('efs-within-os', figure('efs'), os)).toEqual({ compared: 1, ids: [['efs', 'os']] });
    expect(found('efs-within-os', figure('efs'), { ...os, timeYears: 6 }).compared).toBe(0);
    expect(found('efs-within-os', figure('efs'), { ...os, stratum: { ...STRATUM, kmt2a: 'r' } }).compared).toBe(0);
  });

  test('survival does not rise and incidence does not fall with time', () => {
    expect(found('not-rising', figure('late', { timeYears: 8, estimate: 51 }), figure('early')).ids).toEqual([
      ['early', 'late'],
    ]);
    expect(
      found(
        'not-rising',
        figure('late', { timeYears: 8, estimate: 51, endpoint: 'CIR' }),
        figure('early', { endpoint: 'CIR' }),
      ),
    ).toEqual({ compared: 1, ids: [] });
    expect(
      found('not-rising', figure('late', { timeYears: 8, estimate: 51, preferred: false }), figure('early')).compared,
    ).toBe(0);
  });

  test('the parts are not more than the whole, and the whole lies between them', () => {
    const part = (kmt2a: 'r' | 'g', estimate: number, n: number): PublishedEstimate =>
      figure(kmt2a, { stratum: { ...STRATUM, kmt2a }, estimate, n });
    expect(found('strata-within-whole', figure('all'), part('r', 40, 80), part('g', 80, 21)).ids).toEqual([
      ['all', 'r', 'g'],
    ]);
    expect(found('strata-within-whole', figure('all'), part('r', 40, 80), part('g', 80, 20)).ids).toEqual([]);
    expect(
      found('whole-between-strata', figure('all', { estimate: 81 }), part('r', 40, 80), part('g', 80, 20)).ids,
    ).toEqual([['all', 'r', 'g']]);
    expect(found('whole-between-strata', figure('all'), part('r', 40, 80)).compared).toBe(0);
  });
});

describe('the shipped figures', () => {
  const results = checkPlausibility(shipped);
  test('are put to every check', () =>
    expect(results.map(({ check, compared }) => [check, compared > 0])).toEqual(
      PLAUSIBILITY_CHECKS.map((check) => [check, true]),
    ));
  test('hold, or somebody looked into it and gave the reason', () => {
    const unexplained = results
      .flatMap((result) => result.found)
      .filter(({ estimates }) => explanationOf(estimates) === null);
    expect(unexplained).toEqual([]);
  });
  test('need every reason that is given', () => {
    const all = results.flatMap((result) => result.found.map(({ estimates }) => estimates.join()));
    expect(EXPLAINED.filter(({ estimates }) => !all.includes(estimates.join()))).toEqual([]);
  });
});
