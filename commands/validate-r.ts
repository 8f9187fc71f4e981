import { spawn } from 'node:child_process';
import { cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { agreementByMethod, type Agreement } from '@/lib/survival/golden/agreement-methods';
import type { RecordedComparison } from '@/lib/survival/golden/agreement-recorder';
import { root } from './build';
import { compareGolden, describeDifferences } from './validation/golden-differences';
import { messageOf } from './setup/start-error';

const GOLDEN = path.join(root, 'lib/survival/golden');
const PACKAGES = ['survival', 'cmprsk', 'metafor', 'jsonlite'];
/** Files that the R scripts of the folder write; `expected/` came with its data and names the R calls behind each case. */
const WRITTEN = [
  'tests.json',
  'weights.json',
  'boundary.json',
  'incidence.json',
  'incidence-variance.json',
  'gray.json',
  'one-sample.json',
  'published.json',
  'moderators.json',
  'pooling.json',
  'guyot.json',
  'distributions.json',
  'regression.json',
];
/** Exit codes: 0 all well, 1 a deviation or a fault, 2 all well as far as it goes, but without R. */
const WITHOUT_R = 2;

/**
 * `npm run validate:r`: computes the expected values of the survival tests anew with R, compares them with the stored
 * ones, then runs the tests and writes how far the engine and R are apart.
 */
export async function main(): Promise<number> {
  const scratch = await mkdtemp(path.join(tmpdir(), 'validate-r-'));
  try {
    const missing = await missingInR();
    if (missing !== null)
      console.log(
        `${missing}\nThe stored expected values are taken as they are; only the engine is compared with them.\n`,
      );
    const same = missing !== null || (await regenerate(scratch));
    const records = path.join(scratch, 'records');
    const passed = await recordTests(records);
    if (!passed) return 1;
    const agreement = await summarise(records);
    await writeFile(path.join(GOLDEN, 'agreement.json'), `${JSON.stringify(agreement, null, 2)}\n`);
    printTable(agreement);
    if (!same) return 1;
    return missing === null ? 0 : WITHOUT_R;
  } catch (error) {
    console.error(messageOf(error));
    return 1;
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}

type Output = Readonly<{ code: number | null; stdout: string; stderr: string }>;

/** Runs a program to its end; a program that is not there ends with code null. */
async function run(
  program: string,
  args: readonly string[],
  cwd: string,
  env: Record<string, string> = {},
): Promise<Output> {
  const child = spawn(program, args, { cwd, env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'pipe'] });
  const [out, err]: [string[], string[]] = [[], []];
  child.stdout.on('data', (chunk) => out.push(String(chunk)));
  child.stderr.on('data', (chunk) => err.push(String(chunk)));
  const code = await new Promise<number | null>((resolve) => {
    child.on('error', () => resolve(null));
    child.on('close', resolve);
  });
  return { code, stdout: out.join(''), stderr: err.join('') };
}

/** Why R cannot be asked, as a sentence; null when it can. */
async function missingInR(): Promise<string | null> {
  const question = `cat(Filter(function(p) !requireNamespace(p, quietly = TRUE), c(${PACKAGES.map((name) => `"${name}"`).join(', ')})))`;
  const { code, stdout } = await run('Rscript', ['-e', question], root);
  if (code !== 0) return 'R is not installed: no Rscript was found.';
  return stdout.trim() === '' ? null : `R is installed, but lacks: ${stdout.trim().replaceAll(' ', ', ')}.`;
}

/** Expected values computed anew in a folder of their own; false when they differ from the stored ones. */
async function regenerate(scratch: string): Promise<boolean> {
  const folder = path.join(scratch, 'golden');
  await mkdir(folder);
  const scripts = (await readdir(GOLDEN)).filter((name) => name.endsWith('.R'));
  await Promise.all(scripts.map((name) => cp(path.join(GOLDEN, name), path.join(folder, name))));
  await Promise.all(
    ['datasets', 'expected'].map((name) => cp(path.join(GOLDEN, name), path.join(folder, name), { recursive: true })),
  );
  console.log('… expected values, computed anew with R');
  const first = await run('Rscript', ['make-golden.R'], folder);
  if (first.code !== 0) throw new Error(`make-golden.R failed:\n${first.stderr}`);
  const second = await run('Rscript', ['make-golden-regression.R'], folder);
  if (second.code !== 0) throw new Error(`make-golden-regression.R failed:\n${second.stderr}`);
  await writeFile(path.join(folder, 'regression.json'), second.stdout);
  let same = await agreesWithReference(folder);
  for (const name of WRITTEN) {
    const [stored, fresh] = await Promise.all(
      [GOLDEN, folder].map(async (from) => JSON.parse(await readFile(path.join(from, name), 'utf8')) as unknown),
    );
    const comparison = compareGolden(stored, fresh);
    console.log(`${comparison.beyond.length === 0 ? '✓' : '✗'} ${name}: ${describeDifferences(comparison)}`);
    same &&= comparison.beyond.length === 0;
  }
  console.log('');
  return same;
}

/** Runs the R calls that `expected/` names again; says what differs. */
async function agreesWithReference(folder: string): Promise<boolean> {
  const { code, stdout, stderr } = await run('Rscript', ['check-expected.R'], folder);
  for (const line of stdout.trim().split('\n')) console.log(`${code === 0 ? '✓' : '✗'} expected: ${line}`);
  if (code !== 0) console.error(stderr);
  return code === 0;
}

/** The tests of the engine, each file writing what it compared into the folder. */
async function recordTests(records: string): Promise<boolean> {
  console.log('… tests of the engine');
  const vitest = path.join(path.dirname(createRequire(import.meta.url).resolve('vitest/package.json')), 'vitest.mjs');
  const { code, stdout, stderr } = await run(
    process.execPath,
    [vitest, 'run', '--project', 'arithmetic', 'lib/survival'],
    root,
    { RECORD_AGREEMENT: records, FORCE_COLOR: '0', NO_COLOR: '1' },
  );
  if (code !== 0) console.error(`${stdout}\n${stderr}`);
  return code === 0;
}

async function summarise(records: string): Promise<Agreement> {
  const files = (await readdir(records)).sort();
  const recorded = await Promise.all(
    files.map(async (name) => JSON.parse(await readFile(path.join(records, name), 'utf8')) as RecordedComparison[]),
  );
  const [regression, pooling] = await Promise.all(
    ['regression.json', 'pooling.json'].map(
      async (name) =>
        JSON.parse(await readFile(path.join(GOLDEN, name), 'utf8')) as {
          environment: { R: string; packages?: Record<string, string>; metafor?: string };
        },
    ),
  );
  const environment = {
    R: regression?.environment.R ?? '',
    ...regression?.environment.packages,
    metafor: pooling?.environment.metafor ?? '',
  };
  return { environment, methods: agreementByMethod(recorded.flat()) };
}

function printTable({ environment, methods }: Agreement): void {
  const short = (value: number): string => (value === 0 ? '0' : value.toExponential(1));
  const lines = methods.map((one) => [
    one.id,
    one.r,
    String(one.values),
    short(one.largestRelative),
    short(one.largestAbsolute),
    short(one.tolerance.rel),
  ]);
  const header = ['method', 'R', 'values', 'relative', 'near zero, absolute', 'allowed'];
  const widths = header.map((text, i) => Math.max(text.length, ...lines.map((line) => line[i]?.length ?? 0)));
  for (const line of [header, ...lines])
    console.log(
      line.map((text, i) => (i > 1 ? text.padStart(widths[i] ?? 0) : text.padEnd(widths[i] ?? 0))).join('  '),
    );
  console.log(
    `\n${methods.reduce((sum, { values }) => sum + values, 0)} values; ${Object.entries(environment)
      .map(([name, version]) => `${name} ${version}`)
      .join(', ')}`,
  );
}
