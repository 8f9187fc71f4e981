import { address, expect, LANGUAGES, signedInAs, test, texts } from '../support/fixtures';

for (const language of LANGUAGES) {
  const t = texts(language).groups;

  test(`who is not signed in is led there, and back to the division that was asked for (${language})`, async ({
    page,
  }) => {
    await page.goto(address(language, '/compare/groups?by=kmt2a'));
    await expect(page.getByRole('main').getByRole('link', { name: t.signIn, exact: true })).toHaveAttribute(
      'href',
      /callbackUrl=.*groups%3F.*by%3Dkmt2a/u,
    );
  });

  test(`two values of one filter are chosen on a telephone by the keyboard (${language})`, async ({ page }) => {
    await page.setViewportSize({ width: 390, height: 844 });
    await signedInAs(page, 'data-manager');
    await page.goto(address(language, '/compare/groups?population=all'));
    const [young, older] = [t.group['under-3-months'], t.group['3-to-6-months']];
    const age = page.locator('summary', { hasText: new RegExp(t.byName.age, 'iu') });
    const first = page.getByRole('checkbox', { name: young, exact: true });
    await age.focus();
    await page.keyboard.press('Enter');
    await expect(first).toBeEnabled();
    await page.keyboard.press('Tab');
    await expect(first).toBeFocused();
    await page.keyboard.press('Space');
    await expect(page).toHaveURL(/age=under-3-months/u);
    await page.keyboard.press('Tab');
    await page.keyboard.press('Space');
    await expect(page).toHaveURL(/age=3-to-6-months(,|%2C)under-3-months/u);
    await expect(age).toContainText(`${young}; ${older}`);
    await expect(page.getByRole('table', { name: t.cohort.flow })).toContainText(young);
    await expect(page.getByRole('table', { name: t.cohort.flow })).toContainText(older);
    const width = await page.evaluate(() => document.documentElement.scrollWidth);
    expect(width).toBeLessThanOrEqual(390);

    await page.reload();
    await expect(age).toContainText(`${young}; ${older}`);
  });

  test(`the risk group by the rules of another protocol chooses, and the flow adds up (${language})`, async ({
    page,
  }) => {
    await signedInAs(page, 'data-manager');
    await page.goto(address(language, '/compare/groups?population=all&risk=interfant-06-HR,interfant-06-IR'));
    const rows = page.getByRole('table', { name: t.cohort.flow }).locator('tbody tr');
    await expect(rows).toHaveCount(2);
    await expect(rows.last().getByRole('rowheader')).toContainText(/HR.*Interfant-06.*IR.*Interfant-06/u);
    const numbers = async (row: number): Promise<number[]> =>
      (await rows.nth(row).getByRole('cell').allTextContents()).map((text) => Number(text.replace(/\D/gu, '')));
    const [all = 0] = (await numbers(0)).slice(-1);
    const [otherwise = 0, notRecorded = 0, left = 0] = await numbers(1);
    expect(left).toBeGreaterThan(0);
    expect(otherwise + notRecorded + left).toBe(all);
  });
}
