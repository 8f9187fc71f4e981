import { readFile } from 'node:fs/promises';
import { EVIDENCE } from '../../seed/testing/counts';
import { address, expect, LANGUAGES, test, texts } from '../support/fixtures';

for (const language of LANGUAGES) {
  const t = texts(language);

  test(`a researcher goes from the first chart to a slide (${language})`, async ({ page }) => {
    await page.goto(address(language, '/'));
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(t.home.title);
    await page
      .getByRole('link', { name: /^Interfant-06,/ })
      .first()
      .click();
    await expect(page).toHaveURL(new RegExp(`${address(language, '/trials/interfant-06')}(#|$)`));
    await expect(page.getByRole('heading', { level: 1 })).toContainText('Interfant-06');
    await expect(page.getByRole('link', { name: /NCT00550992/ })).toHaveAttribute(
      'href',
      /clinicaltrials\.gov.*NCT00550992/,
    );

    // The figure of the primary publication (Pieters 2019): 6-year EFS 46.1 %, SE 2.1, n = 651.
    const row = page
      .getByRole('row')
      .filter({ hasText: language === 'en' ? '46.1' : '46,1' })
      .first();
    await expect(row).toContainText('651');

    await page
      .getByRole('main')
      .getByRole('link', { name: /EFS|БСВ/ })
      .filter({ hasText: /chart|график/i })
      .first()
      .click();
    await expect(page).toHaveURL(/\/compare\?.*endpoint=EFS.*series=/);
    await expect(page.getByRole('img', { name: /./ }).or(page.getByRole('figure')).first()).toBeVisible();
  });

  test(`the whole comparison goes into a picture and a table (${language})`, async ({ page }) => {
    await page.goto(
      address(language, '/compare?endpoint=EFS&series=interfant-06-efs-6y-kmt2a-r,mll-10-efs-3y-kmt2a-r'),
    );
    await expect(page.getByRole('table').filter({ hasText: 'Interfant-06' }).first()).toBeVisible();

    await page.getByRole('button', { name: t.exports.menu.open, exact: true }).click();
    const [png] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: t.exports.menu.png, exact: true }).click(),
    ]);
    const picture = await readFile(await png.path());
    const size = await page.evaluate(async (data) => {
      const image = new Image();
      image.src = `data:image/png;base64,${data}`;
      await image.decode();
      return { width: image.naturalWidth, height: image.naturalHeight };
    }, picture.toString('base64'));
    expect(size.width).toBe(2560);
    expect(size.height).toBeGreaterThan(1200);

    const [svg] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: t.exports.menu.svg, exact: true }).click(),
    ]);
    const drawing = await readFile(await svg.path(), 'utf8');
    expect(drawing).toContain('Interfant-06');
    expect(drawing).toContain(language === 'en' ? 'Years from diagnosis' : 'Годы от');
    expect(drawing).toMatch(/<text/);

    const [csv] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: t.exports.menu.csv, exact: true }).click(),
    ]);
    const table = await readFile(await csv.path(), 'utf8');
    // Interfant-06, KMT2A-r: 36.4 % (SE 2.3), so 36.4 ± 1.96 × 2.3 = 31.9 to 40.9, whatever the language.
    expect(table).toMatch(/36\.4/);
    expect(table).toContain('blood-commentary-2020');
  });

  test(`the language switch keeps the address (${language})`, async ({ page }) => {
    const path = '/trials?q=MLL-10';
    await page.goto(address(language, path));
    const other = language === 'en' ? 'ru' : 'en';
    await page
      .getByRole('navigation', { name: t.site.language })
      .getByRole('link', { name: other.toUpperCase() })
      .click();
    await expect(page).toHaveURL(new RegExp(`${address(other, '/trials').replace('/', '\\/')}\\?q=MLL-10$`));
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(texts(other).trials.title);
  });

  test.describe('an address that does not exist', () => {
    test.use({ allowedConsoleErrors: { patterns: [/status of 404/] } });
    test(`says so in the reader's language (${language})`, async ({ page }) => {
      const answer = await page.goto(address(language, '/trials/interfant-07'));
      expect(answer?.status()).toBe(404);
      await expect(page.getByRole('heading', { level: 1 })).toHaveText(t.errors.notFoundTitle);
    });
  });
}

test('the trial list finds numbers and drugs, counts and keeps its state in the address', async ({ page }) => {
  await page.goto('/trials');
  await expect(page.getByText(`${EVIDENCE.trials} of ${EVIDENCE.trials} studies`)).toBeVisible();
  await page.goto('/trials?q=NCT00550992');
  await expect(page.getByRole('link', { name: 'Interfant-06' })).toBeVisible();
  await expect(page.getByText(`1 of ${EVIDENCE.trials} studies`)).toBeVisible();
  await page.goto('/trials?q=MLL10');
  await expect(page.getByRole('link', { name: 'MLL-10' })).toBeVisible();
});

test('figures of different time zero stand apart until the reader asks for one axis', async ({ page }) => {
  // DFS of Interfant-06 by arm counts from remission; the pilot too; relapse studies count from relapse.
  const estimates: { id: string; timeZero: string; endpoint: string }[] = (
    await (await page.request.get('/api/v1/estimates?chartable=true&endpoint=OS')).json()
  ).estimates;
  const diagnosis = estimates.find(({ timeZero }) => timeZero === 'diagnosis');
  const other = estimates.find(({ timeZero }) => timeZero !== 'diagnosis');
  await page.goto(`/compare?endpoint=OS&series=${diagnosis?.id},${other?.id}`);
  await expect(page.getByText(/stand in separate panels/).first()).toBeVisible();
  await page
    .getByRole('link', { name: 'Show on one axis anyway' })
    .or(page.getByRole('button', { name: 'Show on one axis anyway' }))
    .click();
  await expect(page).toHaveURL(/confirm=1/);
  await expect(page.getByText(/stand on one axis at your request/).first()).toBeVisible();
});

test('a malformed comparison says what was wrong and shows the nearest valid one', async ({ page }) => {
  await page.goto('/compare?endpoint=XYZ&series=nothing-like-this&foo=1');
  await expect(page.getByText(/Parts of this address could not be used/)).toBeVisible();
  await expect(page.getByText(/“nothing-like-this”/)).toBeVisible();
  await expect(page.getByText(/“foo”/)).toBeVisible();
});
