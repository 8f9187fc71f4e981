import { describe, expect, test } from 'vitest';
import type { Dataset, Problem } from '../../dataset';
import { findProblems, findWarnings } from './integrity';
import type { BaselineFact, DiseaseFact, Estimate, Trial } from '../../schema';
import { bilingual, makeDataset, makeEstimate, makeFact, makeTrial, SOURCE } from '../../testing/dataset';

const ONE = 'trials/one.json';
const interval = (low: number, high: number, level = 95): Estimate['ci'] => ({ low, high, level });

test('a data set that keeps every rule has no problem and no warning', () => {
  expect(findProblems(makeDataset())).toEqual([]);
  expect(findWarnings(makeDataset())).toEqual([]);
});

type Case = readonly [rule: string, dataset: Dataset, problem: Problem];

/** The estimates of the first trial with these changes to its first, the EFS of 50% at 5 years. */
function efs(changes: Partial<Estimate>, others: readonly Estimate[] = makeTrial().estimates.slice(1)): Dataset {
  return makeDataset({ first: { estimates: [makeEstimate(changes), ...others] } });
}
const os = (changes: Partial<Estimate>): Estimate =>
  makeEstimate({ id: 'one-os-5y', endpoint: 'OS', estimate: 60, ci: null, ...changes });
const later = (changes: Partial<Estimate>): Estimate =>
  makeEstimate({ id: 'one-efs-8y', timeYears: 8, ci: null, ...changes });
const ratio = (hazardRatio: number | null, low: number, high: number): Estimate['comparison'] => ({
  against: bilingual(),
  hazardRatio,
  hrCi: { low, high, level: 95 },
  p: null,
});
const notChartable = { chartable: false, ci: null, se: null } as const;

function baseline(changes: Partial<BaselineFact>): Dataset {
  const whole: BaselineFact = {
    characteristic: bilingual(),
    percent: 25,
    n: 25,
    denominator: 100,
    stratum: null,
    source: SOURCE,
  };
  return makeDataset({ first: { baseline: [{ ...whole, ...changes }] } });
}

function fact(changes: Partial<DiseaseFact>): Dataset {
  const dataset = makeDataset();
  return { ...dataset, disease: { ...dataset.disease, facts: [makeFact(changes)] } };
}

function first(changes: Partial<Trial>): Dataset {
  return makeDataset({ first: changes });
}

const dataset = makeDataset();
const [one, two] = dataset.trials;
const [reference] = dataset.references;
if (one === undefined || two === undefined || reference === undefined)
  throw new Error('the made-up data set has two trials and a reference');
const withReference = (changes: Partial<typeof reference>): Dataset => ({
  ...dataset,
  references: [...dataset.references, { ...reference, id: 'another', DOI: '10.1000/two', number: 3, ...changes }],
});

