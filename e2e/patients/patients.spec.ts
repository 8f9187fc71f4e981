import {
  address,
  chooseAccount,
  expect,
  LANGUAGES,
  signedInAs,
  signInAs,
  signInWith,
  test,
  texts,
  type Language,
} from '../support/fixtures';
import { STRANGER } from '../support/people';
import type { Page } from '@playwright/test';

const REASON = 'Treated in the high-risk arm by decision of the team';
/** Why a group was assigned to one of the made-up patients. */
const WHY = 'the team chose the high-risk arm';

/** n and events of the local curve, as the comparison states them. */
async function localCurve(page: Page, language: Language): Promise<string> {
  await page.goto(address(language, '/compare?endpoint=EFS&local=1&cohort=all'));
  const line = page
    .getByRole('main')
    .getByText(/n = \d+/)
    .filter({ hasText: language === 'en' ? 'Local cohort' : /когорт/i })
    .first();
  return (await line.textContent()) ?? '';
}

for (const language of LANGUAGES) {
  const t = texts(language);

  test(`a data manager logs a patient and the curve changes (${language})`, async ({ page }) => {
    const pseudonym = `E2E-${language.toUpperCase()}-${Date.now().toString(36).toUpperCase()}`;
    await signInAs(page, 'data-manager', language);
    await expect(page.getByText(t.site.madeUpBand)).toBeVisible();
    const before = await localCurve(page, language);

    await page.goto(address(language, '/patients'));
    await page.getByRole('link', { name: t.patients.add }).first().click();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(t.patient.addTitle);
    const label = t.patientForm.label;
    await page.getByLabel(label.pseudonym, { exact: false }).first().fill(pseudonym);
    await page.getByLabel(label.ageDays, { exact: false }).first().fill('120');
    await page
      .getByLabel(label.wbc, { exact: false })
      .first()
      .fill(language === 'ru' ? '250,5' : '250.5');
    await page.getByRole('button', { name: t.patientForm.save, exact: true }).click();
    // The date is missing: said beside the field, and nothing typed is lost.
    await expect(page.getByLabel(label.pseudonym, { exact: false }).first()).toHaveValue(pseudonym);
    await expect(page.getByLabel(label.diagnosisDate, { exact: false }).first()).toHaveAttribute(
      'aria-invalid',
      'true',
    );
    await page.getByLabel(label.diagnosisDate, { exact: false }).first().fill('2021-03-05');
    await page.getByRole('button', { name: t.patientForm.save, exact: true }).click();
    await expect(page.getByRole('heading', { level: 1 })).toContainText(pseudonym);

    await page.getByText(t.patient.addRecord.event).first().click();
    await page.getByLabel(label.eventDate, { exact: false }).first().fill('2021-12-05');
    await page.getByRole('combobox', { name: new RegExp(`^${label.eventKind}`) }).selectOption('relapse');
    await page.getByRole('button', { name: t.patientForm.save, exact: true }).last().click();
    // 5 March to 5 December 2021: 26 + 30 + 31 + 30 + 31 + 31 + 30 + 31 + 30 + 5 = 275 days.
    await expect(page.getByRole('row').filter({ hasText: t.vocabulary.endpoint.EFS.short }).first()).toContainText(
      '275',
    );

    const after = await localCurve(page, language);
    expect(after).not.toBe(before);
  });

  test(`a data manager records a group other than the computed one, with a reason (${language})`, async ({ page }) => {
    const label = t.patientForm.label;
    await signedInAs(page, 'data-manager');
    await page.goto(address(language, '/patients/new'));
    await page
      .getByLabel(label.pseudonym, { exact: false })
      .first()
      .fill(`E2E-R${language.toUpperCase()}-${Date.now().toString(36).toUpperCase()}`);
    await page.getByLabel(label.ageDays, { exact: false }).first().fill('250');
    await page.getByLabel(label.diagnosisDate, { exact: false }).first().fill('2021-03-05');
    await page.getByRole('combobox', { name: new RegExp(`^${label.protocolSlug}`) }).selectOption('mll-baby');
    await page.getByRole('combobox', { name: new RegExp(`^${label.kmt2a}`) }).selectOption('germline');
    await page.getByRole('combobox', { name: new RegExp(`^${label.remissionEoi}`) }).selectOption('yes');
    await page.getByRole('button', { name: t.patientForm.save, exact: true }).click();

    await page.getByRole('link', { name: t.patient.tab.risk, exact: true }).click();
    // Worked example 9 of the rules: a germline infant is IR under MLL-Baby and stays so in remission, LR under Interfant-06.
    const timeline = page.getByRole('list', { name: t.patientRisk.timeline });
    await expect(timeline.getByRole('listitem').filter({ hasText: t.patientRisk.change.assigned })).toContainText(
      'MB-IR',
    );
    await expect(timeline.getByRole('listitem').filter({ hasText: t.patientRisk.change.confirmed })).toContainText(
      'MB-EOI',
    );
    await expect(page.getByRole('row').filter({ hasText: 'Interfant-06' }).first()).toContainText('LR');
    await expect(page.getByRole('link', { name: t.patientRisk.openInRisk })).toHaveAttribute(
      'href',
      /\/risk#ageDays=250&kmt2a=germline/,
    );

    await page.getByRole('button', { name: t.patientRisk.overrideAdd }).click();
    const form = page.getByRole('form', { name: t.patientRisk.formTitle.replace('{protocol}', 'MLL-Baby') });
    await form.getByRole('combobox', { name: new RegExp(`^${label.decisionPoint}`) }).selectOption('end-of-induction');
    await form.getByRole('combobox', { name: new RegExp(`^${label.assignedGroup}`) }).selectOption('HR');
    await form.getByLabel(label.assignedOn, { exact: false }).fill('2021-04-12');
    await form.getByRole('button', { name: t.patientForm.save, exact: true }).click();
    await expect(form.getByRole('alert')).toContainText(`${label.reason}: ${t.patientErrors.field.required}`);
    await expect(form.getByLabel(label.reason, { exact: false })).toHaveAttribute('aria-invalid', 'true');
    await expect(form.getByRole('combobox', { name: new RegExp(`^${label.assignedGroup}`) })).toHaveValue('HR');

    const reason = `${REASON} ${language}`;
    await form.getByLabel(label.reason, { exact: false }).fill(reason);
    await form.getByRole('button', { name: t.patientForm.save, exact: true }).click();
    const row = page.getByRole('row').filter({ hasText: reason });
    await expect(row).toContainText(/IR[^]*HR/);
    await expect(row).toContainText('Demo data manager');
    await expect(page.getByText(t.patientRisk.differs)).toBeVisible();

    // Without remission the computed group is HR: the override says what it was made against.
    await page.getByRole('link', { name: t.patient.tab.record, exact: true }).click();
    await page.getByRole('link', { name: t.patient.edit }).click();
    await page.getByRole('combobox', { name: new RegExp(`^${label.remissionEoi}`) }).selectOption('no');
    await page.getByRole('button', { name: t.patientForm.save, exact: true }).click();
    await page.getByRole('link', { name: t.patient.tab.risk, exact: true }).click();
    await expect(row).toContainText(t.patientRisk.computedThen.replace('{before}', 'IR').replace('{now}', 'HR'));
  });

  test(`a visitor is sent to the sign-in and back (${language})`, async ({ page }) => {
    await page.goto(address(language, '/patients'));
    await expect(page).toHaveURL(/\/sign-in\?/);
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(t.signIn.title);
    await chooseAccount(page, 'data-manager', language);
    await expect(page).toHaveURL(new RegExp(`${address(language, '/patients')}$`));
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(t.patients.title);
  });

  test(`signing in leads back to the whole address, in the language of the sign-in page (${language})`, async ({
    page,
  }) => {
    const other = language === 'en' ? 'ru' : 'en';
    const asked = '/curate/study?part=statement';
    await page.goto(address(language, asked));
    await page.getByRole('link', { name: other.toUpperCase(), exact: true }).click();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(texts(other).signIn.title);
    await chooseAccount(page, 'curator', other);
    await expect(page).toHaveURL(new RegExp(`${address(other, '/curate/study')}\\?part=statement$`));
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(texts(other).parts.title);

    await page.getByRole('button', { name: texts(other).site.signOut, exact: true }).click();
    await expect(page.getByRole('link', { name: texts(other).site.signIn, exact: true })).toBeVisible();
    await page.goto(address(language, '/changes?on=2019-01-01'));
    await page.getByRole('link', { name: t.site.signIn, exact: true }).click();
    await chooseAccount(page, 'curator', language);
    await expect(page).toHaveURL(new RegExp(`${address(language, '/changes')}\\?on=2019-01-01$`));
  });
}

