import type { Page } from '@playwright/test';
import { address, expect, expectAccessible, LANGUAGES, signedInAs, test, texts } from '../support/fixtures';

const t = texts('en');

/** A patient with what is required, at an age that no other test enters. */
async function addPatient(page: Page, pseudonym: string): Promise<void> {
  await page.goto('/patients/new');
  const label = t.patientForm.label;
  await page.getByLabel(label.pseudonym, { exact: false }).first().fill(pseudonym);
  await page.getByLabel(label.ageDays, { exact: false }).first().fill('77');
  await page.getByLabel(label.diagnosisDate, { exact: false }).first().fill('17.9.2013');
  await page.getByRole('button', { name: t.patientForm.save, exact: true }).click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText(pseudonym);
}

test('a patient entered twice is said at both, on the page of rules and beside the curve', async ({ page }) => {
  await signedInAs(page, 'data-manager');
  const mark = Date.now().toString(36).toUpperCase();
  const [first, second] = [`E2E-QA-${mark}`, `E2E-QB-${mark}`];
  await addPatient(page, first);
  await addPatient(page, second);
  const checks = page.getByRole('region', { name: t.patient.check });
  await expect(checks).toContainText(t.patientQuality.name['patient-doubled']);
  await checks.getByRole('link', { name: first, exact: true }).click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText(first);
  await expect(checks.getByRole('link', { name: second, exact: true })).toBeVisible();

  for (const language of LANGUAGES) {
    const { patientQuality } = texts(language);
    await page.goto(address(language, '/patients/quality'));
    const row = page.getByRole('row').filter({ hasText: patientQuality.name['patient-doubled'] });
    await row.locator('summary').click();
    await expect(row.getByRole('link', { name: first, exact: true })).toBeVisible();
    await expect(row.getByRole('link', { name: second, exact: true })).toBeVisible();
    await expectAccessible(page);
    await page.goto(address(language, '/compare?endpoint=EFS&local=1&cohort=all'));
    const said = texts(language).figure.caveat['local-open-errors'];
    // The part of the sentence that holds no number.
    const fixed = said.split(';').at(-1)?.trim() ?? '';
    await expect(page.getByText(fixed, { exact: false }).first()).toBeVisible();
  }
});

test('a page of the list keeps what was chosen', async ({ page }) => {
  await signedInAs(page, 'data-manager');
  await page.goto('/patients?sort=age&down=1&page=900');
  const ages = await page.getByRole('cell').filter({ hasText: / d$/ }).allTextContents();
  const days = ages.map((text) => Number(/(\d+) d$/.exec(text)?.[1]));
  expect(days.length).toBeGreaterThan(0);
  expect(days).toEqual([...days].sort((a, b) => b - a));
  await page.getByRole('combobox', { name: t.patients.column.protocol }).selectOption('mll-baby');
  await page.getByRole('button', { name: t.patients.apply }).click();
  await expect(page).toHaveURL(/protocol=mll-baby/);
  const list = page.getByRole('table', { name: t.patients.list });
  await expect(list.getByRole('row').filter({ hasText: 'MLL-Baby' }).first()).toBeVisible();
  await expect(list.getByRole('row').filter({ hasText: 'Interfant-06' })).toHaveCount(0);
});
