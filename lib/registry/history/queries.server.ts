import { z } from 'zod';
import { db } from '@/lib/db.server';
import type { PrismaClient } from '@/prisma/generated/client';
import { ReportSchema, type Report } from '../schema';
import type { EvidenceChange } from './change';
import { REPORT_COLUMNS, toReport } from '../rows/trials.server';

const PAGE = 100;

const Values = z.record(z.string(), z.unknown()).nullable();
const EntrySchema = z.object({
  id: z.bigint(),
  at: z.date(),
  by_curator: z.boolean(),
  alone: z.boolean(),
  table_name: z.string(),
  row_id: z.string(),
  action: z.enum(['insert', 'update', 'delete', 'import']),
  old_values: Values,
  new_values: Values,
  reason: z.string().nullable(),
});

/** The newest changes of the evidence, or those before an entry; `more`: there are older ones. */
export async function findEvidenceChanges(
  before: string | null,
  database: PrismaClient = db(),
): Promise<{ changes: EvidenceChange[]; more: boolean }> {
  const limit = before === null ? null : BigInt(before);
  const rows = await database.$queryRaw`SELECT * FROM evidence_history(${limit}::bigint, ${PAGE + 1}::int)`;
  const entries = z.array(EntrySchema).parse(rows);
  return { changes: entries.slice(0, PAGE).map(toChange), more: entries.length > PAGE };
}

function toChange(entry: z.infer<typeof EntrySchema>): EvidenceChange {
  return {
    id: String(entry.id),
    at: entry.at.toISOString(),
    byCurator: entry.by_curator,
    alone: entry.alone,
    table: entry.table_name,
    row: entry.row_id,
    action: entry.action,
    before: entry.old_values ?? {},
    after: entry.new_values ?? {},
    reason: entry.reason,
  };
}

/** The reports of every trial, by its slug, each list in the order in which they appeared. */
export async function findReports(database: PrismaClient = db()): Promise<Record<string, Report[]>> {
  const rows = await database.report.findMany({
    orderBy: [{ trialSlug: 'asc' }, { position: 'asc' }],
    select: { trialSlug: true, ...REPORT_COLUMNS },
  });
  const reports: Record<string, Report[]> = {};
  for (const { trialSlug, ...row } of rows) (reports[trialSlug] ??= []).push(ReportSchema.parse(toReport(row)));
  return reports;
}
