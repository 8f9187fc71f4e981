import { once } from 'node:events';
import { z } from 'zod';
import { findViewer } from '@/lib/access/session/store.server';
import { db } from '@/lib/db.server';
import { runJob } from '@/lib/patients/import/job/run-job.server';

const Told = z.object({ session: z.string(), id: z.uuid(), redcap: z.record(z.string(), z.string()) });

/** Carries out one import that the web server was asked for, and ends with the process that started this one. */
export async function main(): Promise<number> {
  const gone = (): never => process.exit(1);
  process.on('disconnect', gone);
  // Ctrl-C reaches every process of a terminal; this one ends when the one that started it does.
  process.on('SIGINT', () => undefined);
  const [message] = (await once(process, 'message')) as [unknown];
  const { session, id, redcap } = Told.parse(message);
  const viewer = await findViewer(session);
  if (viewer !== null) await runJob(viewer, id, { redcap });
  await db().$disconnect();
  process.off('disconnect', gone);
  process.disconnect();
  return 0;
}
