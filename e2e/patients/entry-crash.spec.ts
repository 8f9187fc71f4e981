import type { Page } from '@playwright/test';
import { expect, signInAs, slowLine, test, texts } from '../support/fixtures';
import { answers, ownDataFolder, startProgram } from '../support/program';

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
    await signInAs(page, 'data-manager', 'en', at);
    await page.goto(`${at}/patients/new`);
    await page.getByLabel(label.pseudonym, { exact: false }).first().fill('CRASH-1');
    await page.getByLabel(label.ageDays, { exact: false }).first().fill('100');
    await page.getByLabel(label.diagnosisDate, { exact: false }).first().fill('5.3.24');

    await killAtSaving(page, '**/patients/new', running);
    const save = () => page.getByRole('button', { name: t.patientForm.save, exact: true }).click();
    await save();
    await expect(page.getByRole('alert').first()).toContainText(t.patientErrors.failed);
    await expect(page.getByLabel(label.pseudonym, { exact: false }).first()).toHaveValue('CRASH-1');
    await page.unrouteAll();
    running = await startProgram(dataDir, { PORT: String(running.port) });
    await answers(running);
    await save();
    await expect(page.getByRole('heading', { level: 1 })).toContainText('CRASH-1');

    // The same of a table, on a slow line.
    await page.goto(`${page.url()}/course`);
    const cell = (field: string) => page.locator(`[name^="mrd."][name$=".${field}"]`).first();
    await cell('date').fill('8.4.24');
    await cell('timePoint').selectOption('end-of-induction');
    await cell('result').selectOption('negative');
    await slowLine(page);
    await killAtSaving(page, '**/course', running);
    await save();
    await expect(page.getByRole('alert').first()).toContainText(t.patientErrors.failed, { timeout: 60_000 });
    await expect(cell('date')).toHaveValue('8.4.24');
    await page.unrouteAll();
    running = await startProgram(dataDir, { PORT: String(running.port) });
    await answers(running);
    await save();
    const samples = page.getByRole('region', { name: t.patient.section.mrd, exact: true }).locator('tbody tr');
    await expect(samples).toHaveCount(1, { timeout: 60_000 });
    await expect(samples).toContainText('8 Apr 2024');
  } finally {
    running.child.kill('SIGINT');
    await running.ended;
    await remove();
  }
});

/** The saving is carried out, and the program is gone before its answer can be. */
async function killAtSaving(
  page: Page,
  place: string,
  { child, ended }: Awaited<ReturnType<typeof startProgram>>,
): Promise<void> {
  await page.route(place, async (route) => {
    if (!(route.request().postData() ?? '').includes('submission')) return route.continue();
    const answer = await route.fetch();
    expect(answer.ok()).toBe(true);
    child.kill('SIGKILL');
    await ended;
    return route.abort();
  });
}
