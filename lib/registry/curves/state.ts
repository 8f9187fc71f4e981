import type { ErrorCode } from '@/lib/errors';
import type { SecondCurveReading } from './records';
import type { CurveFieldErrors } from './schema';

/** Why a step of curation is refused; a key of the messages under `curate.refusal`. */
export type CurveRefusal =
  | ErrorCode
  | 'own-proposal'
  | 'own-reading'
  | 'not-seen'
  | 'one-approved'
  | 'read-already'
  | 'seen-already'
  | 'reason-length'
  | 'unknown-source';

/** What the page learns from an action of curation. */
export type CurveState = Readonly<{ ok: boolean; refusal: CurveRefusal | null; fieldErrors: CurveFieldErrors }>;

export const CURVE_SAVED: CurveState = { ok: true, refusal: null, fieldErrors: {} };

export function curveRefused(refusal: CurveRefusal, fieldErrors: CurveFieldErrors = {}): CurveState {
  return { ok: false, refusal, fieldErrors };
}

/** What a second reader learns: the difference, once it is stored. */
export type SecondReadingState = Readonly<{
  ok: boolean;
  refusal: CurveRefusal | null;
  reading: SecondCurveReading | null;
}>;

export function secondReadingRefused(refusal: CurveRefusal): SecondReadingState {
  return { ok: false, refusal, reading: null };
}
