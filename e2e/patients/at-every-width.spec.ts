import type { Page } from '@playwright/test';
import {
  address,
  expect,
  expectAccessible,
  LANGUAGES,
  signedInAs,
  test,
  texts,
  type Language,
} from '../support/fixtures';

const TELEPHONE = { width: 390, height: 844 } as const;
/** Beside a chosen word: the field's arrow and the browser's own room at both ends. */
const ARROW = 20;

/** Opens the first patient of the demonstration's list. */
async function openFirst(page: Page, language: Language): Promise<string> {
  await page.goto(address(language, '/patients'));
  await page.getByRole('rowheader').getByRole('link').first().click();
  await expect(page.getByRole('heading', { level: 2, name: texts(language).patient.outcomes })).toBeVisible();
  return new URL(page.url()).pathname;
}

/** The words chosen in the lists of a page that are wider than their list. */
function cutWords(page: Page, arrow: number): Promise<string[]> {
  return page.evaluate((room) => {
    const pen = document.createElement('canvas').getContext('2d');
    return [...document.querySelectorAll('table select')].flatMap((list) => {
      if (!(list instanceof HTMLSelectElement) || pen === null) return [];
      const style = getComputedStyle(list);
      pen.font = `${style.fontWeight} ${style.fontSize} ${style.fontFamily}`;
      const said = list.selectedOptions[0]?.text ?? '';
      const padding = Number.parseFloat(style.paddingLeft) + Number.parseFloat(style.paddingRight);
      return pen.measureText(said).width + padding + room > list.clientWidth + 1 ? [said] : [];
    });
  }, arrow);
}

for (const language of LANGUAGES) {
  const t = texts(language);

  test(`a course shows every chosen word whole, and on a telephone what a number counts (${language})`, async ({
    page,
  }) => {
    await signedInAs(page, 'data-manager');
    await page.setViewportSize({ width: 1280, height: 900 });
    const patient = await openFirst(page, language);
    await page.goto(`${patient}/course`);
    await expect(page.getByRole('heading', { level: 2, name: t.patient.section.mrd })).toBeVisible();
    // Inter has to be there: in another type the words are of another width.
    await page.evaluate(() => document.fonts.ready.then(() => null));
    expect(await cutWords(page, ARROW)).toEqual([]);
    await page.setViewportSize(TELEPHONE);
    await expect(page.locator('label').filter({ hasText: t.patientForm.unit.percent }).first()).toBeVisible();
  });

  test(`who is signed in reaches the account on a telephone (${language})`, async ({ page }) => {
    await page.setViewportSize(TELEPHONE);
    await signedInAs(page, 'data-manager');
    await page.goto(address(language, '/patients'));
    await page.getByRole('link', { name: t.site.account }).click();
    await expect(page.getByRole('heading', { level: 1, name: t.account.title })).toBeVisible();
  });

  test(`a printed record says that its patient is made up (${language})`, async ({ page }) => {
    await signedInAs(page, 'data-manager');
    await openFirst(page, language);
    await page.emulateMedia({ media: 'print' });
    await expect(page.getByText(t.site.madeUpBand)).toBeVisible();
    await expect(page.getByRole('link', { name: t.site.name })).toBeHidden();
    // A4 between margins of 10 mm is 190 mm, 718 pixels of 1/96 inch: its tables stand there whole, and as tables.
    await page.setViewportSize({ width: 718, height: 1000 });
    await expect(page.locator('main table tbody tr').first()).toHaveCSS('display', 'table-row');
    await expectAccessible(page, 'width');
  });
}
