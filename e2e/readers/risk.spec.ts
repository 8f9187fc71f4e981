import type { Locator, Page } from '@playwright/test';
import { address, expect, expectAccessible, LANGUAGES, test, texts, type Language } from '../support/fixtures';

/** The answer of one protocol: its row in the table. */
function row(page: Page, language: Language, protocol: string): Locator {
  return page
    .getByRole('table', { name: texts(language).risk.matrix.label })
    .getByRole('row')
    .filter({ has: page.getByRole('button', { name: protocol, exact: true }) });
}

/** A field of the form; the slider of the same number has the same name. */
function field(page: Page, language: Language, fact: keyof (typeof LABELS)['en']): Locator {
  return page.getByRole(fact === 'kmt2a' || fact === 'partner' ? 'combobox' : 'textbox', {
    name: LABELS[language][fact],
    exact: true,
  });
}

const LABELS = {
  en: labels('en'),
  ru: labels('ru'),
};

function labels(language: Language) {
  const { fact } = texts(language).risk;
  return {
    age: fact.ageDays.long,
    kmt2a: fact.kmt2a.long,
    partner: fact.kmt2aPartner.long,
    wbc: fact.wbc.long,
    blasts: fact.day8Blasts.long,
    mrd: fact.mrdEoi.long,
  };
}

for (const language of LANGUAGES) {
  const { risk, riskPage } = texts(language);

  test(`a patient is classified under every protocol, by keyboard, and nothing is sent (${language})`, async ({
    page,
  }) => {
    await page.goto(address(language, '/risk'));
    const sent: string[] = [];
    page.on('request', (request) => {
      if (request.method() !== 'GET' || /rearranged|ageDays/.test(request.url()))
        sent.push(`${request.method()} ${request.url()}`);
    });
    await expect(page.getByRole('main')).toContainText(riskPage.private);
    await expect(page.getByRole('main')).toContainText(riskPage.notAdvice);
    // Example 2 of the rules: 60 days, rearranged, 800 ×10⁹/L. High risk in Interfant-06 at diagnosis, Interfant-99 waits for day 8.
    await field(page, language, 'age').fill('60');
    await field(page, language, 'kmt2a').selectOption('rearranged');
    await field(page, language, 'wbc').fill('800');
    await expect(row(page, language, 'Interfant-06')).toContainText(risk.group.HR);
    await expect(row(page, language, 'Interfant-99')).toContainText(risk.status.undetermined);

    const opener = page.getByRole('button', { name: 'Interfant-06', exact: true });
    await opener.focus();
    await page.keyboard.press('Enter');
    await expect(opener).toHaveAttribute('aria-expanded', 'true');
    await expect(page.getByRole('heading', { name: risk.detail.rule, exact: true })).toBeVisible();
    await expect(page.getByText('I06-HR', { exact: true })).toBeVisible();
    // 6-year EFS of the high-risk group of Interfant-06: 20.9 % (Pieters 2018, abstract).
    await expect(page.getByRole('main')).toContainText(language === 'en' ? /20\.9\s%/ : /20,9\s%/);
    await expectAccessible(page);
    expect(sent).toEqual([]);
  });

  test(`contradictions, slips of unit and impossible values are named, and nothing else is lost (${language})`, async ({
    page,
  }) => {
    await page.goto(address(language, '/risk'));
    await field(page, language, 'age').fill('6');
    await expect(page.getByRole('main')).toContainText(
      language === 'en' ? /were months meant/ : /имелись в виду месяцы/,
    );
    await page
      .getByLabel(riskPage.unitOf.replace('{fact}', LABELS[language].age), { exact: true })
      .selectOption('months');
    await expect(page.getByRole('main')).toContainText(language === 'en' ? /=\s183\sd/ : /=\s183\sдн/);

    await field(page, language, 'kmt2a').selectOption('germline');
    await field(page, language, 'partner').selectOption('AFF1');
    await expect(page.getByRole('main').getByRole('alert')).toContainText(riskPage.conflictsTitle);
    await expect(row(page, language, 'MLL96')).toContainText(risk.status.undetermined);
    await field(page, language, 'partner').selectOption('');
    await expect(row(page, language, 'MLL96')).toContainText(risk.group.LR);

    await field(page, language, 'mrd').fill('0,05');
    await field(page, language, 'blasts').fill('-1');
    await expect(field(page, language, 'blasts')).toHaveAttribute('aria-invalid', 'true');
    await expect(page.getByRole('main')).toContainText(riskPage.range.day8Blasts);
    await field(page, language, 'blasts').fill('1,450');
    await expect(field(page, language, 'blasts')).toHaveAttribute('aria-invalid', 'true');
    await expect(row(page, language, 'MLL96')).toContainText(risk.group.LR);
    await page.getByRole('button', { name: 'ALL-Baby-2021' }).click();
    await expect(page.getByRole('main')).toContainText(language === 'en' ? /\(0\.05\s%\)/ : /\(0,05\s%\)/);
  });

  test(`a link carries the facts after the number sign, and says what of it is wrong (${language})`, async ({
    page,
    context,
  }) => {
    await context.grantPermissions(['clipboard-read', 'clipboard-write']);
    await page.goto(address(language, '/risk'));
    await page.getByRole('button', { name: riskPage.example }).click();
    await page.getByRole('button', { name: riskPage.copyLink }).click();
    await expect(page.getByText(riskPage.copied)).toBeVisible();
    const link = new URL(await page.evaluate(() => navigator.clipboard.readText()));
    expect(link.search).toBe('');
    expect(link.hash).toContain('ageDays=142');

    await page.goto('about:blank');
    await page.goto(`${address(language, '/risk')}${link.hash}`);
    await expect(field(page, language, 'age')).toHaveValue('142');
    await expect(row(page, language, 'Interfant-99')).toContainText(risk.group.LR);

    await page.goto('about:blank');
    await page.goto(`${address(language, '/risk')}#ageDays=60.5&wbc=20`);
    await expect(page.getByRole('main').getByRole('alert')).toContainText('ageDays');
    await expect(field(page, language, 'wbc')).toHaveValue('20');
    await expect(field(page, language, 'age')).toHaveValue('');
  });

  test(`a number can be moved by keyboard without changing what was entered, and applied (${language})`, async ({
    page,
  }) => {
    await page.goto(address(language, '/risk'));
    await page.getByRole('button', { name: riskPage.example }).click();
    const slider = page.getByRole('slider', { name: LABELS[language].age });
    await slider.fill('185');
    await slider.focus();
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('ArrowRight');
    await expect(slider).toHaveAttribute('aria-valuetext', /^187\s/);
    await expect(field(page, language, 'age')).toHaveValue('142');
    // MLL-10: from 180 days on, without CNS disease, intermediate risk.
    await page.getByRole('button', { name: riskPage.whatIf.apply }).click();
    await expect(field(page, language, 'age')).toHaveValue('187');
    await expect(row(page, language, 'MLL-10')).toContainText(risk.group.IR);
  });
}

