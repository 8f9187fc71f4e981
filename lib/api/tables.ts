import type { z } from 'zod';
import type { StoredCurve } from '@/lib/registry/curves/records';
import type { Reference, Source } from '@/lib/registry/schema';
import { API_COLUMNS } from '@/lib/registry/trials/facts/outlets';
import type { TrialSummary } from '@/lib/registry/trials/summary';
import type { Columns } from './csv';
import type {
  DiseaseItem,
  ListedBaselineFactSchema,
  ListedDiscrepancySchema,
  ListedEstimateSchema,
} from './evidence-answers';

// The columns of the lists as CSV. Names are part of the API: a new one goes to the end.

type Bilingual = { en: string; ru: string } | null;

function bilingual<Row>(name: string, textOf: (row: Row) => Bilingual): Columns<Row> {
  return { [`${name}_en`]: (row) => textOf(row)?.en, [`${name}_ru`]: (row) => textOf(row)?.ru };
}

function sourceColumns<Row extends { source: Source }>(): Columns<Row> {
  return {
    reference: ({ source }) => source.ref,
    locator: ({ source }) => source.locator,
    address: ({ source }) => source.url,
    level: ({ source }) => source.level,
  };
}

/** Those of the list of facts of a trial. */
export const TRIAL_COLUMNS: Columns<TrialSummary> = Object.fromEntries(
  API_COLUMNS.map(({ name, value }) => [name, (trial: TrialSummary) => value(trial, '')]),
);

type ListedEstimate = z.infer<typeof ListedEstimateSchema>;
export const ESTIMATE_COLUMNS: Columns<ListedEstimate> = {
  id: ({ id }) => id,
  trial: ({ trial }) => trial,
  acronym: ({ acronym }) => acronym,
  endpoint: ({ endpoint }) => endpoint,
  ...bilingual<ListedEstimate>('endpoint_detail', ({ endpointDetail }) => endpointDetail),
  time_zero: ({ timeZero }) => timeZero,
  time_years: ({ timeYears }) => timeYears,
  estimate: ({ estimate }) => estimate,
  se: ({ se }) => se,
  ci_low: ({ ci }) => ci?.low,
  ci_high: ({ ci }) => ci?.high,
  ci_level: ({ ci }) => ci?.level,
  n: ({ n }) => n,
  events: ({ events }) => events,
  kmt2a: ({ stratum }) => stratum.kmt2a,
  risk: ({ stratum }) => stratum.risk,
  arm: ({ stratum }) => stratum.arm,
  age: ({ stratum }) => stratum.age,
  ...bilingual<ListedEstimate>('other', ({ stratum }) => stratum.other),
  ...bilingual<ListedEstimate>('label', ({ label }) => label),
  ...bilingual<ListedEstimate>('compared_with', ({ comparison }) => comparison?.against ?? null),
  hazard_ratio: ({ comparison }) => comparison?.hazardRatio,
  hazard_ratio_low: ({ comparison }) => comparison?.hrCi?.low,
  hazard_ratio_high: ({ comparison }) => comparison?.hrCi?.high,
  hazard_ratio_level: ({ comparison }) => comparison?.hrCi?.level,
  p: ({ comparison }) => comparison?.p,
  ...sourceColumns<ListedEstimate>(),
  chartable: ({ chartable }) => chartable,
  preferred: ({ preferred }) => preferred,
  caveats: ({ caveats }) => caveats.join(' '),
  extraction: ({ extraction }) => extraction,
  ...bilingual<ListedEstimate>('note', ({ note }) => note),
  n_analysed: ({ nAnalysed }) => nAnalysed,
  at_risk: ({ atRisk }) => atRisk.map(({ years, n }) => `${years}:${n}`).join(' '),
  readers: ({ transcription }) => transcription?.readers.map(({ id, on }) => `${id}:${on ?? ''}`).join(' '),
  copies: ({ transcription }) =>
    transcription?.readers
      .flatMap(({ id, copy }) =>
        copy === null
          ? []
          : [`${id}:${[copy.address, copy.accessed, copy.sha256].map((part) => part ?? '').join('|')}`],
      )
      .join(' '),
  differed: ({ transcription }) => transcription?.differed.join(' '),
  aliases: ({ aliases }) => aliases?.join(' '),
};

