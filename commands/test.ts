import { spawn } from 'node:child_process';
import { chmod, mkdtemp, readFile, rm, stat, statfs } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { z } from 'zod';
import { closedFolder, freePort } from '@/prisma/server';
import { ensureBrowser } from './setup/browser';
import { ensureBuild, root } from './build';
import { staticChecks } from './checks';
import { messageOf } from './setup/start-error';

type Tally = { passed: number; failed: number; skipped: number };
type Check = { name: string; run: () => Promise<Tally> };

const find = createRequire(import.meta.url).resolve;
const BUILD = '.next-test';
const NOTHING: Tally = { passed: 0, failed: 0, skipped: 0 };

/** `npm test`: everything, in two lanes side by side. Its last line is the true sum over all runners. */
export async function main(): Promise<number> {
  const started = Date.now();
  const scratch = await mkdtemp(path.join(await folderForScratch(), 'registry-'));
  await letPostgresPass(scratch);
  process.env['TMPDIR'] = scratch;
  try {
    const lanes = await Promise.all([
      inTurn([{ name: 'unit and database tests', run: () => vitest(scratch) }]),
      inTurn([
        { name: 'browser', run: async () => (await ensureBrowser(console.log), NOTHING) },
        {
          name: 'build',
          run: async () => (await ensureBuild(BUILD, () => undefined, 'quick'), { ...NOTHING, passed: 1 }),
        },
        ...staticChecks().map(([name, args]) => ({ name, run: () => single(name, args) })),
        { name: 'browser tests', run: () => playwright(scratch) },
      ]),
    ]);
    const total = lanes.reduce(add, NOTHING);
    console.log(`\nAll of it took ${Math.round((Date.now() - started) / 1000)} s.`);
    console.log(
      `${total.passed} passed, ${total.failed} failed${total.skipped > 0 ? `, ${total.skipped} skipped` : ''}`,
    );
    return total.failed === 0 && total.passed > 0 ? 0 : 1;
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}

const MEMORY = '/dev/shm';
const NEEDED_BYTES = 8e9;

/**
 * Where databases of seconds are written: in memory where there is much of it, since a disk keeps books of each of their
 * thousand files (docs/decisions/0284-what-tests-write.md), else in the system's own folder.
 */
async function folderForScratch(): Promise<string> {
  const memory = await statfs(MEMORY).catch(() => null);
  return memory !== null && memory.bavail * memory.bsize > NEEDED_BYTES ? MEMORY : tmpdir();
}

/**
 * Started as root, PostgreSQL runs as an account of its own, which must be able to pass through the folders above its data
 * and its programs. The scratch folder is ours; the checkout's are opened only on a machine that says it runs tests alone.
 */
async function letPostgresPass(scratch: string): Promise<void> {
  await chmod(scratch, 0o711);
  for (let closed = closedFolder(root); closed !== null && process.env['CI'] === 'true'; closed = closedFolder(root)) {
    console.log(`Letting other accounts pass through ${closed}, for PostgreSQL.`);
    await chmod(closed, (await stat(closed)).mode | 0o001);
  }
}

function add(a: Tally, b: Tally): Tally {
  return { passed: a.passed + b.passed, failed: a.failed + b.failed, skipped: a.skipped + b.skipped };
}

/** One check after the other; a check that breaks counts as failed, and those that need it still say their own result. */
async function inTurn(checks: readonly Check[]): Promise<Tally> {
  let sum = NOTHING;
  for (const { name, run } of checks) {
    const begun = Date.now();
    console.log(`… ${name}`);
    const tally = await run().catch((error: unknown) => {
      console.error(`${name}: ${messageOf(error)}`);
      return { ...NOTHING, failed: 1 };
    });
    console.log(
      `${tally.failed === 0 ? '✓' : '✗'} ${name}: ${tally.passed} passed, ${tally.failed} failed (${Math.round((Date.now() - begun) / 1000)} s)`,
    );
    sum = add(sum, tally);
  }
  return sum;
}

/** Runs a Node program; its output is shown only when it fails, so that two lanes do not mix. */
async function node(args: readonly string[], env: Record<string, string> = {}): Promise<boolean> {
  const child = spawn(process.execPath, args, {
    cwd: root,
    env: { ...process.env, FORCE_COLOR: '0', NO_COLOR: '1', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const output: string[] = [];
  child.stdout.on('data', (chunk) => output.push(String(chunk)));
  child.stderr.on('data', (chunk) => output.push(String(chunk)));
  const code = await new Promise((resolve) => child.on('close', resolve));
  if (code !== 0) console.error(output.join(''));
  return code === 0;
}

async function single(name: string, args: readonly string[]): Promise<Tally> {
  const fine = await node(args);
  if (!fine) console.error(`${name} found faults: see above.`);
  return { passed: fine ? 1 : 0, failed: fine ? 0 : 1, skipped: 0 };
}

const VitestReport = z.object({
  numPassedTests: z.number(),
  numFailedTests: z.number(),
  numPendingTests: z.number(),
  numTodoTests: z.number(),
  success: z.boolean(),
  testResults: z.array(z.object({ name: z.string(), startTime: z.number(), endTime: z.number() })),
});

async function vitest(scratch: string): Promise<Tally> {
  const file = path.join(scratch, 'vitest.json');
  const fine = await node([
    path.join(root, 'node_modules/vitest/vitest.mjs'),
    'run',
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${file}`,
  ]);
  const report = VitestReport.parse(JSON.parse(await readFile(file, 'utf8')));
  const took = report.testResults.map(({ name, startTime, endTime }) => [name, endTime - startTime] as const);
  sayWhatTookLongest(took.map(([name, ms]) => [path.relative(root, name), ms]));
  const failed = report.numFailedTests === 0 && !(fine && report.success) ? 1 : report.numFailedTests;
  return { passed: report.numPassedTests, failed, skipped: report.numPendingTests + report.numTodoTests };
}

function sayWhatTookLongest(files: readonly (readonly [name: string, ms: number])[]) {
  const longest = [...files].sort(([, a], [, b]) => b - a).slice(0, 12);
  console.log(`Longest: ${longest.map(([name, ms]) => `${name} ${Math.round(ms / 1000)} s`).join(', ')}`);
}

const Spec = z.object({
  title: z.string(),
  file: z.string(),
  tests: z.array(z.object({ status: z.string(), results: z.array(z.object({ duration: z.number() })) })),
});
type Suite = { specs: z.infer<typeof Spec>[]; suites?: Suite[] | undefined };
const Suite: z.ZodType<Suite> = z.object({
  specs: z.array(Spec),
  get suites() {
    return z.array(Suite).optional();
  },
});
const PlaywrightReport = z.object({
  stats: z.object({ expected: z.number(), unexpected: z.number(), flaky: z.number(), skipped: z.number() }),
  errors: z.array(z.unknown()),
  suites: z.array(Suite),
});

/**
 * The browser tests, against the program started as a user starts it, with data of its own in a temporary folder. A test
 * that passed only at its second try counts as passed and is named.
 */
async function playwright(scratch: string): Promise<Tally> {
  const file = path.join(scratch, 'playwright.json');
  const fine = await node([find('@playwright/test/cli'), 'test', '--reporter=list,json'], {
    PLAYWRIGHT_JSON_OUTPUT_NAME: file,
    E2E_PORT: String(await freePort()),
    E2E_DATA_DIR: path.join(scratch, 'data'),
    E2E_DIST_DIR: BUILD,
  });
  const { stats, errors, suites } = PlaywrightReport.parse(JSON.parse(await readFile(file, 'utf8')));
  const specs = suites.flatMap(specsOf);
  sayWhatTookLongest([...timeByFile(specs)]);
  for (const { title, file, tests } of specs)
    if (tests.some(({ status }) => status === 'flaky')) console.log(`Passed only at its second try: ${file}: ${title}`);
  const failed = stats.unexpected + errors.length;
  return {
    passed: stats.expected + stats.flaky,
    failed: failed === 0 && !fine ? 1 : failed,
    skipped: stats.skipped,
  };
}

function specsOf({ specs, suites = [] }: Suite): z.infer<typeof Spec>[] {
  return [...specs, ...suites.flatMap(specsOf)];
}

function timeByFile(specs: readonly z.infer<typeof Spec>[]): Map<string, number> {
  const times = new Map<string, number>();
  for (const { file, tests } of specs) {
    const own = tests.flatMap(({ results }) => results).reduce((sum, { duration }) => sum + duration, 0);
    times.set(file, (times.get(file) ?? 0) + own);
  }
  return times;
}
