import { managedSites, readableSites, type Viewer } from '../access/policy';
import type { Transaction } from '../db.server';
import { AppError } from '../errors';
import type { PatientRecord } from './records/record';
import { RECORD_STATES, type RecordState } from './keeping/words';
import { RECORD_SELECT, toRecord } from './records/record.server';

/**
 * The patient as stored now, locked until the transaction ends, so that two changes of one patient never interleave.
 * Throws AppError `not-found` where there is none at a site of which the viewer is data manager, and `locked` where the
 * record is locked and this is not a step beside its data (`evenLocked`). `byMonitor`: a monitor of the site may, too. The
 * database lets nobody hold a row who may not change it; what a monitor adds holds it by referring to it.
 */
export async function lockPatient(
  tx: Transaction,
  viewer: Viewer,
  id: string,
  { evenLocked = false, byMonitor = false } = {},
): Promise<PatientRecord> {
  const sites = managedSites(viewer).map((site) => site.siteId);
  const read = byMonitor ? readableSites(viewer).map((site) => site.siteId) : [];
  const locked = await tx.$queryRaw<
    { id: string }[]
  >`SELECT id FROM patient WHERE id = ${id}::uuid AND site_id = ANY (${sites}::uuid[]) FOR UPDATE`;
  if (locked.length === 0 && (await tx.patient.count({ where: { id, siteId: { in: read } } })) === 0)
    throw new AppError('not-found');
  if (!evenLocked && (await stateOf(tx, id)) === 'locked') throw new AppError('locked');
  return toRecord(await tx.patient.findUniqueOrThrow({ where: { id }, select: RECORD_SELECT }));
}

/** The state of a record now. */
export async function stateOf(tx: Transaction, patientId: string): Promise<RecordState> {
  const row = await tx.patientState.findUnique({ where: { patientId }, select: { state: true } });
  return RECORD_STATES.find((state) => state === row?.state) ?? 'draft';
}

/** Raises the version: whoever opened the patient before this change is told when saving. */
export async function raiseVersion(tx: Transaction, id: string): Promise<void> {
  await tx.patient.update({ where: { id }, data: { version: { increment: 1 } }, select: { id: true } });
}
