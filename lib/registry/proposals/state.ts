import type { ErrorCode } from '@/lib/errors';
import type { Bilingual } from '../schema';
import type { Typed } from '@/lib/merging/begun';
import type { PasteProblem } from '../references/paste';
import type { PastedReference } from '../references/pasted-paper';
import type { FigureErrors } from './figure-schema';
import type { CorrectionErrors } from './schema';

/** Why a step is refused; a key of the messages under `proposals.refusal`. */
export type ProposalRefusal =
  | ErrorCode
  | 'own-proposal'
  | 'stale'
  | 'changed-meanwhile'
  | 'breaks-rule'
  | 'reason-length'
  | 'nothing-changed'
  | 'contradiction'
  | 'held-already'
  | 'one-preferred'
  | 'series'
  | 'other-paper'
  | 'new-paper';

/** What the page learns from a step. */
export type ProposalState = Readonly<{
  ok: boolean;
  refusal: ProposalRefusal | null;
  fieldErrors: CorrectionErrors & FigureErrors;
  /** the rules of the data set that it would break */
  problems: readonly Bilingual[];
  /** what stands now, where others changed a field that was typed too */
  now: Typed | null;
}>;

export const PROPOSAL_SAVED: ProposalState = { ok: true, refusal: null, fieldErrors: {}, problems: [], now: null };

export function proposalRefused(
  refusal: ProposalRefusal,
  fieldErrors: CorrectionErrors & FigureErrors = {},
  more: Partial<Pick<ProposalState, 'problems' | 'now'>> = {},
): ProposalState {
  return { ok: false, refusal, fieldErrors, problems: [], now: null, ...more };
}

/** A pasted reference as it is filled in; `held` is how the registry cites it, and `id` its name there; null where it is new. */
export type ReferenceAnswer =
  | Readonly<{ reference: PastedReference; held: string | null; id: string | null }>
  | Readonly<{ problem: PasteProblem | 'other-paper' }>
  | Readonly<{ ok: false; refusal: ErrorCode }>;
