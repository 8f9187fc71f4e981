import type { Viewer } from '@/lib/access/policy';
import type { ChangeOptions } from '../changes.server';
import type { PatientRecord } from '../records/record';
import { findFieldQueries } from './field-queries.server';
import { findMerges } from './merge.server';
import { findRemovedRecords } from './put-back.server';
import type { Kept } from './shown';
import { findSignatures } from './signature.server';
import { findRecordState } from './state.server';
import { findVerifications } from './verification.server';

/** Everything that is said about a patient's record. */
export async function findKept(
  viewer: Viewer,
  record: PatientRecord,
  options: Pick<ChangeOptions, 'database'> = {},
): Promise<Kept> {
  const patientId = record.id;
  const [state, queries, verifications] = await Promise.all([
    findRecordState(viewer, record, options),
    findFieldQueries(viewer, { patientId }, options),
    findVerifications(viewer, patientId, options),
  ]);
  const [signatures, removed, merges] = await Promise.all([
    findSignatures(viewer, record, options),
    findRemovedRecords(viewer, patientId, options),
    findMerges(viewer, patientId, options),
  ]);
  return { state, queries, verifications, signatures, removed, merges };
}
