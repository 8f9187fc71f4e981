import type { PrismaClient } from '@/prisma/generated/client';
import { z } from 'zod';
import { managedSites, type Viewer } from '../access/policy';
import { asViewer } from '../db.server';
import { toCourse } from './course.server';
import type { PatientRecord } from './record';
import { RECORD_SELECT, toRecord } from './record.server';
import type { PatientCourse } from './timeline';

type Options = { database?: PrismaClient };

export type OpenedPatient = { record: PatientRecord; course: PatientCourse };

/** One patient of the viewer's sites with everything recorded, or null: not there, or not theirs. */
export async function getPatient(viewer: Viewer, id: string, options: Options = {}): Promise<OpenedPatient | null> {
  const sites = managedSites(viewer).map((site) => site.siteId);
  if (sites.length === 0 || !z.uuid().safeParse(id).success) return null;
  const row = await asViewer(
    viewer.id,
    (tx) => tx.patient.findFirst({ where: { id, siteId: { in: sites } }, select: RECORD_SELECT }),
    options,
  );
  return row === null ? null : { record: toRecord(row), course: toCourse(row) };
}
