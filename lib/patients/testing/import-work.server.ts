import { randomUUID } from 'node:crypto';
import { closeWorkSession, findViewer } from '@/lib/access/session/store.server';
import type { PrismaClient } from '@/prisma/generated/client';
import { keepPiece } from '../import/file.server';
import type { Choices } from '../import/choices';
import type { JobKind, JobView } from '../import/job/job';
import { findFindings, findJob, JobInput, startJob, type Worker } from '../import/job/jobs.server';
import { runJob } from '../import/job/run-job.server';
import type { ReadFile } from '../import/read-file';
import type { ImportReport, ReportedPatient } from '../import/report';
import type { RedcapColumns } from '../redcap/reading';
import type { TestPerson } from './sites';

type Checked = Readonly<{ id: string; report: ImportReport; patients: readonly ReportedPatient[] }>;
type ImportWork = Readonly<{
  upload: (said: Uint8Array | string, name?: string) => Promise<string>;
  work: (kind: JobKind, input: object, id?: string) => Promise<JobView>;
  open: (file: string) => Promise<ReadFile>;
  read: (said: string | Uint8Array, name?: string) => Promise<Choices>;
  check: (choices: object) => Promise<Checked>;
  commit: (checked: string, reason: string, id?: string) => Promise<unknown>;
}>;
const PIECE = 900 * 1024;
const ASKED_MS = 60_000;

/** The steps of an import as the page takes them, each piece of work carried out here and now. */
export function importWork(
  viewer: TestPerson,
  options: { database: PrismaClient; today?: string; redcap?: RedcapColumns },
): ImportWork {
  const upload = async (said: Uint8Array | string, name = 'sheet.csv'): Promise<string> => {
    const file = randomUUID();
    const bytes = typeof said === 'string' ? new TextEncoder().encode(said) : Uint8Array.from(said);
    for (let place = 0; place * PIECE < bytes.length; place += 1)
      await keepPiece(
        viewer,
        { file, place, name },
        Uint8Array.from(bytes.subarray(place * PIECE, (place + 1) * PIECE)),
        options,
      );
    return file;
  };
  const work = async (kind: JobKind, input: object, id: string = randomUUID()): Promise<JobView> => {
    const asked = JobInput.parse({ id, siteId: viewer.siteId, kind, input });
    const workers: Worker[] = [];
    const started = await startJob(viewer, asked, (_id, worker) => workers.push(worker), options);
    const [worker] = workers;
    if (worker === undefined) return started;
    // The page asks meanwhile how far it is, which is a sign of life.
    const asking = setInterval(() => void findViewer(viewer.token(), options), ASKED_MS);
    await runJob({ ...viewer, ...worker }, id, options).finally(() => clearInterval(asking));
    await closeWorkSession(worker.token(), options);
    return findJob(viewer, id, options);
  };
  const open = async (file: string): Promise<ReadFile> => (await work('read', { file })).result as ReadFile;
  /** What the program proposes for every sheet of a file. */
  const read = async (said: string | Uint8Array, name?: string): Promise<Choices> => {
    const file = await upload(said, name);
    const opened = await open(file);
    if (opened.refused !== null) throw new Error(opened.refused);
    const sheets = opened.sheets.map(({ sheet, columns }) => ({
      sheet,
      columns: columns.map(({ target }) => ({ target })),
    }));
    return { file, siteId: viewer.siteId, sheets, signs: [], emptyClears: false };
  };
  const check = async (choices: object): Promise<Checked> => {
    const { id, result, state } = await work('check', choices);
    if (state !== 'done') throw new Error((result as { error?: string } | null)?.error ?? state);
    const { patients } = await findFindings(viewer, { id, status: null, from: 0, count: 2000 }, options);
    return { id, report: result as ImportReport, patients };
  };
  /** What an import said, or why there was none. */
  const commit = async (checked: string, reason: string, id?: string): Promise<unknown> => {
    const { state, result } = await work('commit', { check: checked, reason }, id);
    return state === 'done' ? result : ((result as { error?: string } | null)?.error ?? state);
  };
  return { upload, work, open, read, check, commit };
}
