import http from 'node:http';
import { mkdtempSync, rmSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { ask, forward } from './forward';
import type { Answering } from './processes';

const folder = mkdtempSync(path.join(tmpdir(), 'registry-forward-'));
const socket =
  process.platform === 'win32' ? `\\\\.\\pipe\\registry-forward-${process.pid}` : path.join(folder, 'socket');
const to: Answering = { socket, busy: 0, restart: () => undefined };
let [behind, front, origin, toItsEnd, ended] = [http.createServer(), http.createServer(), '', false, ''];

beforeAll(async () => {
  behind = http.createServer((request, response) => {
    let body = '';
    response.once('close', () => (ended += response.writableFinished ? ' sent' : ' cut'));
    request.on('data', (chunk) => (body += String(chunk)));
    request.on('end', () => {
      const answer = (): void => {
        response.writeHead(201, [
          ...[
            'Set-Cookie',
            'a=1',
            'Set-Cookie',
            'b=2',
            'X-Of',
            `${request.method} ${request.url} ${request.headers.host}`,
          ],
        ]);
        response.end(body.toUpperCase());
      };
      if (request.url === '/slow') setTimeout(answer, 150);
      else answer();
    });
  });
  front = http.createServer((request, response) => {
    response.setHeader('X-Request-Id', 'one');
    response.setHeader('X-Of', 'nobody');
    forward(to, request, response, { toItsEnd }).catch(() => response.writeHead(503).end());
  });
  await new Promise<void>((resolve) => behind.listen(socket, resolve));
  await new Promise<void>((resolve) => front.listen(0, '127.0.0.1', resolve));
  origin = `http://127.0.0.1:${(front.address() as AddressInfo).port}`;
});
beforeEach(() => {
  ended = '';
});
afterAll(() => {
  front.close();
  behind.close();
  rmSync(folder, { recursive: true });
});

test('a request and its answer pass as they are', async () => {
  const answer = await fetch(`${origin}/a?b=%D0%9C`, { method: 'POST', body: 'мама' });
  expect(answer.status).toBe(201);
  // The front door has said something of its own before, of which the answer may know better.
  expect(answer.headers.getSetCookie()).toEqual(['a=1', 'b=2']);
  expect(answer.headers.get('x-request-id')).toBe('one');
  expect(answer.headers.get('x-of')).toBe(`POST /a?b=%D0%9C ${new URL(origin).host}`);
  expect(await answer.text()).toBe('МАМА');
  await expect.poll(() => to.busy).toBe(0);
});

test('an answer can be read whole', async () => {
  const { status, body } = await ask(to, { method: 'GET', url: '/x', headers: { host: 'registry.example' } });
  expect([status, body.toString(), to.busy]).toEqual([201, '', 0]);
});

test.each([
  [false, 0],
  [true, 1],
])('a reader leaves; work that must be waited for (%s) holds its process until it ends', async (waits, held) => {
  toItsEnd = waits;
  const leaving = new AbortController();
  const asked = fetch(`${origin}/slow`, { signal: leaving.signal }).catch(() => 'left');
  await expect.poll(() => to.busy).toBe(1);
  await wait(30);
  leaving.abort();
  expect(await asked).toBe('left');
  await wait(40);
  expect(to.busy).toBe(held);
  await expect.poll(() => to.busy).toBe(0);
  toItsEnd = false;
});

test('where no process answers, the request fails and no other', async () => {
  const nobody: Answering = { ...to, socket: `${socket}-nobody`, busy: 0 };
  await expect(ask(nobody, { method: 'GET', url: '/', headers: {} })).rejects.toThrow(/ENOENT/u);
  expect(nobody.busy).toBe(0);
});
