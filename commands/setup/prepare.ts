import { migrate } from '@/prisma/migrate';
import { closeDemo, ensureDemo, type DemoAccount } from '@/seed/demo';
import { EvidenceError, formatProblem } from '@/seed/evidence-error';
import { loadEvidence } from '@/seed/load';
import type { OpenDatabase } from './database';
import type { Settings } from './environment';
import type { Secrets } from './secrets';
import { messageOf, StartError } from './start-error';

/** Brings the database up to date: migrations, evidence and, where asked for, the demonstration. Returns its accounts. */
export async function prepareContent(
  database: OpenDatabase,
  settings: Settings,
  secrets: Secrets,
  say: (line: string) => void,
): Promise<DemoAccount[]> {
  const applied = await migrate(database.ownerUrl, database.appUrl, { setPassword: true }).catch((error: unknown) => {
    throw new StartError(
      `The database could not be brought up to date: ${messageOf(error)}.`,
      'Nothing of the failed step was kept. Check that the user of DATABASE_URL owns the database and may create roles (or set APP_DATABASE_URL), then start again.',
    );
  });
  if (applied.length > 0) say(`Database: ${applied.length} migration(s) applied.`);
  const { changes } = await loadEvidence(database.ownerUrl).catch((error: unknown) => {
    throw error instanceof EvidenceError
      ? new StartError(
          error.problems.map(formatProblem).join('\n'),
          'Nothing was written. Correct these files in seed/ and start again.',
        )
      : error;
  });
  const touched = Object.values(changes).reduce(
    (sum, { inserted, updated, deleted }) => sum + inserted + updated + deleted,
    0,
  );
  if (touched > 0) say(`Evidence: ${touched} rows brought up to date.`);
  if (settings.demo) return ensureDemo(database.ownerUrl, secrets.demoPassword);
  const closed = await closeDemo(database.ownerUrl);
  if (closed > 0) say(`The ${closed} demonstration accounts of this database are closed; DEMO=1 opens them again.`);
  return [];
}
