import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { ADDRESS_HEADER } from '@/lib/access/credentials';
import { takeToken } from '@/lib/access/session/tokens.server';
import { db } from '@/lib/db.server';
import { messageLookup } from '@/lib/i18n/message-lookup';
import { createTestDatabase, type TestDatabase } from '@/prisma/testing/database';
import { answerRefusal } from './front-door';
import { allowanceOf, counter, forThisReader, kindOf, TooMany } from './limits';

let database: TestDatabase;
let server: http.Server;
let origin = '';

beforeAll(async () => {
  database = await createTestDatabase();
  vi.stubEnv('APP_DATABASE_URL', database.appUrl);
  vi.stubEnv('SESSION_SECRET', 'only-for-this-test-run-only-for-this-test-run');
  vi.stubEnv('PUBLIC_URL', 'http://localhost:3000');
  const texts = { en: await messageLookup('en'), ru: await messageLookup('ru') };
  server = http.createServer((request, response) => {
    counter(request, response)()
      .then(() => response.end('made'))
      .catch((error: unknown) => {
        if (!(error instanceof TooMany)) return void response.writeHead(500).end();
        answerRefusal({ status: 429, code: 'too-many', seconds: error.seconds }, request, response, texts);
      });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(async () => {
  server.close();
  await db().$disconnect();
  await database.drop();
});
beforeEach(async () => void (await database.owner.query('DELETE FROM attempt_count')));

const ask = (url: string, headers: Record<string, string> = {}, method = 'GET'): Promise<Response> =>
  fetch(`${origin}${url}`, { method, headers: { [ADDRESS_HEADER]: '192.0.2.1', ...headers } });
/**
 * As if all tokens of this kind had been taken, the next to come in half a second, which a busy machine may need to ask; or
 * would be full again in so many seconds.
 */
const drain = (kind: string, seconds = 60.5): Promise<unknown> =>
  database.owner.query("INSERT INTO attempt_count VALUES ($1, now() + $2 * interval '1 second')", [
    `ask:${kind}:address:192.0.2.1`,
    seconds,
  ]);

describe('what costs work', () => {
  test('says how much of it is left', async () => {
    const answer = await ask('/api/figures/comparison.png?pixels=4');
    expect(answer.status).toBe(200);
    expect(answer.headers.get('RateLimit-Policy')).toBe('"files";q=120;w=60');
    expect(answer.headers.get('RateLimit')).toBe('"files";r=119;t=1');
  });

  test('is counted also where the settings multiply it as often as they may', async () => {
    const asker = { sessionId: null, address: '192.0.2.1' };
    // 60 million in 60 seconds: a token a microsecond, the finest that the database counts.
    const { most } = allowanceOf('selections', 100_000);
    expect(most).toBe(60_000_000);
    expect((await takeToken('selections', asker, { most, seconds: 60 })).allowed).toBe(true);
    await expect(takeToken('files', asker, { most: 300_000_000, seconds: 60 })).rejects.toThrow('division by zero');
  });

  test.each([
    ['en', /^Too much was asked for from here within a minute\. Try again in 1 second\.$/u],
    ['ru', /^За последнюю минуту отсюда поступило слишком много запросов\. Повторите через 1 секунду\.$/u],
  ])('is refused in the reader’s language, as a problem (%s)', async (language, words) => {
    await drain('classification');
    const answer = await ask('/api/v1/risk/classify', { 'Accept-Language': language }, 'POST');
    expect(answer.status).toBe(429);
    expect(answer.headers.get('Content-Type')).toBe('application/problem+json');
    expect(answer.headers.get('Retry-After')).toBe('1');
    expect(answer.headers.get('RateLimit')).toMatch(/^"classification";r=0;t=(?:60|61)$/u);
    expect(await answer.json()).toEqual({
      type: 'about:blank',
      title: 'Too Many Requests',
      status: 429,
      code: 'too-many',
      detail: expect.stringMatching(words),
    });
  });

  test('is refused to a page’s reader in a sentence', async () => {
    // The next of fifty a second would be there before the request.
    await drain('selections', 62);
    const answer = await ask('/ru/compare?endpoint=OS');
    expect([answer.status, await answer.text()]).toEqual([429, expect.stringContaining('Повторите через')]);
  });

  test('does not shut its readers out of anything else', async () => {
    await drain('selections');
    for (const url of ['/', '/compare', '/trials?q=MLL', '/api/v1/trials', '/patients', '/sign-in'])
      expect((await ask(url)).status, url).toBe(200);
    expect((await ask('/compare?endpoint=OS', { [ADDRESS_HEADER]: '198.51.100.7' })).status).toBe(200);
  });

  test('is made uncounted while the database is away', async () => {
    await database.owner.query('ALTER FUNCTION may_ask(text, text, text, integer, integer) RENAME TO away');
    const answer = await ask('/api/v1/trials');
    await database.owner.query('ALTER FUNCTION away(text, text, text, integer, integer) RENAME TO may_ask');
    expect([answer.status, answer.headers.get('RateLimit')]).toEqual([200, null]);
  });
});

test.each([
  ['/api/figures/slides', {}, 'slides'],
  ['/api/figures/forest.pptx?lang=en', {}, 'files'],
  ['/api/references/export?format=ris', {}, 'files'],
  ['/api/patients/list.xlsx', {}, 'files'],
  ['/api/patients/0b/casebook.pdf', {}, 'files'],
  ['/api/audit.csv', {}, 'files'],
  ['/api/patients/import/check', {}, 'import'],
  ['/api/v1/estimates', {}, 'lists'],
  ['/api/v1/risk/classify', {}, 'classification'],
  ['/api/health', {}, null],
  ['/api/access', {}, null],
  ['/api/auth/session', {}, null],
  ['/compare', {}, null],
  ['/compare?_rsc=1', {}, null],
  ['/compare?endpoint=OS&_rsc=1', {}, 'selections'],
  ['/ru/compare?endpoint=OS', {}, 'selections'],
  ['/compare?endpoint=OS', { 'next-router-prefetch': '1' }, null],
  ['/comparex?endpoint=OS', {}, null],
] as const)('%s %j counts as %s', (url, headers, kind) => {
  expect(kindOf({ method: 'GET', url, headers })).toBe(kind);
});

test('a reader who waits for what another was refused asks in turn', async () => {
  const [mine, other] = [{} as http.IncomingMessage, {} as http.IncomingMessage];
  const answers = [() => Promise.reject(new TooMany(other, 1)), () => Promise.resolve('made')];
  const isOfAnother = (error: unknown): boolean => error instanceof TooMany && error.request !== mine;
  expect(await forThisReader(() => answers.shift()?.() ?? Promise.reject(new Error('no more')), isOfAnother)).toBe(
    'made',
  );
  await expect(forThisReader(() => Promise.reject(new TooMany(mine, 1)), isOfAnother)).rejects.toThrow(TooMany);
});
