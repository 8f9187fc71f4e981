import type { Browser, Page } from '@playwright/test';
import { expect, signInWith, texts } from './fixtures';
import type { FIRST_OF_TWO } from './people';

type Person = typeof FIRST_OF_TWO;

/** A pseudonym that no run before has taken. */
export const pseudonym = (name: string): string => `E2E-${name}-${Date.now().toString(36)}`.toUpperCase();

/** A window of somebody else, signed in. */
export async function windowOf(browser: Browser, { email, password }: Person): Promise<Page> {
  const page = await (await browser.newContext()).newPage();
  await signInWith(page, email, password);
  return page;
}

/** Adds a patient of a year and an age of its own, so that no two are taken for one child; its address. */
export async function addPatient(page: Page, name: string, year: number): Promise<string> {
  const t = texts('en');
  const { label } = t.patientForm;
  await page.goto('/patients/new');
  await page.getByLabel(label.pseudonym, { exact: false }).first().fill(name);
  await page
    .getByLabel(label.ageDays, { exact: false })
    .first()
    .fill(String(10 + (Date.now() % 340)));
  await page.getByLabel(label.diagnosisDate, { exact: false }).first().fill(`11.8.${year}`);
  await page.getByRole('button', { name: t.patientForm.save, exact: true }).click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText(name);
  return new URL(page.url()).pathname;
}

/** Adds a follow-up alive in remission. */
export async function addVisit(page: Page, path: string, day: string): Promise<void> {
  const t = texts('en');
  await page.goto(path);
  await page.getByRole('button', { name: t.patient.addRecord['follow-up'] }).click();
  const form = page.getByRole('form', { name: t.patient.addRecord['follow-up'] });
  await form.getByLabel(t.patientForm.label.followUpDate, { exact: false }).fill(day);
  await form.getByRole('combobox').selectOption('alive-in-remission');
  await form.getByRole('button', { name: t.patientForm.save, exact: true }).click();
  await expect(form).toBeHidden();
}
