import type { Bilingual } from '../../schema';
import type { Typed } from '@/lib/merging/begun';
import type { ProposalRefusal } from '../state';
import type { PartErrors } from './typed';

/** A rule of the data set that is broken; `at`: the field that it is about, and what is said there. */
export type PartProblem = Bilingual & Readonly<{ at?: Readonly<{ field: string; said: Bilingual }> }>;

/** What the page learns when a part is proposed; `problems` are the rules of the data set that it breaks. */
export type PartState = Readonly<{
  ok: boolean;
  refusal: ProposalRefusal | null;
  errors: PartErrors;
  problems: readonly PartProblem[];
  /** what stands now, where others changed a field that was typed too */
  now: Typed | null;
}>;

export const PART_SAVED: PartState = { ok: true, refusal: null, errors: {}, problems: [], now: null };

export function partRefused(
  refusal: ProposalRefusal,
  errors: PartErrors = {},
  more: Partial<Pick<PartState, 'problems' | 'now'>> = {},
): PartState {
  return { ok: false, refusal, errors, problems: [], now: null, ...more };
}
