import { address, expect, LANGUAGES, signedInAs, test, texts } from '../support/fixtures';

for (const language of LANGUAGES) {
  const t = texts(language).groups;

  test(`a cohort is saved, opened, released, taken with its data, renamed and deleted (${language})`, async ({
    page,
  }) => {
    const name = `Mine ${language} ${Date.now()}`;
    await signedInAs(page, 'data-manager');
    // Of years in which no other journey enters or changes a child: a release ends with the data that it was given for.
    // A release is of the figure, whatever its language, so that each language has a figure of its own.
    const by = language === 'en' ? 'age' : 'wbc';
    await page.goto(address(language, `/compare/groups?population=all&from=2017&to=2018&by=${by}&trials=interfant-06`));
    await page.getByLabel(t.saved.name).fill(name);
    await page.getByRole('button', { name: t.saved.save, exact: true }).click();
    await page.getByRole('link', { name, exact: true }).click();
    await expect(page).toHaveURL(/saved=/u);
    await expect(page.getByText(t.saved.unchanged.split('{')[0] ?? '')).toBeVisible();

    const mark = page.getByText(t.saved.release.mark);
    await page.getByRole('button', { name: t.saved.release.give }).click();
    await expect(page.getByRole('button', { name: t.saved.release.withdraw })).toBeVisible();
    await expect(mark).toHaveCount(0);
    await page.getByRole('button', { name: t.saved.release.withdraw }).click();
    await expect(mark.first()).toBeVisible();

    const [bundle] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: t.bundle.save }).click(),
    ]);
    expect(bundle.suggestedFilename()).toBe('survival-bundle.zip');

    const reader = page.getByRole('slider').first();
    await reader.focus();
    const first = await reader.getAttribute('aria-valuetext');
    await page.keyboard.press('ArrowRight');
    await expect(reader).not.toHaveAttribute('aria-valuetext', first ?? '');

    await page.getByRole('button', { name: t.saved.renameNamed.replace('{name}', name) }).click();
    await page.getByLabel(t.saved.newName).fill(`${name} b`);
    await page
      .getByRole('listitem')
      .filter({ hasText: name })
      .getByRole('button', { name: t.saved.rename, exact: true })
      .last()
      .click();
    await expect(page.getByRole('link', { name: `${name} b` })).toBeVisible();
    await page.getByRole('button', { name: t.saved.deleteNamed.replace('{name}', `${name} b`) }).click();
    await page.getByRole('button', { name: t.saved.confirmDelete, exact: true }).last().click();
    await expect(page.getByText(t.saved.openedGone)).toBeVisible();
  });
}
