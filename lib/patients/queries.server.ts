import type { PrismaClient } from '@/prisma/generated/client';
import { z } from 'zod';
import { managedSites, readableSites, type Viewer } from '../access/policy';
import { asViewer } from '../db.server';
import { toCourse } from './course.server';
import type { PatientRecord } from './records/record';
import { RECORD_SELECT, toRecord } from './records/record.server';
import type { PatientCourse } from './timeline';

type Options = { database?: PrismaClient };

export type OpenedPatient = { record: PatientRecord; course: PatientCourse };

/**
 * One patient with everything recorded, or null: not there, or not at a site where the viewer reads patients (`toEnter`:
 * enters them).
 */
export async function getPatient(
  viewer: Viewer,
  id: string,
  { toEnter = false, ...options }: Options & { toEnter?: boolean } = {},
): Promise<OpenedPatient | null> {
  const sites = (toEnter ? managedSites(viewer) : readableSites(viewer)).map((site) => site.siteId);
  if (sites.length === 0 || !z.uuid().safeParse(id).success) return null;
  const row = await asViewer(
    viewer,
    (tx) => tx.patient.findFirst({ where: { id, siteId: { in: sites } }, select: RECORD_SELECT }),
    options,
  );
  return row === null ? null : { record: toRecord(row), course: toCourse(row) };
}
