import { readFile } from 'node:fs/promises';
import { address, expect, expectAccessible, LANGUAGES, test, texts } from '../support/fixtures';

for (const language of LANGUAGES) {
  const t = texts(language);
  const say = (text: string, values: Readonly<Record<string, string>>): string =>
    Object.entries(values).reduce((said, [name, value]) => said.replace(`{${name}}`, value), text);

  test(`a reader builds a comparison and finds it again in the address (${language})`, async ({ page }) => {
    await page.goto(
      address(language, '/compare?endpoint=EFS&series=interfant-06-efs-6y-kmt2a-r,mll-10-efs-3y-kmt2a-r'),
    );
    await page.getByRole('button', { name: t.compare.add }).click();
    const finder = page.getByRole('dialog');
    await finder.getByRole('searchbox').fill('Interfant-99');
    await finder
      .getByRole('button', { name: new RegExp(`^${say(t.compare.addOne, { name: 'Interfant-99' })}`) })
      .first()
      .click();
    await expect(page).toHaveURL(/series=interfant-06-efs-6y-kmt2a-r,mll-10-efs-3y-kmt2a-r,interfant-99/);
    await page.keyboard.press('Escape');

    const act = async (name: string, action: string): Promise<void> => {
      await page.getByRole('button', { name: say(t.compare.actions, { name }) }).click();
      await page.getByRole('menuitem', { name: action, exact: true }).click();
    };
    // By keyboard alone, and back by the mouse.
    await page.getByRole('button', { name: say(t.compare.actions, { name: 'Interfant-06' }) }).press('Enter');
    await page.getByRole('menuitem', { name: t.compare.down, exact: true }).press('Enter');
    await expect(page).toHaveURL(/series=mll-10-efs-3y-kmt2a-r,interfant-06-efs-6y-kmt2a-r/);
    const row = (name: string) =>
      page
        .getByRole('listitem')
        .filter({ has: page.getByRole('button', { name: say(t.compare.actions, { name }), exact: true }) });
    await row('Interfant-06').dragTo(row('MLL-10'));
    await expect(page).toHaveURL(/series=interfant-06-efs-6y-kmt2a-r,mll-10-efs-3y-kmt2a-r/);

    // Taken out by keyboard, a figure leaves its reader at the next one.
    await page.getByRole('button', { name: say(t.compare.actions, { name: 'MLL-10' }) }).press('Enter');
    await page.getByRole('menuitem', { name: t.compare.remove, exact: true }).press('Enter');
    await expect(page).not.toHaveURL(/mll-10/);
    await expect(page.getByRole('button', { name: say(t.compare.actions, { name: 'Interfant-99' }) })).toBeFocused();
    await page.goto(
      address(language, '/compare?endpoint=EFS&series=mll-10-efs-3y-kmt2a-r,interfant-06-efs-6y-kmt2a-r'),
    );

    await act('MLL-10', t.compare.change);
    await page.getByLabel(t.compare.label).fill('Best <b>trial</b>');
    await page.getByRole('button', { name: t.compare.apply }).click();
    await expect(page).toHaveURL(/labels=/);
    // The label is text, and the true name stands beside the chart.
    await expect(
      page.getByText(say(t.figure.relabelled, { label: 'Best <b>trial</b>', name: 'MLL-10' })),
    ).toBeVisible();
    await expect(page.getByRole('table').getByText('MLL-10').first()).toBeVisible();

    await page.reload();
    await expect(
      page.getByText(say(t.figure.relabelled, { label: 'Best <b>trial</b>', name: 'MLL-10' })),
    ).toBeVisible();
  });

  test(`two quick removals remove two, and another endpoint keeps the trials (${language})`, async ({ page }) => {
    await page.goto(
      address(
        language,
        '/compare?endpoint=EFS&series=interfant-06-efs-6y-kmt2a-r,interfant-99-efs-4y-kmt2a-r,mll-03-efs-4y-kmt2a-r-hr,mll-10-efs-3y-kmt2a-r',
      ),
    );
    const remove = async (name: string): Promise<void> => {
      await page.getByRole('button', { name: say(t.compare.actions, { name }), exact: true }).click();
      await page.getByRole('menuitem', { name: t.compare.remove, exact: true }).click();
    };
    // No removal is answered before both are made.
    let answer: () => void = () => undefined;
    const made = new Promise<void>((resolve) => (answer = resolve));
    await page.route('**/compare?**', async (route) => {
      await made;
      await route.continue();
    });
    await remove('Interfant-99');
    await remove('MLL-10');
    answer();
    await expect(page).toHaveURL(/series=interfant-06-efs-6y-kmt2a-r,mll-03-efs-4y-kmt2a-r-hr(&|$)/);

    await page.getByLabel(t.compare.endpoint, { exact: true }).selectOption('OS');
    await expect(page).toHaveURL(/endpoint=OS&.*series=mll-03-os-4y-kmt2a-r-hr(&|$)/);
    const without = page.getByText(say(t.compare.without, { trials: 'Interfant-06' }));
    await expect(without).toBeVisible();
    // Back leads to the endpoint before, with its trials, and not out of the comparison.
    await page.goBack();
    await expect(page.getByLabel(t.compare.endpoint, { exact: true })).toHaveValue('EFS');
    await expect(page).toHaveURL(/series=interfant-06-efs-6y-kmt2a-r,mll-03-efs-4y-kmt2a-r-hr(&|$)/);
    await expect(without).toBeHidden();

    // Interfant-06 has no overall survival of these infants: what follows is the first view, and it is named.
    await page.goto(address(language, '/compare?endpoint=EFS&population=r&series=interfant-06-efs-6y-kmt2a-r&local=0'));
    await page.getByLabel(t.compare.endpoint, { exact: true }).selectOption('OS');
    await expect(page).toHaveURL(/endpoint=OS/);
    await expect(page.getByText(say(t.compare.without, { trials: 'Interfant-06' }))).toBeVisible();
  });

  test(`a search that finds nothing says under which endpoint it would (${language})`, async ({ page }) => {
    await page.goto(address(language, '/compare?endpoint=EFS'));
    await page.getByRole('button', { name: t.compare.add }).click();
    const finder = page.getByRole('dialog');
    await finder.getByRole('searchbox').fill('BlinFant');
    await expect(finder.getByText(t.compare.elsewhere)).toBeVisible();
    await finder.getByRole('link', { name: new RegExp(`^${t.compare.endpointShort.DFS}, 2 `) }).click();
    await expect(page).toHaveURL(/endpoint=DFS&series=interfant-blina-pilot-dfs-2y-kmt2a-r,/);
  });

  test(`the figures that can be added come when the reader reaches for them (${language})`, async ({
    page,
    allowedConsoleErrors,
  }) => {
    allowedConsoleErrors.patterns = [/Failed to load resource|net::ERR/];
    const list = '**/api/compare/figures?**';
    let [asked, away] = [0, true];
    await page.route(list, (route) => {
      asked += 1;
      return away ? route.abort() : route.continue();
    });
    await page.goto(address(language, '/compare?endpoint=EFS&series=interfant-06-efs-6y-kmt2a-r'));
    const add = page.getByRole('button', { name: t.compare.add });
    await expect(add).toBeEnabled();
    expect(asked, 'the page carries no list and asks for none').toBe(0);

    // A list that does not come is said, and can be asked for again.
    await add.press('Enter');
    const finder = page.getByRole('dialog');
    await expect(finder.getByRole('alert')).toContainText(t.compare.finderFailed);
    await expectAccessible(page);
    away = false;
    await finder.getByRole('button', { name: t.compare.finderRetry }).press('Enter');
    await expect(finder.getByRole('alert')).toBeHidden();
    await expect(finder.getByRole('searchbox')).toBeFocused();
    await expect(finder.getByRole('heading', { name: new RegExp(`^${t.compare.comparable}`) })).toBeVisible();
    await expectAccessible(page);
    // What is chosen is not offered again, and the reason stands beside each of the others.
    await finder.getByRole('searchbox').fill('Interfant-06');
    await expect(finder.getByText(t.compare.differs['shared-patients']).first()).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(add).toBeFocused();

    // Whoever points at the button has the list at once.
    await page.reload();
    await expect(add).toBeEnabled();
    const foreseen = page.waitForResponse(list);
    await add.hover();
    expect((await foreseen).ok()).toBe(true);
    await expect(finder).toBeHidden();
  });

  test(`two figures added quickly are both there (${language})`, async ({ page }) => {
    await page.goto(address(language, '/compare?endpoint=EFS&series=interfant-06-efs-6y-kmt2a-r'));
    await page.getByRole('button', { name: t.compare.add }).click();
    const finder = page.getByRole('dialog');
    await finder.getByRole('searchbox').fill('Interfant-99');
    const addable = finder.getByRole('button', {
      name: new RegExp(`^${say(t.compare.addOne, { name: 'Interfant-99' })}`),
    });
    await expect(addable.first()).toBeVisible();
    const offered = await addable.count();
    // Neither addition is answered before both are made.
    let answer: () => void = () => undefined;
    const made = new Promise<void>((resolve) => (answer = resolve));
    await page.route('**/compare?**', async (route) => {
      await made;
      await route.continue();
    });
    await addable.first().click();
    await expect(addable).toHaveCount(offered - 1);
    await addable.first().click();
    await expect(addable).toHaveCount(offered - 2);
    answer();
    await expect(page).toHaveURL(/series=interfant-06-efs-6y-kmt2a-r,interfant-99-[^,&]+,interfant-99-[^,&]+(&|$)/);
  });

  test(`the same selection is a forest plot with a pool, a calendar and a table (${language})`, async ({ page }) => {
    const series =
      'interfant-99-efs-4y-all,uk-infant-87-efs-4y-all,uk-infant-92-efs-4y-all,tccsg-infants-1977-1995-efs-4y-all,interfant-06-efs-6y-all';
    await page.goto(address(language, `/compare?endpoint=EFS&population=all&series=${series}`));
    await page
      .getByRole('navigation', { name: t.compare.views })
      .getByRole('link', { name: t.compare.view.forest })
      .click();
    await page.getByLabel(t.compare.pool).selectOption('reml');
    // R, metafor: rma(method = "REML") on the complementary log-log scale gives 29.1 % (15.1 to 44.6) for the four cohorts at 4 years.
    const [value, interval] = language === 'en' ? ['29.1', '15.1–44.6'] : ['29,1', '15,1–44,6'];
    const pooled = page.getByRole('row', { name: new RegExp(`^${t.forest.pooled}`) }).first();
    await expect(pooled).toContainText(value);
    await expect(pooled).toContainText(interval);
    await expect(page.getByRole('row', { name: /^Interfant-06/ })).toContainText(t.forest.notPooled);

    // All that the figure cites, once each, in the order of the list.
    const [cited] = await Promise.all([
      page.waitForEvent('download'),
      page
        .getByRole('paragraph')
        .filter({ hasText: t.references.exportCited })
        .getByRole('link', { name: t.references.format.ris })
        .click(),
    ]);
    const records = (await readFile(await cited.path(), 'utf8')).split(/^ER {2}-/m).slice(0, -1);
    expect(records).toHaveLength(
      await page.getByRole('region', { name: t.figure.heading.sources }).getByRole('listitem').count(),
    );
    expect(records.join('')).toContain('10.1200/JCO.19.00261');

    await page
      .getByRole('navigation', { name: t.compare.views })
      .getByRole('link', { name: t.compare.view.calendar })
      .click();
    await expect(page.getByText(t.calendar.leftOutHeading)).toBeVisible();
    // Pieters 2006: 4-year EFS 47 % of 482 infants.
    await expect(page.getByRole('button', { name: /^.* 1999–2005\. Interfant-99 .* 47 .* n = 482/ })).toBeVisible();

    await page
      .getByRole('navigation', { name: t.compare.views })
      .getByRole('link', { name: t.compare.view.table })
      .click();
    await expect(page.getByRole('rowheader', { name: t.vocabulary.fact.hsct })).toBeVisible();
    await expect(page).toHaveURL(/view=table/);
  });

  test(`a plotted point opens its source by the keyboard (${language})`, async ({ page }) => {
    await page.goto(address(language, '/compare?endpoint=EFS&series=mll-10-efs-3y-kmt2a-r'));
    const point = page.getByRole('button', { name: /^MLL-10 \(/ });
    await point.focus();
    await page.keyboard.press('Enter');
    const source = page.getByRole('dialog');
    await expect(source).toContainText('Tomizawa');
    await expect(source).toContainText(t.source.locator);
    await page.keyboard.press('Escape');
    await expect(source).toBeHidden();
  });

  test(`a wrong address says what is wrong and offers the nearest comparison (${language})`, async ({ page }) => {
    await page.goto(
      address(language, '/compare?endpoint=XYZ&series=interfant-06-efs-6y-kmt2a,nothing-like-this&pool=2'),
    );
    const problems = page.getByRole('alert').filter({ hasText: t.compare.problems });
    await expect(problems).toContainText('EFS, OS, DFS, RFS');
    await expect(problems).toContainText('none, reml, dl, fixed');
    await expect(problems).toContainText('nothing-like-this');
    await problems.getByRole('link', { name: t.compare.openNearest }).click();
    await expect(page).toHaveURL(/series=interfant-06-efs-6y-kmt2a-r/);
    await expect(page.getByRole('table').filter({ hasText: 'Interfant-06' }).first()).toBeVisible();
  });
}

test('a name in the chart is as wide as it was measured, so that it stands beside the markers', async ({ page }) => {
  await page.goto('/compare?endpoint=EFS&population=r&local=0&view=survival');
  const names = page.locator('svg [data-mark="label"]').filter({ hasText: /^(?:CCG-1953|MLL-10|Interfant-99)$/u });
  await expect(names).toHaveCount(3);
  // With proportional figures Inter 600 at 13 px is 0.46 em at a hyphen; tabular figures made it as wide as a digit.
  const wide = await names.evaluateAll((all) =>
    all.map((name) => {
      const copy = name.cloneNode(true) as SVGTextElement;
      copy.style.fontVariantNumeric = 'normal';
      name.parentElement?.append(copy);
      const [drawn, measured] = [(name as SVGTextElement).getComputedTextLength(), copy.getComputedTextLength()];
      copy.remove();
      return drawn - measured;
    }),
  );
  for (const more of wide) expect(more).toBeLessThan(0.5);
});
