import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import { Resvg } from '@resvg/resvg-js';
import { beforeAll, describe, expect, test, vi } from 'vitest';
import type { PanelReading } from '../reading';
import type { RasterImage } from '../raster/image';
import { labelAxis } from './label-axis';
import { agreed, hasRoomFor, type LetterReader, type PrintedWord } from './printed-words';
import { readLetters } from './read-letters';
import { pictureRows, rowsOfArms } from './risk-cells';
import { tesseractReader, type TesseractCore } from './tesseract';

/** Tesseract reads some forty words a test, each several times. */
vi.setConfig({ testTimeout: 120_000 });

const require = createRequire(import.meta.url);
const FONT = require.resolve('@expo-google-fonts/inter/400Regular/Inter_400Regular.ttf');
let read: LetterReader;

beforeAll(async () => {
  const core = require('tesseract.js-core/tesseract-core-simd-lstm.js') as TesseractCore;
  const wasm = path.join(path.dirname(require.resolve('tesseract.js-core')), 'tesseract-core-simd-lstm.wasm');
  const data = path.join(path.dirname(require.resolve('@tesseract.js-data/eng')), '4.0.0_best_int/eng.traineddata.gz');
  read = await tesseractReader(core, readFileSync(wasm), gunzipSync(readFileSync(data)));
}, 120_000);

/** Pixels of the plot: time 0 … 40 along x = 100 + 12 t, percent upwards from y = 420 by 3.6 a point. */
const atTime = (time: number): number => 100 + 12 * time;
const atLevel = (percent: number): number => 420 - 3.6 * percent;
const line = (x1: number, y1: number, x2: number, y2: number): string =>
  `<path d="M${x1} ${y1}L${x2} ${y2}" stroke="#000" stroke-width="1.5"/>`;
const words = (text: string, x: number, y: number, more = 'text-anchor="middle"'): string =>
  `<text x="${x}" y="${y}" font-size="16" ${more}>${text}</text>`;

function frame(times: readonly string[], levels: readonly string[]): string {
  const x = times.map((label, i) => {
    const at = atTime((40 * i) / (times.length - 1));
    return line(at, 420, at, 426) + words(label, at, 444);
  });
  const y = levels.map((label, i) => {
    const at = atLevel((100 * i) / (levels.length - 1));
    return line(94, at, 100, at) + words(label, 90, at + 5.7, 'text-anchor="end"');
  });
  return [line(100, 420, 580, 420), line(100, 420, 100, 60), ...x, ...y].join('');
}

