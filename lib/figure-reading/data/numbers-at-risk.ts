import type { Plot } from '../axes/plots';
import { median } from '../geometry';
import { grouped } from '../grouping';
import { orders } from '../orders';
import type { Drawing } from '../pdf/drawing';
import { wordsOf, type Word } from '../pdf/words';
import type { TimeValue } from '../reading';

/** One row of the table under a figure: its name as printed (empty where there is none) and the numbers at the ticks. */
export type RiskRow = Readonly<{ label: string; colours: readonly string[]; cells: readonly TimeValue[] }>;

const CELL_GAP = 0.25;
/** Of the distance between ticks: a number belongs to the tick that is this near. */
const NEAR_TICK = 0.42;
/** Of the height of the plot: the table stands no farther below the labels of the axis. */
const REACH = 1.2;

/** Rows of numbers at risk below the axis, from the top. Numbers that rise are another table and are left out. */
export function riskRows(plot: Plot, drawing: Drawing): RiskRow[] {
  const { ticks, labelRow, x } = plot;
  const [width, height] = [ticks.x1 - ticks.x0, ticks.y1 - ticks.y0];
  const below = wordsOf(drawing.glyphs, CELL_GAP).filter(
    (word) =>
      !word.turned &&
      word.y > labelRow.y + 0.7 * labelRow.size &&
      word.y < labelRow.y + REACH * height &&
      word.x > ticks.x0 - 0.9 * width &&
      word.x < ticks.x1 + 0.15 * width,
  );
  const times = columnTimes(x.ticks);
  const spacing = width / Math.max(1, times.length - 1);
  const places = times.map((time) => ({ time, at: x.slope * time + x.offset }));
  const lines = [
    ...grouped(
      below.toSorted((a, b) => a.box.y1 - b.box.y1),
      lineKey(),
    ).values(),
  ];
  return lines.flatMap((line) => rowOf(line, places, spacing));
}

/** Of the least distance of two labels: as near to a multiple of it, the others stand in its steps. */
const IN_STEP = 0.01;

/** Where the numbers may stand: at the labels of the axis, and where a label was left out because it would touch another. */
function columnTimes(ticks: readonly number[]): readonly number[] {
  const [first = 0] = ticks;
  const step = Math.min(...ticks.slice(1).map((time, i) => time - (ticks[i] ?? 0)));
  const isInStep = ticks.every((time) => Math.abs((time - first) / step - Math.round((time - first) / step)) < IN_STEP);
  if (!(step > 0) || !isInStep) return ticks;
  return Array.from({ length: Math.round(((ticks.at(-1) ?? first) - first) / step) + 1 }, (_, i) => first + i * step);
}

/** Words share a line where their base lines differ by less than a quarter of their size. */
function lineKey(): (word: Word) => number {
  let [line, key] = [-Infinity, -1];
  return (word) => {
    if (word.box.y1 - line > 0.25 * word.size) {
      line = word.box.y1;
      key += 1;
    }
    return key;
  };
}

type Cell = Readonly<{ time: number; value: number; offset: number; word: Word; from: number }>;

function rowOf(
  line: readonly Word[],
  places: readonly Readonly<{ time: number; at: number }>[],
  spacing: number,
): RiskRow[] {
  const cells = line.flatMap((word): Cell[] => {
    const digits = trailingDigits(word);
    if (digits === null) return [];
    const nearest = places.reduce(
      (best, place) => (Math.abs(place.at - digits.x) < Math.abs(best.at - digits.x) ? place : best),
      { time: 0, at: Infinity },
    );
    return Math.abs(nearest.at - digits.x) > NEAR_TICK * spacing
      ? []
      : [{ time: nearest.time, value: digits.value, offset: digits.x - nearest.at, word, from: digits.from }];
  });
  const shift = median(cells.map(({ offset }) => offset));
  const straight = cells
    .map((cell) => withoutLabel(cell, line, shift))
    .filter(({ offset, word }) => Math.abs(offset - shift) < Math.max(1.2 * word.size, 0.15 * spacing));
  const distinct = [...grouped(straight, ({ time }) => time).values()]
    .flatMap((same) => same.toSorted((a, b) => Math.abs(a.offset - shift) - Math.abs(b.offset - shift)).slice(0, 1))
    .toSorted((a, b) => a.time - b.time);
  const within = line.filter((word) => word.x > (places[0]?.at ?? 0) - 0.1 * spacing);
  const others = within.filter((word) => !distinct.some((cell) => cell.word === word) && !/^\(.*\)$/.test(word.text));
  const falls = distinct.every(({ value }, i) => i === 0 || value <= (distinct[i - 1]?.value ?? 0));
  if (distinct.length < Math.max(2, places.length / 3) || others.length > distinct.length / 3 || !falls) return [];
  const firstX = Math.min(...distinct.map(({ from }) => from));
  const before = line.flatMap((word) => labelPart(word, firstX)).toSorted((a, b) => a.x - b.x);
  return [
    {
      label: before
        .map(({ text }) => text.replaceAll('\uFFFD', ''))
        .join(' ')
        .normalize('NFKC')
        .replace(/[−‐‑]/g, '-')
        .trim(),
      colours: [...new Set([...before.map(({ colour }) => colour), ...distinct.map(({ word }) => word.colour)])],
      cells: distinct.map(({ time, value }) => [time, value] as const),
    },
  ];
}

