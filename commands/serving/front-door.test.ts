import { describe, expect, test } from 'vitest';
import { isLoopback } from '../setup/environment';
import { refuseRequest } from './front-door';

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