test('a data manager of another site finds nothing of this one anywhere', async ({ browser }) => {
  const own = await browser.newPage();
  await signedInAs(own, 'data-manager');
  await own.goto('/patients');
  const link = own.getByRole('link', { name: 'DEMO-020', exact: true });
  const pseudonym = (await link.textContent()) ?? '';
  const path = (await link.getAttribute('href')) ?? '';
  expect(pseudonym).toMatch(/^DEMO-\d+/);
  await own.goto(`${path}/risk`);
  await expect(own.getByText(WHY)).toBeVisible();
  await own.close();

  const page = await browser.newPage();
  await signInWith(page, STRANGER.email, STRANGER.password);
  for (const place of [
    '/',
    '/patients',
    '/patients/new',
    path,
    `${path}/edit`,
    `${path}/course`,
    `${path}/risk`,
    '/compare?endpoint=EFS&local=1',
    '/ru/patients',
  ]) {
    await page.goto(place);
    const html = await page.content();
    expect(html, `${place} names a patient of the other site`).not.toContain(pseudonym);
    expect(html, `${place} names the other site`).not.toContain('Demonstration site');
    expect(html, `${place} tells why a group was chosen there`).not.toContain(WHY);
  }
  expect((await page.goto(path))?.status()).toBe(404);
  await page.goto('/patients');
  await expect(page.getByText('No patient yet')).toBeVisible();
  for (const kind of ['svg', 'png', 'csv']) {
    const body = (
      await (await page.request.get(`/api/figures/comparison.${kind}?endpoint=EFS&local=1`)).body()
    ).toString('latin1');
    expect(body).not.toContain('Demonstration');
  }
  await page.close();
});

test('a researcher sees the curve of the site and none of its patients', async ({ page }) => {
  await signInAs(page, 'researcher');
  expect(await localCurve(page, 'en')).toMatch(/n = [4-9]\d/);
  await page.goto('/patients');
  await expect(page.getByText('Your role does not allow this')).toBeVisible();
  expect(await page.content()).not.toMatch(/DEMO-\d/);
});

test('what the local cohort is made of is said on every export', async ({ page }) => {
  await signedInAs(page, 'data-manager');
  const csv = await (await page.request.get('/api/figures/comparison.csv?endpoint=EFS&local=1&cohort=all')).text();
  expect(csv).toMatch(/made.up/i);
  const svg = await (
    await page.request.get('/api/figures/comparison.svg?endpoint=EFS&local=1&cohort=all&lang=ru')
  ).text();
  expect(svg).toMatch(/ымышленн/);
});
