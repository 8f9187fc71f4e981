import { expect, test } from 'vitest';
import { messageLookup } from '@/lib/i18n/message-lookup';
import { LOCALES } from '@/lib/i18n/routing';
import { tableSvg } from './svg/notes';
import { textWidth } from './text-width';

const COLUMNS = {
  ...{ series: 'Study', population: 'Population', n: 'n', horizon: 'Time' },
  ...{ value: 'EFS', interval: '95 % interval', source: 'Source' },
};

function drawn(name: string, value = '43 %'): { x: number; y: number; text: string; bold: boolean }[] {
  const about = { key: 'one', panel: 0, point: null, n: '106', horizon: '6 y', value, interval: '33–53' };
  const row = { ...about, name, population: 'All patients', intervalNote: 'by SE', source: '[4] V' };
  const { svg } = tableSvg(
    { columns: COLUMNS, rows: [{ ...row, notDrawn: null, shownAs: null }] },
    0,
    0,
    1200,
    (text) => [{ text, gene: false }],
  );
  return [...svg.matchAll(/<text x="([\d.]+)" y="([\d.]+)"([^>]*)>([^<]*)</gu)].map(
    ([, x, y, style = '', text = '']) => ({
      ...{ x: Number(x), y: Number(y), text },
      bold: style.includes('600'),
    }),
  );
}

const place = (texts: ReturnType<typeof drawn>, of: string) => texts.find(({ text }) => text === of)?.x;

test.each([
  'MLL-10',
  'ALL-BFM 83/86/90 (младенцы)',
  'A study whose name is as long as a title, with all the groups and the years of them',
])('no name of a study runs into the population beside it: %s', (name) => {
  const texts = drawn(name);
  const population = texts.find(({ text }) => text === 'All patients');
  const head = texts.find(({ text }) => text === 'Population');
  expect(population?.x).toBe(head?.x);
  const names = texts.filter(({ x, text, bold }) => bold && x < (population?.x ?? 0) && text !== 'Study');
  expect(names.map(({ text }) => text).join(' ')).toBe(name);
  for (const { x, text } of names) expect(x + textWidth(text, 14, 600)).toBeLessThan(population?.x ?? 0);
  // What follows stays clear of the population.
  expect((population?.x ?? 0) + textWidth('All patients', 14)).toBeLessThan(
    (place(texts, '106') ?? 0) - textWidth('106', 14),
  );
});

test.each(LOCALES)('a value that is words does not run into the time before it (%s)', async (locale) => {
  const value = (await messageLookup(locale))('figure.notEstimableShort');
  const texts = drawn('MLL-10', value);
  // Both are aligned to the right: each ends at its place.
  expect((place(texts, value) ?? 0) - textWidth(value, 14, 600)).toBeGreaterThan((place(texts, '6 y') ?? 1200) + 8);
});
