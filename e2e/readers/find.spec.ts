import { readFile } from 'node:fs/promises';
import { address, expect, expectAccessible, LANGUAGES, test, texts } from '../support/fixtures';

for (const language of LANGUAGES) {
  const t = texts(language);

  test(`a reader finds a trial by a drug in the other script, and why (${language})`, async ({ page }) => {
    await page.goto(address(language, '/'));
    await page
      .getByRole('search')
      .getByRole('combobox')
      .fill(language === 'en' ? 'блинатумомаб' : 'Blincyto');
    await page.keyboard.press('Enter');
    await expect(page).toHaveURL(new RegExp(`${address(language, '/trials')}\\?q=`));
    const row = page.getByRole('row').filter({ has: page.getByRole('link', { name: 'Interfant-21' }) });
    await expect(row).toContainText(
      language === 'en' ? 'Found in interventions: Blinatumomab' : 'Найдено в поле «вмешательства»: Блинатумомаб',
    );
  });

  test(`names are suggested while one types, and one of them finds its study (${language})`, async ({ page }) => {
    await page.goto(address(language, '/'));
    const field = page.getByRole('search').getByRole('combobox');
    // Until the page listens, what is typed asks for nothing.
    await expect(async () => {
      await field.fill('');
      await field.pressSequentially('aall23');
      await expect(page.getByRole('search').locator('option')).toHaveCount(1, { timeout: 2000 });
    }).toPass();
    await expect(page.getByRole('search').locator('option')).toHaveAttribute('value', 'AALL2321');
    await field.fill('AALL2321');
    await page.keyboard.press('Enter');
    await expect(page.getByRole('main').getByRole('link', { name: 'AALL2321', exact: true })).toBeVisible();
  });

  test(`the list of trials has every column in the page where it is a table (${language})`, async ({ page }) => {
    for (const width of [1000, 1100, 1250, 1280]) {
      await page.setViewportSize({ width, height: 900 });
      await page.goto(address(language, '/trials'));
      const last = await page.getByRole('columnheader').last().boundingBox();
      expect((last?.x ?? width) + (last?.width ?? 1), `at ${width} px`).toBeLessThanOrEqual(width);
    }
  });

  test(`choices narrow the list, stand in the address and come off one by one (${language})`, async ({ page }) => {
    await page.goto(address(language, '/trials'));
    await page.getByRole('checkbox', { name: t.trials.hasEfs }).check();
    await expect(page).toHaveURL(/hasEfs=1/);
    await page.getByText(t.facets.title.group, { exact: true }).first().click();
    await page.getByRole('checkbox', { name: /^COG/ }).check();
    await expect(page).toHaveURL(/group=COG/);
    await expect(page.getByRole('link', { name: 'AALL0631' })).toBeVisible();
    await expect(page.getByRole('link', { name: 'Interfant-06', exact: true })).toHaveCount(0);
    const chips = page.getByRole('list', { name: t.trials.active });
    await expect(chips.getByRole('listitem')).toHaveCount(2);
    await chips.getByRole('link', { name: /COG/ }).click();
    await expect(page).not.toHaveURL(/group=COG/);
    await expect(page.getByRole('link', { name: 'Interfant-06', exact: true })).toBeVisible();
  });

  test(`words that say what is missing lead to the filter (${language})`, async ({ page }) => {
    await page.goto(address(language, '/'));
    await page
      .getByRole('search')
      .getByRole('combobox')
      .fill(language === 'en' ? 'no figures' : 'без показателей');
    await page.keyboard.press('Enter');
    await page
      .getByRole('main')
      .getByRole('link', { name: new RegExp(`^${t.trials.noFigures} \\(\\d+ `) })
      .click();
    await expect(page).toHaveURL(/\?noFigures=1$/);
    await expect(page.getByRole('link', { name: 'Interfant-06', exact: true })).toHaveCount(0);
    await expect(page.getByRole('list', { name: t.trials.active }).getByRole('listitem')).toHaveCount(1);
  });

  test(`an address with mistakes says so and offers the nearest (${language})`, async ({ page }) => {
    await page.goto(address(language, '/trials?status=recruting&foo=1'));
    const alert = page.getByRole('alert').filter({ hasText: t.trials.problems });
    await expect(alert).toContainText('foo');
    await alert.getByRole('link', { name: /recruiting/ }).click();
    await expect(page).toHaveURL(/status=recruiting$/);
    await expect(page.getByRole('link', { name: 'Interfant-21' })).toBeVisible();
  });

  test(`a number that no trial has: the nearest is offered (${language})`, async ({ page }) => {
    await page.goto(address(language, '/trials?q=NCT00550993'));
    await expect(page.getByText(t.trials.emptyTitle)).toBeVisible();
    await page.getByRole('main').getByRole('link', { name: 'NCT00550992' }).click();
    await expect(page.getByRole('link', { name: 'Interfant-06', exact: true })).toBeVisible();
  });

  test(`the list as cards, in order and without a violation (${language})`, async ({ page }) => {
    await page.goto(address(language, '/trials?q=MLL&view=cards'));
    await expect(
      page.getByRole('list', { name: t.trials.list }).getByRole('heading', { name: 'MLL-10' }),
    ).toBeVisible();
    await expectAccessible(page);
  });

  test(`references: what one supports, and three of them as a file (${language})`, async ({ page }) => {
    await page.goto(address(language, '/references?q=pieters'));
    const item = page
      .getByRole('list', { name: t.references.list })
      .getByRole('listitem')
      .filter({ hasText: '10.1200/JCO.19.00261' })
      .first();
    await expect(item.getByRole('link', { name: 'Interfant-06' })).toHaveAttribute(
      'href',
      address(language, '/trials/interfant-06'),
    );
    await item.getByRole('checkbox').check();
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: t.references.format.bibtex }).click(),
    ]);
    const file = await readFile(await download.path(), 'utf8');
    expect(file).toContain('@article{pieters-2019,');
    expect(file.match(/^@/gm)).toHaveLength(1);
    await expectAccessible(page);
  });
}

