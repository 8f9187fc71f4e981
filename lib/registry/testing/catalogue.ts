import { readdirSync, readFileSync } from 'node:fs';
import { TrialSchema, type Trial } from '../schema';
import { buildCatalogue, type TrialCatalogue } from '../trials/search/search';
import type { TrialTexts } from '../trials/search/trials';
import type { TrialEntry } from '../trials/summary';
import { ENDPOINTS, KMT2A_STRATA, RISK_STRATA, SOURCE_LEVELS } from '../vocabulary';

const folder = new URL('../../../seed/trials/', import.meta.url);

/** The trials of the data set, read from their files. */
export function readTrials(): Trial[] {
  return readdirSync(folder).map((file) => TrialSchema.parse(JSON.parse(readFileSync(new URL(file, folder), 'utf8'))));
}

/** A catalogue as the database would give it; the rows of the list are made here from the files. */
export function catalogueOf(trials: readonly Trial[]): TrialCatalogue {
  return buildCatalogue(trials.map(toEntry), trials.map(toTexts));
}

export function toEntry({
  slug,
  acronym,
  title,
  kind,
  group,
  phase,
  status,
  enrolment,
  countries,
  registrations,
  interventions,
  strata,
  estimates,
}: Trial): TrialEntry {
  const reported = estimates.filter(({ estimate }) => estimate !== null);
  const endpoints = ENDPOINTS.filter((endpoint) => reported.some((figure) => figure.endpoint === endpoint));
  return {
    ...{
      slug,
      acronym,
      title,
      kind,
      group,
      phase,
      status,
      enrolment,
      countries,
      registrations,
      interventions,
      endpoints,
    },
    kmt2aStrata: KMT2A_STRATA.filter((stratum) => estimates.some((figure) => figure.stratum.kmt2a === stratum)),
    riskStrata: RISK_STRATA.filter((stratum) => estimates.some((figure) => figure.stratum.risk === stratum)),
    sourceLevels: SOURCE_LEVELS.filter((level) => estimates.some(({ source }) => source.level === level)),
    estimates: estimates.length,
    chartable: estimates.filter(({ chartable }) => chartable).length,
    hasEfs: endpoints.includes('EFS'),
    hasOs: endpoints.includes('OS'),
    hasRiskRules: strata.some((stratum) => stratum.group !== 'not-stratified'),
  };
}

function toTexts({ arms, strata, hsctPolicy, ...trial }: Trial): TrialTexts {
  return {
    ...trial,
    hsct: hsctPolicy,
    arms: arms.flatMap(({ name, description }) => [name, description]),
    strata: strata.flatMap(({ localName, definition }) => [{ en: localName, ru: localName }, definition]),
  };
}
