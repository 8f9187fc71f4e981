import { parse } from 'csv-parse/sync';
import { EVIDENCE } from '../../seed/testing/counts';
import { expect, test } from '../support/fixtures';

test('health counts the whole evidence, with what curators have added meanwhile', async ({ request }) => {
  const response = await request.get('/api/health');
  expect(response.status()).toBe(200);
  const { status, database, evidence }: { status: string; database: string; evidence: typeof EVIDENCE } =
    await response.json();
  expect([status, database]).toEqual(['ok', 'ok']);
  expect(Object.keys(evidence)).toEqual(Object.keys(EVIDENCE));
  for (const kind of ['trials', 'estimates', 'references'] as const) {
    expect(evidence[kind], kind).toBeGreaterThanOrEqual(EVIDENCE[kind]);
    expect(evidence[kind], kind).toBeLessThan(1.2 * EVIDENCE[kind]);
  }
});

test('estimates are filtered in the words of the data set', async ({ request }) => {
  const response = await request.get(
    '/api/v1/estimates?trial=interfant-06&endpoint=EFS&kmt2a=r&risk=HR&years=6&chartable=true&preferred=true',
  );
  const { estimates }: { estimates: { id: string; estimate: number; se: number; source: { ref: string } }[] } =
    await response.json();
  expect(estimates.map(({ id, estimate, se, source }) => [id, estimate, se, source.ref])).toEqual([
    ['interfant-06-efs-6y-kmt2a-r-hr', 20.9, 3.4, 'pieters-2019'],
  ]);
});

test('unknown parameters and values are named, all at once', async ({ request }) => {
  const response = await request.get('/api/v1/estimates?tril=mll-10&endpoint=EF&years=soon');
  expect(response.status()).toBe(400);
  expect(response.headers()['content-type']).toContain('application/problem+json');
  const problem: { errors: { parameter: string }[] } = await response.json();
  expect(problem.errors.map(({ parameter }) => parameter).sort()).toEqual(['endpoint', 'tril', 'years']);
});

test('an unknown trial is a 404 in words', async ({ request }) => {
  const response = await request.get('/api/v1/trials/interfant-07');
  expect(response.status()).toBe(404);
  expect(response.headers()['content-type']).toContain('application/problem+json');
});

test('a list comes in pages, as CSV to who asks for it, and not again to who has it', async ({ request }) => {
  const first = await request.get('/api/v1/trials?pageSize=40');
  expect(first.headers()['link']).toContain('</api/v1/trials?pageSize=40&page=2>; rel="next"');
  const again = await request.get('/api/v1/trials?pageSize=40', {
    headers: { 'If-None-Match': first.headers()['etag'] ?? '' },
  });
  expect(again.status()).toBe(304);
  const csv = await request.get('/api/v1/trials', { headers: { Accept: 'text/csv' } });
  expect(csv.headers()['content-type']).toContain('text/csv');
  expect((await csv.text()).split('\r\n')[0]).toMatch(/^slug,acronym,title_en,title_ru,/);
  const named = await request.get('/api/v1/trials?format=csv', { headers: { Accept: 'application/json' } });
  expect(await named.text()).toBe(await csv.text());
  // Where no header can be sent, the address asks for it, of every list.
  for (const list of ['estimates', 'references', 'disease', 'discrepancies', 'baseline', 'curves']) {
    const sheet = await request.get(`/api/v1/${list}?format=csv`);
    const whole = (await (await request.get(`/api/v1/${list}`)).json()) as { total: number; pageSize: number };
    expect(sheet.headers()['content-type'], list).toContain('text/csv');
    const rows = parse(await sheet.body());
    expect(rows, list).toHaveLength(Math.min(whole.total, whole.pageSize) + 1);
  }
  const head = await request.head('/api/v1/trials?pageSize=40');
  expect([head.status(), head.headers()['etag'], await head.text()]).toEqual([200, first.headers()['etag'], '']);
});

test('patients are classified under every protocol, and mistakes are named in the reader’s language', async ({
  request,
}) => {
  // Rules of Interfant-06: KMT2A rearranged, under 183 days and WBC 300 or more is high risk.
  const answer = await request.post('/api/v1/risk/classify', {
    data: { patients: [{ id: 'A-1', facts: { ageDays: 120, kmt2a: 'rearranged', wbc: 340 } }] },
  });
  expect(answer.headers()['cache-control']).toBe('no-store');
  type Result = { protocol: string; group: string | null };
  const short: { results: Result[]; patients: { id: string; results: number[] }[] } = await answer.json();
  const groups = short.patients.map(({ id, results }) => [
    id,
    results.map((place) => short.results[place]).find((result) => result?.protocol === 'interfant-06')?.group,
  ]);
  expect(groups).toEqual([['A-1', 'HR']]);
  const wrong = await request.post('/api/v1/risk/classify', {
    headers: { 'Accept-Language': 'ru' },
    data: { facts: { ageDays: -1, wbc: 'many' } },
  });
  expect(wrong.status()).toBe(400);
  const { errors }: { errors: { fact: string; code: string; detail: string }[] } = await wrong.json();
  expect(errors.map(({ fact, code }) => [fact, code])).toEqual([
    ['ageDays', 'out-of-range'],
    ['wbc', 'wrong-type'],
  ]);
  expect(errors[0]?.detail).toBe('ageDays: нужно целое число (дней) не меньше 0.');
});

test('the API is explained to people in both languages, from the footer', async ({ page }) => {
  await page.goto('/');
  await page.getByRole('contentinfo').getByRole('link', { name: 'API' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'API for programs' })).toBeVisible();
  const estimates = page.getByRole('region', { name: 'GET /api/v1/estimates' });
  await expect(
    estimates.getByRole('table', { name: 'Parameters' }).getByRole('row', { name: /^endpoint/ }),
  ).toContainText('EFS, OS');
  await expect(estimates.getByRole('group', { name: 'Example' })).toContainText('curl');
  await page.goto('/ru/api');
  await expect(page.getByRole('heading', { level: 1, name: 'API для программ' })).toBeVisible();
});
