import type { Part, Written } from '../keeping/words';
import type { Finding, RuleCode } from './quality-rules';

/** A finding that a person accepted, as it stands now. For patients perhaps entered twice, `recordId` is the other one. */
export type Acceptance = Written & {
  patientId: string;
  rule: RuleCode;
  part: Part;
  recordId: string | null;
  field: string;
  reason: string;
  seen: string;
};

export type AcceptedFinding = { finding: Finding; acceptance: Acceptance };

/** Dates that cannot both be true are corrected, not accepted. */
export const NEVER_ACCEPTED: readonly RuleCode[] = ['dates-contradict'];

/** What the rules say of one patient. */
export type PatientQuality = {
  /** What is open. */
  findings: Finding[];
  /** The other patients of the site that may be the same child, and nobody said that they are not. */
  doubles: { id: string; pseudonym: string }[];
  accepted: AcceptedFinding[];
  acceptedDoubles: { id: string; pseudonym: string; acceptance: Acceptance }[];
};
