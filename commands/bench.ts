import { spawnSync } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { availableParallelism, loadavg, tmpdir } from 'node:os';
import path from 'node:path';
import { goalRows, type Reached } from '../bench/goals';
import { HEAP_FLAGS } from '../lib/patients/import/job/job';
import { root } from './build';

/** What the measurements share, not one of them. */
const PARTS = new Set(['goals.ts', 'postgres-processor.ts', 'program.ts', 'survival-measure.ts']);

/** An import is measured within the memory that the program gives to one. */
const FLAGS: Readonly<Record<string, readonly string[]>> = { import: HEAP_FLAGS };

/** `npm run bench [-- NAME…]`: the measurements named, or all of them, one after the other; fails where a limit is missed. What has a goal stands in one table in the end. */
export async function main(args: readonly string[]): Promise<number> {
  const known = (await readdir(path.join(root, 'bench')))
    .filter((file) => file.endsWith('.ts') && !PARTS.has(file))
    .map((file) => path.basename(file, '.ts'))
    .toSorted();
  const unknown = args.filter((name) => !known.includes(name));
  if (unknown.length > 0) {
    console.error(`There is no measurement “${unknown.join('”, “')}”. There are: ${known.join(', ')}.`);
    return 2;
  }
  const folder = await mkdtemp(path.join(tmpdir(), 'registry-bench-'));
  const results = path.join(folder, 'results');
  await writeFile(results, '');
  const codes = (args.length === 0 ? known : args).map((name) => {
    console.log(`\n${name}`);
    return (
      spawnSync(process.execPath, [...(FLAGS[name] ?? []), '--import', 'tsx', path.join(root, `bench/${name}.ts`)], {
        cwd: root,
        stdio: 'inherit',
        env: { ...process.env, BENCH_RESULTS: results },
      }).status ?? 1
    );
  });
  const lines = (await readFile(results, 'utf8')).split('\n').filter((line) => line !== '');
  await rm(folder, { recursive: true });
  if (lines.length > 0) {
    const load = loadavg()[0] ?? 0;
    console.log(`\nGoals, ${availableParallelism()} cores, load of the machine now ${load.toFixed(1)}`);
    console.table(goalRows(lines.map((line): Reached => JSON.parse(line))));
  }
  return Math.max(...codes);
}
