import { once } from 'node:events';
import http, { type IncomingMessage, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { countReadAlone } from '@/lib/reads-alone';
import { MADE_ALONE, READ_WHOLE, sendsWhole } from './whole-answer';

let server: http.Server | undefined;
afterEach(() => server?.close());

async function answerTo(
  listener: RequestListener,
  headers: http.OutgoingHttpHeaders,
): Promise<[IncomingMessage, string, number]> {
  server = http.createServer((request, response) => {
    sendsWhole(request, response);
    listener(request, response);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return new Promise((resolve, reject) => {
    http
      .get({ port, headers }, (answer) => {
        const chunks: Buffer[] = [];
        answer.on('data', (chunk: Buffer) => chunks.push(chunk));
        answer.once('end', () => resolve([answer, Buffer.concat(chunks).toString(), chunks.length]));
      })
      .once('error', reject);
  });
}

/** As a page is written: headers first, then pieces of every kind, the next one after the last was taken. */
const inPieces: RequestListener = (request, response) => {
  response.writeHead(200, { 'content-type': 'text/plain', 'x-seen': String(request.headers[READ_WHOLE]) });
  response.flushHeaders();
  response.write('МОБ ', () => {
    response.write('4f4b20', 'hex', () => {
      setTimeout(() => {
        response.write(new Uint8Array([0x41]));
        response.end(' é', 'utf8', () => response.emit('told'));
      }, 20);
    });
  });
};

test('pieces are sent as one text to who reads the answer whole', async () => {
  const [answer, text, pieces] = await answerTo(inPieces, { [READ_WHOLE]: '1' });
  expect([text, pieces]).toEqual(['МОБ OK A é', 1]);
  expect(answer.headers['x-seen']).toBe('undefined');
});

test('to everybody else they are sent as they come', async () => {
  const [answer, text] = await answerTo(inPieces, {});
  expect(text).toBe('МОБ OK A é');
  expect(answer.headers['transfer-encoding']).toBe('chunked');
});

test('an answer without a body ends', async () => {
  const [answer, text] = await answerTo(
    (_, response) => {
      response.statusCode = 204;
      response.end();
    },
    { [READ_WHOLE]: '1' },
  );
  expect([answer.statusCode, text]).toEqual([204, '']);
});

test('says of an answer for which the replica alone was read that it was', async () => {
  const made: RequestListener = (request, response) => {
    response.writeHead(200, ['content-type', 'text/html']);
    if (request.headers['x-away'] !== undefined) countReadAlone();
    response.end('<p>');
  };
  const away = await answerTo(made, { [READ_WHOLE]: '1', 'x-away': '1' });
  expect(away[0].headers).toMatchObject({ [MADE_ALONE]: '1', 'content-type': 'text/html', 'content-length': '3' });
  const there = await answerTo(made, { [READ_WHOLE]: '1' });
  expect(there[0].headers[MADE_ALONE]).toBeUndefined();
});

test.each([
  ['headers of its head', (response: http.ServerResponse) => response.writeHead(200, { 'cache-control': 'public' })],
  ['headers set before', (response: http.ServerResponse) => response.setHeader('Cache-Control', 'public')],
])('to everybody else it is for no cache to keep, with %s', async (_, head) => {
  const made: RequestListener = (request, response) => {
    if (request.headers['x-away'] !== undefined) countReadAlone();
    head(response);
    response.end('{}');
  };
  expect((await answerTo(made, { 'x-away': '1' }))[0].headers['cache-control']).toBe('no-store');
  expect((await answerTo(made, {}))[0].headers['cache-control']).toBe('public');
});