test('the result of the list as CSV and JSON', async ({ page }) => {
  await page.goto('/trials?q=NCT00550992');
  const [csv] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: 'CSV' }).click()]);
  const lines = (await readFile(await csv.path(), 'utf8')).trim().split('\r\n');
  expect(lines).toHaveLength(2);
  expect(lines[0]).toMatch(/^slug,acronym,/);
  expect(lines[1]).toMatch(/^interfant-06,Interfant-06,/);
  const json: { columns: object; trials: Record<string, unknown>[] } = await (
    await page.request.get('/api/trials/list.json?q=NCT00550992')
  ).json();
  expect(Object.keys(json.columns)).toEqual(lines[0]?.split(','));
  // Interfant-06 enrolled 651 infants (Pieters 2019).
  expect(json.trials).toEqual([
    expect.objectContaining({ slug: 'interfant-06', enrolled: 651, has_efs: true, has_os: true }),
  ]);
});

test('a file is refused where the address has a mistake', async ({ request }) => {
  const list = await request.get('/api/trials/list.csv?status=nonsense');
  expect(list.status()).toBe(400);
  expect(await list.json()).toMatchObject({ errors: [{ parameter: 'status' }] });
  const references = await request.get('/api/references/export?format=ris&ids=pieters-2019,nobody');
  expect(references.status()).toBe(400);
  expect((await references.json()).errors[0].detail).toContain('nobody');
});

test('a page asks for no other page before a link to it is followed', async ({ page }) => {
  const ahead: string[] = [];
  page.on('request', (request) => {
    if (request.headers()['next-router-prefetch'] !== undefined) ahead.push(request.url());
  });
  await page.goto('/');
  const { nav, disease } = texts('en').site;
  const menu = page.getByRole('navigation', { name: nav }).getByRole('link', { name: disease, exact: true });
  await page.waitForLoadState('networkidle');
  await menu.hover();
  await page.waitForLoadState('networkidle');
  expect(ahead).toEqual([]);
  await menu.click();
  await expect(page).toHaveURL(/\/disease$/);
});

test.describe('without script', () => {
  test.use({ javaScriptEnabled: false });
  test('filters and references work as forms', async ({ page }) => {
    await page.goto('/trials');
    await page.getByRole('checkbox', { name: 'EFS figures' }).check();
    await page.getByRole('form', { name: 'Filter the list' }).getByRole('button', { name: 'Search' }).click();
    await expect(page).toHaveURL(/hasEfs=1/);
    await expect(page.getByRole('link', { name: 'Interfant-06', exact: true })).toBeVisible();
    await page.goto('/references?q=korkina');
    await page.getByRole('checkbox').last().check();
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'RIS' }).click(),
    ]);
    expect(await readFile(await download.path(), 'utf8')).toContain('Онкогематология');
  });
});
