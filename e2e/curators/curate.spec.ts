import type { Page } from '@playwright/test';
import {
  address,
  expect,
  expectAccessible,
  LANGUAGES,
  signedInAs,
  signInAs,
  signInWith,
  test,
  texts,
  type Language,
} from '../support/fixtures';
import { SECOND_CURATOR } from '../support/people';

/** What of a curve is chosen and typed beside its points. */
async function describeCurve(page: Page, language: Language, trial: string, label: string): Promise<void> {
  const { label: names } = texts(language).curate;
  const field = (name: keyof typeof names): ReturnType<Page['getByLabel']> =>
    page.getByLabel(names[name], { exact: true });
  await field('trialSlug').selectOption(trial);
  await field('endpoint').selectOption('EFS');
  await field('timeZero').selectOption('diagnosis');
  await field('stratumKmt2a').selectOption('all');
  await field('labelEn').fill(label);
  await field('labelRu').fill(label);
  await field('sourceRef').selectOption({ index: 1 });
  await field('sourceLocator').fill('Figure 0');
  await field('sourceLevel').selectOption('primary-fulltext');
}

for (const language of LANGUAGES) {
  const t = texts(language);
  const words = t.curate;
  const decimal = (text: string): string => (language === 'ru' ? text.replaceAll('.', ',') : text);

  test(`a curator imports a curve, sees how well it fits, and cannot approve it (${language})`, async ({ page }) => {
    await signInAs(page, 'curator', language);
    await page.getByRole('link', { name: words.nav, exact: true }).click();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(words.title);
    const [points, counts] = [
      page.getByLabel(words.points.label, { exact: true }),
      page.getByLabel(words.counts.label, { exact: true }),
    ];
    const propose = page.getByRole('button', { name: words.propose, exact: true });

    // Every wrong cell is named by its row and column.
    await points.fill('time;survival\n0;100\n1;eighty\n2;50');
    await counts.fill('0;10\n2;8');
    const what = words.problem['not-a-number'].replace('{value}', 'eighty');
    await expect(
      page.getByText(
        words.cell.replace('{line}', '3').replace('{column}', words.column.survival).replace('{what}', what),
      ),
    ).toBeVisible();

    // Made up: 2, 3 and 3 of ten children have the event at 1, 2 and 4 years. One click lies 0.3 points too high.
    await points.fill(decimal('0;100\n1;80\n1.5;80.3\n2;50\n4;20'));
    await expect(page.getByText(words.previewLater)).toBeVisible();
    await page.getByLabel(words.correction.accept).check();
    await expect(page.getByText(words.fit.fits)).toBeVisible();
    await expect(page.getByRole('table', { name: words.fit.riskCaption }).getByRole('row').nth(2)).toContainText('8');
    await expectAccessible(page);
    const wide = page.viewportSize() ?? { width: 1280, height: 720 };
    await page.setViewportSize({ width: 390, height: 844 });
    await expectAccessible(page);
    await page.setViewportSize(wide);

    // What is missing is said, and nothing typed is lost.
    await propose.click();
    await expect(page.getByRole('alert').filter({ hasText: words.refusal.invalid })).toBeVisible();
    await expect(points).toHaveValue(decimal('0;100\n1;80\n1.5;80.3\n2;50\n4;20'));

    const label = `E2E ${language} ${Date.now().toString(36)}`;
    await describeCurve(page, language, 'interfant-99', label);
    await propose.click();
    await expect(page.getByText(words.saved)).toBeVisible();

    const item = page.getByRole('listitem').filter({ has: page.getByRole('heading', { name: label }) });
    await expect(item).toContainText(words.status.proposed);
    await expect(item).toContainText(words.ownProposal);
    await expect(
      item.getByRole('button', { name: words.approveNamed.replace('{name}', ''), exact: false }),
    ).toHaveCount(0);

    await item.getByRole('button', { name: words.withdrawNamed.replace('{name}', ''), exact: false }).click();
    await item.getByLabel(words.reason).fill('no');
    await item.getByRole('button', { name: words.withdrawYes }).click();
    await expect(item.getByRole('alert')).toHaveText(words.refusal['reason-length']);
    await item.getByLabel(words.reason).fill('made up for a test');
    await item.getByRole('button', { name: words.withdrawYes }).click();
    await expect(item).toContainText(words.status.withdrawn);
    await expect(item).toContainText('made up for a test');
  });

  test(`what a second curator approves is drawn dashed, until it is withdrawn (${language})`, async ({
    page,
    browser,
  }) => {
    // A study of its own in each language: a curve of the same patients can be approved once.
    const [trial, acronym] =
      language === 'en' ? ['uk-infant-92', 'UK Infant 92'] : ['tccsg-infants-1977-1995', 'TCCSG, младенцы 1977–1995'];
    const comparison = address(language, `/compare?endpoint=EFS&population=all&series=${trial}-efs-4y-all`);
    const label = `E2E ${language} ${Date.now().toString(36)}`;
    const drawn = t.reconstructed.label.replace('{name}', acronym);

    await signedInAs(page, 'curator');
    await page.goto(address(language, '/curate/curves'));
    await page.getByLabel(words.points.label, { exact: true }).fill('0;100\n1;80\n2;50\n4;20');
    await page.getByLabel(words.counts.label, { exact: true }).fill('0;10\n2;8');
    await describeCurve(page, language, trial, label);
    await page.getByRole('button', { name: words.propose, exact: true }).click();
    await expect(page.getByText(words.saved)).toBeVisible();

    const reader = await (await browser.newContext()).newPage();
    await reader.goto(comparison);
    await expect(reader.getByText(t.reconstructed.legend)).toBeHidden();

    const second = await (await browser.newContext()).newPage();
    await signInWith(second, SECOND_CURATOR.email, SECOND_CURATOR.password);
    await second.goto(address(language, '/curate/curves'));
    const item = second.getByRole('listitem').filter({ has: second.getByRole('heading', { name: label }) });
    // Who may still read the figure blind sees nothing of what was read, and cannot approve it.
    const approve = item.getByRole('button', { name: words.approveNamed.replace('{name}', ''), exact: false });
    await expect(item).toContainText(words.blind.hint);
    await expect(approve).toBeHidden();
    await item.getByText(words.blind.show, { exact: true }).click();
    await approve.click();
    await expect(item).toContainText(words.status.approved);
    await expect(async () => {
      await reader.reload();
      await expect(reader.getByText(t.reconstructed.legend).first()).toBeVisible({ timeout: 2000 });
    }).toPass({ timeout: 20_000 });
    await expect(reader.locator('svg').getByText(drawn)).toBeVisible();
    await expectAccessible(reader);
    await reader.getByRole('link', { name: t.reconstructed.hide, exact: true }).click();
    await expect(reader.getByText(t.reconstructed.hidden)).toBeVisible();

    await item.getByRole('button', { name: words.withdrawNamed.replace('{name}', ''), exact: false }).click();
    await item.getByLabel(words.reason).fill('made up for a test');
    await item.getByRole('button', { name: words.withdrawYes }).click();
    await expect(item).toContainText(words.status.withdrawn);
    await expect(async () => {
      await reader.goto(comparison);
      await expect(reader.getByText(t.reconstructed.legend)).toBeHidden({ timeout: 2000 });
    }).toPass({ timeout: 20_000 });
  });

  test(`nobody else curates (${language})`, async ({ page }) => {
    await page.goto(address(language, '/curate/curves'));
    await expect(page.getByRole('button', { name: t.signIn.submit, exact: true })).toBeVisible();
    await signedInAs(page, 'data-manager');
    await page.goto(address(language, '/curate/curves'));
    await expect(page.getByText(words.roleTitle)).toBeVisible();
    await expect(page.getByRole('link', { name: words.nav, exact: true })).toHaveCount(0);
  });
}
