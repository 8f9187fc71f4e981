import { describe, expect, test } from 'vitest';
import { openApiDocument } from '@/lib/api/document/openapi';
import { ROUTES } from '@/lib/api/document/routes';
import { isLoopback } from '../setup/environment';
import { methodsAt, policyAt, readableCookies, refuseRequest } from './front-door';

const ask = (url: string, method = 'GET', host = 'localhost:3000'): number =>
  refuseRequest({ url, method, headers: { host } }, isLoopback)?.status ?? 200;

describe('a request that can be no page', () => {
  test.each([
    ['/%', 400],
    ['/%E0%A4%A', 400],
    ['/%ff', 400],
    ['/%25', 400],
    ['/trials/%2500', 400],
    ['/trials/%00', 400],
    ['/a%0d%0ab', 400],
    ['http://elsewhere.example/', 400],
    ['*', 400],
    [`/${'a'.repeat(8000)}`, 414],
    ['/', 200],
    ['/ru/trials?query=%D0%91%', 200],
    ['/%D0%B8%D1%81%D1%81%D0%BB%D0%B5%D0%B4', 200],
  ])('%s is answered %i', (url, status) => {
    expect(ask(url)).toBe(status);
  });

  test.each(['TRACE', 'CONNECT', 'PROPFIND', ''])('has the method %s', (method) => {
    expect(ask('/', method)).toBe(405);
  });

  test.each([
    ['localhost:3000', 200],
    ['127.0.0.1', 200],
    ['[::1]:3000', 200],
    ['registry.example.org', 421],
    ['localhost.example.org:3000', 421],
    ['', 421],
  ])('comes under the name %s', (host, status) => {
    expect(ask('/sign-in', 'GET', host)).toBe(status);
  });

  test('any name will do where no passwords are shown', () => {
    expect(refuseRequest({ url: '/', method: 'GET', headers: { host: 'registry.example.org' } }, null)).toBeNull();
  });
});

describe('what a request carries', () => {
  const sent = (url: string, headers: Record<string, string>, method = 'POST'): number | string =>
    refuseRequest({ url, method, headers: { host: 'localhost:3000', ...headers } }, null)?.code ?? 'let in';
  const form = { 'content-type': 'multipart/form-data; boundary=x' };
  const action = { 'next-action': 'a'.repeat(42), 'content-type': 'text/plain' };

  test.each([
    ['/api/v1/trials?page=1', 'POST', 'GET, HEAD, OPTIONS'],
    ['/api/references/export', 'DELETE', 'GET, HEAD, OPTIONS'],
    ['/api/v1/risk/classify?form=long', 'GET', 'POST, OPTIONS'],
    ['/api/patients/import/open', 'PUT', 'POST, OPTIONS'],
  ])('%s by %s is refused with the methods that there are (RFC 9110, 15.5.6)', (url, method, allowed) => {
    expect(sent(url, {}, method)).toBe('method-not-allowed');
    expect(methodsAt(url).join(', ')).toBe(allowed);
  });

  test('a page is read, and only its own actions are sent something', () => {
    for (const url of ['/', '/ru/compare', '/api', '/nowhere']) {
      expect(sent(url, form)).toBe('method-not-allowed');
      expect(sent(url, {}, 'PUT')).toBe('method-not-allowed');
      expect(sent(url, action)).toBe('let in');
    }
  });

  test('no data address takes files', () => {
    expect(sent('/api/nowhere', form)).toBe('media-type');
    expect(sent('/api/v1/risk/classify', { 'content-type': 'application/json' })).toBe('let in');
  });

  test.each([
    ['http://localhost:3000', 'let in'],
    ['http://elsewhere.example', 'foreign-page'],
    ['null', 'foreign-page'],
    ['%%', 'foreign-page'],
    ['', 'foreign-page'],
  ])('an action from %j is %s', (origin, code) => {
    expect(sent('/patients', { ...action, origin })).toBe(code);
  });

  test('behind a proxy an action comes from the name that the proxy says', () => {
    const proxied = { ...action, 'x-forwarded-host': 'registry.example', origin: 'https://registry.example' };
    expect(sent('/patients', proxied)).toBe('let in');
  });

  test.each(['constructor=1', '__proto__=1', 'a=1&toString=2', '%63onstructor'])(
    'the parameters %s have the name of what every object has',
    (query) => {
      expect(sent(`/compare?${query}`, {}, 'GET')).toBe('bad-parameter-name');
    },
  );

  test('a value may be called so', () => {
    expect(sent('/compare?series=constructor', {}, 'GET')).toBe('let in');
  });
});

test.each([
  ['/', false],
  ['/api/figures/nowhere.js', false],
  ['/_next/static/chunks/a.css', false],
  ['/_next/image?url=/_next/static/a.js', false],
  ['/_next/static/chunks/a.js', true],
  ['/_next/static/chunks/a.js?dpl=1', true],
])('whoever is answered at %s may run scripts, as a worker: %s', (url, may) => {
  expect(/script-src 'self'.*connect-src 'self'/u.test(policyAt(url))).toBe(may);
  expect(policyAt(url)).toMatch(/^default-src 'none';/u);
});

test.each([
  [
    'a=b; next-auth.callback-url=http%3A%2F%2Flocalhost%3A3000',
    'a=b; next-auth.callback-url=http%3A%2F%2Flocalhost%3A3000',
  ],
  ['next-auth.callback-url=%2Fpatients', 'next-auth.callback-url=%2Fpatients'],
  ['next-auth.callback-url=%; a=b', 'a=b'],
  ['a=b; __Secure-next-auth.callback-url=javascript:alert(1)', 'a=b'],
  ['next-auth.callback-url=http%3A%2F%2F%25; next-auth.session-token=x', 'next-auth.session-token=x'],
  ['next-auth.callback-url=%0d%0a', ''],
])('of the cookies %j are kept %j', (sent, kept) => {
  expect(readableCookies(sent)).toBe(kept);
});

test.each(ROUTES.map(({ path, method }) => [path, method] as const))(
  'whatever %s answers before it is asked, its description has',
  (path, method) => {
    const url = path.replaceAll(/\{\w+\}/gu, 'x');
    const own = { url, method: method.toUpperCase(), headers: { host: 'localhost:3000' } };
    const asked = [
      { ...own, method: 'PROPFIND' },
      { ...own, method: method === 'get' ? 'DELETE' : 'GET' },
      { ...own, url: `${url}${'a'.repeat(8000)}` },
      { ...own, url: `${url}/%ff` },
      { ...own, url: `${url}?constructor=1` },
      { ...own, headers: { host: 'registry.example.org' } },
      { ...own, headers: { ...own.headers, 'content-type': 'multipart/form-data; boundary=x' } },
    ];
    const answered = asked.map((request) => refuseRequest(request, isLoopback)?.status);
    expect(answered).toEqual([405, 405, 414, 400, 400, 421, 415]);
    // Who asks too much, while too much is made, whose lines are too long or too slow (listen.ts, unreadable.ts).
    const known = Object.keys(openApiDocument().paths[path]?.[method]?.responses ?? {}).map(Number);
    expect(known).toEqual(expect.arrayContaining([...answered, 429, 503, 431, 408]));
  },
);
