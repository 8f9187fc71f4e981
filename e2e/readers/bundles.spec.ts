import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import JSZip from 'jszip';
import type { Download, Page } from '@playwright/test';
import { address, expect, expectAccessibleIn, LANGUAGES, signedInAs, test, texts } from '../support/fixtures';

// Of years in which no other journey enters or changes a child.
const CHOICE = 'population=all&from=2017&to=2018';

/** The files of a bundle with some changed, under hashes that hold again unless they are to be wrong. */
async function changed(bundle: Buffer, changes: Readonly<Record<string, (text: string) => string>>, hashed = true) {
  const zip = await JSZip.loadAsync(bundle);
  for (const [name, change] of Object.entries(changes))
    zip.file(name, change((await zip.file(name)?.async('string')) ?? ''));
  if (hashed) {
    const names = Object.keys(zip.files).filter((name) => name !== 'SHA256SUMS');
    const lines = await Promise.all(
      names.map(async (name) => {
        const text = (await zip.file(name)?.async('string')) ?? '';
        return `${createHash('sha256').update(text).digest('hex')}  ${name}\n`;
      }),
    );
    zip.file('SHA256SUMS', lines.join(''));
  }
  return zip.generateAsync({ type: 'nodebuffer' });
}

/** A button is reached and pressed by keys alone. */
async function press(page: Page, name: string): Promise<void> {
  const button = page.getByRole('button', { name, exact: true });
  await expect(button).toBeEnabled();
  await button.focus();
  await page.keyboard.press('Enter');
}

async function open(page: Page, button: string, buffer: Buffer): Promise<void> {
  const chooser = page.waitForEvent('filechooser');
  await press(page, button);
  await (await chooser).setFiles({ name: 'survival-bundle.zip', mimeType: 'application/zip', buffer });
}

async function bytesOf(download: Download): Promise<Buffer> {
  return readFile(await download.path());
}

for (const language of LANGUAGES) {
  const t = texts(language);
  const b = t.groups.bundle;
  const begins = (text: string) => text.split('{')[0] ?? '';

  for (const [page_, path] of [
    ['a comparison', `/compare?endpoint=EFS&${CHOICE}&local=1&view=survival`],
    ['groups', `/compare/groups?${CHOICE}&by=age`],
  ] as const) {
    test(`the data of ${page_} are saved, opened again, and what has changed is said (${language})`, async ({
      page,
    }) => {
      await signedInAs(page, 'data-manager');
      await page.goto(address(language, path));
      const [download] = await Promise.all([page.waitForEvent('download'), press(page, b.save)]);
      const bundle = await bytesOf(download);
      const said = page.getByRole('status').filter({ hasText: /\S/u });

      await open(page, b.open, bundle);
      await expect(said.filter({ hasText: begins(b.same) })).toBeVisible();

      const other = await changed(bundle, {
        'expected.csv': (text) => text.replace(/^(?<before>n,(?:1?,)+)\d+(?<after>,?)$/mu, '$<before>99$<after>'),
        'specification.json': (text) => text.replace(/"endpoint": "[A-Z]+"/u, '"endpoint": "DFS"'),
      });
      await open(page, b.open, other);
      await expect(said.filter({ hasText: begins(b.changed) })).toBeVisible();
      await expect(page.getByRole('listitem').filter({ hasText: b.change.definition })).toBeVisible();
      await expect(page.getByRole('listitem').filter({ hasText: b.item.n }).filter({ hasText: '99' })).toBeVisible();

      await open(page, b.open, await changed(bundle, { 'expected.csv': (text) => `${text} ` }, false));
      await expect(said.filter({ hasText: b.damaged.replace('{name}', 'expected.csv') })).toBeVisible();
      await open(page, b.open, Buffer.from('no archive'));
      await expect(said.filter({ hasText: b.notABundle })).toBeVisible();

      await page.getByText(t.compare.rCode, { exact: true }).click();
      await expect(page.getByLabel(t.compare.rCode)).toContainText('library(survival)');
      await expect(page.getByLabel(t.compare.rCode)).not.toContainText('.csv"');
      await expectAccessibleIn(page, { 'wide light': 'whole', 'narrow light': 'width' });
    });
  }

  test(`a bundle of a comparison is opened among groups and leads back to it (${language})`, async ({ page }) => {
    await signedInAs(page, 'data-manager');
    await page.goto(address(language, `/compare?endpoint=EFS&${CHOICE}&local=1&view=survival`));
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: b.save, exact: true }).click(),
    ]);
    const bundle = await bytesOf(download);
    await page.goto(address(language, `/compare/groups?${CHOICE}&by=age`));
    await open(page, b.open, bundle);
    await expect(page.getByRole('status').filter({ hasText: begins(b.same) })).toBeVisible();
    await page.getByRole('link', { name: b.toChoice }).click();
    await expect(page).toHaveURL(/\/compare\?/u);
    await expect(page.getByRole('heading', { name: t.compare.title, level: 1 })).toBeVisible();
  });
}
