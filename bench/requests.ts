/**
 * What one reader's request costs the others, of the program as it is started: `npm run bench -- requests`. Requests a second
 * of what is kept, beside an answer from memory of the same server (a script of a page); selections of `/compare` that nobody
 * asked for before, at 50 connections (goal: 60/s), once half a minute of them has run; a picture in print quality, the first time (1.5 s) and again (10 ms);
 * 1,000 patients under every protocol (300 ms); and how long the question whether the program is well takes while 50 readers
 * ask for files that nobody asked for before (99 % within 50 ms). `SECONDS=1` tries the measurement itself.
 */
import { execFileSync, type ChildProcess } from 'node:child_process';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import http from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { root } from '../commands/build';
import { freePort } from '../prisma/server';
import { loadSeconds, reach } from './goals';
import { endProgram, processorMsOf, startProgram } from './program';

const [CONNECTIONS, READERS, HEALTH_EVERY_MS] = [50, 50, 50] as const;
const [SECONDS, WARMING_SECONDS, SELECTION_SECONDS, HEALTH_SECONDS] = [
  loadSeconds(4),
  loadSeconds(30),
  Math.max(5, loadSeconds(10)),
  Math.max(5, loadSeconds(20)),
];
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

/** The least of five: what the machine does besides is not measured. */
/** The median of twenty, after five in which the one who asks has warmed up: what is measured is the answer, not its first reader. */
async function usual(measure: () => Promise<number>): Promise<number> {
  const times: number[] = [];
  for (let i = 0; i < 25; i += 1) times.push(await measure());
  return times.slice(5).toSorted((one, other) => one - other)[10] ?? Number.NaN;
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

const sockets = new http.Agent({ keepAlive: true, maxSockets: CONNECTIONS });

/** Asks as a browser does and lets the answer pass packed: readers unpack on machines of their own. */
function statusOf(url: string): Promise<number> {
  const asked = { agent: sockets, headers: { accept: 'text/html', 'accept-encoding': 'gzip, deflate, br' } };
  return new Promise((resolve, reject) => {
    const request = http.get(url, asked, (answer) => {
      answer.resume().once('end', () => resolve(answer.statusCode ?? 0));
    });
    request.once('error', reject);
  });
}

/** Selections of `/compare` that nobody has asked for, so many at a time for some seconds; `name` tells these from others'. */
async function newSelections(
  site: string,
  name: string,
  seconds: number,
): Promise<Readonly<{ rate: number; asked: number }>> {
  const end = performance.now() + seconds * 1000;
  let [asked, answered] = [0, 0];
  await Promise.all(
    Array.from({ length: CONNECTIONS }, async () => {
      while (performance.now() < end) {
        asked += 1;
        const status = await statusOf(`${site}/compare?endpoint=OS&labels=${LABELLED}:${name}-${asked}`);
        if (status !== 200) throw new Error(`/compare: ${status}`);
        if (performance.now() < end) answered += 1;
      }
    }),
  );
  return { rate: answered / seconds, asked };
}

/** 1,000 made-up patients classified, all different; the first time and the best of the next five. */
async function classification(site: string): Promise<Readonly<{ first: number; again: number; bytes: number }>> {
  const patients = Array.from({ length: 1000 }, (_, id) => ({
    id,
    facts: {
      ageDays: (id * 37) % 366,
      kmt2a: id % 4 === 0 ? 'germline' : 'rearranged',
      wbc: 1 + ((id * 7919) % 900),
      mrdEoi: (id % 90) / 900,
    },
  }));
  let bytes = 0;
  const once = async (): Promise<number> => {
    const begun = performance.now();
    const answer = await fetch(`${site}/api/v1/risk/classify`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ patients }),
    });
    bytes = (await answer.arrayBuffer()).byteLength;
    if (!answer.ok) throw new Error(`classification: ${answer.status}`);
    return performance.now() - begun;
  };
  const first = await once();
  const next: number[] = [];
  for (let i = 0; i < 5; i += 1) next.push(await once());
  return { first, again: Math.min(...next), bytes };
}

