import { address, expect, LANGUAGES, signInAs, test, texts } from '../support/fixtures';

for (const language of LANGUAGES) {
  const t = texts(language);
  const saved = t.groups.saved;

  test(`a comparison with local patients is internal until released, saved, read by keys and put into a presentation (${language})`, async ({
    page,
  }) => {
    const name = `Beside ${language} ${Date.now()}`;
    await signInAs(page, 'data-manager', language);
    // Of years in which no other journey enters or changes a child; each language has a figure of its own.
    const endpoint = language === 'en' ? 'EFS' : 'OS';
    await page.goto(
      address(language, `/compare?endpoint=${endpoint}&population=all&local=1&from=2017&to=2018&view=survival`),
    );
    const mark = page.getByText(saved.release.mark);
    await expect(mark.first()).toBeVisible();

    const reader = page.getByRole('slider').first();
    await reader.focus();
    const first = await reader.getAttribute('aria-valuetext');
    await page.keyboard.press('ArrowRight');
    await expect(reader).not.toHaveAttribute('aria-valuetext', first ?? '');

    await page.getByLabel(saved.name).fill(name);
    await page.getByRole('button', { name: saved.save, exact: true }).click();
    await page.getByRole('link', { name, exact: true }).click();
    await expect(page).toHaveURL(/saved=/u);
    await expect(page.getByText(saved.unchanged.split('{')[0] ?? '')).toBeVisible();

    await page.getByRole('button', { name: saved.release.give }).click();
    await expect(page.getByRole('button', { name: saved.release.withdraw })).toBeVisible();
    await expect(mark).toHaveCount(0);
    await page.getByRole('button', { name: saved.release.withdraw }).click();
    await expect(mark.first()).toBeVisible();

    const row = page.getByRole('listitem').filter({ hasText: name });
    await row.getByRole('button', { name: t.exports.menu.addToDeck }).click();
    await expect(row.getByRole('status').last()).not.toBeEmpty();
    await row.getByRole('button', { name: saved.deleteNamed.replace('{name}', name) }).click();
    await row.getByRole('button', { name: saved.confirmDelete, exact: true }).click();
    await expect(page.getByRole('link', { name, exact: true })).toHaveCount(0);
  });
}
