import AxeBuilder from '@axe-core/playwright';
import { expect, test as base, type BrowserContext, type Page } from '@playwright/test';
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

/** Signs in as a visitor would, to the program at `origin` where it is another one than that of all tests. */
export async function signInAs(page: Page, role: DemoRole, language: Language = 'en', origin = ''): Promise<void> {
  await page.goto(`${origin}${address(language, '/sign-in')}`);
  await chooseAccount(page, role, language);
  await expect(page.getByRole('button', { name: texts(language).site.signOut })).toBeVisible();
}

/** Chooses a demonstration account on the sign-in page and presses the button. */
export async function chooseAccount(page: Page, role: DemoRole, language: Language): Promise<void> {
  const t = texts(language);
  await page
    .getByRole('listitem')
    .filter({ hasText: `${role}@demo.example` })
    .getByRole('button', { name: t.signIn.use })
    .click();
  await page.getByRole('main').getByRole('button', { name: t.signIn.submit, exact: true }).click();
}

const signedIn = new Map<DemoRole, Awaited<ReturnType<BrowserContext['cookies']>>>();

/** Is signed in as somebody of the demonstration: the first time by the form, afterwards with the same session. */
export async function signedInAs(page: Page, role: DemoRole): Promise<void> {
  const known = signedIn.get(role);
  if (known !== undefined) return page.context().addCookies(known);
  await signInAs(page, role);
  signedIn.set(role, await page.context().cookies());
}

/** Signs in with an address and a password. */
export async function signInWith(page: Page, email: string, password: string): Promise<void> {
  await page.goto('/sign-in');
  await page.getByLabel(en.signIn.email).fill(email);
  await page.getByLabel(en.signIn.password).fill(password);
  await page.getByRole('main').getByRole('button', { name: en.signIn.submit, exact: true }).click();
  await expect(page.getByRole('button', { name: en.site.signOut })).toBeVisible();
}

const WIDTHS = { wide: 1280, narrow: 390 } as const;
type Look = `${keyof typeof WIDTHS} ${'light' | 'dark'}`;
type Asked = 'whole' | 'contrast' | 'width';

/**
 * No serious or critical accessibility violation (WCAG 2.2 A and AA), and nothing wider than the window. Only the contrast
 * is looked at where the page is the same but for its colours, only the width where the colours were looked at wide.
 */
export async function expectAccessible(page: Page, asked: Asked = 'whole'): Promise<void> {
  if (asked !== 'width') await expectNoViolation(page, asked);
  // A drawing is made anew for a window of another width, a frame or two after it has changed.
  await expect
    .poll(
      () => page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth),
      'pixels wider than the window',
    )
    .toBeLessThanOrEqual(0);
}

async function expectNoViolation(page: Page, asked: 'whole' | 'contrast'): Promise<void> {
  // From its beginning: what has just been scrolled under a bar that stays in sight would count as a target too small to hit.
  await page.evaluate(() => window.scrollTo({ top: 0, behavior: 'instant' }));
  const violations = await look(page, { type: 'rule', values: ['color-contrast'] }, await markEachContrastOnce(page));
  if (asked === 'whole') violations.push(...(await look(page, { type: 'tag', values: WCAG })));
  const grave = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical');
  expect(grave.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html.slice(0, 120)).join(' | ')}`)).toEqual(
    [],
  );
}

const WCAG = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

/** What axe finds by some of its rules; contrast, the dearest of them, only where it is asked for by itself. */
async function look(page: Page, runOnly: { type: 'rule' | 'tag'; values: string[] }, within?: string) {
  const axe = new AxeBuilder({ page }).setLegacyMode().options({
    // The nodes that pass are not described, and style sheets are not fetched a second time: both cost more than the rules.
    resultTypes: ['violations'],
    preload: false,
    runOnly,
    rules: { 'color-contrast': { enabled: runOnly.type === 'rule' } },
  });
  const { violations } = await (within === undefined ? axe : axe.include(within)).analyze();
  return violations;
}

/**
 * Marks the texts whose contrast has to be measured, and returns the selector of the mark. The three hundredth cell that has
 * the colours, the size and the backgrounds of the first says nothing new; within drawings, where text lies upon marks and
 * not within them, every one is looked at.
 */
function markEachContrastOnce(page: Page): Promise<string> {
  return page.evaluate(() => {
    const numbers = new Map<string, number>();
    const known = new Map<Element, number>();
    /** The same number for elements that look the same within ancestors that look the same. */
    const appearance = (element: Element | null): number => {
      if (element === null) return -1;
      const before = known.get(element);
      if (before !== undefined) return before;
      const s = getComputedStyle(element);
      const own = [s.color, s.background, s.opacity, s.fontSize, s.fontWeight, s.textShadow, s.filter, s.position];
      const key = [appearance(element.parentElement), element.tagName, ...own].join('|');
      const number = numbers.get(key) ?? numbers.size;
      numbers.set(key, number);
      known.set(element, number);
      return number;
    };
    const seen = new Set<number>();
    document.querySelectorAll('[data-contrast]').forEach((element) => element.removeAttribute('data-contrast'));
    for (const element of document.body.querySelectorAll('*')) {
      const field = element.matches('input, select, textarea');
      if (!field && ![...element.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.nodeValue?.trim()))
        continue;
      const look = appearance(element);
      if (element.closest('svg') === null && seen.has(look)) continue;
      seen.add(look);
      element.setAttribute('data-contrast', '');
    }
    return '[data-contrast]';
  });
}

/** The same page looked at in several widths and colours, one after the other; each look is a step of its own. */
export async function expectAccessibleIn(page: Page, looks: Readonly<Partial<Record<Look, Asked>>>) {
  for (const [look, asked] of Object.entries(looks)) {
    const [width, colorScheme] = look.split(' ');
    await test.step(look, async () => {
      await page.setViewportSize({ width: width === 'narrow' ? WIDTHS.narrow : WIDTHS.wide, height: 900 });
      await page.emulateMedia({ colorScheme: colorScheme === 'dark' ? 'dark' : 'light' });
      await expectAccessible(page, asked);
    });
  }
}

/** What a line of 50 kbit/s with a long way to the server makes of the page. */
export async function slowLine(page: Page): Promise<void> {
  const session = await page.context().newCDPSession(page);
  await session.send('Network.enable');
  const bytesPerSecond = 50_000 / 8;
  await session.send('Network.emulateNetworkConditions', {
    offline: false,
    latency: 400,
    downloadThroughput: bytesPerSecond,
    uploadThroughput: bytesPerSecond,
  });
}
