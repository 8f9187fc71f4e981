import { defineConfig } from '@playwright/test';
import { findBrowser } from './commands/setup/browser';

const port = process.env.E2E_PORT ?? '3199';
const baseURL = `http://localhost:${port}`;
const dataDir = process.env.E2E_DATA_DIR ?? '.data-e2e';

/** The program as a user starts it, on a port and a data folder of its own. */
export default defineConfig({
  testDir: 'e2e',
  testMatch: '**/*.spec.ts',
  // A hung page, not a slow machine: three times the slowest test on two busy cores.
  timeout: 180_000,
  expect: { timeout: 30_000 },
  workers: 2,
  fullyParallel: true,
  forbidOnly: true,
  // Named at the end of the run: a test that needs its second try is a fault to look for (docs/decisions/0191).
  retries: process.env.CI === undefined ? 0 : 1,
  outputDir: 'test-results',
  globalSetup: './e2e/support/global-setup.ts',
  use: {
    baseURL,
    acceptDownloads: true,
    // A trace of every test would cost a third of the time: npx playwright test --trace on FILE records one.
    screenshot: 'only-on-failure',
    launchOptions: {
      executablePath: findBrowser() ?? undefined,
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    },
  },
  webServer: {
    command: 'npm start',
    url: `${baseURL}/api/health`,
    timeout: 1_800_000,
    gracefulShutdown: { signal: 'SIGINT', timeout: 20_000 },
    env: {
      PORT: port,
      DATA_DIR: dataDir,
      DIST_DIR: process.env.E2E_DIST_DIR ?? '.next-test',
      // All tests ask from one address, some of them for everything there is.
      LIMIT_FACTOR: '1000',
      DATABASE_URL: '',
      DEMO: '1',
    },
  },
});
