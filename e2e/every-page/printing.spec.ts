import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';
import type { Page } from '@playwright/test';
import { address, expect, LANGUAGES, signedInAs, testOfPages as test, texts } from '../support/fixtures';

/** Margins of a browser's own dialogue. */
const MARGIN = { top: '10mm', right: '10mm', bottom: '10mm', left: '10mm' };
/** How wide A4 is between them, in points. */
const BETWEEN = { upright: ((210 - 20) / 25.4) * 72, across: ((297 - 20) / 25.4) * 72 } as const;
type Paper = keyof typeof BETWEEN;
/** The axis of /compare: whole years from 0. */
const YEARS = /^\d$/u;

type Word = Readonly<{ text: string; x: number; y: number; size: number; width: number }>;

/** What stands on each sheet of the page as the browser prints it. */
async function sheetsOf(page: Page, paper: Paper): Promise<Word[][]> {
  const bytes = new Uint8Array(await page.pdf({ format: 'A4', margin: MARGIN, landscape: paper === 'across' }));
  const task = getDocument({ data: bytes, verbosity: 0 });
  const printed = await task.promise;
  const sheets: Word[][] = [];
  for (let number = 1; number <= printed.numPages; number++) {
    const { items } = await (await printed.getPage(number)).getTextContent();
    sheets.push(
      items.flatMap((item) =>
        'str' in item
          ? [
              {
                text: item.str.trim(),
                x: item.transform[4],
                y: item.transform[5],
                size: item.transform[3],
                width: item.width,
              },
            ]
          : [],
      ),
    );
  }
  await task.destroy();
  return sheets;
}

/** The ticks of the axis of years, from the left: the whole numbers of one line that begin with nought and count on. */
function ticksOf(sheets: readonly (readonly Word[])[]): Word[] {
  const lines = sheets.flatMap((words) => {
    const numbers = words.filter(({ text }) => YEARS.test(text));
    return numbers.map(({ y }) => numbers.filter((one) => Math.abs(one.y - y) < 1).sort((a, b) => a.x - b.x));
  });
  const axis = lines.find((line) => line.length > 3 && line.every(({ text }, i) => text === String(i)));
  if (axis === undefined) throw new Error('no axis of years on any sheet');
  return axis;
}

for (const [language, width] of [
  ['en', 1280],
  ['ru', 390],
] as const)
  test(`a chart is as wide as the sheet, its letters as large as in print, first seen at ${width} px (${language})`, async ({
    page,
  }) => {
    await page.setViewportSize({ width, height: 900 });
    await page.goto(address(language, '/compare'));
    await expect(page.locator('.recharts-wrapper').first()).toBeVisible();
    for (let attempt = 0; attempt < 2; attempt++)
      for (const media of [null, 'print'] as const) {
        // A window that has just become wider has a chart of its old width for some time.
        await page.setViewportSize({ width: 390, height: 900 });
        await page.setViewportSize({ width: 1280, height: 900 });
        await page.emulateMedia({ media });
        for (const paper of ['upright', 'across'] as const) {
          const ticks = ticksOf(await sheetsOf(page, paper));
          // The axis is the sheet without the names of the levels and the room of the last mark.
          expect((ticks.at(-1)?.x ?? 0) - (ticks[0]?.x ?? 0)).toBeGreaterThan(0.8 * BETWEEN[paper]);
          // 13 px on the page are 9.75 pt on paper; what is drawn for upright paper is larger across it.
          const size = paper === 'upright' ? 9.75 : (9.75 * BETWEEN.across) / BETWEEN.upright;
          for (const tick of ticks) expect(Math.abs(tick.size - size)).toBeLessThan(1.2);
        }
        await page.emulateMedia({ media: null });
      }
    // On the screen the chart fills its place again.
    const chart = page.locator('.recharts-wrapper').first();
    const missing = (): Promise<number> =>
      chart.evaluate((drawn) => (drawn.parentElement?.clientWidth ?? 0) - drawn.clientWidth);
    await expect.poll(missing).toBeLessThan(2);
  });

/** Words of one line of print that begin within each other; a name on a chart is there twice, with its edge. */
function covered(words: readonly Word[]): string[] {
  const written = words.filter(({ text }) => text !== '');
  return written.flatMap((one, i) =>
    written
      .slice(i + 1)
      .filter(
        ({ text, x, y }) =>
          text !== one.text && Math.abs(y - one.y) < 0.5 * one.size && x < one.x + one.width - 2 && one.x < x + 2,
      )
      .map(({ text }) => `${one.text} / ${text}`),
  );
}

for (const language of LANGUAGES)
  test(`the tables of one’s own analysis print without text upon text (${language})`, async ({ page }) => {
    const t = texts(language);
    await page.goto(address(language, '/analyse'));
    await page.getByRole('button', { name: t.analyse.input.example, exact: true }).click();
    await expect(page.locator('.recharts-wrapper').first()).toBeVisible();
    const sheets = await sheetsOf(page, 'upright');
    expect(sheets.length).toBeGreaterThan(1);
    for (const words of sheets) expect(covered(words)).toEqual([]);
  });

/** A text as it may be found in a PDF, which cuts it anywhere. */
function closed(text: string): string {
  return text.replaceAll(/\s/gu, '');
}

/** How many lines of print a sheet has. */
function linesOn(words: readonly Word[]): number {
  return new Set(words.filter(({ text }) => text !== '').map(({ y }) => Math.round(y))).size;
}

