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

const WIDTHS = [1280, 390];

for (const language of LANGUAGES) {
  for (const width of WIDTHS) {
    for (const colorScheme of ['light', 'dark'] as const) {
      const opposite = (language === 'en') === (width === 1280) && (width === 1280) === (colorScheme === 'light');
      test.describe(`${language}, ${width} px, ${colorScheme}`, () => {
        test.use({ viewport: { width, height: 900 }, colorScheme });
        for (const path of opposite ? [...MAIN, ...OTHER] : MAIN) {
          test(`${path} is accessible`, async ({ page }) => {
            await page.goto(address(language, path));
            await expectAccessible(page, colorScheme === 'dark' && MAIN.includes(path) ? 'contrast' : 'whole');
          });
        }
      });
    }
  }

  for (const width of WIDTHS) {
    test.describe(`of a data manager: ${language}, ${width} px`, () => {
      test.use({ viewport: { width, height: 900 } });
      for (const path of ['/patients', '/patients/new', '/compare?endpoint=EFS&local=1']) {
        test(`${path} is accessible`, async ({ page }) => {
          await signInAs(page, 'data-manager', language);
          await page.goto(address(language, path));
          await expectAccessible(page);
        });
      }
      for (const part of ['', '/edit']) {
        test(`a patient${part} is accessible`, async ({ page }) => {
          await signInAs(page, 'data-manager', language);
          await page.goto(address(language, '/patients'));
          const patient = page.getByRole('link', { name: /^DEMO-/ }).first();
          await page.goto(`${await patient.getAttribute('href')}${part}`);
          await expectAccessible(page);
        });
      }
    });
  }
}
