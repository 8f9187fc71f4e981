import type { Dataset } from '../dataset';
import type { Appraisal, Bilingual, Discrepancy, DiseaseFact, Estimate, Source, Trial } from '../schema';
import { entryOf, figuresOf, summaryOf } from '../trials/facts/outlets';
import type { TrialSummary } from '../trials/summary';

/** A text in both languages, for tests that do not care what it says. */
export function bilingual(en = 'Text', ru = 'Текст'): Bilingual {
  return { en, ru };
}

export const SOURCE: Source = {
  ref: 'author-2020',
  locator: 'abstract',
  url: 'https://doi.org/10.1000/one',
  level: 'primary-abstract',
};

/** A whole, valid estimate; `changes` replace parts of it. */
export function makeEstimate(changes: Partial<Estimate> = {}): Estimate {
  return {
    id: 'one-efs-5y',
    endpoint: 'EFS',
    endpointDetail: null,
    timeZero: 'diagnosis',
    timeYears: 5,
    estimate: 50,
    se: 5,
    ci: { low: 46, high: 54, level: 95 },
    n: 100,
    nAnalysed: null,
    events: 50,
    atRisk: [],
    stratum: { kmt2a: 'r', risk: 'all', arm: null, age: null, other: null },
    label: bilingual(),
    comparison: { against: bilingual(), hazardRatio: 0.7, hrCi: { low: 0.5, high: 0.9, level: 95 }, p: '0.04' },
    source: SOURCE,
    chartable: true,
    preferred: true,
    caveats: [],
    extraction: 'double',
    transcription: null,
    note: null,
    ...changes,
  };
}

/** A whole, valid trial; `changes` replace parts of it. */
export function makeTrial(changes: Partial<Trial> = {}): Trial {
  const slug = changes.slug ?? 'one';
  return {
    slug,
    acronym: 'ONE',
    title: bilingual(),
    kind: 'trial',
    group: 'Interfant',
    sponsor: null,
    registrations: [{ registry: 'ClinicalTrials.gov', id: 'NCT00000001' }],
    phase: '3',
    design: bilingual(),
    status: 'completed',
    enrolment: { start: '2006-01', end: '2016', planned: 400, actual: 500 },
    countries: ['NL'],
    countriesFrom: null,
    eligibility: bilingual(),
    predecessor: null,
    backbone: bilingual(),
    interventions: [{ name: bilingual('Blinatumomab', 'Блинатумомаб'), class: 'bispecific antibody' }],
    hsctPolicy: bilingual(),
    endpointDefinitions: {
      EFS: { timeZero: 'diagnosis', events: ['relapse', 'death'], counts: null, source: SOURCE },
      OS: null,
    },
    arms: [{ slug: 'standard', name: bilingual(), kind: 'control', description: bilingual(), n: 50 }],
    strata: [{ group: 'HR', localName: 'HR', definition: bilingual(), n: 20, source: SOURCE }],
    estimates: [
      makeEstimate({ id: `${slug}-efs-5y` }),
      makeEstimate({ id: `${slug}-os-5y`, endpoint: 'OS', estimate: 60, ci: null }),
      makeEstimate({
        id: `${slug}-cr`,
        endpoint: 'CR',
        timeYears: null,
        estimate: 90,
        se: null,
        ci: null,
        n: 100,
        events: 90,
        chartable: false,
        comparison: null,
      }),
    ],
    baseline: [{ characteristic: bilingual(), percent: 25, n: 25, denominator: 100, stratum: null, source: SOURCE }],
    discrepancies: [makeDiscrepancy()],
    reports: [makeReport(slug)],
    appraisals: [],
    notes: bilingual(),
    ...changes,
  };
}

/** A whole judgement of a randomised trial. */
export function makeAppraisal(): Appraisal {
  const judged = { judgement: 'low', reason: bilingual() } as const;
  return {
    tool: 'RoB 2',
    domains: {
      randomisation: judged,
      deviations: judged,
      'missing-data': judged,
      measurement: judged,
      reporting: judged,
    },
    overall: judged,
    on: '2026-11-29',
  };
}

export function makeDiscrepancy(): Discrepancy {
  return {
    field: bilingual('EFS', 'БСВ'),
    reviewSays: bilingual(),
    primarySays: bilingual(),
    reason: 'typo',
    resolution: bilingual(),
    source: SOURCE,
  };
}

function makeReport(slug: string): Trial['reports'][number] {
  return {
    id: `${slug}-author-2020`,
    ref: 'author-2020',
    published: '2020-05',
    cut: { value: '2019-12-31' },
    followUp: { value: { years: 4.2, low: 1, high: null } },
    population: { absent: 'not-read' },
    estimates: null,
    copy: null,
  };
}

/** A whole, valid disease fact; `changes` replace parts of it. */
export function makeFact(changes: Partial<DiseaseFact> = {}): DiseaseFact {
  return {
    id: 'share',
    topic: 'epidemiology',
    topicName: bilingual(),
    characteristic: bilingual(),
    population: bilingual(),
    percent: 2,
    qualifier: 'exact',
    range: null,
    n: 2,
    denominator: 100,
    source: SOURCE,
    note: null,
    ...changes,
  };
}

/** A small data set that keeps every rule: two trials, the second following the first. */
export function makeDataset({
  first = {},
  second = {},
}: {
  first?: Partial<Trial>;
  second?: Partial<Trial>;
} = {}): Dataset {
  return {
    trials: [
      { file: 'trials/one.json', trial: makeTrial(first) },
      { file: 'trials/two.json', trial: makeTrial({ slug: 'two', acronym: 'TWO', predecessor: 'one', ...second }) },
    ],
    references: [
      { id: 'author-2020', type: 'article-journal', title: 'A report', DOI: '10.1000/one', number: 1 },
      { id: 'efremova-2026', type: 'article-journal', title: 'The review', number: 2 },
    ],
    disease: {
      facts: [makeFact()],
      statements: [
        { id: 'statement', topic: 'epidemiology', topicName: bilingual(), text: bilingual(), source: SOURCE },
      ],
      discrepancies: [makeDiscrepancy()],
    },
    protocol: {
      question: bilingual(),
      eligibility: [bilingual()],
      methods: [bilingual()],
      searches: [],
      flow: { identified: null, screened: null, excluded: null, sought: null, notRetrieved: null },
      notDone: [],
      questions: [{ id: 'question', text: bilingual(), certainty: null }],
      covers: [],
    },
  };
}

/** A row of the trial list, of a trial without figures; `changes` replace parts of it. */
export function makeSummary(changes: Partial<TrialSummary> = {}): TrialSummary {
  const trial = makeTrial({
    enrolment: { start: '2006-01', end: '2016', planned: null, actual: 100 },
    countries: [],
    registrations: [],
    interventions: [],
  });
  return { ...summaryOf(entryOf({ ...trial, figures: figuresOf([]), hasRiskRules: false })), ...changes };
}
