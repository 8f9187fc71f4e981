import { address, expectAccessibleIn, LANGUAGES, signedInAs, testOfPages as test } from '../support/fixtures';

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
/** The rest, in two opposite combinations: wide and light in English, narrow and dark in Russian. */
const OTHER = [
  '/trials?view=cards',
  '/trials/aall0631',
  '/references',
  '/disease',
  '/discrepancies',
  '/data-quality',
  '/protocol',
  '/changes?on=2019-01-01',
  '/compare?view=calendar',
  '/compare?view=table',
  '/compare/groups',
  '/deck',
  '/embed/comparison',
  '/risk/rules',
  '/risk/rules/interfant-21',
  '/risk/cohort',
  '/risk/report#ageDays=100&kmt2a=rearranged',
  '/analyse',
  '/analyse/figure',
  '/agreement',
  '/api',
];

/** Pages of one's role, in the same two combinations. */
const OF_ROLES = [
  ['/people', 'administrator'],
  ['/audit', 'administrator'],
  ['/network', 'administrator'],
  ['/account', 'administrator'],
  ['/curate/curves', 'curator'],
  ['/curate/reading?trial=uk-infant-87&figure=uk-infant-87-efs-4y-all', 'curator'],
  ['/curate/study?trial=interfant-06&part=QUIPS', 'curator'],
  ['/patients/worklist', 'data-manager'],
  ['/patients/quality', 'data-manager'],
  ['/patients/bin', 'data-manager'],
] as const;

const EVERYWHERE = {
  'wide light': 'whole',
  'wide dark': 'contrast',
  'narrow light': 'width',
  'narrow dark': 'whole',
} as const;

for (const language of LANGUAGES) {
  for (const path of MAIN) {
    test(`${path} is accessible (${language})`, async ({ page }) => {
      await page.goto(address(language, path));
      await expectAccessibleIn(page, EVERYWHERE);
    });
  }
  for (const path of OTHER) {
    test(`${path} is accessible (${language})`, async ({ page }) => {
      if (language === 'ru') await page.setViewportSize({ width: 390, height: 900 });
      await page.goto(address(language, path));
      await expectAccessibleIn(page, language === 'en' ? { 'wide light': 'whole' } : { 'narrow dark': 'whole' });
    });
  }

  for (const [path, role] of OF_ROLES) {
    test(`${path} is accessible to the ${role} (${language})`, async ({ page }) => {
      await signedInAs(page, role);
      if (language === 'ru') await page.setViewportSize({ width: 390, height: 900 });
      await page.goto(address(language, path));
      await expectAccessibleIn(page, language === 'en' ? { 'wide light': 'whole' } : { 'narrow light': 'whole' });
    });
  }

  test.describe(`of a data manager (${language})`, () => {
    for (const path of ['/patients', '/patients/new', '/patients/import', '/compare?endpoint=EFS&local=1']) {
      test(`${path} is accessible`, async ({ page }) => {
        await signedInAs(page, 'data-manager');
        await page.goto(address(language, path));
        await expectAccessibleIn(page, { 'wide light': 'whole', 'narrow light': 'whole' });
      });
    }
    for (const part of ['', '/edit']) {
      test(`a patient${part} is accessible`, async ({ page }) => {
        await signedInAs(page, 'data-manager');
        await page.goto(address(language, '/patients'));
        const patient = page.getByRole('link', { name: /^DEMO-/ }).first();
        await page.goto(`${await patient.getAttribute('href')}${part}`);
        await expectAccessibleIn(page, { 'wide light': 'whole', 'narrow light': 'whole' });
      });
    }
  });
}
