import type { Bilingual, Enrolment, Intervention, Registration } from '../schema';
import type {
  Endpoint,
  Kmt2aStratum,
  RiskStratum,
  SourceLevel,
  TrialKind,
  TrialPhase,
  TrialStatus,
} from '../vocabulary';

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
  /** the program holds rules for it: a patient can be classified under it, or it is known not to be stratified */
  hasRiskRules: boolean;
};

/** A row of the list with what only its filters ask: where its figures were read, in the order of the vocabulary. */
export type TrialEntry = TrialSummary & { sourceLevels: SourceLevel[] };

/** A trial named in a link. */
export type TrialLink = { slug: string; acronym: string };
