import { z } from 'zod';
import { mayCurate, type Viewer } from '@/lib/access/policy';
import { asViewer, db, type Transaction } from '@/lib/db.server';
import { AppError } from '@/lib/errors';
import type { PrismaClient } from '@/prisma/generated/client';
import { proposedRow } from '../rows/columns';
import { readTrial } from '../rows/trials.server';
import type { Estimate, Trial, Transcription } from '../schema';
import { checkFigure } from './checks';
import { copyOf, readerCode } from './copy-fields';
import { newProblems } from '../quality/study-rules.server';
import { valuesOf, type FigureValues } from './figure-fields';
import { asJson } from './rows-as-json';
import {
  differingFields,
  ReadingInput,
  readingErrors,
  READING_FIELDS,
  resolved,
  type KeptReading,
  type ReadingErrors,
  type ReadingRefusal,
  type ReadingState,
} from './second-reading';
import { ProposalReason } from './typed-values';

type Options = { database?: PrismaClient };
type Target = Readonly<{ trial: string; estimate: string }>;

/**
 * Keeps a second reading as it was typed, and only then says what the first one has where they differ. Refused to who
 * brought the figure or decided on it: they have seen its values.
 */
export async function storeReading(
  viewer: Viewer,
  target: Target,
  input: unknown,
  { database = db() }: Options = {},
): Promise<ReadingState> {
  if (!mayCurate(viewer)) throw new AppError('forbidden');
  const read = ReadingInput.safeParse(input);
  if (!read.success) return refused('invalid', readingErrors(read.error));
  try {
    return await asViewer(viewer, (tx) => keep(tx, viewer, target, read.data), { database });
  } catch (error) {
    // Two windows at once: the database lets one of them in.
    const said = error instanceof Error ? `${error.message} ${JSON.stringify(error)}` : '';
    if (/reading: again/u.test(said)) return refused('read-already');
    if (/reading: seen/u.test(said)) return refused('own-reading');
    throw error;
  }
}

async function keep(tx: Transaction, viewer: Viewer, target: Target, typed: ReadingInput): Promise<ReadingState> {
  const found = await findFigure(tx, target);
  if (found === null) return refused('not-found');
  if ((await broughtBy(tx, found.figure)).seenBy.has(viewer.id)) return refused('own-reading');
  const first = valuesOf(found.figure);
  if ((await ownReading(tx, viewer, found.figure)) !== null) return refused('read-already');
  const differed = differingFields(first, typed);
  const { id } = await tx.secondReading.create({
    data: {
      trialSlug: found.trial.slug,
      estimateId: found.figure.id,
      content: asJson({ typed, first }),
      differed,
      readBy: viewer.id,
    },
    select: { id: true },
  });
  return { reading: id, first, differed };
}

/**
 * A reading that this curator has stored of the figure as it stands, to go on from: it cannot be read blind again. `seen`:
 * who brought it or decided on it reads it no more.
 */
export async function findOwnReading(
  viewer: Viewer,
  target: Target,
  { database = db() }: Options = {},
): Promise<KeptReading | 'seen' | null> {
  if (!mayCurate(viewer)) throw new AppError('forbidden');
  return asViewer(
    viewer,
    async (tx) => {
      const found = await findFigure(tx, target);
      if (found === null) return null;
      if ((await broughtBy(tx, found.figure)).seenBy.has(viewer.id)) return 'seen';
      return ownReading(tx, viewer, found.figure);
    },
    { database },
  );
}

const TypedSchema = z.record(z.string(), z.union([z.string(), z.number()]).nullable());

async function ownReading(tx: Transaction, viewer: Viewer, figure: Estimate): Promise<KeptReading | null> {
  const first = valuesOf(figure);
  const stored = await tx.secondReading.findMany({
    where: { estimateId: figure.id, readBy: viewer.id },
    orderBy: { readAt: 'asc' },
  });
  const kept = stored.find(({ content }) => !changedSince(KeptSchema.parse(content).first, first));
  if (kept === undefined) return null;
  const typed = TypedSchema.parse(KeptSchema.parse(kept.content).typed);
  return {
    typed: Object.fromEntries(Object.entries(typed).map(([field, value]) => [field, String(value ?? '')])),
    compared: { reading: kept.id, first, differed: READING_FIELDS.filter((field) => kept.differed.includes(field)) },
  };
}

function changedSince(first: Readonly<Record<string, unknown>>, now: FigureValues): boolean {
  return Object.entries(now).some(([field, value]) => first[field] !== value);
}

