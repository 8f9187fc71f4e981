import { encode } from 'fast-png';
import type { Locator, Page, Request } from '@playwright/test';
import { FRAME, picture, withAxes, withCurve } from '../../lib/figure-reading/testing/drawn-picture';
import { atTime, atValue, axes, line, smallPdf, stairs, text } from '../../lib/figure-reading/testing/small-pdf';
import { address, expect, expectAccessible, LANGUAGES, signedInAs, signInWith, test, texts } from '../support/fixtures';
import { clicksOn, countClicks, crossOf, dragOn, moveBy, pointAt, typeAxes } from '../support/figure-steps';
import { SECOND_CURATOR } from '../support/people';

/** Made up: ten patients with an arm that falls to 40 %, eight with one that falls to 25 %. Drawn here, so nobody's figure. */
const HIGH = [
  [5, 0.9],
  [12, 0.8],
  [20, 0.6],
  [30, 0.4],
] as const;
const LOW = [
  [3, 0.75],
  [9, 0.5],
  [16, 0.25],
] as const;

function rowAt(y: number, name: string, counts: readonly number[]): string {
  const cells = counts.map((n, i) => text(String(n), atTime(10 * i) - String(n).length * 2.78, y));
  return [text(name, 5, y), ...cells].join('\n');
}

const PAGE = [
  axes(),
  '0.8 0 0 RG 1 w',
  line(...stairs(HIGH, 38)),
  `${line([250, 260], [270, 260])} ${text('First', 275, 256.4)}`,
  '0 0 0.8 RG 1 w',
  line(...stairs(LOW, 36)),
  `${line([250, 245], [270, 245])} ${text('Second', 275, 241.4)}`,
  '0 0 0 RG',
  rowAt(25, 'First', [10, 9, 6, 4]),
  rowAt(12, 'Second', [8, 4, 2, 2]),
].join('\n');
const PDF = Buffer.from(smallPdf([{ content: PAGE }]));
/** Encrypted with a password that nobody knows: both keys are zeros. */
const ENCRYPTED = `/Encrypt << /Filter /Standard /V 1 /R 2 /O <${'00'.repeat(32)}> /U <${'00'.repeat(32)}> /P -4 >> /ID [<00> <00>]`;

function png(): Buffer {
  const drawn = picture(440, 400);
  withAxes(drawn);
  withCurve(drawn, HIGH, 38, [0, 70, 200]);
  withCurve(drawn, LOW, 36, [210, 30, 30]);
  return Buffer.from(encode({ width: 440, height: 400, data: new Uint8Array(drawn.data), channels: 4 }));
}

/** Every request from now on; what carries a body or goes elsewhere is told apart. */
function requestsOf(page: Page): Readonly<{ all: Request[]; bodies: () => string[]; elsewhere: () => string[] }> {
  const all: Request[] = [];
  page.on('request', (request) => all.push(request));
  return {
    all,
    bodies: () => all.flatMap((request) => request.postDataBuffer()?.toString('latin1') ?? []),
    elsewhere: () => {
      const own = new URL(page.url()).origin;
      return all.map((request) => request.url()).filter((url) => !url.startsWith(own) && !url.startsWith('blob:'));
    },
  };
}

