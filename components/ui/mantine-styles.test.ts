import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';

const root = path.resolve(import.meta.dirname, '../..');
const library = path.join(root, 'node_modules/@mantine/core/esm');
const GENERAL = ['baseline', 'default-css-variables', 'global'];

const read = (file: string): string => readFileSync(file, 'utf8');

/** What the program takes from the library, by name. */
function used(): Set<string> {
  const files = ['app', 'components'].flatMap((folder) =>
    readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' })
      .filter((file) => /\.tsx?$/.test(file) && !file.includes('.test.'))
      .map((file) => path.join(root, folder, file)),
  );
  return new Set(
    files.flatMap((file) =>
      [...read(file).matchAll(/import \{([^}]*)\} from '@mantine\/core'/g)].flatMap(([, names = '']) =>
        names.split(',').flatMap((name) => (name.trim() === '' ? [] : [name.trim()])),
      ),
    ),
  );
}

/** The sheets of a control and of the parts that it is made of, found by following the library's own imports. */
function sheetsOf(names: ReadonlySet<string>): Set<string> {
  const sheets = new Set<string>();
  const seen = new Set<string>();
  const walk = (file: string): void => {
    if (seen.has(file)) return;
    seen.add(file);
    if (file.endsWith('.module.mjs')) sheets.add(path.basename(file, '.module.mjs'));
    else
      for (const [, next = ''] of read(file).matchAll(/from\s*"(\.[^"]+)"/g))
        walk(path.resolve(path.dirname(file), next));
  };
  for (const [, exported = '', from = ''] of read(path.join(library, 'index.mjs')).matchAll(
    /import \{([^}]*)\} from "(\.[^"]+)"/g,
  ))
    if (exported.split(',').some((name) => names.has(name.trim()))) walk(path.resolve(library, from));
  return sheets;
}

test('every control that is used brings its sheets, and no sheet comes for nothing', () => {
  const imported = [
    ...read(path.join(import.meta.dirname, 'mantine-styles.ts')).matchAll(/styles\/([\w-]+)\.css/g),
  ].map(([, name = '']) => name);
  const names = used();
  expect(names).toContain('MantineProvider');
  expect([...imported].sort()).toEqual([...GENERAL, ...sheetsOf(names)].sort());
  // Later sheets correct earlier ones: the order is that of the library's whole sheet.
  const styles = path.join(library, '../styles');
  const whole = read(path.join(styles, '../styles.css'));
  const places = imported.map((name) =>
    whole.indexOf(
      read(path.join(styles, `${name}.css`))
        .trim()
        .slice(0, 400),
    ),
  );
  expect(places).not.toContain(-1);
  expect(places).toEqual([...places].sort((a, b) => a - b));
});
