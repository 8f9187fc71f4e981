/**
 * The list of patients, the worklist and the page of rules on 30,000 and 100,000 made-up patients of one site
 * (`PATIENTS=100000` takes one size), in a PostgreSQL of its own in a temporary folder: `npm run bench -- patient-list`. Each
 * question is asked as the page asks it, as the program's role and under row-level security. Fails where a question of the list
 * takes longer of PostgreSQL's processor than the limit, or a page longer than its own; where the system does not tell, of the
 * clock, which on a busy machine says more than the program takes.
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
import { settleList } from '../lib/patients/list/settled.server';
import { findCohort } from '../lib/patients/rules/findings.server';
import { findQuality, findRule } from '../lib/patients/rules/quality-report.server';
import { writeManyPatients } from '../lib/patients/testing/many-patients';
import { multiplyPatients } from '../lib/patients/testing/multiplied-patients';
import { makePerson, type TestPerson } from '../lib/patients/testing/sites';
import { findWorklist } from '../lib/patients/worklist/worklist.server';
import { PrismaClient } from '../prisma/generated/client';
import { migrate } from '../prisma/migrate';
import { appUrlFor } from '../prisma/roles';
import { ensureOwnedDatabase, startEmbeddedServer } from '../prisma/server';
import { postgresProcessor } from './postgres-processor';
import { seeded } from './survival-measure';

const SIZES = process.env['PATIENTS'] === undefined ? [30_000, 100_000] : [Number(process.env['PATIENTS'])];
const LIMIT_MILLISECONDS = 200;
const PAGE_LIMIT_MILLISECONDS = 500;
/** Derived one by one by the program; the others are copies of them. */
const COPIES = 10;
const REPEATS = 5;
const PASSWORD = 'only-for-this-run';
const EVERY: PatientFilter = patientQuerySchema.parse({});

const QUESTIONS: readonly (readonly [name: string, filter: Partial<PatientFilter>])[] = [
  ['first page', {}],
  ['last page', { page: 100_000 }],
  ['a page in the middle', { page: 300 }],
  ['by EFS, longest first', { sort: 'efs', down: true }],
  ['by EFS, a page in the middle', { sort: 'efs', page: 300 }],
  ['by last contact', { sort: 'last-contact' }],
  ['pseudonym', { q: 'M-2999' }],
  ['died, rearranged', { status: 'died', kmt2a: 'rearranged' }],
  ['no news for long', { stale: true }],
  ['protocol', { protocol: 'interfant-06' }],
  ['fusion partner', { partner: 'AFF1' }],
  ['a relapse', { event: 'relapse' }],
  ['draft', { state: 'draft' }],
  ['open errors', { errors: 'open' }],
  ['open errors by EFS, a page in the middle', { errors: 'open', sort: 'efs', page: 300 }],
  ['no error', { errors: 'none' }],
  ['no risk group', { risk: 'none' }],
  ['no risk group, a page in the middle', { risk: 'none', page: 300 }],
  ['high risk, complete', { risk: 'HR', state: 'complete' }],
];

async function turnTriggers(owner: pg.Client, turn: 'ENABLE' | 'DISABLE'): Promise<void> {
  const { rows } = await owner.query<{ name: string }>(
    "SELECT DISTINCT tgrelid::regclass::text AS name FROM pg_trigger WHERE NOT tgisinternal AND tgname = 'a_locked'",
  );
  for (const { name } of rows) await owner.query(`ALTER TABLE ${name} ${turn} TRIGGER USER`);
}

/** What the triggers would have done: every observation is due. */
async function markAll(owner: pg.Client, { id, siteId }: TestPerson): Promise<void> {
  await owner.query(`BEGIN; SELECT set_config('registry.viewer', '${id}', true);
    INSERT INTO observation_due (patient_id, site_id, marked_in) SELECT id, site_id, 0 FROM patient WHERE site_id = '${siteId}'; COMMIT`);
}

/** What they would have done once more: pairs that may be one child are kept. */
async function keepPairs(owner: pg.Client, { id, siteId }: TestPerson): Promise<void> {
  await owner.query(`BEGIN; SELECT set_config('registry.viewer', '${id}', true);
    SELECT renew_doubles_of(site_id, array_agg(id)) FROM patient WHERE site_id = '${siteId}' GROUP BY site_id; COMMIT`);
}

