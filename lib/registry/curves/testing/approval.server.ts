import type { Person } from '@/prisma/testing/cases';
import type { TestDatabase } from '@/prisma/testing/database';
import { approveCurve, showWaitingCurve } from '../curation.server';
import type { CurveState } from '../state';
import { asCurator } from './curators';

/** Approves a curve as who asked to be shown it first. */
export async function approveShown(
  person: Person,
  id: string,
  { app }: Pick<TestDatabase, 'app'>,
): Promise<CurveState> {
  await showWaitingCurve(asCurator(person), id, { database: app });
  return approveCurve(asCurator(person), id, { database: app });
}