async function healthUnderLoad(site: string): Promise<boolean> {
  const stop = new AbortController();
  const asking = ask(site, stop.signal);
  await wait(1000);
  const times: number[] = [];
  for (const end = performance.now() + HEALTH_SECONDS * 1000; performance.now() < end; await wait(HEALTH_EVERY_MS))
    times.push(await milliseconds(`${site}/api/health`));
  stop.abort();
  const files = await asking;
  const sorted = times.toSorted((a, b) => a - b);
  const at = (share: number): number => sorted[Math.ceil(share * sorted.length) - 1] ?? Number.NaN;
  console.table([
    { 'files asked by': READERS, answers: files, 'median ms': at(0.5).toFixed(1), '99 % ms': at(0.99).toFixed(1) },
  ]);
  return reach('health', at(0.99));
}

/** Of what is kept; true where the list of figures is answered as often as it is to be. */
async function keptAnswers(program: ChildProcess, site: string): Promise<boolean> {
  const home = await (await fetch(`${site}/`)).text();
  const script = /src="(\/_next\/static\/[^"]+\.js)"/u.exec(home)?.[1] ?? '/icon.svg';
  await Promise.all(LISTS.map((address) => milliseconds(`${site}${address}`)));
  const measured: { address: string; rate: number; cpu: number | null }[] = [];
  for (const address of [script, ...LISTS]) {
    const { result: rate, processorMs } = await processorMsOf(program, () => requestsPerSecond(`${site}${address}`));
    measured.push({ address, rate, cpu: processorMs === null ? null : processorMs / (rate * SECONDS) });
  }
  const base = measured[0]?.rate ?? Number.NaN;
  console.table(
    measured.map(({ address, rate, cpu }) => ({
      ...{ address, 'requests/s': Math.round(rate), 'of the script': (rate / base).toFixed(2) },
      'CPU ms each': cpu?.toFixed(2) ?? '',
    })),
  );
  const estimates = measured.find(({ address }) => address === LISTS[0]);
  return reach('estimates', estimates?.rate ?? Number.NaN, estimates?.cpu ?? null);
}

async function pictures(program: ChildProcess, site: string): Promise<boolean> {
  // What the server has closed while this process waited for the load is seen first.
  await wait(100);
  const picture = (): Promise<number> => milliseconds(`${site}${PICTURE}`);
  const { result: first, processorMs } = await processorMsOf(program, picture);
  const again = await usual(picture);
  return [reach('pictureFirst', first / 1000, processorMs), reach('pictureAgain', again)].every(Boolean);
}

const scratch = await mkdtemp(path.join(tmpdir(), 'registry-bench-'));
await chmod(scratch, 0o711);
const port = await freePort();
let met: boolean[] = [];
try {
  const program = await startProgram(port, path.join(scratch, 'data'), process.env['DIST_DIR'] ?? '.next');
  const site = `http://localhost:${port}`;
  met = [await keptAnswers(program, site), await pictures(program, site)];
  const patients = await classification(site);
  console.log(
    `1,000 patients classified: first ${patients.first.toFixed(0)} ms, again ${patients.again.toFixed(0)} ms, ${Math.round(patients.bytes / 1000)} kB`,
  );
  met.push(reach('classification', patients.again));
  // What has just been started reads and compiles its modules first; that is said by itself.
  const warming = await newSelections(site, 'first', WARMING_SECONDS);
  console.log(
    `New selections in the first ${WARMING_SECONDS} s: ${warming.rate.toFixed(1)}/s; Node ${process.versions.node}`,
  );
  const { result, processorMs } = await processorMsOf(program, () => newSelections(site, 'new', SELECTION_SECONDS));
  met.push(reach('selections', result.rate, processorMs === null ? null : processorMs / result.asked));
  met.push(await healthUnderLoad(site));
  await endProgram(program);
} finally {
  await rm(scratch, { recursive: true, force: true });
}
process.exitCode = met.every(Boolean) ? 0 : 1;
