import nextPlugin from 'eslint-config-next';
import importPlugin from 'eslint-plugin-import';
import tseslint from 'typescript-eslint';

const server = ['./lib/**/*.server.ts', './lib/**/actions.ts'];
/** Each line reads: files in `target` may not import from `from`. */
export const zones = [
  {
    target: './lib',
    from: ['./app', './components', './seed', './e2e', './commands'],
    message: 'lib/ is below the routes and the screens.',
  },
  { target: './lib/**/!(*.server|actions|*.test).ts', from: server, message: 'Pure files do not touch the server.' },
  { target: './lib/survival', from: './lib', except: ['./survival'], message: 'The engine stands alone.' },
  { target: './lib/risk', from: './lib', except: ['./risk'], message: 'The engine stands alone.' },
  {
    target: './lib/tables',
    from: './lib',
    except: ['./tables'],
    message: 'Tables are read before anybody asks what they mean.',
  },
  { target: './lib/registry', from: './lib/patients', message: 'Evidence and local cases meet in lib/comparison.' },
  { target: './lib/patients', from: './lib/registry', message: 'Evidence and local cases meet in lib/comparison.' },
  { target: './components', from: ['./app', './seed', './e2e', './commands'], message: 'Screens do not reach up.' },
  { target: './components', from: server, message: 'The page passes data and actions in as props.' },
  { target: './app', from: ['./seed', './e2e', './commands'], message: 'Addresses ask lib.' },
  { target: './app', from: './lib/db.server.ts', message: 'Pages ask queries.server.ts.' },
  {
    target: ['./seed', './e2e', './prisma', './bench'],
    from: ['./app', './components'],
    message: 'What runs beside the program does not draw.',
  },
  {
    target: './commands/**/!(*.test).ts',
    from: ['./app', './components'],
    message: 'What runs beside the program does not draw.',
  },
];
const env = { object: 'process', property: 'env', message: 'Read lib/env.server.ts.' };

export default tseslint.config(
  {
    ignores: [
      'node_modules/**',
      '.next*/**',
      '.data*/**',
      'prisma/generated/**',
      'next-env.d.ts',
      '**/*.mjs',
      '*.config.*',
      'test-results/**',
    ],
  },
  ...nextPlugin,
  {
    files: ['**/*.{ts,tsx}'],
    languageOptions: {
      parser: tseslint.parser,
      parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname },
    },
    plugins: { import: importPlugin, '@typescript-eslint': tseslint.plugin },
    settings: {
      'import/resolver': { typescript: true },
      'import/parsers': { '@typescript-eslint/parser': ['.ts', '.tsx'] },
    },
    rules: {
      'import/no-restricted-paths': ['error', { zones }],
      'import/no-cycle': ['error', { ignoreExternal: true }],
      'no-restricted-properties': ['error', env],
      'max-lines': ['error', { max: 300 }],
      'max-lines-per-function': ['error', { max: 60, skipBlankLines: true, skipComments: true, IIFEs: true }],
      'no-console': 'error',
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-non-null-assertion': 'error',
      '@typescript-eslint/ban-ts-comment': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
      '@typescript-eslint/consistent-type-definitions': ['error', 'type'],
      '@typescript-eslint/consistent-type-imports': 'error',
    },
  },
  {
    files: ['lib/**/*.ts'],
    ignores: ['**/*.test.ts', '**/*.d.ts'],
    rules: { '@typescript-eslint/explicit-module-boundary-types': 'error' },
  },
  {
    files: ['lib/survival/**/*.ts', 'lib/risk/**/*.ts'],
    ignores: ['**/*.test.ts', '**/testing/**', '**/golden/**'],
    rules: {
      'no-restricted-imports': ['error', { patterns: [{ regex: '^[^.]', message: 'No packages in the engines.' }] }],
      'no-restricted-syntax': [
        'error',
        { selector: "NewExpression[callee.name='Date'][arguments.length=0]", message: 'Pass the date in.' },
      ],
      'no-restricted-properties': [
        'error',
        env,
        { object: 'Math', property: 'random' },
        { object: 'Date', property: 'now' },
      ],
    },
  },
  // Declaration merging needs an interface: it is how the libraries take our types.
  {
    files: ['lib/i18n/types.d.ts', 'prisma/testing/*.ts'],
    rules: { '@typescript-eslint/consistent-type-definitions': 'off' },
  },
  // The environment is read at these doors; commands and benchmarks speak on the console.
  {
    files: [
      'lib/env.server.ts',
      'proxy.ts',
      'commands/**',
      'vitest.properties.ts',
      'seed/**',
      'e2e/**',
      'bench/**',
      '**/*.test.ts',
      '**/golden/*.ts',
      '**/*.config.ts',
    ],
    rules: { 'no-restricted-properties': 'off' },
  },
  { files: ['commands/**', 'e2e/**', 'bench/**'], rules: { 'no-console': 'off' } },
  { files: ['**/*.test.ts', '**/*.test.tsx', 'e2e/**'], rules: { 'max-lines-per-function': 'off' } },
);
