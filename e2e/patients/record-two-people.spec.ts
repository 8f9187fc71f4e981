import type { Page } from '@playwright/test';
import pg from 'pg';
import { inTransaction } from '../../lib/access/accounts.server';
import { readSettings } from '../../commands/setup/environment';
import { withDatabase } from '../../commands/setup/with-database';
import {
  address,
  expect,
  expectAccessible,
  LANGUAGES,
  signInWith,
  test,
  texts,
  type Language,
} from '../support/fixtures';
import { FIRST_OF_TWO, MONITOR_OF_TWO, SECOND_OF_TWO } from '../support/people';
import { addPatient, addVisit, pseudonym, windowOf } from '../support/two-people';

/** Takes the entry of the bin back by as many days as an erasure waits for. */
async function longInBin(patientId: string): Promise<void> {
  const dataDir = process.env['E2E_DATA_DIR'] ?? '.data-e2e';
  const settings = readSettings({ ...process.env, DATABASE_URL: '', DATA_DIR: dataDir });
  await withDatabase(
    settings,
    async ({ ownerUrl }) => {
      const owner = new pg.Client({ connectionString: ownerUrl });
      await owner.connect();
      await inTransaction(owner, async () => {
        await owner.query('ALTER TABLE patient_bin NO FORCE ROW LEVEL SECURITY');
        const { rowCount } = await owner.query(
          "UPDATE patient_bin SET binned_at = now() - interval '31 days' WHERE patient_id = $1",
          [patientId],
        );
        expect(rowCount).toBe(1);
        await owner.query('ALTER TABLE patient_bin FORCE ROW LEVEL SECURITY');
      }).finally(() => owner.end());
    },
    { asItIs: true },
  );
}

const section = (page: Page, language: Language) =>
  page.getByRole('region', { name: texts(language).recordKeeping.title });

