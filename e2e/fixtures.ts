import AxeBuilder from '@axe-core/playwright';
import { expect, test as base, type Page } from '@playwright/test';
import { en } from '../lib/i18n/messages/en';
import { ru } from '../lib/i18n/messages/ru';

export { expect };
export type Language = 'en' | 'ru';
export const LANGUAGES: readonly Language[] = ['en', 'ru'];

const MESSAGES = { en, ru };
const PREFIX = { en: '', ru: '/ru' } as const;

/** The texts of a language, as the pages have them. */
export function texts(language: Language): typeof en {
  return MESSAGES[language];
}

/** The address of a page in a language. */
export function address(language: Language, path: string): string {
  return `${PREFIX[language]}${path === '/' && language === 'ru' ? '' : path}`;
}

/** Every test fails on a console error, on an exception in the page and on a broken server answer that it did not expect. */
export const test = base.extend<{ allowedConsoleErrors: { patterns: readonly RegExp[] } }>({
  allowedConsoleErrors: [{ patterns: [] }, { option: true }],
  page: async ({ page, allowedConsoleErrors }, provide) => {
    const problems: string[] = [];
    page.on('console', (message) => {
      if (message.type() === 'error' && !allowedConsoleErrors.patterns.some((allowed) => allowed.test(message.text())))
        problems.push(message.text());
    });
    page.on('pageerror', (error) => problems.push(error.message));
    await provide(page);
    expect(problems, 'errors on the console').toEqual([]);
  },
});

type DemoRole = keyof typeof en.signIn.role;

/** Signs in as a visitor would: chooses the demonstration account on the sign-in page and presses the button. */
export async function signInAs(page: Page, role: DemoRole, language: Language = 'en'): Promise<void> {
  const t = texts(language);
  await page.goto(address(language, '/sign-in'));
  await page
    .getByRole('listitem')
    .filter({ hasText: `${role}@demo.example` })
    .getByRole('button', { name: t.signIn.use })
    .click();
  await page.getByRole('main').getByRole('button', { name: t.signIn.submit, exact: true }).click();
  await expect(page.getByRole('button', { name: t.site.signOut })).toBeVisible();
}

/** Signs in with an address and a password. */
export async function signInWith(page: Page, email: string, password: string): Promise<void> {
  await page.goto('/sign-in');
  await page.getByLabel(en.signIn.email).fill(email);
  await page.getByLabel(en.signIn.password).fill(password);
  await page.getByRole('main').getByRole('button', { name: en.signIn.submit, exact: true }).click();
  await expect(page.getByRole('button', { name: en.site.signOut })).toBeVisible();
}

/**
 * No serious or critical accessibility violation (WCAG 2.2 A and AA), and nothing wider than the window. Of a page that was
 * looked at in light colours only the contrast is new in dark ones.
 */
export async function expectAccessible(page: Page, looked: 'whole' | 'contrast' = 'whole'): Promise<void> {
  const axe = new AxeBuilder({ page });
  const { violations } = await (looked === 'whole'
    ? axe.withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'])
    : axe.withRules(['color-contrast'])
  ).analyze();
  const grave = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical');
  expect(grave.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html.slice(0, 120)).join(' | ')}`)).toEqual(
    [],
  );
  const overflow = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
  expect(overflow, 'pixels wider than the window').toBeLessThanOrEqual(0);
}
