import { closeDemo, ensureDemo, type DemoAccount } from '@/seed/demo';
import { EvidenceError, formatProblem } from '@/seed/evidence-error';
import { loadEvidence, OWN_FIGURES } from '@/seed/load';
import { bringUpToDate } from './bring-up-to-date';
import type { OpenDatabase } from './database';
import type { Settings } from './environment';
import type { Secrets } from './secrets';
import { StartError } from './start-error';

/** Brings the database up to date: migrations, evidence and, where asked for, the demonstration. Returns its accounts. */
export async function prepareContent(
  database: OpenDatabase,
  settings: Settings,
  secrets: Secrets,
  say: (line: string) => void,
): Promise<DemoAccount[]> {
  const applied = await bringUpToDate(database, settings, { setPassword: true, say });
  if (applied > 0) say(`Database: ${applied} migration(s) applied.`);
  const { changes, warnings } = await loadEvidence(database.ownerUrl).catch((error: unknown) => {
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
  // After an upgrade: what this registry added itself and is not charted any more.
  for (const warning of warnings.filter(({ file }) => file === OWN_FIGURES)) say(`Note: ${formatProblem(warning)}`);
  if (settings.demo) return ensureDemo(database.ownerUrl, secrets.demoPassword);
  const closed = await closeDemo(database.ownerUrl);
  if (closed > 0) say(`The ${closed} demonstration accounts of this database are closed; DEMO=1 opens them again.`);
  return [];
}
