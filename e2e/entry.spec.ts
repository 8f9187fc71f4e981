import type { Page } from '@playwright/test';
import { address, expect, LANGUAGES, signInAs, signInWith, test, texts } from './fixtures';
import { DRAFTER } from './people';

const pseudonym = (name: string): string => `E2E-${name}-${Date.now().toString(36).toUpperCase()}`.slice(0, 20);

/** What a line of 50 kbit/s with a long way to the server makes of the page. */
async function slowLine(page: Page): Promise<void> {
  const session = await page.context().newCDPSession(page);
  await session.send('Network.enable');
  const bytesPerSecond = 50_000 / 8;
  await session.send('Network.emulateNetworkConditions', {
    offline: false,
    latency: 400,
    downloadThroughput: bytesPerSecond,
    uploadThroughput: bytesPerSecond,
  });
}

for (const language of LANGUAGES) {
  const t = texts(language);
  const label = t.patientForm.label;

  test(`dates are read as typed, asked where they are ambiguous, and never dropped (${language})`, async ({ page }) => {
    await signInAs(page, 'data-manager', language);
    await page.goto(address(language, '/patients/new'));
    const date = page.getByLabel(label.diagnosisDate, { exact: false }).first();
    const remission = page.getByLabel(label.remissionDate, { exact: false }).first();
    await date.fill('05032024');
    await expect(page.getByText(language === 'en' ? '5 March 2024' : '5 марта 2024', { exact: false })).toBeVisible();
    await remission.fill('10/04/2024');
    await expect(page.getByText(t.dateField.ambiguous)).toBeVisible();
    await page.getByRole('button', { name: language === 'en' ? '10 April 2024' : '10 апреля 2024' }).click();
    // 5 March to 10 April 2024: 26 + 10 = 36 days.
    await expect(page.getByText(language === 'en' ? /10 April 2024, day 36/ : /10 апреля 2024.*день 36/)).toBeVisible();
    await remission.press('ArrowUp');
    await expect(page.getByText(language === 'en' ? /11 April 2024, day 37/ : /11 апреля 2024.*день 37/)).toBeVisible();
    await remission.fill('11.4');
    await page.getByLabel(label.pseudonym, { exact: false }).first().fill(pseudonym('D'));
    await page.getByLabel(label.ageDays, { exact: false }).first().fill('100');
    await page.getByRole('button', { name: t.patientForm.save, exact: true }).click();
    await expect(remission).toHaveAttribute('aria-invalid', 'true');
    await expect(remission).toHaveValue('11.4');
    await remission.fill('04.2024');
    await page.getByRole('button', { name: t.patientForm.save, exact: true }).click();
    await expect(page.getByText(t.patient.partialNote)).toBeVisible();
  });
}

test('what is typed outlives the way out of the form, another language and a new sign-in', async ({ page }) => {
  const t = texts('en');
  const name = pseudonym('N');
  await signInWith(page, DRAFTER.email, DRAFTER.password);
  await page.goto('/patients/new');
  const field = page.getByLabel(t.patientForm.label.pseudonym, { exact: false }).first();
  const kept = page.waitForResponse((answer) => answer.request().method() === 'POST');
  await field.fill(name);
  await kept;
  page.once('dialog', (dialog) => void dialog.dismiss());
  await page.getByRole('link', { name: t.patientForm.cancel }).click();
  await expect(field).toHaveValue(name);
  page.once('dialog', (dialog) => void dialog.accept());
  await page.getByRole('link', { name: t.patientForm.cancel }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(t.patients.title);
  await page.context().clearCookies();
  await signInWith(page, DRAFTER.email, DRAFTER.password);
  await page.goto('/ru/patients/new');
  await expect(page.getByLabel(texts('ru').patientForm.label.pseudonym, { exact: false }).first()).toHaveValue(name);
  await page.getByRole('button', { name: texts('ru').patientForm.draftDiscard }).click();
  await expect(page.getByLabel(texts('ru').patientForm.label.pseudonym, { exact: false }).first()).toHaveValue('');
});

// Not yet seen to pass: it needs a build, the development server's scripts do not get through such a line in time.
test.fixme('a second saving on a slow line accuses nobody, and a lost answer stores once', async ({
  page,
  allowedConsoleErrors,
}) => {
  test.setTimeout(180_000);
  allowedConsoleErrors.patterns = [/Failed to load resource|net::ERR/];
  const t = texts('en');
  const label = t.patientForm.label;
  await signInAs(page, 'data-manager');
  await page.goto('/patients/new');
  await page.getByLabel(label.pseudonym, { exact: false }).first().fill(pseudonym('S'));
  await page.getByLabel(label.ageDays, { exact: false }).first().fill('100');
  await page.getByLabel(label.diagnosisDate, { exact: false }).first().fill('5.3.24');
  await page.getByRole('button', { name: t.patientForm.save, exact: true }).click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText('E2E-S');
  await slowLine(page);
  for (const day of ['1.6.24', '1.7.24']) {
    await page.getByRole('button', { name: t.patient.addRecord['follow-up'] }).click();
    const form = page.getByRole('form', { name: t.patient.addRecord['follow-up'] });
    await form.getByLabel(label.followUpDate, { exact: false }).fill(day);
    await form.getByRole('combobox').selectOption('alive-in-remission');
    await form.getByRole('button', { name: t.patientForm.save, exact: true }).click();
    await expect(form).toBeHidden({ timeout: 60_000 });
  }
  await page.getByRole('button', { name: t.patient.addRecord['follow-up'] }).click();
  const form = page.getByRole('form', { name: t.patient.addRecord['follow-up'] });
  await form.getByLabel(label.followUpDate, { exact: false }).fill('1.8.24');
  await form.getByRole('combobox').selectOption('alive-in-remission');
  // The saving reaches the server, its answer does not come back.
  let lost = false;
  await page.route('**/patients/**', async (route) => {
    const body = route.request().postData() ?? '';
    if (lost || !body.includes('submission')) return route.continue();
    lost = true;
    await route.fetch();
    return route.abort();
  });
  await form.getByRole('button', { name: t.patientForm.save, exact: true }).click();
  await expect(form.getByRole('alert')).toContainText(t.patientErrors.failed, { timeout: 60_000 });
  await form.getByRole('button', { name: t.patientForm.save, exact: true }).click();
  await expect(form).toBeHidden({ timeout: 60_000 });
  await expect(page.getByRole('row').filter({ hasText: '1 Aug 2024' })).toHaveCount(1, { timeout: 60_000 });
});
