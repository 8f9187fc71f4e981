import { expect, test } from 'vitest';
import { tableSvg } from './svg/notes';
import { textWidth } from './text-width';

const COLUMNS = {
  ...{ series: 'Study', population: 'Population', n: 'n', horizon: 'Time' },
  ...{ value: 'EFS', interval: '95 % interval', source: 'Source' },
};

function drawn(name: string): { x: number; y: number; text: string; bold: boolean }[] {
  const about = { key: 'one', panel: 0, point: null, n: '106', horizon: '6 y', value: '43 %', interval: '33–53' };
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
  expect((population?.x ?? 0) + textWidth('All patients', 14)).toBeLessThan(0.525 * 1200 - textWidth('106', 14));
});
