import {
  address,
  expect,
  expectAccessibleIn,
  LANGUAGES,
  signedInAs,
  signInWith,
  test,
  texts,
} from '../support/fixtures';
import { COLLEAGUE, STRANGER } from '../support/people';

const begins = (text: string): string => text.split('{')[0] ?? '';
/** The longest part of a text that nothing is filled into. */
const longest = (text: string): string =>
  text
    .split(/\{\w+\}/u)
    .reduce((a, b) => (b.length > a.length ? b : a))
    .trim();

for (const language of LANGUAGES) {
  const t = texts(language);
  const g = t.groups;

  test(`the cohort stands under two protocols, with the outcome of each cell and the published pair (${language})`, async ({
    page,
  }) => {
    await signedInAs(page, 'data-manager');
    await page.goto(address(language, '/compare/groups?population=all'));
    const first = page.getByLabel(g.migration.first, { exact: true });
    await expect(first).toBeEnabled();
    await first.selectOption('mll-10');
    await expect(page).toHaveURL(/under=mll-10/u);
    const second = page.getByLabel(g.migration.second, { exact: true });
    await expect(second).toBeEnabled();
    await second.selectOption('interfant-06');
    await expect(page).toHaveURL(/under=mll-10(,|%2C)interfant-06/u);

    const table = page.getByRole('table', { name: /MLL-10.*Interfant-06/u });
    await expect(table.getByRole('rowheader', { name: 'MLL-10: HR' })).toBeVisible();
    await expect(table.getByRole('columnheader', { name: 'Interfant-06: HR' })).toBeVisible();
    // Each child stands in one cell: the counts add up to the flow.
    const cells = await table.locator('tbody td').allTextContents();
    const children = cells.reduce((sum, text) => sum + Number(/^\d+/u.exec(text)?.[0] ?? 0), 0);
    const left = await page.getByRole('table', { name: g.cohort.flow }).locator('tbody td').last().textContent();
    expect(children).toBe(Number(left?.replaceAll(/\D/gu, '')));
    expect(cells.some((text) => /%/u.test(text))).toBe(true);
    const pair = page.getByRole('listitem').filter({ hasText: begins(g.migration.pair.named) });
    await expect(pair).toContainText(language === 'en' ? /20\.9.*45\.2/u : /20,9.*45,2/u);
    await expectAccessibleIn(page, { 'wide light': 'whole', 'narrow light': 'width' });
  });

  test(`the risk group by the rules of a protocol divides, once the protocol is chosen (${language})`, async ({
    page,
  }) => {
    await signedInAs(page, 'data-manager');
    await page.goto(address(language, '/compare/groups?population=all&by=risk'));
    await expect(page.getByText(g.refusal['risk-rules'])).toBeVisible();
    const first = page.getByLabel(g.migration.first, { exact: true });
    await expect(first).toBeEnabled();
    await first.selectOption('interfant-06');
    await expect(
      page.getByRole('heading', { name: new RegExp(g.byRules.replace('{protocol}', 'Interfant-06'), 'u') }),
    ).toBeVisible();
    await expect(page.getByText(g.refusal['risk-rules'])).toHaveCount(0);
  });

  test(`like-for-like pairs are offered beside the chart and open it (${language})`, async ({ page }) => {
    await page.goto(address(language, '/compare'));
    await page.getByText(t.compare.likePairs, { exact: true }).click();
    const pair = page.getByRole('link', { name: /Interfant-06.*MLL-10.*45[.,]2/u });
    await pair.click();
    await expect(page).toHaveURL(/interfant-06-efs-6y-kmt2a-r-hr(,|%2C)mll-10-efs-5y-kmt2a-r-hr-interfant-hr/u);
  });

  test(`time is counted from the remission or the end of induction, and who never reached it is counted (${language})`, async ({
    page,
  }) => {
    await signedInAs(page, 'data-manager');
    await page.goto(address(language, '/compare/groups?population=all'));
    const zeros = page.getByRole('navigation', { name: t.compare.zero });
    for (const zero of ['remission', 'end-of-induction'] as const) {
      await zeros.getByRole('link', { name: t.compare.zeroOption[zero] }).focus();
      await page.keyboard.press('Enter');
      await expect(page).toHaveURL(new RegExp(`zero=${zero}`, 'u'));
      await expect(page.getByText(g.xAxis[zero], { exact: true }).first()).toBeVisible();
      await expect(zeros.getByRole('link', { name: t.compare.zeroOption[zero] })).toHaveAttribute(
        'aria-current',
        'page',
      );
    }
    await page.goto(
      address(language, '/compare?endpoint=EFS&population=all&local=1&view=survival&zero=end-of-induction'),
    );
    const missing =
      language === 'en' ? /end of induction \(MRD measured there.*died/u : /окончание индукции не записано.*умерли/u;
    await expect(page.getByText(missing).first()).toBeVisible();
    await expect(page.getByText(t.figure.xAxis['end-of-induction'], { exact: true }).first()).toBeVisible();
  });

  test(`what the source does not state is listed, and read both ways (${language})`, async ({ page }) => {
    await signedInAs(page, 'data-manager');
    await page.goto(
      address(language, '/compare?endpoint=EFS&population=r&series=interfant-06-efs-6y-kmt2a-r&local=1&view=survival'),
    );
    const part = page.getByRole('region', { name: t.against.open.heading });
    await expect(part).toBeVisible();
    // One figure, one range; each reading of each item stands behind it.
    const [ranges, each] = [part.getByRole('table').first(), part.getByRole('group')];
    await expect(ranges.locator('tbody tr')).toHaveCount(1);
    await each.locator('summary').click();
    const readings = await each.getByRole('table').locator('tbody tr').count();
    expect(readings % 2).toBe(0);
    expect(readings).toBeGreaterThan(0);
    await expect(
      page
        .getByRole('listitem')
        .filter({ hasText: longest(t.against.open.notStated) })
        .first(),
    ).toBeVisible();
    await expectAccessibleIn(page, { 'wide light': 'whole', 'narrow light': 'width' });
  });

  test(`where it is shown to and where it is analysed to are two choices, both told (${language})`, async ({
    page,
  }) => {
    await signedInAs(page, 'data-manager');
    await page.goto(address(language, '/compare?endpoint=EFS&population=all&local=1&view=survival'));
    // The page answers from here on: a choice made before would be lost.
    await expect(page.getByRole('button', { name: g.bundle.save, exact: true })).toBeEnabled();
    const analyse = page.getByLabel(t.compare.analyseTo, { exact: true });
    await analyse.selectOption('2');
    await expect(page).toHaveURL(/analyse=2/u);
    const display = page.getByLabel(t.compare.display, { exact: true });
    await expect(display).toBeEnabled();
    await display.selectOption('4');
    await expect(page).toHaveURL(/display=4/u);
    await expect(page).toHaveURL(/analyse=2/u);
    await expect(page.getByText(begins(t.figure.method.analysed)).first()).toContainText('2');
    await expect(page.getByText(begins(t.figure.method.display)).first()).toContainText('4');
  });

  test(`at 390 px no line of the figures ends out of sight (${language})`, async ({ page }) => {
    await signedInAs(page, 'data-manager');
    await page.setViewportSize({ width: 390, height: 844 });
    await page.goto(address(language, '/compare?endpoint=OS&population=all&local=1&view=survival'));
    const table = page.locator('table:has(td[data-interval])').first();
    await expect(table).toBeVisible();
    // Wider than its place it would be scrolled aside, and nothing says that there is more.
    expect(
      await table.evaluate(({ parentElement }) =>
        parentElement === null ? null : parentElement.scrollWidth - parentElement.clientWidth,
      ),
    ).toBe(0);
  });

  test(`a cohort that one saves its colleagues open, and a stranger does not (${language})`, async ({
    page,
    browser,
  }) => {
    const name = `Ours ${language} ${Date.now()}`;
    await signedInAs(page, 'data-manager');
    await page.goto(address(language, '/compare/groups?population=all&from=2017&to=2018&by=cns'));
    await page.getByLabel(g.saved.name).fill(name);
    await page.getByRole('button', { name: g.saved.save, exact: true }).click();
    const link = page.getByRole('link', { name, exact: true });
    await expect(link).toBeVisible();
    const href = (await link.getAttribute('href')) ?? '';

    const baseURL = new URL(page.url()).origin;
    const colleague = await (await browser.newContext({ baseURL })).newPage();
    await signInWith(colleague, COLLEAGUE.email, COLLEAGUE.password);
    await colleague.goto(address(language, '/compare/groups?population=all'));
    await colleague.getByRole('link', { name, exact: true }).click();
    await expect(colleague.getByText(begins(g.saved.unchanged))).toBeVisible();
    await colleague.context().close();
    // A window of somebody else: in this one an answer still under way may bring the session back.
    const stranger = await (await browser.newContext({ baseURL })).newPage();
    await signInWith(stranger, STRANGER.email, STRANGER.password);
    await stranger.goto(href);
    await expect(stranger.getByRole('heading', { name: g.title, level: 1 })).toBeVisible();
    await expect(stranger.getByText(name)).toHaveCount(0);
    await stranger.context().close();

    await page.goto(href);
    await page.getByRole('button', { name: g.saved.deleteNamed.replace('{name}', name) }).click();
    await page.getByRole('button', { name: g.saved.confirmDelete, exact: true }).last().click();
    await expect(link).toHaveCount(0);
  });
}