for (const language of LANGUAGES) {
  const t = texts(language);
  for (const path of [
    '/trials',
    '/trials/mll-10',
    '/changes',
    '/risk/rules',
    '/risk#ageDays=142&kmt2a=rearranged&wbc=286',
  ])
    test(`every sheet of ${path} says that it is no advice, and more than that (${language})`, async ({ page }) => {
      await page.goto(address(language, path));
      for (const words of await sheetsOf(page, 'upright')) {
        expect(closed(words.map(({ text }) => text).join(''))).toContain(closed(t.site.notAdvice));
        // The foot has two lines, or three on upright paper.
        expect(linesOn(words)).toBeGreaterThan(3);
        expect(covered(words)).toEqual([]);
      }
    });

  test(`of one infant at most three sheets are printed, what was entered and the answers in columns (${language})`, async ({
    page,
  }) => {
    await page.goto(address(language, '/risk#ageDays=142&kmt2a=rearranged&wbc=286'));
    await expect(
      page.getByRole('region', { name: t.riskPage.deciders.title }).getByRole('table').first(),
    ).toBeVisible();
    const sheets = await sheetsOf(page, 'upright');
    expect(sheets.length).toBeLessThanOrEqual(3);
    const all = closed(sheets.flatMap((words) => words.map(({ text }) => text)).join(''));
    expect(all).toContain('286');
    // What is not known is not there, nor the fields that ask for it.
    expect(all).not.toContain(closed(t.risk.notKnownYet));
    // A table: the names of its columns stand on one line.
    const words = sheets.flat();
    const beside = words.filter(({ text }) => text === t.risk.matrix.group);
    const first = words.filter(({ text }) => text === t.risk.matrix.protocol);
    expect(first.some(({ y }) => beside.some((one) => Math.abs(one.y - y) < 1))).toBe(true);
  });

  for (const [path, who] of [
    ['/', null],
    ['/compare', null],
    ['/references', null],
    ['/risk', null],
    ['/people', 'administrator'],
    ['/patients/quality', 'data-manager'],
  ] as const)
    test(`nothing to press or to fill in is printed of ${path} (${language})`, async ({ page }) => {
      if (who !== null) await signedInAs(page, who);
      await page.goto(address(language, path));
      await page.waitForLoadState('networkidle');
      await page.emulateMedia({ media: 'print' });
      const left = page
        .locator('main')
        .locator('button, input, select, textarea, details:not([open]), nav, a[download]');
      const shown = await left.evaluateAll((found) =>
        found
          .filter(
            (one) => one.checkVisibility() && !one.hasAttribute('data-on-paper') && one.getClientRects().length > 0,
          )
          .map((one) => one.outerHTML.slice(0, 120)),
      );
      expect(shown).toEqual([]);
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    });

  for (const path of ['/compare/groups', '/network', '/patients/worklist'])
    test(`every sheet of ${path} says that patients are made up, and has no text upon text (${language})`, async ({
      page,
    }) => {
      await signedInAs(page, 'data-manager');
      await page.goto(address(language, path));
      await page.waitForLoadState('networkidle');
      for (const words of await sheetsOf(page, 'upright')) {
        expect(closed(words.map(({ text }) => text).join(''))).toContain(closed(t.site.madeUpBand));
        expect(linesOn(words)).toBeGreaterThan(6);
        expect(covered(words)).toEqual([]);
      }
    });

  test(`studies are printed side by side on upright paper too (${language})`, async ({ page }) => {
    const series = 'interfant-99-efs-4y-kmt2a-r,interfant-06-efs-6y-kmt2a-r';
    await page.goto(address(language, `/compare?endpoint=EFS&population=r&series=${series}&view=table`));
    const [first = []] = await sheetsOf(page, 'upright');
    const heads = first.filter(({ text }) => text === 'Interfant-99' || text === 'Interfant-06');
    expect(heads.some((one) => heads.some((other) => other.text !== one.text && other.y === one.y))).toBe(true);
  });
}

for (const language of LANGUAGES) {
  const t = texts(language);
  test(`a study’s picture is printed under its axis on one sheet (${language})`, async ({ page }) => {
    await page.goto(address(language, '/trials/interfant-06'));
    const sheets = await sheetsOf(page, 'upright');
    const holds = (words: readonly Word[], text: string): boolean =>
      closed(words.map((word) => word.text).join('')).includes(closed(text));
    const axis = sheets.findIndex((words) => holds(words, t.trial.survivalAxis));
    // The last row of the picture, disease-free survival of the arm IB: 36.8 % (29.2–44.4).
    const last = sheets.findIndex((words) => holds(words, language === 'en' ? '36.8' : '36,8'));
    expect(axis).toBeGreaterThanOrEqual(0);
    expect(last).toBe(axis);
  });

  test(`no sheet of the disease ends with the name of a group (${language})`, async ({ page }) => {
    await page.goto(address(language, '/disease'));
    const groups = [t.disease.by.population, t.disease.by.characteristic];
    for (const words of await sheetsOf(page, 'upright')) {
      const lowest = Math.min(...words.filter(({ text }) => text !== '').map(({ y }) => y));
      const line = words.filter(({ y }) => Math.abs(y - lowest) < 1).map(({ text }) => text);
      expect(line.filter((text) => groups.some((group) => text.startsWith(group)))).toEqual([]);
    }
  });
}
