import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { analyseOwnData } from '@/lib/analysis/analysis';
import { guessChoice } from '@/lib/analysis/choice';
import { readObservations } from '@/lib/analysis/reading';
import { readTable } from '@/lib/tables/read-text';
import { ownTexts } from '@/lib/analysis/texts';
import { messageLookup } from '@/lib/i18n/message-lookup';
import { LOCALES } from '@/lib/i18n/routing';
import { figureCsv } from '../formats/csv';
import { censorMark, stepMark } from './marks/curves';
import { endLabelPlaces, ownMarks } from './marks/own';
import { marksSvg } from './svg/marks';
import { ownDocuments } from '../documents/own-document';
import { ownFigureSvg } from './own-figure-svg';
import { ownRecords } from '../documents/own-records';

function analyse(text: string, times: readonly number[] | null = null) {
  const table = readTable(text);
  const { observations } = readObservations(table, { ...guessChoice(table.view), roles: { 2: 'competing' } });
  if (observations === null) throw new Error('the table was refused');
  return analyseOwnData(observations, 'months', times);
}

const competing = analyse(
  'months,status,arm\n1,1,<A>\n2,2,<A>\n3,0,<A>\n4,1,<A>\n2,2,=B\n5,1,=B\n6,0,=B\n9,2,=B\n3,1,C\n4,0,C\n8,0,C',
  [3, 7, 12],
);
const infinite = analyse('months,status,arm\n1,0,A\n2,0,A\n3,0,A\n1,1,B\n2,1,B\n3,1,B');
const single = analyse('months,status\n1,1\n2,0\n4,0');

