import { db } from '@/lib/db.server';
import type { PrismaClient } from '@/prisma/generated/client';

/** Rises whenever the published evidence changes (triggers keep it), so that what was made from it can be made anew. */
export async function getEvidenceVersion(database: PrismaClient = db()): Promise<number> {
  const row = await database.evidenceVersion.findUniqueOrThrow({ where: { id: 1 }, select: { version: true } });
  return row.version;
}
