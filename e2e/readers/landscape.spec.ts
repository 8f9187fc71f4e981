import { EVIDENCE, TOPIC_NAMES, TRIAL_FILES } from '../../seed/testing/counts';
import { address, expect, expectAccessible, LANGUAGES, test, texts } from '../support/fixtures';

for (const language of LANGUAGES) {
  const t = texts(language);
  const topic = (name: string): string => TOPIC_NAMES.get(name)?.[language] ?? name;

  test(`the field as one picture: every study once, by keyboard to its page (${language})`, async ({ page }) => {
    await page.goto(address(language, '/landscape'));
    const picture = page.getByRole('group', { name: t.landscape.picture });
    await expect(picture.getByRole('link')).toHaveCount(EVIDENCE.trials);
    // AALL0631 began in January 2008 and enrolled 218 infants (Brown 2021); its register gives no end of enrolment.
    const trial = picture.getByRole('link', { name: /^AALL0631 / });
    await expect(trial).toHaveAccessibleName(/P9407.*COG.*2008.*218/);
    const first = picture.getByRole('link').first();
    await first.focus();
    await page.keyboard.press('Tab');
    await expect(picture.getByRole('link').nth(1)).toBeFocused();
    await trial.focus();
    await page.keyboard.press('Enter');
    await expect(page).toHaveURL(new RegExp(`${address(language, '/trials/aall0631')}$`));
  });

  test(`the picture narrows to trials of one group, and the address says so (${language})`, async ({ page }) => {
    await page.goto(address(language, '/landscape'));
    await page.getByRole('combobox', { name: t.landscape.kind }).selectOption('trial');
    await page.getByRole('combobox', { name: t.landscape.group }).selectOption('JPLSG');
    await page.getByRole('button', { name: t.landscape.apply, exact: true }).click();
    await expect(page).toHaveURL(/kind=trial&group=JPLSG/);
    const picture = page.getByRole('group', { name: t.landscape.picture });
    await expect(picture.getByRole('link')).toHaveCount(5);
    await expect(picture.getByRole('link', { name: /^MLL-17/ })).toHaveAccessibleName(
      new RegExp(t.landscape.years.none),
    );
    await page.getByText(t.landscape.table).click();
    await expect(page.getByRole('row').filter({ hasText: 'MLL03' }).first()).toContainText('62');
  });

  test(`a wrong choice in the address is named, and nothing else is lost (${language})`, async ({ page }) => {
    await page.goto(address(language, '/landscape?group=COGG&kind=trial'));
    const alert = page.getByRole('alert').filter({ hasText: t.landscape.problems });
    await expect(alert).toContainText('COGG');
    await alert.getByRole('link', { name: /COG/ }).click();
    await expect(page).toHaveURL(/kind=trial&group=COG$/);
  });

  test(`the landscape on a telephone is a list with the same studies (${language})`, async ({ page }) => {
    await page.setViewportSize({ width: 390, height: 844 });
    await page.goto(address(language, '/landscape'));
    await expect(page.getByRole('group', { name: t.landscape.picture })).toBeHidden();
    await expect(page.getByRole('heading', { name: 'COG', exact: true })).toBeVisible();
    await expect(page.getByRole('link', { name: /^Interfant-06 .*Interfant-99;/ })).toBeVisible();
    await expectAccessible(page);
  });

  test(`the disease: shares with population, number and source (${language})`, async ({ page }) => {
    await page.goto(address(language, '/disease'));
    await page
      .getByRole('navigation', { name: t.disease.sections })
      .getByRole('link', { name: topic('KMT2A rearrangement'), exact: true })
      .click();
    const table = page.getByRole('table', { name: topic('KMT2A rearrangement'), exact: true });
    // 476 of 643 infants of Interfant-06 with known status.
    const row = table.getByRole('row').filter({ hasText: /476/ });
    await expect(row).toContainText('74');
    await expect(row).toContainText('643');
    await row.getByRole('button').focus();
    await page.keyboard.press('Enter');
    await expect(page.getByRole('dialog')).toContainText(t.source.locator);
    await page.keyboard.press('Escape');
    await expectAccessible(page);
  });

  test(`one topic of the disease by its address (${language})`, async ({ page }) => {
    await page.goto(address(language, '/disease?topic=lineage-switc'));
    const alert = page.getByRole('alert').filter({ hasText: t.disease.problems });
    await alert.getByRole('link', { name: /lineage-switch/ }).click();
    await expect(page).toHaveURL(/topic=lineage-switch$/);
    await expect(page.getByRole('heading', { name: topic('lineage switch') })).toBeVisible();
    await expect(page.getByRole('table')).toHaveCount(1);
  });
}

test('the landscape is accessible on a wide window', async ({ page }) => {
  await page.goto('/landscape');
  await expectAccessible(page);
});

test('both figures as files, and a wrong query refused', async ({ request }) => {
  const rowsOf = async (path: string): Promise<string[]> =>
    (await (await request.get(path)).text()).trim().split('\r\n');
  expect(await rowsOf('/api/figures/landscape.csv')).toHaveLength(1 + EVIDENCE.trials);
  const trials = TRIAL_FILES.filter(({ kind, group }) => kind === 'trial' && group === 'JPLSG');
  expect(await rowsOf('/api/figures/landscape.csv?kind=trial&group=JPLSG')).toHaveLength(1 + trials.length);
  expect((await rowsOf('/api/figures/disease.csv?topic=lineage-switch'))[1]).toMatch(
    /^ls-aml,lineage switch,B-ALL to AML,/,
  );
  const refused = await request.get('/api/figures/landscape.svg?group=COGG');
  expect(refused.status()).toBe(400);
  expect(await refused.text()).toContain('group');
  expect((await request.get('/api/figures/disease.svg?topic=targeted-therapy')).status()).toBe(400);
});
