import { hsctPolicyOf } from '../hsct-policy';
import { decadesOf } from './facets';
import type { TrialEntry } from '../summary';

type Cell = string | number | boolean | null;
type Column = { meaning: string; value: (trial: TrialEntry, publicUrl: string) => Cell };

/**
 * The columns of the trial list as a file, the same in every language. Names stay; a new column goes to the end. The
 * meanings stand in the JSON file.
 */
export const DOWNLOAD_COLUMNS: Readonly<Record<string, Column>> = {
  slug: { meaning: 'name of the study in addresses', value: ({ slug }) => slug },
  acronym: { meaning: 'short name', value: ({ acronym }) => acronym },
  title_en: { meaning: 'title in English', value: ({ title }) => title.en },
  title_ru: { meaning: 'title in Russian', value: ({ title }) => title.ru },
  kind: { meaning: 'trial or cohort', value: ({ kind }) => kind },
  group: { meaning: 'study group', value: ({ group }) => group },
  status: { meaning: 'status of enrolment', value: ({ status }) => status },
  phase: { meaning: 'phase; empty: not reported', value: ({ phase }) => phase },
  enrolment_start: { meaning: 'first month of enrolment, YYYY or YYYY-MM', value: ({ enrolment }) => enrolment.start },
  enrolment_end: { meaning: 'last month of enrolment, YYYY or YYYY-MM', value: ({ enrolment }) => enrolment.end },
  enrolment_decades: {
    meaning: 'decades of enrolment by their first years',
    value: ({ enrolment }) => decadesOf(enrolment).join(' '),
  },
  planned: { meaning: 'patients planned', value: ({ enrolment }) => enrolment.planned },
  enrolled: { meaning: 'patients enrolled', value: ({ enrolment }) => enrolment.actual },
  countries: { meaning: 'countries, ISO 3166-1 alpha-2', value: ({ countries }) => countries.join(' ') },
  registrations: {
    meaning: 'register and number',
    value: ({ registrations }) => registrations.map(({ registry, id }) => `${registry} ${id}`).join('; '),
  },
  interventions: {
    meaning: 'interventions in English',
    value: ({ interventions }) => interventions.map(({ name }) => name.en).join('; '),
  },
  intervention_classes: {
    meaning: 'classes of the interventions',
    value: ({ interventions }) => [...new Set(interventions.map((intervention) => intervention.class))].join('; '),
  },
  hsct_policy: { meaning: 'class of the transplantation policy', value: ({ slug }) => hsctPolicyOf(slug) },
  kmt2a_strata: {
    meaning: 'KMT2A status of the patients behind its figures: all, r (rearranged), g (germline)',
    value: ({ kmt2aStrata }) => kmt2aStrata.join(' '),
  },
  figures: { meaning: 'published figures', value: ({ estimates }) => estimates },
  chartable_figures: { meaning: 'of these, figures that a chart may draw', value: ({ chartable }) => chartable },
  has_efs: { meaning: 'an EFS figure is reported', value: ({ hasEfs }) => hasEfs },
  has_os: { meaning: 'an OS figure is reported', value: ({ hasOs }) => hasOs },
  has_risk_rules: { meaning: 'risk group rules are known', value: ({ hasRiskRules }) => hasRiskRules },
  source_levels: { meaning: 'where its figures were read', value: ({ sourceLevels }) => sourceLevels.join(' ') },
  address: { meaning: 'page of the study', value: ({ slug }, publicUrl) => `${publicUrl}/trials/${slug}` },
};

/** One row of the file: the value under each column's name. */
export function downloadRow(trial: TrialEntry, publicUrl: string): Record<string, Cell> {
  return Object.fromEntries(
    Object.entries(DOWNLOAD_COLUMNS).map(([name, { value }]) => [name, value(trial, publicUrl)]),
  );
}
