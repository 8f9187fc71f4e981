/**
 * The public pages as readers get them, of the program as it is started, with data and a build of its own:
 * `npm run bench -- pages`. Requests a second beside an empty static page of `next start` (goal: nine times as many), what a
 * browser loads, and how soon the page stands on a desktop's connection (10 Mbit/s, 40 ms): largest contentful paint
 * (limit 1.2 s), total blocking time (150 ms), layout shift, compressed JavaScript (170 kB for a page without charts).
 * `SECONDS=1` tries the measurement itself, with one round.
 */
import { execFileSync, spawn } from 'node:child_process';
import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { chromium, type Browser } from '@playwright/test';
import { findBrowser } from '../commands/setup/browser';
import { nextCommand, root } from '../commands/build';
import { freePort } from '../prisma/server';
import { loadSeconds, reach } from './goals';
import { endProgram, startProgram } from './program';

const EMPTY = '/empty.html';
const LOADED = ['/trials', '/trials/interfant-06', '/compare', '/', '/ru/trials'];
const VIEWED = ['/trials', '/trials/interfant-06', '/compare', '/references', '/risk', '/'];
const WITHOUT_CHARTS = ['/trials', '/trials/interfant-06', '/references', '/risk'];
const BUILD = '.next-bench';
const [SECONDS, CONNECTIONS] = [loadSeconds(4), 16] as const;
const ROUNDS = process.env['SECONDS'] === undefined ? 3 : 1;
const [PAINT_SECONDS, BLOCKING_MS, SCRIPT_KB] = [1.2, 150, 170] as const;
const LONG_TASK_MS = 50;

/** A page without anything in it, that only this benchmark has. */
async function addEmptyPage(): Promise<string> {
  const folder = path.join(root, 'app/(bench)');
  await mkdir(path.join(folder, 'empty.html'), { recursive: true });
  await writeFile(
    path.join(folder, 'layout.tsx'),
    'import type { ReactNode } from \'react\';\nexport default function EmptyLayout({ children }: { children: ReactNode }) {\n  return <html lang="en"><body>{children}</body></html>;\n}\n',
  );
  await writeFile(
    path.join(folder, 'empty.html/page.tsx'),
    "export const dynamic = 'force-static';\nexport default function EmptyPage() {\n  return <main />;\n}\n",
  );
  return folder;
}

const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[values.length >> 1] ?? Number.NaN;

function requestsPerSecond(url: string, seconds: number): number {
  const load = path.join(root, 'bench/pages-load.mjs');
  return Number(
    execFileSync(process.execPath, [load, url, String(seconds), String(CONNECTIONS)], { encoding: 'utf8' }),
  );
}

