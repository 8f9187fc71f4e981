import type { Page } from '@playwright/test';
import { address, expect, expectAccessible, LANGUAGES, signInWith, test, texts } from '../support/fixtures';
import { FIRST_OF_TWO, SECOND_OF_TWO } from '../support/people';
import { addPatient, addVisit, pseudonym, windowOf } from '../support/two-people';

for (const language of LANGUAGES) {
  const t = texts(language);
  const { label, save, inRow } = t.patientForm;
  const inFirst = (name: string): string => inRow.replace('{label}', name).replace('{row}', '1');
  const visits = (page: Page) => page.locator('section').filter({ has: page.locator('#section-follow-up') });
  const day = (page: Page) => visits(page).getByRole('textbox', { name: inFirst(label.followUpDate), exact: true });
  const status = (page: Page) =>
    visits(page).getByRole('combobox', { name: inFirst(label.followUpStatus), exact: true });
  const saveCourse = (page: Page) => page.getByRole('button', { name: save, exact: true }).click();

  test(`two people change one row of a course (${language})`, async ({ browser, page }) => {
    await signInWith(page, FIRST_OF_TWO.email, FIRST_OF_TWO.password);
    const year = language === 'en' ? 2011 : 2012;
    const path = await addPatient(page, pseudonym(`C${language}`), year);
    await addVisit(page, path, `11.8.${year + 1}`);
    const other = await windowOf(browser, SECOND_OF_TWO);
    const saved = (one: Page) => expect(one).toHaveURL(new RegExp(`${path}$`));
    const open = async (): Promise<void> => {
      for (const one of [page, other]) {
        await one.goto(address(language, `${path}/course#follow-up`));
        await expect(day(one)).not.toHaveValue('');
      }
    };

    // Two cells of one row: both are stored, and who saved last is told.
    await open();
    await status(page).selectOption('lost');
    await saveCourse(page);
    await saved(page);
    await day(other).fill(`12.8.${year + 1}`);
    await saveCourse(other);
    await saved(other);
    await expect(other.getByRole('status').filter({ hasText: t.patientErrors.joined })).toContainText(
      label.followUpStatus,
    );
    await open();
    await expect(status(other)).toHaveValue('lost');
    await expect(day(page)).toHaveValue(/12/u);

    // One cell: side by side, named by its row, and neither is gone.
    await day(page).fill(`13.8.${year + 1}`);
    await saveCourse(page);
    await saved(page);
    await day(other).fill(`14.8.${year + 1}`);
    await status(other).selectOption('alive-in-remission');
    await saveCourse(other);
    const alert = other.getByRole('alert').first();
    await expect(alert).toContainText(t.patientErrors.form.conflict);
    const row = alert.getByRole('row').filter({ hasText: inFirst(label.followUpDate) });
    await expect(row).toContainText(/13[^]*14/u);
    await expect(alert.getByRole('row')).toHaveCount(2);
    await expect(status(other)).toHaveValue('alive-in-remission');
    // As tall as the form: what sticks to the window's edge covers no control then.
    await other.setViewportSize({ width: 1280, height: 3000 });
    await expectAccessible(other);
    const take = (words: string) =>
      row.getByRole('button', { name: words.replace('{field}', inFirst(label.followUpDate)), exact: true }).click();
    await take(t.patientErrors.takeTheirsLabel);
    await expect(day(other)).toHaveValue(/13/u);
    await take(t.patientErrors.takeMineLabel);
    await expect(day(other)).toHaveValue(/14/u);
    await alert.getByRole('button', { name: t.patientErrors.saveOver }).click();
    await saved(other);
    await page.goto(address(language, `${path}/course#follow-up`));
    await expect(day(page)).toHaveValue(/14/u);
    await expect(status(page)).toHaveValue('alive-in-remission');
    await other.context().close();
  });

  test(`a record's own form joins what somebody else changed of it, and says so (${language})`, async ({
    browser,
    page,
  }) => {
    await signInWith(page, FIRST_OF_TWO.email, FIRST_OF_TWO.password);
    const year = language === 'en' ? 2014 : 2015;
    const path = await addPatient(page, pseudonym(`R${language}`), year);
    await addVisit(page, path, `11.8.${year + 1}`);
    const other = await windowOf(browser, SECOND_OF_TWO);
    const form = (one: Page) => one.getByRole('form', { name: t.patient.editRecord['follow-up'] });
    for (const one of [page, other]) {
      await one.goto(address(language, path));
      await one
        .getByRole('region', { name: t.patient.section['follow-up'] })
        .getByRole('button', { name: t.patient.change })
        .first()
        .click();
      await expect(form(one)).toBeVisible();
    }
    await form(page).getByRole('combobox').selectOption('lost');
    await form(page).getByRole('button', { name: save, exact: true }).click();
    await expect(form(page)).toBeHidden();
    await form(other)
      .getByLabel(label.followUpDate, { exact: false })
      .fill(`12.8.${year + 1}`);
    await form(other).getByRole('button', { name: save, exact: true }).click();
    await expect(form(other)).toBeHidden();
    await expect(other.getByRole('status').filter({ hasText: t.patientErrors.joined })).toContainText(
      label.followUpStatus,
    );
    await page.goto(address(language, `${path}/course#follow-up`));
    await expect(status(page)).toHaveValue('lost');
    await expect(day(page)).toHaveValue(/12/u);
    await other.context().close();
  });
}
