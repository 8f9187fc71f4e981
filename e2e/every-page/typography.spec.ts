import { address, expect, LANGUAGES, testOfPages as test } from '../support/fixtures';

const PAGES = [
  '/',
  '/trials',
  '/trials?view=cards',
  '/trials/interfant-06',
  '/trials/jshct-infant-hsct',
  '/landscape',
  '/disease',
  '/references',
  '/discrepancies',
  '/changes?on=2019-01-01',
  '/protocol',
  '/api',
  '/risk/rules/interfant-06',
  '/compare?view=forest',
];

const WITH_FIELDS = ['/trials?view=cards', '/discrepancies', '/references'].flatMap((path) =>
  [1280, 390].map((width) => [path, width] as const),
);

/** `30 December 2025`, `2016-004674-17`, `36.4–40.9`, `6 months`, `15 µg/m²` */
const ONE_LINE =
  /\d{1,2}\s(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)\p{L}*\s\d{4}|\d{4}-\d{6}-\d{2}|\d[\d.,]*–\d[\d.,]*|\d[\d.,]*\s(?:%|y|years?|months?|weeks?|days?|µg\/m²|\/µL|лет|мес|нед|дней|мкг)(?!\p{L})/u
    .source;

for (const language of LANGUAGES)
  for (const path of PAGES)
    test(`gene symbols are in italics, names keep their hyphens, dates, ranges and units stay on a line: ${path} (${language})`, async ({
      page,
    }) => {
      await page.goto(address(language, path));
      expect(await page.getByRole('main').evaluate(uprightOrWide)).toEqual([]);
      await page.setViewportSize({ width: 390, height: 900 });
      expect(await page.getByRole('main').evaluate(parted, ONE_LINE)).toEqual([]);
    });

/** Gene symbols that stand upright, and hyphens as wide as a figure. */
function uprightOrWide(main: Element): string[] {
  const found: string[] = [];
  const texts = document.createTreeWalker(main, NodeFilter.SHOW_TEXT);
  for (let text = texts.nextNode(); text !== null; text = texts.nextNode()) {
    const element = text.parentElement;
    const words = text.textContent ?? '';
    if (element === null || element.closest('option, script, code, .visually-hidden') !== null) continue;
    const style = getComputedStyle(element);
    if (/KMT2A(?![\p{L}\d])/u.test(words) && style.fontStyle !== 'italic') found.push(`upright: ${words}`);
    // Where figures are as wide as each other the hyphen is as wide as a figure too.
    const tabular = style.fontVariantNumeric.includes('tabular') && !(element instanceof SVGElement);
    if (tabular && /\p{L}-|-\p{L}/u.test(words)) found.push(`hyphen as wide as a figure: ${words}`);
  }
  return [...new Set(found)];
}

/** What of the expression ends a line and goes on in the next. */
function parted(main: Element, expression: string): string[] {
  const found: string[] = [];
  const texts = document.createTreeWalker(main, NodeFilter.SHOW_TEXT);
  for (let text = texts.nextNode(); text !== null; text = texts.nextNode()) {
    if (text.parentElement?.closest('option, script, code, svg, pre, .visually-hidden') !== null) continue;
    for (const { index, 0: words } of (text.textContent ?? '').matchAll(new RegExp(expression, 'gu'))) {
      const range = document.createRange();
      range.setStart(text, index);
      range.setEnd(text, index + words.length);
      const lines = new Set([...range.getClientRects()].map(({ bottom }) => Math.round(bottom / 8)));
      if (lines.size > 1) found.push(words);
    }
  }
  return found;
}

for (const language of LANGUAGES) {
  test(`nothing written in a field of a list is cut (${language})`, async ({ page }) => {
    for (const [path, width] of WITH_FIELDS) {
      await page.setViewportSize({ width, height: 900 });
      await page.goto(address(language, path));
      const cut = await page
        .locator('main form')
        .first()
        .evaluate((form) =>
          [...form.querySelectorAll<HTMLInputElement | HTMLSelectElement>('input[type=search], select')].flatMap(
            (field) => {
              const words =
                field instanceof HTMLSelectElement
                  ? [...field.options].filter(({ selected }) => selected).map(({ text }) => text)
                  : [field.placeholder];
              const style = getComputedStyle(field);
              const pen = document.createElement('canvas').getContext('2d');
              if (pen === null) return ['no canvas'];
              // What is folded away has no width.
              if (field.getClientRects().length === 0) return [];
              pen.font = `${style.fontWeight} ${style.fontSize} ${style.fontFamily}`;
              // The arrow of a list takes about as much room as two letters.
              const room =
                field.clientWidth -
                Number.parseFloat(style.paddingLeft) -
                Number.parseFloat(style.paddingRight) -
                (field instanceof HTMLSelectElement ? 18 : 0);
              return words.filter((word) => pen.measureText(word).width > room);
            },
          ),
        );
      expect(cut, `${path} at ${width}`).toEqual([]);
    }
  });

  test(`the grid of a study’s picture runs through rows of any height (${language})`, async ({ page }) => {
    await page.goto(address(language, '/trials/interfant-06'));
    const gaps = await page.locator('section li:has(svg[role=img])').evaluateAll((rows) =>
      rows.filter((row) => {
        const cell = row.querySelector('svg[role=img]')?.parentElement;
        const lines = [...row.querySelectorAll('svg[role=img] line')].map((line) => line.getBoundingClientRect());
        if (cell === null || cell === undefined) return true;
        const { top, bottom, height } = cell.getBoundingClientRect();
        const whole = row.getBoundingClientRect().height;
        return height < whole - 2 || !lines.some((line) => line.top <= top + 1 && line.bottom >= bottom - 1);
      }),
    );
    expect(gaps.length).toBe(0);
    await expect(page.locator('section li:has(svg[role=img])').first()).toBeVisible();
  });
}

for (const colorScheme of ['light', 'dark'] as const)
  test(`the hint of an empty field is read (WCAG 1.4.3) in the ${colorScheme}`, async ({ page }) => {
    await page.emulateMedia({ colorScheme });
    for (const path of ['/', '/trials', '/references', '/changes', '/risk', '/discrepancies']) {
      await page.goto(address('en', path));
      const pale = await page.evaluate(() => {
        const light = (colour: string): number =>
          (colour.match(/[\d.]+/gu) ?? [])
            .slice(0, 3)
            .map((part) => Number(part) / 255)
            .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4))
            .reduce((sum, part, i) => sum + part * (i === 0 ? 0.2126 : i === 1 ? 0.7152 : 0.0722), 0);
        return [...document.querySelectorAll<HTMLInputElement>('input[placeholder]')].flatMap((field) => {
          let ground: Element | null = field;
          while (ground !== null && /, 0\)$|transparent/u.test(getComputedStyle(ground).backgroundColor))
            ground = ground.parentElement;
          const [one, other] = [
            light(getComputedStyle(field, '::placeholder').color),
            light(getComputedStyle(ground ?? document.body).backgroundColor),
          ];
          const contrast = (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05);
          return contrast < 4.5 ? [`${field.placeholder}: ${contrast.toFixed(2)}`] : [];
        });
      });
      expect(pale, path).toEqual([]);
    }
  });
