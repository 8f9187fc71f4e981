import { createHash } from 'node:crypto';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';

/**
 * The commands as few files of plain JavaScript: to read each of their hundreds of modules anew costs every process of the
 * program a second. Made when one of the sources has changed, into .commands/<hash of the sources>; packages stay outside.
 */
const root = path.join(import.meta.dirname, '..');
const store = path.join(root, '.commands');
const list = path.join(store, 'newest.json');
/** What decides about the result beside the sources that the bundler names. */
const MAKERS = ['commands/bundle.mjs', 'tsconfig.json', 'node_modules/esbuild/package.json'];
const ENTRIES = ['.', 'backup', 'beside', 'serving/listening'];
/** So many bundles stay: a program that was started before a source changed still reads from its own. */
const KEPT = 6;

/** The file of the command, of exactly the sources that are there. Throws where it cannot be made or written. */
export async function bundled(command) {
  const known = newest();
  const fresh = known !== null && hashOf(known.sources) === known.hash;
  const file = fileIn(fresh ? known.hash : await make(), command);
  // A command that came since changes no file that was there before.
  return fresh && !existsSync(file) ? fileIn(await make(), command) : file;
}

function fileIn(hash, command) {
  return path.join(store, hash, `${nameOf(command)}.mjs`);
}

function nameOf(command) {
  return command.replaceAll('/', '--');
}

function newest() {
  try {
    return JSON.parse(readFileSync(list, 'utf8'));
  } catch {
    return null;
  }
}

function hashOf(sources) {
  const hash = createHash('sha256');
  try {
    for (const file of sources)
      hash
        .update(file)
        .update('\0')
        .update(readFileSync(path.join(root, file)))
        .update('\0');
  } catch {
    return ''; // One of them is gone.
  }
  return hash.digest('hex').slice(0, 20);
}

/** Several processes may do so at once: each writes files of its own, and the first to be ready is the one that counts. */
async function make() {
  const { build } = await import('esbuild');
  mkdirSync(store, { recursive: true });
  const { outputFiles, metafile } = await build({
    absWorkingDir: root,
    entryPoints: entries().map((command) => ({ in: `commands/${command}.ts`, out: nameOf(command) })),
    outdir: path.join(store, 'hash'),
    write: false,
    metafile: true,
    bundle: true,
    splitting: true,
    packages: 'external',
    platform: 'node',
    target: 'node20.19',
    format: 'esm',
    outExtension: { '.js': '.mjs' },
    // The names of errors are read; lines of a stack lead to the sources.
    keepNames: true,
    sourcemap: 'linked',
    sourcesContent: false,
    plugins: [{ name: 'place', setup: keepPlace }],
    logLevel: 'silent',
  });
  const sources = [...Object.keys(metafile.inputs), ...MAKERS].sort();
  const hash = hashOf(sources);
  const own = mkdtempSync(path.join(store, 'making-'));
  // Whoever may read the sources may read these: an account of its own runs the program on many a server.
  chmodSync(own, 0o755);
  for (const { path: file, contents } of outputFiles) writeFileSync(path.join(own, path.basename(file)), contents);
  if (existsSync(path.join(store, hash))) rmSync(own, { recursive: true });
  else renameInto(own, path.join(store, hash));
  const listing = mkdtempSync(path.join(store, 'making-'));
  writeFileSync(path.join(listing, 'newest.json'), JSON.stringify({ hash, sources }));
  renameSync(path.join(listing, 'newest.json'), list);
  rmSync(listing, { recursive: true });
  removeOld(hash);
  return hash;
}

/** Every command that can be named to run.mjs. */
function entries() {
  return ENTRIES.flatMap((folder) =>
    readdirSync(path.join(root, 'commands', folder))
      .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'))
      .map((file) => path.posix.join(folder, file.slice(0, -'.ts'.length))),
  );
}

/** A module that asks where it is learns the place of its source: migrations and packages are found from there. */
function keepPlace({ onLoad }) {
  onLoad({ filter: /\.tsx?$/ }, ({ path: file }) => {
    const text = readFileSync(file, 'utf8');
    if (!text.includes('import.meta.')) return undefined;
    if (/import\.meta\.(?!url\b)/.test(text)) throw new Error(`${file}: of import.meta only the url is known here.`);
    const place = path.posix.join('../..', path.relative(root, file).split(path.sep).join('/'));
    return {
      contents: text.replaceAll('import.meta.url', `new URL(${JSON.stringify(place)}, import.meta.url).href`),
      loader: file.endsWith('x') ? 'tsx' : 'ts',
    };
  });
}

function renameInto(own, folder) {
  try {
    renameSync(own, folder);
  } catch (error) {
    if (!existsSync(folder)) throw error;
    rmSync(own, { recursive: true });
  }
}

function removeOld(hash) {
  const made = readdirSync(store, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && entry.name !== hash)
    .map(({ name }) => ({ name, at: statSync(path.join(store, name), { throwIfNoEntry: false })?.mtimeMs ?? 0 }))
    .sort((a, b) => b.at - a.at);
  for (const { name } of made.slice(KEPT - 1)) rmSync(path.join(store, name), { recursive: true, force: true });
}
