/**
 * The search of the trial list on 5,000 made-up trials with 100,000 figures, in a PostgreSQL of its own in a temporary
 * folder: `npm run bench -- registry-search`. Each question is asked as the page asks it: the kept catalogue with a look at
 * the evidence's version, the search, every count and the order. Fails where a median reaches the limit. On a busy machine
 * the processor time of this process says more than the clock; the database's is not in it.
 */
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { PrismaPg } from '@prisma/adapter-pg';
import pg from 'pg';
import {
  ENDPOINTS,
  INTERVENTION_CLASSES,
  KMT2A_STRATA,
  PHASES,
  RISK_STRATA,
  SOURCE_LEVELS,
  STATUSES,
} from '../lib/registry/vocabulary';
import { parametersOf } from '../lib/address/parameters';
import { readAddress } from '../lib/address/reading';
import { searchTrials } from '../lib/registry/trials/search/search';
import { getCatalogue } from '../lib/registry/trials/search/catalogue.server';
import { trialQuerySchema } from '../lib/registry/trials/search/reading';
import { PrismaClient } from '../prisma/generated/client';
import { migrate } from '../prisma/migrate';
import { appUrlFor } from '../prisma/roles';
import { ensureOwnedDatabase, startEmbeddedServer } from '../prisma/server';
import { readEvidence } from '../seed/read';
import { toRows } from '../seed/rows';
import { syncTables } from '../seed/sync';
import { seeded } from './survival-measure';

const TRIALS = 5000;
const FIGURES_PER_TRIAL = 20;
const LIMIT_MILLISECONDS = 50;
const REPEATS = 60;
const PASSWORD = 'only-for-this-run';

const QUESTIONS: readonly (readonly [name: string, address: string])[] = [
  ['whole list', ''],
  ['acronym', 'q=SYN-2500'],
  ['number', 'q=NCT90002500'],
  ['drug, Russian', `q=${encodeURIComponent('блинатумомаб')}`],
  ['misspelt drug', 'q=blinatunomab'],
  ['two words', `q=${encodeURIComponent('венетоклакс младенцев')}`],
  ['word of every text', 'q=infant'],
  ['nothing, with offers', 'q=NCT90009999'],
  ['five filters', 'group=COG&group=JPLSG&status=completed&population=r&hasEfs=1&level=registry'],
  ['word, filters, order', 'q=transplant&phase=3&decade=2010&sort=enrolled&order=desc'],
];

/** Trials whose texts are as long as the real ones: each takes those of a real trial under a name and number of its own. */
async function writeTrials(ownerUrl: string): Promise<void> {
  const { dataset } = await readEvidence(path.join(import.meta.dirname, '../seed'));
  const next = seeded(20_260_101);
  const pick = <Item>(items: readonly Item[]): Item => items[Math.floor(next() * items.length)] as Item;
  const trials = Array.from({ length: TRIALS }, (_, number) => {
    const { trial } = pick(dataset.trials);
    const slug = `syn-${number}`;
    const arms = trial.arms.map((arm) => ({ ...arm }));
    const example = pick(dataset.trials.flatMap((file) => file.trial.estimates));
    const estimates = Array.from({ length: FIGURES_PER_TRIAL }, (__, position) => ({
      ...example,
      ...{
        id: `${slug}-${position}`,
        endpoint: pick(ENDPOINTS),
        estimate: Math.round(next() * 1000) / 10,
        ci: null,
        se: null,
        chartable: false,
        preferred: false,
        comparison: null,
      },
      stratum: { kmt2a: pick(KMT2A_STRATA), risk: pick(RISK_STRATA), arm: null, age: null, other: null },
      source: { ...example.source, level: pick(SOURCE_LEVELS) },
    }));
    const start = 1980 + Math.floor(next() * 45);
    return {
      ...trial,
      ...{
        slug,
        acronym: `SYN-${number}`,
        predecessor: null,
        arms,
        estimates,
        status: pick(STATUSES),
        phase: pick(PHASES),
        group: pick(dataset.trials).trial.group,
      },
      interventions: trial.interventions.map((intervention) => ({
        ...intervention,
        class: pick(INTERVENTION_CLASSES),
      })),
      registrations: [{ registry: 'ClinicalTrials.gov', id: `NCT9000${String(number).padStart(4, '0')}` }],
      enrolment: { start: String(start), end: String(start + 3), planned: null, actual: Math.floor(next() * 500) },
    };
  });
  const owner = new pg.Client({ connectionString: ownerUrl });
  await owner.connect();
  await syncTables(owner, toRows({ ...dataset, trials: trials.map((trial) => ({ file: trial.slug, trial })) }));
  await owner.query('ANALYZE');
  await owner.end();
}

