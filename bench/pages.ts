/**
 * The public pages as readers get them, of the program as it is started, with data and a build of its own:
 * `npm run bench -- pages`. Requests a second beside an empty static page of the same server (limit: 70 % of it), what a
 * browser loads, and how soon the page stands on a desktop's connection (10 Mbit/s, 40 ms): largest contentful paint
 * (limit 1.2 s), total blocking time (150 ms), layout shift, compressed JavaScript (170 kB for a page without charts).
 */
import { execFileSync } from 'node:child_process';
import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { chromium, type Browser } from '@playwright/test';
import { findBrowser } from '../commands/setup/browser';
import { root } from '../commands/build';
import { freePort } from '../prisma/server';
import { startProgram } from './program';

const EMPTY = '/empty.html';
const LOADED = ['/trials', '/trials/interfant-06', '/compare', '/', '/ru/trials'];
const VIEWED = ['/trials', '/trials/interfant-06', '/compare', '/references', '/risk', '/'];
const WITHOUT_CHARTS = ['/trials', '/trials/interfant-06', '/references', '/risk'];
const [ROUNDS, SECONDS, CONNECTIONS] = [3, 4, 16] as const;
const [SHARE, PAINT_SECONDS, BLOCKING_MS, SCRIPT_KB] = [0.7, 1.2, 150, 170] as const;
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

/** Rounds in turn, so that a busy moment of the machine does not fall on one page alone. */
function measureRequests(site: string): boolean {
  const addresses = [EMPTY, ...LOADED];
  const rates = new Map<string, number[]>(addresses.map((address) => [address, []]));
  for (let round = -1; round < ROUNDS; round += 1) {
    for (const address of addresses) {
      const rate = Number(
        execFileSync(
          process.execPath,
          [
            path.join(root, 'bench/pages-load.mjs'),
            `${site}${address}`,
            String(round < 0 ? 1 : SECONDS),
            String(CONNECTIONS),
          ],
          { encoding: 'utf8' },
        ),
      );
      if (round >= 0) rates.get(address)?.push(rate);
    }
  }
  const base = median(rates.get(EMPTY) ?? []);
  console.table(
    [...rates].map(([address, list]) => ({
      page: address,
      'requests/s': Math.round(median(list)),
      'share of the empty page': (median(list) / base).toFixed(2),
      limit: address === EMPTY ? '' : SHARE,
    })),
  );
  return LOADED.every((address) => median(rates.get(address) ?? []) >= SHARE * base);
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
  const program = await startProgram(port, path.join(scratch, 'data'), '.next-bench');
  const site = `http://localhost:${port}`;
  kept = [measureRequests(site), await measureViews(site)].every(Boolean);
  program.kill('SIGINT');
  await new Promise((resolve) => program.once('exit', resolve));
} finally {
  await rm(empty, { recursive: true });
  await rm(scratch, { recursive: true, force: true });
}
process.exitCode = kept ? 0 : 1;
