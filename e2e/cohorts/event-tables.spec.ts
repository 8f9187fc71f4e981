import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { address, expect, expectAccessibleIn, LANGUAGES, signedInAs, test, texts } from '../support/fixtures';

type Table = Readonly<{ site: string; endpoint: string; groups: readonly Readonly<{ code: string }>[] }>;

async function save(page: Page, button: string): Promise<Table> {
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: button, exact: true }).click(),
  ]);
  return JSON.parse(await readFile(await download.path(), 'utf8')) as Table;
}

for (const language of LANGUAGES) {
  const t = texts(language).groups.network;

  test(`event tables of several sites are pooled in the browser, and what cannot be is named (${language})`, async ({
    page,
  }) => {
    await signedInAs(page, 'data-manager');
    await page.goto(address(language, '/compare/groups?population=all&by=kmt2a'));
    const own = await save(page, t.save);
    expect(own.groups.length).toBeGreaterThan(1);

    const sites = ['A', 'B', 'C'].map((site) => ({ ...own, site }));
    const files: [string, unknown][] = [
      ...sites.map((table): [string, unknown] => [`${table.site}.json`, table]),
      ['os.json', { ...own, site: 'D', endpoint: 'OS' }],
      ['again.json', { ...own, site: 'B' }],
      ['small.json', { ...own, site: 'E', groups: [] }],
      ['other.json', { some: 'thing' }],
    ];
    const sent: string[] = [];
    page.on('request', (request) => void (request.method() === 'POST' && sent.push(request.url())));
    const chooser = page.waitForEvent('filechooser');
    const open = page.getByRole('button', { name: t.open, exact: true });
    await expect(open).toBeEnabled();
    await open.focus();
    await page.keyboard.press('Enter');
    await (await chooser).setFiles(
      files.map(([name, table]) => ({
        name,
        mimeType: 'application/json',
        buffer: Buffer.from(JSON.stringify(table)),
      })),
    );
    for (const [fault, file] of [
      ['differs', 'os.json'],
      ['same-site', 'again.json'],
      ['no-groups', 'small.json'],
      ['unreadable', 'other.json'],
    ] as const)
      await expect(
        page.getByRole('listitem').filter({ hasText: t.fault[fault].replace('{file}', file) }),
      ).toBeVisible();

    // Three sites of the same children: by REML nothing lies between them, and the pool is the value of each.
    const row = page.getByRole('table', { name: t.survival }).locator('tbody tr').first();
    const cells = await row.getByRole('cell').allTextContents();
    expect(cells).toHaveLength(5);
    const value = (text = ''): string => text.split('(')[0]?.trim() ?? '';
    expect(value(cells[0])).toMatch(/\d/u);
    expect([value(cells[1]), value(cells[2]), value(cells[3])]).toEqual(Array(3).fill(value(cells[0])));
    expect(cells[4]).toMatch(/τ² = 0[.,]000/u);
    await expect(page.getByText(t.method)).toBeVisible();
    expect(sent).toEqual([]);
    await expectAccessibleIn(page, { 'wide light': 'whole', 'narrow light': 'width' });
  });

  test(`groups known only later give no event table, and the page says why (${language})`, async ({ page }) => {
    await signedInAs(page, 'data-manager');
    await page.goto(address(language, '/compare/groups?population=all&by=hsct'));
    await page.getByRole('button', { name: t.save, exact: true }).click();
    await expect(page.getByText(t.refusal['not-at-zero'])).toBeVisible();
  });
}
