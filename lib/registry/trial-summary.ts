import type { Bilingual, Endpoint, Enrolment, Intervention, Kmt2aStratum, Registration, RiskStratum, TrialKind, TrialPhase, TrialStatus } from './schema';

/** One row of the trial list. */
export type TrialSummary = {
  slug: string;
  acronym: string;
  title: Bilingual;
  kind: TrialKind;
  group: string;
  phase: TrialPhase | null;
  status: TrialStatus;
  enrolment: Enrolment;
  /** ISO 3166-1 alpha-2 */
  countries: string[];
  registrations: Registration[];
  interventions: Intervention[];
  /** KMT2A strata that its figures speak of, in the order of the vocabulary */
  kmt2aStrata: Kmt2aStratum[];
  /** risk strata that its figures speak of, in the order of the vocabulary */
  riskStrata: RiskStratum[];
  /** endpoints with at least one reported value, in the order of the vocabulary */
  endpoints: Endpoint[];
  /** figures, those without a reported value included */
  estimates: number;
  /** figures that a chart may draw */
  chartable: number;
  /** at least one EFS figure with a value */
  hasEfs: boolean;
  /** at least one OS figure with a value */
  hasOs: boolean;
  /** its sources define at least one risk group */
  hasRiskRules: boolean;
};

/** A trial named in a link. */
export type TrialLink = { slug: string; acronym: string };
