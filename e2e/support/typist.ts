import type { Locator, Page } from '@playwright/test';
import { expect } from './fixtures';

/** A keyboard whose keys are counted; a paste counts as one. Fields are reached by Tab alone, as without a mouse. */
type Typist = Readonly<{
  keys: () => number;
  write: (field: Locator, text: string) => Promise<void>;
  paste: (field: Locator, text: string) => Promise<void>;
  choose: (select: Locator, value: string) => Promise<void>;
  press: (button: Locator) => Promise<void>;
}>;

/** More fields than any form has: whoever comes so far has passed the field. */
const MOST_TABS = 150;

export function typistOf(page: Page): Typist {
  let count = 0;
  const key = async (name: string, times = 1): Promise<void> => {
    for (let i = 0; i < times; i += 1) await page.keyboard.press(name);
    count += times;
  };
  const reach = async (target: Locator): Promise<void> => {
    await expect(target).toBeVisible();
    // Where it lies from here says in which direction to go.
    const before = await target.evaluate((element) => {
      const active = element.ownerDocument.activeElement;
      return active !== null && (active.compareDocumentPosition(element) & Node.DOCUMENT_POSITION_PRECEDING) !== 0;
    });
    const isReached = (): Promise<boolean> =>
      target.evaluate((element) => element === element.ownerDocument.activeElement);
    for (let tabs = 0; tabs < MOST_TABS && !(await isReached()); tabs += 1) await key(before ? 'Shift+Tab' : 'Tab');
    await expect(target).toBeFocused();
  };
  return {
    keys: () => count,
    write: async (field, text) => {
      await reach(field);
      if ((await field.inputValue()) !== '') await key('ControlOrMeta+a');
      await page.keyboard.type(text);
      count += text.length;
    },
    paste: async (field, text) => {
      await reach(field);
      await page.keyboard.insertText(text);
      count += 1;
    },
    choose: async (select, value) => {
      await reach(select);
      const away = await select.evaluate((element: HTMLSelectElement, wanted) => {
        const values = Array.from(element.options, (option) => option.value);
        return values.indexOf(wanted) - element.selectedIndex;
      }, value);
      await key(away < 0 ? 'ArrowUp' : 'ArrowDown', Math.abs(away));
      await expect(select).toHaveValue(value);
    },
    press: async (button) => {
      await expect(button).toBeEnabled();
      await reach(button);
      await key('Enter');
    },
  };
}
