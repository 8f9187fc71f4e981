import path from 'node:path';
import { root } from './build';

/** What `npm run check` runs, and `npm test` beside the rest: each a program of Node's with its arguments. */
export function staticChecks(): readonly (readonly [name: string, args: readonly string[]])[] {
  const installed = (file: string): string => path.join(root, 'node_modules', file);
  return [
    ['format', [installed('@biomejs/biome/bin/biome'), 'format', '.']],
    // Each further checker works out the types of the libraries for itself.
    ['types', [installed('typescript-native/bin/tsc'), '--noEmit', '-p', 'tsconfig.check.json', '--checkers', '1']],
    ['lint', [installed('oxlint/bin/oxlint'), '--type-aware']],
    ['unused code', [installed('knip/bin/knip.js'), '--production']],
  ];
}
