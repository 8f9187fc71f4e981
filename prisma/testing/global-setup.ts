import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { TestProject } from 'vitest/node';
import { migrate } from '../migrate';
import { connectOwner } from '../owner-client';
import { appUrlFor } from '../roles';
import { ensureOwnedDatabase, startEmbeddedServer } from '../server';

export type TestServer = { administratorUrl: string; template: string; ownerUrl: string };

declare module 'vitest' {
  interface ProvidedContext {
    postgres: TestServer;
  }
}

const PASSWORD = 'only-for-this-test-run';
const TEMPLATE = 'registry_template';
const PARTITION_SCRIPT = path.join(import.meta.dirname, '../../docs/cluster/partition-by-site.sql');

/**
 * A real PostgreSQL of its own for the run, in a temporary folder, with one migrated database that the tests copy; for the
 * project `partitioned` spread over partitions by site.
 */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = await mkdtemp(path.join(tmpdir(), 'registry-test-'));
  await chmod(folder, 0o711);
  const server = await startEmbeddedServer({
    folder: path.join(folder, 'postgres'),
    password: PASSWORD,
    flags: ['-c', 'fsync=off', '-c', 'full_page_writes=off', '-c', 'max_connections=200'],
  });
  const ownerUrl = await ensureOwnedDatabase(server, TEMPLATE, PASSWORD);
  await migrate(ownerUrl, appUrlFor(ownerUrl, PASSWORD));
  if (project.name === 'partitioned') await partitionBySite(ownerUrl);
  project.provide('postgres', { administratorUrl: server.administratorUrl('postgres'), template: TEMPLATE, ownerUrl });
  return async () => {
    await server.stop();
    await rm(folder, { recursive: true, force: true });
  };
}

/** Does what an operator does: the script, as the owner, in one transaction. */
async function partitionBySite(ownerUrl: string): Promise<void> {
  const owner = await connectOwner(ownerUrl);
  await owner.query(await readFile(PARTITION_SCRIPT, 'utf8')).finally(() => owner.end());
}
