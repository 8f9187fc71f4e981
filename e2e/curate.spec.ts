import { address, expect, expectAccessible, LANGUAGES, signInAs, test, texts } from './fixtures';

for (const language of LANGUAGES) {
  const t = texts(language);
  const words = t.curate;
  const decimal = (text: string): string => (language === 'ru' ? text.replaceAll('.', ',') : text);

  test(`a curator imports a curve, sees how well it fits, and cannot approve it (${language})`, async ({ page }) => {
    await signInAs(page, 'curator', language);
    await page.getByRole('link', { name: words.nav, exact: true }).click();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(words.title);
    const [points, counts] = [page.getByLabel(words.points.label, { exact: true }), page.getByLabel(words.counts.label, { exact: true })];
    const propose = page.getByRole('button', { name: words.propose, exact: true });

    // Every wrong cell is named by its row and column.
    await points.fill('time;survival\n0;100\n1;eighty\n2;50');
    await counts.fill('0;10\n2;8');
    const what = words.problem['not-a-number'].replace('{value}', 'eighty');
    await expect(page.getByText(words.cell.replace('{line}', '3').replace('{column}', words.column.survival).replace('{what}', what))).toBeVisible();

    // Made up: 2, 3 and 3 of ten children have the event at 1, 2 and 4 years. One click lies 0.3 points too high.
    await points.fill(decimal('0;100\n1;80\n1.5;80.3\n2;50\n4;20'));
    await expect(page.getByText(words.previewLater)).toBeVisible();
    await page.getByLabel(words.correction.accept).check();
    await expect(page.getByText(words.fit.fits)).toBeVisible();
    await expect(page.getByRole('table', { name: words.fit.riskCaption }).getByRole('row').nth(2)).toContainText('8');
    await expectAccessible(page);

    // What is missing is said, and nothing typed is lost.
    await propose.click();
    await expect(page.getByRole('alert').filter({ hasText: words.refusal.invalid })).toBeVisible();
    await expect(points).toHaveValue(decimal('0;100\n1;80\n1.5;80.3\n2;50\n4;20'));

    const label = `E2E ${language} ${Date.now().toString(36)}`;
    await page.getByLabel(words.label.trialSlug, { exact: true }).selectOption('interfant-99');
    await page.getByLabel(words.label.timeZero, { exact: true }).selectOption('diagnosis');
    await page.getByLabel(words.label.stratumKmt2a, { exact: true }).selectOption('all');
    await page.getByLabel(words.label.labelEn, { exact: true }).fill(label);
    await page.getByLabel(words.label.labelRu, { exact: true }).fill(label);
    await page.getByLabel(words.label.sourceRef, { exact: true }).selectOption({ index: 1 });
    await page.getByLabel(words.label.sourceLocator, { exact: true }).fill('Figure 0');
    await page.getByLabel(words.label.sourceLevel, { exact: true }).selectOption('primary-fulltext');
    await propose.click();
    await expect(page.getByText(words.saved)).toBeVisible();

    const item = page.getByRole('listitem').filter({ has: page.getByRole('heading', { name: label }) });
    await expect(item).toContainText(words.status.proposed);
    await expect(item).toContainText(words.ownProposal);
    await expect(item.getByRole('button', { name: words.approveNamed.replace('{name}', ''), exact: false })).toHaveCount(0);

    await item.getByRole('button', { name: words.withdrawNamed.replace('{name}', ''), exact: false }).click();
    await item.getByLabel(words.reason).fill('no');
    await item.getByRole('button', { name: words.withdrawYes }).click();
    await expect(item.getByRole('alert')).toHaveText(words.refusal['reason-length']);
    await item.getByLabel(words.reason).fill('made up for a test');
    await item.getByRole('button', { name: words.withdrawYes }).click();
    await expect(item).toContainText(words.status.withdrawn);
    await expect(item).toContainText('made up for a test');
  });

  test(`nobody else curates (${language})`, async ({ page }) => {
    await page.goto(address(language, '/curate/curves'));
    await expect(page.getByRole('button', { name: t.signIn.submit, exact: true })).toBeVisible();
    await signInAs(page, 'data-manager', language);
    await page.goto(address(language, '/curate/curves'));
    await expect(page.getByText(words.roleTitle)).toBeVisible();
    await expect(page.getByRole('link', { name: words.nav, exact: true })).toHaveCount(0);
  });
}
