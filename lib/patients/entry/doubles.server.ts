import type { PrismaClient } from '@/prisma/generated/client';
import { managedSites, type Viewer } from '@/lib/access/policy';
import { asViewer } from '@/lib/db.server';
import { fromDay, toDay } from '../calendar';
import type { FormValues } from '../form-state';
import { DOUBLE_WITHIN_DAYS, mayBeOneChild, MOST_DOUBLES } from '../rules/doubled-patients';
import { PatientInput } from '../schema';

type Options = { database?: PrismaClient };
export type Double = { id: string; pseudonym: string };

/**
 * Stored patients of the site who may be the child that is being entered: what is typed so far must say site, day of
 * diagnosis and age; whatever else is typed may contradict.
 */
export async function findDoubles(viewer: Viewer, typed: FormValues, options: Options = {}): Promise<Double[]> {
  const sites = managedSites(viewer).map((site) => site.siteId);
  const siteId = sites.length === 1 ? sites[0] : sites.find((id) => id === typed['siteId']);
  // Only what tells a child apart: a pseudonym or a result that cannot be read yet is no reason to stay silent.
  const { diagnosisDate = '', ageDays = '', ageMonths = '', sex = '', kmt2a = '' } = typed;
  const read = PatientInput.safeParse({ pseudonym: 'X', diagnosisDate, ageDays, ageMonths, sex, kmt2a });
  if (siteId === undefined || !read.success) return [];
  const { identity, features } = read.data;
  const marks = { ...identity, id: '', siteId, kmt2a: features.kmt2a };
  const at = (days: number): Date => new Date(toDay(identity.diagnosisDate).getTime() + days * 86_400_000);
  const near = await asViewer(
    viewer,
    (tx) =>
      tx.patient.findMany({
        where: {
          siteId,
          diagnosisDate: { gte: at(-DOUBLE_WITHIN_DAYS), lte: at(DOUBLE_WITHIN_DAYS) },
          ageDays: { gte: identity.ageDays - DOUBLE_WITHIN_DAYS, lte: identity.ageDays + DOUBLE_WITHIN_DAYS },
          // Asked here and not of the first twenty: at a large site these may all be children of the other sex.
          AND: [
            ...(marks.sex === null ? [] : [{ OR: [{ sex: null }, { sex: marks.sex }] }]),
            ...(marks.kmt2a === null
              ? []
              : [{ OR: [{ features: null }, { features: { OR: [{ kmt2a: null }, { kmt2a: marks.kmt2a }] } }] }]),
          ],
        },
        select: {
          ...{ id: true, pseudonym: true, siteId: true, diagnosisDate: true, ageDays: true, sex: true },
          features: { select: { kmt2a: true } },
        },
        orderBy: { pseudonym: 'asc' },
        take: MOST_DOUBLES,
      }),
    options,
  );
  return near
    .filter((row) =>
      mayBeOneChild(marks, { ...row, diagnosisDate: fromDay(row.diagnosisDate), kmt2a: row.features?.kmt2a ?? null }),
    )
    .map(({ id, pseudonym }) => ({ id, pseudonym }));
}
