import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

const root = fileURLToPath(new URL('.', import.meta.url));

/** Two kinds of tests: `unit` is pure code, `database` runs against a real PostgreSQL (each file its own database). */
export default defineConfig({
  resolve: { alias: { '@': root } },
  test: {
    setupFiles: ['vitest.properties.ts'],
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: ['{lib,seed,components,commands}/**/*.test.ts'],
          exclude: ['**/*.database.test.ts'],
          testTimeout: 30_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'database',
          include: ['{lib,seed,prisma,commands}/**/*.database.test.ts'],
          globalSetup: ['prisma/testing/global-setup.ts'],
          testTimeout: 120_000,
          hookTimeout: 180_000,
        },
      },
    ],
  },
});