for (const language of LANGUAGES) {
  const t = texts(language);
  const k = t.recordKeeping;
  const { label } = t.patientForm;
  const wbc = (page: Page) => page.getByRole('textbox', { name: label.wbc });
  const cns = (page: Page) => page.getByRole('combobox', { name: new RegExp(`^${label.cns}`) }).first();
  const save = (page: Page) => page.getByRole('button', { name: t.patientForm.save, exact: true }).click();

  test(`two people change one patient: other fields are joined, one field stands side by side (${language})`, async ({
    browser,
    page,
  }) => {
    await signInWith(page, FIRST_OF_TWO.email, FIRST_OF_TWO.password);
    const name = pseudonym(`J${language}`);
    const path = await addPatient(page, name, language === 'en' ? 2001 : 2002);
    const other = await windowOf(browser, SECOND_OF_TWO);
    const both = [page, other];
    const saved = (one: Page) => expect(one).toHaveURL(new RegExp(`${path}$`));
    for (const one of both) await one.goto(address(language, `${path}/edit`));
    await cns(page).selectOption('CNS2');
    await wbc(other).fill('12');
    await save(page);
    await saved(page);
    await save(other);
    await saved(other);
    // Nobody was asked, and who saved last is told what came from the other one.
    await expect(other.getByRole('status').filter({ hasText: t.patientErrors.joined })).toContainText(label.cns);
    for (const one of both) await one.goto(address(language, `${path}/edit`));
    for (const one of both) {
      await expect(cns(one)).toHaveValue('CNS2');
      await expect(wbc(one)).toHaveValue('12');
    }

    await wbc(page).fill('20');
    await wbc(other).fill('30');
    await cns(other).selectOption('CNS3');
    await save(page);
    await saved(page);
    await save(other);
    const alert = other.getByRole('alert').first();
    await expect(alert).toContainText(t.patientErrors.form.conflict);
    const row = alert.getByRole('row').filter({ hasText: label.wbc });
    await expect(row).toContainText(/20[^]*30/);
    await expect(alert.getByRole('row')).toHaveCount(2);
    await expect(wbc(other)).toHaveValue('30');
    await expect(cns(other)).toHaveValue('CNS3');
    await expectAccessible(other);
    // Whichever is taken, the other one is still there to take.
    const take = (words: string) =>
      row.getByRole('button', { name: words.replace('{field}', label.wbc), exact: true }).click();
    await take(t.patientErrors.takeTheirsLabel);
    await expect(wbc(other)).toHaveValue('20');
    await take(t.patientErrors.takeMineLabel);
    await expect(wbc(other)).toHaveValue('30');
    await alert.getByRole('button', { name: t.patientErrors.saveOver }).click();
    await saved(other);

    const parts = section(other, language).getByRole('table', { name: k.parts });
    await parts.getByRole('row').filter({ hasText: k.ownFields }).getByRole('link', { name: k.history.link }).click();
    await expect(other).toHaveURL(/\/history/u);
    const changes = other.getByRole('table', { name: k.ownFields }).getByRole('row').filter({ hasText: label.wbc });
    await expect(changes).toHaveCount(3);
    await expect(changes.nth(0)).toContainText(new RegExp(`${SECOND_OF_TWO.displayName}[^]*20[^]*30`));
    await expect(changes.nth(1)).toContainText(new RegExp(`${FIRST_OF_TWO.displayName}[^]*12[^]*20`));
    await expect(changes.nth(2)).toContainText(new RegExp(`${SECOND_OF_TWO.displayName}[^]*12`));
    await expectAccessible(other);
    await other.context().close();
  });

  test(`a monitor compares with the source, asks and closes, and changes nothing (${language})`, async ({
    browser,
    page,
  }) => {
    await signInWith(page, FIRST_OF_TWO.email, FIRST_OF_TWO.password);
    const name = pseudonym(`M${language}`);
    const path = await addPatient(page, name, language === 'en' ? 2003 : 2004);
    await addVisit(page, path, `11.8.${language === 'en' ? 2004 : 2005}`);
    const monitor = await windowOf(browser, MONITOR_OF_TWO);
    await monitor.goto(address(language, path));
    const keeping = section(monitor, language);
    const parts = keeping.getByRole('table', { name: k.parts });
    const visit = parts.getByRole('row').filter({ hasText: t.patient.section['follow-up'] });
    const own = parts.getByRole('row').filter({ hasText: k.ownFields });
    for (const row of [visit, own]) {
      await expect(row).toContainText(k.notVerified);
      await row.getByRole('button', { name: k.verify }).click();
      await expect(row).toContainText(MONITOR_OF_TWO.displayName);
    }
    await own.locator('summary').click();
    await own.getByLabel(k.field).selectOption('wbc');
    await own.getByLabel(k.query.text).fill(`Is it recorded at all? ${language}`);
    await own.getByRole('button', { name: k.query.do.open }).click();
    const query = keeping.getByRole('listitem').filter({ hasText: 'Is it recorded at all?' }).first();
    await expect(query).toContainText(k.query.state.open);
    await expect(query).toContainText(MONITOR_OF_TWO.displayName);
    await expectAccessible(monitor);

    for (const words of [
      k.state.step.complete,
      k.query.do.answer,
      k.bin.open,
      k.merge.open,
      ...Object.values(t.patient.addRecord),
    ])
      await expect(monitor.getByText(words, { exact: true })).toHaveCount(0);
    await expect(monitor.getByRole('link', { name: t.patient.edit })).toHaveCount(0);
    for (const page of [`${path}/edit`, `${path}/course`, '/patients/new', '/patients/bin', '/patients/worklist']) {
      await monitor.goto(address(language, page));
      await expect(monitor.getByText(t.patients.roleTitle), page).toBeVisible();
    }

    await page.goto(address(language, '/patients/queries'));
    const asked = page.getByRole('listitem').filter({ hasText: name }).first();
    await asked.getByText(k.query.do.answer, { exact: true }).first().click();
    await asked.getByLabel(k.query.text).first().fill('It was not counted at the first visit');
    await asked.getByRole('button', { name: k.query.do.answer }).click();
    await expect(asked).toContainText(k.query.state.answer);

    // A change of a record ends what was compared of it, and of nothing else.
    await page.goto(path);
    await page
      .getByRole('region', { name: texts('en').patient.section['follow-up'] })
      .getByRole('button', { name: texts('en').patient.change })
      .first()
      .click();
    const form = page.getByRole('form', { name: texts('en').patient.editRecord['follow-up'] });
    await form.getByRole('combobox').selectOption('lost');
    await form.getByRole('button', { name: texts('en').patientForm.save, exact: true }).click();
    await expect(form).toBeHidden();
    await monitor.goto(address(language, '/patients/queries'));
    const answered = monitor.getByRole('listitem').filter({ hasText: name }).first();
    await expect(answered).toContainText('It was not counted at the first visit');
    await answered.getByText(k.query.do.close, { exact: true }).first().click();
    await answered.getByLabel(k.query.text).first().fill('Thank you');
    await answered.getByRole('button', { name: k.query.do.close }).click();
    await expect(answered).toHaveCount(0);
    await monitor.goto(address(language, path));
    await expect(visit).toContainText(k.notVerified);
    await expect(own).toContainText(MONITOR_OF_TWO.displayName);
    await expect(query).toContainText(k.query.state.close);
    await monitor.context().close();
  });

  test(`a finding is accepted with a reason, counted, and taken back (${language})`, async ({ page }) => {
    await signInWith(page, FIRST_OF_TWO.email, FIRST_OF_TWO.password);
    const name = pseudonym(`F${language}`);
    const path = await addPatient(page, name, language === 'en' ? 2005 : 2006);
    await page.goto(address(language, `${path}/edit`));
    await page.getByRole('combobox', { name: new RegExp(`^${label.remissionEoi}`) }).selectOption('yes');
    await save(page);
    await expect(page).toHaveURL(new RegExp(`${path}$`));
    const checks = page.getByRole('region', { name: t.patient.check });
    const finding = checks
      .getByRole('listitem')
      .filter({ hasText: t.patientErrors.hint['remission-date-missing'] })
      .first();
    await finding.locator('summary').click();
    await finding.getByRole('textbox', { name: k.reason }).fill('short');
    await finding.getByRole('button', { name: k.accepted.do, exact: true }).click();
    await expect(finding.getByRole('alert')).toContainText(t.patientErrors.field['reason-length']);
    await finding.getByRole('textbox', { name: k.reason }).fill('The report of the sample is lost for good');
    await finding.getByRole('button', { name: k.accepted.do, exact: true }).click();
    const accepted = checks.locator('details').filter({ hasText: k.accepted.title });
    await accepted.locator('summary').first().click();
    await expect(accepted).toContainText('The report of the sample is lost for good');
    await expect(accepted).toContainText(FIRST_OF_TWO.displayName);
    await expectAccessible(page);
    await page.goto(address(language, '/patients/quality'));
    await expect(page.getByText(new RegExp(k.accepted.count.replace('{count}', '\\d+'))).first()).toBeAttached();
    await page.goto(address(language, path));
    await accepted.locator('summary').first().click();
    await accepted.getByRole('button', { name: k.accepted.withdraw }).click();
    await expect(accepted).toHaveCount(0);
    await expect(finding).toBeVisible();
  });
}

