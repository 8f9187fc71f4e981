import type { IncomingMessage } from 'node:http';
import { describe, expect, test } from 'vitest';
import { clientAddress } from './client-address';

const from = (remoteAddress: string, forwarded?: string): IncomingMessage =>
  ({ socket: { remoteAddress }, headers: { 'x-forwarded-for': forwarded } }) as unknown as IncomingMessage;

describe('the address that attempts are counted under', () => {
  test.each([
    [
      'the connection’s own, whatever a header says',
      from('192.0.2.7', '198.51.100.1'),
      0,
      'http://registry.example',
      '192.0.2.7',
    ],
    ['this machine’s on this machine', from('127.0.0.1'), 0, 'http://localhost:3000', '127.0.0.1'],
    [
      'unknown behind a proxy that nobody named',
      from('127.0.0.1', '198.51.100.1'),
      0,
      'https://registry.example',
      null,
    ],
    ['unknown behind one on this machine', from('::1'), 0, 'http://registry.example', null],
    [
      'what the only proxy saw',
      from('127.0.0.1', '203.0.113.9, 198.51.100.1'),
      1,
      'https://registry.example',
      '198.51.100.1',
    ],
    [
      'what the outer of two saw',
      from('10.0.0.1', '1.1.1.1, 198.51.100.1, 10.0.0.2'),
      2,
      'https://registry.example',
      '198.51.100.1',
    ],
    [
      'unknown where fewer proxies wrote than were named',
      from('10.0.0.1', '198.51.100.1'),
      2,
      'https://registry.example',
      null,
    ],
    ['unknown where the header holds no address', from('10.0.0.1', 'unknown'), 1, 'https://registry.example', null],
    ['an IPv4 address in IPv6 clothes', from('::ffff:192.0.2.7'), 0, 'http://registry.example', '192.0.2.7'],
    ['the network of an IPv6 address', from('2001:db8:0:7:1:2:3:4'), 0, 'http://registry.example', '2001:db8:0:7::/64'],
    ['the network of a shortened one', from('2001:DB8::9'), 0, 'http://registry.example', '2001:db8:0:0::/64'],
  ])('is %s', (_what, request, proxies, publicUrl, expected) => {
    expect(clientAddress(request, proxies, new URL(publicUrl))).toBe(expected);
  });
});
