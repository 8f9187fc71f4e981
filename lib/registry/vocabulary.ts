// The words of the evidence that are the same in the files, the database, the API and the pages.

/** What a figure measures. EFS event-free, DFS disease-free, RFS relapse-free and OS overall survival; CIR cumulative incidence of relapse; TRM treatment-related mortality; CR complete remission. */
export const ENDPOINTS = ['EFS', 'OS', 'DFS', 'RFS', 'CIR', 'TRM', 'CR', 'MRD-negative', 'other'] as const;
/** Endpoints that are a survival probability, the only ones a chart may draw. */
export const SURVIVAL_ENDPOINTS = ['EFS', 'OS', 'DFS', 'RFS'] as const satisfies readonly (typeof ENDPOINTS)[number][];
/** The day from which the years of a figure are counted; `unknown`: its source does not say. */
export const TIME_ZEROS = [
  'diagnosis',
  'remission',
  'end-of-induction',
  'randomisation',
  'hsct',
  'relapse',
  'infusion',
  'unknown',
] as const;
export const TRIAL_KINDS = ['trial', 'cohort'] as const;
export const PHASES = ['1', '1/2', '2', '3'] as const;
export const STATUSES = ['completed', 'closed', 'active', 'recruiting', 'not-yet-recruiting', 'unknown'] as const;
/** KMT2A status of the patients behind a figure: all = not restricted, r = rearranged, g = germline. */
export const KMT2A_STRATA = ['all', 'r', 'g'] as const;
/** Risk group of the trial's own protocol behind a figure: high, intermediate, low, or not restricted. */
export const RISK_STRATA = ['all', 'HR', 'IR', 'LR'] as const;
/** Risk groups that a protocol defines. */
export const RISK_GROUPS = ['HR', 'IR', 'LR', 'not-stratified'] as const;
export const ARM_KINDS = ['experimental', 'control', 'single', 'risk-directed'] as const;
/** Where a statement was read: the study's own full text or abstract, a register entry, or second hand. */
export const SOURCE_LEVELS = ['primary-fulltext', 'primary-abstract', 'registry', 'review'] as const;
/** What must be said wherever the figure is drawn or listed. */
export const CAVEATS = [
  'time-zero-not-stated',
  'error-type-not-stated',
  'probable-reading',
  'horizon-of-main-comparison',
  'one-curator',
] as const;
/** What a curator says of a figure; the rest the program says. */
export const CURATED_CAVEATS = [
  'time-zero-not-stated',
  'error-type-not-stated',
  'probable-reading',
  'horizon-of-main-comparison',
] as const satisfies readonly (typeof CAVEATS)[number][];
/** Kinds of event that a definition of EFS counts, or does not. */
export const EVENT_KINDS = ['induction-failure', 'relapse', 'second-malignancy', 'death'] as const;
/** Whether a source counts a kind of event. */
export const EVENT_ANSWERS = ['yes', 'no', 'not-stated'] as const;
/** Whether a figure was read from the accessible text twice, independently, or once. */
export const EXTRACTIONS = ['double', 'single'] as const;
/** Whether a source names all countries of a study, says that there are more, or leaves it open. */
export const COUNTRY_LISTS = ['all', 'some', 'at-least'] as const;
/** Why a particular of a report is missing: its source does not give it, that part was not read, or it is withheld. */
export const ABSENCES = ['not-reported', 'not-read', 'withheld'] as const;
export const INTERVENTION_CLASSES = [
  'chemotherapy',
  'bispecific antibody',
  'CAR-T',
  'FLT3 inhibitor',
  'HDAC inhibitor',
  'proteasome inhibitor',
  'hypomethylating agent',
  'BCL2 inhibitor',
  'menin inhibitor',
  'differentiation agent',
  'antibody-drug conjugate',
  'HSCT',
  'other',
] as const;
/** Why two sources give different figures. */
export const DISCREPANCY_REASONS = [
  'typo',
  'other population',
  'other endpoint',
  'other data cut',
  'misattribution',
  'rounding',
  'unclear',
] as const;
/** How a disease-level percentage is to be read. */
export const FACT_QUALIFIERS = [
  'exact',
  'approximate',
  'lower-bound',
  'upper-bound',
  'range',
  'as-printed',
  'not-given',
] as const;
/** Tools for the risk of bias: of prognostic studies, of studies without randomisation, of randomised trials. */
export const APPRAISAL_TOOLS = ['QUIPS', 'ROBINS-I', 'RoB 2'] as const;
/** What each tool asks. */
export const APPRAISAL_DOMAINS = {
  QUIPS: ['participation', 'attrition', 'prognostic-factor', 'outcome', 'confounding', 'analysis'],
  'ROBINS-I': ['confounding', 'selection', 'classification', 'deviations', 'missing-data', 'measurement', 'reporting'],
  'RoB 2': ['randomisation', 'deviations', 'missing-data', 'measurement', 'reporting'],
} as const satisfies Record<(typeof APPRAISAL_TOOLS)[number], readonly string[]>;
/** What each tool answers. */
export const APPRAISAL_JUDGEMENTS = {
  QUIPS: ['low', 'moderate', 'high'],
  'ROBINS-I': ['low', 'moderate', 'serious', 'critical', 'no-information'],
  'RoB 2': ['low', 'some-concerns', 'high'],
} as const satisfies Record<(typeof APPRAISAL_TOOLS)[number], readonly string[]>;
/** What GRADE asks of a body of evidence, how much each lowers it, and how certain it is in the end. */
export const CERTAINTY_DOMAINS = [
  'risk-of-bias',
  'inconsistency',
  'indirectness',
  'imprecision',
  'publication-bias',
] as const;
export const CERTAINTY_CONCERNS = ['none', 'serious', 'very-serious'] as const;
export const CERTAINTIES = ['high', 'moderate', 'low', 'very-low'] as const;
/** Why a reference stays in the list although no entry cites it. */
export const KEPT_REASONS = ['register-record', 'study-page', 'report-not-read', 'other'] as const;
export const REFERENCE_TYPES = ['article-journal', 'webpage', 'report'] as const;

export type AppraisalTool = (typeof APPRAISAL_TOOLS)[number];
export type AppraisalJudgement = (typeof APPRAISAL_JUDGEMENTS)[AppraisalTool][number];
export type Certainty = (typeof CERTAINTIES)[number];
export type Endpoint = (typeof ENDPOINTS)[number];
export type SurvivalEndpoint = (typeof SURVIVAL_ENDPOINTS)[number];
export type TimeZero = (typeof TIME_ZEROS)[number];
export type TrialKind = (typeof TRIAL_KINDS)[number];
export type TrialPhase = (typeof PHASES)[number];
export type TrialStatus = (typeof STATUSES)[number];
export type Kmt2aStratum = (typeof KMT2A_STRATA)[number];
export type RiskStratum = (typeof RISK_STRATA)[number];
export type RiskGroup = (typeof RISK_GROUPS)[number];
export type SourceLevel = (typeof SOURCE_LEVELS)[number];
export type Caveat = (typeof CAVEATS)[number];
export type KeptReason = (typeof KEPT_REASONS)[number];
export type InterventionClass = (typeof INTERVENTION_CLASSES)[number];
export type DiscrepancyReason = (typeof DISCREPANCY_REASONS)[number];
