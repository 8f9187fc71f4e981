import http from 'node:http';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Page } from '@playwright/test';
import { COPY_SITES } from '@/lib/registry/testing/copy-sites';
import { address, expect, LANGUAGES, signInAs, test, texts } from '../support/fixtures';

test('every page carries its security headers', async ({ request }) => {
  for (const path of ['/', '/ru/trials', '/sign-in', '/nowhere', '/api/health']) {
    const headers = (await request.get(path)).headers();
    expect(headers['x-content-type-options']).toBe('nosniff');
    expect(headers['x-frame-options']).toBe('DENY');
    expect(headers['referrer-policy']).toBe('strict-origin-when-cross-origin');
    expect(headers['x-powered-by']).toBeUndefined();
  }
  for (const path of ['/api/health', '/api/v1/trials', '/api/v1/trials?x=1', '/api/nowhere', '/nowhere.txt', '/%'])
    expect((await request.get(path)).headers()['content-security-policy'], path).toMatch(/default-src '(?:none|self)'/);
  expect((await request.post('/')).headers()['content-security-policy']).toContain("default-src 'none'");
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

test('no public page sends the address of a copy that a curator read', async ({ request }) => {
  const pages = ['/', '/risk', '/discrepancies', '/disease', '/references', '/compare', '/compare?view=calendar'];
  const studies = ['interfant-99', 'interfant-06', 'mll-baby', 'interfant-blina-pilot'].map(
    (slug) => `/trials/${slug}`,
  );
  for (const path of [...pages, '/compare?endpoint=EFS&series=interfant-99-efs-5y-all', ...studies]) {
    const sent = await (await request.get(path)).text();
    const found = COPY_SITES.filter((site) => sent.includes(`//${site}`) || sent.includes(`.${site}`));
    expect(found, path).toEqual([]);
  }
});

test('too many attempts to sign in are answered as such, and say when the next is taken', async ({ request }) => {
  const { csrfToken }: { csrfToken: string } = await (await request.get('/api/auth/csrf')).json();
  const attempt = () =>
    request.post('/api/auth/callback/credentials', {
      form: { csrfToken, email: 'nobody-at-all@clinic.example', password: 'not the password', json: 'true' },
    });
  for (let i = 0; i < 5; i += 1) expect((await attempt()).status()).toBe(401);
  const answer = await attempt();
  expect([answer.status(), answer.headers()['retry-after']]).toEqual([429, '180']);
  expect(((await answer.json()) as { url: string }).url).toContain('error=Resting');
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
  expect(policy).toMatch(/script-src 'self' 'strict-dynamic'( 'sha256-[\w+/]{43}=')+;/);
  expect(policy).toContain("frame-ancestors 'none'");
  expect(policy).not.toMatch(/unsafe-eval|nonce-/);
  expect(control).toMatch(/public.*s-maxage/);
  expect(vary).toContain('Cookie');
  expect((await request.get('/ru/trials', { headers: { 'If-None-Match': etag } })).status()).toBe(304);
});

/** What the policy of a page has kept from running, told by the page itself. */
async function watchPolicy(page: Page): Promise<() => Promise<string[]>> {
  await page.addInitScript(() => {
    const kept: string[] = [];
    Object.assign(window, { kept });
    document.addEventListener('securitypolicyviolation', ({ effectiveDirective, blockedURI }) =>
      kept.push(`${effectiveDirective} ${blockedURI}`),
    );
  });
  return () => page.evaluate(() => (window as Window & { kept?: string[] }).kept ?? []);
}

const KEPT = [
  '/',
  '/trials',
  '/trials/interfant-06',
  '/landscape',
  '/disease',
  '/references',
  '/discrepancies',
  '/changes',
]
  .concat(['/data-quality', '/protocol', '/compare', '/compare/groups', '/compare?view=forest', '/risk', '/risk/rules'])
  .concat(['/risk/cohort', '/agreement', '/analyse', '/analyse/figure', '/api', '/embed/comparison']);

test('every public page is kept, runs with the scripts of the build alone, and its policy stops nothing of its own', async ({
  page,
}) => {
  const stopped = await watchPolicy(page);
  for (const path of KEPT) {
    const answer = await page.goto(path);
    expect(answer?.headers()['content-security-policy'], path).toMatch(
      /script-src 'self' 'strict-dynamic'( 'sha256-[\w+/]{43}=')+;/,
    );
    // Next.js has taken over the page.
    await expect.poll(() => page.evaluate(() => 'next' in window), { message: path }).toBe(true);
    // The library that reads addresses asks whether it may make code of a text, and takes the other way where not.
    expect(
      (await stopped()).filter((one) => one !== 'script-src eval'),
      path,
    ).toEqual([]);
  }
});

test.describe('what came into a kept page with a text', () => {
  test.use({ allowedConsoleErrors: { patterns: [/Content Security Policy/u] } });
  test('does not run, be it written there, a file of this site or data for the page', async ({ page }) => {
    const stopped = await watchPolicy(page);
    const strange =
      '<script>window.ran = 1</script><script src="/api/v1/estimates?format=js"></script>' +
      '<img src="/icon.svg" onload="window.ran = 2"><script nonce="">window.ran = 3</script>' +
      '<script type="application/json">[[1,"0:1"]]</script>';
    await page.route('**/compare', async (route) => {
      const answer = await route.fetch();
      await route.fulfill({ response: answer, body: (await answer.text()).replace('<main', `${strange}<main`) });
    });
    await page.goto('/compare');
    await expect(page.getByLabel(texts('en').compare.endpoint, { exact: true })).toBeEnabled();
    expect(await page.evaluate(() => (window as Window & { ran?: number }).ran)).toBeUndefined();
    const kept = await stopped();
    expect(kept).toContain('script-src-elem inline');
    expect(kept.some((one) => one.startsWith('script-src-elem http') && one.includes('/api/v1/estimates'))).toBe(true);
    expect(kept).toContain('script-src-attr inline');
  });
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
): Promise<{ status: number; text: string; headers: string }> {
  const { hostname, port } = new URL(base);
  return new Promise((resolve, reject) => {
    const { method = 'GET', headers = {}, body } = options;
    const request = http.request({ hostname, port, path, method, headers }, (response) => {
      let text = '';
      response.on('data', (chunk) => (text += String(chunk)));
      response.on('end', () =>
        resolve({ status: response.statusCode ?? 0, text, headers: response.rawHeaders.join('\n') }),
      );
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

test('every answer says a policy, also where nothing is found, and a script says whom it may ask', async ({
  baseURL: base,
}) => {
  const baseURL = String(base);
  const policyOf = async (path: string): Promise<string> =>
    /^content-security-policy\n(.*)$/imu.exec((await ask(baseURL, path)).headers)?.[1] ?? '';
  for (const path of ['/nowhere', '/trials/nowhere', '/ru/nowhere'])
    expect(await policyOf(path), path).toMatch(/script-src 'self' 'nonce-/u);
  for (const path of [
    '/%',
    '/icon.svg',
    '/robots.txt',
    '/api/health',
    '/api/nowhere',
    '/api/v1/trials',
    '/api/v1/nowhere',
  ])
    expect(await policyOf(path), path).toMatch(/^default-src 'none'; style-src/u);
  for (const path of ['/api/figures/nowhere.png', '/_next/nowhere', '/_next/image?url=%2Ficon.svg&w=64&q=75'])
    expect(await policyOf(path), path).toMatch(/^default-src 'none'; style-src/u);
  const { text } = await ask(baseURL, '/');
  const script = /\/_next\/static\/[\w/-]+\.js/u.exec(text)?.[0] ?? '';
  for (const path of [script, '/_next/static/nowhere.js'])
    expect(await policyOf(path), path).toMatch(
      /^default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self';/u,
    );
});

/** What must stand in no answer: the words of an exception. */
const EXCEPTION = /Error:|at (?:async )?\w+ \(|node_modules|prisma|ECONNREFUSED|Unexpected token/iu;

test('bodies, parameters and cookies that are garbage are the fault of their sender, in one sentence', async ({
  baseURL: base,
}) => {
  const baseURL = String(base);
  const form = { 'content-type': 'multipart/form-data; boundary=x' };
  const asked: [status: number, path: string, options: Parameters<typeof ask>[2]][] = [
    [405, '/', { method: 'POST', headers: form, body: 'garbage' }],
    [405, '/ru/compare', { method: 'POST', headers: form, body: 'garbage' }],
    [415, '/api/nowhere', { method: 'POST', headers: form, body: 'garbage' }],
    [415, '/api/v1/risk/classify', { method: 'POST', headers: form, body: 'garbage' }],
    [405, '/api/auth/callback/credentials', {}],
    [405, '/api/auth/session', { method: 'POST' }],
    [405, '/api/auth/signout', {}],
    [404, '/api/auth/verify-request', {}],
    [404, '/api/auth/_log', { method: 'POST' }],
    [200, '/api/auth/session', { method: 'HEAD' }],
    [400, '/api/auth/error?error=x%0d%0aSet-Cookie:a=b', {}],
    [400, '/api/auth/signin?callbackUrl=http://%25', {}],
    [400, '/api/auth/session?callbackUrl=javascript:alert(1)', {}],
    [400, '/compare?constructor=1', {}],
    [400, '/ru/trials?toString=1&valueOf=2', {}],
    [400, '/api/v1/trials?constructor=1', {}],
    [400, '/api/v1/trials?__proto__=1', {}],
    [400, '/api/figures/comparison.svg?hasOwnProperty=1', {}],
  ];
  for (const [status, at, options] of asked) {
    const answer = await ask(baseURL, at, options);
    expect(answer.status, at).toBe(status);
    expect(answer.text, at).not.toMatch(EXCEPTION);
  }
  // A cookie that the sign-in library could not read would keep its owner out of every page.
  for (const cookie of ['%', 'javascript:alert(1)', 'http%3A%2F%2F%25', '%0d%0a']) {
    const headers = { cookie: `next-auth.callback-url=${cookie}; next-auth.session-token=x` };
    for (const at of ['/', '/ru/sign-in', '/api/auth/session'])
      expect((await ask(baseURL, at, { headers })).status, `${at} with ${cookie}`).toBe(200);
  }
});

/** The names of the program's actions as the build has made them. */
function actionIds(): string[] {
  const build = path.join(import.meta.dirname, '..', '..', process.env['E2E_DIST_DIR'] ?? '.next-test');
  const manifest = readFileSync(path.join(build, 'server/server-reference-manifest.json'), 'utf8');
  return Object.keys((JSON.parse(manifest) as { node: Record<string, unknown> }).node);
}

test('an action of the program that is sent garbage, or sent by another site, does not run', async ({
  baseURL: base,
}) => {
  const baseURL = String(base);
  const multipart = 'multipart/form-data; boundary=x';
  const ids = actionIds();
  expect(ids.length).toBeGreaterThan(0);
  for (const language of LANGUAGES) {
    const request = texts(language).errors.request;
    for (const id of ids) {
      const send = (type: string, body: string, more: Record<string, string> = {}) =>
        ask(baseURL, address(language, '/patients/new'), {
          method: 'POST',
          headers: { 'next-action': id, 'content-type': type, ...more },
          body,
        });
      for (const body of ['', '{', 'null', '["$F1"]', '["$1:constructor"]', '{"0":1}'])
        expect(await send('text/plain', body)).toMatchObject({ status: 400, text: `${request['bad-body']}\n` });
      for (const body of [
        'garbage',
        '--x--\r\n',
        '--x\r\nContent-Disposition: form-data; name="0"\r\n\r\n{\r\n--x--\r\n',
      ])
        expect(await send(multipart, body)).toMatchObject({ status: 400, text: `${request['bad-body']}\n` });
      // Well written, but not what the action takes: refused by the action itself.
      for (const body of ['[]', '["x"]', '[{"0":1}]', '[null,["y"]]'])
        expect((await send('text/plain', body)).status, body).toBeLessThan(500);
      expect((await send('application/json', '[]')).status).toBe(415);
      expect((await send('text/plain', `["${'a'.repeat(1024 * 1024)}"]`)).status).toBe(413);
      for (const origin of ['http://elsewhere.example', 'null', '%%'])
        expect(await send('text/plain', '[]', { origin })).toMatchObject({
          status: 403,
          text: `${request['foreign-page']}\n`,
        });
    }
  }
});

test('under a foreign name the passwords of the demonstration are not given out', async ({ baseURL: base }) => {
  const baseURL = String(base);
  const { status, text } = await ask(baseURL, '/sign-in', { headers: { host: 'registry.example.org' } });
  expect(status).toBe(421);
  expect(text).not.toContain('demo.example');
  const forwarded = await ask(baseURL, '/sign-in', { headers: { 'x-forwarded-host': 'registry.example.org' } });
  expect(forwarded.text).not.toContain('registry.example.org');
});

test('a name that a request claims stands nowhere in the answer', async ({ baseURL: base }) => {
  for (const where of ['/', '/trials', '/ru/trials', '/en/trials', '/trials/', '/patients', '/risk', '/nowhere'])
    for (const name of ['host', 'x-forwarded-host']) {
      const { headers, text } = await ask(String(base), where, { headers: { [name]: 'elsewhere.example' } });
      expect(`${headers}${text}`, `${name} ${where}`).not.toContain('elsewhere.example');
    }
});
