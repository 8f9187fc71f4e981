import { address, expect, expectAccessible, LANGUAGES, signedInAs, signInWith, test, texts } from '../support/fixtures';
import { SECOND_CURATOR } from '../support/people';
import { typistOf } from '../support/typist';

// What is typed is kept for the account: two windows of one curator would find each other's draft.
test.describe.configure({ mode: 'serial' });

for (const language of LANGUAGES) {
  const { proposals: words, parts } = texts(language);

  test(`a reference goes from a pasted record to the list of references by keyboard (${language})`, async ({
    page,
  }) => {
    await signedInAs(page, 'curator');
    await page.goto(address(language, '/curate/study?part=reference'));
    const form = page.locator('form').filter({ has: page.getByRole('button', { name: words.proposeChange }) });
    const propose = form.getByRole('button', { name: words.proposeChange });
    const field = (label: string) => form.getByLabel(label, { exact: true });
    await expect(propose).toBeEnabled();
    const typist = typistOf(page);
    const paste = async (text: string): Promise<void> => {
      await typist.paste(field(words.paste), text);
      await typist.press(form.getByRole('button', { name: words.pasteRead }));
    };
    // A paper that the registry holds under another name fills in nothing.
    await paste('10.1200/JCO.19.00261');
    await expect(form.getByRole('alert').getByRole('link')).toHaveText(words.pasteElsewhereLink);
    await expect(field(parts.field.DOI)).toHaveValue('');

    const unique = `${Date.now().toString(36)}${language}`;
    await page.keyboard.press('Shift+Tab');
    await page.keyboard.press('ControlOrMeta+a');
    const ris = ['TY  - JOUR', `TI  - A made-up record ${unique}`, `AU  - Made${unique}, A.`, 'PY  - 2026'];
    await paste([...ris, `DO  - 10.9999/pasted.${unique}`, 'ER  - ', ''].join('\n'));
    await expect(field(parts.field.id)).toHaveValue(`made${unique}-2026`);
    await expect(field(parts.field.year)).toHaveValue('2026');
    // Without a reason it is said at the field, and nothing is stored.
    await typist.press(propose);
    await expect(field(words.label.reason)).toHaveAccessibleDescription(words.refusal['reason-length']);
    await typist.write(field(words.label.reason), `pasted in a test ${unique}`);
    await typist.press(propose);
    await expect(form.getByRole('status').filter({ hasText: words.changeSaved })).toBeVisible();
    await expectAccessible(page);

    const browser = page.context().browser();
    if (browser === null) throw new Error('the page has a browser');
    const second = await (await browser.newContext()).newPage();
    await signInWith(second, SECOND_CURATOR.email, SECOND_CURATOR.password);
    await second.goto(address(language, '/curate/evidence'));
    const item = second
      .getByRole('listitem')
      .filter({ hasText: `pasted in a test ${unique}` })
      .filter({ has: second.getByRole('heading') });
    await typistOf(second).press(item.getByRole('button', { name: words.approveNamed.replace('{name}', '') }));
    await expect(item).toContainText(words.status.approved);
    await page.goto(address(language, '/references'));
    await expect(page.getByText(`A made-up record ${unique}`).first()).toBeVisible();
  });

  test(`a form that nobody has touched is answered in words (${language})`, async ({ page }) => {
    await signedInAs(page, 'curator');
    await page.goto(address(language, '/curate/study?part=flow'));
    const form = page.locator('form').filter({ has: page.getByRole('button', { name: words.proposeChange }) });
    const propose = form.getByRole('button', { name: words.proposeChange });
    await expect(propose).toBeEnabled();
    await typistOf(page).press(propose);
    await expect(form.getByLabel(words.label.reason, { exact: true })).toHaveAccessibleDescription(
      words.refusal['reason-length'],
    );
  });
}
