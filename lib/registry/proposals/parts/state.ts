import type { Bilingual } from '../../schema';
import type { ProposalRefusal } from '../state';
import type { PartErrors } from './typed';

/** What the page learns when a part is proposed; `problems` are the rules of the data set that it breaks. */
export type PartState = Readonly<{
  ok: boolean;
  refusal: ProposalRefusal | null;
  errors: PartErrors;
  problems: readonly Bilingual[];
}>;

export const PART_SAVED: PartState = { ok: true, refusal: null, errors: {}, problems: [] };

export function partRefused(refusal: ProposalRefusal, errors: PartErrors = {}): PartState {
  return { ok: false, refusal, errors, problems: [] };
}
