import { existsSync } from 'node:fs';
import { migrate } from '@/prisma/migrate';
import { ensureDemo, type DemoAccount } from '@/seed/demo';
import type { OpenDatabase } from './database';
import type { Settings } from './environment';
import { root } from './build';
import type { Secrets } from './secrets';
import { messageOf, StartError } from './start-error';

/** Brings the database up to date: migrations, evidence and, where asked for, the demonstration. Returns its accounts. */
export async function prepareContent(database: OpenDatabase, settings: Settings, secrets: Secrets, say: (line: string) => void): Promise<DemoAccount[]> {
  const applied = await migrate(database.ownerUrl, database.appUrl).catch((error: unknown) => {
    throw new StartError(
      `The database could not be brought up to date: ${messageOf(error)}.`,
      'Nothing of the failed step was kept. Check that the user of DATABASE_URL owns the database and may create roles (or set APP_DATABASE_URL), then start again.',
    );
  });
  if (applied.length > 0) say(`Database: ${applied.length} migration(s) applied.`);
  if (existsSync(`${root}seed/load.ts`)) {
    const { loadEvidence } = await import('@/seed/load');
    await loadEvidence(database.ownerUrl);
  }
  return settings.demo ? ensureDemo(database.ownerUrl, secrets.demoPassword) : [];
}
