import type { PrismaClient } from '@/prisma/generated/client';
import { z } from 'zod';
import { managedSites, visibleSites, type Viewer } from '../access/policy';
import { asViewer } from '../db.server';
import { whereOf, type CourseFilter } from './course-filter.server';
import { COURSE_SELECT, toCourse } from './course.server';
import { toRow, type PatientRow } from './filter';
import type { PatientRecord } from './record';
import { findInBatches } from './record-batches.server';
import { RECORD_SELECT, toRecord } from './record.server';
import type { PatientCourse } from './timeline';

type Options = { database?: PrismaClient };

/**
 * The courses of every patient whose curve this viewer may see, as data manager or researcher, oldest diagnosis first.
 * For curves only: what leaves the server must be aggregated. A site in the filter that is not the viewer's adds nothing.
 */
export async function findCourses(
  viewer: Viewer,
  filter: CourseFilter = {},
  options: Options = {},
): Promise<PatientCourse[]> {
  const where = whereOf(
    filter,
    visibleSites(viewer).map((site) => site.siteId),
  );
  if (where === null) return [];
  const rows = await findInBatches(COURSE_SELECT, { viewerId: viewer.id, where, purpose: 'aggregate', ...options });
  rows.sort((a, b) => a.diagnosisDate.getTime() - b.diagnosisDate.getTime() || (a.id < b.id ? -1 : 1));
  return rows.map(toCourse);
}

/** Every patient of the sites where the viewer is data manager, with the derived outcomes; `applyFilter` narrows and sorts. */
export async function findPatients(viewer: Viewer, options: Options = {}): Promise<PatientRow[]> {
  const sites = managedSites(viewer).map((site) => site.siteId);
  if (sites.length === 0) return [];
  const rows = await asViewer(
    viewer.id,
    (tx) =>
      tx.patient.findMany({
        where: { siteId: { in: sites } },
        select: {
          ...COURSE_SELECT,
          pseudonym: true,
          protocolSlug: true,
          site: { select: { code: true, madeUp: true } },
        },
      }),
    options,
  );
  return rows.map((row) =>
    toRow(toCourse(row), {
      pseudonym: row.pseudonym,
      protocolSlug: row.protocolSlug,
      siteCode: row.site.code,
      kmt2aPartner: row.features?.kmt2aPartner ?? null,
    }),
  );
}

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