/** Of the width of a digit: how near a number stands to its column, and how far off one is that took a digit along. */
const [IN_COLUMN, BESIDE_COLUMN] = [0.25, 0.35];

/**
 * A label that ends in a digit and runs into the first number, as in “Arm 173”: where the numbers of the row are centred,
 * the digits that stand in the middle of the column are the number, and the others belong to the label.
 */
function withoutLabel(cell: Cell, line: readonly Word[], shift: number): Cell {
  const { word, offset } = cell;
  const digits = trailingDigits(word);
  const last = word.glyphs.at(-1);
  if (digits === null || last === undefined || !(digits.afterLabel || followsLabel(word, line))) return cell;
  const off = Math.abs(offset - shift) / last.advance;
  if (off < BESIDE_COLUMN) return cell;
  const shorter = Array.from({ length: digits.count - 1 }, (_, k) => trailingDigits(word, k + 1)).flatMap((one) =>
    one === null ? [] : [{ ...cell, value: one.value, from: one.from, offset: offset + one.x - digits.x }],
  );
  return shorter.find((one) => Math.abs(one.offset - shift) / last.advance < IN_COLUMN) ?? cell;
}

/** Of the size of the letters: two words of one label stand no farther apart. */
const SPACE = 0.7;

function followsLabel(word: Word, line: readonly Word[]): boolean {
  return line.some(
    ({ text, box, size }) => /\p{L}$/u.test(text) && box.x1 <= word.box.x0 && word.box.x0 - box.x1 < SPACE * size,
  );
}

type Digits = Readonly<{ value: number; x: number; from: number; count: number; afterLabel: boolean }>;

/** The number that ends a word, of `most` digits: labels run into the first column where they are long. */
function trailingDigits(word: Word, most = Infinity): Digits | null {
  const texts = word.glyphs.map((glyph) => glyph.text.trim());
  let count = 0;
  while (count < texts.length && /^\d$/.test(texts[texts.length - 1 - count] ?? '')) count += 1;
  if (count === 0 || count > 6) return null;
  const all = count;
  count = Math.min(count, most);
  // A word of digits and other signs is “0.85” or a date; letters before it are a label that ran into the number.
  const rest = texts.slice(0, -all).join('');
  if (rest !== '' && !/^\d{1,3}[, ]$/.test(rest) && !/[\p{L})\]\uFFFD]$/u.test(rest)) return null;
  const glyphs = /^\d{1,3}[, ]$/.test(rest) ? word.glyphs : word.glyphs.slice(-count);
  const [first, last] = [glyphs[0], glyphs.at(-1)];
  if (first === undefined || last === undefined) return null;
  return {
    value: Number(glyphs.map((glyph) => glyph.text.replace(/\D/g, '')).join('')),
    x: (first.x + last.x + last.advance) / 2,
    from: first.x,
    count,
    afterLabel: /[\p{L})\]]$/u.test(rest),
  };
}

function labelPart(word: Word, firstX: number): { text: string; x: number; colour: string }[] {
  const glyphs = word.glyphs.filter((glyph) => glyph.x + 0.5 * glyph.advance < firstX);
  return glyphs.length === 0
    ? []
    : [{ text: glyphs.map((glyph) => glyph.text.trim()).join(''), x: glyphs[0]?.x ?? 0, colour: word.colour }];
}

