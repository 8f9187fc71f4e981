import type { Locator, Page } from '@playwright/test';
import { address, expect, LANGUAGES, signedInAs, signInWith, test, texts, type Language } from './fixtures';
import { SECOND_CURATOR } from './people';

type Labels = ReturnType<typeof texts>['proposals']['label'];

/** Types into a field as somebody without a mouse does: the field is reached, emptied and written. */
async function type(page: Page, form: Locator, label: string, text: string): Promise<void> {
  const field = form.getByLabel(label, { exact: true });
  await field.focus();
  await expect(field).toBeFocused();
  if ((await field.evaluate((element) => element.tagName)) === 'SELECT') {
    await field.selectOption(text);
    return;
  }
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.type(text);
}

async function press(page: Page, button: Locator): Promise<void> {
  await expect(button).toBeEnabled();
  await button.focus();
  await expect(button).toBeFocused();
  await page.keyboard.press('Enter');
}

async function secondCurator(page: Page, language: Language, path: string): Promise<Page> {
  const browser = page.context().browser();
  if (browser === null) throw new Error('the page has a browser');
  const second = await (await browser.newContext()).newPage();
  await signInWith(second, SECOND_CURATOR.email, SECOND_CURATOR.password);
  await second.goto(address(language, path));
  return second;
}

