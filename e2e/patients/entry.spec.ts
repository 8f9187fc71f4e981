import type { Locator, Page } from '@playwright/test';
import {
  address,
  expect,
  expectAccessible,
  LANGUAGES,
  signedInAs,
  signInWith,
  slowLine,
  test,
  texts,
} from '../support/fixtures';
import { DRAFTER } from '../support/people';

const pseudonym = (name: string): string => `E2E-${name}-${Date.now().toString(36).toUpperCase()}`.slice(0, 20);

/** Adds a patient with what is required and goes to its page; returns the pseudonym. */
async function addPatient(page: Page, letter: string): Promise<string> {
  const t = texts('en');
  const name = pseudonym(letter);
  await page.goto('/patients/new');
  await page.getByLabel(t.patientForm.label.pseudonym, { exact: false }).first().fill(name);
  await page.getByLabel(t.patientForm.label.ageDays, { exact: false }).first().fill('100');
  await page.getByLabel(t.patientForm.label.diagnosisDate, { exact: false }).first().fill('5.3.24');
  await page.getByRole('button', { name: t.patientForm.save, exact: true }).click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText(name);
  return name;
}

function followUps(page: Page): Locator {
  return page.getByRole('region', { name: texts('en').patient.section['follow-up'] }).getByRole('row');
}

