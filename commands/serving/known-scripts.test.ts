import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import vm from 'node:vm';
import { ColorSchemeScript } from '@mantine/core';
import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, test } from 'vitest';
import { COLOUR_SCHEME_SCRIPT } from '@/lib/colour-scheme-script';
import { FEED, knownScripts } from './known-scripts';
import { knownScriptsOnly } from './known-scripts-only';

const POLICY = "default-src 'self'; script-src 'self' 'nonce-abc' 'strict-dynamic'; object-src 'none'";
const START =
  '(globalThis["TURBOPACK"] || (globalThis["TURBOPACK"] = [])).push({"otherChunks":["static/chunks/a.js"],"runtimeModuleIds":[7]});';

/** A build of one file that starts one page. */
async function build() {
  const folder = await mkdtemp(path.join(tmpdir(), 'known-scripts-'));
  await mkdir(path.join(folder, 'static/chunks'), { recursive: true });
  await writeFile(path.join(folder, 'static/chunks/a.js'), 'alert(1)');
  await writeFile(path.join(folder, 'static/chunks/a.css'), 'p{}');
  const parameters = { otherChunks: ['static/chunks/a.js'], runtimeModuleIds: [7] };
  await writeFile(
    path.join(folder, 'build-manifest.json'),
    JSON.stringify({ pagesChunkGroupBootstrapParams: { '/page': parameters } }),
  );
  const known = await knownScripts(folder);
  await rm(folder, { recursive: true });
  return known;
}
const known = await build();
const only = (html: string) => knownScriptsOnly({ html, policy: POLICY }, known);

test('the script of the colour scheme is the library’s', () => {
  const page = renderToStaticMarkup(createElement(ColorSchemeScript, { defaultColorScheme: 'auto' }));
  expect(/<script[^>]*>([\s\S]*)<\/script>/u.exec(page)?.[1]).toBe(COLOUR_SCHEME_SCRIPT);
});

test('a build’s own scripts are its files and what starts them', () => {
  // printf 'alert(1)' | openssl dgst -sha256 -binary | base64
  expect([...known.files]).toEqual([
    ['/_next/static/chunks/a.js', 'sha256-bhHHL3z2vDgxUt0W3dWQOrprscmda2Y5pLsLg4GF+pI='],
  ]);
  expect([...known.inline.keys()]).toEqual([FEED, COLOUR_SCHEME_SCRIPT, START]);
});

describe('a page as it is kept', () => {
  test('names the build’s scripts by their hashes, and nothing by a nonce', () => {
    const kept = only(
      `<html><script src="/_next/static/chunks/a.js?dpl=1" async="" nonce="abc"></script><script nonce="abc">${START}</script></html>`,
    );
    expect(kept?.html).toBe(
      `<html><script src="/_next/static/chunks/a.js?dpl=1" async="" integrity="${known.files.get('/_next/static/chunks/a.js')}"></script><script>${START}</script></html>`,
    );
    expect(kept?.policy).toBe(
      `default-src 'self'; script-src 'self' 'strict-dynamic' '${known.files.get('/_next/static/chunks/a.js')}' '${known.inline.get(START)}'; object-src 'none'`,
    );
  });

  test('fetches early what it then runs', () => {
    const kept = only(
      '<link rel="preload" as="script" fetchPriority="low" nonce="abc" href="/_next/static/chunks/a.js"/><link rel="preload" as="script" href="/b.js"/>',
    );
    expect(kept?.html).toBe(
      `<link rel="preload" as="script" integrity="${known.files.get('/_next/static/chunks/a.js')}" fetchPriority="low" href="/_next/static/chunks/a.js"/><link rel="preload" as="script" href="/b.js"/>`,
    );
  });

  test('has its data as data, which one known script gives on in their order', () => {
    const text = JSON.stringify([1, '0:"</p> $& МОБ"\n']).replaceAll('<', '\\u003c');
    const kept = only(
      `<body><p>1</p><script nonce="abc">(self.__next_f=self.__next_f||[]).push([0])</script><p>2</p><script nonce="abc">self.__next_f.push(${text})</script></body></html>`,
    );
    expect(kept?.policy).toContain(`'strict-dynamic' '${known.inline.get(FEED)}';`);
    const [, data = '', rest] =
      /^<body><p>1<\/p><p>2<\/p><script type="application\/json">([^<]*)<\/script>(.*)$/u.exec(kept?.html ?? '') ?? [];
    expect(rest).toBe(`<script>${FEED}</script></body></html>`);
    const self = { __next_f: undefined };
    const document = { currentScript: { previousElementSibling: { textContent: data } } };
    vm.runInNewContext(FEED, { self, document, JSON });
    expect(JSON.parse(JSON.stringify(self.__next_f))).toEqual([[0], [1, '0:"</p> $& МОБ"\n']]);
  });

  test('leaves what came in with a text without a name', () => {
    const injected =
      '<script>alert(1)</script><script nonce="">alert(2)</script><script src="/_next/static/chunks/a.js"></script>';
    const kept = only(`<body>${injected}</body>`);
    expect(kept).toEqual({
      html: `<body>${injected}</body>`,
      policy: "default-src 'self'; script-src 'self' 'strict-dynamic'; object-src 'none'",
    });
  });

  test.each([
    ['a text', '<script nonce="abc">alert(2)</script>'],
    ['a file', '<script src="/other.js" nonce="abc"></script>'],
    ['more than data', '<script nonce="abc">self.__next_f.push([1]);alert([2])</script>'],
    ['what is no data', '<script nonce="abc">self.__next_f.push([alert(1)])</script>'],
  ])('is not kept with %s that the build does not know', (_, script) => {
    expect(only(`<body>${script}</body>`)).toBeNull();
  });
});
