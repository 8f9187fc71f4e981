import { once } from 'node:events';
import http, { type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { brotliDecompressSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { textBody } from '../body';
import { keepByVersion, type Kept } from '../kept';
import { readyAnswers } from './ready';
import { sendKept } from './answers';

const TEXT = 'Interfant '.repeat(200);
const kept = (text: string): Kept => ({
  body: textBody(Buffer.from(text)),
  etag: `W/"${text.length}"`,
  headers: { 'content-type': 'text/html', 'Content-Security-Policy': "script-src 'self'", etag: `W/"${text.length}"` },
});
type Answer = { status: number; headers: IncomingHttpHeaders; body: Buffer };

describe('what was answered before', () => {
  let [version, text, port] = [1, TEXT, 0];
  let server = http.createServer();
  const ways: string[] = [];

  beforeEach(async () => {
    [version, text] = [1, TEXT];
    ways.length = 0;
    const store = keepByVersion(async () => version);
    const ready = readyAnswers({
      store,
      always: { 'content-security-policy': "default-src 'none'", 'Strict-Transport-Security': 'max-age=1' },
      isOwnHost: ({ headers }) => headers.host !== 'elsewhere',
    });
    server = http.createServer((request, response) => {
      if (ready.send(request, response, ['X-Request-Id', 'quick'])) return void ways.push('quick');
      ways.push('whole');
      response.setHeader('Content-Security-Policy', "default-src 'none'");
      response.setHeader('Strict-Transport-Security', 'max-age=1');
      response.setHeader('X-Request-Id', 'whole');
      void store('/trials', async () => kept(text)).then((page) => {
        if (page === null) return;
        ready.note(request, '/trials');
        return sendKept(page, request, response);
      });
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    port = (server.address() as AddressInfo).port;
  });
  afterEach(() => void server.close());

  const ask = async (headers: http.OutgoingHttpHeaders = {}, method = 'GET', path = '/trials?x=1'): Promise<Answer> => {
    const request = http.request({ port, path, method, headers: { 'accept-encoding': 'br', ...headers } }).end();
    const [response] = (await once(request, 'response')) as [http.IncomingMessage];
    const chunks: Buffer[] = [];
    for await (const chunk of response as AsyncIterable<Buffer>) chunks.push(chunk);
    return { status: response.statusCode ?? 0, headers: response.headers, body: Buffer.concat(chunks) };
  };
  /** Asked, packed small, and at hand. */
  const warm = async (headers: http.OutgoingHttpHeaders = {}): Promise<void> => {
    await ask(headers);
    await ask(headers);
    await wait(50);
    ways.length = 0;
  };
  /** As it is given where nothing has to be asked; a slow machine may have let the version grow old meanwhile. */
  const askReady = async (headers: http.OutgoingHttpHeaders = {}, path = '/trials?x=1'): Promise<Answer> => {
    for (let time = 0; time < 20; time += 1) {
      ways.length = 0;
      const answer = await ask(headers, 'GET', path);
      if (ways[0] === 'quick') return answer;
    }
    throw new Error('never at hand');
  };
  const own = ({ date: _date, 'x-request-id': _id, ...rest }: IncomingHttpHeaders): IncomingHttpHeaders => rest;

  test('is the same answer as by the whole way, in each encoding and for who has it', async () => {
    for (const headers of [
      {},
      { 'accept-encoding': 'gzip' },
      { 'accept-encoding': 'br;q=0, gzip;q=0' },
      { 'accept-encoding': '' },
      { 'if-none-match': `W/"${TEXT.length}"` },
    ] as const) {
      await warm(headers);
      const quick = await askReady(headers);
      // The same from the store, for an address that was not asked for.
      const whole = await ask(headers, 'GET', `/trials?${JSON.stringify(headers).length}`);
      expect(ways).toEqual(['quick', 'whole']);
      expect(own(quick.headers)).toEqual(own(whole.headers));
      expect([quick.status, quick.body]).toEqual([whole.status, whole.body]);
      expect(quick.headers['content-security-policy']).toBe("script-src 'self'");
    }
  });

  test('is given as it is packed', async () => {
    await warm();
    expect(brotliDecompressSync((await askReady()).body).toString()).toBe(TEXT);
  });

  test.each([
    ['another method', {}, 'HEAD', '/trials?x=1'],
    ['a session', { cookie: 'a=1; next-auth.session-token=x' }, 'GET', '/trials?x=1'],
    ['a part of a page', { rsc: '1' }, 'GET', '/trials?x=1'],
    ['another name of the server', { host: 'elsewhere' }, 'GET', '/trials?x=1'],
    ['another use', { 'sec-fetch-dest': 'image' }, 'GET', '/trials?x=1'],
    ['another address', {}, 'GET', '/trials?x=2'],
    ['a body of a kind', { 'content-type': 'multipart/form-data' }, 'GET', '/trials?x=1'],
  ] as const)('takes the whole way with %s', async (_, headers, method, path) => {
    await warm();
    await ask(headers, method, path);
    expect(ways).toEqual(['whole']);
  });

  test('takes the whole way with another wish to a program’s address', async () => {
    const list = (accept: string) => ask({ accept }, 'GET', '/api/v1/trials');
    await list('text/csv');
    await list('text/csv');
    await wait(50);
    ways.length = 0;
    await list('application/json');
    expect(ways).toEqual(['whole']);
    await askReady({ accept: 'text/csv' }, '/api/v1/trials');
  });

  test('is asked for anew when the evidence has changed', async () => {
    await warm();
    [version, text] = [2, 'changed'];
    await wait(600);
    expect(brotliDecompressSync((await ask()).body).toString()).toBe('changed');
    expect(ways).toEqual(['whole']);
  });
});
