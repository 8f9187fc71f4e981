/**
 * What one reader's request costs the others, of the program as it is started: `npm run bench -- requests`. Requests a second
 * of what is kept, beside an answer from memory of the same server (a script of a page); a picture in print quality, the
 * first time and again; and how long the question whether the program is well takes while 50 readers ask for files that
 * nobody asked for before (goal: 99 % within 50 ms).
 */
import { execFileSync } from 'node:child_process';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { root } from '../commands/build';
import { freePort } from '../prisma/server';
import { startProgram } from './program';

const [SECONDS, CONNECTIONS, READERS] = [4, 50, 50] as const;
const LISTS = ['/api/v1/estimates', '/api/v1/trials', '/compare?endpoint=OS', '/api/figures/comparison.png'];
const PICTURE = '/api/figures/landscape.png?pixels=4';
const FILES = ['comparison.pptx', 'comparison.png', 'comparison.pdf', 'forest.png', 'forest.xlsx'];
const LABELLED = 'interfant-06-efs-6y-kmt2a-r';

function requestsPerSecond(url: string): number {
  const load = path.join(root, 'bench/pages-load.mjs');
  return Number(
    execFileSync(process.execPath, [load, url, String(SECONDS), String(CONNECTIONS)], { encoding: 'utf8' }),
  );
}

async function milliseconds(url: string): Promise<number> {
  const begun = performance.now();
  const answer = await fetch(url);
  await answer.arrayBuffer();
  if (!answer.ok) throw new Error(`${url}: ${answer.status}`);
  return performance.now() - begun;
}

/** Files that nobody has asked for: a curve has another name in each. */
async function ask(site: string, stop: AbortSignal): Promise<number> {
  let answered = 0;
  const one = async (reader: number): Promise<void> => {
    for (let round = 0; !stop.aborted; round += 1) {
      const file = FILES[(reader + round) % FILES.length] ?? '';
      const query = `lang=${round % 2 === 0 ? 'en' : 'ru'}&labels=${LABELLED}:${reader}-${round}`;
      const answer = await fetch(`${site}/api/figures/${file}?${query}`, { signal: stop }).catch(() => null);
      if (answer !== null)
        answered += Number(
          await answer.arrayBuffer().then(
            () => true,
            () => false,
          ),
        );
      if (answer?.status === 503) await wait(1000);
    }
  };
  await Promise.all(Array.from({ length: READERS }, (_, reader) => one(reader)));
  return answered;
}

async function healthUnderLoad(site: string): Promise<boolean> {
  const stop = new AbortController();
  const asking = ask(site, stop.signal);
  await wait(1000);
  const times: number[] = [];
  for (let i = 0; i < 200; i += 1) {
    times.push(await milliseconds(`${site}/api/health`));
    await wait(50);
  }
  stop.abort();
  const files = await asking;
  const sorted = times.toSorted((a, b) => a - b);
  const at = (share: number): number => sorted[Math.ceil(share * sorted.length) - 1] ?? Number.NaN;
  console.table([
    { 'files asked by': READERS, answers: files, 'median ms': at(0.5).toFixed(1), '99 % ms': at(0.99).toFixed(1) },
  ]);
  return at(0.99) <= 50;
}

const scratch = await mkdtemp(path.join(tmpdir(), 'registry-bench-'));
await chmod(scratch, 0o711);
const port = await freePort();
let kept = false;
try {
  const program = await startProgram(port, path.join(scratch, 'data'), '.next');
  const site = `http://localhost:${port}`;
  const script = /src="(\/_next\/static\/[^"]+\.js)"/u.exec(await (await fetch(`${site}/`)).text())?.[1] ?? '/icon.svg';
  await Promise.all(LISTS.map((address) => milliseconds(`${site}${address}`)));
  const base = requestsPerSecond(`${site}${script}`);
  console.table(
    [script, ...LISTS].map((address) => {
      const rate = requestsPerSecond(`${site}${address}`);
      return { address, 'requests/s': Math.round(rate), 'of the script': (rate / base).toFixed(2) };
    }),
  );
  // What the server has closed while this process waited for the load is seen first.
  await wait(100);
  const [first, again] = [await milliseconds(`${site}${PICTURE}`), await milliseconds(`${site}${PICTURE}`)];
  console.table([{ picture: PICTURE, 'first ms': Math.round(first), 'again ms': again.toFixed(1) }]);
  kept = await healthUnderLoad(site);
  program.kill('SIGINT');
  await new Promise((resolve) => program.once('exit', resolve));
} finally {
  await rm(scratch, { recursive: true, force: true });
}
process.exitCode = kept ? 0 : 1;
