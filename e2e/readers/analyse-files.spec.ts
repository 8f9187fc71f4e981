import { readFileSync, writeFileSync } from 'node:fs';
import type { Locator, Page } from '@playwright/test';
import writeXlsx from 'write-excel-file/universal';
import { address, expect, expectAccessible, LANGUAGES, test, texts } from '../support/fixtures';

const CASES = new URL('../../lib/tables/testing/files/', import.meta.url);

/** Bytes of a text in Windows-1251; letters beyond it are not in these tests. */
function windows1251(text: string): Buffer {
  const bytes = new Map(Array.from({ length: 256 }, (_, byte) => [decode(byte), byte]));
  return Buffer.from(Array.from(text, (letter) => bytes.get(letter) ?? 63));
}

function decode(byte: number): string {
  return new TextDecoder('windows-1251').decode(Uint8Array.of(byte));
}

async function workbook(sheets: Readonly<Record<string, readonly (readonly (string | number)[])[]>>): Promise<Buffer> {
  const written = writeXlsx(
    Object.entries(sheets).map(([sheet, rows]) => ({
      sheet,
      data: rows.map((row) => row.map((value) => ({ value }))),
    })),
  );
  return Buffer.from(await (await written.toBlob()).arrayBuffer());
}

/** Gives a file to the page as the dialog of the button does. */
async function open(page: Page, name: string, buffer: Buffer): Promise<void> {
  await page.locator('input[type="file"]').first().setInputFiles({ name, mimeType: 'text/csv', buffer });
}

const FIT = { useInnerText: true } as const;

