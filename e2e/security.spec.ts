import http from 'node:http';
import { expect, LANGUAGES, signInAs, test, texts } from './fixtures';

test('every page carries its security headers', async ({ request }) => {
  for (const path of ['/', '/ru/trials', '/sign-in', '/nowhere', '/api/health']) {
    const headers = (await request.get(path)).headers();
    expect(headers['x-content-type-options']).toBe('nosniff');
    expect(headers['x-frame-options']).toBe('DENY');
    expect(headers['referrer-policy']).toBe('strict-origin-when-cross-origin');
    expect(headers['x-powered-by']).toBeUndefined();
  }
  for (const path of ['/sign-in', '/nowhere']) {
    const policies = await Promise.all(
      [1, 2].map(async () => (await request.get(path)).headers()['content-security-policy'] ?? ''),
    );
    expect(policies[0]).toMatch(/script-src 'self' 'nonce-[\w+/=-]{20,}' 'strict-dynamic'/);
    expect(policies[0]).toContain("frame-ancestors 'none'");
    expect(policies[0]).not.toContain('unsafe-eval');
    expect(policies[0]).not.toBe(policies[1]);
  }
});

test('a public page is kept for visitors, names its scripts by their hashes, and answers a browser that has it already', async ({
  request,
}) => {
  const first = await request.get('/ru/trials');
  const {
    etag = '',
    'content-security-policy': policy = '',
    'cache-control': control = '',
    vary = '',
  } = first.headers();
  expect(policy).toMatch(/script-src 'self'( 'sha256-[\w+/]{43}=')+;/);
  expect(policy).toContain("frame-ancestors 'none'");
  expect(policy).not.toMatch(/unsafe-eval|nonce-/);
  expect(control).toMatch(/public.*s-maxage/);
  expect(vary).toContain('Cookie');
  expect((await request.get('/ru/trials', { headers: { 'If-None-Match': etag } })).status()).toBe(304);
});

test('a signed-in reader never gets a kept page', async ({ page }) => {
  await signInAs(page, 'data-manager');
  const answer = await page.goto('/trials');
  expect(answer?.headers()['cache-control']).toContain('no-store');
  expect(answer?.headers()['content-security-policy']).toContain("'strict-dynamic'");
  await expect(page.getByRole('button', { name: 'Sign out' })).toBeVisible();
});

test('the session cookie is closed to scripts and to other sites, and signing out ends it', async ({
  page,
  context,
}) => {
  await signInAs(page, 'data-manager');
  const cookie = (await context.cookies()).find(({ name }) => name.endsWith('next-auth.session-token'));
  expect(cookie).toMatchObject({ httpOnly: true, sameSite: 'Lax' });

  await page.getByRole('button', { name: 'Sign out' }).click();
  await expect(page.getByRole('link', { name: 'Sign in' })).toBeVisible();
  await page.goto('/patients');
  await expect(page).toHaveURL(/\/sign-in\?/);
});

test('a wrong password says so, keeps the address and signs nobody in', async ({ browser }) => {
  const page = await browser.newPage();
  await page.goto('/sign-in');
  await page.getByLabel('E-mail').fill('data-manager@demo.example');
  await page.getByLabel('Password').fill('not the password');
  await page.getByRole('main').getByRole('button', { name: 'Sign in', exact: true }).click();
  await expect(page.getByRole('alert').filter({ hasText: 'E-mail or password is not right' })).toBeVisible();
  await expect(page.getByLabel('E-mail')).toHaveValue('data-manager@demo.example');
  await expect(page.getByRole('button', { name: 'Sign out' })).toHaveCount(0);
  await page.close();
});

/** The status and text of an answer to a request that no browser would send. */
async function ask(
  base: string,
  path: string,
  options: { method?: string; headers?: Record<string, string>; body?: string } = {},
): Promise<{ status: number; text: string }> {
  const { hostname, port } = new URL(base);
  return new Promise((resolve, reject) => {
    const { method = 'GET', headers = {}, body } = options;
    const request = http.request({ hostname, port, path, method, headers }, (response) => {
      let text = '';
      response.on('data', (chunk) => (text += String(chunk)));
      response.on('end', () => resolve({ status: response.statusCode ?? 0, text }));
    });
    request.once('error', reject);
    request.end(body);
  });
}

test('what is no address and no method of the program is refused by its status, never as a fault of the program', async ({
  baseURL: base,
}) => {
  const baseURL = String(base);
  for (const path of ['/%', '/ru/%E0%A4%A', '/trials/%00', '/api/v1/trials/%', '/api/auth/%ff', '/_next/static/%'])
    expect((await ask(baseURL, path)).status, path).toBe(400);
  for (const path of ['/', '/ru/trials', '/api/v1/trials', '/api/auth/csrf', '/api/figures/comparison.png'])
    expect((await ask(baseURL, path, { method: 'TRACE' })).status, path).toBe(405);
  expect((await ask(baseURL, `/trials?query=${'a'.repeat(9000)}`)).status).toBe(414);
  for (const language of LANGUAGES) {
    const { text } = await ask(baseURL, language === 'ru' ? '/ru/%' : '/%');
    expect(text.trim()).toBe(texts(language).errors.request['bad-address']);
  }
  for (const [path, headers] of [
    ['/', { 'next-action': 'x' }],
    ['/sign-in', { 'next-action': '00' }],
    ['/trials', { rsc: '1', 'next-router-state-tree': '%' }],
    ['/api/auth/callback/credentials', { 'content-type': 'application/json' }],
    ['/api/auth/nowhere', {}],
    ['/api/v1/risk/classify', { 'content-type': 'application/json' }],
  ] as const)
    expect((await ask(baseURL, path, { method: 'POST', headers, body: '{' })).status, path).toBeLessThan(500);
});

test('under a foreign name the passwords of the demonstration are not given out', async ({ baseURL: base }) => {
  const baseURL = String(base);
  const { status, text } = await ask(baseURL, '/sign-in', { headers: { host: 'registry.example.org' } });
  expect(status).toBe(421);
  expect(text).not.toContain('demo.example');
  const forwarded = await ask(baseURL, '/sign-in', { headers: { 'x-forwarded-host': 'registry.example.org' } });
  expect(forwarded.text).not.toContain('registry.example.org');
});
