import { execFileSync } from 'node:child_process';
import path from 'node:path';
import { expect, test } from 'vitest';
import { root } from './build';

/** Source files of one folder, unit tests and styles not counted (docs/decisions/0065-rooms-inside-the-rooms.md). */
const MOST = 20;
/** So many files whose names begin with the same word are a folder. */
const A_FOLDER = 4;
/** Named after studies: "Interfant-06" and "MLL-10" are one word each. */
const NAMES_OF_STUDIES = 'lib/risk/rule-sets';

test(`no folder holds more than ${MOST} source files`, () => {
  expect(overMost(sources(), (file) => path.dirname(file), MOST)).toEqual([]);
});

test(`no ${A_FOLDER} files of a folder begin with the same word`, () => {
  const named = sources().filter(
    (file) => path.basename(file).includes('-') && path.dirname(file) !== NAMES_OF_STUDIES,
  );
  const wordOf = (file: string): string => `${path.dirname(file)}/${path.basename(file).split('-')[0]}-`;
  expect(overMost(named, wordOf, A_FOLDER - 1)).toEqual([]);
});

function sources(): string[] {
  const files = execFileSync('git', ['ls-files', '--', '*.ts', '*.tsx'], { cwd: root, encoding: 'utf8' }).split('\n');
  expect(files.length).toBeGreaterThan(500);
  return files.filter((file) => file !== '' && !/\.test\.tsx?$/.test(file));
}

function overMost(files: readonly string[], placeOf: (file: string) => string, most: number): [string, number][] {
  const counts = new Map<string, number>();
  for (const file of files) counts.set(placeOf(file), (counts.get(placeOf(file)) ?? 0) + 1);
  return [...counts].filter(([, count]) => count > most);
}
