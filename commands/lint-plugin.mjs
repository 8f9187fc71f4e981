import { existsSync } from 'node:fs';
import path from 'node:path';

/**
 * The rules of this house that oxlint does not know (.oxlintrc.json loads them): which room may import from which, and what
 * is written in one way only. A wrong line of each is planted in import-directions.test.ts.
 */
const root = path.join(import.meta.dirname, '..');

const SERVER = /^lib\/.*(\.server|\/actions)\.ts$/;
const below = (...folders) => new RegExp(`^(${folders.join('|')})/`);
const BESIDE = 'What runs beside the program does not draw.';
const MEET = 'Evidence and local cases meet in lib/comparison.';

/** Each line reads: files of `target` may not import what is of `from` unless it is of `except`. */
const DIRECTIONS = [
  {
    target: below('lib'),
    from: below('app', 'components', 'seed', 'e2e', 'commands'),
    message: 'lib/ is below the routes and the screens.',
  },
  {
    target: /^lib\/(?!.*(\.server|\.test|\/actions)\.ts$).*\.ts$/,
    from: SERVER,
    message: 'Pure files do not touch the server.',
  },
  {
    target: below('lib/survival'),
    from: below('lib'),
    except: below('lib/survival'),
    message: 'The engine stands alone.',
  },
  { target: below('lib/risk'), from: below('lib'), except: below('lib/risk'), message: 'The engine stands alone.' },
  {
    target: below('lib/figure-reading'),
    from: below('lib'),
    except: below('lib/survival', 'lib/figure-reading'),
    message: 'A figure is read before anybody asks whose it is.',
  },
  {
    target: below('lib/address'),
    from: below('lib'),
    except: below('lib/address', 'lib/numbers'),
    message: 'The reader of addresses stands alone, but for how a number is typed.',
  },
  {
    target: below('lib/tables'),
    from: below('lib'),
    except: below('lib/tables'),
    message: 'Tables are read before anybody asks what they mean.',
  },
  { target: below('lib/registry'), from: below('lib/patients'), message: MEET },
  { target: below('lib/patients'), from: below('lib/registry'), message: MEET },
  {
    target: below('components'),
    from: below('app', 'seed', 'e2e', 'commands'),
    message: 'Screens do not reach up.',
  },
  { target: below('components'), from: SERVER, message: 'The page passes data and actions in as props.' },
  { target: below('app'), from: below('seed', 'e2e', 'commands'), message: 'Addresses ask lib.' },
  { target: below('app'), from: /^lib\/db\.server\.ts$/, message: 'Pages ask queries.server.ts.' },
  { target: below('seed', 'e2e', 'prisma', 'bench'), from: below('app', 'components'), message: BESIDE },
  { target: /^commands\/.*(?<!\.test)\.ts$/, from: below('app', 'components'), message: BESIDE },
];

const ENDINGS = ['', '.ts', '.tsx', '.mjs', '.js', '.d.ts', '/index.ts', '/index.tsx'];
const known = new Map();

/** The file below the root that an import names; null for a package. */
function fileOf(specifier, importer) {
  const place = specifier.startsWith('@/')
    ? specifier.slice(2)
    : /^\.\.?(\/|$)/.test(specifier)
      ? path.posix.join(path.posix.dirname(importer), specifier)
      : null;
  if (place === null) return null;
  if (!known.has(place)) known.set(place, ENDINGS.find((ending) => isFile(`${place}${ending}`)) ?? null);
  const ending = known.get(place);
  return ending === null ? undefined : `${place}${ending}`;
}

const isFile = (place) => path.extname(place) !== '' && existsSync(path.join(root, place));

/** Every import is of a file that is there, in a direction that the house allows. */
const direction = {
  create(context) {
    const importer = path.relative(root, context.filename).replaceAll(path.sep, '/');
    const bounds = DIRECTIONS.filter(({ target }) => target.test(importer));
    const look = (source) => {
      if (source?.type !== 'Literal' || typeof source.value !== 'string') return;
      const file = fileOf(source.value, importer);
      if (file === null) return;
      // A check that finds nothing where it should look would let everything through in silence.
      if (file === undefined)
        return context.report({ node: source, message: `There is no file for “${source.value}”.` });
      for (const { from, except, message } of bounds)
        if (from.test(file) && except?.test(file) !== true) context.report({ node: source, message });
    };
    return {
      ImportDeclaration: (node) => look(node.source),
      ExportNamedDeclaration: (node) => look(node.source),
      ExportAllDeclaration: (node) => look(node.source),
      ImportExpression: (node) => look(node.source),
      TSImportType: (node) => look(node.source),
    };
  },
};

/** A rule that refuses whatever the selectors find. */
const refuse = (message, ...selectors) => ({
  create: (context) =>
    Object.fromEntries(selectors.map((selector) => [selector, (node) => context.report({ node, message })])),
});

const KEYED = 'CallExpression[callee.name=/^(t|all|lookup|vocabulary|source|facets)$/]';

export default {
  meta: { name: 'house' },
  rules: {
    direction,
    // The front door of the survival engine is the one file that hands on the names of others (docs/decisions/0099).
    'no-barrel': refuse(
      'No barrel files: import from the file that owns the name.',
      'ExportAllDeclaration',
      'ExportNamedDeclaration[source]',
    ),
    'no-own-date': refuse('Pass the date in.', "NewExpression[callee.name='Date'][arguments.length=0]"),
    // One look and one behaviour of each control.
    'no-bare-control': refuse(
      'Take the control from components/ui (Button, Input, Select, TextArea) or from Mantine.',
      'JSXOpeningElement[name.name=/^(button|input|select|textarea)$/]',
    ),
    // A key of a text is typed; what comes from data is found in a list or by a guard first.
    'no-cast-key': refuse(
      'No cast around the key of a text: find the word in its list first.',
      `${KEYED} > TSAsExpression.arguments:first-child`,
      `${KEYED} > TemplateLiteral TSAsExpression`,
    ),
  },
};
