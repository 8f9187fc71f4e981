import { spawnSync } from 'node:child_process';
import { cp, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { root } from './build';

const NAME = 'survival-statistics';
/** Out of the way of lint and of the build of the program. */
const PLACE = path.join(root, '.data', 'pack-survival');

/** `npm run pack:survival [-- FOLDER]`: builds the survival engine as a package of its own and prints where the packed file lies. */
export async function main([folder = PLACE]: readonly string[]): Promise<number> {
  const built = path.join(path.resolve(folder), NAME);
  await rm(built, { recursive: true, force: true });
  await mkdir(built, { recursive: true });
  if (!(await compile(built))) return 1;
  await namesWithEndings(path.join(built, 'dist'));
  await writeFile(path.join(built, 'package.json'), `${JSON.stringify(await manifest(), null, 2)}\n`);
  await cp(path.join(root, 'lib/survival/README.md'), path.join(built, 'README.md'));
  await cp(path.join(root, 'LICENSE'), path.join(built, 'LICENSE'));
  const { status, stdout, stderr } = spawnSync('npm', ['pack', '--json', '--pack-destination', '..'], {
    cwd: built,
    encoding: 'utf8',
  });
  if (status !== 0) {
    console.error(stderr);
    return 1;
  }
  const [packed] = JSON.parse(stdout) as { filename: string; files: unknown[]; size: number }[];
  console.log(path.join(path.resolve(folder), packed?.filename ?? ''));
  console.log(`${packed?.files.length ?? 0} files, ${Math.round((packed?.size ?? 0) / 1024)} KB`);
  return 0;
}

/** The compiler follows the imports from the front door, so that tests and expected values stay behind. */
async function compile(built: string): Promise<boolean> {
  const source = path.join(root, 'lib/survival');
  const settings = path.join(built, 'tsconfig.json');
  const compilerOptions = {
    target: 'ES2022',
    lib: ['ES2023'],
    module: 'ESNext',
    moduleResolution: 'Bundler',
    types: [],
    strict: true,
    noUncheckedIndexedAccess: true,
    declaration: true,
    rootDir: source,
    outDir: path.join(built, 'dist'),
  };
  await writeFile(settings, JSON.stringify({ compilerOptions, files: [path.join(source, 'index.ts')] }));
  const tsc = path.join(root, 'node_modules/typescript-native/bin/tsc');
  const { status, stdout } = spawnSync(process.execPath, [tsc, '--project', settings], { encoding: 'utf8' });
  await rm(settings);
  if (status !== 0) console.error(stdout);
  return status === 0;
}

/** Node and browsers want the name of the file, which the sources leave to the bundler. */
async function namesWithEndings(folder: string): Promise<void> {
  for (const entry of await readdir(folder, { withFileTypes: true, recursive: true })) {
    if (!entry.isFile()) continue;
    const file = path.join(entry.parentPath, entry.name);
    const text = await readFile(file, 'utf8');
    await writeFile(file, text.replaceAll(/(from '|import\(["'])(\.{1,2}\/[^'"]+)(?=["'])/g, '$1$2.js'));
  }
}

async function manifest(): Promise<object> {
  const own = JSON.parse(await readFile(path.join(root, 'package.json'), 'utf8')) as Record<string, unknown>;
  return {
    name: NAME,
    version: own['version'],
    description: 'Survival statistics that agree with R: a number or a reason, no dependency',
    license: own['license'],
    type: 'module',
    sideEffects: false,
    engines: own['engines'],
    exports: { '.': { types: './dist/index.d.ts', default: './dist/index.js' } },
    types: './dist/index.d.ts',
    files: ['dist'],
  };
}
