import type { Transaction } from '@/lib/db.server';
import { fromDay, toDay } from '../calendar';
import type { PatientRecord } from '../records/record';
import { DOUBLE_WITHIN_DAYS, mayBeOneChild, type PatientMarks } from './doubled-patients';
import { marksOf } from './marks';

/** The other patients of the site that may be the same child, by pseudonym. */
export async function findDoubles(
  tx: Transaction,
  record: PatientRecord,
): Promise<(PatientMarks & { pseudonym: string })[]> {
  const day = toDay(record.identity.diagnosisDate).getTime();
  const at = (days: number): Date => new Date(day + days * 86_400_000);
  const { ageDays } = record.identity;
  const near = await tx.patient.findMany({
    where: {
      siteId: record.siteId,
      id: { not: record.id },
      diagnosisDate: { gte: at(-DOUBLE_WITHIN_DAYS), lte: at(DOUBLE_WITHIN_DAYS) },
      ageDays: { gte: ageDays - DOUBLE_WITHIN_DAYS, lte: ageDays + DOUBLE_WITHIN_DAYS },
    },
    select: {
      ...{ id: true, pseudonym: true, siteId: true, diagnosisDate: true, ageDays: true, sex: true },
      features: { select: { kmt2a: true } },
    },
    orderBy: { pseudonym: 'asc' },
  });
  return near
    .map(({ features, diagnosisDate, ...row }) => ({
      ...row,
      diagnosisDate: fromDay(diagnosisDate),
      kmt2a: features?.kmt2a ?? null,
    }))
    .filter((other) => mayBeOneChild(marksOf(record), other));
}
