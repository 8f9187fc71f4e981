import { gunzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { answerKey, isComputed, keptAnswer, keptAnswerUrl } from './kept-answers';

const asked = (url: string, headers: Record<string, string> = {}, method = 'GET') => ({ url, headers, method });

describe('what takes its time', () => {
  test.each([
    '/api/figures/landscape.png?pixels=4',
    '/api/v1/estimates',
    '/api/v1/risk/classify',
    '/api/patients/list.xlsx',
    '/api/audit.csv',
  ])('%s does', (url) => expect(isComputed(asked(url))).toBe(true));
  test.each(['/api/auth/session', '/api/access', '/api/health', '/trials', '/apiary'])('%s does not', (url) =>
    expect(isComputed(asked(url))).toBe(false),
  );
});

describe('what is kept', () => {
  test('one address for all that say the same', () => {
    const url = '/api/figures/comparison.png?endpoint=EFS&lang=ru&series=a%2Cb';
    expect(keptAnswerUrl(asked('/api/figures/comparison.png?lang=ru&series=a,b&endpoint=EFS'))).toBe(url);
    expect(keptAnswerUrl(asked(url))).toBe(url);
  });
  test.each<Record<string, string>>([{}, { cookie: 'a=1; next-auth.session-token=x' }])(
    'the figures that can be added to a comparison, whoever asks: %o',
    (headers) =>
      expect(keptAnswerUrl(asked('/api/compare/figures?lang=ru&endpoint=OS', headers))).toBe(
        '/api/compare/figures?endpoint=OS&lang=ru',
      ),
  );
  test('an order that counts stays', () => {
    const one = keptAnswerUrl(asked('/api/figures/comparison.png?series=a,b'));
    expect(keptAnswerUrl(asked('/api/figures/comparison.png?series=b,a'))).not.toBe(one);
  });
  test.each([
    ['/api/patients/list.xlsx', {}, 'GET'],
    ['/api/v1/risk/classify', {}, 'POST'],
    ['/api/figures/slides', {}, 'POST'],
    ['/api/figures/comparison.png?local=1', { cookie: 'a=1; next-auth.session-token=x' }, 'GET'],
    ['/api/v1/estimates', { accept: 'text/csv,'.repeat(100) }, 'GET'],
  ] as const)('%s, %o is the reader\u2019s own', (url, headers, method) =>
    expect(keptAnswerUrl(asked(url, headers, method))).toBeNull(),
  );
  test('by the day, and a list by the form that its reader prefers', () => {
    const [csv, json] = [{ accept: 'text/csv' }, { accept: 'application/json' }];
    const [evening, morning] = [new Date('2026-03-01T23:59:59Z'), new Date('2026-03-02T00:00:00Z')];
    expect(answerKey('/api/figures/a.png', csv, evening)).not.toBe(answerKey('/api/figures/a.png', csv, morning));
    expect(answerKey('/api/figures/a.png', csv, evening)).toBe(answerKey('/api/figures/a.png', json, evening));
    expect(answerKey('/api/v1/trials', csv, evening)).not.toBe(answerKey('/api/v1/trials', json, evening));
  });
  test('a text in the encodings of browsers, a picture as it is', async () => {
    const headers = {
      'cache-control': 'public, max-age=300',
      'content-type': 'image/svg+xml',
      vary: 'Cookie',
      date: 'x',
    };
    const svg = keptAnswer({ status: 200, headers, body: Buffer.from('<svg/>') });
    expect(gunzipSync((await svg?.body.packed?.('gzip')) ?? '').toString()).toBe('<svg/>');
    expect(svg?.headers).toEqual({
      'cache-control': 'public, max-age=300',
      'content-type': 'image/svg+xml',
      vary: 'Cookie, Accept-Encoding',
      etag: svg?.etag,
    });
    const png = keptAnswer({
      status: 200,
      headers: { ...headers, 'content-type': 'image/png' },
      body: Buffer.alloc(9),
    });
    expect(png?.body.packed).toBeNull();
  });
  test.each([
    [400, 'public, max-age=300'],
    [200, 'private, no-store'],
  ])('neither a refusal nor what is one reader\u2019s own: %s, %s', (status, cacheControl) =>
    expect(keptAnswer({ status, headers: { 'cache-control': cacheControl }, body: Buffer.from('x') })).toBeNull(),
  );
});
