import { expect, test, texts } from './fixtures';
import { answers, ownDataFolder, startProgram } from './program';

const t = texts('en');
const label = t.patientForm.label;

test('a server killed between the saving and its answer has stored once, and the retry shows it', async ({
  page,
  allowedConsoleErrors,
}) => {
  test.setTimeout(300_000);
  allowedConsoleErrors.patterns = [/Failed to load resource|net::ERR/];
  const { dataDir, remove } = await ownDataFolder();
  let running = await startProgram(dataDir);
  try {
    await answers(running);
    const at = `http://localhost:${running.port}`;
    await page.goto(`${at}/sign-in`);
    await page
      .getByRole('listitem')
      .filter({ hasText: 'data-manager@demo.example' })
      .getByRole('button', { name: t.signIn.use })
      .click();
    await page.getByRole('main').getByRole('button', { name: t.signIn.submit, exact: true }).click();
    await expect(page.getByRole('button', { name: t.site.signOut })).toBeVisible();
    await page.goto(`${at}/patients/new`);
    await page.getByLabel(label.pseudonym, { exact: false }).first().fill('CRASH-1');
    await page.getByLabel(label.ageDays, { exact: false }).first().fill('100');
    await page.getByLabel(label.diagnosisDate, { exact: false }).first().fill('5.3.24');

    // The saving is carried out, and the program is gone before its answer can be.
    await page.route('**/patients/new', async (route) => {
      if (!(route.request().postData() ?? '').includes('submission')) return route.continue();
      const answer = await route.fetch();
      expect(answer.ok()).toBe(true);
      running.child.kill('SIGKILL');
      await running.ended;
      return route.abort();
    });
    const save = () => page.getByRole('button', { name: t.patientForm.save, exact: true }).click();
    await save();
    await expect(page.getByRole('alert').first()).toContainText(t.patientErrors.failed);
    await expect(page.getByLabel(label.pseudonym, { exact: false }).first()).toHaveValue('CRASH-1');
    await page.unroute('**/patients/new');

    running = await startProgram(dataDir, running.port);
    await answers(running);
    await save();
    await expect(page.getByRole('heading', { level: 1 })).toContainText('CRASH-1');
    await page.goto(`${at}/patients`);
    await expect(page.getByRole('link', { name: 'CRASH-1' })).toHaveCount(1);
  } finally {
    running.child.kill('SIGINT');
    await running.ended;
    await remove();
  }
});