for (const language of LANGUAGES) {
  const t = texts(language);
  const words = t.proposals;
  // A study of its own in each language and journey, so that a second try meets no figure of the first.
  const unique = (): string => `${Date.now().toString(36)}${language}`;

  test(`a new paper with two horizons and a hazard ratio goes from its DOI to the chart by keyboard (${language})`, async ({
    page,
  }) => {
    test.setTimeout(300_000);
    const trial = language === 'en' ? 'ccg-1883' : 'all-mb-91';
    const age = `<${Date.now() % 100_000} d`;
    await signedInAs(page, 'curator');
    await page.goto(address(language, `/curate/evidence?trial=${trial}`));
    const form = page.locator('form').filter({ has: page.getByRole('button', { name: words.proposeFigure }) });
    const propose = form.getByRole('button', { name: words.proposeFigure });
    await expect(propose).toBeEnabled();
    const paper = `10.9999/made-up.${unique()}`;
    const fields: readonly (readonly [keyof Labels, string])[] = [
      ['doi', paper],
      ['title', `A made-up paper ${unique()}`],
      ['authors', 'Author, A.'],
      ['year', '2026'],
      ['level', 'primary-abstract'],
      ['labelEn', `Made-up infants ${age}`],
      ['labelRu', `Вымышленные младенцы ${age}`],
      ['age', age],
      ['n', '40'],
      ['endpoint', 'OS'],
      ['timeYears', '2'],
      ['timeZero', 'diagnosis'],
      ['estimate', '71.5'],
      ['se', '7'],
      ['sourceLocator', 'abstract'],
      ['againstEn', 'Earlier protocol'],
      ['againstRu', 'Прежний протокол'],
      ['hazardRatio', '0.7'],
      ['hrLow', '0.5'],
      ['hrHigh', '0.9'],
      ['hrLevel', '95'],
      ['chartable', 'yes'],
      ['reason', 'made up for a test of the forms'],
    ];
    for (const [name, text] of fields) await type(page, form, words.label[name], text);
    await press(page, propose);
    await expect(form.getByRole('status').filter({ hasText: words.figureSaved })).toBeVisible();

    // The second horizon keeps the paper and the patients.
    await type(page, form, words.label.timeYears, '5');
    await type(page, form, words.label.estimate, '64.5');
    await press(page, propose);
    await expect(form.getByRole('status').filter({ hasText: words.figureSaved })).toBeVisible();

    const second = await secondCurator(page, language, '/curate/evidence');
    const waiting = second.getByRole('listitem').filter({ hasText: `Made-up infants ${age}` });
    for (const left of [2, 1]) {
      const approve = waiting.getByRole('button', { name: words.approveNamed.replace('{name}', '') });
      await expect(approve).toHaveCount(left);
      await press(second, approve.first());
      await expect(approve).toHaveCount(left - 1);
    }

    await page.goto(address(language, `/trials/${trial}`));
    const row = page.locator('tbody').filter({ hasText: language === 'en' ? '64.5' : '64,5' });
    await expect(row.first()).toContainText(language === 'en' ? '0.7' : '0,7');
    const series = await page.locator('tbody[data-preferred=true]').filter({ hasText: age }).first().getAttribute('id');
    await page.goto(address(language, `/compare?endpoint=OS&series=${series}`));
    await expect(page.getByRole('table').filter({ hasText: age }).first()).toBeVisible();
  });

  test(`a correction with its reason stands in the history, a rejected one with why (${language})`, async ({
    page,
  }) => {
    const trial = language === 'en' ? 'uk-infant-87' : 'uk-infant-92';
    await signedInAs(page, 'curator');
    await page.goto(address(language, `/curate/evidence?trial=${trial}&figure=${trial}-efs-4y-all`));
    const form = page.locator('form').filter({ has: page.getByRole('button', { name: words.propose, exact: true }) });
    const propose = form.getByRole('button', { name: words.propose, exact: true });
    await expect(propose).toBeEnabled();
    const why = `made up for a test ${unique()}`;
    await type(page, form, words.label.noteEn, `A made-up note ${unique()}`);
    await type(page, form, words.label.noteRu, `Вымышленное примечание ${unique()}`);
    await type(page, form, words.label.reason, why);
    await press(page, propose);
    await expect(form.getByRole('status').filter({ hasText: words.saved })).toBeVisible();

    const second = await secondCurator(page, language, '/curate/evidence');
    const item = second
      .getByRole('listitem')
      .filter({ hasText: why })
      .filter({ has: second.getByRole('heading') });
    await press(second, item.getByRole('button', { name: words.approveNamed.replace('{name}', '') }));
    await expect(item).toContainText(words.status.approved);
    await second.goto(address(language, '/changes'));
    await expect(second.getByText(why).first()).toBeVisible();

    const other = `turned down in a test ${unique()}`;
    await page.goto(address(language, `/curate/evidence?trial=${trial}&figure=${trial}-efs-4y-all`));
    await expect(propose).toBeEnabled();
    await type(page, form, words.label.sourceLocator, `page ${unique()}`);
    await type(page, form, words.label.reason, other);
    await press(page, propose);
    await expect(form.getByRole('status').filter({ hasText: words.saved })).toBeVisible();
    await second.goto(address(language, '/curate/evidence'));
    const rejected = second
      .getByRole('listitem')
      .filter({ hasText: other })
      .filter({ has: second.getByRole('heading') });
    await type(second, rejected, words.rejectReason, 'the page is another one');
    await press(second, rejected.getByRole('button', { name: words.rejectNamed.replace('{name}', '') }));
    await expect(rejected).toContainText('the page is another one');
    await expect(rejected).toContainText(words.status.rejected);
    await page.reload();
    await expect(page.getByRole('region', { name: words.forYou.title })).toContainText(words.status.rejected);
  });

  test(`a register record imported twice shows what changed, and a posted result goes into the form (${language})`, async ({
    page,
  }) => {
    await signedInAs(page, 'curator');
    await page.goto(address(language, '/curate/evidence?trial=interfant-06'));
    // Made by hand in the documented form; the sponsor is new in every try.
    const record = (overallStatus: string, sponsor: string): string =>
      JSON.stringify({
        protocolSection: {
          identificationModule: { nctId: 'NCT00550992' },
          statusModule: { overallStatus },
          sponsorCollaboratorsModule: { leadSponsor: { name: sponsor } },
        },
        resultsSection: {
          outcomeMeasuresModule: {
            outcomeMeasures: [
              {
                title: 'Made-up survival',
                timeFrame: '6 years',
                paramType: 'NUMBER',
                unitOfMeasure: 'percentage of participants',
                groups: [{ id: 'OG000', title: 'IB' }],
                denoms: [{ counts: [{ groupId: 'OG000', value: '60' }] }],
                classes: [{ categories: [{ measurements: [{ groupId: 'OG000', value: '39.3' }] }] }],
              },
            ],
          },
        },
      });
    const paste = page.getByLabel(words.register.paste, { exact: true });
    const compare = page.getByRole('button', { name: words.register.compare });
    await expect(compare).toBeEnabled();
    const sponsor = `Sponsor ${unique()}`;
    await paste.fill(record('RECRUITING', sponsor));
    await press(page, compare);
    await expect(page.getByRole('status').filter({ hasText: 'NCT00550992' })).toBeVisible();
    await paste.fill(record('COMPLETED', sponsor));
    await press(page, compare);
    const changes = page.getByRole('list', { name: words.register.changes });
    await expect(changes).toContainText('RECRUITING');
    await expect(changes).toContainText('COMPLETED');
    await expect(changes.getByRole('listitem')).toHaveCount(1);

    await press(
      page,
      page.getByRole('button', { name: words.register.mapNamed.replace('{name}', 'Made-up survival') }),
    );
    const form = page.locator('form').filter({ has: page.getByRole('button', { name: words.proposeFigure }) });
    await expect(form.getByLabel(words.label.estimate, { exact: true })).toHaveValue('39.3');
    await expect(form.getByLabel(words.label.n, { exact: true })).toHaveValue('60');
    await expect(form.getByLabel(words.label.sourceLocator, { exact: true })).toHaveValue(/NCT00550992/);

    await paste.fill('{');
    await press(page, compare);
    await expect(page.getByRole('alert').filter({ hasText: words.register.notJson })).toBeVisible();
  });

  test(`what is typed of a new figure is kept as a draft (${language})`, async ({ page }) => {
    await signedInAs(page, 'curator');
    const trial = language === 'en' ? 'mll-96' : 'mll-98';
    await page.goto(address(language, `/curate/evidence?trial=${trial}`));
    const form = page.locator('form').filter({ has: page.getByRole('button', { name: words.proposeFigure }) });
    await expect(form.getByRole('button', { name: words.proposeFigure })).toBeEnabled();
    const title = `A draft ${unique()}`;
    await type(page, form, words.label.title, title);
    await expect(form.getByText(words.draft.yes)).toBeVisible();
    await page.reload();
    await expect(form.getByLabel(words.label.title, { exact: true })).toHaveValue(title);
    await press(page, form.getByRole('button', { name: words.draft.discard }));
    await expect(form.getByLabel(words.label.title, { exact: true })).toHaveValue('');
  });

  test(`the protocol says what was not done and who judged nothing (${language})`, async ({ page }) => {
    await page.goto(address(language, '/protocol'));
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(t.review.title);
    await expect(page.getByRole('heading', { name: t.review.notDone })).toBeVisible();
    await expect(page.getByRole('table', { name: t.review.certainty })).toContainText(t.review.notJudged);
    await page.goto(address(language, '/trials/aall0631#bias'));
    await expect(page.getByText(t.review.biasNone)).toBeVisible();
  });
}
