import type { Prisma } from '@/prisma/generated/client';
import { toDay } from './calendar';
import { kmt2aIs } from './course.server';

export type CourseFilter = {
  siteIds?: readonly string[];
  kmt2a?: 'rearranged' | 'germline';
  /** First and last day of diagnosis, `YYYY-MM-DD`, both included. */
  diagnosedFrom?: string;
  diagnosedTo?: string;
};

/** The patients of a filter within somebody's reach; null where that is no site at all. A site beyond the reach adds nothing. */
export function whereOf(filter: CourseFilter, reach: readonly string[]): Prisma.PatientWhereInput | null {
  const wanted = filter.siteIds === undefined ? [...reach] : reach.filter((id) => filter.siteIds?.includes(id));
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