export const REFERENCE_COLUMNS: Columns<Reference> = {
  id: ({ id }) => id,
  number: ({ number }) => number,
  type: ({ type }) => type,
  authors: ({ author }) =>
    author
      ?.map((one) =>
        'literal' in one ? one.literal : [one.family, one.given].filter((part) => part !== undefined).join(' '),
      )
      .join('; '),
  title: ({ title }) => title,
  container_title: (reference) => reference['container-title'],
  year: ({ issued }) => issued?.['date-parts'][0]?.[0],
  volume: ({ volume }) => volume,
  issue: ({ issue }) => issue,
  page: ({ page }) => page,
  doi: ({ DOI }) => DOI,
  pmid: ({ PMID }) => PMID,
  pmcid: ({ PMCID }) => PMCID,
  address: ({ URL }) => URL,
  language: ({ language }) => language,
  note: ({ note }) => note,
  one_curator: ({ custom }) => custom?.oneCurator === true,
};

/** Facts and statements under each other: `kind` tells which; what a statement has no place for is empty. */
export const DISEASE_COLUMNS: Columns<DiseaseItem> = {
  kind: ({ kind }) => kind,
  id: ({ id }) => id,
  topic: ({ topic }) => topic,
  ...bilingual<DiseaseItem>('topic_name', ({ topicName }) => topicName),
  ...bilingual<DiseaseItem>('text', (item) => (item.kind === 'fact' ? item.characteristic : item.text)),
  ...bilingual<DiseaseItem>('population', (item) => (item.kind === 'fact' ? item.population : null)),
  percent: (item) => (item.kind === 'fact' ? item.percent : null),
  qualifier: (item) => (item.kind === 'fact' ? item.qualifier : null),
  range_low: (item) => (item.kind === 'fact' ? item.range?.low : null),
  range_high: (item) => (item.kind === 'fact' ? item.range?.high : null),
  n: (item) => (item.kind === 'fact' ? item.n : null),
  denominator: (item) => (item.kind === 'fact' ? item.denominator : null),
  ...sourceColumns<DiseaseItem>(),
  ...bilingual<DiseaseItem>('note', (item) => (item.kind === 'fact' ? item.note : null)),
  one_curator: ({ oneCurator }) => oneCurator === true,
};

type ListedDiscrepancy = z.infer<typeof ListedDiscrepancySchema>;
export const DISCREPANCY_COLUMNS: Columns<ListedDiscrepancy> = {
  trial: ({ trial }) => trial,
  field: ({ field }) => field.en,
  ...bilingual<ListedDiscrepancy>('review_says', ({ reviewSays }) => reviewSays),
  ...bilingual<ListedDiscrepancy>('primary_says', ({ primarySays }) => primarySays),
  reason: ({ reason }) => reason,
  ...bilingual<ListedDiscrepancy>('resolution', ({ resolution }) => resolution),
  ...sourceColumns<ListedDiscrepancy>(),
  one_curator: ({ oneCurator }) => oneCurator === true,
};

type ListedBaselineFact = z.infer<typeof ListedBaselineFactSchema>;
export const BASELINE_COLUMNS: Columns<ListedBaselineFact> = {
  trial: ({ trial }) => trial,
  ...bilingual<ListedBaselineFact>('characteristic', ({ characteristic }) => characteristic),
  percent: ({ percent }) => percent,
  n: ({ n }) => n,
  denominator: ({ denominator }) => denominator,
  ...bilingual<ListedBaselineFact>('stratum', ({ stratum }) => stratum),
  ...sourceColumns<ListedBaselineFact>(),
  one_curator: ({ oneCurator }) => oneCurator === true,
};

/** One row a curve; its points and numbers at risk as `years:value`, one after the other. */
export const CURVE_COLUMNS: Columns<StoredCurve> = {
  id: ({ id }) => id,
  trial: ({ trial }) => trial,
  acronym: ({ acronym }) => acronym,
  endpoint: ({ endpoint }) => endpoint,
  time_zero: ({ timeZero }) => timeZero,
  kmt2a: ({ stratum }) => stratum.kmt2a,
  risk: ({ stratum }) => stratum.risk,
  arm: ({ stratum }) => stratum.arm,
  ...bilingual<StoredCurve>('label', ({ label }) => label),
  total_events: ({ totalEvents }) => totalEvents,
  read_from: ({ readFrom }) => readFrom,
  points_years_percent: ({ points }) => points.map(({ years, percent }) => `${years}:${percent}`).join(' '),
  numbers_at_risk: ({ counts }) => counts.map(({ years, atRisk }) => `${years}:${atRisk}`).join(' '),
  ...sourceColumns<StoredCurve>(),
  second_reading_difference_points: ({ secondReading }) => secondReading?.differencePoints ?? null,
  second_reading_at_years: ({ secondReading }) => secondReading?.atYears ?? null,
  second_reading_until_years: ({ secondReading }) => secondReading?.untilYears ?? null,
  second_reading_same_file: ({ secondReading }) => secondReading?.sameFile ?? null,
};
