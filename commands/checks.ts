import path from 'node:path';
import { root } from './build';

/** What `npm run check` runs and `npm test` begins with: each a program of Node's with its arguments. */
export function staticChecks(): readonly (readonly [name: string, args: readonly string[]])[] {
  const installed = (file: string): string => path.join(root, 'node_modules', file);
  return [
    ['format', [installed('@biomejs/biome/bin/biome'), 'format', '.']],
    ['types', [installed('typescript-native/bin/tsc'), '--noEmit', '--project', 'tsconfig.check.json']],
    ['lint', [installed('oxlint/bin/oxlint'), '--type-aware']],
    ['unused code', [installed('knip/bin/knip.js'), '--production']],
  ];
}
