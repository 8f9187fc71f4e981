import { expect, test } from './fixtures';

test('health counts the whole evidence', async ({ request }) => {
  const response = await request.get('/api/health');
  expect(response.status()).toBe(200);
  // The counts of the data set's own description.
  expect(await response.json()).toEqual({ status: 'ok', database: 'ok', evidence: { trials: 48, estimates: 286, references: 120 } });
});

test('estimates are filtered in the words of the data set', async ({ request }) => {
  const response = await request.get('/api/v1/estimates?trial=interfant-06&endpoint=EFS&kmt2a=r&risk=HR&years=6&chartable=true&preferred=true');
  const { estimates }: { estimates: { id: string; estimate: number; se: number; source: { ref: string } }[] } = await response.json();
  expect(estimates.map(({ id, estimate, se, source }) => [id, estimate, se, source.ref])).toEqual([['interfant-06-efs-6y-kmt2a-r-hr', 20.9, 3.4, 'pieters-2019']]);
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
