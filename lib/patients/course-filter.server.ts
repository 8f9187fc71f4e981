import { Prisma } from '@/prisma/generated/client';
import { toDay } from './calendar';
import { KMT2A_SQL, kmt2aIs } from './course.server';

export type CourseFilter = {
  siteIds?: readonly string[];
  kmt2a?: 'rearranged' | 'germline';
  /** First and last day of diagnosis, `YYYY-MM-DD`, both included. */
  diagnosedFrom?: string;
  diagnosedTo?: string;
};

/** The sites of a filter within somebody's reach. A site beyond it adds nothing. */
export function sitesOf({ siteIds }: CourseFilter, reach: readonly string[]): string[] {
  return siteIds === undefined ? [...reach] : reach.filter((id) => siteIds.includes(id));
}

/** The patients of a filter within sites, in SQL, of a patient `p` with features `f`. */
export function courseSql({ kmt2a, diagnosedFrom, diagnosedTo }: CourseFilter): Prisma.Sql {
  return Prisma.join(
    [
      Prisma.sql`TRUE`,
      ...(diagnosedFrom === undefined ? [] : [Prisma.sql`p.diagnosis_date >= ${toDay(diagnosedFrom)}::date`]),
      ...(diagnosedTo === undefined ? [] : [Prisma.sql`p.diagnosis_date <= ${toDay(diagnosedTo)}::date`]),
      ...(kmt2a === undefined ? [] : [KMT2A_SQL[kmt2a]]),
    ],
    ' AND ',
  );
}

/** The same for Prisma; null where there is no site at all. */
export function whereOf(filter: CourseFilter, reach: readonly string[]): Prisma.PatientWhereInput | null {
  const wanted = sitesOf(filter, reach);
  if (wanted.length === 0) return null;
  return {
    siteId: { in: wanted },
    diagnosisDate: {
      ...(filter.diagnosedFrom === undefined ? {} : { gte: toDay(filter.diagnosedFrom) }),
      ...(filter.diagnosedTo === undefined ? {} : { lte: toDay(filter.diagnosedTo) }),
    },
    ...(filter.kmt2a === undefined ? {} : { features: { is: kmt2aIs(filter.kmt2a) } }),
  };
}
