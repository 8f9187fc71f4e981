import { ensureOwnedDatabase, startEmbeddedServer } from '../../prisma/server';
import { address, expect, LANGUAGES, test, texts } from '../support/fixtures';
import { answers, ownDataFolder, startProgram, type Started } from '../support/program';

let program: Started;
let folder: Awaited<ReturnType<typeof ownDataFolder>>;

// In turn: in two workers the program would be started twice.
test.describe.configure({ mode: 'default' });
test.beforeAll(async () => {
  test.setTimeout(240_000);
  folder = await ownDataFolder();
  // A server of somebody else, which the program cannot start again.
  const server = await startEmbeddedServer({ folder: `${folder.dataDir}-postgres`, password: PASSWORD });
  const databaseUrl = await ensureOwnedDatabase(server, 'registry', PASSWORD);
  program = await startProgram(folder.dataDir, { DATABASE_URL: databaseUrl, DEMO: '1' });
  await answers(program);
  expect((await fetch(`${site()}/trials`)).headers.get('Cache-Status')).toBeNull();
  // PostgreSQL goes away under the running program.
  await server.stop();
  await expect.poll(async () => (await fetch(`${site()}/api/health`)).status, { timeout: 60_000 }).toBe(503);
});
test.afterAll(async () => {
  program.child.kill('SIGINT');
  await program.ended;
  await folder.remove();
});

const PASSWORD = 'only-for-this-test-run';
const site = (): string => `http://localhost:${program.port}`;

test('what was read before is still shown, marked as old, and health says what is away', async () => {
  await expect
    .poll(async () => (await fetch(`${site()}/trials`)).headers.get('Cache-Status'))
    .toContain('database away');
  const page = await fetch(`${site()}/trials`);
  expect([page.status, page.headers.get('Cache-Control')]).toEqual([200, 'no-cache']);
  expect(await page.text()).toContain('Interfant-06');
  expect(await (await fetch(`${site()}/api/health`)).json()).toEqual({ status: 'failed', database: 'away' });
});

/** What a reader must never be shown: the words of the database and of the library that asks it. */
const DETAILS = /prisma|postgres|ECONN|pg_|5432|127\.0\.0\.1|Error:|invocation/iu;

test.use({ allowedConsoleErrors: { patterns: [/401/u] } });
for (const language of LANGUAGES)
  test(`signing in while the database is away says so in one sentence (${language})`, async ({ page }) => {
    const t = texts(language).signIn;
    await page.goto(`http://localhost:${program.port}${address(language, '/sign-in')}`);
    await page.getByLabel(t.email).fill('data-manager@demo.example');
    await page.getByLabel(t.password).fill('any password');
    const [answer] = await Promise.all([
      page.waitForResponse(/callback\/credentials/u),
      page.getByRole('main').getByRole('button', { name: t.submit, exact: true }).click(),
    ]);
    await expect(page.getByRole('alert').filter({ hasText: t.unavailable })).toBeVisible();
    await expect(page.getByLabel(t.email)).toHaveValue('data-manager@demo.example');
    expect(answer.status()).toBe(401);
    expect(await answer.text()).not.toMatch(DETAILS);
    expect(await page.getByRole('main').innerText()).not.toMatch(DETAILS);
  });
