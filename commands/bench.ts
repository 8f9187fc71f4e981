import { spawnSync } from 'node:child_process';
import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { HEAP_MEGABYTES } from '../lib/patients/import/job/job';
import { root } from './build';

/** What the measurements share, not one of them. */
const PARTS = new Set(['postgres-processor.ts', 'program.ts', 'survival-measure.ts']);

/** An import is measured within the memory that the program gives to one. */
const FLAGS: Readonly<Record<string, readonly string[]>> = { import: [`--max-old-space-size=${HEAP_MEGABYTES}`] };

/** `npm run bench [-- NAME…]`: the measurements named, or all of them, one after the other; fails where a limit is missed. */
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
  const codes = (args.length === 0 ? known : args).map((name) => {
    console.log(`\n${name}`);
    return (
      spawnSync(process.execPath, [...(FLAGS[name] ?? []), '--import', 'tsx', path.join(root, `bench/${name}.ts`)], {
        cwd: root,
        stdio: 'inherit',
      }).status ?? 1
    );
  });
  return Math.max(...codes);
}
