import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { GET as getHealth } from '@/app/api/health/route';
import { GET as getNothing } from '@/app/api/v1/[...rest]/route';
import { GET as getEstimates } from '@/app/api/v1/estimates/route';
import { GET as getReferences } from '@/app/api/v1/references/route';
import { GET as getTrial } from '@/app/api/v1/trials/[slug]/route';
import { GET as getTrials } from '@/app/api/v1/trials/route';
import { forReaders } from '@/lib/registry/references/for-readers';
import { withEvidenceDatabase } from '@/seed/testing/evidence-database';
import { EVIDENCE } from '@/seed/testing/counts';

const database = withEvidenceDatabase();
afterEach(() => {
  vi.restoreAllMocks();
});

const readJson = (file: string): unknown =>
  JSON.parse(readFileSync(fileURLToPath(new URL(`../../seed/${file}`, import.meta.url)), 'utf8')) as unknown;
const request = (address: string, headers: Record<string, string> = {}): Request =>
  new Request(`http://localhost:3000/api/${address}`, { headers });
const askTrial = (slug: string, query = ''): Promise<Response> =>
  getTrial(request(`v1/trials/${encodeURIComponent(slug)}${query}`), { params: Promise.resolve({ slug }) });
const askEstimates = (query: string): Promise<Response> => getEstimates(request(`v1/estimates?${query}`));

/** The problem details of an answer, which every refusal must have in full. */
async function problemOf(response: Response): Promise<Record<string, unknown>> {
  expect(response.headers.get('Content-Type')).toBe('application/problem+json');
  expect(response.headers.get('Cache-Control')).toBe('no-store');
  expect(response.headers.get('Access-Control-Allow-Origin')).toBe('*');
  const problem = (await response.json()) as Record<string, unknown>;
  expect(problem).toMatchObject({
    type: 'about:blank',
    status: response.status,
    title: expect.any(String),
    detail: expect.any(String),
  });
  return problem;
}

type Listed = {
  estimates: {
    id: string;
    trial: string;
    endpoint: string;
    timeYears: number;
    stratum: { kmt2a: string; risk: string };
    chartable: boolean;
    preferred: boolean;
  }[];
};

describe('GET /api/health', () => {
  test('says that all is well, and how much evidence there is', async () => {
    const response = await getHealth();
    expect(response.status).toBe(200);
    expect(response.headers.get('Cache-Control')).toBe('no-store');
    expect(await response.json()).toEqual({
      status: 'ok',
      database: 'ok',
      evidence: EVIDENCE,
    });
  });
});

describe('GET /api/v1', () => {
  test('trials: all, as rows of the list, for any page on the web to read and keep for five minutes', async () => {
    const response = await getTrials(request('v1/trials'));
    expect([response.status, response.headers.get('Content-Type')]).toEqual([200, 'application/json']);
    expect(response.headers.get('Cache-Control')).toBe(
      'public, max-age=300, s-maxage=3600, stale-while-revalidate=600',
    );
    expect(response.headers.get('Access-Control-Allow-Origin')).toBe('*');
    const { total, trials } = (await response.json()) as { total: number; trials: { slug: string }[] };
    expect([total, trials.length]).toEqual([EVIDENCE.trials, EVIDENCE.trials]);
    expect(trials.find(({ slug }) => slug === 'interfant-06')).toMatchObject({
      acronym: 'Interfant-06',
      group: 'Interfant',
      hasEfs: true,
    });
  });

  test('trials/{slug}: the file of the trial, without addresses of copies', async () => {
    const response = await askTrial('interfant-06');
    expect(response.status).toBe(200);
    expect(await response.json()).toStrictEqual(forReaders(readJson('trials/interfant-06.json')));
  });

  test('references: the file of references, without addresses of copies', async () => {
    const response = await getReferences(request('v1/references'));
    expect(await response.json()).toStrictEqual({
      total: EVIDENCE.references,
      page: 1,
      pageSize: 500,
      references: forReaders(readJson('references.json')),
    });
  });

  test('estimates: all, or those that fit every parameter', async () => {
    const all = (await (await askEstimates('')).json()) as Listed;
    expect(all.estimates).toHaveLength(EVIDENCE.estimates);
    const query = 'trial=interfant-99&endpoint=EFS&kmt2a=all&risk=all&years=4&chartable=true&preferred=true';
    const { estimates } = (await (await askEstimates(query)).json()) as Listed;
    expect(estimates).toStrictEqual(
      all.estimates.filter(
        (e) =>
          e.trial === 'interfant-99' &&
          e.endpoint === 'EFS' &&
          e.stratum.kmt2a === 'all' &&
          e.stratum.risk === 'all' &&
          e.timeYears === 4 &&
          e.chartable &&
          e.preferred,
      ),
    );
    expect(estimates.map(({ id }) => id)).toContain('interfant-99-efs-4y-all');
  });
});

