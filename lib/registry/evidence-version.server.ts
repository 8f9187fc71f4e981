import { db } from '@/lib/db.server';
import type { PrismaClient } from '@/prisma/generated/client';

/** Rises whenever the published evidence changes (triggers keep it), so that what was made from it can be made anew. */
export async function getEvidenceVersion(database: PrismaClient = db()): Promise<number> {
  const row = await database.evidenceVersion.findUniqueOrThrow({ where: { id: 1 }, select: { version: true } });
  return row.version;
}

/** Another with every change of the evidence and in every database, so that what was made from it can be shared by programs. */
export async function getEvidenceMark(database: PrismaClient = db()): Promise<string> {
  const row = await database.evidenceVersion.findUniqueOrThrow({ where: { id: 1 }, select: { mark: true } });
  return row.mark;
}
