import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { chromium } from '@playwright/test';

/** The browser without its window first: a test takes half the time in it. */
const WINDOWLESS = ['/usr/bin/chromium-headless-shell'];
const INSTALLED = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/opt/google/chrome/chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
];

/** The browser for the tests: the one that CHROMIUM names, an installed Chromium or Chrome, or Playwright's own; null where there is none. */
export function findBrowser(): string | null {
  const named = process.env['CHROMIUM'];
  const known = [...(named ? [named] : []), ...WINDOWLESS, ...INSTALLED, chromium.executablePath()];
  return known.find((file) => existsSync(file)) ?? null;
}

/** Makes sure that there is a browser: Playwright's download where the network allows it, else a package of the system. */
export async function ensureBrowser(say: (line: string) => void): Promise<void> {
  if (findBrowser() !== null) return;
  say('No Chromium or Chrome found: trying the download of the test library…');
  const cli = createRequire(import.meta.url).resolve('@playwright/test/cli');
  spawnSync(process.execPath, [cli, 'install', 'chromium'], { stdio: 'ignore', timeout: 120_000 });
  if (findBrowser() !== null) return;
  const quiet = { stdio: 'ignore', env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } } as const;
  spawnSync('apt-get', ['update'], { ...quiet, timeout: 300_000 });
  for (const name of ['chromium-headless-shell', 'chromium']) {
    say(`Not to be had: installing the package "${name}" of the system…`);
    spawnSync('apt-get', ['install', '-y', '--no-install-recommends', name], { ...quiet, timeout: 900_000 });
    if (findBrowser() !== null) return;
  }
  throw new Error('no browser for the tests: install Chromium or Chrome, or name one with CHROMIUM=/path/to/chromium');
}