type Times = { clock: number[]; processor: number[] };

/** Milliseconds of each repetition, shortest first, after three that warm up. */
async function time(work: () => Promise<unknown>): Promise<Times> {
  const times: Times = { clock: [], processor: [] };
  for (let round = -3; round < REPEATS; round += 1) {
    const [start, before] = [performance.now(), process.cpuUsage()];
    await work();
    const { user, system } = process.cpuUsage(before);
    if (round < 0) continue;
    times.clock.push(performance.now() - start);
    times.processor.push((user + system) / 1000);
  }
  for (const list of Object.values(times)) list.sort((a, b) => a - b);
  return times;
}

const quantile = (sorted: readonly number[], share: number): number =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;

async function measure(database: PrismaClient): Promise<boolean> {
  const begin = performance.now();
  const { groups } = await getCatalogue(database);
  console.log(
    `catalogue of ${TRIALS} trials and ${TRIALS * FIGURES_PER_TRIAL} figures built in ${((performance.now() - begin) / 1000).toFixed(1)} s`,
  );
  const yardstick = await time(async () => {
    await database.$queryRaw`SELECT 1`;
    await database.trial.findUnique({ where: { slug: 'syn-2500' }, select: { slug: true, acronym: true } });
  });
  const rows: { question: string; found: number; times: Times }[] = [];
  for (const [question, address] of QUESTIONS) {
    const { values: filter } = readAddress(trialQuerySchema(groups), parametersOf(new URLSearchParams(address)));
    let found = 0;
    const times = await time(async () => {
      found = searchTrials(await getCatalogue(database), filter).found.length;
    });
    rows.push({ question, found, times });
  }
  const base = quantile(yardstick.clock, 0.5);
  console.log(`yardstick (SELECT 1 and one row): median ${base.toFixed(2)} ms`);
  console.table(
    rows.map(({ question, found, times: { clock, processor } }) => ({
      question,
      found,
      'median ms': quantile(clock, 0.5).toFixed(1),
      '95 % ms': quantile(clock, 0.95).toFixed(1),
      'processor ms': quantile(processor, 0.5).toFixed(1),
      limit: LIMIT_MILLISECONDS,
      'times the yardstick': (quantile(clock, 0.5) / base).toFixed(1),
    })),
  );
  return rows.every(({ times }) => quantile(times.clock, 0.5) < LIMIT_MILLISECONDS);
}

const folder = await mkdtemp(path.join(tmpdir(), 'registry-bench-'));
await chmod(folder, 0o711);
const server = await startEmbeddedServer({
  folder: path.join(folder, 'postgres'),
  password: PASSWORD,
  flags: ['-c', 'fsync=off', '-c', 'full_page_writes=off'],
});
try {
  const ownerUrl = await ensureOwnedDatabase(server, 'bench', PASSWORD);
  const appUrl = appUrlFor(ownerUrl, PASSWORD);
  await migrate(ownerUrl, appUrl);
  await writeTrials(ownerUrl);
  const database = new PrismaClient({ adapter: new PrismaPg({ connectionString: appUrl }) });
  if (!(await measure(database))) process.exitCode = 1;
  await database.$disconnect();
} finally {
  await server.stop();
  await rm(folder, { recursive: true, force: true });
}
