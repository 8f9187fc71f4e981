import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { TrialSchema } from '@/lib/registry/schema';
import { estimate } from '../testing/figures';
import { likePairs } from './like-pairs';

const folder = new URL('../../../seed/trials/', import.meta.url);
const estimates = readdirSync(folder).flatMap((file) => {
  const trial = TrialSchema.parse(JSON.parse(readFileSync(new URL(file, folder), 'utf8')));
  return trial.estimates.map((one) => ({ ...one, trial: trial.slug, acronym: trial.acronym }));
});
const found = likePairs(estimates);
const idsOf = (pairs: typeof found) => pairs.map(({ figures }) => figures.map(({ id }) => id).join(' | '));

describe('the pairs of the evidence', () => {
  test('hold the one whose source names the other protocol: 20.9 % at 6 years beside 45.2 % at 5', () => {
    const named = found.filter(({ why }) => why === 'named');
    expect(idsOf(named)).toEqual(['interfant-06-efs-6y-kmt2a-r-hr | mll-10-efs-5y-kmt2a-r-hr-interfant-hr']);
    expect(named[0]?.figures.map((figure) => figure.estimate)).toEqual([20.9, 45.2]);
  });

  test('hold those whose rules are equal, by hand', () => {
    // Low risk of Interfant-06 and of MLL-10 is germline KMT2A; high risk of MLL-96 and of MLL-98 is every rearrangement.
    const equal = idsOf(found.filter(({ why }) => why === 'equal'));
    expect(equal).toContain('interfant-06-efs-6y-kmt2a-g-lr | mll-10-efs-5y-kmt2a-g-lr');
    expect(equal).toContain('mll-96-efs-3y-kmt2a-r-hr | mll-98-efs-3y-kmt2a-r-hr');
    // MLL-03 took rearranged infants alone and divided them by nothing: its "high risk" is all of them.
    expect(equal).toContain('interfant-99-efs-4y-kmt2a-r | mll-03-efs-4y-kmt2a-r-hr');
  });

  test('leave out groups of one name and other rules, and groups that later findings change', () => {
    // High risk is under 6 months with many white cells or a poor response in Interfant-06, under 180 days or CNS disease in MLL-10.
    const all = idsOf(found).join('\n');
    expect(all).not.toContain('interfant-06-efs-6y-kmt2a-r-hr | mll-10-efs-5y-kmt2a-r-hr\n');
    expect(found.every(({ figures: [a, b] }) => a.trial !== b.trial && a.timeZero === b.timeZero)).toBe(true);
    expect(found.flatMap(({ figures }) => figures).filter(({ stratum }) => stratum.arm ?? stratum.age)).toEqual([]);
  });
});

describe('a pair', () => {
  const stratum = { kmt2a: 'g', risk: 'LR', arm: null, age: null, other: null } as const;
  const low = (id: string, trial: string, changes = {}) =>
    estimate(id, { trial, acronym: trial, stratum, timeYears: 5, ...changes });
  const pairsOf = (...figures: ReturnType<typeof low>[]) => idsOf(likePairs(figures));

  test('is of one endpoint, one time zero that is known, and horizons no more than a year apart', () => {
    const a = low('a', 'mll-10');
    expect(pairsOf(a, low('b', 'interfant-06', { timeYears: 6 }))).toEqual(['a | b']);
    expect(pairsOf(a, low('b', 'interfant-06', { timeYears: 6.5 }))).toEqual([]);
    expect(pairsOf(a, low('b', 'interfant-06', { endpoint: 'OS' }))).toEqual([]);
    expect(pairsOf(a, low('b', 'interfant-06', { timeZero: 'remission' }))).toEqual([]);
    const unknown = { timeZero: 'unknown' } as const;
    expect(pairsOf(low('a', 'mll-10', unknown), low('b', 'interfant-06', unknown))).toEqual([]);
  });

  test('of two populations is that of the nearest horizons', () => {
    const [three, four, six] = [3, 4, 6].map((timeYears) => low(`b${timeYears}`, 'interfant-06', { timeYears }));
    expect(pairsOf(low('a', 'mll-10', { timeYears: 4 }), three ?? low('x', 'y'), four ?? low('x', 'y'))).toEqual([
      'a | b4',
    ]);
    expect(pairsOf(low('a', 'mll-10'), four ?? low('x', 'y'), six ?? low('x', 'y'))).toEqual(['a | b6']);
  });

  test('is none of a protocol without rules, of an arm, or of a figure that gives way to another', () => {
    const a = low('a', 'mll-10');
    expect(pairsOf(a, low('b', 'interfant-06', { preferred: false }))).toEqual([]);
    expect(pairsOf(a, low('b', 'interfant-06', { stratum: { ...stratum, arm: 'x' } }))).toEqual([]);
    expect(pairsOf(a, low('b', 'beijing-iall'))).toEqual([]);
  });

  test('is named by data, in whatever words the source calls its patients', () => {
    const other = { en: 'a selection', ru: 'выборка' };
    const own = { kmt2a: 'r', risk: 'HR', arm: null, age: null, other: null } as const;
    const a = low('a', 'mll-10', { stratum: { ...own, other, alsoGroup: { protocol: 'interfant-06', risk: 'HR' } } });
    expect(pairsOf(a, low('b', 'interfant-06', { stratum: own }))).toEqual(['a | b']);
    expect(pairsOf(a, low('b', 'interfant-06', { stratum: { ...own, risk: 'IR' } }))).toEqual([]);
    // Words alone name nobody.
    const told = { ...own, other: { en: 'also high risk by Interfant-06', ru: '' } };
    expect(pairsOf(low('a', 'mll-10', { stratum: told }), low('b', 'interfant-06', { stratum: own }))).toEqual([]);
  });

  test('is none of whole cohorts by KMT2A alone, nor of a selection that names no protocol', () => {
    const whole = { ...stratum, risk: 'all' } as const;
    expect(pairsOf(low('a', 'mll-10', { stratum: whole }), low('b', 'interfant-06', { stratum: whole }))).toEqual([]);
    const other = { ...stratum, other: { en: 'MRD negative', ru: 'МОБ-негативные' } };
    expect(pairsOf(low('a', 'mll-10', { stratum: other }), low('b', 'interfant-06'))).toEqual([]);
  });
});
