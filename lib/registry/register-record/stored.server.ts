import { mayCurate, type Viewer } from '@/lib/access/policy';
import { asViewer, db, type Transaction } from '@/lib/db.server';
import { AppError } from '@/lib/errors';
import type { PrismaClient } from '@/prisma/generated/client';
import { asJson } from '../proposals/rows-as-json';
import { readTrial } from '../rows/trials.server';
import { notStorableAt } from '../quality/integrity/statements';
import { RegisterRecordSchema, type RecordProblem, type RegisterRecord } from './clinicaltrials';
import {
  compareWithTrial,
  isRecordOf,
  recordChanges,
  saysTheSame,
  type FieldComparison,
  type RecordChange,
} from './compare';
import { readOneRecord } from './envelope';

/** What a reading says: the record beside the study, and what changed since it was read last; null: it is the first. */
export type StoredReading =
  | Readonly<{
      record: RegisterRecord;
      comparison: readonly FieldComparison[];
      before: string | null;
      changed: readonly RecordChange[] | null;
    }>
  | Readonly<{ problem: RecordProblem; path: string }>;
type Options = { database?: PrismaClient /** characters that are read at most */; longest?: number };

const LONGEST = 1_000_000;

/**
 * Reads a register record of a study and keeps it as it was read: the JSON of ClinicalTrials.gov, or a record or the text of
 * a page of ISRCTN or CTIS, of which only what identifies the study is taken. A record that says what the last one said is not kept
 * twice. Nothing of it becomes evidence here.
 */
export async function storeRegisterRecord(
  viewer: Viewer,
  slug: string,
  pasted: string,
  { database = db(), longest = LONGEST }: Options = {},
): Promise<StoredReading> {
  if (!mayCurate(viewer)) throw new AppError('forbidden');
  if (pasted.length > longest) return { problem: 'too-large', path: '' };
  const reading = readOneRecord(pasted);
  if ('problem' in reading) return reading;
  const sign = notStorableAt(reading.record);
  if (sign !== null) return { problem: 'sign', path: sign };
  return asViewer(viewer, (tx) => store(tx, viewer, slug, reading.record), { database });
}

async function store(tx: Transaction, viewer: Viewer, slug: string, record: RegisterRecord): Promise<StoredReading> {
  const trial = await readTrial(tx, slug);
  if (trial === null) return { problem: 'not-found', path: '' };
  if (!isRecordOf(trial, record)) return { problem: 'other-study', path: record.id };
  const last = await tx.registerRecord.findFirst({
    where: { trialSlug: slug, number: record.id },
    orderBy: { readAt: 'desc' },
  });
  const before = last === null ? null : RegisterRecordSchema.parse(last.content);
  if (before === null || !saysTheSame(before, record)) {
    const content = asJson(record);
    if (JSON.stringify(content).length > LONGEST) return { problem: 'too-large', path: '' };
    await tx.registerRecord.create({
      data: { trialSlug: slug, number: record.id, content, readBy: viewer.id },
      select: { id: true },
    });
  }
  return {
    record,
    comparison: compareWithTrial(trial, record),
    before: last?.readAt.toISOString().slice(0, 10) ?? null,
    changed: before === null ? null : recordChanges(before, record),
  };
}
