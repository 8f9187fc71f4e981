import http, { IncomingMessage } from 'node:http';
import net from 'node:net';
import { text } from 'node:stream/consumers';
import type { AddressInfo } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { areArguments, readActionRequest } from './action-body';

const ID = 'a'.repeat(42);
const LONGEST_MS = 300;
let server: http.Server;
let base: string;

/** Answers with what is handed on, or with the code of the refusal. */
beforeAll(async () => {
  server = http.createServer((request, response) => {
    void readActionRequest(request, LONGEST_MS).then(async (read) => {
      if (read instanceof IncomingMessage) response.end(`${read.method} ${read.url} ${await text(read)}`);
      else response.writeHead(read.status).end(read.code);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => server.close());

const send = async (body: string | FormData, headers: Record<string, string> = {}): Promise<[number, string]> => {
  const answer = await fetch(`${base}/patients`, { method: 'POST', body, headers: { 'next-action': ID, ...headers } });
  return [answer.status, await answer.text()];
};

function form(...parts: [string, string][]): FormData {
  const sent = new FormData();
  for (const [name, value] of parts) sent.append(name, value);
  return sent;
}

describe('the body of an action', () => {
  test('is handed on whole', async () => {
    expect(await send('["x",{"a":[1,null,true]}]')).toEqual([200, 'POST /patients ["x",{"a":[1,null,true]}]']);
    const [status, sent] = await send(form(['_1_note', 'МОБ'], ['0', '["$K1"]']));
    expect(status).toBe(200);
    expect(sent).toContain('МОБ');
  });

  test('that is garbage is refused', async () => {
    for (const body of ['', '{', 'null', '{"length":1}', '["$F9"]', '["$1"]', '["$@1"]', '["$0:0:then"]'])
      expect(await send(body), body).toEqual([400, 'bad-body']);
    for (const parts of [
      [],
      [['0', '{']],
      [
        ['0', '["$K1"]'],
        ['1', 'x'],
      ],
      [
        ['0', '[]'],
        ['0', '[]'],
      ],
    ] as [string, string][][])
      expect(await send(form(...parts)), JSON.stringify(parts)).toEqual([400, 'bad-body']);
    for (const type of ['multipart/form-data', 'multipart/form-data; boundary=x'])
      expect(await send('garbage', { 'content-type': type })).toEqual([400, 'bad-body']);
    expect(await send('[]', { 'next-action': 'x' })).toEqual([400, 'bad-body']);
    expect(await send('[]', { 'content-type': 'application/json' })).toEqual([415, 'media-type']);
  });

  test('is read up to a limit', async () => {
    expect(await send(`["${'a'.repeat(1024 * 1024)}"]`)).toEqual([413, 'body-too-long']);
  });

  const raw = async (headers: string, chunks: readonly string[]): Promise<string> => {
    const socket = net.connect((server.address() as AddressInfo).port, '127.0.0.1');
    socket.write(
      `POST /patients HTTP/1.1\r\nHost: x\r\nContent-Type: text/plain\r\nNext-Action: ${ID}\r\n${headers}\r\n\r\n`,
    );
    const answer = text(socket);
    for (const chunk of chunks) {
      await wait(200);
      if (!socket.destroyed) socket.write(chunk);
    }
    return Promise.race([answer, wait(2000, 'no answer')]).finally(() => socket.destroy());
  };

  test('that says it is too long is refused before any of it is sent', async () => {
    expect(await raw(`Content-Length: ${1024 * 1024 + 1}\r\nConnection: close`, [])).toContain('body-too-long');
  });

  test('that is too long without saying so is refused in the midst of it', async () => {
    const size = 1024 * 1024 + 1;
    const chunk = `${size.toString(16)}\r\n${'a'.repeat(size)}\r\n`;
    expect(await raw('Transfer-Encoding: chunked\r\nConnection: close', [chunk])).toContain('body-too-long');
  });

  test('that comes drop by drop is cut', async () => {
    const begun = Date.now();
    expect(await raw('Content-Length: 1000\r\nConnection: close', ['[', ' '])).toContain('408');
    expect(Date.now() - begun).toBeLessThan(1500);
  });
});

test('the arguments are plain values and forms, not too deep and not too many', () => {
  for (const text of ['[]', '["$$5","$undefined","$NaN","$-Infinity","$-0"]', '["$D2026-11-28T10:00:00.000Z","$n12"]'])
    expect(areArguments(text), text).toBe(true);
  const deep = (levels: number): string => '['.repeat(levels) + ']'.repeat(levels);
  expect([deep(10), deep(100_000)].map(areArguments)).toEqual([true, false]);
  expect(areArguments(JSON.stringify(Array.from({ length: 21 }, () => 1)))).toBe(false);
});
