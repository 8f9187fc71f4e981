import type { Page } from '@playwright/test';
import { TOTP } from 'otpauth';
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

const PASSWORD = 'a horse that counts to nine';

/** What is shown once after a form was sent: a link, as it can be handed over. */
async function linkIn(page: Page): Promise<string> {
  const shown = page.getByRole('status').getByText(/\/link#[\w-]{43}/u);
  return (await shown.textContent()) ?? '';
}

async function setPassword(page: Page, link: string, language: Language): Promise<void> {
  const t = texts(language).account;
  await page.goto(link);
  await page.getByLabel(t.newPassword, { exact: true }).fill(PASSWORD);
  await page.getByLabel(t.newPasswordAgain).fill(PASSWORD);
  await page.getByRole('button', { name: t.setPassword }).click();
  await expect(page.getByText(t.linkDone)).toBeVisible();
}

async function signIn(page: Page, language: Language, email: string): Promise<void> {
  const t = texts(language).signIn;
  await page.goto(address(language, '/sign-in'));
  await page.getByLabel(t.email).fill(email);
  await page.getByLabel(t.password).fill(PASSWORD);
  await page.getByRole('main').getByRole('button', { name: t.submit, exact: true }).click();
}

for (const language of LANGUAGES) {
  test.describe(`a person's way through the registry, in ${language}`, () => {
    // The code is asked for by a refusal, which a browser writes on its console.
    test.use({ allowedConsoleErrors: { patterns: [/401/u] } });
    test('from the invitation to the reset', async ({ browser, page }) => {
      const t = texts(language);
      const email = `journey-${language}-${Date.now()}@clinic.example`;
      const office = await (await browser.newContext()).newPage();
      await signedInAs(office, 'administrator');
      await office.goto(address(language, '/people'));
      const invite = office.getByRole('region', { name: t.people.inviteTitle });
      await invite.getByLabel(t.people.name).fill(`Journey ${language}`);
      await invite.getByLabel(t.people.email).fill(email);
      await invite.getByLabel(t.people.role).selectOption('curator');
      await invite.getByRole('button', { name: t.people.invite }).click();
      const invitation = await linkIn(office);
      await expectAccessible(office);

      await setPassword(page, invitation, language);
      await signIn(page, language, email);
      await expect(page.getByRole('button', { name: t.site.signOut })).toBeVisible();

      await page.goto(address(language, '/account'));
      await page.getByRole('button', { name: t.account.setUp }).click();
      await expect(page.getByRole('img', { name: t.account.qr })).toBeVisible();
      const key = (await page.getByText(t.account.typeSecret).locator('code').textContent()) ?? '';
      const factor = page.getByRole('region', { name: t.account.factorTitle });
      await factor.getByLabel(t.account.currentPassword).fill(PASSWORD);
      await factor.getByLabel(t.account.code).fill(new TOTP({ secret: key.replaceAll(' ', '') }).generate());
      await factor.getByRole('button', { name: t.account.confirmFactor }).click();
      const codes = page.getByRole('list', { name: t.account.codes }).getByRole('listitem');
      await expect(codes).toHaveCount(10);
      const recovery = (await codes.first().textContent()) ?? '';
      await expectAccessible(page);
      await page.getByRole('button', { name: t.site.signOut }).click();
      await expect(page.getByRole('link', { name: t.site.signIn, exact: true })).toBeVisible();

      // The phone is lost: a wrong code is refused, a recovery code opens.
      await signIn(page, language, email);
      await page.getByLabel(t.signIn.code).fill('000000');
      const submit = page.getByRole('main').getByRole('button', { name: t.signIn.submit, exact: true });
      await submit.click();
      await expect(page.getByText(t.signIn.wrongCode)).toBeVisible();
      await page.getByLabel(t.signIn.code).fill(recovery.toLowerCase());
      await submit.click();
      await expect(page.getByRole('button', { name: t.site.signOut })).toBeVisible();
      await page.goto(address(language, '/curate/curves'));
      await expect(page.getByRole('heading', { name: t.curate.listTitle })).toBeVisible();

      // The reset ends the open session: its page goes away by itself, and the link sets a new password without a second factor.
      await office.goto(address(language, '/people'));
      const listed = office.getByRole('listitem').filter({ hasText: email });
      await listed.getByText(t.people.do.reset, { exact: true }).first().click();
      const doReset = listed.getByRole('button', { name: `${t.people.do.reset}: Journey ${language}` });
      await doReset.click();
      await expect(listed.getByText(t.account.refused.reason)).toBeVisible();
      await listed.getByLabel(t.people.reason).filter({ visible: true }).fill('the phone is lost');
      await doReset.click();
      const reset = await linkIn(office);
      await expect(page.getByRole('heading', { name: t.signIn.title, level: 1 })).toBeVisible();
      await setPassword(page, reset, language);
      await signIn(page, language, email);
      await expect(page.getByRole('button', { name: t.site.signOut })).toBeVisible();
      await office.close();
    });
  });
}
