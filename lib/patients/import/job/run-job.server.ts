import { z } from 'zod';
import type { Prisma } from '@/prisma/generated/client';
import { logUnexpected } from '@/lib/access/log.server';
import { mayManagePatients, type Viewer } from '@/lib/access/policy';
import { asViewer, db, type Transaction } from '@/lib/db.server';
import { AppError, expectedCode } from '@/lib/errors';
import { serverDay, type ChangeOptions } from '../../changes.server';
import { codeOf, refusedByDatabase } from '../../database-refusal.server';
import { settleList } from '../../list/settled.server';
import { Choices } from '../choices';
import { FEW_PIECES } from '../file.server';
import { checkImport, commitImport, NotImported, undoImport, type Work } from '../import.server';
import { readImport, type ReadOptions } from '../read-file.server';
import type { ImportReport } from '../report';
import { ReadJob, type JobPhase } from './job';
import { CommitJob, UndoJob, type Worker } from './jobs.server';

/** A piece of work is one transaction, however long its table. */
const LONGEST_MS = 60 * 60_000;
const TELL_MS = 500;
/** What is given, once a job is done, to what the list reads. */
const SETTLING_MS = 60_000;
/** One long file at a time, whoever sent it: so much memory, and no more, is taken by imports. */
const LONG_FILES = 7_230_174;

class Stopped extends Error {}

/**
 * Carries a job out in one transaction, which also says that it is done: what was not committed was not done. Meanwhile it
 * tells how far it is, and ends where somebody asked it to stop, whatever the database is at.
 */
export async function runJob(viewer: Viewer, id: string, options: ReadOptions = {}): Promise<void> {
  const teller = tellProgress(viewer, id, options);
  try {
    await asViewer(
      viewer,
      async (tx) => {
        // Held as long as this process works on the job: who gets it knows that nobody does.
        await tx.$queryRaw`SELECT pg_advisory_xact_lock(hashtextextended(${id}::uuid::text, 73))::text`;
        const [backend] = await tx.$queryRaw<{ pid: number }[]>`SELECT pg_backend_pid() AS pid`;
        teller.start(backend?.pid ?? 0);
        const result = await workOn(tx, viewer, id, teller, options);
        teller.tell('closing', 0, 0);
        // The audit makes its links now and not when nobody can stop it any more.
        await tx.$executeRaw`SET CONSTRAINTS ALL IMMEDIATE`;
        await teller.end();
        teller.signal.throwIfAborted();
        const data = { state: 'done', result: result as Prisma.InputJsonValue, endedAt: new Date() };
        const { count } = await tx.importJob.updateMany({ where: { id, state: 'running', stop: false }, data });
        if (count === 0) throw new Stopped();
      },
      { ...options, timeout: LONGEST_MS },
    );
  } catch (error) {
    await teller.end();
    const stopped = teller.signal.aborted || error instanceof Stopped;
    return endJob(viewer, id, stopped ? { state: 'stopped' } : { state: 'failed', error: codeFor(error) }, options);
  }
  // So that the next person who filters the list need not wait for all that came in at once. The job is done whether or not
  // it comes to this.
  await settleList(viewer, { ...options, withinMs: SETTLING_MS }).catch((error: unknown) =>
    logUnexpected('settling the list after an import', withoutWords(error)),
  );
}

/** Says that a job ended without anything written, unless it is known how it ended. */
export async function endJob(
  viewer: Worker,
  id: string,
  { state, error }: Readonly<{ state: 'stopped' | 'failed' | 'lost'; error?: string }>,
  options: ChangeOptions = {},
): Promise<void> {
  const data = { state, endedAt: new Date(), ...(error === undefined ? {} : { result: { error } }) };
  await asViewer(viewer, (tx) => tx.importJob.updateMany({ where: { id, state: 'running' }, data }), options);
}

function codeFor(error: unknown): string {
  if (error instanceof NotImported) return error.code;
  if (error instanceof z.ZodError) return 'invalid';
  const code = expectedCode(error);
  if (code !== null) return code;
  if (refusedByDatabase(error) !== null) return 'conflict';
  logUnexpected('import job', withoutWords(error));
  return 'unexpected';
}

