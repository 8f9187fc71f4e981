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
    target: './lib/figure-reading',
    from: './lib',
    except: ['./survival', './figure-reading'],
    message: 'A figure is read before anybody asks whose it is.',
  },
  {
    target: './lib/address',
    from: './lib',
    except: ['./address', './numbers'],
    message: 'The reader of addresses stands alone, but for how a number is typed.',
  },
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
/** A key of a text is typed; what comes from data is found in a list or by a guard first. */
const keyCasts = [
  'CallExpression[callee.name=/^(t|all|lookup|vocabulary|source|facets)$/] > TSAsExpression.arguments:first-child',
  'CallExpression[callee.name=/^(t|all|lookup|vocabulary|source|facets)$/] > TemplateLiteral TSAsExpression',
].map((selector) => ({ selector, message: 'No cast around the key of a text: find the word in its list first.' }));
/** The front door of the survival engine is the one file that hands on the names of others (docs/decisions/0099). */
const barrels = ['ExportAllDeclaration', 'ExportNamedDeclaration[source]'].map((selector) => ({
  selector,
  message: 'No barrel files: import from the file that owns the name.',
}));
const env = { object: 'process', property: 'env', message: 'Read lib/env.server.ts.' };

/** Directions of imports, the engines' walls, the environment's doors. Everything else is oxlint's (.oxlintrc.json). */
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
  {
    files: ['**/*.{ts,tsx}'],
    languageOptions: { parser: tseslint.parser },
    plugins: { import: importPlugin },
    settings: {
      'import/resolver': { typescript: true },
      'import/parsers': { '@typescript-eslint/parser': ['.ts', '.tsx'] },
    },
    rules: {
      'import/no-restricted-paths': ['error', { zones }],
      'no-restricted-properties': ['error', env],
    },
  },
  {
    files: ['lib/survival/**/*.ts', 'lib/risk/**/*.ts'],
    ignores: ['lib/survival/index.ts', '**/*.test.ts', '**/testing/**', '**/golden/**'],
    rules: {
      'no-restricted-imports': ['error', { patterns: [{ regex: '^[^.]', message: 'No packages in the engines.' }] }],
      'no-restricted-syntax': [
        'error',
        { selector: "NewExpression[callee.name='Date'][arguments.length=0]", message: 'Pass the date in.' },
        ...barrels,
      ],
      'no-restricted-properties': [
        'error',
        env,
        { object: 'Math', property: 'random' },
        { object: 'Date', property: 'now' },
      ],
    },
  },
  // Controls come from the component library or from components/ui, so that there is one look and one behaviour of each.
  {
    files: ['app/**/*.tsx', 'components/**/*.tsx'],
    ignores: ['components/ui/**'],
    rules: {
      'no-restricted-syntax': [
        'error',
        {
          selector: 'JSXOpeningElement[name.name=/^(button|input|select|textarea)$/]',
          message: 'Take the control from components/ui (Button, Input, Select, TextArea) or from Mantine.',
        },
        ...keyCasts,
      ],
    },
  },
  {
    files: ['app/**/*.ts', 'components/**/*.ts', 'components/ui/**/*.tsx', 'lib/**/*.ts'],
    ignores: ['lib/survival/**', 'lib/risk/**'],
    rules: { 'no-restricted-syntax': ['error', ...keyCasts, ...barrels] },
  },
  // The environment is read at these doors.
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
);
