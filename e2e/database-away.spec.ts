import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { address, expect, LANGUAGES, test, texts } from './fixtures';
import { answers, ownDataFolder, startProgram, type Started } from './program';

let program: Started;
let folder: Awaited<ReturnType<typeof ownDataFolder>>;

test.beforeAll(async () => {
  test.setTimeout(240_000);
  folder = await ownDataFolder();
  program = await startProgram(folder.dataDir);
  await answers(program);
  // PostgreSQL goes away under the running program.
  const [pid] = (await readFile(path.join(folder.dataDir, 'postgres/postmaster.pid'), 'utf8')).split('\n');
  process.kill(Number(pid), 'SIGINT');
  const health = `http://localhost:${program.port}/api/health`;
  await expect.poll(async () => (await fetch(health)).status, { timeout: 60_000 }).toBe(503);
});
test.afterAll(async () => {
  program.child.kill('SIGINT');
  await program.ended;
  await folder.remove();
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
