import type { BrowserContext, Page, Request } from '@playwright/test';
import { address, expect, expectAccessible, LANGUAGES, test, texts } from '../support/fixtures';
import { pointAt } from '../support/figure-steps';

/** Made up: ten patients with an arm that falls to 40 %, eight with one that falls to 25 %. Drawn here, so nobody's figure. */
const HIGH = {
  colour: '#0046c8',
  end: 38,
  steps: [
    [5, 0.9],
    [12, 0.8],
    [20, 0.6],
    [30, 0.4],
  ],
  counts: [10, 9, 6, 4, 2],
} as const;
const LOW = {
  colour: '#d21e1e',
  end: 36,
  steps: [
    [3, 0.75],
    [9, 0.5],
    [16, 0.25],
  ],
  counts: [8, 4, 2, 2, 1],
} as const;

const atTime = (time: number): number => 120 + 15 * time;
const atLevel = (share: number): number => 460 - 400 * share;

const stroke = (path: string, colour: string, width: number): string =>
  `<path d="${path}" fill="none" stroke="${colour}" stroke-width="${width}"/>`;
const words = (text: string, x: number, y: number, anchor = 'middle'): string =>
  `<text x="${x}" y="${y}" text-anchor="${anchor}">${text}</text>`;

function curve({ colour, end, steps }: typeof HIGH | typeof LOW): string {
  const corners = steps.map(([time, value]) => `H${atTime(time)}V${atLevel(value)}`).join('');
  return stroke(`M${atTime(0)} ${atLevel(1)}${corners}H${atTime(end)}`, colour, 2);
}

/** A figure as a screenshot has it: pixels, its letters included. */
async function picture(context: BrowserContext): Promise<Buffer> {
  const times = [0, 10, 20, 30, 40].map(
    (time) => stroke(`M${atTime(time)} 460V468`, '#000', 2) + words(String(time), atTime(time), 488),
  );
  const levels = [0, 20, 40, 60, 80, 100].map(
    (level) =>
      stroke(`M112 ${atLevel(level / 100)}H120`, '#000', 2) +
      words(String(level), 106, atLevel(level / 100) + 6, 'end'),
  );
  const rows = [HIGH, LOW].map(({ counts }, i) =>
    counts.map((n, k) => words(String(n), atTime(10 * k), 560 + 28 * i)).join(''),
  );
  const content = [stroke('M120 460H720', '#000', 2), stroke('M120 460V60', '#000', 2), ...times, ...levels, ...rows];
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="800" height="620" style="display:block;background:#fff" font-family="sans-serif" font-size="17">${content.join('')}${curve(HIGH)}${curve(LOW)}</svg>`;
  const sheet = await context.newPage();
  await sheet.setViewportSize({ width: 800, height: 620 });
  await sheet.setContent(`<body style="margin:0">${svg}</body>`);
  const taken = await sheet.locator('svg').screenshot();
  await sheet.close();
  return taken;
}

function requestsOf(page: Page): Request[] {
  const all: Request[] = [];
  page.on('request', (request) => all.push(request));
  return all;
}

/** What was asked to read letters with. */
const letterFiles = (requests: readonly Request[]): string[] =>
  requests.map((request) => new URL(request.url()).pathname).filter((path) => /\.wasm$|traineddata/.test(path));

for (const language of LANGUAGES) {
  const t = texts(language).curveReader;

  test(`the numbers of a picture are read when asked for, here, and confirmed by a person (${language})`, async ({
    page,
    context,
  }) => {
    test.slow();
    const figureFile = await picture(context);
    await page.goto(address(language, '/analyse/figure'));
    const file = page.getByLabel(t.open.choose);
    await expect(file).toBeEnabled();
    const requests = requestsOf(page);
    await file.setInputFiles({ name: 'secret-name.png', mimeType: 'image/png', buffer: figureFile });
    const figure = page.locator('[data-figure]');
    await expect(figure).toBeVisible();
    const axes = page.getByRole('region', { name: t.axes.title });
    await expect(axes.getByRole('button', { name: t.letters.read, exact: true })).toBeVisible();
    // Nothing of it is loaded before.
    expect(letterFiles(requests)).toEqual([]);

    await axes.getByRole('button', { name: t.letters.read, exact: true }).click();
    await expect(axes.getByText(t.letters.ticks.agree)).toBeVisible({ timeout: 90_000 });
    for (const [axis, values] of [
      ['x', ['0', '40', '10']],
      ['y', ['0', '100', '20']],
    ] as const)
      for (const [i, part] of (['first', 'last', 'step'] as const).entries())
        await expect(page.locator(`#reader-${axis}-${part}`)).toHaveValue(values[i] ?? '');
    // Proposals: what time counts and which way the curves run is the person's to say, and all of it to be confirmed.
    await expect(page.getByLabel(t.axes.as)).toHaveValue('percent');
    await expect(page.getByLabel(t.axes.unit)).toHaveValue('');
    await expect(page.getByLabel(t.axes.shows)).toHaveValue('');
    await expect(axes.getByRole('button', { name: t.axes.confirm, exact: true })).toBeDisabled();
    await expectAccessible(page);

    // Two files from the program's own address, and nothing sent anywhere.
    expect(letterFiles(requests)).toHaveLength(2);
    const own = new URL(page.url()).origin;
    const elsewhere = requests
      .map((request) => request.url())
      .filter((url) => !url.startsWith(own) && !url.startsWith('blob:'));
    expect(elsewhere).toEqual([]);
    expect(requests.flatMap((request) => request.postDataBuffer() ?? [])).toEqual([]);

    await page.getByLabel(t.axes.unit).selectOption('months');
    await page.getByLabel(t.axes.shows).selectOption('survival');
    const list = page.getByRole('region', { name: t.check.title });
    for (const [i, [time, value]] of (
      [
        [16, 0.8],
        [12, 0.5],
      ] as const
    ).entries()) {
      await page.getByRole('button', { name: t.curves.add, exact: true }).click();
      await pointAt(figure, [atTime(time), atLevel(value)]);
      await expect(list.getByRole('heading', { level: 3 })).toHaveCount(i + 1);
    }
    await axes.getByRole('button', { name: t.axes.confirm, exact: true }).click();
    for (const box of await list.getByRole('checkbox').all()) await box.check();

    const counts = page.getByRole('region', { name: t.counts.title });
    await counts.getByRole('button', { name: t.letters.fill, exact: true }).click();
    const cells = (arm: number) => counts.getByRole('table').nth(arm).getByRole('textbox');
    for (const [arm, { counts: printed }] of [HIGH, LOW].entries())
      for (const [i, n] of printed.entries()) await expect(cells(arm).nth(i)).toHaveValue(String(n));
    await expect(page.getByText(t.stillOpen.proposedCounts)).toBeVisible();
    const save = page.getByRole('button', { name: t.own.save, exact: true });
    await expect(save).toBeDisabled();
    await expectAccessible(page);

    // One number after the other by Enter, or a whole row that was compared; typing is comparing, too.
    await cells(0).nth(0).focus();
    for (let i = 0; i < HIGH.counts.length; i += 1) await page.keyboard.press('Enter');
    await expect(counts.getByRole('button', { name: t.letters.compared })).toHaveCount(1);
    await cells(1).nth(4).fill('0');
    await counts.getByRole('button', { name: t.letters.compared }).click();
    await expect(page.getByText(t.stillOpen.proposedCounts)).toHaveCount(0);
    await expect(cells(1).nth(4)).toHaveValue('0');
    await expect(save).toBeEnabled();
    await page.setViewportSize({ width: 390, height: 844 });
    await expectAccessible(page);
  });
}
