/**
 * The list of patients on 30,000 and 100,000 made-up patients of one site, in a PostgreSQL of its own in a temporary
 * folder: `npm run bench -- patient-list`. Each question is asked as the page asks it. Fails where a median reaches the
 * limit. On a busy machine the clock says more than the program takes.
 */
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { adapterFor } from '../lib/database-pool.server';
import { patientQuerySchema, type PatientFilter } from '../lib/patients/filter';
import { serverDay } from '../lib/patients/changes.server';
import { renewObservations } from '../lib/patients/observations/keep.server';
import { renewChecks } from '../lib/patients/rules/patient-checks.server';
import { findPatientList } from '../lib/patients/list/patient-list.server';
import { findCohort } from '../lib/patients/rules/findings.server';
import { writeManyPatients } from '../lib/patients/testing/many-patients';
import { makePerson, type TestPerson } from '../lib/patients/testing/sites';
import { PrismaClient } from '../prisma/generated/client';
import { migrate } from '../prisma/migrate';
import { appUrlFor } from '../prisma/roles';
import { ensureOwnedDatabase, startEmbeddedServer } from '../prisma/server';
import { seeded } from './survival-measure';

const SIZES = [30_000, 100_000];
const LIMIT_MILLISECONDS = 200;
const REPEATS = 5;
const PASSWORD = 'only-for-this-run';
const EVERY: PatientFilter = patientQuerySchema.parse({});

const QUESTIONS: readonly (readonly [name: string, filter: Partial<PatientFilter>])[] = [
  ['first page', {}],
  ['last page', { page: 100_000 }],
  ['by EFS, longest first', { sort: 'efs', down: true }],
  ['by last contact', { sort: 'last-contact' }],
  ['pseudonym', { q: 'M-2999' }],
  ['died, rearranged', { status: 'died', kmt2a: 'rearranged' }],
  ['no news for long', { stale: true }],
  ['protocol', { protocol: 'interfant-06' }],
  ['fusion partner', { partner: 'AFF1' }],
  ['a relapse', { event: 'relapse' }],
  ['draft', { state: 'draft' }],
  ['open errors', { errors: 'open' }],
  ['no error', { errors: 'none' }],
  ['high risk, complete', { risk: 'HR', state: 'complete' }],
];

async function turnTriggers(owner: pg.Client, turn: 'ENABLE' | 'DISABLE'): Promise<void> {
  const { rows } = await owner.query<{ name: string }>(
    "SELECT DISTINCT tgrelid::regclass::text AS name FROM pg_trigger WHERE NOT tgisinternal AND tgname = 'a_locked'",
  );
  for (const { name } of rows) await owner.query(`ALTER TABLE ${name} ${turn} TRIGGER USER`);
}

/** What the triggers would have done: every observation is due, and pairs that may be one child are kept. */
async function keepAll(owner: pg.Client, { id, siteId }: TestPerson): Promise<void> {
  await owner.query(`BEGIN; SELECT set_config('registry.viewer', '${id}', true);
    INSERT INTO observation_due (patient_id, site_id, marked_in) SELECT id, site_id, 0 FROM patient WHERE site_id = '${siteId}';
    SELECT renew_doubles_of(array_agg(id)) FROM patient WHERE site_id = '${siteId}'; COMMIT`);
}

async function milliseconds(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

async function medianOf(work: () => Promise<unknown>): Promise<number> {
  const times: number[] = [];
  for (let turn = 0; turn < REPEATS; turn += 1) times.push(await milliseconds(work));
  return times.sort((a, b) => a - b)[Math.floor(REPEATS / 2)] ?? 0;
}

const folder = await mkdtemp(path.join(tmpdir(), 'registry-bench-'));
await chmod(folder, 0o711);
const server = await startEmbeddedServer({ folder: path.join(folder, 'postgres'), password: PASSWORD });
let slowest = 0;
try {
  const ownerUrl = await ensureOwnedDatabase(server, 'patient_list', PASSWORD);
  const appUrl = appUrlFor(ownerUrl, PASSWORD);
  await migrate(ownerUrl, appUrl);
  const owner = new pg.Client({ connectionString: ownerUrl });
  await owner.connect();
  const database = new PrismaClient({ adapter: adapterFor(appUrl) });
  for (const size of SIZES) {
    const viewer = await makePerson({ owner }, `manager-${size}`, 'data-manager', `S${size}`);
    // Audit and locks are asked row by row, which would take hours here and is not what is measured.
    await turnTriggers(owner, 'DISABLE');
    await writeManyPatients(owner, viewer, size, seeded(size));
    await turnTriggers(owner, 'ENABLE');
    await keepAll(owner, viewer);
    await renewObservations(viewer, [viewer.siteId], { database, withinMs: Infinity });
    await owner.query('ANALYZE');
    const checks = await milliseconds(() =>
      renewChecks(viewer, [viewer.siteId], serverDay(), { database, withinMs: Infinity }),
    );
    await owner.query('VACUUM ANALYZE');
    console.log(`${size} patients, the rules over every record, once: ${checks.toFixed(0)} ms`);
    for (const [name, changes] of QUESTIONS) {
      const median = await medianOf(() => findPatientList(viewer, { ...EVERY, ...changes }, { database }));
      slowest = Math.max(slowest, median);
      console.log(`${size} patients, ${name}: ${median.toFixed(0)} ms`);
    }
    const courses = await milliseconds(() => findCohort(viewer, {}, { database }));
    console.log(`${size} patients, every course for a curve: ${courses.toFixed(0)} ms`);
  }
  await database.$disconnect();
  await owner.end();
} finally {
  await server.stop();
  await rm(folder, { recursive: true, force: true });
}
if (slowest >= LIMIT_MILLISECONDS) {
  console.error(`The slowest question took ${slowest.toFixed(0)} ms; the limit is ${LIMIT_MILLISECONDS} ms.`);
  process.exitCode = 1;
}
