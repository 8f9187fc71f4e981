import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { dayAfterDiagnosis } from '@/lib/patients/testing/courses';
import type { PatientCourse } from '@/lib/patients/timeline';
import { childrenOf, EXPECTED } from '../against/golden/cohorts';
import { localGroups } from '../groups/local-groups';
import type { GroupFacts, Grouping } from '../groups/groupings';
import { localDefinition } from '../selection/local-definition';
import { factsOf } from '../testing/group-facts';
import { hasR, startR, type R } from '../testing/in-r';
import { bundleFiles, type BundleFile } from './bundle';
import { scriptWithData } from './inline-script';
import { digestOf } from '../saved/digest.server';
import { bundleChanges, namedHashes, readBundle } from './changes';
import { withManifest } from './manifest.server';

const run = promisify(execFile);
const NAMES = { group: (code: string) => code, cause: (code: string) => code };
const SPECIFICATION = {
  ...{
    page: 'groups' as const,
    query: 'endpoint=EFS',
    endpoint: 'EFS',
    timeZero: 'diagnosis',
    events: ['relapse'],
    by: 'cns',
    groupCodes: ['CNS1'],
    groupNames: ['a'],
  },
  ...{ title: 'Site', madeUp: true, released: false, made: '2026-11-29' },
};

function filesOf(
  i: number,
  by: Grouping,
  facts: (i: number) => Partial<GroupFacts>,
  also: (course: PatientCourse, k: number) => PatientCourse = (course) => course,
): BundleFile[] {
  const cohort = EXPECTED[i];
  if (cohort === undefined) throw new Error('no cohort');
  const courses = childrenOf(cohort).map((course, k) => also({ ...course, patientId: `child-${k}` }, k));
  const own = courses.map(
    ({ patientId }, k) => [patientId, factsOf({ patientId, ...facts(cohort.group[k] ?? 0) })] as const,
  );
  const found = localGroups(courses, new Map(own), localDefinition('EFS', []).definition, by, NAMES, [1, 2, 3]);
  if (found === null) throw new Error('no groups');
  return withManifest(bundleFiles(found, SPECIFICATION));
}

async function inFolder<Result>(
  files: readonly BundleFile[],
  work: (folder: string) => Promise<Result>,
): Promise<Result> {
  const folder = await mkdtemp(path.join(tmpdir(), 'registry-bundle-'));
  try {
    for (const { name, text } of files) await writeFile(path.join(folder, name), text);
    return await work(folder);
  } finally {
    await rm(folder, { recursive: true });
  }
}
/** As its reader starts it: a process of its own. */
const inR = (files: readonly BundleFile[]) =>
  inFolder(files, async (folder) => (await run('Rscript', ['analysis.R'], { cwd: folder })).stdout);
const byCns = (group: number): Partial<GroupFacts> => ({ cns: `CNS${group + 1}` });
/** Every third child has HSCT in first remission on day 120 or some days later. */
const transplanted = (course: PatientCourse, k: number): PatientCourse =>
  k % 3 === 0
    ? { ...course, remissionDate: dayAfterDiagnosis(30), transplantDates: [dayAfterDiagnosis(120 + k)] }
    : course;
const measured = (group: number): Partial<GroupFacts> => ({
  mrd: [{ date: dayAfterDiagnosis(33), timePoint: 'end-of-induction', result: group === 0 ? 'negative' : 'positive' }],
});