for (const language of LANGUAGES) {
  const t = texts(language);
  const summary = (page: Page): Locator =>
    page.getByRole('region', { name: t.analyse.result.summary }).getByRole('row').nth(1);

  test(`of several pairs one is chosen, and only then a curve is drawn (${language})`, async ({ page }) => {
    await page.goto(address(language, '/analyse'));
    await open(page, 'two-endpoints.csv', readFileSync(new URL('04-two-endpoints.csv', CASES)));
    await expect(page.getByText(t.analyse.refused['several-pairs'])).toBeVisible();
    await expect(page.getByRole('heading', { name: t.analyse.result.titleAll })).toBeHidden();
    await expectAccessible(page);
    // R, survfit(Surv(dtime, death) ~ 1): 6 patients, 3 events, median 22.
    await page.getByRole('button', { name: /dtime.*death/ }).click();
    await expect(summary(page)).toContainText(/6\s+3\s+3\s+22\s/, FIT);
    await expectAccessible(page);
  });

  test(`the encoding of a file is corrected where letters look wrong (${language})`, async ({ page }) => {
    await page.goto(address(language, '/analyse'));
    await open(page, 'list.csv', windows1251('срок;исход;группа\n5;умер;А\n7;жив;Б\n9;умер;А\n11;умер;Б\n'));
    await expect(page.getByRole('list', { name: t.tables.note.title })).toContainText('windows-1251');
    await expect(page.getByRole('cell', { name: 'умер' }).first()).toBeVisible();
    const encoding = page.getByRole('combobox', { name: t.tables.format.encoding });
    await encoding.selectOption('windows-1252');
    await expect(page.getByRole('cell', { name: 'умер' })).toHaveCount(0);
    await encoding.selectOption('windows-1251');
    // By hand: both of А have the event, at 5 and 9: 1/2 is reached at 5, the median is the middle of 5 and 9.
    await expect(summary(page)).toContainText(/А\s+2\s+2\s+0\s+7\s/, FIT);
  });

  test(`a sheet of a workbook is chosen (${language})`, async ({ page }) => {
    await page.goto(address(language, '/analyse'));
    const buffer = await workbook({
      About: [
        ['a list', 'of patients'],
        ['made', 'up'],
      ],
      Patients: [
        ['months', 'status'],
        [5, 1],
        [7, 0],
        [9, 1],
      ],
    });
    await open(page, 'book.xlsx', buffer);
    await page.getByRole('combobox', { name: t.tables.format.sheet }).selectOption('Patients');
    await expect(summary(page)).toContainText(/3\s+2\s+1\s+9\s/, FIT);
    await expectAccessible(page);
  });

  test(`groups are dragged and moved into the reader's order (${language})`, async ({ page }) => {
    await page.goto(address(language, '/analyse'));
    await open(page, 'ordered.csv', readFileSync(new URL('14-ordered-groups.csv', CASES)));
    const groups = page.getByRole('group', { name: t.analyse.choice.order }).getByRole('listitem');
    await expect(groups).toContainText(['Low', 'Medium', 'High']);
    await groups.nth(2).dragTo(groups.nth(0));
    await expect(groups).toContainText(['High', 'Low', 'Medium']);
    await page.getByRole('button', { name: t.analyse.choice.down.replace('{name}', 'High') }).press('Enter');
    await expect(groups).toContainText(['Low', 'High', 'Medium']);
    const rows = page.getByRole('region', { name: t.analyse.result.summary }).getByRole('row');
    await expect(rows).toContainText(['', 'Low', 'High', 'Medium']);
    await expectAccessible(page);
  });

  test(`an empty status beside events alone is asked about (${language})`, async ({ page }) => {
    await page.goto(address(language, '/analyse'));
    await open(page, 'marked.csv', Buffer.from('time,dead\n5,1\n7,\n9,1\n11,\n'));
    await expect(page.getByText(t.analyse.refused['status-unknown'])).toBeVisible();
    const empty = page.getByRole('combobox', { name: new RegExp(t.analyse.choice.emptyValue) });
    await empty.selectOption(t.analyse.role.censored);
    // By hand: 3/4 after 5, 3/8 after 9.
    await expect(summary(page)).toContainText(/4\s+2\s+2\s+9\s/, FIT);
    await expectAccessible(page);
  });

  test(`a competing event is named by the reader (${language})`, async ({ page }) => {
    await page.goto(address(language, '/analyse'));
    await open(page, 'causes.csv', Buffer.from('months,status\n3,1\n4,2\n5,0\n6,1\n'));
    await page.getByRole('combobox', { name: /^2 \(1/ }).selectOption(t.analyse.role.competing);
    await page.getByRole('textbox', { name: t.analyse.choice.eventName.replace('{value}', '2') }).fill('toxic death');
    await expect(page.getByRole('heading', { name: /toxic death/ })).toBeVisible();
    await expectAccessible(page);
  });

  test(`years of two digits are said in the line of what was taken (${language})`, async ({ page }) => {
    await page.goto(address(language, '/analyse'));
    await open(
      page,
      'dates.csv',
      Buffer.from('diagnosis;last contact;status\n05.03.24;01.04.25;1\n06.03.24;01.05.25;0\n'),
    );
    await expect(
      page.getByText(language === 'en' ? /05\.03\.24 is 5\sMarch\s2024/ : /05\.03\.24 — это 5\sмарта\s2024/),
    ).toBeVisible();
    await expect(summary(page)).toContainText(/2\s+1\s+1\s+392\s/, FIT);
  });

  test(`reading a million rows keeps the page alive and can be stopped (${language})`, async ({ page }) => {
    const file = test.info().outputPath('million.csv');
    const rows = Array.from(
      { length: 1_000_000 },
      (_, i) => `${i},${((i * 7919) % 100_000) / 100},${i % 3 === 0 ? 1 : 0}`,
    );
    writeFileSync(file, `id,months,status\n${rows.join('\n')}\n`);
    await page.goto(address(language, '/analyse'));
    await page.locator('input[type="file"]').first().setInputFiles(file);
    const stop = page.getByRole('button', { name: t.analyse.input.stop });
    await expect(page.getByText(/[1-9]\d? ?%/).first()).toBeVisible();
    await stop.first().click();
    await expect(stop).toHaveCount(0);
    await expect(page.getByRole('heading', { name: t.analyse.choice.title })).toBeHidden();
    await page.getByRole('button', { name: t.analyse.input.example }).click();
    await expect(summary(page)).toContainText('11', FIT);
  });
}
