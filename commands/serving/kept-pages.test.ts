import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { beforeEach, describe, expect, test } from 'vitest';
import { keepByVersion } from './kept';
import { keepPages, type Render } from './kept-pages';
import { isForVisitors, keptAddress, readingAt } from './public-pages';

const POLICY = "default-src 'self'; script-src 'self' 'nonce-abc' 'strict-dynamic'; frame-ancestors 'none'";
// printf 'alert(1)' | openssl dgst -sha256 -binary | base64
const ALERT = 'sha256-bhHHL3z2vDgxUt0W3dWQOrprscmda2Y5pLsLg4GF+pI=';
const KNOWN = { files: new Map([['/a.js', 'sha256-of-a']]), inline: new Map([['alert(1)', ALERT]]) };
const page = (text: string): string =>
  `<html><script src="/a.js" nonce="abc"></script><script nonce="abc">alert(1)</script><p>${text}</p>${injected}</html>`;
const asKept = (text: string): string =>
  page(text).replace(' nonce="abc">a', '>a').replace(' nonce="abc"', ' integrity="sha256-of-a"');
let rendered: string[];
let version = 1;
let injected = '';

/** Stands where Next.js stands: answers with a page, a redirect or an unknown address. */
const render: Render = async (url, headers) => {
  rendered.push(url);
  await wait(20);
  const body = Buffer.from(page(`${url} ${version} МОБ`));
  if (headers['x-forwarded-host'] !== 'registry.example') return { status: 500, headers: {}, body };
  if (url === '/en/trials') return { status: 307, headers: { location: '/trials' }, body };
  if (url === '/trials/none') return { status: 404, headers: { 'content-type': 'text/html' }, body };
  return {
    status: 200,
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': POLICY,
      'cache-control': 'no-store',
      'set-cookie': ['reader=1'],
    },
    body,
  };
};
beforeEach(() => {
  rendered = [];
  version = 1;
});

const open = (mostBytes?: number, made = render) => {
  const pageAt = keepPages({
    render: made,
    publicUrl: 'https://registry.example',
    store: keepByVersion(async () => version, { mostBytes }),
    scripts: KNOWN,
  });
  return (asked: string, left = () => new AbortController().signal) => pageAt(asked, left).page();
};

describe('keepPages', () => {
  test('renders a page once, for readers at the same moment too, and gives the same text in each encoding', async () => {
    const pageAt = open();
    const [first] = await Promise.all([pageAt('/trials'), pageAt('/trials'), pageAt('/trials')]);
    expect(rendered).toEqual(['/trials']);
    expect(await pageAt('/trials')).toBe(first);
    const text = asKept('/trials 1 МОБ');
    expect(first?.body.identity.toString()).toBe(text);
    const packed = async (packing: 'br' | 'gzip'): Promise<Buffer> =>
      (await first?.body.packed?.(packing)) ?? Buffer.alloc(0);
    // Once more it is packed smaller.
    for (let time = 0; time < 2; time += 1) expect(brotliDecompressSync(await packed('br')).toString()).toBe(text);
    expect(gunzipSync(await packed('gzip')).toString()).toBe(text);
  });

  test('makes the page anew when the evidence has changed', async () => {
    const pageAt = open();
    const before = await pageAt('/trials');
    version = 2;
    await new Promise((resolve) => setTimeout(resolve, 1100));
    const after = await pageAt('/trials');
    expect(after?.body.identity.toString()).toContain('/trials 2');
    expect(after?.etag).not.toBe(before?.etag);
  });

  test('names the scripts of the build by their hashes instead of a nonce, and lets shared caches keep it', async () => {
    const kept = await open()('/trials');
    expect(kept?.headers['content-security-policy']).toBe(
      `default-src 'self'; script-src 'self' 'strict-dynamic' 'sha256-of-a' '${ALERT}'; frame-ancestors 'none'`,
    );
    expect(kept?.headers['cache-control']).toContain('s-maxage=60');
    expect(kept?.headers.vary).toContain('Cookie');
    expect(kept?.headers).not.toHaveProperty('set-cookie');
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
    pages.forEach((kept, i) => expect(kept?.body.identity.toString(), asked[i]).toContain(keptAddress(asked[i] ?? '')));
  });

  test('asks for whoever waits, and begins anew after a failure', async () => {
    const signals: (() => AbortSignal)[] = [];
    const pageAt = open(undefined, async (url, headers, left) => {
      signals.push(left);
      if (signals.length === 1) throw new Error('left');
      return render(url, headers, left);
    });
    const { signal } = new AbortController();
    const reader = () => signal;
    await expect(pageAt('/trials', reader)).rejects.toThrow('left');
    expect(await pageAt('/trials')).not.toBeNull();
    expect(signals[0]).toBe(reader);
  });

  test('forgets the page that was wanted least recently when there is no more room', async () => {
    // Room for two and a half.
    const pageAt = open(2.5 * Buffer.byteLength(page('/a 1 МОБ')));
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
  test('nothing is that is signed in, asked by a script or sent', () => {
    expect(asked('/trials', { cookie: 'a=b; next-auth.session-token=x' })).toBe(false);
    expect(asked('/trials', { cookie: '__Secure-next-auth.session-token=x' })).toBe(false);
    expect(asked('/trials', { rsc: '1' })).toBe(false);
    expect(asked('/trials', { 'sec-fetch-dest': 'empty' })).toBe(false);
    expect(asked('/trials', {}, 'POST')).toBe(false);
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
