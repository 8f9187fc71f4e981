import type { Locator, Page } from '@playwright/test';
import {
  address,
  expect,
  expectAccessible,
  LANGUAGES,
  signedInAs,
  signInWith,
  test,
  texts,
  type Language,
} from '../support/fixtures';
import { SECOND_CURATOR } from '../support/people';
import { typistOf } from '../support/typist';

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

  test(`a new paper with two horizons and a hazard ratio goes from its DOI to the chart by keyboard in five minutes (${language})`, async ({
    page,
  }, info) => {
    test.setTimeout(300_000);
    const trial = language === 'en' ? 'ccg-1883' : 'all-mb-91';
    const age = `<${Date.now() % 100_000} d`;
    await signedInAs(page, 'curator');
    await page.goto(address(language, `/curate/evidence?trial=${trial}`));
    const form = page.locator('form').filter({ has: page.getByRole('button', { name: words.proposeFigure }) });
    const propose = form.getByRole('button', { name: words.proposeFigure });
    const field = (name: keyof Labels): Locator => form.getByLabel(words.label[name], { exact: true });
    await expect(propose).toBeEnabled();
    const began = Date.now();
    const first = typistOf(page);
    // What the journal's page offers beside the DOI: one paste brings the whole paper.
    const ris = ['TY  - JOUR', `TI  - A made-up paper ${unique()}`, 'AU  - Author, A.', 'PY  - 2026'];
    await first.paste(
      form.getByLabel(words.paste, { exact: true }),
      [...ris, `DO  - 10.9999/made-up.${unique()}`, 'ER  - ', ''].join('\n'),
    );
    await first.press(form.getByRole('button', { name: words.pasteRead }));
    await expect(field('year')).toHaveValue('2026');
    await first.choose(field('level'), 'primary-abstract');
    await first.write(field('labelEn'), `Made-up infants ${age}`);
    await first.write(field('labelRu'), `Вымышленные младенцы ${age}`);
    await first.write(field('age'), age);
    await first.write(field('n'), '40');
    await first.choose(field('endpoint'), 'OS');
    await first.write(field('timeYears'), '2');
    await first.choose(field('timeZero'), 'diagnosis');
    await first.write(field('estimate'), '71.5');
    await first.write(field('se'), '7');
    await first.write(field('sourceLocator'), 'abstract');
    await first.write(field('atRisk'), '0: 40; 2: 27');
    await first.write(field('againstEn'), 'Earlier protocol');
    await first.write(field('againstRu'), 'Прежний протокол');
    await first.write(field('hazardRatio'), '0.7');
    await first.write(field('hrLow'), '0.5');
    await first.write(field('hrHigh'), '0.9');
    await first.write(field('hrLevel'), '95');
    await first.choose(field('chartable'), 'yes');
    await first.write(field('reason'), 'made up for a test of the forms');
    await first.press(propose);
    await expect(form.getByRole('status').filter({ hasText: words.figureSaved })).toBeVisible();

    // The button was disabled while it worked, and whoever pressed it by keyboard is still at it.
    await expect(propose).toBeFocused();
    // The second horizon keeps the paper and the patients.
    await first.write(field('timeYears'), '5');
    await first.write(field('estimate'), '64.5');
    await first.press(propose);
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
    // Printed numbers at risk stand under the chart, although no curve was read.
    await expect(page.getByRole('table', { name: t.figure.printedRisk })).toContainText('27');

    const seconds = (Date.now() - began) / 1000;
    const keys = first.keys();
    info.annotations.push({ type: 'journey', description: `${keys} keys, ${seconds.toFixed(0)} s` });
    expect(seconds).toBeLessThan(300);
    // An average typist who is no secretary needs 0.28 s a key (Card, Moran and Newell 1980, keystroke-level model).
    expect(keys * 0.28).toBeLessThan(300);
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
    // The button is gone: the keyboard goes on from what the decision says.
    await expect(second.locator(':focus')).toContainText(words.status.approved);
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
    const news = page.getByRole('region', { name: words.forYou.title });
    await expect(news).toContainText(words.status.rejected);
    await expect(news).toContainText('the page is another one');
  });

  test(`a register record imported twice shows what changed, and a posted result goes into the form (${language})`, async ({
    page,
  }) => {
    await signedInAs(page, 'curator');
    // A study of its own for each language: both run at once, and each reading is laid beside the one before.
    const study = language === 'en' ? 'tini-i' : 'aall0631';
    const number = language === 'en' ? 'NCT02553460' : 'NCT00557193';
    await page.goto(address(language, `/curate/evidence?trial=${study}`));
    // Made by hand in the documented form; the sponsor is new in every try.
    const record = (overallStatus: string, sponsor: string, started: string): string =>
      JSON.stringify({
        protocolSection: {
          identificationModule: { nctId: number },
          statusModule: { overallStatus },
          sponsorCollaboratorsModule: { leadSponsor: { name: sponsor } },
        },
        resultsSection: {
          participantFlowModule: {
            groups: [{ id: 'FG000', title: 'IB' }],
            periods: [
              {
                title: 'Overall',
                milestones: [{ type: 'STARTED', achievements: [{ groupId: 'FG000', numSubjects: started }] }],
              },
            ],
          },
          adverseEventsModule: {
            timeFrame: 'Induction',
            eventGroups: [{ id: 'EG000', title: 'IB', seriousNumAffected: 9, seriousNumAtRisk: 80 }],
            seriousEvents: [{ term: 'Made-up fever', stats: [{ groupId: 'EG000', numAffected: 9, numAtRisk: 80 }] }],
          },
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
    await paste.fill(record('RECRUITING', sponsor, '80'));
    await press(page, compare);
    await expect(page.getByRole('status').filter({ hasText: number }).first()).toBeVisible();
    await paste.fill(record('COMPLETED', sponsor, '81'));
    await press(page, compare);
    const changes = page.getByRole('list', { name: words.register.changes });
    await expect(changes).toContainText('RECRUITING');
    await expect(changes).toContainText('COMPLETED');
    await expect(changes).toContainText('Overall · STARTED · IB');
    await expect(changes.getByRole('listitem')).toHaveCount(2);

    await press(
      page,
      page.getByRole('button', { name: words.register.mapNamed.replace('{name}', 'Made-up survival') }),
    );
    const form = page.locator('form').filter({ has: page.getByRole('button', { name: words.proposeFigure }) });
    await expect(form.getByLabel(words.label.estimate, { exact: true })).toHaveValue('39.3');
    await expect(form.getByLabel(words.label.n, { exact: true })).toHaveValue('60');
    await expect(form.getByLabel(words.label.sourceLocator, { exact: true })).toHaveValue(new RegExp(number, 'u'));

    // 9 of 80 is 11.25%, with one decimal 11.3.
    await page
      .locator('summary')
      .filter({ hasText: words.register.adverse.split(':')[0] ?? '' })
      .click();
    await press(page, page.getByRole('button', { name: words.register.mapNamed.replace('{name}', 'Made-up fever') }));
    await expect(form.getByLabel(words.label.estimate, { exact: true })).toHaveValue('11.3');
    await expect(form.getByLabel(words.label.events, { exact: true })).toHaveValue('9');
    await expect(form.getByLabel(words.label.n, { exact: true })).toHaveValue('80');

    const other = '{"protocolSection":{"identificationModule":{"nctId":"NCT00000001","briefTitle":"Another"}}}';
    await paste.fill(`{"studies": [${other}, ${record('COMPLETED', sponsor, '81')}], "nextPageToken": "x"}`);
    await press(page, compare);
    const choice = page.getByRole('region', { name: words.register.choose });
    await expect(choice.getByRole('listitem')).toHaveCount(2);
    await expect(choice.getByRole('listitem').first()).toContainText(words.register.ofThisStudy);
    await expect(choice).toContainText(words.register.morePages);
    await press(page, choice.getByRole('button', { name: words.register.takeNamed.replace('{name}', number) }));
    await expect(page.getByRole('status').filter({ hasText: number }).first()).toBeVisible();

    await paste.fill('{"FullStudiesResponse": {}}');
    await press(page, compare);
    await expect(page.getByRole('alert').filter({ hasText: 'FullStudiesResponse' })).toBeVisible();
    await paste.fill('{');
    await press(page, compare);
    await expect(page.getByRole('alert').filter({ hasText: words.register.problem['not-json'] })).toBeVisible();

    await page.goto(address(language, `/trials/${study}#posted`));
    const flow = page.getByRole('table', { name: t.trial.posted.flow, exact: true });
    await expect(flow.getByRole('row').filter({ hasText: 'STARTED' })).toContainText('81');
    const serious = page.getByRole('table', { name: t.trial.posted.adverseKind.serious, exact: true });
    await expect(serious.getByRole('row').filter({ hasText: 'Made-up fever' })).toContainText('9 / 80');
    await expectAccessible(page);
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

  test(`what is typed of a correction is kept as a draft (${language})`, async ({ page }) => {
    await signedInAs(page, 'curator');
    const trial = language === 'en' ? 'uk-infant-92' : 'uk-infant-87';
    await page.goto(address(language, `/curate/evidence?trial=${trial}&figure=${trial}-efs-4y-all`));
    const form = page.locator('form').filter({ has: page.getByRole('button', { name: words.propose, exact: true }) });
    await expect(form.getByRole('button', { name: words.propose, exact: true })).toBeEnabled();
    const place = `page ${unique()}`;
    await type(page, form, words.label.sourceLocator, place);
    await expect(form.getByText(words.draft.yes)).toBeVisible();
    await page.reload();
    await expect(form.getByLabel(words.label.sourceLocator, { exact: true })).toHaveValue(place);
    await press(page, form.getByRole('button', { name: words.draft.discard }));
    await expect(form.getByLabel(words.label.sourceLocator, { exact: true })).not.toHaveValue(place);
  });

  test(`a disagreement on the disease is written where the form shows it, and stands in the history in words (${language})`, async ({
    page,
  }) => {
    await signedInAs(page, 'curator');
    await page.goto(address(language, '/curate/study?part=fact'));
    const field = (name: string): Locator => page.getByLabel(name, { exact: true });
    const inEnglish = (name: string): Locator => field(t.parts.in.en.replace('{field}', name));
    const inRussian = (name: string): Locator => field(t.parts.in.ru.replace('{field}', name));
    await expect(page.getByRole('button', { name: words.proposeChange })).toBeEnabled();
    await inEnglish(t.parts.field.characteristic).fill('Infant ALL among childhood ALL');
    await inEnglish(t.parts.field.population).fill('childhood ALL');
    await field(t.parts.field.qualifier).selectOption('exact');
    await field(t.parts.field.percent).fill('9');
    await field(t.parts.field.n).fill('5');
    await field(t.parts.field.denominator).fill('60');
    // 5 of 60 are 8.3 %; the review says 1 %.
    await expect(field(t.parts.field.percent)).toHaveAttribute('aria-invalid', 'true');
    await expect(page.getByRole('status').filter({ hasText: t.parts.disagrees })).toContainText(/Efremova|Ефремова/u);
    await expectAccessible(page);
    await press(page, page.getByRole('link', { name: t.parts.writeDisagreement }));

    await expect(page.getByRole('heading', { name: t.parts.part.disagreement, exact: true })).toBeVisible();
    await expect(page.getByRole('button', { name: words.proposeChange })).toBeEnabled();
    const name = unique();
    for (const part of ['field', 'reviewSays', 'primarySays', 'resolution'] as const) {
      await inEnglish(t.parts.field[part]).fill(`Made up ${name}`);
      await inRussian(t.parts.field[part]).fill(`Вымысел ${name}`);
    }
    await field(t.parts.field.why).selectOption('other population');
    await field(t.parts.field['source-ref']).selectOption('mann-2010');
    await field(t.parts.field['source-locator']).fill('abstract');
    await field(t.parts.field['source-level']).selectOption('primary-abstract');
    await field(words.label.reason).fill(`made up for a test ${name}`);
    await press(page, page.getByRole('button', { name: words.proposeChange }));
    await expect(page.getByRole('status').filter({ hasText: words.changeSaved })).toBeVisible();

    const second = await secondCurator(page, language, '/curate/evidence');
    const waiting = second.getByRole('listitem').filter({ hasText: `made up for a test ${name}` });
    await press(second, waiting.getByRole('button', { name: words.approveNamed.replace('{name}', '') }).first());
    await expect(waiting.getByRole('button', { name: words.approveNamed.replace('{name}', '') })).toHaveCount(0);
    await page.goto(address(language, '/disease#discrepancies'));
    await expect(page.getByRole('heading', { name: new RegExp(`${name}$`, 'u') })).toBeVisible();
    await page.goto(address(language, '/changes'));
    const entry = page.getByRole('listitem').filter({ hasText: `made up for a test ${name}` });
    await entry.getByText(t.changes.whatAdded).click();
    await expect(entry).toContainText(t.vocabulary.reason['other population']);
    await expectAccessible(page);
  });

  test(`curators read names, and the figure that is read says of what time it is (${language})`, async ({ page }) => {
    await signedInAs(page, 'curator');
    const figure = 'interfant-06-efs-6y-all';
    const keys = new RegExp([figure, 'pieters-2019', 'ade-mae', 'interfant-99'].join('|'), 'u');
    const said = page.locator('main');
    for (const [path, name] of [
      [`reading?trial=interfant-06&figure=${figure}`, 'Pieters R'],
      [`evidence?trial=interfant-06&figure=${figure}`, 'Interfant-06'],
      ['study?trial=interfant-06&part=arm', 'ADE + MAE'],
      ['study?trial=interfant-06&part=report', 'Pieters R'],
      ['study?trial=interfant-06&part=trial', 'Interfant-99'],
    ] as const) {
      await page.goto(address(language, `/curate/${path}`));
      await expect(said).toContainText(name);
      await expect(said).not.toContainText(keys);
    }
    await page.goto(address(language, `/curate/reading?trial=interfant-06&figure=${figure}`));
    const years = language === 'en' ? /EFS, 6\s(?:y|years)/u : /БСВ, 6\sлет/u;
    await expect(page.getByRole('heading', { level: 2, name: years })).toBeVisible();
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
