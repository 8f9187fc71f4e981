import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import path from 'node:path';
import { root } from './build';

/** `npm run check`: format, types and lint only, for the minutes between edits. */
export async function main(): Promise<number> {
  const find = createRequire(import.meta.url).resolve;
  const commands = [
    [path.join(root, 'node_modules/@biomejs/biome/bin/biome'), 'format', '.'],
    [find('typescript/bin/tsc'), '--noEmit', '--project', 'tsconfig.check.json'],
    [path.join(root, 'node_modules/eslint/bin/eslint.js'), '.', '--max-warnings', '0'],
  ];
  const codes = commands.map((args) => spawnSync(process.execPath, args, { cwd: root, stdio: 'inherit' }).status ?? 1);
  return Math.max(...codes);
}
