import { managedSites, type Viewer } from '../access/policy';
import type { Transaction } from '../db.server';
import { AppError } from '../errors';
import type { PatientRecord } from './record';
import { RECORD_SELECT, toRecord } from './record.server';

/**
 * The patient as stored now, locked until the transaction ends, so that two changes of one patient never interleave.
 * Throws AppError `not-found` where there is none at a site of which the viewer is data manager.
 */
export async function lockPatient(tx: Transaction, viewer: Viewer, id: string): Promise<PatientRecord> {
  const sites = managedSites(viewer).map((site) => site.siteId);
  const locked = await tx.$queryRaw<
    { id: string }[]
  >`SELECT id FROM patient WHERE id = ${id}::uuid AND site_id = ANY (${sites}::uuid[]) FOR UPDATE`;
  if (locked.length === 0) throw new AppError('not-found');
  return toRecord(await tx.patient.findUniqueOrThrow({ where: { id }, select: RECORD_SELECT }));
}

/** Raises the version: whoever opened the patient before this change is told when saving. */
export async function raiseVersion(tx: Transaction, id: string): Promise<void> {
  await tx.patient.update({ where: { id }, data: { version: { increment: 1 } }, select: { id: true } });
}