export type RowOwner = Readonly<{ colour: string; name: string | null; order: number; points: readonly TimeValue[] }>;

/**
 * Which row belongs to which curve: by colour, by name, by what the steps say, and for the rest in order. Null where there
 * is none. A step of n patients is a whole number of n-ths high, which tells arms of one colour apart.
 */
export function rowsOfCurves(rows: readonly RiskRow[], curves: readonly RowOwner[]): (RiskRow | null)[] {
  const free = new Set(rows);
  const assigned = curves.map((): RiskRow | null => null);
  const take = (i: number, row: RiskRow | undefined): void => {
    if (row === undefined || assigned[i] !== null || !free.has(row)) return;
    assigned[i] = row;
    free.delete(row);
  };
  const plain = (text: string): string => text.toLowerCase().replace(/[^\p{L}\p{N}+−-]/gu, '');
  const unique = (colour: string): boolean => curves.filter((curve) => curve.colour === colour).length === 1;
  const coloured = rows.some((row) => row.colours.some((colour) => curves.some((curve) => curve.colour === colour)));
  const several = new Set(rows.flatMap(({ colours }) => colours)).size > 1;
  if (coloured && several)
    curves.forEach((curve, i) =>
      unique(curve.colour)
        ? take(
            i,
            rows.find((row) => free.has(row) && row.colours.includes(curve.colour)),
          )
        : undefined,
    );
  curves.forEach((curve, i) =>
    curve.name === null
      ? undefined
      : take(
          i,
          rows.find((row) => free.has(row) && plain(row.label) === plain(curve.name ?? '')),
        ),
  );
  const open = curves
    .map((curve, i) => ({ curve, i }))
    .filter(({ i }) => assigned[i] === null)
    .toSorted((a, b) => a.curve.order - b.curve.order);
  if (open.length === free.size) bySteps([...free], open).forEach(({ i, row }) => take(i, row));
  return assigned;
}

/** The order of the rows, unless another one agrees better with the steps. */
function bySteps(
  rows: readonly RiskRow[],
  open: readonly Readonly<{ curve: RowOwner; i: number }>[],
): { i: number; row: RiskRow | undefined }[] {
  const inOrder = open.map(({ i }, k) => ({ i, row: rows[k] }));
  if (rows.length > 5) return inOrder;
  const cost = open.map(({ curve }) => rows.map((row) => contradiction(curve.points, row.cells)));
  const total = (order: readonly number[]): number => order.reduce((sum, r, c) => sum + (cost[c]?.[r] ?? 0), 0);
  const first = rows.map((_, k) => k);
  const best = orders(rows.length).reduce((a, b) => (total(b) < total(a) - 0.05 ? b : a), first);
  return open.map(({ i }, k) => ({ i, row: rows[best[k] ?? k] }));
}

/**
 * How badly numbers at risk fit a curve, 0 for not at all: the share of intervals whose first step is no whole number of
 * patients of those that can be at risk there, or at whose start more are at risk than can have survived.
 */
export function contradiction(points: readonly TimeValue[], cells: readonly TimeValue[]): number {
  const patients = cells[0]?.[1] ?? 0;
  const asked = cells.filter(([, atRisk]) => atRisk > 0);
  const wrong = asked.filter(([time, atRisk], i) => {
    const k = points.findIndex(([at]) => at > time + 1e-9);
    const [before, after] = [k <= 0 ? 1 : (points[k - 1]?.[1] ?? 1), points[k]?.[1]];
    if (k < 0 || after === undefined) return false;
    if (atRisk > patients * before + 1) return true;
    if ((points[k]?.[0] ?? 0) > (cells[i + 1]?.[0] ?? Infinity)) return false;
    const drop = 1 - after / before;
    const least = i === 0 ? Math.max(1, atRisk - 2) : (cells[i + 1]?.[1] ?? 1);
    for (let n = atRisk; n >= Math.max(1, least); n -= 1)
      if (Math.abs(drop * n - Math.max(1, Math.round(drop * n))) < 0.02) return false;
    return true;
  });
  return asked.length === 0 ? 0 : wrong.length / asked.length;
}