function drawn(content: string): RasterImage {
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="640" height="560"><rect width="640" height="560" fill="#fff"/><g font-family="Inter">${content}</g></svg>`;
  const picture = new Resvg(svg, { font: { fontFiles: [FONT], loadSystemFonts: false } }).render();
  return { width: picture.width, height: picture.height, data: picture.pixels };
}

const MONTHS = ['0', '10', '20', '30', '40'];
const PERCENT = ['0', '20', '40', '60', '80', '100'];

describe('the numbers of a picture', () => {
  test('are proposed as axes, and the ticks found by themselves stand at them', () => {
    const { axes } = readLetters(drawn(frame(MONTHS, PERCENT)), read);
    expect(axes?.x).toEqual({ first: 0, last: 40, step: 10, labels: 5, misread: [], unread: 0 });
    expect(axes?.y).toEqual({ first: 0, last: 100, step: 20, labels: 6, misread: [], unread: 0 });
    expect([axes?.as, axes?.ticks]).toEqual(['percent', 'agree']);
  });

  test('are fractions where they end at 1', () => {
    const { axes } = readLetters(
      drawn(frame(['0', '365', '730', '1095'], ['0.0', '0.2', '0.4', '0.6', '0.8', '1.0'])),
      read,
    );
    expect([axes?.x.last, axes?.x.step, axes?.y.last, axes?.y.step, axes?.as]).toEqual([1095, 365, 1, 0.2, 'fraction']);
  });

  test('leave the end of an axis empty where its last label is covered', () => {
    const spot = `<circle cx="${atTime(40)}" cy="438" r="5" fill="#000"/>`;
    const { axes } = readLetters(drawn(frame(MONTHS, PERCENT) + spot), read);
    expect([axes?.x.first, axes?.x.last, axes?.x.step]).toEqual([0, null, 10]);
  });

  test('do not stand at their ticks where the ticks lie elsewhere', () => {
    const shifted = frame(MONTHS, PERCENT).replaceAll(
      /<text x="(\d+)" y="444"/g,
      (_, x) => `<text x="${Number(x) + 14}" y="444"`,
    );
    expect(readLetters(drawn(shifted), read).axes?.ticks).toBe('differ');
  });

  test('give no axes where words stand alone', () => {
    const { axes, cells } = readLetters(drawn(words('Overall survival', 300, 100) + words('Months', 300, 450)), read);
    expect(axes).toBeNull();
    expect(cells.filter(({ text }) => text !== null)).toEqual([]);
  });

  test('are the rows under the axis, each at its tick, and no row of times', () => {
    const row = (counts: readonly number[], y: number): string =>
      counts.map((n, i) => words(String(n), atTime(10 * i), y)).join('');
    const table = row([148, 97, 63, 20, 4], 500) + row([131, 56, 31, 9, 0], 524) + row([0, 10, 20, 30, 40], 548);
    const { cells } = readLetters(drawn(frame(MONTHS, PERCENT) + table), read);
    const rows = pictureRows(PANEL, cells);
    expect(rows.map((one) => one.cells.map(({ value }) => value))).toEqual([
      [148, 97, 63, 20, 4],
      [131, 56, 31, 9, 0],
    ]);
    expect(rows[0]?.cells.map(({ time }) => time)).toEqual([0, 10, 20, 30, 40]);
  });
});

const PANEL: PanelReading = {
  method: 'raster',
  box: { x0: 100, y0: 60, x1: 580, y1: 420 },
  x: { ticks: [0, 10, 20, 30, 40], residual: 0, from: 'ticks', unit: 'months' },
  y: { ticks: [0, 0.2, 0.4, 0.6, 0.8, 1], residual: 0, from: 'ticks', as: 'percent', shows: 'survival' },
  affine: [12, 0, 0, -360, 100, 420],
  curves: [],
  refusals: [],
};

describe('what is read with doubt', () => {
  const sure = (text: string): { text: string; sure: number } => ({ text, sure: 95 });

  test.each([
    ['two looks agree', [sure('48'), sure('48')], '48'],
    ['one look alone is a guess', [sure('48'), { text: '', sure: 0 }], null],
    ['two looks contradict each other', [sure('48'), sure('48'), sure('43')], null],
    ['what contradicts is itself a guess', [sure('48'), sure('48'), { text: '43', sure: 20 }], '48'],
    ['a point was lost in one look', [sure('0.9'), sure('09')], '0.9'],
    ['a point was lost in all', [sure('09'), sure('09')], null],
    ['a point was seen in two looks of four', [sure('182.5'), sure('1825'), sure('182.5'), sure('1825')], '182.5'],
    ['letters', [sure('Arm'), sure('Arm')], null],
  ])('%s', (_name, looks, expected) => {
    expect(agreed(looks)).toBe(expected);
  });

  test.each([
    ['22', 1.45, true],
    ['2', 1.45, false],
    ['1', 0.3, true],
    ['111', 1.2, true],
    ['1482', 0.9, false],
    ['0.25', 2.6, true],
    ['100%', 3.6, true],
  ])('%s fills %d heights of a digit: %s', (text, length, expected) => {
    // Of Helvetica and Times: digits are 0.3 (1) to 0.75 heights wide, with what is between two.
    expect(hasRoomFor(text, length)).toBe(expected);
  });

  const word = (text: string | null, x: number): PrintedWord => ({
    box: { x0: x - 5, x1: x + 5, y0: 0, y1: 10 },
    height: 10,
    turned: false,
    text,
  });
  const middle = ({ box }: PrintedWord): number => (box.x0 + box.x1) / 2;
  const axis = (...texts: (string | null)[]): ReturnType<typeof labelAxis> =>
    labelAxis(
      texts.map((text, i) => word(text, 100 * i)),
      middle,
    );

  test('a label off the line of the others is left out and said', () => {
    const found = axis('0', '12', '24', '86', '48', '60');
    expect(found?.labels.map(({ value }) => value)).toEqual([0, 12, 24, 48, 60]);
    expect([found?.step, found?.misread, found?.isOpen]).toEqual([12, ['86'], { first: false, last: false }]);
  });

  test('an end that was not read, or misread, is open', () => {
    expect(axis(null, '12', '24', '36')?.isOpen).toEqual({ first: true, last: false });
    expect(axis('0', '12', '24', '30')?.isOpen).toEqual({ first: false, last: true });
  });

  test('numbers in no even row are no axis', () => {
    expect(axis('3', '12', '7', '41', '2')).toBeNull();
    expect(axis('48', '36', '24', '12')).toBeNull();
  });

  test('a number at risk that rises, or that no patient is, stays empty', () => {
    const cells = ['148', '97', '163', '20', '4.5'].map((text, i) => ({
      at: [100 + 120 * i, 500] as const,
      height: 12,
      text,
      colour: '#000000',
    }));
    expect(pictureRows(PANEL, cells).map((row) => row.cells.map(({ value }) => value))).toEqual([
      [148, 97, null, 20, null],
    ]);
  });

  test('rows go to the curves of their colour, and else to those that leave so many alive', () => {
    const rowOf = (counts: readonly number[], y: number, colour: string) =>
      counts.map((n, i) => ({ at: [100 + 120 * i, y] as const, height: 12, text: String(n), colour }));
    // Nine of ten live on, so that the six of eight can be theirs; but three quarters of ten are no nine.
    const ten = {
      points: [
        [0, 1],
        [5, 0.9],
      ] as const,
      colour: '#c00000',
    };
    const eight = {
      points: [
        [0, 1],
        [3, 0.75],
      ] as const,
      colour: '#0000c0',
    };
    const curve = (own: typeof ten | typeof eight) => ({
      label: '',
      dash: [],
      end: 40,
      censored: [],
      patients: null,
      atRisk: [],
      doubtful: [],
      ...own,
    });
    const values = (colours: readonly [string, string]) =>
      rowsOfArms(
        pictureRows(PANEL, [...rowOf([8, 6, 6, 6, 6], 500, colours[0]), ...rowOf([10, 9, 9, 9, 9], 530, colours[1])]),
        [curve(ten), curve(eight)],
      ).map((row) => row?.cells[0]?.value);
    expect(values(['#0000d0', '#d00000'])).toEqual([10, 8]);
    expect(values(['#000000', '#000000'])).toEqual([10, 8]);
  });

  test('rows that would fit either curve are left to the person', () => {
    const cells = [500, 530].flatMap((y) =>
      [10, 9, 9, 9, 9].map((n, i) => ({
        at: [100 + 120 * i, y] as const,
        height: 12,
        text: String(n),
        colour: '#000000',
      })),
    );
    const curve = {
      label: '',
      colour: '#c00000',
      dash: [],
      points: [
        [0, 1],
        [5, 0.9],
      ] as const,
      end: 40,
      censored: [],
      patients: null,
      atRisk: [],
      doubtful: [],
    };
    expect(rowsOfArms(pictureRows(PANEL, cells), [curve, { ...curve, colour: '#0000c0' }])).toEqual([null, null]);
  });
});
