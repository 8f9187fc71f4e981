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

test('a file that is chosen again under its name, mended or not, is read again', () => {
  // A browser tells only of another choice than the one that its field has: the field forgets it before it is asked.
  const defaults: unknown = theme.components?.['FileButton']?.defaultProps;
  const { inputProps } = defaults as { inputProps: { onClick: (event: { currentTarget: { value: string } }) => void } };
  const field = { value: 'C:\\fakepath\\template.pptx' };
  inputProps.onClick({ currentTarget: field });
  expect(field.value).toBe('');
});
