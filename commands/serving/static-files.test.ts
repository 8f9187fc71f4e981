import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import http, { type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { brotliDecompressSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { compressBuild, compressedFiles } from './static-files';

const SCRIPT = 'export const text = "МОБ";\n'.repeat(200);
let folder: string;
let server: http.Server;

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'registry-static-'));
  await mkdir(path.join(folder, 'static/chunks'), { recursive: true });
  await writeFile(path.join(folder, 'static/chunks/a.js'), SCRIPT);
  await writeFile(path.join(folder, 'static/chunks/small.js'), 'small');
  await writeFile(path.join(folder, 'static/chunks/font.woff2'), 'x'.repeat(5000));
  await writeFile(path.join(folder, 'secret.js'), SCRIPT);
  await compressBuild(folder, 'small');
  const send = await compressedFiles(folder);
  server = http.createServer((request, response) => {
    if (!send(request, response)) response.writeHead(404).end('next');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});
afterAll(async () => {
  server.close();
  await rm(folder, { recursive: true });
});

type Answer = { status: number; headers: IncomingHttpHeaders; body: Buffer };

/** As it is sent: `fetch` would unpack the body and tidy the path. */
function ask(address: string, method = 'GET', encoding = 'gzip, deflate, br'): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const request = http.request(
      { port: (server.address() as AddressInfo).port, path: address, method, headers: { 'accept-encoding': encoding } },
      (response) => {
        const parts: Buffer[] = [];
        response.on('data', (part: Buffer) => parts.push(part));
        response.on('end', () =>
          resolve({ status: response.statusCode ?? 0, headers: response.headers, body: Buffer.concat(parts) }),
        );
      },
    );
    request.on('error', reject).end();
  });
}

describe('the compressed files of a build', () => {
  test('a script comes packed, with its length and type, to be kept for good', async () => {
    const { status, headers, body } = await ask('/_next/static/chunks/a.js?dpl=1');
    expect([status, headers['content-encoding'], headers['content-type'], Number(headers['content-length'])]).toEqual([
      200,
      'br',
      'application/javascript; charset=UTF-8',
      body.length,
    ]);
    // A page asks for a dozen of them: with 500 bytes of words each, they were as heavy as a script more.
    expect(headers).toMatchObject({ 'x-content-type-options': 'nosniff', 'x-frame-options': 'DENY' });
    expect(Object.entries(headers).flat().join(': \r\n').length).toBeLessThan(480);
    expect(headers['cache-control']).toBe('public, max-age=31536000, immutable');
    expect(headers.vary).toBe('Accept-Encoding');
    expect(brotliDecompressSync(body).toString()).toBe(SCRIPT);
    expect(body.length).toBeLessThan(SCRIPT.length / 5);
  });

  test('HEAD says the same without the body', async () => {
    const { status, headers, body } = await ask('/_next/static/chunks/a.js', 'HEAD');
    expect([status, headers['content-encoding'], body.length]).toEqual([200, 'br', 0]);
  });

  test.each([
    ['a reader without brotli', '/_next/static/chunks/a.js', 'GET', 'gzip'],
    ['a reader who refuses brotli', '/_next/static/chunks/a.js', 'GET', 'gzip, br;q=0'],
    ['another method', '/_next/static/chunks/a.js', 'POST', 'br'],
    ['a file too small to gain', '/_next/static/chunks/small.js', 'GET', 'br'],
    ['what is packed already', '/_next/static/chunks/font.woff2', 'GET', 'br'],
    ['a packed file by its own name', '/_next/static/chunks/a.js.br', 'GET', 'br'],
    ['a file outside the folder', '/_next/static/../secret.js', 'GET', 'br'],
    ['a file outside the folder, encoded', '/_next/static/%2e%2e/secret.js', 'GET', 'br'],
    ['a name of every object', '/_next/static/constructor', 'GET', 'br'],
  ])('leave to Next.js: %s', async (_name, address, method, encoding) => {
    expect((await ask(address, method, encoding)).status).toBe(404);
  });
});
