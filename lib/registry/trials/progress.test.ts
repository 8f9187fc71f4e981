import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { PublishedEstimate } from '../estimate-filter';
import { enrolmentPosition } from './enrolment-position';
import { selectProgress } from './progress';
import { TrialSchema } from '../schema';
import { summaryOf } from './facts/outlets';
import { toEntry } from '../testing/catalogue';
import { SOURCE } from '../testing/dataset';
import { known } from '../testing/known-figures';

const folder = new URL('../../../seed/trials/', import.meta.url);
const trials = readdirSync(folder).map((file) =>
  TrialSchema.parse(JSON.parse(readFileSync(new URL(file, folder), 'utf8'))),
);
const all = trials.flatMap((trial) =>
  known(trial.estimates).map(
    (estimate): PublishedEstimate => ({ ...estimate, trial: trial.slug, acronym: trial.acronym }),
  ),
);
const summaries = trials.map((trial) => summaryOf(toEntry(trial)));

const select = (change: (estimate: PublishedEstimate) => PublishedEstimate = (estimate) => estimate) =>
  selectProgress(all.map(change), summaries);
const ids = (progress = select()) => progress.points.map((point) => point.id);

describe('selectProgress on the data set', () => {
  test('takes one figure per trial and KMT2A stratum, in order of calendar time', () => {
    const { points } = select();
    expect(new Set(points.map(({ trial, kmt2a }) => `${trial} ${kmt2a}`)).size).toBe(points.length);
    expect(points.map((point) => point.position.year)).toEqual(
      points.map((point) => point.position.year).toSorted((a, b) => a - b),
    );
  });

  test('draws the strata of Interfant-06 and MLL-10 as their sources print them', () => {
    const { points } = select();
    const held = (id: string) => all.find((estimate) => estimate.id === id);
    const rearranged = held('interfant-06-efs-6y-kmt2a-r');
    expect(points.find(({ id }) => id === rearranged?.id)).toMatchObject({
      efs: rearranged?.estimate,
      horizon: rearranged?.timeYears,
      n: rearranged?.n,
      kmt2a: 'r',
      timeZeroStated: true,
      readingProbable: false,
      oneCurator: false,
    });
    expect(points.find(({ id }) => id === 'mll-10-efs-3y-kmt2a-g-lr')).toMatchObject({
      efs: held('mll-10-efs-3y-kmt2a-g-lr')?.estimate,
      interval: { high: 100, how: 'from-se' },
    });
  });

  test('a figure of the study’s own report goes before one told second hand at a nearer horizon', () => {
    expect(ids()).toContain('mll-10-efs-3y-kmt2a-r');
    expect(ids()).not.toContain('mll-10-efs-5y-kmt2a-r');
  });

  test('a figure that only a review prints stands with what is doubtful about it', () => {
    expect(select().points.find(({ id }) => id === 'mll-10-efs-nh-all')).toMatchObject({ readingProbable: true });
    expect(select().points.find(({ id }) => id === 'aall0631-efs-5y-kmt2a-r')).toMatchObject({ timeZeroStated: false });
  });

  test('leaves out a risk group that is only a part of its stratum, an arm, a subgroup and another time zero', () => {
    expect(ids()).not.toContain('interfant-06-efs-6y-kmt2a-r-hr');
    expect(ids()).not.toContain('mll-10-efs-3y-kmt2a-r-ir');
    expect(ids()).not.toContain('all-bfm-83-86-90-infants-efs-6y-kmt2a-r-lr');
    expect(ids()).not.toContain('interfant-06-efs-6y-all-west');
    expect(ids()).not.toContain('mll-98-efs-3y-kmt2a-r-hr-hsct-cr1');
    expect(ids()).not.toContain('aall0631-efs-3y-kmt2a-r-chemo');
  });

  test('takes a risk group that is the whole stratum', () =>
    expect(ids()).toEqual(
      expect.arrayContaining([
        'mll-96-efs-3y-kmt2a-r-hr',
        'mll-03-efs-4y-kmt2a-r-hr',
        'interfant-06-efs-6y-kmt2a-g-lr',
      ]),
    ));

  test('of the 4- and 6-year figures of Interfant-99 the one with an interval stands', () => {
    expect(ids()).toContain('interfant-99-efs-4y-all');
    expect(ids()).not.toContain('interfant-99-efs-6y-all');
  });

  test('does not draw the patients of MLL96 and MLL98 a second time', () => {
    expect(ids()).toContain('mll-96-98-pooled-efs-5y-all');
    expect(ids()).not.toContain('mll-96-98-pooled-efs-5y-kmt2a-r-hr');
  });

  test('says why a trial is missing', () => {
    const { omissions, points } = select();
    const reasons = Object.fromEntries(omissions.map(({ trial, reason }) => [trial, reason]));
    expect(reasons).toMatchObject({
      p9407: 'restricted',
      'pog-9107': 'no-years',
      'interfant-blina-pilot': 'other-endpoint',
    });
    // Of the joint report of MLL96 and MLL98 all infants are drawn, and the rearranged ones by its parts.
    expect(points.filter(({ trial }) => trial in reasons)).toEqual([]);
  });
});

describe('selectProgress', () => {
  const only = (id: string, change: Partial<PublishedEstimate>) =>
    ids(select((estimate) => (estimate.id === id ? { ...estimate, ...change } : estimate)));

  test.each<[string, Partial<PublishedEstimate>]>([
    ['not chartable', { chartable: false }],
    ['overall survival', { endpoint: 'OS' }],
    ['another time zero', { timeZero: 'remission' }],
    ['without a horizon', { timeYears: null }],
    ['without a value', { estimate: null }],
  ])('refuses a figure that is %s', (_, change) =>
    expect(only('uk-infant-87-efs-4y-all', change)).not.toContain('uk-infant-87-efs-4y-all'),
  );

  test('keeps a figure without a stated time zero and marks it', () => {
    const { points } = select((estimate) =>
      estimate.id === 'uk-infant-87-efs-4y-all' ? { ...estimate, timeZero: 'unknown' } : estimate,
    );
    expect(points.find(({ id }) => id === 'uk-infant-87-efs-4y-all')?.timeZeroStated).toBe(false);
  });

  test('takes the horizon nearest to 5 years', () =>
    expect(
      only('interfant-99-efs-6y-all', { timeYears: 5, source: { ...SOURCE, level: 'primary-abstract' } }),
    ).toContain('interfant-99-efs-6y-all'));
});

describe('enrolmentPosition', () => {
  test.each([
    ['2006', '2016', 2011.5, 'middle'],
    ['2011-01', '2014-12', 2013, 'middle'],
    ['1987', null, 1987.5, 'start-only'],
    [null, '1999', 1999.5, 'end-only'],
  ])('%s to %s stands at %s', (start, end, year, basis) =>
    expect(enrolmentPosition({ start, end })).toEqual({ year, basis }),
  );

  test('without years there is no position', () => expect(enrolmentPosition({ start: null, end: null })).toBeNull());
});