test('a record is signed where the site asks for it, and a change ends the signature', async ({ browser, page }) => {
  const t = texts('en');
  const k = t.recordKeeping;
  await signInWith(page, FIRST_OF_TWO.email, FIRST_OF_TWO.password);
  const path = await addPatient(page, pseudonym('S'), 2007);
  const keeping = section(page, 'en');
  const turn = async (on: boolean): Promise<void> => {
    const { siteOn, siteOff } = k.signature;
    await page.goto('/patients/quality');
    await page.locator('summary').filter({ hasText: k.signature.title }).click();
    const button = page.getByRole('button', { name: on ? siteOn : siteOff });
    const turned = page.getByRole('button', { name: on ? siteOff : siteOn });
    await expect(button.or(turned)).toBeVisible();
    if (await button.isVisible()) await button.click();
    await expect(turned).toBeVisible();
  };
  await turn(true);

  await page.goto(path);
  await expect(keeping.getByText(k.signature.none)).toBeVisible();
  await keeping.locator('summary').filter({ hasText: k.signature.open }).click();
  await keeping.getByLabel(k.signature.password).fill('not my password');
  await keeping.getByRole('button', { name: k.signature.do, exact: true }).click();
  await expect(keeping.getByRole('alert')).toHaveText(t.patientErrors.field['password-wrong']);
  await keeping.getByLabel(k.signature.password).fill(FIRST_OF_TWO.password);
  await keeping.getByRole('button', { name: k.signature.do, exact: true }).click();
  const signed = keeping.getByRole('listitem').filter({ hasText: k.signature.meaning.entered });
  await expect(signed).toContainText(FIRST_OF_TWO.displayName);
  await expect(signed).toContainText(k.signature.valid);

  const monitor = await windowOf(browser, MONITOR_OF_TWO);
  const ru = texts('ru').recordKeeping;
  await monitor.goto(address('ru', path));
  const seen = section(monitor, 'ru');
  await seen.locator('summary').filter({ hasText: ru.signature.open }).click();
  // To have entered the data is for who enters them.
  await expect(seen.getByLabel(ru.signature.means).getByRole('option')).toHaveText([
    ru.signature.meaning.reviewed,
    ru.signature.meaning.approved,
  ]);
  await seen.getByLabel(ru.signature.password).fill(MONITOR_OF_TWO.password);
  await seen.getByRole('button', { name: ru.signature.do, exact: true }).click();
  await expect(seen.getByRole('listitem').filter({ hasText: ru.signature.valid })).toHaveCount(2);

  await addVisit(page, path, '11.8.2008');
  await monitor.reload();
  await expect(seen.getByRole('listitem').filter({ hasText: ru.signature.invalid })).toHaveCount(2);
  await expect(seen.getByText(ru.signature.valid)).toHaveCount(0);
  await expectAccessible(monitor);
  await monitor.context().close();

  await turn(false);
  await page.goto(path);
  await expect(keeping.getByText(k.signature.invalid).first()).toBeVisible();
  await expect(keeping.getByText(k.signature.open)).toHaveCount(0);
});

