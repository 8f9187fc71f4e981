/**
 * The curve reader in a browser, of the program as it is started: `npm run bench -- figure-page`. How soon what was read
 * lies over the figure after the file was chosen (limit 2 s for lines, 3 s for a picture), and how long the page is blocked
 * at a time from choosing a file to the last correction (50 ms), by the browser's own long tasks. `SITE=http://…` measures
 * a program that runs already.
 */
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { chromium, type Browser, type Page } from '@playwright/test';
import { encode } from 'fast-png';
import { findBrowser } from '../commands/setup/browser';
import { FRAME, picture, withAxes, withCurve } from '../lib/figure-reading/testing/drawn-picture';
import { axes, line, smallPdf, stairs } from '../lib/figure-reading/testing/small-pdf';
import { freePort } from '../prisma/server';
import { endProgram, startProgram } from './program';

const LIMIT_SECONDS = { lines: 2, picture: 3 } as const;
const LONGEST_TASK_MS = 50;
const ROUNDS = 3;
type Kind = keyof typeof LIMIT_SECONDS;

const steps = Array.from({ length: 300 }, (_, i) => [(40 * (i + 1)) / 301, 1 - (i + 1) / 400] as const);
const lower = steps.map(([time, value]) => [time, value ** 2] as const);
const lines = Buffer.from(
  smallPdf([
    {
      content: [axes(), '0.8 0 0 RG', line(...stairs(steps, 40)), '0 0 0.8 RG', line(...stairs(lower, 40))].join('\n'),
    },
  ]),
);

function drawn(): Buffer {
  const on = picture(1500, 1400);
  withAxes(on);
  withCurve(on, steps, 40, [0, 70, 200]);
  withCurve(on, lower, 40, [210, 30, 30]);
  return Buffer.from(encode({ width: on.width, height: on.height, data: new Uint8Array(on.data), channels: 4 }));
}

const FILES = {
  lines: { name: 'a.pdf', mimeType: 'application/pdf', buffer: lines },
  picture: { name: 'a.png', mimeType: 'image/png', buffer: drawn() },
} as const;

type Seen = Window & { tasks: number[] };

async function visited(browser: Browser, site: string): Promise<Page> {
  const page = await (await browser.newContext({ viewport: { width: 1350, height: 940 } })).newPage();
  await page.addInitScript(() => {
    const tasks: number[] = [];
    Object.assign(window, { tasks });
    new PerformanceObserver((list) => tasks.push(...list.getEntries().map(({ duration }) => duration))).observe({
      type: 'longtask',
    });
  });
  await page.goto(`${site}/analyse/figure`, { waitUntil: 'networkidle' });
  await page.waitForTimeout(500);
  await page.evaluate(() => void ((window as unknown as Seen).tasks.length = 0));
  return page;
}

/** Seconds until so many curves lie over the figure. */
async function overlaid(page: Page, curves: number, work: () => Promise<void>): Promise<number> {
  const started = performance.now();
  await work();
  await page.waitForFunction((wanted) => document.querySelectorAll('[data-figure] svg g g').length >= wanted, curves, {
    timeout: 60_000,
    polling: 'raf',
  });
  return (performance.now() - started) / 1000;
}

async function pointAt(page: Page, time: number, value: number): Promise<void> {
  const box = await page.locator('[data-figure]').boundingBox();
  if (box === null) throw new Error('no figure');
  const [x, y] = [FRAME.x + time * FRAME.perTime, FRAME.y - value * FRAME.perValue];
  await page.mouse.click(box.x + (x / 1500) * box.width, box.y + (y / 1400) * box.height);
}

async function pictureRead(page: Page): Promise<number> {
  await page.locator('input[type=file]').setInputFiles(FILES.picture);
  await page.locator('[data-figure]').waitFor();
  for (const [axis, values] of [
    ['x', ['0', '40', '10']],
    ['y', ['0', '1', '0.2']],
  ] as const)
    for (const [i, part] of (['first', 'last', 'step'] as const).entries())
      await page.locator(`#reader-${axis}-${part}`).fill(values[i] ?? '');
  const choices = page.locator('section[aria-labelledby=reader-axes] select');
  for (const [i, value] of ['months', 'fraction', 'survival'].entries()) await choices.nth(i).selectOption(value);
  await page.locator('section[aria-labelledby=reader-curves] button').first().click();
  await page.locator('[data-figure]').scrollIntoViewIfNeeded();
  return overlaid(page, 1, () => pointAt(page, 20, 1 - 150 / 400));
}

async function measured(browser: Browser, site: string, kind: Kind): Promise<{ seconds: number; longest: number }> {
  const page = await visited(browser, site);
  const seconds =
    kind === 'lines'
      ? await overlaid(page, 2, () => page.locator('input[type=file]').setInputFiles(FILES.lines))
      : await pictureRead(page);
  // A correction draws the curve anew.
  await page.locator('[role=application]').focus();
  for (const key of ['ArrowDown', 'Shift+ArrowDown', 'd', 'n', 'Shift+ArrowLeft']) await page.keyboard.press(key);
  await page.waitForTimeout(300);
  const tasks = await page.evaluate(() => (window as unknown as Seen).tasks);
  await page.context().close();
  return { seconds, longest: Math.max(0, ...tasks) };
}

const median = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[values.length >> 1] ?? NaN;

async function kept(site: string): Promise<boolean> {
  const browser = await chromium.launch({
    executablePath: findBrowser() ?? undefined,
    args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--no-first-run'],
  });
  const rows = [];
  for (const kind of ['lines', 'picture'] as const) {
    const rounds = [];
    for (let round = 0; round < ROUNDS; round += 1) rounds.push(await measured(browser, site, kind));
    rows.push({
      kind,
      seconds: median(rounds.map(({ seconds }) => seconds)),
      longest: median(rounds.map(({ longest }) => longest)),
    });
  }
  await browser.close();
  console.table(
    rows.map(({ kind, seconds, longest }) => ({
      figure: kind,
      'overlay s': seconds.toFixed(2),
      'limit s': LIMIT_SECONDS[kind],
      'blocked ms at a time': Math.round(longest),
      'limit ms': LONGEST_TASK_MS,
    })),
  );
  return rows.every(({ kind, seconds, longest }) => seconds <= LIMIT_SECONDS[kind] && longest <= LONGEST_TASK_MS);
}

const running = process.env['SITE'];
if (running !== undefined) process.exitCode = (await kept(running)) ? 0 : 1;
else {
  const scratch = await mkdtemp(path.join(tmpdir(), 'registry-bench-'));
  await chmod(scratch, 0o711);
  try {
    const port = await freePort();
    const program = await startProgram(port, path.join(scratch, 'data'), '.next-bench');
    process.exitCode = (await kept(`http://localhost:${port}`)) ? 0 : 1;
    await endProgram(program);
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}