/** What the log may say of an error: its code. Its words, and what it was caused by, can hold what was imported. */
function withoutWords(error: unknown): Error {
  return Object.assign(new Error(), { code: codeOf(error) });
}

async function workOn(
  tx: Transaction,
  viewer: Viewer,
  id: string,
  { signal, tell }: Teller,
  options: ReadOptions,
): Promise<unknown> {
  const job = await tx.importJob.findUnique({
    where: { id },
    select: { kind: true, state: true, siteId: true, input: true },
  });
  if (job === null) throw new AppError('not-found');
  // Who was told that nothing was written is not told otherwise later.
  if (job.state !== 'running') throw new Stopped();
  if (!mayManagePatients(viewer, job.siteId)) throw new AppError('forbidden');
  const work: Work = { tx, viewer, id, signal, progress: tell, options, today: options.today ?? serverDay() };
  switch (job.kind) {
    case 'read': {
      const { file } = ReadJob.parse(job.input);
      await waitForTurn(tx, file);
      tell('reading', 0, 0);
      return readImport(tx, viewer, { file, siteId: job.siteId }, options);
    }
    case 'check': {
      const choices = Choices.parse(job.input);
      await waitForTurn(tx, choices.file);
      return checkImport(work, choices);
    }
    case 'commit': {
      const { check, reason } = CommitJob.parse(job.input);
      const checked = await tx.importJob.findUnique({ where: { id: check, kind: 'check', state: 'done' } });
      if (checked === null) throw new AppError('not-found');
      const choices = Choices.parse(checked.input);
      await waitForTurn(tx, choices.file);
      return commitImport(work, choices, { reason, ...(checked.result as Pick<ImportReport, 'digest' | 'counts'>) });
    }
    case 'undo':
      return { why: await undoImport(work, UndoJob.parse(job.input)) };
    default:
      throw new AppError('invalid');
  }
}

async function waitForTurn(tx: Transaction, file: string): Promise<void> {
  const pieces = await tx.importPiece.count({ where: { fileId: file } });
  if (pieces > FEW_PIECES) await tx.$queryRaw`SELECT pg_advisory_xact_lock(${LONG_FILES})::text`;
}

type Teller = Readonly<{
  signal: AbortSignal;
  start: (pid: number) => void;
  tell: (phase: JobPhase, done: number, total: number) => void;
  end: () => Promise<void>;
}>;

/** Writes now and then how far the job is, by another connection, and learns there whether it is to stop. */
function tellProgress(viewer: Viewer, id: string, options: ChangeOptions): Teller {
  const controller = new AbortController();
  let now = { phase: 'waiting' as JobPhase, done: 0, total: 0 };
  let timer: NodeJS.Timeout | undefined;
  let last: Promise<void> = Promise.resolve();
  const once = async (pid: number): Promise<void> => {
    const where = { id, state: 'running' };
    const stop = await asViewer(
      viewer,
      async (tx) => {
        const { phase, done, total } = now;
        await tx.$executeRaw`UPDATE import_job SET phase = ${phase}, done = ${done}, total = ${total},
          alive_at = clock_timestamp(), begun_at = coalesce(begun_at, clock_timestamp()) WHERE id = ${id}::uuid AND state = 'running'`;
        return (await tx.importJob.count({ where: { ...where, stop: true } })) > 0;
      },
      options,
    );
    if (!stop) return;
    controller.abort(new Stopped());
    await (options.database ?? db()).$queryRaw`SELECT pg_cancel_backend(${pid}::int)`;
  };
  const start = (pid: number): void => {
    // One that cannot be told is told the next time.
    const next = (): void => void (last = last.then(() => once(pid)).catch(() => undefined));
    timer = setInterval(next, TELL_MS);
    next();
  };
  const end = async (): Promise<void> => {
    clearInterval(timer);
    await last;
  };
  return { signal: controller.signal, start, end, tell: (phase, done, total) => (now = { phase, done, total }) };
}
