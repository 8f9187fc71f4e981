import { address, expect, LANGUAGES, test } from '../support/fixtures';

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
  '/compare?view=forest',
];

const WITH_FIELDS = ['/trials?view=cards', '/discrepancies', '/references'].flatMap((path) =>
  [1280, 390].map((width) => [path, width] as const),
);

for (const language of LANGUAGES)
  for (const path of PAGES)
    test(`gene symbols are in italics and names keep their hyphens: ${path} (${language})`, async ({ page }) => {
      await page.goto(address(language, path));
      const faults = await page.getByRole('main').evaluate((main) => {
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
      });
      expect(faults).toEqual([]);
    });

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