for (const language of LANGUAGES) {
  const t = texts(language);
  const label = t.patientForm.label;

  test(`dates are read as typed, asked where they are ambiguous, and never dropped (${language})`, async ({ page }) => {
    await signedInAs(page, 'data-manager');
    await page.goto(address(language, '/patients/new'));
    const date = page.getByLabel(label.diagnosisDate, { exact: false }).first();
    const remission = page.getByLabel(label.remissionDate, { exact: false }).first();
    await date.fill('05032024');
    await expect(page.getByText(language === 'en' ? '5 March 2024' : '5 марта 2024', { exact: false })).toBeVisible();
    await remission.fill('10/04/2024');
    await expect(page.getByText(t.dateField.ambiguous)).toBeVisible();
    await page.getByRole('button', { name: language === 'en' ? '10 April 2024' : '10 апреля 2024' }).click();
    // 5 March to 10 April 2024: 26 + 10 = 36 days.
    await expect(
      page.getByText(language === 'en' ? /10 April 2024, day\s36/ : /10 апреля 2024.*день\s36/),
    ).toBeVisible();
    await remission.press('ArrowUp');
    await expect(
      page.getByText(language === 'en' ? /11 April 2024, day\s37/ : /11 апреля 2024.*день\s37/),
    ).toBeVisible();
    await remission.fill('11.4');
    await page.getByLabel(label.pseudonym, { exact: false }).first().fill(pseudonym('D'));
    await page.getByLabel(label.ageDays, { exact: false }).first().fill('100');
    await page.getByRole('button', { name: t.patientForm.save, exact: true }).click();
    await expect(remission).toHaveAttribute('aria-invalid', 'true');
    await expect(remission).toHaveValue('11.4');
    await remission.fill('04.2024');
    await page.getByRole('button', { name: t.patientForm.save, exact: true }).click();
    await expect(page.getByText(t.patient.partialNote)).toBeVisible();
    // The earliest and the latest day that are possible stand beside the time: on a telephone under it.
    await page.setViewportSize({ width: 390, height: 844 });
    await expectAccessible(page, 'width');
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
  // An open page that finds its session gone goes to the sign-in by itself, in the way of the one below.
  await page.goto('about:blank');
  await page.context().clearCookies();
  await signInWith(page, DRAFTER.email, DRAFTER.password);
  await page.goto('/ru/patients/new');
  await page.getByRole('button', { name: texts('ru').patient.continueDraft }).click();
  await expect(page.getByLabel(texts('ru').patientForm.label.pseudonym, { exact: false }).first()).toHaveValue(name);
  await page.getByRole('button', { name: texts('ru').patientForm.draftDiscard }).click();
  await expect(page.getByLabel(texts('ru').patientForm.label.pseudonym, { exact: false }).first()).toHaveValue('');
});

test('another language goes on with what is typed, without a question', async ({ page }) => {
  const [t, russian] = [texts('en'), texts('ru')];
  await signInWith(page, DRAFTER.email, DRAFTER.password);
  const asked: string[] = [];
  page.on('dialog', (dialog) => {
    asked.push(dialog.message());
    return dialog.accept();
  });
  const name = pseudonym('T');
  await page.goto('/patients/new');
  await page.getByLabel(t.patientForm.label.pseudonym, { exact: false }).first().fill(name);
  await page.getByRole('link', { name: 'RU', exact: true }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(russian.patient.addTitle);
  const field = page.getByLabel(russian.patientForm.label.pseudonym, { exact: false }).first();
  await expect(field).toHaveValue(name);
  await expect(page.getByRole('button', { name: russian.patient.continueDraft })).toHaveCount(0);
  await page.getByLabel(russian.patientForm.label.ageDays, { exact: false }).first().fill('100');
  await page.getByRole('link', { name: 'EN', exact: true }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(t.patient.addTitle);
  await expect(page.getByLabel(t.patientForm.label.ageDays, { exact: false }).first()).toHaveValue('100');
  await expect(page.getByLabel(t.patientForm.label.pseudonym, { exact: false }).first()).toHaveValue(name);
  expect(asked).toEqual([]);
  await page.getByRole('button', { name: t.patientForm.draftDiscard }).click();
});

test('Back asks where something typed is not saved, and Escape does', async ({ page }) => {
  const t = texts('en');
  await signInWith(page, DRAFTER.email, DRAFTER.password);
  const name = await addPatient(page, 'B');
  const section = page.getByRole('button', { name: t.patient.addRecord['follow-up'] });
  await section.click();
  const form = page.getByRole('form', { name: t.patient.addRecord['follow-up'] });
  const day = form.getByLabel(t.patientForm.label.followUpDate, { exact: false });
  await day.fill('1.6.24');
  const asked: string[] = [];
  let stay = true;
  page.on('dialog', (dialog) => {
    asked.push(dialog.message());
    return stay ? dialog.dismiss() : dialog.accept();
  });
  await page.evaluate(() => history.back());
  await expect.poll(() => asked).toEqual([t.patientForm.leaveSure]);
  await expect(day).toHaveValue('1.6.24');
  await day.press('Escape');
  await expect.poll(() => asked.length).toBe(2);
  await expect(day).toHaveValue('1.6.24');
  await form.getByRole('combobox').selectOption('alive-in-remission');
  await form.getByRole('button', { name: t.patientForm.save, exact: true }).click();
  await expect(form).toBeHidden();
  await expect(followUps(page).filter({ hasText: '1 Jun 2024' })).toHaveCount(1);
  // Nothing is unsaved any more: nothing asks.
  await page.getByRole('link', { name: t.patient.edit }).click();
  const cns = page.getByRole('combobox', { name: new RegExp(`^${t.patientForm.label.cns}`) }).first();
  await cns.selectOption('CNS1');
  stay = false;
  await page.evaluate(() => history.back());
  await expect.poll(() => asked.length).toBe(3);
  await expect(page.getByRole('heading', { level: 1 })).toContainText(name);
});

test('what is typed into a form that is left is there to go on with', async ({ page }) => {
  const t = texts('en');
  await signInWith(page, DRAFTER.email, DRAFTER.password);
  await addPatient(page, 'L');
  const section = page.getByRole('region', { name: t.patient.section['follow-up'] });
  await section.getByRole('button', { name: t.patient.addRecord['follow-up'] }).click();
  const day = section.getByLabel(t.patientForm.label.followUpDate, { exact: false });
  await day.fill('1.6.24');
  page.on('dialog', (dialog) => dialog.accept());
  await day.press('Escape');
  await section.getByRole('button', { name: t.patient.continueDraft }).click();
  await expect(day).toHaveValue('1.6.24');
  await section.getByRole('button', { name: t.patientForm.draftDiscard }).click();
  await expect(day).toHaveValue('');
  await section.getByRole('button', { name: t.patientForm.cancel }).click();
  await expect(section.getByRole('button', { name: t.patient.continueDraft })).toHaveCount(0);
  // The page does not wait for the server to throw the draft away; a reader who reloads at once would meet it again.
  await expect(async () => {
    await page.reload();
    await expect(section.getByRole('button', { name: t.patient.addRecord['follow-up'] })).toBeVisible();
    await expect(section.getByRole('button', { name: t.patient.continueDraft })).toHaveCount(0, { timeout: 1000 });
  }).toPass();
});

test('a date is moved by the keys, pasted from a table, and said by its error', async ({ page }) => {
  const t = texts('en');
  await signedInAs(page, 'data-manager');
  await page.goto('/patients/new');
  const date = page.getByLabel(t.patientForm.label.diagnosisDate, { exact: false }).first();
  await date.fill('31.1.24');
  await date.press('PageUp');
  await expect(page.getByText('29 February 2024', { exact: true })).toBeVisible();
  await date.press('ArrowDown');
  await expect(page.getByText('28 February 2024', { exact: true })).toBeVisible();
  await date.fill('');
  // As a paste arrives: in one piece, with the blanks and the time of day of a spreadsheet.
  await page.keyboard.insertText(' 2024-03-05T00:00:00 ');
  await expect(page.getByText('5 March 2024', { exact: true })).toBeVisible();
  await page.keyboard.press('Tab');
  // The number by which a spreadsheet keeps the day; and a day that the calendar has not.
  await date.fill('45356');
  await page.getByRole('button', { name: '5 March 2024' }).click();
  await expect(date).toHaveValue('5 Mar 2024');
  await date.fill('29.02.2023');
  await page.keyboard.press('Tab');
  await expect(page.getByText(t.dateField.unreadable)).toBeVisible();
  await date.fill('5.3.2098');
  await expect(page.getByText(t.dateField.future.replace('{date}', '5 March 2098'))).toBeVisible();
  await date.fill('5.13.2024');
  await page.getByRole('button', { name: t.patientForm.save, exact: true }).click();
  await expect(page.getByRole('alert').first()).toContainText(t.patientErrors.field.day);
  await expect(date).toHaveValue('5.13.2024');
});

test('a second saving on a slow line accuses nobody, and a lost answer stores once', async ({
  page,
  allowedConsoleErrors,
}) => {
  allowedConsoleErrors.patterns = [/Failed to load resource|net::ERR/];
  const t = texts('en');
  const label = t.patientForm.label;
  await signInWith(page, DRAFTER.email, DRAFTER.password);
  await addPatient(page, 'S');
  const add = page.getByRole('button', { name: t.patient.addRecord['follow-up'] });
  const form = page.getByRole('form', { name: t.patient.addRecord['follow-up'] });
  const accused = page.getByText(t.patientErrors.form.conflict);
  const fill = async (day: string): Promise<void> => {
    await add.click();
    await form.getByLabel(label.followUpDate, { exact: false }).fill(day);
    await form.getByRole('combobox').selectOption('alive-in-remission');
  };
  const save = () => form.getByRole('button', { name: t.patientForm.save, exact: true }).click();
  await slowLine(page);
  await fill('1.6.24');
  await save();
  // A treatment is sent while the first answer is still on its way.
  await page.getByRole('button', { name: t.patient.addRecord.treatment }).click();
  const treatment = page.getByRole('form', { name: t.patient.addRecord.treatment });
  await treatment.getByLabel(label.startDate, { exact: false }).fill('1.4.24');
  await treatment.getByRole('combobox').selectOption('chemotherapy');
  await treatment.getByRole('button', { name: t.patientForm.save, exact: true }).click();
  await expect(form).toBeHidden({ timeout: 60_000 });
  await expect(treatment).toBeHidden({ timeout: 60_000 });
  await fill('1.7.24');
  await save();
  await expect(form).toBeHidden({ timeout: 60_000 });
  await expect(accused).toHaveCount(0);
  await fill('1.8.24');
  // The saving reaches the server, its answer does not come back.
  let lost = false;
  await page.route('**/patients/**', async (route) => {
    if (lost || !(route.request().postData() ?? '').includes('submission')) return route.continue();
    lost = true;
    await route.fetch();
    return route.abort();
  });
  await save();
  await expect(form.getByRole('alert')).toContainText(t.patientErrors.failed, { timeout: 60_000 });
  await save();
  await expect(form).toBeHidden({ timeout: 60_000 });
  for (const day of ['1 Jun 2024', '1 Jul 2024', '1 Aug 2024'])
    await expect(followUps(page).filter({ hasText: day })).toHaveCount(1, { timeout: 60_000 });
  await expect(accused).toHaveCount(0);
});