const CASES: readonly Case[] = [
  [
    'trial slugs are unique',
    makeDataset({ second: { slug: 'one', predecessor: null, estimates: [], arms: [] } }),
    { file: 'trials/two.json', path: 'slug', reason: 'one is not unique' },
  ],
  [
    'the file is named for the slug',
    { ...dataset, trials: [{ ...one, file: 'trials/uno.json' }, two] },
    { file: 'trials/uno.json', path: 'slug', reason: 'differs from the slug one' },
  ],
  [
    'estimate ids are unique over all files',
    efs({}, [os({ id: 'one-efs-5y' })]),
    { file: ONE, path: 'estimates[1].id', reason: 'not unique' },
  ],
  [
    'an earlier name of a figure is no id of another',
    efs({}, [os({ aliases: ['one-efs-5y'] })]),
    {
      file: ONE,
      path: 'estimates[1].aliases[0]',
      reason: 'one-efs-5y is not unique: it also stands in trials/one.json at estimates[0].id',
    },
  ],
  [
    'nor its own',
    efs({ aliases: ['one-efs-5y'] }),
    { file: ONE, path: 'estimates[0].aliases[0]', reason: 'one-efs-5y is not unique' },
  ],
  [
    'nor an earlier name of another',
    efs({ aliases: ['one-old'] }, [os({ aliases: ['one-old'] })]),
    { file: ONE, path: 'estimates[1].aliases[0]', reason: 'one-old is not unique' },
  ],
  [
    'arms are unique within a trial',
    first({ arms: [...makeTrial().arms, ...makeTrial().arms] }),
    { file: ONE, path: 'arms[1].slug', reason: 'not unique' },
  ],
  [
    'reference ids are unique',
    withReference({ id: 'author-2020' }),
    { file: 'references.json', path: '[2].id', reason: 'not unique' },
  ],
  [
    'reference numbers are unique',
    withReference({ number: 1 }),
    { file: 'references.json', path: '[2].number', reason: 'not unique' },
  ],
  [
    'DOIs are unique, in any case of letters',
    withReference({ DOI: '10.1000/ONE' }),
    { file: 'references.json', path: '[2].DOI', reason: 'not unique' },
  ],
  [
    'disease facts are unique',
    { ...dataset, disease: { ...dataset.disease, facts: [makeFact(), makeFact()] } },
    { file: 'disease.json', path: 'facts[1].id', reason: 'not unique' },
  ],
  [
    'disease statements are unique',
    {
      ...dataset,
      disease: { ...dataset.disease, statements: [...dataset.disease.statements, ...dataset.disease.statements] },
    },
    { file: 'disease.json', path: 'statements[1].id', reason: 'not unique' },
  ],
  [
    'the predecessor exists',
    first({ predecessor: 'none' }),
    { file: ONE, path: 'predecessor', reason: 'there is no trial none' },
  ],
  ['predecessors form no circle', first({ predecessor: 'two' }), { file: ONE, path: 'predecessor', reason: 'circle' }],
  [
    'an estimate is named for its trial',
    efs({ id: 'other-efs-5y' }),
    { file: ONE, path: 'estimates[0].id', reason: 'does not begin with the slug one' },
  ],
  [
    'an arm exists',
    efs({ stratum: { kmt2a: 'r', risk: 'all', arm: 'none', age: null, other: null } }),
    { file: ONE, path: 'estimates[0].stratum.arm', reason: 'no arm none' },
  ],
  [
    'enrolment does not end before it starts',
    first({ enrolment: { start: '2006', end: '2005-12', planned: null, actual: null } }),
    { file: ONE, path: 'enrolment.end', reason: 'ends before it starts' },
  ],
  [
    'countries that are named are not absent',
    first({ countriesFrom: { absent: 'not-read' } }),
    { file: ONE, path: 'countriesFrom', reason: 'not absent' },
  ],
  [
    'who names countries names one',
    first({ countries: [], countriesFrom: { source: SOURCE, named: 'some' } }),
    { file: ONE, path: 'countries', reason: 'no country' },
  ],
  [
    'an endpoint without a definition is left out',
    first({ endpointDefinitions: { EFS: null, OS: null, DFS: null } }),
    { file: ONE, path: 'endpointDefinitions.DFS', reason: 'left out' },
  ],
  [
    'a reference exists',
    efs({ source: { ...SOURCE, ref: 'none' } }),
    { file: ONE, path: 'estimates[0].source.ref', reason: 'there is no reference none' },
  ],
  [
    'a reference of a disease fact exists',
    fact({ source: { ...SOURCE, ref: 'none' } }),
    { file: 'disease.json', path: 'facts[0].source.ref', reason: 'there is no reference none' },
  ],
  [
    'the source review is second hand',
    efs({ source: { ...SOURCE, ref: 'efremova-2026' } }),
    { file: ONE, path: 'estimates[0].source.level', reason: 'can only have the level review' },
  ],
  [
    'Russian text has Cyrillic',
    first({ notes: bilingual('Notes', 'Zametki') }),
    { file: ONE, path: 'notes.ru', reason: 'without Cyrillic: Zametki' },
  ],
  [
    'English text has no Cyrillic',
    first({ notes: bilingual('Сancer', 'Рак') }),
    { file: ONE, path: 'notes.en', reason: 'English text with Cyrillic' },
  ],
  [
    'a sentence is translated',
    first({ notes: bilingual('Death in remission', 'Death in remission') }),
    { file: ONE, path: 'notes.ru', reason: 'not translated' },
  ],
  ['every text can be stored', first({ acronym: 'ONE\0' }), { file: ONE, path: 'acronym', reason: 'cannot be stored' }],
  [
    'an interval contains the estimate',
    efs({ ci: interval(51, 60) }),
    { file: ONE, path: 'estimates[0].ci', reason: 'does not contain the estimate (one-efs-5y)' },
  ],
  [
    'an interval is not reversed',
    efs({ ci: interval(54, 46) }),
    { file: ONE, path: 'estimates[0].ci', reason: 'not ordered' },
  ],
  [
    'an interval ends at 100%',
    efs({ ci: interval(46, 101) }),
    { file: ONE, path: 'estimates[0].ci', reason: 'not ordered within 0 to 100' },
  ],
  [
    'an interval needs an estimate',
    efs({ estimate: null, se: null, chartable: false }),
    { file: ONE, path: 'estimates[0].ci', reason: 'does not contain' },
  ],
  [
    'a confidence level is below 100%',
    efs({ ci: interval(46, 54, 100) }),
    { file: ONE, path: 'estimates[0].ci.level', reason: 'below 100%' },
  ],
  [
    'a standard error needs an estimate',
    efs({ ...notChartable, estimate: null, se: 2 }),
    { file: ONE, path: 'estimates[0].se', reason: 'without an estimate' },
  ],
  [
    'no more events than patients',
    efs({ events: 101 }),
    { file: ONE, path: 'estimates[0].events', reason: 'more events than patients' },
  ],
  [
    'a proportion is its counts',
    efs({ ...notChartable, endpoint: 'CR', timeYears: 1, estimate: 51, n: 100, events: 50 }),
    { file: ONE, path: 'estimates[0].estimate', reason: '51% differs from 50/100' },
  ],
  [
    'the endpoint "other" says what it is',
    efs({ ...notChartable, endpoint: 'other' }),
    { file: ONE, path: 'estimates[0].endpointDetail', reason: 'must say what it is' },
  ],
  [
    'an interval contains the hazard ratio',
    efs({ comparison: ratio(1, 0.5, 0.9) }),
    { file: ONE, path: 'estimates[0].comparison.hrCi', reason: 'does not contain the hazard ratio' },
  ],
  [
    'an interval needs a hazard ratio',
    efs({ comparison: ratio(null, 0.5, 0.9) }),
    { file: ONE, path: 'estimates[0].comparison.hrCi', reason: 'without a hazard ratio' },
  ],
  [
    'what is drawn has a value',
    efs({ estimate: null, ci: null, se: null }),
    { file: ONE, path: 'estimates[0].chartable', reason: 'without an estimate' },
  ],
  [
    'what is drawn has a horizon',
    efs({ timeYears: null }),
    { file: ONE, path: 'estimates[0].chartable', reason: 'without a time' },
  ],
  [
    'what is drawn has a time zero or says that it is not stated',
    efs({ timeZero: 'unknown' }),
    { file: ONE, path: 'estimates[0].chartable', reason: 'time zero' },
  ],
  [
    'what is drawn is preferred',
    efs({ preferred: false }),
    { file: ONE, path: 'estimates[0].chartable', reason: 'not preferred' },
  ],
  [
    'what is drawn is survival',
    efs({ endpoint: 'TRM', ci: null }),
    { file: ONE, path: 'estimates[0].chartable', reason: 'TRM is not a survival endpoint' },
  ],
  [
    'EFS does not exceed OS',
    efs({}, [os({ estimate: 49.9 })]),
    { file: ONE, path: 'estimates[0].estimate', reason: 'EFS 50 of one-efs-5y exceeds OS 49.9 of one-os-5y' },
  ],
  [
    'survival does not rise',
    efs({}, [later({ estimate: 50.1 })]),
    { file: ONE, path: 'estimates[1].estimate', reason: '50% at 5 years, then 50.1% at 8 years' },
  ],
  [
    'cumulative incidence does not fall',
    efs({ ...notChartable, endpoint: 'CIR' }, [later({ endpoint: 'CIR', estimate: 49.9, chartable: false })]),
    { file: ONE, path: 'estimates[1].estimate', reason: 'then 49.9% at 8 years' },
  ],
  [
    'one figure is preferred, not none',
    efs({ preferred: false, chartable: false }),
    { file: ONE, path: 'estimates[0].preferred', reason: '0 preferred estimates among one-efs-5y' },
  ],
  [
    'one figure is preferred, not two',
    efs({}, [makeEstimate({ id: 'one-efs-5y-again' })]),
    { file: ONE, path: 'estimates[0].preferred', reason: '2 preferred estimates among one-efs-5y, one-efs-5y-again' },
  ],
  [
    'a baseline count is within its denominator',
    baseline({ percent: null, n: 101 }),
    { file: ONE, path: 'baseline[0].n', reason: 'exceeds the denominator' },
  ],
  [
    'a baseline percentage is its counts',
    baseline({ percent: 26 }),
    { file: ONE, path: 'baseline[0].percent', reason: '26% differs from 25/100' },
  ],
  [
    'a topic has one name',
    {
      ...makeDataset(),
      disease: {
        ...makeDataset().disease,
        facts: [makeFact(), makeFact({ id: 'other', topicName: bilingual('Another name', 'Другое название') })],
      },
    },
    { file: 'disease.json', path: 'facts[1].topicName', reason: 'called otherwise' },
  ],
  [
    'a baseline row says something',
    baseline({ percent: null, n: null }),
    { file: ONE, path: 'baseline[0]', reason: 'neither a percentage nor a number' },
  ],
  [
    'a disease has a share',
    { ...makeDataset(), disease: { ...makeDataset().disease, facts: [] } },
    { file: 'disease.json', path: 'facts', reason: 'the last share of the disease stays' },
  ],
  [
    'a disease fact says something',
    fact({ percent: null }),
    { file: 'disease.json', path: 'facts[0].percent', reason: 'neither a percentage nor a range' },
  ],
  [
    'qualifier and range agree',
    fact({ range: { low: 1, high: 3 } }),
    { file: 'disease.json', path: 'facts[0].range', reason: 'disagree' },
  ],
  [
    'a range is ordered',
    fact({ qualifier: 'range', range: { low: 3, high: 1 } }),
    { file: 'disease.json', path: 'facts[0].range', reason: 'not ordered' },
  ],
  [
    'a disease percentage is its counts',
    fact({ percent: 3 }),
    { file: 'disease.json', path: 'facts[0].percent', reason: '3% differs from 2/100' },
  ],
];

