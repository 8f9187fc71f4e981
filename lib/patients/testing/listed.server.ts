import type { Viewer } from '@/lib/access/policy';
import type { PrismaClient } from '@/prisma/generated/client';
import { patientQuerySchema, type PatientRow } from '../filter';
import { findPatientList } from '../list/patient-list.server';

/** The first page of the list, of the patients whose pseudonym holds a text. */
export async function listed(viewer: Viewer, options: { database: PrismaClient }, q = ''): Promise<PatientRow[]> {
  return (await findPatientList(viewer, { ...patientQuerySchema.parse({}), q }, options)).rows;
}
