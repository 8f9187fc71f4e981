import { z } from 'zod';
import { db } from '@/lib/db.server';
import type { PrismaClient } from '@/prisma/generated/client';
import { PostedBaselineSchema, PostedFlowSchema, type PostedRecord } from './posted-results';

const RowSchema = z.object({
  number: z.string(),
  read_on: z.date(),
  updated: z.string().nullable(),
  flow: z.array(PostedFlowSchema).nullable(),
  baseline: z.array(PostedBaselineSchema).nullable(),
});

/** Participant flow and baseline of a study's register records as they were read last, by number; those that post neither are left out. */
export async function findPostedRecords(trial: string, database: PrismaClient = db()): Promise<PostedRecord[]> {
  const rows = await database.$queryRaw`SELECT * FROM posted_register_records(${trial}::text)`;
  return z
    .array(RowSchema)
    .parse(rows)
    .map(({ number, read_on: readOn, updated, flow, baseline }) => ({
      number,
      readOn: readOn.toISOString().slice(0, 10),
      updated,
      flow: flow ?? [],
      baseline: baseline ?? [],
    }))
    .filter(({ flow, baseline }) => flow.length > 0 || baseline.length > 0);
}
