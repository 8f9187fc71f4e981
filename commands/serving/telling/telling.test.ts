import { mkdtemp, readFile, rm } from 'node:fs/promises';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ownMeasure, toMeasure } from './measure';
import { measure, measureRequests, serveMetrics } from './metrics';
import { boundLog, logRequest, openLog, REQUEST_ID, tellWhenOver } from './request-log';
import { patternsOf } from './route-patterns';

const patternOf = patternsOf({
  staticRoutes: [
    { page: '/_global-error', regex: '^/_global\\-error(?:/)?$' },
    { page: '/api/health', regex: '^/api/health(?:/)?$' },
  ],
  dynamicRoutes: [
    { page: '/[locale]', regex: '^/([^/]+?)(?:/)?$' },
    { page: '/[locale]/patients', regex: '^/([^/]+?)/patients(?:/)?$' },
    { page: '/[locale]/patients/[id]', regex: '^/([^/]+?)/patients/([^/]+?)(?:/)?$' },
    { page: '/api/figures/[file]', regex: '^/api/figures/([^/]+?)(?:/)?$' },
    { page: '/[locale]/[...rest]', regex: '^/([^/]+?)/(.+?)(?:/)?$' },
  ],
});

test('what another process sends of itself is read, and nothing else for it', () => {
  const own = ownMeasure();
  expect(toMeasure(JSON.parse(JSON.stringify(own)))).toEqual(own);
  expect([toMeasure('ready'), toMeasure({ bytes: '1', seconds: 2 })]).toEqual([null, null]);
});

test.each([
  ['/', '/[locale]'],
  ['/ru', '/[locale]'],
  ['/patients', '/[locale]/patients'],
  ['/nowhere', 'other'],
  ['/patients/4711?note=secret', '/[locale]/patients/[id]'],
  ['/ru/patients/4711', '/[locale]/patients/[id]'],
  ['/api/figures/forest.png?labels=x', '/api/figures/[file]'],
  ['/api/health', '/api/health'],
  ['/_next/static/chunks/a.js', '/_next'],
  ['/patients/4711/nowhere', 'other'],
])('%s is told as %s', (url, route) => {
  expect(patternOf(url)).toBe(route);
});

/** A machine three times slower writes later. */
const SLOW = { timeout: 20_000 };

describe('a request', () => {
  let [folder, origin, server, metrics] = ['', '', http.createServer(), http.createServer()];
  const file = (): string => path.join(folder, 'logs/requests.log');
  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'registry-log-'));
    const registry = measure({
      waiting: () => 3,
      running: () => 2,
      processes: () => [{ process: 'pages-1', busy: 4, ...ownMeasure() }],
    });
    const listeners = [logRequest(openLog(file())), measureRequests(registry)];
    server = http.createServer((request, response) => {
      response.setHeader(REQUEST_ID, tellWhenOver(request, response, patternOf, listeners));
      if (request.url?.includes('leave')) return;
      response.writeHead(request.url?.includes('fail') ? 503 : 200).end('x');
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    metrics = serveMetrics(() => registry.metrics(), 0);
    await new Promise((resolve) => metrics.once('listening', resolve));
  });
  afterAll(async () => {
    server.close();
    metrics.close();
    await rm(folder, { recursive: true });
  });

  test('is one line of JSON: time, level, id, method, route, status and milliseconds, and nothing of its address', async () => {
    const answer = await fetch(`${origin}/patients/child-4711?note=secret`, { headers: { 'User-Agent': 'secret' } });
    await fetch(`${origin}/patients/child-4712?fail`);
    await fetch(`${origin}/patients/child-4713?leave`, { signal: AbortSignal.timeout(100) }).catch(() => undefined);
    await wait(1500);
    const text = await readFile(file(), 'utf8');
    const lines = text
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(lines).toEqual([
      {
        level: 'info',
        time: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/u),
        id: answer.headers.get('X-Request-Id'),
        method: 'GET',
        route: '/[locale]/patients/[id]',
        status: 200,
        ms: expect.any(Number),
      },
      expect.objectContaining({ level: 'error', status: 503 }),
      expect.objectContaining({ left: true }),
    ]);
    expect(text).not.toMatch(/child-47|secret/u);
  });

  test('is counted, for this machine alone', async () => {
    const { port, address } = metrics.address() as AddressInfo;
    expect(address).toBe('127.0.0.1');
    const text = await (await fetch(`http://127.0.0.1:${port}/metrics`)).text();
    expect(text).toContain(
      'registry_request_seconds_count{method="GET",route="/[locale]/patients/[id]",status="503"} 1',
    );
    expect(text).toMatch(/^registry_work_waiting 3$/mu);
    expect(text).toMatch(/^process_resident_memory_bytes \d+$/mu);
    expect(text).toMatch(/^registry_process_bytes\{process="pages-1"\} \d{8,}$/mu);
    expect(text).toMatch(/^registry_process_cpu_seconds\{process="pages-1"\} \d+\.\d+$/mu);
    expect(text).toMatch(/^registry_process_requests\{process="pages-1"\} 4$/mu);
    expect((await fetch(`http://127.0.0.1:${port}/`)).status).toBe(404);
  });
});

test('a full log is followed by another, into which everybody who writes goes on', async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'registry-log-'));
  const file = path.join(folder, 'requests.log');
  const logs = [openLog(file, 50), openLog(file, 50)];
  boundLog(file, { mostBytes: 1000, lookAgainMs: 50 });
  const write = async (text: string): Promise<void> => {
    for (const log of logs) {
      log.info({ text });
      await new Promise((resolve) => log.flush(resolve));
    }
  };
  await write('a'.repeat(600));
  await expect.poll(() => readFile(`${file}.1`, 'utf8').catch(() => ''), SLOW).toContain('a');
  await expect.poll(() => readFile(file, 'utf8').catch(() => 'none'), SLOW).toBe('');
  await wait(150);
  await write('b');
  expect((await readFile(file, 'utf8')).split('\n').filter((line) => line !== '')).toHaveLength(2);
  await rm(folder, { recursive: true });
});
