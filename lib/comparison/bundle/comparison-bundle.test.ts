import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { PatientCourse } from '@/lib/patients/timeline';
import type { StoredCurve } from '@/lib/registry/curves/records';
import { childrenOf, EXPECTED, figuresOf } from '../against/golden/cohorts';
import { comparisonFigure, type FigureInput } from '../figure/figure';
import { localDefinition } from '../selection/local-definition';
import { child, estimate, inputOf, TEN_CHILDREN } from '../testing/figures';
import { localCohort } from '../testing/local-cohort';
import { panelAgainst } from '../words/against-texts';
import type { BundleFile } from './bundle';
import { bundleChanges, namedHashes, readBundle } from './changes';
import { comparisonFiles, comparisonTables, type Compared } from './comparison-bundle';
import { scriptWithData } from './inline-script';
import { hasR, startR, type R } from '../testing/in-r';
import { withManifest } from './manifest.server';

const SOURCE = { ref: 'paper', locator: 'Table 2', url: null, level: 'primary-fulltext' } as const;
const TWO = [
  estimate('one', { trial: 't', source: SOURCE, timeYears: 1, estimate: 61.5 }),
  estimate('four', { trial: 't', source: SOURCE, timeYears: 4, estimate: 47, ci: { low: 40, high: 54, level: 90 } }),
];
/** Made up: ten patients, 2 events at 1, 3 at 2 and 3 at 5 years. */
const RECONSTRUCTED: StoredCurve = {
  ...{ id: 'curve', trial: 't', acronym: 'T', endpoint: 'EFS', timeZero: 'diagnosis', source: SOURCE },
  stratum: { kmt2a: 'r', risk: 'all', arm: null },
  label: { en: 'Rearranged', ru: 'С перестройкой' },
  ...{ totalEvents: 8, readFrom: null, secondReading: null },
  points: [
    { years: 0, percent: 100 },
    { years: 1, percent: 80 },
    { years: 2, percent: 50 },
    { years: 5, percent: 20 },
  ],
  counts: [
    { years: 0, atRisk: 10 },
    { years: 2, atRisk: 8 },
  ],
};
const REFERENCES = [{ id: 'paper', type: 'article-journal' as const, title: 'Paper' }];
const SPECIFICATION = {
  ...{ page: 'compare' as const, query: 'endpoint=EFS&local=1', endpoint: 'EFS', timeZero: 'diagnosis' },
  ...{ events: ['relapse'], by: null, groupCodes: ['one', 'four'], groupNames: ['T a', 'T b'] },
  ...{ title: 'Site', madeUp: true, released: false, made: '2026-11-29' },
};

function comparedOf(
  courses: readonly PatientCourse[],
  figures = TWO,
  changes: Partial<FigureInput> = {},
  analyseYears: number | null = null,
): Compared {
  const choice = { siteNames: ['Site'], kmt2a: 'r', guarded: false, analyseYears } as const;
  const cohort = localCohort(courses, localDefinition('EFS', []), choice);
  if (cohort === null) throw new Error('no cohort');
  const panel = panelAgainst(comparisonFigure({ ...inputOf(figures, cohort), ...changes }));
  if (panel === null) throw new Error('no local curve');
  return { cohort, panel, catalogue: figures };
}

let r: R;

async function inR(files: readonly BundleFile[]): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), 'registry-bundle-'));
  try {
    for (const { name, text } of files) await writeFile(path.join(folder, name), text);
    return await r.run(path.join(folder, 'analysis.R'));
  } finally {
    await rm(folder, { recursive: true });
  }
}
const ALL = /All [1-9]\d* numbers agree/u;
const itemsOf = (files: readonly BundleFile[]): Set<string> =>
  new Set(
    (files.find(({ name }) => name === 'expected.csv')?.text ?? '').split('\n').map((row) => row.split(',')[0] ?? ''),
  );

