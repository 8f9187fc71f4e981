import { z } from 'zod';
import { db } from '@/lib/db.server';
import type { PrismaClient } from '@/prisma/generated/client';
import { PostedAdverseSchema } from './adverse-events';
import { PostedBaselineSchema, PostedFlowSchema, type PostedRecord } from './posted-results';

const RowSchema = z.object({
  number: z.string(),
  read_on: z.date(),
  updated: z.string().nullable(),
  flow: z.array(PostedFlowSchema).nullable(),
  baseline: z.array(PostedBaselineSchema).nullable(),
  adverse: PostedAdverseSchema.nullable(),
});

/** Participant flow, baseline and adverse events of a study's register records as they were read last, by number; those that post none are left out. */
export async function findPostedRecords(trial: string, database: PrismaClient = db()): Promise<PostedRecord[]> {
  const rows = await database.$queryRaw`SELECT * FROM posted_register_records(${trial}::text)`;
  return z
    .array(RowSchema)
    .parse(rows)
    .map(({ number, read_on: readOn, updated, flow, baseline, adverse }) => ({
      number,
      readOn: readOn.toISOString().slice(0, 10),
      updated,
      flow: flow ?? [],
      baseline: baseline ?? [],
      adverse,
    }))
    .filter(
      ({ flow, baseline, adverse }) => flow.length > 0 || baseline.length > 0 || (adverse?.entries.length ?? 0) > 0,
    );
}
