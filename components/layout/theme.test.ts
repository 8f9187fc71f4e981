import { readFileSync } from 'node:fs';
import path from 'node:path';
import { MantineProvider } from '@mantine/core';
import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import { theme } from './theme';

/** Every variable of a sheet, by selector. */
function variablesOf(css: string): Record<string, Record<string, string>> {
  const bare = css.replaceAll(/\/\*[\s\S]*?\*\//gu, '');
  return Object.fromEntries(
    [...bare.matchAll(/([^{}]+)\{([^{}]*)\}/gu)].map(([, selector = '', body = '']) => [
      selector.replaceAll(/\s+/gu, ' ').trim(),
      Object.fromEntries(
        body.split(';').flatMap((line) => {
          const [name = '', ...value] = line.split(':');
          return name.trim() === ''
            ? []
            : [[name.trim(), value.join(':').replaceAll(/\s+/gu, ' ').replaceAll('"', "'").trim()]];
        }),
      ),
    ]),
  );
}

test('the sheet says what the component library would put into every page for our theme', () => {
  const page = renderToStaticMarkup(createElement(MantineProvider, { theme, withGlobalClasses: false }));
  const made = /<style[^>]*>([\s\S]*)<\/style>/u.exec(page)?.[1]?.replaceAll('&#x27;', "'") ?? '';
  const sheet = variablesOf(readFileSync(path.join(import.meta.dirname, 'theme.css'), 'utf8'));
  expect(Object.keys(sheet)).toHaveLength(3);
  expect(sheet).toEqual(variablesOf(made));
});