describe.skipIf(!hasR)('the bundle of a comparison in R', () => {
  beforeAll(() => void (r = startR()));
  afterAll(() => r.end());

  test.each([1, 6, 12, 19])('gives every number of cohort %i, with differences and expected events', async (i) => {
    const cohort = EXPECTED[i];
    if (cohort === undefined) throw new Error('no cohort');
    const files = comparisonTables(comparedOf(childrenOf(cohort), [...TWO, ...figuresOf(cohort)]));
    expect(await inR(files)).toMatch(ALL);
  });

  test('among them each kind of number', async () => {
    const failing = Array.from({ length: 12 }, (_, i) => child(90 * (i + 1), true));
    const files = comparisonTables(comparedOf([...TEN_CHILDREN, ...failing]));
    for (const item of ['median', 'follow_up', 'survival_low', 'published_low', 'difference_high', 'smallest_below'])
      expect(itemsOf(files)).toContain(item);
    for (const item of ['observed', 'expected', 'ratio_high', 'one_sample_p']) expect(itemsOf(files)).toContain(item);
    expect(await inR(files)).toMatch(ALL);
  });

  test('completeness is that of the days in the tables, also where the analysis ends early', async () => {
    // 1,800 days were seen of 2,300 that there could be (by hand, as for the page).
    const courses = [child(100, true), child(200, true), child(500, false), child(1000, false)];
    const said = async (analyseYears: number | null) =>
      /completeness.*R (?<r>[\d.]+)/u.exec(await inR(comparisonTables(comparedOf(courses, TWO, {}, analyseYears))))
        ?.groups?.['r'];
    expect(Number(await said(null))).toBeCloseTo(1800 / 2300, 10);
    expect(Number(await said(1))).toBeCloseTo(1800 / 2300, 10);
    const changed = comparisonTables(comparedOf(courses)).map((file) =>
      file.name === 'events.csv' ? { ...file, text: file.text.replace('500,0,1', '490,0,1') } : file,
    );
    expect(await inR(changed)).toMatch(/differs/u);
  });

  test.each<[string, readonly PatientCourse[]]>([
    ['one child', [child(400, false)]],
    ['everybody failing on day 0', [child(0, true), child(0, true)]],
    ['nobody failing', [child(900, false), child(900, false)]],
    ['everybody failing', [child(300, true), child(400, true)]],
  ])('agrees on %s', async (_, courses) => {
    expect(await inR(comparisonTables(comparedOf(courses)))).toMatch(ALL);
  });

  test('against a rebuilt curve, and where the analysis ends early', async () => {
    const files = comparisonTables(
      comparedOf(TEN_CHILDREN, TWO, { curves: [RECONSTRUCTED], references: REFERENCES }, 2),
    );
    expect(files.find(({ name }) => name === 'reference.csv')?.text).toMatch(/^1,step,/mu);
    expect(await inR(files)).toMatch(ALL);
  });

  test('the script of the page holds its tables and says the same', async () => {
    const text = scriptWithData(comparisonTables(comparedOf(TEN_CHILDREN)));
    expect(text).not.toContain('.csv"');
    expect(await inR([{ name: 'analysis.R', text }])).toMatch(ALL);
  });

  test('stops where a number was changed', async () => {
    const files = comparisonTables(comparedOf(TEN_CHILDREN)).map((file) =>
      file.name === 'expected.csv'
        ? { ...file, text: file.text.replace(/^observed,1,,,\d+$/mu, 'observed,1,,,99') }
        : file,
    );
    expect(await inR(files)).toMatch(/observed differs/u);
  });
});

describe('a bundle of a comparison read back', () => {
  const filesOf = (courses: readonly PatientCourse[], figures = TWO, specification = SPECIFICATION): BundleFile[] =>
    withManifest(comparisonFiles(comparedOf(courses, figures), specification));
  const files = filesOf(TEN_CHILDREN);

  test('names its page and its choice, and has a hash of each file', () => {
    expect(readBundle(files)).toMatchObject({ page: 'compare', query: 'endpoint=EFS&local=1', made: '2026-11-29' });
    expect(readBundle(files.filter(({ name }) => name !== 'published.csv'))).toBeNull();
    expect(namedHashes(files).size).toBe(7);
  });

  test('holds no row of a child', () => {
    // Two children had the event on day 200: one row.
    const [head, ...rows] = (files.find(({ name }) => name === 'events.csv')?.text ?? '').trim().split('\n');
    expect(head).toBe('time_days,events,censored');
    expect(rows).toContain('200,2,0');
    expect(rows).toHaveLength(8);
  });

  test('has not changed where nothing has, in whichever language it is opened', () => {
    const russian = filesOf(TEN_CHILDREN, TWO, { ...SPECIFICATION, groupNames: ['Т а', 'Т б'] });
    expect(bundleChanges(files, russian)).toEqual([]);
  });

  test('says a child followed longer, and a published figure that was corrected', () => {
    const followed = [...TEN_CHILDREN.slice(0, -1), child(2100, false)];
    expect(bundleChanges(files, filesOf(followed))).toEqual([
      { kind: 'rows', before: 10, now: 10, gone: 1, added: 1 },
      ...[...bundleChanges(files, filesOf(followed))].slice(1),
    ]);
    const [one = estimate('one'), four = estimate('four')] = TWO;
    const corrected = bundleChanges(files, filesOf(TEN_CHILDREN, [{ ...one, estimate: 60.5 }, four]));
    expect(corrected.some(({ kind }) => kind === 'rows')).toBe(false);
    expect(corrected).toContainEqual({
      ...{ kind: 'number', before: 61.5, now: 60.5 },
      of: { item: 'published', group: 'T a', against: null, cause: null, years: 1 },
    });
  });

  test('a figure that stands in another place is the same figure', () => {
    const turned = filesOf(TEN_CHILDREN, TWO.toReversed(), {
      ...SPECIFICATION,
      ...{ groupCodes: ['four', 'one'], groupNames: ['T b', 'T a'] },
    });
    const moved = bundleChanges(files, turned).flatMap((change) => (change.kind === 'number' ? [change.of.item] : []));
    expect(moved.filter((item) => item.startsWith('published') || item.startsWith('difference'))).toEqual([]);
  });
});