async function milliseconds(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

type Taken = { clock: number; processor: number | null };

/** A question asked once to warm up and five times more: the median by the clock, and the processor's mean. */
async function takenBy(work: () => Promise<unknown>): Promise<Taken> {
  await work();
  const before = postgresProcessor(data);
  const times: number[] = [];
  for (let turn = 0; turn < REPEATS; turn += 1) times.push(await milliseconds(work));
  const after = postgresProcessor(data);
  return {
    clock: times.sort((a, b) => a - b)[Math.floor(REPEATS / 2)] ?? 0,
    processor: before === null || after === null ? null : (after - before) / REPEATS,
  };
}

const tooSlow: string[] = [];

async function measureOne(name: string, limit: number, work: () => Promise<unknown>): Promise<void> {
  const { clock, processor } = await takenBy(work);
  if ((processor ?? clock) >= limit) tooSlow.push(name);
  const told = processor === null ? '' : `, of PostgreSQL's processor ${processor.toFixed(0)} ms`;
  console.log(`${name}: ${clock.toFixed(0)} ms${told}`);
}

/** Patients of one site with everything that is kept of them. */
async function fill(owner: pg.Client, database: PrismaClient, viewer: TestPerson, size: number): Promise<void> {
  // Audit and locks are asked row by row, which would take hours here and is not what is measured.
  await turnTriggers(owner, 'DISABLE');
  await writeManyPatients(owner, viewer, size / COPIES, seeded(size));
  await markAll(owner, viewer);
  await renewObservations(viewer, [viewer.siteId], { database, withinMs: Infinity });
  await owner.query('ANALYZE');
  const checks = await milliseconds(() =>
    renewChecks(viewer, [viewer.siteId], serverDay(), { database, withinMs: Infinity }),
  );
  console.log(`${size / COPIES} patients, the rules over every record, once: ${checks.toFixed(0)} ms`);
  await multiplyPatients(owner, viewer, COPIES);
  await owner.query('ANALYZE');
  await keepPairs(owner, viewer);
  await turnTriggers(owner, 'ENABLE');
  const settled = await milliseconds(() => settleList(viewer, { database, withinMs: Infinity }));
  console.log(`${size} patients, copied to what the list reads, once: ${settled.toFixed(0)} ms`);
  await owner.query('VACUUM ANALYZE');
}

const folder = await mkdtemp(path.join(tmpdir(), 'registry-bench-'));
await chmod(folder, 0o711);
const data = path.join(folder, 'postgres');
const server = await startEmbeddedServer({ folder: data, password: PASSWORD });
try {
  const ownerUrl = await ensureOwnedDatabase(server, 'patient_list', PASSWORD);
  const appUrl = appUrlFor(ownerUrl, PASSWORD);
  await migrate(ownerUrl, appUrl);
  const owner = new pg.Client({ connectionString: ownerUrl });
  await owner.connect();
  const database = new PrismaClient({ adapter: adapterFor(appUrl) });
  for (const size of SIZES) {
    const viewer = await makePerson({ owner }, `manager-${size}`, 'data-manager', `S${size}`);
    await fill(owner, database, viewer, size);
    const ask = (name: string, limit: number, work: () => Promise<unknown>): Promise<void> =>
      measureOne(`${size} patients, ${name}`, limit, work);
    for (const [name, changes] of QUESTIONS)
      await ask(name, LIMIT_MILLISECONDS, () => findPatientList(viewer, { ...EVERY, ...changes }, { database }));
    await ask('worklist', PAGE_LIMIT_MILLISECONDS, () => findWorklist(viewer, { database }));
    await ask('page of rules', PAGE_LIMIT_MILLISECONDS, () => findQuality(viewer, { database }));
    await ask('page 3 of one rule', PAGE_LIMIT_MILLISECONDS, () =>
      findRule(viewer, 'required-missing', 3, { database }),
    );
    const courses = await milliseconds(() => findCohort(viewer, {}, { database }));
    console.log(`${size} patients, every course for a curve: ${courses.toFixed(0)} ms`);
  }
  await database.$disconnect();
  await owner.end();
} finally {
  await server.stop();
  await rm(folder, { recursive: true, force: true });
}
if (tooSlow.length > 0) {
  console.error(`Over the limit: ${tooSlow.join('; ')}.`);
  process.exitCode = 1;
}
