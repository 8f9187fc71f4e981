import http from 'node:http';
import net, { type AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { messageLookup } from '@/lib/i18n/message-lookup';
import { POLICY_OF_NO_PAGE } from '../front-door';
import { answerUnreadable } from './unreadable';

let server: http.Server;
let sentences: string[];
beforeAll(async () => {
  const texts = { en: await messageLookup('en'), ru: await messageLookup('ru') };
  sentences = [texts.en('errors.request.unreadable'), texts.ru('errors.request.unreadable')];
  const times = { headersTimeout: 200, requestTimeout: 400, connectionsCheckingInterval: 50 };
  server = http.createServer(times, (request, response) => {
    if (request.url === '/begun') return void response.write('begun');
    response.end('answered');
  });
  answerUnreadable(server, texts);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});
afterAll(() => new Promise((resolve) => server.close(resolve)));

/** All that comes back until the server ends the connection; `then` is sent once something has come. */
async function send(text: string, then = ''): Promise<string> {
  const socket = net.connect((server.address() as AddressInfo).port, '127.0.0.1', () => socket.write(text));
  let said = '';
  socket.setEncoding('utf8').on('data', (chunk) => (said += String(chunk)));
  socket.once('data', () => socket.write(then));
  await new Promise((resolve) => socket.once('close', resolve));
  return said;
}

test.each([
  ['what is no HTTP', 'GARBAGE\r\n\r\n', 'HTTP/1.1 400 Bad Request'],
  ['a method that HTTP does not know', 'FOO / HTTP/1.1\r\nHost: a\r\n\r\n', 'HTTP/1.1 400 Bad Request'],
  [
    'two lengths of one body',
    'POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n',
    'HTTP/1.1 400 Bad Request',
  ],
  [
    'a header of 20 kB',
    `GET / HTTP/1.1\r\nHost: a\r\nX: ${'x'.repeat(20_000)}\r\n\r\n`,
    'HTTP/1.1 431 Request Header Fields Too Large',
  ],
  ['first lines that do not end', 'GET / HTTP/1.1\r\n', 'HTTP/1.1 408 Request Timeout'],
])('%s is answered by a sentence with the policy of every answer', async (_, text, line) => {
  const said = await send(text);
  const [head = '', body] = said.split('\r\n\r\n');
  expect(head.split('\r\n')[0]).toBe(line);
  expect(head).toContain(`\r\nContent-Security-Policy: ${POLICY_OF_NO_PAGE}\r\n`);
  expect(head).toContain('\r\nX-Content-Type-Options: nosniff\r\n');
  expect(body).toBe(`${sentences.join('\n')}\n`);
});

test('nothing is put into an answer that has begun', async () => {
  const said = await send('GET /begun HTTP/1.1\r\nHost: a\r\n\r\n', 'GARBAGE\r\n\r\n');
  expect(said).toMatch(/begun/u);
  expect(said).not.toContain('HTTP/1.1 400');
});

test('an expectation that is unknown is left aside', async () => {
  expect(await send('GET / HTTP/1.1\r\nHost: a\r\nExpect: a-dance\r\nConnection: close\r\n\r\n')).toMatch(/answered/u);
});
