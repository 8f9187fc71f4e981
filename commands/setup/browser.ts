import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { chromium } from '@playwright/test';

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
  return [...(named ? [named] : []), ...INSTALLED, chromium.executablePath()].find((file) => existsSync(file)) ?? null;
}

/** Makes sure that there is a browser: Playwright's download where the network allows it, else the system's package. */
export async function ensureBrowser(say: (line: string) => void): Promise<void> {
  if (findBrowser() !== null) return;
  say('No Chromium or Chrome found: trying the download of the test library…');
  const cli = createRequire(import.meta.url).resolve('@playwright/test/cli');
  spawnSync(process.execPath, [cli, 'install', 'chromium'], { stdio: 'ignore', timeout: 120_000 });
  if (findBrowser() !== null) return;
  say('Not to be had: installing the package "chromium" of the system…');
  spawnSync('apt-get', ['update'], { stdio: 'ignore', timeout: 300_000 });
  spawnSync('apt-get', ['install', '-y', '--no-install-recommends', 'chromium'], {
    stdio: 'ignore',
    timeout: 900_000,
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  });
  if (findBrowser() === null)
    throw new Error(
      'no browser for the tests: install Chromium or Chrome, or name one with CHROMIUM=/path/to/chromium',
    );
}