/** The empty page of the same build, answered by Next.js alone. Rounds, of which the first only warms up. */
async function emptyPage(): Promise<number> {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}${EMPTY}`;
  const server = spawn(process.execPath, [nextCommand, 'start', '--port', String(port)], {
    cwd: root,
    stdio: ['ignore', 'ignore', 'inherit'],
    env: { ...process.env, NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1', DIST_DIR: BUILD },
  });
  try {
    for (const end = Date.now() + 60_000; Date.now() < end; await wait(200))
      if ((await fetch(url).catch(() => null))?.ok === true) break;
    requestsPerSecond(url, SECONDS);
    return median(Array.from({ length: ROUNDS }, () => requestsPerSecond(url, SECONDS)));
  } finally {
    const ended = new Promise((resolve) => server.once('exit', resolve));
    server.kill('SIGTERM');
    await ended;
  }
}

/** Rounds in turn, so that a busy moment of the machine does not fall on one page alone. */
function measureRequests(site: string, base: number): boolean {
  const rates = new Map<string, number[]>(LOADED.map((address) => [address, []]));
  for (let round = -1; round < ROUNDS; round += 1)
    for (const address of LOADED) {
      const rate = requestsPerSecond(`${site}${address}`, round < 0 ? Math.min(1, SECONDS) : SECONDS);
      if (round >= 0) rates.get(address)?.push(rate);
    }
  const row = (page: string, rate: number) => ({
    ...{ page, 'requests/s': Math.round(rate), 'times the empty page': (rate / base).toFixed(1) },
  });
  console.table([
    row(`${EMPTY} of next start`, base),
    ...[...rates].map(([address, list]) => row(address, median(list))),
  ]);
  // The slowest of them counts.
  return reach('page', Math.min(...LOADED.map((address) => median(rates.get(address) ?? []))) / base);
}

type View = { page: string; paint: number; blocking: number; shift: number; script: number };

/** One visit with an empty cache, as a desktop reader makes it. */
async function view(browser: Browser, site: string, address: string): Promise<View> {
  const context = await browser.newContext({ viewport: { width: 1350, height: 940 } });
  const page = await context.newPage();
  const session = await context.newCDPSession(page);
  await session.send('Network.enable');
  await session.send('Network.emulateNetworkConditions', {
    offline: false,
    latency: 40,
    downloadThroughput: (10 * 1024 * 1024) / 8,
    uploadThroughput: (10 * 1024 * 1024) / 8,
  });
  let script = 0;
  const scripts = new Set<string>();
  session.on('Network.responseReceived', ({ requestId, type }) => void (type === 'Script' && scripts.add(requestId)));
  session.on(
    'Network.loadingFinished',
    ({ requestId, encodedDataLength }) => void (scripts.has(requestId) && (script += encodedDataLength)),
  );
  await page.addInitScript((longest) => {
    const seen = { paint: 0, blocking: 0, shift: 0 };
    Object.assign(window, { seen });
    new PerformanceObserver((list) => {
      seen.paint = Math.max(seen.paint, ...list.getEntries().map(({ startTime }) => startTime));
    }).observe({ type: 'largest-contentful-paint', buffered: true });
    new PerformanceObserver((list) => {
      for (const { duration } of list.getEntries()) seen.blocking += Math.max(0, duration - longest);
    }).observe({ type: 'longtask', buffered: true });
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) seen.shift += (entry as PerformanceEntry & { value: number }).value;
    }).observe({ type: 'layout-shift', buffered: true });
  }, LONG_TASK_MS);
  await page.goto(`${site}${address}`, { waitUntil: 'load' });
  await page.waitForTimeout(1500);
  const seen = await page.evaluate(
    () => (window as typeof window & { seen: { paint: number; blocking: number; shift: number } }).seen,
  );
  await context.close();
  return { page: address, ...seen, script };
}

async function measureViews(site: string): Promise<boolean> {
  const browser = await chromium.launch({
    executablePath: findBrowser() ?? undefined,
    args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--no-first-run'],
  });
  const rows: View[] = [];
  for (const address of VIEWED) {
    const visits: View[] = [];
    for (let round = 0; round < ROUNDS; round += 1) visits.push(await view(browser, site, address));
    const of = (name: 'paint' | 'blocking' | 'shift' | 'script'): number => median(visits.map((visit) => visit[name]));
    rows.push({
      page: address,
      paint: of('paint') / 1000,
      blocking: of('blocking'),
      shift: of('shift'),
      script: of('script') / 1000,
    });
  }
  await browser.close();
  console.table(
    rows.map(({ page, paint, blocking, shift, script }) => ({
      page,
      'paint s': paint.toFixed(2),
      'blocking ms': Math.round(blocking),
      'layout shift': shift.toFixed(3),
      'JavaScript kB': Math.round(script),
    })),
  );
  return rows.every(
    ({ page, paint, blocking, script }) =>
      paint < PAINT_SECONDS && blocking < BLOCKING_MS && (!WITHOUT_CHARTS.includes(page) || script < SCRIPT_KB),
  );
}

const scratch = await mkdtemp(path.join(tmpdir(), 'registry-bench-'));
await chmod(scratch, 0o711);
const empty = await addEmptyPage();
const port = await freePort();
let kept = false;
try {
  const program = await startProgram(port, path.join(scratch, 'data'), BUILD);
  const site = `http://localhost:${port}`;
  kept = [measureRequests(site, await emptyPage()), await measureViews(site)].every(Boolean);
  await endProgram(program);
} finally {
  await rm(empty, { recursive: true });
  await rm(scratch, { recursive: true, force: true });
}
process.exitCode = kept ? 0 : 1;
