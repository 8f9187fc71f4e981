import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { comparableIds, compareAddress, groupOutcomes, mainEndpoint, picturedFigures } from './outcome-groups';
import { TrialSchema, type Estimate } from '../schema';

const read = (slug: string) =>
  TrialSchema.parse(JSON.parse(readFileSync(new URL(`../../../seed/trials/${slug}.json`, import.meta.url), 'utf8')));
const interfant06 = read('interfant-06').estimates;

describe('groupOutcomes', () => {
  test('loses no figure and keeps preferred and other values apart', () => {
    const groups = groupOutcomes(interfant06);
    expect(
      groups.flatMap(({ preferred, others }) => [...preferred, ...others.map(({ estimate }) => estimate)]),
    ).toHaveLength(interfant06.length);
    expect(groups[0]?.endpoint).toBe('EFS');
    expect(groups.every(({ preferred }) => preferred.every((estimate) => estimate.preferred))).toBe(true);
  });

  const [first] = interfant06;
  const other = (change: Partial<Estimate>, kept: Partial<Estimate> = {}) => {
    if (first === undefined) throw new Error('the data set has no figure');
    const preferred = { ...first, ...kept };
    return groupOutcomes([preferred, { ...preferred, id: 'other', preferred: false, ...change }])[0]?.others[0];
  };

  test('says why a value gives way, and to which', () => {
    expect(other({ source: { ref: 'x', locator: 'y', url: null, level: 'review' } })).toMatchObject({
      reason: 'second-hand',
      instead: { id: first?.id },
    });
    expect(other({ se: null })?.reason).toBe('no-interval');
    expect(other({ n: 100 })?.reason).toBe('smaller-n');
    expect(other({ estimate: 46 })?.reason).toBe('kept-to-show');
    expect(other({ timeYears: 5 })).toMatchObject({ reason: 'kept-to-show', instead: null });
  });
});

describe('comparableIds', () => {
  test('takes the whole strata of Interfant-06, not its regions or arms', () => {
    const ids = comparableIds(interfant06, 'EFS', 12);
    expect(ids).toContain('interfant-06-efs-6y-kmt2a-r');
    expect(ids).not.toContain('interfant-06-efs-6y-all-west');
  });

  test('does not draw the same patients twice because a review tells of them at another horizon', () => {
    const ids = comparableIds(read('mll-10').estimates, 'EFS', 12);
    expect(ids).toContain('mll-10-efs-3y-kmt2a-r');
    expect(ids).not.toContain('mll-10-efs-5y-kmt2a-r');
    expect(ids).toContain('mll-10-efs-nh-all');
  });

  test('takes whole arms where nothing else is published, then whatever there is, and no more than asked for', () => {
    const restricted = read('aall0631').estimates.filter(({ stratum }) => stratum.arm !== null);
    expect(comparableIds(restricted, 'EFS', 12)).toEqual([
      'aall0631-efs-3y-kmt2a-r-lestaurtinib',
      'aall0631-efs-3y-kmt2a-r-chemo',
    ]);
    expect(comparableIds(read('rogachev-infant-genetics').estimates, 'EFS', 3)).toHaveLength(3);
  });
});

test('mainEndpoint prefers EFS, and is null where nothing can be drawn', () => {
  expect(mainEndpoint(interfant06)).toBe('EFS');
  expect(mainEndpoint(read('interfant-blina-pilot').estimates)).toBe('OS');
  expect(mainEndpoint(read('tini-ii').estimates)).toBeNull();
});

test('compareAddress', () => expect(compareAddress('EFS', ['a', 'b'])).toBe('/compare?endpoint=EFS&series=a,b'));

test('a picture of a study shows every endpoint of survival, in the order of its page', () => {
  // The pilot reports disease-free survival first (van der Sluis, NEJM 2023;388:1572), which its picture must not leave out.
  const pictured = picturedFigures(read('interfant-blina-pilot').estimates);
  expect(pictured.map(({ endpoint, timeYears, estimate }) => [endpoint, timeYears, estimate])).toEqual([
    ['OS', 2, 93.3],
    ['OS', 4, 93.3],
    ['DFS', 2, 81.6],
    ['DFS', 4, 83.3],
  ]);
});
