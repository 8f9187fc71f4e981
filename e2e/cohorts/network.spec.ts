import { address, expect, expectAccessibleIn, LANGUAGES, signInAs, signInWith, test, texts } from '../support/fixtures';
import { NETWORK_MANAGERS } from '../support/people';

const reason = 'decided by the board of the centre';
/** Forty children of each of three centres: the demonstration's pool, which stands there before, has fewer. */
const POOL = /n\s=\s120\b/u;

test('three centres join, an administrator releases the pool, everybody signed in reads its curve, and no centre’s', async ({
  page,
  browser,
}) => {
  for (const [i, manager] of NETWORK_MANAGERS.entries()) {
    const language = LANGUAGES[i % LANGUAGES.length] ?? 'en';
    const t = texts(language).network;
    const site = manager.site?.name ?? '';
    const context = await browser.newContext();
    const own = await context.newPage();
    await signInWith(own, manager.email, manager.password ?? '');
    await own.goto(address(language, '/network'));
    const join = own.getByRole('button', { name: `${t.join}: ${site}` });
    const leave = own.getByRole('button', { name: `${t.leave}: ${site}` });
    await expect(join.or(leave)).toBeVisible();
    if (await join.isVisible()) {
      await join.click();
      await expect(own.getByText(t.refusal.reason)).toBeVisible();
      await own.getByLabel(t.reason).fill(reason);
      await join.click();
    }
    await expect(leave).toBeVisible();
    await expect(own.getByText(reason)).toBeVisible();
    // Of the other centres there is nothing here.
    for (const other of NETWORK_MANAGERS.filter((one) => one !== manager))
      await expect(own.getByText(other.site?.name ?? '', { exact: false })).toHaveCount(0);
    await context.close();
  }
  const t = texts('en').network;
  await signInAs(page, 'administrator');
  await page.goto('/network');
  await page.getByRole('button', { name: t.make, exact: true }).click();
  await expect(page.getByText(POOL).first()).toBeVisible();
  await expect(page.getByText(/, 3 sites\.$/u)).toBeVisible();
  // It is not the day of the next one, and nothing has changed since.
  const make = page.getByRole('button', { name: t.make, exact: true });
  const form = page.locator('form').filter({ has: make });
  await expect(form.getByLabel(t.earlyReason)).toBeVisible();
  await make.click();
  await expect(page.getByText(t.refusal.early)).toBeVisible();
  await form.getByLabel(t.earlyReason).fill('a congress asks for it in March');
  await make.click();
  await expect(page.getByText(t.refusal['too-little'])).toBeVisible();
});

for (const language of LANGUAGES) {
  const t = texts(language);

  test(`the pool stands beside published figures for a curator, who is of no centre (${language})`, async ({
    page,
  }) => {
    await signInAs(page, 'curator', language);
    await expect(async () => {
      await page.goto(address(language, '/network'));
      await expect(page.getByText(POOL).first()).toBeVisible({ timeout: 500 });
    }).toPass({ timeout: 120_000 });
    await page.getByRole('link', { name: t.network.group.all, exact: true }).first().click();
    await expect(page).toHaveURL(/network=all/u);
    await expect(page.getByText(new RegExp(`${t.figure.network.name} \\(n = 120`, 'u')).first()).toBeVisible();
    await expect(page.getByText(t.groups.saved.release.mark)).toHaveCount(0);
    // What was released has no groups to divide it by; the page of groups would show another cohort.
    await expect(page.getByRole('link', { name: t.compare.byGroups })).toHaveCount(0);
    const caveat = t.figure.caveat.network.split('{')[0] ?? '';
    await expect(page.getByText(caveat).first()).toBeVisible();
    await expectAccessibleIn(page, { 'narrow light': 'whole' });
    await page.goto(address(language, '/network'));
    await expectAccessibleIn(page, { 'narrow light': 'whole' });
  });
}

test('who tries the demonstration sees a pool of three made-up sites, marked as made up on the page and in its files', async ({
  page,
}) => {
  await signInAs(page, 'data-manager', 'ru');
  const t = texts('ru');
  await page.goto('/ru/network');
  await expect(page.getByText(t.network.madeUp).first()).toBeVisible();
  await expect(page.getByText(t.site.madeUpBand)).toBeVisible();
  await page.getByRole('link', { name: t.network.group.all, exact: true }).first().click();
  await expect(page).toHaveURL(/network=all/u);
  await expect(page.getByText(t.against.pooled.figure.madeUp).first()).toBeVisible();
  const { search } = new URL(page.url());
  for (const format of ['pptx', 'xlsx', 'pdf', 'png', 'svg', 'csv', 'json']) {
    const response = await page.request.get(`/api/figures/comparison.${format}${search}`);
    expect(response.headers()['content-disposition'], format).toContain('made-up-');
  }
});

test('a visitor is asked to sign in, and years cannot be asked of the pool', async ({ page }) => {
  const t = texts('en').compare.refusal;
  await page.goto('/compare?endpoint=EFS&local=1&network=all&view=survival');
  await expect(page.getByText(t['sign-in']).first()).toBeVisible();
  await signInAs(page, 'curator');
  await page.goto('/compare?endpoint=EFS&local=1&network=all&from=2015&view=survival');
  await expect(page.getByText(t['network-choice']).first()).toBeVisible();
});
