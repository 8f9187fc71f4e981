import { address, expectAccessible, LANGUAGES, signInAs, test } from './fixtures';

/** What most readers open, in every combination of language, width and colours. */
const MAIN = [
  '/',
  '/trials',
  '/trials/interfant-06',
  '/landscape',
  '/compare',
  '/compare?view=forest&pool=reml',
  '/risk#ageDays=100&kmt2a=rearranged&wbc=350',
  '/sign-in',
];
/** The rest, in two opposite combinations. */
const OTHER = [
  '/trials?view=cards',
  '/trials/aall0631',
  '/references',
  '/disease',
  '/discrepancies',
  '/data-quality',
  '/compare?view=calendar',
  '/compare?view=table',
  '/deck',
  '/embed/comparison',
  '/risk/rules',
  '/risk/rules/interfant-21',
  '/risk/cohort',
  '/risk/report#ageDays=100&kmt2a=rearranged',
  '/analyse',
  '/agreement',
  '/api',
];

for (const language of LANGUAGES) {
  for (const width of [1280, 390]) {
    for (const colorScheme of ['light', 'dark'] as const) {
      test(`public pages are accessible: ${language}, ${width} px, ${colorScheme}`, async ({ browser }) => {
        test.setTimeout(300_000);
        const context = await browser.newContext({ viewport: { width, height: 900 }, colorScheme });
        const page = await context.newPage();
        const opposite = (language === 'en') === (width === 1280) && (width === 1280) === (colorScheme === 'light');
        for (const path of opposite ? [...MAIN, ...OTHER] : MAIN) {
          await page.goto(address(language, path));
          await test.step(path, () => expectAccessible(page));
        }
        await context.close();
      });
    }
  }

  test(`the pages of a data manager are accessible: ${language}`, async ({ page }) => {
    test.setTimeout(180_000);
    await signInAs(page, 'data-manager', language);
    await page.goto(address(language, '/patients'));
    const patient =
      (await page
        .getByRole('link', { name: /^DEMO-/ })
        .first()
        .getAttribute('href')) ?? '';
    for (const width of [1280, 390]) {
      await page.setViewportSize({ width, height: 900 });
      for (const path of [
        address(language, '/patients'),
        address(language, '/patients/new'),
        patient,
        `${patient}/edit`,
        address(language, '/compare?endpoint=EFS&local=1'),
      ]) {
        await page.goto(path);
        await test.step(`${path} ${width}`, () => expectAccessible(page));
      }
    }
  });
}