for (const language of LANGUAGES)
  test(`the report is printed on one page of A4 (${language})`, async ({ page }) => {
    const { riskReport } = texts(language);
    const known = 'ageDays=142&kmt2a=rearranged&kmt2aPartner=AFF1&wbc=286&cns=CNS1&day8Blasts=640';
    // A grid does not grow with a table that goes on to the next sheet: what follows would be printed over it.
    await page.goto(address(language, `/risk#${known}`));
    const deciders = page.getByRole('region', { name: texts(language).riskPage.deciders.title });
    await expect(deciders.getByRole('table').first()).toBeVisible();
    await page.emulateMedia({ media: 'print' });
    expect(await gridsAround(page, 'main table')).toEqual([]);
    await page.emulateMedia({ media: null });
    await page.goto(address(language, `/risk/report#${known}`));
    await expect(page.getByRole('button', { name: riskReport.print })).toBeVisible();
    const file = (await page.pdf({ preferCSSPageSize: true })).toString('latin1');
    expect(file.match(/\/Type\s*\/Page\b/gu)).toHaveLength(1);
    // On screen it is as before.
    await expect(page.getByRole('article', { name: riskReport.title })).not.toHaveAttribute('data-paper');
  });

/** Names of the grids that hold what breaks across printed sheets. */
async function gridsAround(page: Page, selector: string): Promise<string[]> {
  return page.locator(selector).evaluateAll((found) => {
    const grids = new Set<string>();
    for (const one of found)
      for (let around = one.parentElement; around !== null; around = around.parentElement)
        if (/grid|flex/u.test(getComputedStyle(around).display)) grids.add(around.className);
    return [...grids];
  });
}
