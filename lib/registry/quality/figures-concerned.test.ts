import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { TrialSchema } from '../schema';
import { figuresConcerned } from './figures-concerned';

type Quantity = Parameters<typeof figuresConcerned>[1][number];

const folder = new URL('../../../seed/trials/', import.meta.url);
const trials = readdirSync(folder).map((file) =>
  TrialSchema.parse(JSON.parse(readFileSync(new URL(file, folder), 'utf8'))),
);

// Read off the texts of the disagreements (seed/trials) by hand, each with the figures whose quantity and patients it disputes.
const EXPECTED: Readonly<Record<string, readonly string[]>> = {
  'aall15p1: EFS and OS of KMT2A-germline infants': [
    'aall15p1-efs-nh-kmt2a-g-germline',
    'aall15p1-os-nh-kmt2a-g-germline',
  ],
  'beijing-iall: base of the survival figures (inside the abstract)': [
    'beijing-iall-efs-5y-all',
    'beijing-iall-efs-5y-kmt2a-g',
    'beijing-iall-efs-5y-kmt2a-r',
  ],
  'ccg-1953: error of the 5-year EFS (between sources)': ['ccg-1953-efs-5y-all'],
  // OS 39.3% of the IB arm is what the review prints; DFS 39.3% is that of the other arm in the paper.
  'interfant-06: arm results ADE + MAE against IB': [
    'interfant-06-cir-nh-kmt2a-r-ade-mae-alt-efremova-2026',
    'interfant-06-cir-nh-kmt2a-r-ib-alt-efremova-2026',
    'interfant-06-dfs-6y-kmt2a-r-ade-mae',
    'interfant-06-dfs-6y-kmt2a-r-ade-mae-alt-efremova-2026',
    'interfant-06-dfs-6y-kmt2a-r-ib',
    'interfant-06-os-6y-kmt2a-r-ade-mae-alt-efremova-2026',
    'interfant-06-os-6y-kmt2a-r-ib-alt-efremova-2026',
  ],
  // OS 87.2% stands beside the disputed EFS and is not disputed.
  'interfant-06: horizon of the KMT2A-germline EFS': [
    'interfant-06-efs-4y-kmt2a-g-lr',
    'interfant-06-efs-6y-kmt2a-g-lr',
  ],
  'interfant-99: HSCT population, endpoint and citation': [
    'interfant-99-efs-4y-all-hr-chemo-only',
    'interfant-99-efs-4y-all-hr-hsct',
  ],
  'interfant-99: relapse in congenital ALL': [
    'interfant-99-cir-2y-all-age-gt1mo',
    'interfant-99-cir-2y-all-age-lt1mo',
    'interfant-99-relapse-frequency-nh-all-age-gt1mo',
    'interfant-99-relapse-frequency-nh-all-age-lt1mo',
  ],
  'interfant-99: relapse frequency (between primary sources)': ['interfant-99-relapse-crude-nh-all'],
  'interfant-99: horizon in a commentary table (between sources)': ['interfant-99-efs-4y-kmt2a-r'],
  // "OS 93.3% agrees", in its own words.
  'interfant-blina-pilot: endpoint of the 2-year figure': ['interfant-blina-pilot-dfs-2y-kmt2a-r'],
  // OS at 2 years is 93.3% too, and is not that of the January 2026 report.
  'interfant-blina-pilot: follow-up': ['interfant-blina-pilot-dfs-4y-kmt2a-r', 'interfant-blina-pilot-os-4y-kmt2a-r'],
  'mll-03: deaths in remission': ['mll-03-trm-nh-kmt2a-r-hr'],
  'mll-10: horizon in a commentary table (between sources)': [
    'mll-10-efs-3y-kmt2a-g-lr',
    'mll-10-efs-3y-kmt2a-r',
    'mll-10-efs-3y-kmt2a-r-hr',
    'mll-10-efs-5y-kmt2a-g-lr',
    'mll-10-efs-5y-kmt2a-r',
    'mll-10-efs-5y-kmt2a-r-hr',
  ],
  'mll-10: share transplanted': ['mll-10-hsct-performed-nh-kmt2a-r-hr'],
  // 34.0% of 41 infants and 43.6% of 38 are those under a year, not the 42 and 44 that are disputed.
  'mll-96: EFS of KMT2A-rearranged infants in MLL-96 and MLL-98': [
    'mll-96-efs-3y-kmt2a-r-hr',
    'mll-96-efs-3y-kmt2a-r-hr-alt-efremova-2026',
  ],
  'mll-96: EFS range of KMT2A-germline infants': ['mll-96-efs-3y-kmt2a-g-lr'],
  'mll-98: EFS of KMT2A-rearranged infants': ['mll-98-efs-3y-kmt2a-r-hr', 'mll-98-efs-3y-kmt2a-r-hr-alt-efremova-2026'],
  // The germline figures are printed to tell them apart; whose the 36 and 44% are is the question.
  'mll-baby: population of the 6-year figures': ['mll-baby-efs-6y-kmt2a-r', 'mll-baby-os-6y-kmt2a-r'],
  'plat-infant-cart: endpoint of 68.8%': ['plat-infant-cart-rfs-3y-all-responders'],
  'relapsed-infant-all-interfant-99: 3-year OS after relapse (between secondary sources)': [
    'relapsed-infant-all-interfant-99-os-3y-all',
    'relapsed-infant-all-interfant-99-os-3y-all-curative-intent',
  ],
};

