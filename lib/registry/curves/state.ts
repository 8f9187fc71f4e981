import type { ErrorCode } from '@/lib/errors';
import type { CurveFieldErrors } from './schema';

/** Why a step of curation is refused; a key of the messages under `curate.refusal`. */
export type CurveRefusal = ErrorCode | 'own-proposal' | 'one-approved' | 'reason-length' | 'unknown-source';

/** What the page learns from an action of curation. */
export type CurveState = Readonly<{ ok: boolean; refusal: CurveRefusal | null; fieldErrors: CurveFieldErrors }>;

export const CURVE_SAVED: CurveState = { ok: true, refusal: null, fieldErrors: {} };

export function curveRefused(refusal: CurveRefusal, fieldErrors: CurveFieldErrors = {}): CurveState {
  return { ok: false, refusal, fieldErrors };
}
