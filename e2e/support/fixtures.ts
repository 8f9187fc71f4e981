import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import AxeBuilder from '@axe-core/playwright';
import {
  expect,
  test as base,
  type BrowserContext,
  type ConsoleMessage,
  type Frame,
  type Page,
} from '@playwright/test';
import { en } from '../../lib/i18n/messages/en';
import { ru } from '../../lib/i18n/messages/ru';

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

type Allowed = { patterns: readonly RegExp[] };

/** Every test fails on a console error, on an exception in the page and on a broken server answer that it did not expect. */
async function watched(page: Page, allowed: Allowed, provide: (page: Page) => Promise<void>): Promise<void> {
  const problems: string[] = [];
  const hear = (message: ConsoleMessage): void => {
    // A test says within itself what it expects.
    if (message.type() === 'error' && !allowed.patterns.some((pattern) => pattern.test(message.text())))
      problems.push(message.text());
  };
  const note = (error: Error): void => void problems.push(error.message);
  page.on('console', hear).on('pageerror', note);
  await provide(page);
  page.off('console', hear).off('pageerror', note);
  expect(problems, 'errors on the console').toEqual([]);
}

export const test = base.extend<{ allowedConsoleErrors: Allowed }>({
  allowedConsoleErrors: [{ patterns: [] }, { option: true }],
  page: ({ page, allowedConsoleErrors }, provide) => watched(page, allowedConsoleErrors, provide),
});

/** A picture of the program: the browser keeps the window's process for it, with all that it has compiled; `about:blank` ends it. */
const NOTHING_RUNS = '/icon.svg';

/**
 * For pages that are only looked at: one window a worker, handed on without cookies, stored values and emulation, so that
 * the scripts of the program are read and compiled once and not for every test.
 */
export const testOfPages = test.extend<object, { window: Page }>({
  window: [
    async ({ browser }, provide, { project }) => {
      const context = await browser.newContext({ baseURL: project.use.baseURL ?? '' });
      await provide(await context.newPage());
      await context.close();
    },
    { scope: 'worker' },
  ],
  context: ({ window }, provide) => provide(window.context()),
  page: async ({ window, allowedConsoleErrors }, provide) => {
    await window.context().clearCookies();
    await window.setViewportSize({ width: WIDTHS.wide, height: 720 });
    await window.emulateMedia({ colorScheme: 'light', media: null });
    await watched(window, allowedConsoleErrors, provide);
    await window.evaluate(() => [localStorage, sessionStorage].forEach((storage) => storage.clear()));
    await window.goto(NOTHING_RUNS);
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
  await markEachContrastOnce(page);
  for (const frame of page.frames()) await bringAxe(frame);
  // What is in the page already is not read a second time.
  const axe = new AxeBuilder({ page, axeSource: 'void 0' }).setLegacyMode().options({
    // The nodes that pass are not described, and style sheets are not fetched a second time: both cost more than the rules.
    resultTypes: ['violations'],
    preload: false,
    runOnly: asked === 'whole' ? { type: 'tag', values: WCAG } : { type: 'rule', values: ['color-contrast'] },
  });
  const { violations } = await axe.analyze();
  const grave = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical');
  expect(grave.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html.slice(0, 120)).join(' | ')}`)).toEqual(
    [],
  );
}

const MARK = 'data-contrast';
const WCAG = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
const AXE = readFileSync(
  createRequire(createRequire(import.meta.url).resolve('@axe-core/playwright')).resolve('axe-core/axe.min.js'),
  'utf8',
);

/** Brings axe into a frame, once, and has it measure the contrast of what is marked: it is the dearest of the rules. */
async function bringAxe(frame: Frame): Promise<void> {
  if (await frame.evaluate(() => 'axe' in window)) return;
  await frame.evaluate(`${AXE}; axe.configure({ rules: [{ id: 'color-contrast', selector: '[${MARK}]' }] })`);
}

/**
 * Marks the texts whose contrast has to be measured. The three hundredth cell that has
 * the colours, the size and the backgrounds of the first says nothing new; within drawings, where text lies upon marks and
 * not within them, every one is looked at.
 */
function markEachContrastOnce(page: Page): Promise<void> {
  return page.evaluate((mark) => {
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
    document.querySelectorAll(`[${mark}]`).forEach((element) => element.removeAttribute(mark));
    for (const element of document.body.querySelectorAll('*')) {
      const field = element.matches('input, select, textarea');
      if (!field && ![...element.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.nodeValue?.trim()))
        continue;
      const look = appearance(element);
      if (element.closest('svg') === null && seen.has(look)) continue;
      seen.add(look);
      element.setAttribute(mark, '');
    }
  }, MARK);
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

/** Does something while the page's scripts are not carried out: what is seen is what the server sent. */
export async function withoutScripts(page: Page, work: () => Promise<void>): Promise<void> {
  const session = await page.context().newCDPSession(page);
  await session.send('Emulation.setScriptExecutionDisabled', { value: true });
  await work();
  await session.detach();
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
