import type { Locator, Page } from '@playwright/test';

/** Points at a place of the figure, in its own units. */
export async function pointAt(figure: Locator, [x, y]: readonly [number, number]): Promise<void> {
  await figure.scrollIntoViewIfNeeded();
  const box = await figure.boundingBox();
  const [width, height] = await figure
    .locator('svg')
    .evaluate((svg) => (svg.getAttribute('viewBox') ?? '').split(' ').slice(2).map(Number));
  if (box === null || width === undefined || height === undefined) throw new Error('no figure');
  await figure.click({ position: { x: (x / width) * box.width, y: (y / height) * box.height } });
}

/** What is printed on the axes of the drawn picture, and what they count. */
export async function typeAxes(
  page: Page,
  words: Readonly<{ unit: string; as: string; shows: string }>,
): Promise<void> {
  for (const [axis, values] of [
    ['x', ['0', '40', '10']],
    ['y', ['0', '100', '20']],
  ] as const)
    for (const [i, part] of (['first', 'last', 'step'] as const).entries())
      await page.locator(`#reader-${axis}-${part}`).fill(values[i] ?? '');
  await page.getByLabel(words.unit).selectOption('months');
  await page.getByLabel(words.as).selectOption('percent');
  await page.getByLabel(words.shows).selectOption('survival');
}

/** Pixels of the screen at a place of the figure. */
async function onScreen(figure: Locator, [x, y]: readonly [number, number]): Promise<readonly [number, number]> {
  const box = await figure.boundingBox();
  const [width = 1, height = 1] = await figure
    .locator('svg')
    .evaluate((svg) => (svg.getAttribute('viewBox') ?? '').split(' ').slice(2).map(Number));
  if (box === null) throw new Error('no figure');
  return [box.x + (x / width) * box.width, box.y + (y / height) * box.height];
}

export async function dragOn(
  page: Page,
  figure: Locator,
  from: readonly [number, number],
  to: readonly [number, number],
): Promise<void> {
  await figure.scrollIntoViewIfNeeded();
  await page.mouse.move(...(await onScreen(figure, from)));
  await page.mouse.down();
  await page.mouse.move(...(await onScreen(figure, to)), { steps: 4 });
  await page.mouse.up();
}

/** Where the cross stands, in units of the figure. */
export async function crossOf(figure: Locator): Promise<readonly [number, number]> {
  const path = (await figure.locator('svg > path').last().getAttribute('d')) ?? '';
  const [x = 0, y = 0] = /^M([-\d.]+),0V[-\d.]+M0,([-\d.]+)/.exec(path)?.slice(1).map(Number) ?? [];
  return [x, y];
}

/** The cross by its keys: ten, one and a tenth at a time. */
export async function moveBy(
  page: Page,
  [x, y]: readonly [number, number],
  to: readonly [number, number],
): Promise<void> {
  for (const [by, less, more] of [
    [to[0] - x, 'ArrowLeft', 'ArrowRight'],
    [to[1] - y, 'ArrowUp', 'ArrowDown'],
  ] as const) {
    const key = by < 0 ? less : more;
    const tenths = Math.round(10 * Math.abs(by));
    for (let i = 0; i < Math.floor(tenths / 100); i += 1) await page.keyboard.press(`Shift+${key}`);
    for (let i = 0; i < Math.floor((tenths % 100) / 10); i += 1) await page.keyboard.press(key);
    for (let i = 0; i < tenths % 10; i += 1) await page.keyboard.press(`Alt+${key}`);
  }
}

/** Counts what a person clicks on every page from now on; keys that press a button are none. */
export async function countClicks(page: Page): Promise<void> {
  await page.addInitScript(() => {
    document.addEventListener(
      'click',
      (event) => {
        const { dataset } = document.documentElement;
        if (event.detail > 0) dataset['clicks'] = String(Number(dataset['clicks'] ?? 0) + 1);
      },
      true,
    );
  });
}

export async function clicksOn(page: Page): Promise<number> {
  return Number((await page.locator('html').getAttribute('data-clicks')) ?? 0);
}
