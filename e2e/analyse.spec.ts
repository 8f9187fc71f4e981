import { address, expect, expectAccessible, LANGUAGES, test, texts } from './fixtures';

for (const language of LANGUAGES) {
  const t = texts(language);

  test(`a table of one's own is analysed in the browser and sent nowhere (${language})`, async ({ page }) => {
    await page.goto(address(language, '/analyse'));
    const sent: string[] = [];
    page.on('request', (request) => {
      if (request.method() !== 'GET') sent.push(`${request.method()} ${request.url()}`);
    });
    await page.getByRole('button', { name: t.analyse.input.example }).click();
    // R, survival::aml, survdiff(Surv(time, status) ~ x): chi-square 3.4 on 1 df, p = 0.0653; medians 31 and 23 weeks.
    await expect(page.getByText(language === 'en' ? /p\s?=\s?0\.065/ : /p\s?=\s?0,065/).first()).toBeVisible();
    await expect(page.getByRole('main')).toContainText(/\b31\b/);
    await expect(page.getByRole('main')).toContainText(/\b23\b/);
    expect(sent).toEqual([]);
    await expectAccessible(page);
  });
}
