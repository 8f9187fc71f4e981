import { z } from 'zod';
import type { Prisma } from '@/prisma/generated/client';
import { mayManagePatients, type Viewer } from '@/lib/access/policy';
import { openWorkSession } from '@/lib/access/session/store.server';
import { asViewer, type Transaction } from '@/lib/db.server';
import { AppError } from '@/lib/errors';
import type { ChangeOptions } from '../../changes.server';
import { Reason } from '../../risk/override';
import { Choices } from '../choices';
import { findImport } from '../import.server';
import { RANKS, type ReportedPatient } from '../report';
import { JOB_KINDS, JOB_PHASES, JOB_STATES, ReadJob, type Findings, type JobView } from './job';

/** Pieces of work that one person may have under way. */
const MOST_RUNNING = 4;
/** A job that has not begun, and of which nobody has said for so long that its process is on its way, has none. */
const ON_ITS_WAY_SECONDS = 60;
/** One that had begun and that nobody works on any more; meanwhile its process says how it ended. */
const ENDING_SECONDS = 10;
export const MOST_FINDINGS = 2000;

export const CommitJob = z.object({ check: z.uuid(), reason: Reason });
export const UndoJob = z.object({ import: z.uuid(), reason: Reason });
const key = { id: z.uuid(), siteId: z.uuid() };
/** What is asked for; `id` is the key of the work: sent again it is the same work, once done. */
export const JobInput = z.discriminatedUnion('kind', [
  z.object({ ...key, kind: z.literal('read'), input: ReadJob }),
  z.object({ ...key, kind: z.literal('check'), input: Choices }),
  z.object({ ...key, kind: z.literal('commit'), input: CommitJob }),
  z.object({ ...key, kind: z.literal('undo'), input: UndoJob }),
]);
export type JobInput = z.infer<typeof JobInput>;

const SELECT = { id: true, kind: true, state: true, phase: true, done: true, total: true, result: true } as const;
const Row = z.object({
  ...{ id: z.string(), kind: z.enum(JOB_KINDS), state: z.enum(JOB_STATES), phase: z.enum(JOB_PHASES) },
  ...{ done: z.number(), total: z.number(), result: z.unknown() },
});

/** By whose right a job is carried on: a session of its own, which outlives the one of its person. */
export type Worker = Pick<Viewer, 'token'>;

/** Begins a job where it has not begun; `launch` carries it out off the request. */
export async function startJob(
  viewer: Viewer,
  { id, siteId, kind, input }: JobInput,
  launch: (id: string, worker: Worker) => void,
  options: ChangeOptions = {},
): Promise<JobView> {
  if (!mayManagePatients(viewer, siteId)) throw new AppError('forbidden');
  const { session, row } = await asViewer(
    viewer,
    async (tx) => {
      const known = await tx.importJob.findUnique({ where: { id }, select: SELECT });
      if (known !== null) return { session: null, row: known };
      await endLost(tx);
      const done = kind === 'commit' ? await findImport(tx, siteId, id) : null;
      const running = await tx.importJob.count({ where: { state: 'running' } });
      if (done === null && running >= MOST_RUNNING) throw new AppError('conflict');
      const ended = done === null ? {} : { state: 'done', result: { done: 'before', ...done }, endedAt: new Date() };
      const data = { id, siteId, kind, userId: viewer.id, input: input as Prisma.InputJsonValue, ...ended };
      const row = await tx.importJob.create({ data, select: SELECT });
      return { session: done === null ? await openWorkSession(tx) : null, row };
    },
    options,
  );
  if (session !== null) launch(id, { token: () => session });
  return Row.parse(row);
}

/** How far a job of the viewer is; one whose process is gone has ended without anything written. */
export async function findJob(viewer: Viewer, id: string, options: ChangeOptions = {}): Promise<JobView> {
  return asViewer(
    viewer,
    async (tx) => {
      await endLost(tx);
      const row = await tx.importJob.findUnique({ where: { id }, select: SELECT });
      if (row === null) throw new AppError('not-found');
      return Row.parse(row);
    },
    options,
  );
}

/** Ends those of the viewer's jobs whose process is gone: who works on a job holds its lock, however late it says so. */
async function endLost(tx: Transaction): Promise<void> {
  await tx.$executeRaw`UPDATE import_job SET state = 'lost', ended_at = clock_timestamp()
    WHERE state = 'running' AND alive_at < clock_timestamp() - make_interval(secs =>
        CASE WHEN begun_at IS NULL THEN ${ON_ITS_WAY_SECONDS}::int ELSE ${ENDING_SECONDS}::int END)
      AND pg_try_advisory_xact_lock(hashtextextended(id::text, 73))`;
}

/** Says that the process of a job is there, even though it may not have begun. */
export async function keepAlive(viewer: Worker, id: string, options: ChangeOptions = {}): Promise<void> {
  await asViewer(
    viewer,
    (tx) =>
      tx.$executeRaw`UPDATE import_job SET alive_at = clock_timestamp() WHERE id = ${id}::uuid AND state = 'running'`,
    options,
  );
}

/** Asks a job to stop; one that has ended stays as it is. */
export async function stopJob(viewer: Viewer, id: string, options: ChangeOptions = {}): Promise<JobView> {
  await asViewer(
    viewer,
    (tx) => tx.importJob.updateMany({ where: { id, state: 'running' }, data: { stop: true } }),
    options,
  );
  return findJob(viewer, id, options);
}

/** What a page that is opened again goes on with: an import or a check under way, or a check of which nothing has come yet. */
export async function findOpenJob(viewer: Viewer, options: ChangeOptions = {}): Promise<JobView | null> {
  const last = await asViewer(
    viewer,
    (tx) => tx.importJob.findFirst({ orderBy: { createdAt: 'desc' }, select: { id: true, kind: true } }),
    options,
  );
  if (last === null || (last.kind !== 'check' && last.kind !== 'commit')) return null;
  const job = await findJob(viewer, last.id, options);
  return job.state === 'running' || (job.kind === 'check' && job.state === 'done') ? job : null;
}

export const FindingsInput = z.object({
  id: z.uuid(),
  status: z.enum(RANKS).nullable().default(null),
  from: z.number().int().min(0).default(0),
  count: z.number().int().min(1).max(MOST_FINDINGS),
});

/** Some of what a check found, what is refused first. */
export async function findFindings(
  viewer: Viewer,
  { id, status, from, count }: z.infer<typeof FindingsInput>,
  options: ChangeOptions = {},
): Promise<Findings> {
  const where = { jobId: id, ...(status === null ? {} : { rank: RANKS.indexOf(status) }) };
  return asViewer(
    viewer,
    async (tx) => {
      const rows = await tx.importFinding.findMany({
        where,
        orderBy: [{ rank: 'asc' }, { place: 'asc' }],
        ...{ skip: from, take: count, select: { said: true } },
      });
      return {
        of: await tx.importFinding.count({ where }),
        patients: rows.map(({ said }) => said as unknown as ReportedPatient),
      };
    },
    options,
  );
}