describe.skipIf(!hasR)('the bundle in R', () => {
  let r: R;
  beforeAll(() => void (r = startR()));
  afterAll(() => r.end());
  const inOneR = (files: readonly BundleFile[]) => inFolder(files, (folder) => r.run(path.join(folder, 'analysis.R')));

  test.each([3, 9, 14, 19])('gives every number of cohort %i by groups', async (i) => {
    expect(await inOneR(filesOf(i, 'cns', byCns))).toMatch(/All [1-9]\d* numbers agree/u);
  });

  test("Gray's test among them, as cmprsk gives it", async () => {
    // cmprsk is no part of R itself: where it is missing the script says so and computes the rest.
    const files = filesOf(9, 'cns', byCns);
    expect(files.find(({ name }) => name === 'expected.csv')?.text).toMatch(/^gray,,relapse,,\d/mu);
    expect(await inOneR(files)).toMatch(/^gray +group NA +relapse|Gray's test is left out/mu);
    const wrong = (file: BundleFile) => ({
      ...file,
      text: file.text.replace(/^gray,,relapse,,.*$/mu, 'gray,,relapse,,99,'),
    });
    expect(await inOneR(files.map(wrong))).toMatch(/gray differs|Gray's test is left out/u);
  });

  test('and with delayed entry', async () => {
    const files = filesOf(19, 'mrd-end-of-induction', measured);
    expect(files.find(({ name }) => name === 'patients.csv')?.text).toMatch(/^\d,33,/mu);
    expect(await inOneR(files)).toMatch(/All [1-9]\d* numbers agree/u);
  });

  test('each of its tests, models, means and limits is among them, and is found wrong where it is', async () => {
    const files = filesOf(9, 'cns', byCns);
    const expected = files.find(({ name }) => name === 'expected.csv')?.text ?? '';
    for (const item of [
      ...['log_rank_p', 'pair_adjusted_p', 'hazard_ratio_low', 'hazard_ratio_p', 'proportional_p', 'gray_p'],
      ...['mean_difference_low', 'incidence_high', 'median_low'],
    ]) {
      const line = new RegExp(`^(${item},.*),([\\d.e-]+),(\\d?)$`, 'mu');
      expect(expected, item).toMatch(line);
      const wrong = files.map((file) =>
        file.name === 'expected.csv' ? { ...file, text: file.text.replace(line, '$1,99,$3') } : file,
      );
      expect(await inOneR(wrong), item).toMatch(new RegExp(`${item} differs|is not installed`, 'u'));
    }
  });

  test('HSCT as a time-dependent condition, from its own table', async () => {
    const files = filesOf(19, 'hsct', () => ({}), transplanted);
    expect(files.find(({ name }) => name === 'expected.csv')?.text).toMatch(/^mantel_byar,,,,[\d.]+,$/mu);
    expect(await inOneR(files)).toMatch(/condition_ratio_high(?:.|\n)*All [1-9]\d* numbers agree/u);
  });

  test.each<[string, BundleFile[]]>([
    ['groups', filesOf(9, 'cns', byCns)],
    ['HSCT as a time-dependent condition', filesOf(19, 'hsct', () => ({}), transplanted)],
  ])('the script of the page holds the tables of %s and says the same', async (_, files) => {
    const text = scriptWithData(files);
    expect(text).not.toContain('.csv"');
    expect(await inOneR([{ name: 'analysis.R', text }])).toMatch(/All [1-9]\d* numbers agree/u);
  });

  test('stops where a number was changed', async () => {
    const files = filesOf(9, 'cns', byCns).map((file) =>
      file.name === 'expected.csv'
        ? { ...file, text: file.text.replace(/^events,1,,,(\d+),$/mu, 'events,1,,,99,') }
        : file,
    );
    await expect(inR(files)).rejects.toThrow(/events differs/u);
  });
});

test('the manifest holds for each file, and no row names a child', async () => {
  const files = filesOf(9, 'cns', byCns);
  const said = await inFolder(
    files,
    async (folder) => (await run('sha256sum', ['--check', 'SHA256SUMS'], { cwd: folder })).stdout,
  );
  expect(said.trim().split('\n')).toEqual(
    ['patients.csv', 'expected.csv', 'analysis.R', 'specification.json'].map((name) => `${name}: OK`),
  );
  expect(files.map(({ text }) => text).join('')).not.toContain('child-');
});

describe('a bundle read back', () => {
  const files = filesOf(9, 'cns', byCns);
  const changed = (name: string, change: (text: string) => string): BundleFile[] =>
    files.map((file) => (file.name === name ? { ...file, text: change(file.text) } : file));

  test('names its choice and its day, and a ZIP of other files is none', () => {
    expect(readBundle(files)).toMatchObject({ query: 'endpoint=EFS', made: '2026-11-29' });
    expect(readBundle(files.filter(({ name }) => name !== 'expected.csv'))).toBeNull();
    expect(readBundle(changed('specification.json', () => '{}'))).toBeNull();
    expect(readBundle(changed('specification.json', () => 'no JSON'))).toBeNull();
  });

  test('has not changed where the data have not, whatever the order of its rows', () => {
    expect(bundleChanges(files, files)).toEqual([]);
    const turned = (text: string) =>
      [text.split('\n')[0], ...text.trim().split('\n').slice(1).reverse(), ''].join('\n');
    expect(bundleChanges(files, changed('patients.csv', turned))).toEqual([]);
  });

  test('says each row and each number that is another now', () => {
    const [, first = ''] = (files.find(({ name }) => name === 'patients.csv')?.text ?? '').split('\n');
    const moved = changed('patients.csv', (text) => text.replace(`${first}\n`, '1,0,9999,\n'));
    const rows = (files.find(({ name }) => name === 'patients.csv')?.text ?? '').trim().split('\n').length - 1;
    expect(bundleChanges(files, moved)).toEqual([{ kind: 'rows', before: rows, now: rows, gone: 1, added: 1 }]);
    const counted = changed('expected.csv', (text) => text.replace(/^events,1,,,(\d+),$/mu, 'events,1,,,99,'));
    expect(bundleChanges(files, counted)).toEqual([
      {
        ...{ kind: 'number', of: { item: 'events', group: 'a', against: null, cause: null, years: null } },
        ...{ before: expect.any(Number), now: 99 },
      },
    ]);
    const defined = changed('specification.json', (text) => text.replace('"diagnosis"', '"remission"'));
    expect(bundleChanges(files, defined)).toEqual([{ kind: 'definition' }]);
  });

  test('of before it said with what a group is compared: what was not saved then has not changed', () => {
    const old = changed('expected.csv', (text) =>
      text
        .split('\n')
        .filter((line) => !/^(?:\w+_(?:p|low|high)|mean_difference),/u.test(line) || line.startsWith('survival'))
        .map((line) => line.replace(/,[^,]*$/u, ''))
        .join('\n'),
    );
    expect(bundleChanges(old, files)).toEqual([]);
    const counted = changed('expected.csv', (text) => text.replace(/^events,1,,,(\d+),$/mu, 'events,1,,,99,'));
    expect(bundleChanges(old, counted)).toHaveLength(1);
  });

  test('the manifest names the hash of each file', () => {
    for (const [name, hash] of namedHashes(files))
      expect(digestOf(files.find((file) => file.name === name)?.text ?? '')).toBe(hash);
    expect(namedHashes(files).size).toBe(4);
  });
});