describe('each rule, broken in one place, names file, place and reason', () => {
  test.each(CASES)('%s', (_rule, broken, { file, path, reason }) => {
    expect(findProblems(broken)).toContainEqual({
      file,
      path,
      reason: expect.stringContaining(reason),
      russian: expect.stringMatching(/\p{Script=Cyrillic}{3}/u),
    });
  });
});

describe('what is no problem', () => {
  test.each<[string, Dataset]>([
    [
      'EFS above OS of another source',
      efs({}, [os({ estimate: 40, source: { ...SOURCE, ref: 'efremova-2026', level: 'review' } })]),
    ],
    [
      'survival that rises between two sources',
      efs({}, [later({ estimate: 60, source: { ...SOURCE, ref: 'efremova-2026', level: 'review' } })]),
    ],
    ['a name that is the same in both languages', first({ notes: bilingual('ADE + MAE', 'ADE + MAE') })],
    ['an unknown time zero that is said', efs({ timeZero: 'unknown', caveats: ['time-zero-not-stated'] })],
    ['a survival figure that is not events divided by patients', efs({ events: 30 })],
  ])('%s', (_what, unbroken) => {
    expect(findProblems(unbroken)).toEqual([]);
  });
});

describe('warnings', () => {
  test('more patients than were enrolled, by more than one', () => {
    expect(findWarnings(efs({ n: 502, se: null, ci: null }))).toEqual([
      { file: ONE, path: 'estimates[0].n', reason: 'n 502 exceeds the 500 enrolled (one-efs-5y)' },
    ]);
    expect(findWarnings(efs({ n: 501, se: null, ci: null }))).toEqual([]);
  });

  test('figures that hardly go together, such as a curve that rises between two data cuts', () => {
    const rising = efs({}, [later({ estimate: 60, source: { ...SOURCE, ref: 'efremova-2026', level: 'review' } })]);
    expect(findWarnings(rising)).toEqual([
      { file: ONE, path: 'estimates[1]', reason: 'not-rising: 50, 60 (one-efs-5y, one-efs-8y)' },
    ]);
  });
});
