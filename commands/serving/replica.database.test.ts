import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { db } from '@/lib/db.server';
import { adapterFor } from '@/lib/database-pool.server';
import { AppError } from '@/lib/errors';
import { findObserved } from '@/lib/patients/observations/observed.server';
import { renewObservations } from '@/lib/patients/observations/keep.server';
import { findExport } from '@/lib/patients/export/export.server';
import { writeManyPatients } from '@/lib/patients/testing/many-patients';
import { makePerson, type TestPerson } from '@/lib/patients/testing/sites';
import { patientQuerySchema } from '@/lib/patients/filter';
import type { EndpointDefinition } from '@/lib/patients/timeline';
import { readsAlone } from '@/lib/reads-alone';
import { findReferences, findTrials, getTrial } from '@/lib/registry/queries.server';
import { findAppraisals } from '@/lib/registry/review/queries.server';
import { fromReplica, readerOf, type Reader } from '@/lib/replica.server';
import { PrismaClient } from '@/prisma/generated/client';
import { migrate } from '@/prisma/migrate';
import { appUrlFor, ensureAppRole } from '@/prisma/roles';
import { ensureOwnedDatabase, startEmbeddedServer, type EmbeddedServer } from '@/prisma/server';
import { copyForReplica, startReplica } from '@/prisma/testing/replica';
import { loadEvidence } from '@/seed/load';

const PASSWORD = 'only-for-this-test-run';
const OS: EndpointDefinition = { endpoint: 'OS', timeZero: 'diagnosis', events: ['death'] };
let [folder, ownerUrl, appUrl] = ['', '', ''];
let primaryServer: EmbeddedServer;
let replicaServer: Awaited<ReturnType<typeof startReplica>>;
let primary: PrismaClient;
let replica: PrismaClient;
let owner: pg.Client;
let onReplica: pg.Client;
let anna: TestPerson;
let told: string[] = [];

/** A primary, and a server that begins with its files and follows it, as one that a base backup has made. */
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'registry-replica-'));
  await chmod(folder, 0o711);
  const [first, second] = ['primary', 'replica'].map((name) => path.join(folder, name)) as [string, string];
  primaryServer = await startEmbeddedServer({ folder: first, password: PASSWORD });
  ownerUrl = await ensureOwnedDatabase(primaryServer, 'registry', PASSWORD);
  await migrate(ownerUrl, appUrlFor(ownerUrl, PASSWORD));
  await loadEvidence(ownerUrl);
  await primaryServer.stop();
  copyForReplica(first, second);
  primaryServer = await startEmbeddedServer({ folder: first, password: PASSWORD });
  replicaServer = await startReplica(second, primaryServer);
  const at = (server: { port: number }, url: string): string => {
    const moved = new URL(url);
    moved.port = String(server.port);
    return moved.toString();
  };
  ownerUrl = at(primaryServer, ownerUrl);
  appUrl = appUrlFor(ownerUrl, PASSWORD);
  owner = new pg.Client({ connectionString: ownerUrl });
  await owner.connect();
  await ensureAppRole(owner, appUrl);
  onReplica = new pg.Client({ connectionString: at(replicaServer, primaryServer.administratorUrl('registry')) });
  await onReplica.connect();
  primary = new PrismaClient({ adapter: adapterFor(appUrl) });
  replica = new PrismaClient({ adapter: adapterFor(at(replicaServer, appUrl)) });
  vi.stubEnv('APP_DATABASE_URL', appUrl);
  vi.stubEnv('READ_DATABASE_URL', at(replicaServer, appUrl));
  vi.stubEnv('SESSION_SECRET', 'only-for-this-test-run-only-for-this-test-run');
  vi.stubEnv('PUBLIC_URL', 'http://localhost:3000');
  vi.spyOn(process.stderr, 'write').mockImplementation((line) => told.push(String(line)) > 0);
  anna = await makePerson({ owner }, 'anna', 'data-manager', 'A1');
}, 180_000);
afterAll(async () => {
  vi.restoreAllMocks();
  for (const client of [primary, replica, db()]) await client.$disconnect();
  await Promise.all([owner.end(), onReplica.end()]);
  await replicaServer.stop();
  await primaryServer.stop();
  await rm(folder, { recursive: true, force: true });
});
afterEach(async () => {
  await onReplica.query('SELECT pg_wal_replay_resume()');
  told = [];
});

