import { readFile } from 'node:fs/promises';
import { ALL_RULE_SETS } from '../../lib/risk/rule-sets/all-rule-sets';
import { ruleSetKey } from '../../lib/risk/rule-sets/rule-set-key';
import { EVIDENCE } from '../../seed/testing/counts';
import { address, expect, expectAccessible, LANGUAGES, test, texts } from '../support/fixtures';

/** rules.md, section 8: HR by the white count; IR at exactly 183 days; a wrong row; germline LR. */
const COHORT =
  'id;ageDays;kmt2a;wbc;day8Blasts\np1;60;rearranged;800,5;\np2;183;rearranged;900;20000\np3;sixty;Rearranged;;\np4;250;germline;;\n';

for (const language of LANGUAGES) {
  const t = texts(language);

  test(`the rules of all protocols and how their criteria differ (${language})`, async ({ page }) => {
    await page.goto(address(language, '/risk/rules'));
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(t.riskRules.title);
    const criteria = page.getByRole('table', { name: t.riskRules.thresholds.label });
    await expect(criteria.getByRole('row')).toHaveCount(20);
    // MLL-10: 180 days; AALL0631: 90 days; Interfant-06: 183 days and 300 ×10⁹/L.
    await expect(criteria.getByRole('row').filter({ hasText: 'AALL0631' })).toContainText(/<\s90\s/);
    await expect(criteria.getByRole('row').filter({ hasText: 'MLL-10' }).first()).toContainText(/<\s180\s/);
    await expect(criteria.getByRole('row').filter({ hasText: /^Interfant-06(?! \+)/ })).toContainText(
      /<\s183\s.*≥\s300\s/,
    );
    await expectAccessible(page);

    await page
      .getByRole('table', { name: t.riskRules.list.label })
      .getByRole('link', { name: 'Interfant-21' })
      .first()
      .click();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Interfant-21');
    await expect(page.getByText(t.riskRules.cases.agree.replace('{same}', '60').replace('{all}', '60'))).toBeVisible();
    await page.getByRole('navigation', { name: t.riskRules.variant.label }).getByRole('link').nth(1).click();
    await expect(page).toHaveURL(/interfant-21(:|%3A)review$/);
    await expect(page.getByRole('table', { name: t.riskRules.section.changes })).toContainText('I21-R-EOI');
    await expectAccessible(page);
  });

  test(`a cohort with one wrong row, counted and moved from one protocol to another (${language})`, async ({
    page,
  }) => {
    await page.goto(address(language, '/risk/cohort'));
    const sent: string[] = [];
    page.on('request', (request) => {
      if (request.method() !== 'GET') sent.push(request.url());
    });
    await page.getByRole('textbox', { name: t.riskCohort.input.paste }).fill(COHORT);
    const problems = page.getByRole('list', { name: t.riskCohort.problem.list });
    await expect(problems.getByRole('listitem')).toHaveCount(2);
    await expect(problems).toContainText(
      language === 'en' ? /Row 4, column ageDays: “sixty”/ : /Строка 4, столбец ageDays: «sixty»/,
    );
    await expect(problems).toContainText('rearranged, germline');

    await page.getByLabel(t.riskCohort.migration.second, { exact: true }).selectOption({ label: 'AALL0631' });
    const cross = page.getByRole('table', {
      name: t.riskCohort.migration.table.replace('{first}', 'Interfant-06').replace('{second}', 'AALL0631'),
    });
    // Interfant-06: HR, IR, LR; AALL0631: under 90 days HR, 90 days and more IR, germline LR.
    for (const group of ['HR', 'IR', 'LR'])
      await expect(cross.getByRole('row', { name: new RegExp(`^${group}`) })).toContainText(/1\s\(100\s%\)/);
    await expect(page.getByRole('img', { name: /AALL0631/ })).toBeVisible();
    await expectAccessible(page);

    const [csv] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: t.riskCohort.csv }).click(),
    ]);
    const table = await readFile(await csv.path(), 'utf8');
    expect(table).toContain('interfant-06.group');
    expect(table).toContain('ageDays wrong-type; kmt2a not-in-list');
    await page.getByRole('button', { name: t.exports.menu.open, exact: true }).click();
    const [svg] = await Promise.all([
      page.waitForEvent('download'),
      page
        .getByRole('dialog', { name: t.exports.menu.open })
        .getByRole('button', { name: t.exports.menu.svg, exact: true })
        .click(),
    ]);
    expect(await readFile(await svg.path(), 'utf8')).toMatch(/<svg[\s\S]*AALL0631/);
    expect(sent).toEqual([]);
  });

  test(`one patient on a sheet and in a PDF, without a word to the server (${language})`, async ({ page }) => {
    const asked: string[] = [];
    page.on('request', (request) => asked.push(request.url()));
    await page.goto(address(language, '/risk/report#ageDays=60&kmt2a=rearranged&wbc=800'));
    const sheet = page.getByRole('article', { name: t.riskReport.title });
    await expect(sheet.getByRole('row', { name: /^Interfant-06(?! \+)/ })).toContainText('HR');
    await expect(sheet).toContainText(t.riskReport.notAdvice);
    await expectAccessible(page);

    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: t.riskReport.pdf }).click(),
    ]);
    expect(download.suggestedFilename()).toBe('risk-groups.pdf');
    const pdf = await readFile(await download.path());
    expect(pdf.subarray(0, 5).toString('latin1')).toBe('%PDF-');
    expect(pdf.byteLength).toBeGreaterThan(10_000);
    expect(asked.filter((url) => url.includes('ageDays') && !url.includes('#'))).toEqual([]);
  });

  test.describe('a rule set that does not exist', () => {
    test.use({ allowedConsoleErrors: { patterns: [/status of 404/] } });
    test(`leads to the list (${language})`, async ({ page }) => {
      const answer = await page.goto(address(language, '/risk/rules/interfant-07'));
      expect(answer?.status()).toBe(404);
      await page.getByRole('main').getByRole('link', { name: t.riskRules.notFound.link }).click();
      await expect(page).toHaveURL(/\/risk\/rules$/);
    });
  });
}

test('every rule set agrees with its sixty worked cases, in the browser', async ({ page }) => {
  test.setTimeout(120_000);
  for (const key of ALL_RULE_SETS.map(ruleSetKey)) {
    await page.goto(`/risk/rules/${key}`);
    await expect(page.getByText('60 of 60 agree'), key).toBeVisible();
  }
});

test('the trial page leads to its rules, and the trial list finds protocols with rules', async ({ page }) => {
  await page.goto('/trials/p9407');
  await page.getByRole('link', { name: texts('en').riskRules.toRules }).click();
  await expect(page).toHaveURL(/\/risk\/rules\/p9407$/);
  const protocols = new Set(ALL_RULE_SETS.map(({ protocol }) => protocol));
  await page.goto('/trials?hasRiskRules=1');
  await expect(page.getByText(`${protocols.size} of ${EVIDENCE.trials} studies`)).toBeVisible();
});
