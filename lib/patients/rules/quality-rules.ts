import type { Hint } from '../date-plausibility';
import type { Place } from '../quality';

/** An error makes a result of the patient wrong or doubtful; a warning may be right and is worth a look. */
export type Severity = 'error' | 'warning';

/** The rules beyond those that a form shows while one types. */
export const COURSE_RULES = [
  'dates-contradict',
  'failure-without-event',
  'remission-missing-before-hsct',
  'remission-missing-alive',
  'mrd-below-sensitivity',
  'mrd-two-results',
  'record-doubled',
  'patient-doubled',
  'not-eligible',
  'transplant-missing',
  'required-missing',
  'follow-up-stale',
] as const;
export type RuleCode = Hint | (typeof COURSE_RULES)[number];

/** What a rule found at one place of one patient. */
export type Finding = Place & { rule: RuleCode };

/** Every rule with its severity, in the order in which the page lists them. A key of the messages under `qualityRules`. */
export const QUALITY_RULES: Readonly<Record<RuleCode, Severity>> = {
  'dates-contradict': 'error',
  'patient-doubled': 'error',
  'record-doubled': 'error',
  'not-eligible': 'error',
  'failure-without-event': 'error',
  'failure-with-remission': 'error',
  'failure-twice': 'error',
  'remission-before-failure': 'warning',
  'remission-missing-before-hsct': 'error',
  'remission-missing-alive': 'error',
  'remission-date-missing': 'error',
  'relapse-without-remission': 'error',
  'disease-without-event': 'error',
  'mrd-below-sensitivity': 'error',
  'mrd-two-results': 'error',
  'partner-with-germline': 'error',
  'partner-not-evaluable': 'warning',
  'prednisone-contradiction': 'error',
  'testicular-in-girl': 'error',
  'transplant-missing': 'warning',
  'required-missing': 'warning',
  'nothing-after-diagnosis': 'warning',
  'follow-up-stale': 'warning',
  'failure-late': 'warning',
  'mrd-timing': 'warning',
  'mrd-unit': 'warning',
  'wbc-high': 'warning',
  'wbc-low': 'warning',
  'blasts-unit': 'warning',
  'age-over-year': 'warning',
  'pseudonym-like-date': 'warning',
  'pseudonym-like-name': 'warning',
};

export const RULE_CODES = Object.keys(QUALITY_RULES) as RuleCode[];
