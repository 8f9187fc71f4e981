import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';

const css = readFileSync(path.join(import.meta.dirname, '../../app/globals.css'), 'utf8');

/** The colour of a variable in the first rule of a selector. */
function colour(selector: string, name: string): string {
  const body = css.slice(css.indexOf(`${selector} {`));
  return new RegExp(`--${name}: (#[0-9a-f]{6});`, 'u').exec(body)?.[1] ?? '';
}

/** Relative luminance, WCAG 2.2. */
function luminance(hex: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

test.each([':root', ':root[data-mantine-color-scheme="dark"]'])(
  'what stands in an empty field has 4.5 : 1 with its ground (%s)',
  (selector) => {
    const name = /::placeholder \{\s*color: var\(--([a-z-]+)\);\s*opacity: 1;/u.exec(css)?.[1] ?? '';
    const [text, ground] = [luminance(colour(selector, name)), luminance(colour(selector, 'ground'))];
    const contrast = (Math.max(text, ground) + 0.05) / (Math.min(text, ground) + 0.05);
    expect(contrast).toBeGreaterThanOrEqual(4.5);
  },
);
