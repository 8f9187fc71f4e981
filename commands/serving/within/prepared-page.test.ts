import { readFileSync } from 'node:fs';
import type { IncomingMessage, OutgoingHttpHeaders, ServerResponse } from 'node:http';
import { describe, expect, test } from 'vitest';
import { PREPARED } from '@/lib/page-policy';
import { preparesPage } from './prepared-page';
import { READ_WHOLE } from './whole-answer';

function prepared(url: string, headers: OutgoingHttpHeaders = { [READ_WHOLE]: '1' }) {
  const said: Record<string, string> = {};
  const request = { url, headers: { ...headers } } as unknown as IncomingMessage;
  const response = { setHeader: (name: string, value: string) => (said[name.toLowerCase()] = value) };
  preparesPage(request, response as unknown as ServerResponse, true);
  return { url: request.url, headers: request.headers, policy: said['content-security-policy'] };
}

describe('a page that is made to be kept', () => {
  test.each([
    ['/', '/en', 'en'],
    ['/compare?endpoint=OS&labels=a:b?c', '/en/compare?endpoint=OS&labels=a:b?c', 'en'],
    ['/trials/interfant-06', '/en/trials/interfant-06', 'en'],
    ['/ru', '/ru', 'ru'],
    ['/ru/compare?view=forest', '/ru/compare?view=forest', 'ru'],
    ['/api', '/en/api', 'en'],
  ])('%s is asked for as %s', (asked, url, locale) => {
    const page = prepared(asked);
    expect(page.url).toBe(url);
    expect(page.headers[PREPARED]).toBe('1');
    expect(page.headers['x-next-intl-locale']).toBe(locale);
  });

  test('has a nonce of its own, which its policy names', () => {
    const [one, other] = [prepared('/compare'), prepared('/compare')];
    const nonce = String(one.headers['x-nonce']);
    expect(one.policy).toContain(`'nonce-${nonce}' 'strict-dynamic'`);
    expect(one.headers['content-security-policy']).toBe(one.policy);
    expect(one.policy).toContain('upgrade-insecure-requests');
    expect(other.headers['x-nonce']).not.toBe(nonce);
  });

  test('may be framed where it is a figure and nowhere else', () => {
    expect(prepared('/embed/comparison').policy).toContain('frame-ancestors *');
    expect(prepared('/embed/comparison').headers['x-framed']).toBe('1');
    expect(prepared('/compare').policy).toContain("frame-ancestors 'none'");
  });

  test.each(['/en/compare', '/compare/', '/api/v1/trials', '/a%2Fb', '//x', '/file.txt'])(
    '%s takes the way of everything else',
    (url) => {
      const page = prepared(url);
      expect(page.url).toBe(url);
      expect(page.headers[PREPARED]).toBeUndefined();
      expect(page.policy).toBeUndefined();
    },
  );
});

test('nobody else is believed', () => {
  const page = prepared('/compare', { [PREPARED]: '1' });
  expect(page.headers[PREPARED]).toBeUndefined();
  expect(page.url).toBe('/compare');
});

test('the proxy leaves out what is prepared and nothing else', () => {
  // What the framework reads of the file before it runs it has to stand there as it is.
  const proxy = readFileSync(new URL('../../../proxy.ts', import.meta.url), 'utf8');
  expect(proxy.match(/missing: .*/gu)).toEqual([`missing: [{ type: 'header', key: '${PREPARED}' }],`]);
});
