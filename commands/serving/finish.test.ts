import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { finish } from './finish';

async function open(ms: number): Promise<Readonly<{ server: http.Server; ask: () => Promise<string> }>> {
  const server = http.createServer((_, response) => void wait(ms).then(() => response.end('whole')));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const agent = new http.Agent({ keepAlive: true });
  const { port } = server.address() as AddressInfo;
  const ask = (): Promise<string> =>
    new Promise((resolve, reject) => {
      http
        .get({ port, host: '127.0.0.1', agent }, (answer) => {
          answer.once('data', (chunk) => resolve(String(chunk)));
          answer.once('error', reject);
        })
        .once('error', reject);
    });
  return { server, ask };
}

test('what has begun is answered, nothing more is taken, and a connection without a request is not waited for', async () => {
  const { server, ask } = await open(300);
  const begun = Date.now();
  const first = ask();
  await wait(50);
  const over = finish(server, 5000);
  await expect(ask()).rejects.toThrow(/ECONNREFUSED/u);
  expect([await first, await over]).toEqual(['whole', true]);
  expect(Date.now() - begun).toBeLessThan(2000);
});

test('what takes too long is not waited for', async () => {
  const { server, ask } = await open(2000);
  const first = ask().catch(() => 'cut');
  await wait(50);
  expect(await finish(server, 100)).toBe(false);
  server.closeAllConnections();
  expect(await first).toBe('cut');
});
