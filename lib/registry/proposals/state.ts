import type { ErrorCode } from '@/lib/errors';
import type { CorrectionErrors } from './schema';

/** Why a step is refused; a key of the messages under `proposals.refusal`. */
export type ProposalRefusal =
  | ErrorCode
  | 'own-proposal'
  | 'stale'
  | 'reason-length'
  | 'nothing-changed'
  | 'contradiction'
  | 'held-already'
  | 'one-preferred';

/** What the page learns from a step. */
export type ProposalState = Readonly<{ ok: boolean; refusal: ProposalRefusal | null; fieldErrors: CorrectionErrors }>;

export const PROPOSAL_SAVED: ProposalState = { ok: true, refusal: null, fieldErrors: {} };

export function proposalRefused(refusal: ProposalRefusal, fieldErrors: CorrectionErrors = {}): ProposalState {
  return { ok: false, refusal, fieldErrors };
}