describe('each disagreement concerns the figures of its quantity and its patients, and no others', () => {
  const joined = trials.flatMap(({ slug, discrepancies, estimates }) =>
    discrepancies.map((one): [string, string[]] => [
      `${slug}: ${one.field.en}`,
      [...figuresConcerned(one, estimates)].sort(),
    ]),
  );
  test.each(joined.filter(([name]) => name in EXPECTED))('%s', (name, ids) => expect(ids).toEqual(EXPECTED[name]));
  test('the others are about no figure', () => {
    expect(joined.filter(([name, ids]) => !(name in EXPECTED) && ids.length > 0)).toEqual([]);
    expect(Object.keys(EXPECTED).filter((name) => !joined.some(([one]) => one === name))).toEqual([]);
  });
});

describe('by the words alone', () => {
  const figure = (id: string, change: Partial<Quantity>): Quantity => ({
    id,
    endpoint: 'EFS',
    endpointDetail: null,
    timeYears: 5,
    estimate: 50,
    n: null,
    stratum: { kmt2a: 'r', age: null, arm: null, other: null },
    ...change,
  });
  const about = (field: string, reviewSays: string, primarySays: string, ...figures: Quantity[]): string[] => {
    const texts = { field, reviewSays, primarySays };
    const [heading, review, primary] = Object.values(texts).map((en) => ({ en, ru: en }));
    if (heading === undefined || review === undefined || primary === undefined) throw new Error('three texts');
    return [...figuresConcerned({ field: heading, reviewSays: review, primarySays: primary }, figures)];
  };
  test('a like value of another endpoint, horizon or stratum is not concerned', () => {
    const ids = about(
      'EFS of KMT2A-germline infants',
      '4-year EFS 50%',
      '5-year EFS 50%, OS 50%',
      figure('own', { stratum: { kmt2a: 'g', age: null, arm: null, other: null } }),
      figure('rearranged', {}),
      figure('survival', { endpoint: 'OS', stratum: { kmt2a: 'g', age: null, arm: null, other: null } }),
      figure('later', { timeYears: 6, stratum: { kmt2a: 'g', age: null, arm: null, other: null } }),
    );
    expect(ids).toEqual(['own']);
  });
  test('an error, an interval or a level of confidence is no value', () => {
    const text = '5-year EFS 40.0 ± 50%; 41% (95% CI 50–95)';
    expect(about('result', text, 'not read', figure('error', {}), figure('level', { estimate: 95 }))).toEqual([]);
  });
});