describe('refusals', () => {
  test('every wrong parameter of a request at once, with what is allowed', async () => {
    const response = await askEstimates('endpoint=PFS&kmt2a=r&kmt2a=g&years=-1&chartable=yes&colour=red');
    expect(response.status).toBe(400);
    const { errors } = await problemOf(response);
    expect(errors).toEqual([
      {
        parameter: 'colour',
        code: 'unknown-parameter',
        value: 'red',
        detail: expect.any(String),
        allowed: [
          'trial',
          'endpoint',
          'kmt2a',
          'risk',
          'years',
          'timeZero',
          'level',
          'reference',
          'chartable',
          'preferred',
          'page',
          'pageSize',
          'format',
        ],
      },
      {
        parameter: 'endpoint',
        code: 'not-in-list',
        value: 'PFS',
        detail: expect.any(String),
        allowed: ['EFS', 'OS', 'DFS', 'RFS', 'CIR', 'TRM', 'CR', 'MRD-negative', 'other'],
        nearest: 'EFS',
      },
      { parameter: 'kmt2a', code: 'given-twice', value: 'r, g', detail: expect.stringContaining('only once') },
      { parameter: 'years', code: 'not-valid', value: '-1', detail: expect.any(String), nearest: '0.001' },
      {
        parameter: 'chartable',
        code: 'not-in-list',
        value: 'yes',
        detail: expect.any(String),
        allowed: ['0', '1', 'true', 'false'],
      },
    ]);
  });

  test.each([
    'years=0',
    'years=five',
    'years=1e2',
    'years=1,250',
    'years=Infinity',
    'years=0x5',
    'kmt2a=R',
    'endpoint=efs',
    'risk=MR',
    'preferred=yes',
    'trial=nobody',
    'trial=%00',
  ])('estimates?%s', async (query) => {
    const response = await askEstimates(query);
    expect(response.status).toBe(400);
    expect(await problemOf(response)).toMatchObject({
      title: 'Bad Request',
      errors: [{ parameter: query.split('=')[0] }],
    });
  });

  test('trials/{slug} takes no parameter', async () => {
    const response = await askTrial('interfant-06', '?page=2');
    expect(response.status).toBe(400);
    expect(await problemOf(response)).toMatchObject({ errors: [{ parameter: 'page', allowed: [] }] });
  });

  test('in the language that the reader prefers', async () => {
    const response = await getTrials(
      request('v1/trials?group=Nobody&page=0', { 'Accept-Language': 'ru-RU, en;q=0.5' }),
    );
    expect(response.headers.get('Content-Language')).toBe('ru');
    expect((await problemOf(response))['errors']).toEqual([
      {
        parameter: 'page',
        code: 'not-valid',
        value: '0',
        detail: '«0» не является значением параметра «page». Нужно целое число от 1 до 999999. Ближайшее: «1».',
        nearest: '1',
      },
    ]);
  });

  test.each(['nobody', 'INTERFANT-06', '\0', "'"])('an unknown slug: %j', async (slug) => {
    const response = await askTrial(slug);
    expect(response.status).toBe(404);
    expect(await problemOf(response)).toMatchObject({ title: 'Not Found' });
  });

  test('a failure of ours: 500 that tells the reader nothing and the log where it was', async () => {
    const log = vi.spyOn(process.stderr, 'write').mockImplementation(() => true);
    await database().owner.query('ALTER TABLE estimate RENAME TO estimate_away');
    // What is kept of the version before would be answered without the table.
    await database().owner.query('UPDATE evidence_version SET version = version + 1');
    const response = await askEstimates('');
    const health = await getHealth();
    await database().owner.query('ALTER TABLE estimate_away RENAME TO estimate');
    expect(response.status).toBe(500);
    expect(JSON.stringify(await problemOf(response))).not.toMatch(/estimate|relation|prisma/i);
    expect(health.status).toBe(503);
    expect(await health.json()).toEqual({ status: 'failed', database: 'ok', evidence: 'failed' });
    expect(log.mock.calls.map(([line]) => (JSON.parse(String(line)) as { message: string }).message)).toEqual([
      expect.stringMatching(/^GET \/api\/v1\/estimates failed: /),
      expect.stringMatching(/^GET \/api\/health failed: /),
    ]);
    expect(log.mock.calls.join()).not.toContain('relation');
  });
});

test.each([
  ['en', 'The API has no such address; /api/v1/openapi.json lists all.'],
  ['ru', 'Такого адреса у API нет; все перечислены по адресу /api/v1/openapi.json.'],
])('an address that the API does not have is refused as the API refuses (%s)', async (language, detail) => {
  const response = await getNothing(request('v1/nowhere', { 'Accept-Language': language }));
  expect(response.status).toBe(404);
  expect(await problemOf(response)).toMatchObject({ detail });
});
