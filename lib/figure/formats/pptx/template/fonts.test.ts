import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { LOCALES } from '@/lib/i18n/routing';
import { textWidth } from '../../../drawing/text-width';
import { SLIDE_MEASURE } from '../measure';
import { fontsOf, widthsOfFonts } from './fonts';

const theme = (title: string, text: string): string =>
  `<a:fontScheme name="x"><a:majorFont><a:latin typeface="${title}"/></a:majorFont><a:minorFont><a:latin typeface="${text}"/></a:minorFont></a:fontScheme>`;
const style = (font: string): string =>
  `<a:lvl1pPr><a:defRPr sz="2800"><a:latin typeface="${font}"/></a:defRPr></a:lvl1pPr>`;
const layoutWith = (font: string): string =>
  `<p:sp><p:nvSpPr><p:nvPr><p:ph type="title"/></p:nvPr></p:nvSpPr><p:txBody><a:lstStyle>${style(font)}</a:lstStyle></p:txBody></p:sp>`;
const masterWith = (font: string): string => `<p:txStyles><p:titleStyle>${style(font)}</p:titleStyle></p:txStyles>`;

const width = (text: string): number => widthsOfFonts({ title: null, text }).wide;

test('the font of titles is what the layout says, then the master, then the theme', () => {
  const named = theme('Georgia', 'Calibri');
  expect(fontsOf(named)).toEqual({ title: 'Georgia', text: 'Calibri' });
  expect(fontsOf(named, '', masterWith('+mn-lt')).title).toBe('Calibri');
  expect(fontsOf(named, '', masterWith('+mj-lt')).title).toBe('Georgia');
  expect(fontsOf(named, '', masterWith('Verdana')).title).toBe('Verdana');
  expect(fontsOf(named, layoutWith('Courier New'), masterWith('Verdana')).title).toBe('Courier New');
});

test('titles and text have widths of their own, and what nobody has measured is taken for wide', () => {
  expect(widthsOfFonts({ title: 'Courier New', text: 'Calibri' })).toEqual({ wide: 1, wideTitle: 1.66 });
  expect(widthsOfFonts({ title: null, text: 'Verdana' })).toEqual({ wide: 1.32, wideTitle: 1 });
  // 1,126 and 1,234 of Courier New's 1,229 units a letter, rounded up.
  expect(width('Consolas')).toBeGreaterThanOrEqual((1.66 * 1126) / 1229);
  expect(width('Lucida Console')).toBeGreaterThanOrEqual((1.66 * 1234) / 1229);
  expect(width('Cyberia Sans')).toBe(1.2);
  expect(width('Arial Black')).toBe(1.4);
  // A name that goes on is not the shorter one's font.
  expect(width('Montserrat Black')).toBeCloseTo(1.14 * 1.2, 9);
  expect(width('PT Serif')).toBe(1.09);
});

test('of a thousand lines of our words in Inter, whose letters are known here, one is wider than is said', () => {
  const lines: string[] = [];
  const collect = (value: unknown): void => {
    if (typeof value === 'object' && value !== null) Object.values(value).forEach(collect);
    if (typeof value !== 'string') return;
    const words = value.replaceAll(/\{[^}]*\}/gu, '0').replaceAll(/<[^>]*>/gu, '');
    for (let at = 0; at < words.length; at += 40) lines.push(words.slice(at, at + 40).trim());
  };
  for (const locale of LOCALES)
    for (const file of readdirSync(`lib/i18n/messages/${locale}`, { recursive: true, encoding: 'utf8' }))
      if (file.endsWith('.json')) collect(JSON.parse(readFileSync(`lib/i18n/messages/${locale}/${file}`, 'utf8')));
  const shares = lines
    .filter(({ length }) => length >= 15)
    .map((line) => textWidth(line, 14, 400) / SLIDE_MEASURE.textWidth(line, 14, 400))
    .toSorted((a, b) => a - b);
  expect(shares.length).toBeGreaterThan(5000);
  const most = shares[Math.floor(0.999 * shares.length)];
  expect(most).toBeLessThanOrEqual(width('Inter') + 0.005);
  expect(most).toBeGreaterThan(1.08);
});
