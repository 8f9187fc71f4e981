import { readdirSync, readFileSync } from 'node:fs';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { keepByVersion, type Kept } from './kept';
import { keepPages } from './kept-pages';
import { isForVisitors, keptAddress, readingAt, RENDER_HEADER, RENDER_SECRET } from './public-pages';

const POLICY = "default-src 'self'; script-src 'self' 'nonce-abc' 'strict-dynamic'; frame-ancestors 'none'";
const page = (text: string): string =>
  `<html><script src="/a.js" nonce="abc"></script><script nonce="abc">alert(1)</script><p>${text}</p>${injected}</html>`;
let server: http.Server;
let inner: string;
let rendered: string[];
let version = 1;
let injected = '';

/** Stands where Next.js stands: answers with a page, a redirect or an unknown address. */
beforeAll(async () => {
  server = http.createServer((request, response) => {
    rendered.push(request.url ?? '');
    if (request.headers[RENDER_HEADER] !== RENDER_SECRET || request.headers['x-forwarded-host'] !== 'registry.example')
      response.writeHead(500);
    else if (request.url === '/en/trials') response.writeHead(307, { location: '/trials' });
    else if (request.url === '/trials/none') response.writeHead(404, { 'content-type': 'text/html' });
    else
      response.writeHead(200, {
        'content-type': 'text/html; charset=utf-8',
        'content-security-policy': POLICY,
        'cache-control': 'no-store',
      });
    setTimeout(() => response.end(page(`${request.url} ${version} МОБ`)), 20);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  inner = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
beforeEach(() => {
  rendered = [];
  version = 1;
});
afterAll(() => server.close());

const open = (mostBytes?: number) =>
  keepPages({
    inner,
    publicUrl: 'https://registry.example',
    store: keepByVersion(async () => version, mostBytes),
  });

describe('keepPages', () => {
  test('renders a page once, for readers at the same moment too, and gives the same text in each encoding', async () => {
    const pageAt = open();
    const [first] = await Promise.all([pageAt('/trials'), pageAt('/trials'), pageAt('/trials')]);
    expect(rendered).toEqual(['/trials']);
    expect(await pageAt('/trials')).toBe(first);
    const { identity, br = identity, gzip = identity }: Kept['bodies'] = first?.bodies ?? { identity: Buffer.alloc(0) };
    expect(identity.toString()).toBe(page('/trials 1 МОБ'));
    expect(brotliDecompressSync(br).toString()).toBe(identity.toString());
    expect(gunzipSync(gzip).toString()).toBe(identity.toString());
  });

  test('makes the page anew when the evidence has changed', async () => {
    const pageAt = open();
    const before = await pageAt('/trials');
    version = 2;
    await new Promise((resolve) => setTimeout(resolve, 1100));
    const after = await pageAt('/trials');
    expect(after?.bodies.identity.toString()).toContain('/trials 2');
    expect(after?.etag).not.toBe(before?.etag);
  });

  test('does not name a script that is not the build’s own', async () => {
    injected = '<script>alert(2)</script><script nonce="">alert(3)</script><script nonce="abd">alert(4)</script>';
    const kept = await open()('/risk');
    injected = '';
    expect(kept?.headers['content-security-policy']?.match(/sha256-/gu)).toHaveLength(1);
  });

  test('names the scripts of the page by their hashes instead of a nonce, and lets shared caches keep it', async () => {
    const kept = await open()('/trials');
    // printf 'alert(1)' | openssl dgst -sha256 -binary | base64
    expect(kept?.headers['content-security-policy']).toBe(
      "default-src 'self'; script-src 'self' 'sha256-bhHHL3z2vDgxUt0W3dWQOrprscmda2Y5pLsLg4GF+pI='; frame-ancestors 'none'",
    );
    expect(kept?.headers['cache-control']).toContain('s-maxage=60');
    expect(kept?.headers.vary).toContain('Cookie');
  });

  test.each(['/en/trials', '/trials/none'])('does not keep what is no page: %s', async (address) => {
    const pageAt = open();
    expect(await pageAt(address)).toBeNull();
    expect(await pageAt(address)).toBeNull();
    expect(rendered).toEqual([address, address]);
  });

  test('keeps one page of all addresses that say the same, and renders it from one of them', async () => {
    const pageAt = open();
    const one = await pageAt('/trials?status=closed&q=MLL&status=completed&from=');
    const other = await pageAt('/trials?q=MLL&status=completed&status=closed');
    expect(other).toBe(one);
    expect(rendered).toEqual(['/trials?q=MLL&status=closed&status=completed']);
    rendered = [];
    await Promise.all(
      ['/agreement', '/agreement?', '/agreement?utm=1', '/agreement?x=1&y=2'].map((one) => pageAt(one)),
    );
    expect(rendered).toEqual(['/agreement']);
  });

  test('keeps apart what a page shows apart: slips, languages, frames, an order that counts', async () => {
    const pageAt = open();
    const asked = [
      '/trials?q=MLL',
      '/trials?q=MLL&colour=red',
      '/trials?q=MLL&q=MLL',
      '/trials?q=MLL&page=1e0',
      '/ru/trials?q=MLL',
      '/compare?series=a,b',
      '/compare?series=b,a',
      '/compare?series=',
      '/compare',
      '/ru/compare',
      '/embed/comparison',
      '/embed/forest',
    ];
    const pages = await Promise.all(asked.map((one) => pageAt(one)));
    expect(new Set(pages).size).toBe(asked.length);
    pages.forEach((kept, i) =>
      expect(kept?.bodies.identity.toString(), asked[i]).toContain(keptAddress(asked[i] ?? '')),
    );
  });

  test('forgets the page that was wanted least recently when there is no more room', async () => {
    const pageAt = open(700);
    await pageAt('/a');
    await pageAt('/b');
    await pageAt('/a');
    await pageAt('/c');
    rendered = [];
    await pageAt('/a');
    await pageAt('/b');
    expect(rendered).toEqual(['/b']);
  });
});

describe('isForVisitors', () => {
  const asked = (url: string, headers: Record<string, string> = {}, method = 'GET'): boolean =>
    isForVisitors({ method, url, headers });

  test.each([
    '/',
    '/ru',
    '/trials',
    '/trials/interfant-06?x=1',
    '/ru/compare?endpoint=OS',
    '/risk/rules',
    '/embed/comparison',
  ])('%s is', (url) => expect(asked(url)).toBe(true));
  test.each([
    '/patients',
    '/ru/patients/1',
    '/sign-in',
    '/api/v1/trials',
    '/icon.svg',
    '//elsewhere.example/trials',
    '/_next/static/a.js',
    '/nowhere',
  ])('%s is not', (url) => expect(asked(url)).toBe(false));
  test('nothing is that is signed in, asked by a script, sent, or our own question', () => {
    expect(asked('/trials', { cookie: 'a=b; next-auth.session-token=x' })).toBe(false);
    expect(asked('/trials', { cookie: '__Secure-next-auth.session-token=x' })).toBe(false);
    expect(asked('/trials', { rsc: '1' })).toBe(false);
    expect(asked('/trials', { 'sec-fetch-dest': 'empty' })).toBe(false);
    expect(asked('/trials', {}, 'POST')).toBe(false);
    expect(asked('/trials', { [RENDER_HEADER]: '1' })).toBe(false);
    expect(asked('/trials', { cookie: 'theme=dark', 'sec-fetch-dest': 'document' })).toBe(true);
  });
});

test('a public page is asked with its parameters exactly where it reads any', () => {
  const folder = path.join(import.meta.dirname, '../../app/[locale]');
  const pages = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => path.basename(file) === 'page.tsx')
    .map((file) => ({
      at: `/${path.dirname(file).replace(/^\.$/u, '')}`,
      text: readFileSync(path.join(folder, file), 'utf8'),
    }));
  const kept = pages.filter(({ at }) => readingAt(at) !== undefined);
  expect(kept.length).toBeGreaterThan(10);
  for (const { at, text } of kept) expect(readingAt(at) !== null, at).toBe(text.includes('searchParams'));
});
