import { execFileSync } from 'node:child_process';
import path from 'node:path';
import { expect, test } from 'vitest';
import { root } from './build';

/** Source files of one folder, tests and styles not counted (docs/decisions/0065-rooms-inside-the-rooms.md). */
const MOST = 20;

test(`no folder holds more than ${MOST} source files`, () => {
  const counts = new Map<string, number>();
  const files = execFileSync('git', ['ls-files', '--', '*.ts', '*.tsx'], { cwd: root, encoding: 'utf8' }).split('\n');
  expect(files.length).toBeGreaterThan(500);
  for (const file of files) {
    if (file === '' || /\.(test|spec)\.tsx?$/.test(file)) continue;
    const folder = path.dirname(file);
    counts.set(folder, (counts.get(folder) ?? 0) + 1);
  }
  expect([...counts].filter(([, count]) => count > MOST)).toEqual([]);
});
