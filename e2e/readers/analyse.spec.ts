import { address, expect, expectAccessible, LANGUAGES, test, texts } from '../support/fixtures';

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

  test(`a status in doubt is asked about before anything is drawn, and the answer is remembered (${language})`, async ({
    page,
  }) => {
    await page.goto(address(language, '/analyse'));
    const paste = page.getByRole('textbox', { name: t.analyse.input.paste });
    await paste.fill('months,cens,state\n5,0,0\n7,1.0,1\n9,0.0,0\n14,1,1\n20,NA,0');
    const status = page.getByRole('combobox', { name: t.analyse.choice.status });
    await status.selectOption('cens');
    await expect(page.getByText(t.analyse.refused['status-unknown'])).toBeVisible();
    await expect(page.getByRole('heading', { name: t.analyse.result.titleAll })).toBeHidden();
    await expectAccessible(page);

    const meanings = page.getByRole('group', { name: t.analyse.choice.meaning });
    const zero = meanings.getByRole('combobox', { name: /^0 \(2/ });
    await zero.selectOption(t.analyse.role.event);
    await expect(page.getByText(t.analyse.refused['status-unknown'])).toBeVisible();
    await meanings.getByRole('combobox', { name: /^1(\.0)? \(2/ }).selectOption(t.analyse.role.censored);
    // By hand: events at 5 (4 at risk) and 9 (2 at risk): 3/4, then 3/8, so that the median is 9.
    await expect(page.getByRole('region', { name: t.analyse.result.summary }).getByRole('row').nth(1)).toContainText(
      /4\s+2\s+2\s+9\s/,
      { useInnerText: true },
    );

    await status.selectOption('state');
    await status.selectOption('cens');
    await expect(zero).toHaveValue('event');
    await paste.fill('months,cens,state\n5,0,0\n7,1,1\n9,2,0');
    await expect(page.getByText(t.analyse.refused['status-unknown'])).toBeVisible();
  });
}
