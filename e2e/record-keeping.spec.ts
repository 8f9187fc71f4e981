import type { Page } from '@playwright/test';
import { address, expect, expectAccessible, signedInAs, test, texts } from './fixtures';

const t = texts('en');
const k = t.recordKeeping;

async function addPatient(page: Page, pseudonym: string): Promise<void> {
  await page.goto('/patients/new');
  const label = t.patientForm.label;
  await page.getByLabel(label.pseudonym, { exact: false }).first().fill(pseudonym);
  await page
    .getByLabel(label.ageDays, { exact: false })
    .first()
    // Of an age of its own: a second child like it would be an open error of both.
    .fill(String(10 + (Date.now() % 340)));
  await page.getByLabel(label.diagnosisDate, { exact: false }).first().fill('11.8.2009');
  await page.getByRole('button', { name: t.patientForm.save, exact: true }).click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText(pseudonym);
}

test('a record is asked about, completed, locked, opened with a reason, deleted and restored', async ({ page }) => {
  await signedInAs(page, 'data-manager');
  const pseudonym = `E2E-RK-${Date.now().toString(36).toUpperCase()}`;
  await addPatient(page, pseudonym);
  const here = page.url();
  const section = page.getByRole('region', { name: k.title });

  await section.locator('summary').filter({ hasText: k.ask }).first().click();
  await section.getByLabel(k.query.text).first().fill('Is the age right?');
  await section.getByRole('button', { name: k.query.do.open }).click();
  await expect(section.getByRole('listitem').filter({ hasText: 'Is the age right?' }).first()).toBeVisible();
  await page.goto('/patients/queries');
  await expect(page.getByRole('listitem').filter({ hasText: pseudonym }).first()).toContainText('Is the age right?');
  await expectAccessible(page);

  await page.goto(here);
  await section.getByRole('button', { name: k.state.step.complete }).click();
  await section.getByRole('button', { name: k.state.step.locked }).click();
  await expect(section.getByText(k.state.explain.locked)).toBeVisible();
  await page.getByRole('button', { name: t.patient.addRecord['follow-up'] }).click();
  const form = page.getByRole('form', { name: t.patient.addRecord['follow-up'] });
  await form.getByLabel(t.patientForm.label.followUpDate, { exact: false }).first().fill('11.8.2010');
  await form.getByLabel(t.patientForm.label.followUpStatus, { exact: false }).selectOption('lost');
  await form.getByRole('button', { name: t.patientForm.save, exact: true }).click();
  await expect(page.getByText(t.patientErrors.form.locked)).toBeVisible();
  await expectAccessible(page);

  page.on('dialog', (dialog) => void dialog.accept());
  await page.goto(here);
  await section.locator('summary').filter({ hasText: k.state.step.unlock }).click();
  await section.getByLabel(k.reason).first().fill('A visit was forgotten');
  await section.getByRole('button', { name: k.state.step.unlock }).click();
  await expect(section.getByText(k.state.explain.complete)).toBeVisible();

  await section.locator('summary').filter({ hasText: k.bin.open }).click();
  await section.getByLabel(k.reason).last().fill('Entered by mistake');
  await section.getByRole('button', { name: k.bin.do }).click();
  // The page is of a patient who is nowhere now.
  await expect(section).toHaveCount(0);
  await page.goto(address('ru', '/patients/bin'));
  const row = page.getByRole('row').filter({ hasText: pseudonym });
  await expect(row).toContainText('Entered by mistake');
  await expectAccessible(page);
  await row.getByRole('button', { name: texts('ru').recordKeeping.bin.restore }).click();
  await expect(row).toHaveCount(0);
  await page.goto(here);
  await expect(page.getByRole('heading', { level: 1 })).toContainText(pseudonym);
});
