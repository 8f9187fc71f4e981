import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { readSettings } from './setup/environment';
import { StartError } from './setup/start-error';
import { compressBuild } from './serving/static-files';

export const root = fileURLToPath(new URL('..', import.meta.url));
export const nextCommand = createRequire(import.meta.url).resolve('next/dist/bin/next');

/** What a build is made of; a change here makes it out of date. */
const SOURCES = [
  'app',
  'components',
  'lib',
  'prisma/schema.prisma',
  'public',
  'proxy.ts',
  'next.config.js',
  'package-lock.json',
];

/** Builds the pages unless the build that exists is of exactly these sources; its scripts as small as they get, or at once. */
export async function ensureBuild(
  distDir: string,
  say: (line: string) => void,
  compression: 'small' | 'quick' = 'small',
): Promise<void> {
  const stamp = path.join(root, distDir, 'sources.sha256');
  const sources = await fingerprint();
  const built =
    existsSync(path.join(root, distDir, 'BUILD_ID')) && existsSync(stamp) ? await readFile(stamp, 'utf8') : '';
  if (built === sources) return;
  say('Building the pages (a minute or two, only when the program has changed)…');
  await runNextBuild(distDir);
  await compressBuild(path.join(root, distDir), compression);
  await writeFile(stamp, sources);
}

async function runNextBuild(distDir: string): Promise<void> {
  const env = { ...process.env, NODE_ENV: 'production' as const, NEXT_TELEMETRY_DISABLED: '1', DIST_DIR: distDir };
  const child = spawn(process.execPath, [nextCommand, 'build'], { cwd: root, env, stdio: ['ignore', 'pipe', 'pipe'] });
  const output: string[] = [];
  child.stdout.on('data', (chunk) => output.push(String(chunk)));
  child.stderr.on('data', (chunk) => output.push(String(chunk)));
  const code = await new Promise((resolve) => child.on('close', resolve));
  if (code !== 0)
    throw new StartError(
      `The pages could not be built:\n${output.join('').slice(-4000)}`,
      'Correct what is named above; a fresh npm ci helps where files of node_modules are missing.',
    );
}

/** Of everything that the program is made of. */
export async function fingerprint(): Promise<string> {
  const hash = createHash('sha256');
  for (const source of SOURCES) {
    for (const file of await filesBelow(path.join(root, source))) {
      if (file.endsWith('.test.ts') || file.endsWith('.test.tsx')) continue;
      hash.update(path.relative(root, file)).update(await readFile(file));
    }
  }
  return hash.digest('hex');
}

async function filesBelow(place: string): Promise<string[]> {
  if (!existsSync(place)) return [];
  const entries = await readdir(place, { withFileTypes: true, recursive: true }).catch(() => null);
  if (entries === null) return [place];
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name))
    .sort();
}

/** `npm run build`: makes the build ahead of the first start, as an image does. */
export async function main(): Promise<number> {
  await ensureBuild(readSettings().distDir, console.log);
  return 0;
}
