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
  const [locked] = await tx.$queryRaw<
    PatientKey[]
  >`SELECT id, site_id AS "siteId" FROM patient WHERE id = ${id}::uuid AND site_id = ANY (${sites}::uuid[]) FOR UPDATE`;
  const key =
    locked ?? (await tx.patient.findFirst({ where: { id, siteId: { in: read } }, select: { id: true, siteId: true } }));
  if (key === null) throw new AppError('not-found');
  if (!evenLocked && (await stateOf(tx, key)) === 'locked') throw new AppError('locked');
  return readNow(tx, key);
}

/** By what a patient is stored. */
export type PatientKey = Readonly<{ id: string; siteId: string }>;

/** A patient as stored now, within this transaction; throws where there is none. */
export async function readNow(tx: Transaction, { id, siteId }: PatientKey): Promise<PatientRecord> {
  const where = { siteId_id: { siteId, id } };
  return toRecord(await tx.patient.findUniqueOrThrow({ where, select: RECORD_SELECT }));
}

/** The state of a record now. */
export async function stateOf(tx: Transaction, { id: patientId, siteId }: PatientKey): Promise<RecordState> {
  const where = { siteId_patientId: { siteId, patientId } };
  const row = await tx.patientState.findUnique({ where, select: { state: true } });
  return RECORD_STATES.find((state) => state === row?.state) ?? 'draft';
}

/** Raises the version: whoever opened the patient before this change is told when saving. */
export async function raiseVersion(tx: Transaction, { id, siteId }: PatientKey): Promise<void> {
  const where = { siteId_id: { siteId, id } };
  await tx.patient.update({ where, data: { version: { increment: 1 } }, select: { id: true } });
}
