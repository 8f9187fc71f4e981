import { address, expectAccessible, LANGUAGES, signInAs, test } from './fixtures';

const PUBLIC = ['/', '/trials', '/trials/interfant-06', '/trials/aall0631', '/references', '/compare', '/analyse', '/agreement', '/sign-in'];

for (const language of LANGUAGES) {
  for (const width of [1280, 390]) {
    for (const colorScheme of ['light', 'dark'] as const) {
      test(`public pages are accessible: ${language}, ${width} px, ${colorScheme}`, async ({ browser }) => {
        test.setTimeout(180_000);
        const context = await browser.newContext({ viewport: { width, height: 900 }, colorScheme });
        const page = await context.newPage();
        for (const path of PUBLIC) {
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
    const patient = (await page.getByRole('link', { name: /^DEMO-/ }).first().getAttribute('href')) ?? '';
    for (const width of [1280, 390]) {
      await page.setViewportSize({ width, height: 900 });
      for (const path of [address(language, '/patients'), address(language, '/patients/new'), patient, `${patient}/edit`, address(language, '/compare?endpoint=EFS&local=1')]) {
        await page.goto(path);
        await test.step(`${path} ${width}`, () => expectAccessible(page));
      }
    }
  });
}
