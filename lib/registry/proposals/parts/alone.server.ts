import { db, type Transaction } from '@/lib/db.server';
import type { PrismaClient } from '@/prisma/generated/client';
import { getProtocol } from '../../review/queries.server';
import { readDisease } from '../../rows/disease.server';
import { ReferenceSchema } from '../../schema';
import type { AloneSources } from './alone';

/** What belongs to no study, as it stands in this transaction. */
export async function readAlone(tx: Transaction): Promise<AloneSources> {
  const disease = await readDisease(tx);
  const protocol = await getProtocol(tx);
  const references = await tx.reference.findMany({ orderBy: { position: 'asc' }, select: { csl: true } });
  return { disease, protocol, references: references.map(({ csl }) => ReferenceSchema.parse(csl)) };
}

/** The same for a page, in one snapshot. */
export async function findAlone(database: PrismaClient = db()): Promise<AloneSources> {
  return database.$transaction(readAlone, { isolationLevel: 'RepeatableRead', maxWait: 15_000 });
}
