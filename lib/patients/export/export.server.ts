import type { PrismaClient } from '@/prisma/generated/client';
import type { Viewer } from '@/lib/access/policy';
import { toCourse } from '../course.server';
import type { PatientFilter } from '../filter';
import { inBatches } from '../list/patient-list.server';
import { RECORD_SELECT, toRecord } from '../records/record.server';
import type { ExportedCourse } from './adtte';
import type { ExportedRecord } from './tables';

const SELECT = { ...RECORD_SELECT, site: { select: { code: true, name: true, madeUp: true } } };

/** Everything recorded of the patients that a filter leaves, in its order, within the sites that the viewer enters for. */
export async function findExport(
  viewer: Viewer,
  filter: PatientFilter,
  options: { database?: PrismaClient; today?: string } = {},
): Promise<(ExportedRecord & ExportedCourse)[]> {
  return inBatches(viewer, filter, options, async (tx, ids) => {
    const rows = await tx.patient.findMany({ where: { id: { in: [...ids] } }, select: SELECT });
    const byId = new Map(rows.map((row) => [row.id, row]));
    return ids.flatMap((id) => {
      const row = byId.get(id);
      if (row === undefined) return [];
      const { code } = row.site;
      return [{ siteCode: code, pseudonym: row.pseudonym, record: toRecord(row), course: toCourse(row) }];
    });
  });
}