/** Proposes the figure as read twice, with what the reader settled on where the readings differed. Another curator approves. */
export async function proposeReading(
  viewer: Viewer,
  reading: string,
  input: unknown,
  reason: string,
  { database = db() }: Options = {},
): Promise<ReadingState> {
  if (!mayCurate(viewer)) throw new AppError('forbidden');
  const [settled, why] = [ReadingInput.safeParse(input), ProposalReason.safeParse(reason)];
  if (!settled.success) return refused('invalid', readingErrors(settled.error));
  if (!why.success) return refused('reason-length');
  if (!z.uuid().safeParse(reading).success) return refused('not-found');
  return asViewer(viewer, (tx) => propose(tx, viewer, reading, settled.data, why.data), { database });
}

const KeptSchema = z.object({ typed: z.unknown(), first: z.record(z.string(), z.unknown()) });

async function propose(
  tx: Transaction,
  viewer: Viewer,
  reading: string,
  settled: ReadingInput,
  reason: string,
): Promise<ReadingState> {
  const kept = await tx.secondReading.findUnique({ where: { id: reading } });
  const found = kept === null ? null : await findFigure(tx, { trial: kept.trialSlug, estimate: kept.estimateId });
  if (kept === null || found === null) return refused('not-found');
  const { trial, figure: held } = found;
  const { first } = KeptSchema.parse(kept.content);
  if (changedSince(first, valuesOf(held))) return refused('stale');
  const { code, on } = await broughtBy(tx, held);
  const copy = held.transcription?.readers.find((reader) => reader.id === code)?.copy ?? null;
  const transcription: Transcription = {
    readers: [
      { id: code, on, copy },
      { id: readerCode(viewer.id), on: kept.readAt.toISOString().slice(0, 10), copy: copyOf(settled) },
    ],
    differed: kept.differed,
  };
  const figure = resolved(held, settled, transcription);
  if (checkFigure(trial, figure).contradictions.length > 0) return refused('contradiction');
  const estimates = trial.estimates.map((one) => (one.id === figure.id ? figure : one));
  if ((await newProblems(tx, trial, { ...trial, estimates })).length > 0) return refused('series');
  await tx.evidenceProposal.create({
    data: {
      kind: 'correction',
      trialSlug: trial.slug,
      estimateId: held.id,
      base: asJson(proposedRow(held)),
      rows: asJson(proposedRow(figure)),
      reason,
      proposedBy: viewer.id,
    },
    select: { id: true },
  });
  return { ok: true, refusal: null, errors: {} };
}

async function findFigure(tx: Transaction, target: Target): Promise<{ trial: Trial; figure: Estimate } | null> {
  const trial = await readTrial(tx, target.trial);
  const figure = trial?.estimates.find(({ id }) => id === target.estimate);
  return trial === null || figure === undefined ? null : { trial, figure };
}

/**
 * Who read it first: the curator whose proposal the figure is, or the data set, of which nobody wrote down who and when; and
 * all who have seen its values: who brought or corrected it, approved or not, and who approved it or turned it down.
 */
async function broughtBy(
  tx: Transaction,
  { id }: Estimate,
): Promise<Readonly<{ seenBy: ReadonlySet<string>; code: string; on: string | null }>> {
  const proposals = await tx.evidenceProposal.findMany({
    where: { kind: { in: ['correction', 'report'] } },
    orderBy: { decidedAt: 'desc' },
    select: { estimateId: true, rows: true, proposedBy: true, proposedAt: true, decidedBy: true, status: true },
  });
  const ofFigure = proposals.filter(({ estimateId, rows }) => estimateId === id || bringsFigure(rows, id));
  const last = ofFigure.find(({ status }) => status === 'approved');
  return {
    seenBy: new Set(
      ofFigure.flatMap(({ proposedBy, decidedBy }) => [proposedBy, ...(decidedBy === null ? [] : [decidedBy])]),
    ),
    code: last === undefined ? 'data-set' : readerCode(last.proposedBy),
    on: last === undefined ? null : last.proposedAt.toISOString().slice(0, 10),
  };
}

const BroughtSchema = z.object({ estimate: z.array(z.object({ id: z.string() })) });

function bringsFigure(rows: unknown, id: string): boolean {
  const brought = BroughtSchema.safeParse(rows);
  return brought.success && brought.data.estimate.some((one) => one.id === id);
}

function refused(refusal: ReadingRefusal, errors: ReadingErrors = {}): ReadingState {
  return { ok: false, refusal, errors };
}