test('a deleted patient is erased by two people after its time in the bin, and then nobody has it', async ({
  browser,
  page,
}) => {
  const [en, ru] = [texts('en').recordKeeping, texts('ru').recordKeeping];
  const { email, password } = FIRST_OF_TWO;
  await signInWith(page, email, password);
  const name = pseudonym('B');
  const path = await addPatient(page, name, 2009);
  await section(page, 'en').locator('summary').filter({ hasText: en.bin.open }).click();
  await section(page, 'en').getByLabel(en.reason).last().fill('Entered at the wrong centre');
  await section(page, 'en').getByRole('button', { name: en.bin.do }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(en.bin.title);
  const row = page.getByRole('row').filter({ hasText: name });
  await expect(row).toContainText('Entered at the wrong centre');
  await expect(row.getByText(en.bin.askOpen)).toHaveCount(0);

  await longInBin(path.split('/').at(-1) ?? '');
  await page.reload();
  await row.getByText(en.bin.askOpen).click();
  await row.getByRole('button', { name: en.bin.ask }).click();
  await expect(row).toContainText(en.bin.second);
  await expect(row.getByText(en.bin.eraseOpen)).toHaveCount(0);

  const other = await windowOf(browser, SECOND_OF_TWO);
  await other.goto(address('ru', '/patients/bin'));
  const seen = other.getByRole('row').filter({ hasText: name });
  await expect(seen).toContainText(ru.bin.asked.replace('{written}.', FIRST_OF_TWO.displayName));
  await seen.getByText(ru.bin.eraseOpen).click();
  await expectAccessible(other);
  await seen.getByRole('button', { name: ru.bin.erase }).click();
  await expect(seen).toHaveCount(0);
  expect((await other.goto(address('ru', path)))?.status()).toBe(404);
  await page.goto(`/patients?q=${name}`);
  await expect(page.getByRole('link', { name })).toHaveCount(0);
  await other.context().close();
});
