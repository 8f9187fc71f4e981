import type { Page } from '@playwright/test';
import { address, expect, expectAccessible, signedInAs, test, texts } from '../support/fixtures';

const t = texts('en');
const k = t.recordKeeping;

/** Of an age of its own: a second child like it would be an open error of both. */
async function addPatient(page: Page, pseudonym: string, age = 10 + (Date.now() % 340), day = '11.8.2009') {
  await page.goto('/patients/new');
  const label = t.patientForm.label;
  await page.getByLabel(label.pseudonym, { exact: false }).first().fill(pseudonym);
  await page.getByLabel(label.ageDays, { exact: false }).first().fill(String(age));
  await page.getByLabel(label.diagnosisDate, { exact: false }).first().fill(day);
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

test('two patients whom no rule finds alike are made one by the pseudonym, and parted again', async ({ page }) => {
  await signedInAs(page, 'data-manager');
  const [kept, merged] = ['E2E-K', 'E2E-M'].map((name) => `${name}-${Date.now().toString(36).toUpperCase()}`);
  await addPatient(page, String(merged), 20, '11.8.2008');
  await addPatient(page, String(kept), 200, '11.8.2008');
  const section = page.getByRole('region', { name: k.title });
  await section.locator('summary').filter({ hasText: k.merge.open }).click();
  const other = section.getByLabel(k.merge.other);
  await other.fill('E2E-NOBODY');
  const find = section.getByRole('button', { name: k.merge.find });
  await find.click();
  await expect(section.getByRole('alert')).toHaveText(t.patientErrors.form['not-found']);
  await other.fill(String(merged));
  await find.click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText(String(merged));
  // The ages differ: somebody has to say which counts.
  await page.getByLabel(t.patientForm.label.ageDays).selectOption('kept');
  await page.getByLabel(k.reason).fill('One child, entered twice');
  await page.getByRole('button', { name: k.merge.do, exact: true }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(String(kept));
  await expect(section.getByText(k.merge.done.replace('{pseudonym}', String(merged)))).toBeVisible();
  await expectAccessible(page);
  await section.locator('summary').filter({ hasText: k.merge.undoOpen }).click();
  await section.getByRole('button', { name: k.merge.undo }).click();
  await expect(section.getByText(k.merge.done.replace('{pseudonym}', String(merged)))).toHaveCount(0);
  await page.goto(`/patients?q=${String(merged)}`);
  await expect(page.getByRole('link', { name: String(merged) })).toBeVisible();
});

test('a patient is printed dark on white, with the course drawn for the sheet and nothing to press', async ({
  page,
}) => {
  await page.emulateMedia({ colorScheme: 'dark' });
  await signedInAs(page, 'data-manager');
  await page.goto('/patients?q=DEMO-038');
  await page.getByRole('link', { name: 'DEMO-038' }).click();
  const name = page.getByRole('heading', { level: 1, name: 'DEMO-038' });
  await expect(name).toBeVisible();
  const ink = () => name.evaluate((element) => getComputedStyle(element).color);
  expect(await ink()).toBe('rgb(232, 237, 241)');
  const drawing = page.getByRole('img', { name: /Course/ });
  const width = () => drawing.evaluate((element) => element.getAttribute('viewBox')?.split(' ')[2]);
  expect(await width()).toBe('1000');
  await page.emulateMedia({ media: 'print' });
  expect(await ink()).toBe('rgb(22, 32, 42)');
  expect(await width()).toBe('700');
  const main = page.getByRole('main');
  await expect(main.getByRole('button')).toHaveCount(0);
  await expect(main.getByRole('link', { name: /History/ })).toHaveCount(0);
});
