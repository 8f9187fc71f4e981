import { spawnSync } from 'node:child_process';
import { root } from './build';
import { staticChecks } from './checks';

/** `npm run check`: format, types, lint and unused code only, for the minutes between edits. */
export async function main(): Promise<number> {
  const codes = staticChecks().map(([name, args]) => {
    console.log(`… ${name}`);
    return spawnSync(process.execPath, args, { cwd: root, stdio: 'inherit' }).status ?? 1;
  });
  return Math.max(...codes);
}
