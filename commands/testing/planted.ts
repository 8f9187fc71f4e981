import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { root } from '../build';

/**
 * What lint says of files that are planted into a likeness of the house: the same folders and neighbours, beside the real ones,
 * so that nothing that reads the sources meanwhile (a build, another test) finds the faults. The texts by path, one finding a
 * line; paths of the answer are those of the house.
 */
export function lintPlanted(files: Readonly<Record<string, string>>): string[] {
  const likeness = mkdtempSync(path.join(tmpdir(), 'registry-planted-'));
  try {
    const own = new Set(Object.keys(files).flatMap((file) => foldersOf(path.dirname(file))));
    for (const folder of new Set(['.', 'commands', ...own])) likenAt(likeness, folder, own);
    for (const [file, text] of Object.entries(files)) {
      rmSync(path.join(likeness, file), { force: true });
      writeFileSync(path.join(likeness, file), text);
    }
    const oxlint = path.join(root, 'node_modules/oxlint/bin/oxlint');
    const args = [oxlint, '--type-aware', '--format', 'unix', ...Object.keys(files)];
    const { stdout, stderr, status } = spawnSync(process.execPath, args, { cwd: likeness, encoding: 'utf8' });
    if (status === null || stdout === '') throw new Error(`Lint says nothing: ${stderr}`);
    return stdout.split('\n');
  } finally {
    rmSync(likeness, { recursive: true, force: true });
  }
}

/** A folder and those above it, below the root. */
function foldersOf(folder: string): string[] {
  return folder === '.' ? [] : [...foldersOf(path.dirname(folder)), folder];
}

/** Makes one folder of the likeness: what is in the real one by links, but for the folders that are made themselves. */
function likenAt(likeness: string, folder: string, own: ReadonlySet<string>): void {
  const place = path.join(likeness, folder);
  mkdirSync(place, { recursive: true });
  const real = path.join(root, folder);
  for (const name of existsSync(real) ? readdirSync(real) : []) {
    const at = path.posix.join(folder, name);
    if (own.has(at) || at === 'commands') continue;
    // The rules are found beside their settings, so that both are copied and not linked.
    if (/^(\.oxlintrc\.json|commands\/lint-plugin\.mjs|tsconfig\.json)$/u.test(at))
      cpSync(path.join(root, at), path.join(likeness, at));
    else symlinkSync(path.join(root, at), path.join(likeness, at));
  }
}
