import { readFile } from 'node:fs/promises';
import JSZip from 'jszip';
import { address, expect, LANGUAGES, test, texts } from '../support/fixtures';

/** EFS of KMT2A-rearranged infants with an interval, one a trial, as the publications print them, in per cent. */
const PRINTED: Readonly<Record<string, string>> = {
  MLL96: '34', // Isoyama 2002: 34.0 ± 7.5 at 3 years
  MLL98: '43.6', // Kosaka 2004: 43.6 (28.5–58.7) at 3 years
  'Interfant-99': '36.9', // 36.9 ± 3.1 at 4 years
  MLL03: '43.2', // Koh 2015: 43.2 (30.7–55.1) at 4 years
  'Interfant-06': '36.4', // 36.4 ± 2.3 at 6 years
  'MLL-10': '66.2', // Tomizawa 2020: 66.2 ± 5.6 at 3 years
};
const MOST_CLICKS = 6;

for (const language of LANGUAGES) {
  const t = texts(language);

  test(`a first-time reader has the six figures with intervals on a slide (${language})`, async ({ page }) => {
    let clicks = 0;
    await page.exposeFunction('countClick', () => (clicks += 1));
    await page.addInitScript(() =>
      document.addEventListener(
        'click',
        () => void (window as unknown as { countClick: () => void }).countClick(),
        true,
      ),
    );
    await page.goto(address(language, '/'));
    const way = page.getByRole('navigation', { name: t.home.intervals.title });
    await way.getByRole('link', { name: t.vocabulary.kmt2a.r }).click();
    await expect(page).toHaveURL(/\/compare\?/);
    for (const [trial, percent] of Object.entries(PRINTED)) {
      const row = page.getByRole('row', { name: new RegExp(`^${trial} `) });
      await expect(row).toContainText(language === 'ru' ? percent.replace('.', ',') : percent);
      await expect(row).toContainText(/\(\d+[.,]\d–\d+[.,]\d\)/);
    }
    await page.getByRole('button', { name: t.exports.menu.open, exact: true }).click();
    const [slide] = await Promise.all([
      page.waitForEvent('download', { timeout: 60_000 }),
      page.getByRole('link', { name: t.exports.menu.pptx, exact: true }).click(),
    ]);
    const file = await JSZip.loadAsync(await readFile(await slide.path()));
    expect(Object.keys(file.files)).toContain('ppt/slides/slide1.xml');
    // All six on the first slide: a figure that goes on is counted in its title.
    expect(await file.file('ppt/slides/slide1.xml')?.async('string')).not.toContain('(1/');
    expect(clicks).toBeGreaterThan(0);
    expect(clicks).toBeLessThanOrEqual(MOST_CLICKS);
  });
}
