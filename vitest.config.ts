import { fileURLToPath } from 'node:url';
import { defineConfig, type Plugin } from 'vitest/config';

const root = fileURLToPath(new URL('.', import.meta.url));

/** The rooms of arithmetic. Their loops read typed arrays as `values[i] ?? 0`, where the zero only satisfies the types. */
const NUMERIC_ROOMS = /\/lib\/(survival|risk\/numbers)\/(?!.*(\.test\.ts|\/testing\/)).*\.ts$/;
const READ = /(?<![\w$.?)\]])([\w$]+(?:\.[\w$]+)*)\[([^[\]]+)\] \?\? 0(?![\w.])/g;
const CHECK = `
function __checkedAt(values, index) {
  const list = Array.isArray(values) || ArrayBuffer.isView(values);
  if (list && !(Number.isInteger(index) && index >= 0 && index < values.length))
    throw new RangeError('Index ' + String(index) + ' of ' + String(values.length) + ' values');
  return values[index] ?? 0;
}
`;

/** In tests alone an index out of range throws instead of becoming 0; the program itself pays nothing for it. */
function indexCheck(): Plugin {
  return {
    name: 'index-check',
    enforce: 'pre',
    transform(code, id) {
      if (!NUMERIC_ROOMS.test(id) || !code.includes('] ?? 0')) return null;
      return { code: code.replace(READ, '__checkedAt($1, $2)') + CHECK, map: null };
    },
  };
}

/** Where tests compute for long. */
const ARITHMETIC = 'lib/{survival,risk,risk-cohort,figure-reading}';
const LIMITS = { testTimeout: 120_000, hookTimeout: 180_000 };

/** `unit` and `arithmetic` are pure code; the others run against a real PostgreSQL (each file its own database). */
export default defineConfig({
  plugins: [indexCheck()],
  resolve: { alias: { '@': root } },
  test: {
    setupFiles: ['vitest.properties.ts'],
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: ['{lib,seed,components,commands}/**/*.test.ts'],
          exclude: ['**/*.database.test.ts', `${ARITHMETIC}/**`],
          // Most of such a file's time is the reading of its modules, which hold no state: they are read once a worker.
          pool: 'threads',
          isolate: false,
          ...LIMITS,
        },
      },
      {
        extends: true,
        test: {
          name: 'arithmetic',
          include: [`${ARITHMETIC}/**/*.test.ts`],
          exclude: ['**/*.database.test.ts'],
          // Each file alone: loops that have seen the values of other files run at a fraction of their speed.
          ...LIMITS,
        },
      },
      {
        extends: true,
        test: {
          name: 'database',
          include: ['{lib,seed,prisma}/**/*.database.test.ts'],
          globalSetup: ['prisma/testing/global-setup.ts'],
          // As with `unit`: half of the time was the reading of modules. Every file has a client and a database of its own.
          isolate: false,
          ...LIMITS,
        },
      },
      {
        extends: true,
        test: {
          // What writes, and who may see it, once more with the tables of sites spread over partitions.
          name: 'partitioned',
          include: [
            'lib/patients/{changes,queries,import/{import,undo},keeping/ways-back}.database.test.ts',
            'prisma/{audit-chain,keyed-by-site,row-level-security}.database.test.ts',
          ],
          globalSetup: ['prisma/testing/global-setup.ts'],
          isolate: false,
          ...LIMITS,
        },
      },
      {
        extends: true,
        test: {
          name: 'serving',
          include: ['commands/**/*.database.test.ts'],
          globalSetup: ['prisma/testing/global-setup.ts'],
          // The program itself keeps one connection pool a process, so that a file needs a process of its own.
          ...LIMITS,
        },
      },
    ],
  },
});