const isReplica = async (database: PrismaClient): Promise<boolean> => {
  const [row] = await database.$queryRaw<{ replica: boolean }[]>`SELECT pg_is_in_recovery() AS replica`;
  return row?.replica === true;
};
const reader = (): Reader => readerOf({ primary, replica });

describe('what only reads', () => {
  test('is read on the replica, which has what was saved the moment before', async () => {
    const read = reader();
    for (let title = 1; title <= 20; title += 1) {
      await owner.query('UPDATE evidence_version SET version = version + 1');
      const there = await read(async (database) => ({
        version: (await database.evidenceVersion.findUniqueOrThrow({ where: { id: 1 } })).version,
        replica: await isReplica(database),
      }));
      const { rows } = await owner.query<{ version: number }>('SELECT version FROM evidence_version');
      expect(there).toEqual({ version: rows[0]?.version, replica: true });
    }
  });

  test('is read on the primary where the replica is behind, and nobody waits for it a second time', async () => {
    await onReplica.query('SELECT pg_wal_replay_pause()');
    await owner.query('UPDATE evidence_version SET version = version + 1');
    const read = reader();
    expect(await read(isReplica)).toBe(false);
    const begun = performance.now();
    expect(await read(isReplica)).toBe(false);
    expect(performance.now() - begun).toBeLessThan(150);
    expect(told).toEqual([expect.stringContaining('the replica failed: ReplicaBehind')]);
  });

  test('is read on the primary where the other is no replica of it, and where the work fails there', async () => {
    expect(await readerOf({ primary, replica: primary })(isReplica)).toBe(false);
    const asked: boolean[] = [];
    const failing = async (database: PrismaClient): Promise<string> => {
      asked.push(await isReplica(database));
      await database.$queryRaw`SELECT txid_current()::text`;
      return 'written';
    };
    expect(await reader()(failing)).toBe('written');
    expect(asked).toEqual([true, false]);
  });

  test('is refused once where it is refused', async () => {
    let asked = 0;
    const refused = reader()(async () => {
      asked += 1;
      throw new AppError('forbidden');
    });
    await expect(refused).rejects.toThrow(AppError);
    expect(asked).toBe(1);
  });
});

test('evidence, cohorts and exports of the program are read there, and hold what was saved before', async () => {
  expect(await fromReplica(isReplica)).toBe(true);
  const { rows } = await onReplica.query<{ n: number }>('SELECT count(*)::int AS n FROM reference');
  expect((await findReferences()).length).toBe(rows[0]?.n);
  await writeManyPatients(owner, anna, 40, Math.random);
  await renewObservations(anna, [anna.siteId], { withinMs: 60_000 });
  const before = await readOn();
  const counts = await findObserved(anna, {}, OS);
  expect(counts.patients).toBe(40);
  expect((await findExport(anna, patientQuerySchema.parse({}))).length).toBe(40);
  expect((await readOn()) - before).toBeGreaterThan(0);
  expect(counts).toEqual(await findObserved(anna, {}, OS, { database: primary }));
  expect(told).toEqual([]);
});

/** The last of them: the primary stays away. */
test('while the primary is away, readers get the evidence that the replica has, and nothing of patients', async () => {
  const before = readsAlone();
  const references = await findReferences();
  const slug = (await findTrials()).at(0)?.slug ?? '';
  const record = await getTrial(slug);
  expect(record?.trial.slug).toBe(slug);
  expect(readsAlone()).toBe(before);
  owner.on('error', () => undefined);
  await primaryServer.stop();
  expect(await findReferences()).toEqual(references);
  expect(await getTrial(slug)).toEqual(record);
  // Nobody had asked for these before.
  const { rows } = await onReplica.query<{ n: number }>('SELECT count(DISTINCT trial_slug)::int AS n FROM appraisal');
  expect(Object.keys(await findAppraisals()).length).toBe(rows[0]?.n);
  expect(readsAlone()).toBe(before + 3);
  await expect(findObserved(anna, {}, OS)).rejects.toThrow();
});

/** How many transactions the replica has answered. */
async function readOn(): Promise<number> {
  await new Promise((resolve) => setTimeout(resolve, 1200));
  const { rows } = await onReplica.query<{ n: string }>(
    "SELECT sum(xact_commit) AS n FROM pg_stat_database WHERE datname = 'registry'",
  );
  return Number(rows[0]?.n);
}
