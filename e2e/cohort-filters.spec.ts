import { address, expect, LANGUAGES, signInAs, test, texts } from './fixtures';

for (const language of LANGUAGES) {
  const t = texts(language).groups;

  test(`two values of one filter are chosen on a telephone by the keyboard (${language})`, async ({ page }) => {
    await page.setViewportSize({ width: 390, height: 844 });
    await signInAs(page, 'data-manager', language);
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
}
