import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { root } from './build';

/** A program of few lines in a folder of its own, started as the real one is. */
let house: string;
beforeAll(() => {
  house = mkdtempSync(path.join(tmpdir(), 'registry-bundle-'));
});
afterAll(() => rmSync(house, { recursive: true, force: true }));
beforeEach(() => {
  rmSync(house, { recursive: true, force: true });
  for (const folder of ['backup', 'beside', 'serving/listening'])
    mkdirSync(path.join(house, 'commands', folder), { recursive: true });
  for (const file of ['run.mjs', 'bundle.mjs'])
    cpSync(path.join(root, 'commands', file), path.join(house, 'commands', file));
  put('prisma/generated/client.ts', '');
  put('tsconfig.json', '{ "compilerOptions": { "paths": { "@/*": ["./*"] } } }');
  symlinkSync(path.join(root, 'node_modules'), path.join(house, 'node_modules'));
  put('lib/word.ts', "export const WORD = 'first';\n");
  put('commands/beside/say.ts', "import { WORD } from '@/lib/word';\nexport const main = () => console.log(WORD);\n");
});

function put(file: string, text: string): void {
  mkdirSync(path.dirname(path.join(house, file)), { recursive: true });
  writeFileSync(path.join(house, file), text);
}

function run(command: string): string {
  const { stdout, stderr } = spawnSync(process.execPath, ['commands/run.mjs', command], {
    cwd: house,
    encoding: 'utf8',
  });
  return `${stdout}${stderr}`.trim();
}

const bundles = (): string[] => readdirSync(path.join(house, '.commands')).filter((name) => !name.endsWith('.json'));

test('a command is read from one bundle until a source of it changes, though its time and size stay', () => {
  expect(run('beside/say')).toBe('first');
  expect(run('beside/say')).toBe('first');
  expect(bundles()).toHaveLength(1);
  put('lib/word.ts', "export const WORD = 'other';\n");
  utimesSync(path.join(house, 'lib/word.ts'), 0, 0);
  expect(run('beside/say')).toBe('other');
  expect(bundles()).toHaveLength(2);
});

test('a command that came since is found, and one whose source is gone is not', () => {
  run('beside/say');
  put('commands/later.ts', "export const main = () => console.log('later');\n");
  expect(run('later')).toBe('later');
  rmSync(path.join(house, 'commands/later.ts'));
  expect(run('later')).toContain('ERR_MODULE_NOT_FOUND');
});

test('of older bundles the newest five stay, which a running program may still read from', () => {
  run('beside/say');
  const [first] = bundles();
  for (const age of [2, 3, 4, 5, 6]) {
    mkdirSync(path.join(house, '.commands', `older-${age}`));
    utimesSync(path.join(house, '.commands', `older-${age}`), 1000 - age, 1000 - age);
  }
  put('lib/word.ts', "export const WORD = 'other';\n");
  run('beside/say');
  expect(bundles()).toContain(first);
  expect(bundles().filter((name) => name.startsWith('older'))).toEqual([2, 3, 4, 5].map((age) => `older-${age}`));
});

test('an error says the line of the source, and a module finds the files beside its source', () => {
  put(
    'commands/beside/say.ts',
    "import { readFileSync } from 'node:fs';\n\nexport const main = () => {\n  const text: string = readFileSync(new URL('./note.txt', import.meta.url), 'utf8');\n  throw new Error(text);\n};\n",
  );
  put('commands/beside/note.txt', 'as the note says');
  const said = run('beside/say');
  expect(said).toContain('Error: as the note says');
  expect(said).toMatch(/commands\/beside\/say\.ts:5:\d+/);
});

test('where the bundle cannot be made, it is said why and what to do', () => {
  put('commands/beside/say.ts', 'export const main = () => {\n  return (;\n};\n');
  const said = run('beside/say');
  expect(said).toContain('commands/beside/say.ts:2:10: ERROR: Unexpected ";"');
  expect(said).toContain('npm run build');
  expect(said).not.toContain('    at ');
});