describe.each(LOCALES)('the analysis in words (%s)', (locale) => {
  test('finds every message, whatever can or cannot be estimated', async () => {
    const t = await messageLookup(locale);
    for (const analysis of [competing, infinite, single]) {
      const texts = ownTexts(analysis, 'arm', { locale, t });
      expect(JSON.stringify(texts)).not.toMatch(/NaN|undefined|null,"(low|high)/u);
      expect(texts.names).toHaveLength(analysis.curves.length);
    }
  });
});

test('what is not estimable says why, and an infinite ratio where it goes', async () => {
  const t = await messageLookup('en');
  const texts = ownTexts(competing, 'arm', { locale: 'en', t });
  expect(texts.atTimes?.rows[0]?.at(-1)).toBe('0.0\u202f% (no CI, n = 4)');
  expect(texts.atTimes?.rows[2]?.at(-1)).toBe('not estimable: follow-up is shorter');
  expect(ownTexts(infinite, 'arm', { locale: 'en', t }).tests[1]).toBe(
    'B against A: hazard ratio not estimable, it tends to infinity: one of the groups has no events.',
  );
  expect(ownTexts(single, null, { locale: 'en', t }).tests).toEqual([]);
});

describe('the exports', () => {
  test('SVG: names are escaped, every group and cause is drawn, no number is broken', async () => {
    const t = await messageLookup('ru');
    const svg = ownFigureSvg(competing, ownTexts(competing, 'arm', { locale: 'ru', t }), 'footer').svg;
    expect(svg).toContain('&lt;A&gt;');
    expect(svg).not.toMatch(/<A>|NaN|undefined|Infinity/u);
    // Three curves of survival, and three of each cause.
    expect(svg.match(/stroke-width="2\.2"/gu)).toHaveLength(9);
  });

  test('CSV: whole curves, decimal points, formulas made harmless', () => {
    const lines = figureCsv({ records: ownRecords(competing), tables: [], riskTable: null, madeUp: null }).split(
      '\r\n',
    );
    expect(lines[0]).toContain('item,group,cause,time,unit,percent');
    expect(lines.filter((line) => line.startsWith("curve,'=B,,"))).toHaveLength(competing.curves[1]?.steps.length ?? 0);
    expect(lines.some((line) => line.startsWith("curve,'=B,,2,months,75,"))).toBe(true);
    expect(lines.filter((line) => line.includes(',Gray,'))).toHaveLength(2);
  });
});

test('a slide for the survival and one for each cause, with numbers counted by hand', async () => {
  const t = await messageLookup('ru');
  const footer = { date: '2026-11-23', short: 's', line: 'l', notAdvice: 'n' };
  const documents = ownDocuments(competing, ownTexts(competing, 'arm', { locale: 'ru', t }), {
    t,
    footer,
    address: 'https://registry.example/analyse',
  });
  expect(documents).toHaveLength(3);
  const [first] = documents;
  // Arm <A>: four patients, events after 1, 2 and 4 months, one censored after 3; nobody is left at the end.
  expect(first.riskTable?.rows.slice(0, 3).map((row) => row[1]?.value)).toEqual([4, 0, 0]);
  expect(first.riskTable?.rows.slice(0, 3).map((row) => row.at(-1)?.value)).toEqual([0, 3, 1]);
  expect(first.tables[0]?.rows[0]?.slice(0, 4).map(({ value }) => value)).toEqual(['<A>', 4, 3, 1]);
  for (const { chart } of documents)
    expect(chart({ width: 883, height: 400 }).svg).not.toMatch(/NaN|undefined|Infinity|<A>/u);
});

test('files of made-up patients are named so, those of a reader’s own table are not', async () => {
  const t = await messageLookup('en');
  const footer = { date: '2026-11-23', short: 's', line: 'l', notAdvice: 'n' };
  const named = (madeUp: string | null): string => {
    const about = { madeUp, footer: 'f', caveats: [] };
    const address = 'https://registry.example/compare/groups';
    return ownDocuments(single, ownTexts(single, null, { locale: 'en', t }), { t, footer, address, about })[0].fileName;
  };
  expect(named('Made-up patients')).toBe('made-up-survival');
  expect(named(null)).toBe('survival');
});

describe('a risk table of many groups', () => {
  const seven = readFileSync(new URL('../../tables/testing/files/15-seven-groups.csv', import.meta.url), 'utf8');
  /** The heights of the whole drawing and of its axes, and the numbers that stand in it. */
  const drawn = async (text: string) => {
    const t = await messageLookup('en');
    const analysis = analyse(text);
    const footer = { date: '2026-11-23', short: 's', line: 'l', notAdvice: 'n' };
    const frame = { t, footer, address: 'https://registry.example/analyse' };
    const [first] = ownDocuments(analysis, ownTexts(analysis, 'arm', { locale: 'en', t }), frame);
    const { svg, height, short } = first.chart({ width: 1040, height: 574 });
    return {
      height,
      short,
      words: [...svg.matchAll(/<text[^>]*>([^<]*)</gu)].map(([, word]) => word),
      whole: first.riskTable,
    };
  };

  test('leaves the chart its room: under it only who is at risk, the whole table behind it', async () => {
    const { height, short, words, whole } = await drawn(seven);
    expect(short).toBe(true);
    expect(height).toBeLessThanOrEqual(580);
    expect(words.filter((word) => word === 'At risk')).toHaveLength(1);
    expect(words).not.toContain('Censored');
    // Eleven patients in each of the seven groups, counted in the file, at time 0, beside the name of the group.
    const rows = words.slice(words.indexOf('At risk') + 1);
    const names = rows.filter((word) => Number.isNaN(Number(word)));
    expect(names.map((name) => rows[rows.indexOf(name) + 1])).toEqual(Array.from({ length: 7 }, () => '11'));
    expect(whole?.rows).toHaveLength(21);
  });

  test('of two groups stands whole under its axis', async () => {
    const { height, short, words } = await drawn('months,status,arm\n1,1,A\n3,0,A\n2,1,B\n5,0,B');
    expect(short).toBeUndefined();
    expect(height).toBeLessThanOrEqual(580);
    expect(words.filter((word) => word === 'Censored')).toHaveLength(2);
  });
});

describe('the drawing', () => {
  const scales = { x: (time: number) => 10 * time, y: (percent: number) => 100 - percent };
  test('steps go across, then down; a tick stands across the line', () => {
    const steps = [
      { at: 0, percent: 100 },
      { at: 2, percent: 75 },
      { at: 5, percent: 75 },
    ];
    expect(marksSvg([stepMark({ id: 'a', ink: 'ink', width: 2, steps }, scales)])).toContain('d="M0,0H20V25H50V25"');
    expect(marksSvg(censorMark([{ at: 5, percent: 75 }], 'ink', scales))).toContain('d="M50,20v10"');
  });
  test('a name that a longer curve would run through stands behind the end of all', () => {
    const series = (name: string, ...corners: [number, number][]) => ({
      name,
      steps: corners.map(([time, percent]) => ({ time, percent, low: null, high: null })),
      marks: [],
      risk: null,
    });
    const scale = { ...scales, end: 50, top: 0, bottom: 120 };
    const places = (...all: ReturnType<typeof series>[]) =>
      ownMarks(all, scale, true).flatMap((mark) => (mark.kind === 'label' ? [[mark.text, mark.at[0]]] : []));
    const short = series('Short', [0, 100], [10, 50], [12, 50]);
    // x is ten times the time, and a name stands 7 px behind its end.
    expect(places(short, series('Through', [0, 100], [11, 52], [45, 0], [50, 0]))).toEqual([
      ['Short', 507],
      ['Through', 507],
    ]);
    expect(places(short, series('Above', [0, 100], [50, 100]))).toEqual([
      ['Short', 127],
      ['Above', 507],
    ]);
  });
  test('names that are long for their room stand whole in two lines, or are shortened in one where a word has no room', () => {
    const flat = (name: string, percent: number) => ({
      name,
      steps: [{ time: 0, percent, low: null, high: null }],
      marks: [],
      risk: null,
    });
    const texts = (room: number): string[] =>
      ownMarks(
        [flat('KMT2A-rearranged infants', 80), flat('KMT2A-germline infants', 20)],
        { ...scales, end: 50, top: 0, bottom: 120 },
        true,
        room,
      ).flatMap((mark) => (mark.kind === 'label' ? [mark.text] : []));
    // “KMT2A-rearranged” is some 122 px wide at 13 px.
    expect(texts(400)).toEqual(['KMT2A-rearranged infants', 'KMT2A-germline infants']);
    expect(texts(130)).toEqual(['KMT2A-rearranged', 'infants', 'KMT2A-germline', 'infants']);
    expect(texts(90).map((text) => text.endsWith('…'))).toEqual([true, true]);
  });
  test('labels keep apart and within the plot', () => {
    expect(endLabelPlaces([50, 52, 10], 16, 0, 100)).toEqual([50, 66, 10]);
    expect(endLabelPlaces([98, 99], 16, 0, 100)).toEqual([84, 100]);
  });
});