for (const language of LANGUAGES) {
  const t = texts(language);
  const words = t.curveReader;

  test(`a curator reads a figure of lines and proposes its curves; the file stays (${language})`, async ({
    page,
    browser,
  }) => {
    await signedInAs(page, 'curator');
    await page.goto(address(language, '/curate/curves/read'));
    const file = page.getByLabel(words.open.choose);
    await expect(file).toBeEnabled();
    const requests = requestsOf(page);
    await file.setInputFiles({ name: 'secret-name.pdf', mimeType: 'application/pdf', buffer: PDF });
    await expect(page.getByLabel(words.curves.name.replace('{number, number}', '1'))).toHaveValue('First');
    await expect(page.getByLabel(words.axes.unit)).toHaveValue('months');
    await expect(page.getByLabel(words.axes.as)).toHaveValue('percent');
    await expect(page.getByText(words.stillOpen.confirm)).toBeVisible();
    await expectAccessible(page);

    // What the drawing contradicts is refused, and what was taken back is as it was.
    await page.getByLabel(words.axes.shows).selectOption('incidence');
    await expect(page.getByText(words.axes.contradiction.shows)).toBeVisible();
    await page.getByRole('button', { name: words.check.undo, exact: true }).click();
    await expect(page.getByLabel(words.axes.shows)).toHaveValue('survival');
    await page.getByRole('button', { name: words.axes.confirm, exact: true }).click();
    expect(requests.bodies()).toEqual([]);

    const { label: names } = t.curate;
    const field = (name: keyof typeof names): Locator => page.getByLabel(names[name], { exact: true });
    await field('trialSlug').selectOption('interfant-99');
    await field('endpoint').selectOption('EFS');
    await field('timeZero').selectOption('diagnosis');
    await field('sourceRef').selectOption({ index: 1 });
    await field('sourceLocator').fill('Figure 0');
    await field('sourceLevel').selectOption('primary-fulltext');
    await field('stratumKmt2a').nth(0).selectOption('r');
    await field('stratumKmt2a').nth(1).selectOption('g');
    const stamp = `${language} ${Date.now().toString(36)}`;
    await field('labelEn').nth(0).fill(`First ${stamp}`);
    await field('labelRu').nth(0).fill(`First ${stamp}`);
    await page
      .getByRole('group', { name: words.propose.shared })
      .locator('xpath=ancestor::form')
      .locator('button[type=submit]')
      .click();
    await expect(page.getByText(words.propose.saved)).toBeVisible();

    // One request carried something: the proposal, without the file, its name or its words.
    expect(requests.elsewhere()).toEqual([]);
    const sent = requests.bodies();
    expect(sent).toHaveLength(1);
    for (const word of ['%PDF', 'secret-name', 'Months from', 'Helvetica']) expect(sent[0]).not.toContain(word);

    await page.getByRole('link', { name: words.propose.toList }).click();
    const item = page.getByRole('listitem').filter({ has: page.getByRole('heading', { name: `First ${stamp}` }) });
    await expect(item).toContainText(t.curate.read.drawing);
    await expect(item).toContainText(t.curate.ownProposal);

    // Another curator reads the same file: nothing of the first reading comes before their own is finished.
    const second = await (await browser.newContext()).newPage();
    await signInWith(second, SECOND_CURATOR.email, SECOND_CURATOR.password);
    await second.goto(address(language, '/curate/curves/read'));
    expect(await second.content()).toContain(`First ${stamp}`);
    // Its first step, at 5 months, in years.
    expect(await second.content()).not.toContain('0.41666');
    await expect(second.getByLabel(words.open.choose)).toBeEnabled();
    await second
      .getByLabel(words.open.choose)
      .setInputFiles({ name: 'secret-name.pdf', mimeType: 'application/pdf', buffer: PDF });
    await expect(second.getByText(words.stillOpen.confirm)).toBeVisible();
    const choice = second.getByLabel(words.second.choose).first();
    await expect(choice).toBeHidden();
    await second.getByRole('button', { name: words.axes.confirm, exact: true }).click();
    const option = choice.locator('option').filter({ hasText: `First ${stamp}` });
    await choice.selectOption((await option.getAttribute('value')) ?? '');
    await second.getByRole('button', { name: words.second.store, exact: true }).click();
    const agreed =
      language === 'en' ? 'read twice, differences below 0.01 points, same file' : /дважды.*0,01.*файл тот же/u;
    await expect(second.getByText(agreed)).toBeVisible();
    await expectAccessible(second);
    await page.reload();
    await expect(item).toContainText(agreed);
  });

  test(`a picture is traced with its reader, without an account (${language})`, async ({ page }) => {
    await page.goto(address(language, '/analyse/figure'));
    const file = page.getByLabel(words.open.choose);
    await expect(file).toBeEnabled();
    const requests = requestsOf(page);
    await file.setInputFiles({ name: 'secret-name.png', mimeType: 'image/png', buffer: png() });
    await typeAxes(page, words.axes);
    const figure = page.locator('[data-figure]');
    const at = (time: number, value: number): readonly [number, number] => [
      FRAME.x + time * FRAME.perTime,
      FRAME.y - value * FRAME.perValue,
    ];
    const list = page.getByRole('region', { name: words.check.title });
    for (const [i, place] of [at(16, 0.8), at(12, 0.5)].entries()) {
      await page.getByRole('button', { name: words.curves.add, exact: true }).click();
      await pointAt(figure, place);
      await expect(list.getByRole('heading', { level: 3 })).toHaveCount(i + 1);
    }
    await page.getByRole('button', { name: words.axes.confirm, exact: true }).click();
    for (const box of await list.getByRole('checkbox').all()) await box.check();
    await expectAccessible(page);
    await page.setViewportSize({ width: 390, height: 844 });
    await expectAccessible(page);
    const download = page.waitForEvent('download');
    await page.getByRole('button', { name: words.own.save, exact: true }).click();
    const stream = await (await download).createReadStream();
    const csv = Buffer.concat(await stream.toArray()).toString();
    // The first arm falls to 80 % after a year: 12 months by what is drawn, within half a pixel.
    const row = csv.split('\r\n').find((one) => one.startsWith('"1",0.99') || one.startsWith('"1",1'));
    expect(Number(row?.split(',')[2])).toBeGreaterThan(79.5);
    expect(Number(row?.split(',')[2])).toBeLessThan(80.5);
    expect(csv).toContain(',raster');
    expect(requests.bodies()).toEqual([]);
    expect(requests.elsewhere()).toEqual([]);
  });

  test(`what is no figure is said in words (${language})`, async ({ page }) => {
    test.slow();
    await page.goto(address(language, '/analyse/figure'));
    const file = page.getByLabel(words.open.choose);
    await expect(file).toBeEnabled();
    const refused = async (name: string, buffer: Buffer, said: string): Promise<void> => {
      await file.setInputFiles({ name, mimeType: 'application/pdf', buffer });
      await expect(page.getByRole('alert').filter({ hasText: said })).toBeVisible();
      // Nothing is invented beside what is said.
      await expect(page.locator('[data-figure]')).toHaveCount(0);
    };
    await refused('a.pdf', Buffer.from('this is a letter'), words.refusal.unknown_file_kind);
    await refused('b.pdf', PDF.subarray(0, 60), words.refusal.broken_file);
    await refused('c.pdf', Buffer.from(smallPdf([{ content: text('Only words', 50, 50) }])), words.refusal.no_plot);
    await refused('d.pdf', Buffer.from(smallPdf([{ content: PAGE }], ENCRYPTED)), words.refusal.encrypted);
    const logarithmic = [axes(['0', '50', '100'], [1, 10, 100, 1000, 10000]), line(...stairs(HIGH, 38))].join('\n');
    await refused('e.pdf', Buffer.from(smallPdf([{ content: logarithmic }])), words.refusal.axis_logarithmic);

    // A thesis: its pages are shown, and the one that is chosen is read.
    const thesis = Array.from({ length: 300 }, (_, i) => ({
      content: i === 6 ? PAGE : text(`Page ${i + 1}`, 50, 250),
    }));
    await refused('f.pdf', Buffer.from(smallPdf(thesis)), words.refusal.too_many_pages.replace('{subject}', '300'));
    await page.getByText(words.open.thumbnails.pages, { exact: true }).click();
    await page
      .getByRole('button', { name: words.open.thumbnails.pageNumber.replace('{page, number}', '7'), exact: true })
      .click();
    await expect(page.getByText(words.stillOpen.confirm)).toBeVisible();
    await expectAccessible(page);
  });

  test(`a photograph of twenty megapixels is asked about and not guessed at (${language})`, async ({ page }) => {
    test.slow();
    await page.goto(address(language, '/analyse/figure'));
    const file = page.getByLabel(words.open.choose);
    await expect(file).toBeEnabled();
    const [width, height] = [5000, 4000];
    // A shaded wall: nothing on it is a plot.
    const data = Uint8Array.from({ length: width * height }, (_, i) => 90 + Math.floor((100 * (i % width)) / width));
    const photograph = Buffer.from(encode({ width, height, data, channels: 1 }));
    await file.setInputFiles({ name: 'wall.png', mimeType: 'image/png', buffer: photograph });
    const figure = page.locator('[data-figure]');
    await expect(figure).toBeVisible({ timeout: 20_000 });
    await expect(page.getByRole('region', { name: words.check.title })).toHaveCount(0);
    await typeAxes(page, words.axes);
    await page.getByRole('button', { name: words.curves.add, exact: true }).click();
    await pointAt(figure, [500, 500]);
    const said = words.refusal.axis_values_needed.split('{')[0] ?? '';
    await expect(page.getByRole('alert').filter({ hasText: said.trim() }).first()).toBeVisible({ timeout: 60_000 });
    await expect(page.getByRole('button', { name: words.own.save, exact: true })).toBeDisabled();
    await expect(page.getByText('NaN')).toHaveCount(0);
  });

  test(`a reading is moved by mouse and by keys, and every step taken back (${language})`, async ({ page }) => {
    await page.goto(address(language, '/analyse/figure'));
    await expect(page.getByLabel(words.open.choose)).toBeEnabled();
    // Dropped, as a file from a folder.
    const bytes = [...PDF];
    const dropped = await page.evaluateHandle((all) => {
      const carried = new DataTransfer();
      carried.items.add(new File([Uint8Array.from(all)], 'secret-name.pdf', { type: 'application/pdf' }));
      return carried;
    }, bytes);
    await page.getByText(words.open.hint).dispatchEvent('drop', { dataTransfer: dropped });
    await expect(page.getByText(words.stillOpen.confirm)).toBeVisible();

    const figure = page.locator('[data-figure]');
    const undo = page.getByRole('button', { name: words.check.undo, exact: true });
    const first = page.getByRole('region', { name: words.check.title }).getByRole('listitem').first();
    await expect(undo).toBeDisabled();
    // The level of the first arm at 16 months, 80 %: a picture's rows run downwards on a page 300 points high.
    await dragOn(page, figure, [atTime(16), 300 - atValue(0.8)], [atTime(16), 300 - atValue(0.7)]);
    await expect(undo).toBeEnabled();
    await undo.click();
    await expect(undo).toBeDisabled();

    // The same by keys alone: the cross starts in the middle of the page.
    await page.getByRole('application').focus();
    await figure.scrollIntoViewIfNeeded();
    const move = async (key: string, times: number): Promise<void> => {
      for (let i = 0; i < times; i += 1) await page.keyboard.press(key);
    };
    await page.mouse.move(1, 1);
    const at = await crossOf(figure);
    await moveBy(page, at, [atTime(16), 300 - atValue(0.8)]);
    await page.keyboard.press('g');
    await expect(page.getByText(words.view.held.level)).toBeVisible();
    await move('ArrowDown', 5);
    await page.keyboard.press('Escape');
    await expect(page.getByText(words.view.held.level)).toBeHidden();
    await expect(undo).toBeDisabled();
    await move('ArrowUp', 5);
    await page.keyboard.press('g');
    await move('ArrowDown', 5);
    await page.keyboard.press('Enter');
    await expect(undo).toBeEnabled();
    await expect(first).toBeVisible();
    await page.keyboard.press('Control+z');
    await expect(undo).toBeDisabled();

    // Pasted, as a screenshot is.
    await page.evaluate(
      (all) => {
        const carried = new DataTransfer();
        carried.items.add(new File([Uint8Array.from(all)], 'image.png', { type: 'image/png' }));
        document.dispatchEvent(
          new ClipboardEvent('paste', { clipboardData: carried, bubbles: true, cancelable: true }),
        );
      },
      [...png()],
    );
    await expect(page.getByRole('button', { name: words.curves.add, exact: true })).toBeVisible();
  });

  test(`a figure is proposed with few clicks (${language})`, async ({ page }) => {
    await signedInAs(page, 'curator');
    await countClicks(page);
    for (const kind of ['lines', 'picture'] as const) {
      await page.goto(address(language, '/curate/curves/read'));
      const file = page.getByLabel(words.open.choose);
      await expect(file).toBeEnabled();
      const given = {
        lines: { mimeType: 'application/pdf', buffer: PDF },
        picture: { mimeType: 'image/png', buffer: png() },
      };
      await file.setInputFiles({ name: 'secret-name', ...given[kind] });
      const figure = page.locator('[data-figure]');
      await expect(figure).toBeVisible();
      // Each list that is chosen from costs a click at most.
      let chosen = 0;
      const list = page.getByRole('region', { name: words.check.title });
      if (kind === 'picture') {
        await typeAxes(page, words.axes);
        chosen += 3;
        for (const [i, [time, value]] of [
          [16, 0.8],
          [12, 0.5],
        ].entries()) {
          await page.getByRole('button', { name: words.curves.add, exact: true }).click();
          await pointAt(figure, [FRAME.x + (time ?? 0) * FRAME.perTime, FRAME.y - (value ?? 0) * FRAME.perValue]);
          await expect(list.getByRole('heading', { level: 3 })).toHaveCount(i + 1);
        }
      }
      await page.getByRole('button', { name: words.axes.confirm, exact: true }).click();
      // Each doubtful stretch is gone to, looked at and ticked by keys.
      if (kind === 'picture') {
        await page.getByRole('application').focus();
        await page.keyboard.press('n');
        for (let left = await list.getByRole('checkbox', { checked: false }).count(); left > 0; left -= 1) {
          await page.keyboard.press('l');
          await expect(list.getByRole('checkbox', { checked: false })).toHaveCount(left - 1);
        }
      }
      const propose = page
        .getByRole('group', { name: words.propose.shared })
        .locator('xpath=ancestor::form')
        .locator('button[type=submit]');
      await expect(propose).toBeVisible();
      const clicks = chosen + (await clicksOn(page)) + 1;
      expect(clicks, kind).toBeLessThanOrEqual(kind === 'lines' ? 3 : 12);
    }
  });
}
