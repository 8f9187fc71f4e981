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

/** Two kinds of tests: `unit` is pure code, `database` runs against a real PostgreSQL (each file its own database). */
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
          exclude: ['**/*.database.test.ts'],
          testTimeout: 120_000,
          hookTimeout: 180_000,
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
