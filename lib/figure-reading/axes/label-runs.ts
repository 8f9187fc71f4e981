import { fitLine } from '../geometry';
import type { Word } from '../pdf/words';
import { printedNumbers } from './printed-number';

export type AxisLabel = Readonly<{ value: number; at: number; word: Word }>;

/** Numbers in a row or a column that rise evenly: what the labels of an axis are, and a table's row only by chance. */
export type LabelRun = Readonly<{ labels: readonly AxisLabel[]; slope: number; offset: number }>;

type Candidate = Readonly<{ values: readonly number[]; at: number; word: Word }>;

const FEWEST = 3;
/** Of the letters' size: labels are centred on their ticks no better than this. */
const OFF_CENTRE = 0.45;

/** Runs of numbers along x in one row of upright text. */
export function rowRuns(words: readonly Word[]): LabelRun[] {
  const numbers = words.filter((word) => !word.turned && printedNumbers(word.text).length > 0);
  return clusters(numbers, (word) => word.box.y1).flatMap((row) =>
    runs(row.map((word) => ({ values: printedNumbers(word.text), at: word.x, word }))),
  );
}

/** Runs of numbers upwards in one column: aligned at the right, the middle or the left, or turned. */
export function columnRuns(words: readonly Word[]): LabelRun[] {
  const numbers = words.filter((word) => printedNumbers(word.text).length > 0);
  const [turned, upright] = [numbers.filter((word) => word.turned), numbers.filter((word) => !word.turned)];
  const columns = [
    ...clusters(turned, (word) => word.box.x1),
    ...clusters(upright, (word) => word.box.x1),
    ...clusters(upright, (word) => word.x),
    ...clusters(upright, (word) => word.box.x0),
  ];
  const found = columns.flatMap((column) =>
    runs(column.map((word) => ({ values: printedNumbers(word.text), at: -word.y, word }))),
  );
  const longestFirst = found.toSorted((a, b) => b.labels.length - a.labels.length);
  const used = new Set<Word>();
  return longestFirst.filter(({ labels }) => {
    if (labels.some(({ word }) => used.has(word))) return false;
    labels.forEach(({ word }) => used.add(word));
    return true;
  });
}

function clusters(words: readonly Word[], key: (word: Word) => number): Word[][] {
  const found: { key: number; words: Word[] }[] = [];
  for (const word of words.toSorted((a, b) => key(a) - key(b))) {
    const open = found.at(-1);
    if (open !== undefined && Math.abs(open.key - key(word)) < 0.25 * word.size) open.words.push(word);
    else found.push({ key: key(word), words: [word] });
  }
  return found.map((cluster) => cluster.words).filter((cluster) => cluster.length >= FEWEST);
}

function runs(candidates: readonly Candidate[]): LabelRun[] {
  const sorted = candidates.toSorted((a, b) => a.at - b.at);
  const found: LabelRun[] = [];
  for (let start = 0; start + FEWEST <= sorted.length; ) {
    const run = longestFrom(sorted, start);
    if (run === null) start += 1;
    else {
      found.push(run);
      start += run.labels.length;
    }
  }
  return found;
}

/** The longest run that begins at one label, whichever meanings of the first two numbers give it. */
function longestFrom(sorted: readonly Candidate[], start: number): LabelRun | null {
  const [first, second] = [sorted[start], sorted[start + 1]];
  if (first === undefined || second === undefined) return null;
  const attempts = first.values.flatMap((a) => second.values.map((b) => extended(sorted, start, a, b)));
  const best = attempts.toSorted((a, b) => b.length - a.length)[0] ?? [];
  if (best.length < FEWEST) return null;
  const { slope, offset } = fitLine(
    best.map(({ value }) => value),
    best.map(({ at }) => at),
  );
  return { labels: best, slope, offset };
}

function extended(sorted: readonly Candidate[], start: number, a: number, b: number): AxisLabel[] {
  const [first, second] = [sorted[start], sorted[start + 1]];
  if (first === undefined || second === undefined || !(b > a) || second.at - first.at < 0.3 * first.word.size)
    return [];
  const labels: AxisLabel[] = [{ value: a, at: first.at, word: first.word }];
  labels.push({ value: b, at: second.at, word: second.word });
  for (const next of sorted.slice(start + 2)) {
    const { slope, offset } = fitLine(
      labels.map(({ value }) => value),
      labels.map(({ at }) => at),
    );
    // The step between two labels is known as badly as their centres, and grows with the distance.
    const tolerance = OFF_CENTRE * next.word.size * (1 + 1 / labels.length);
    const value = next.values.find(
      (v) => v > (labels.at(-1)?.value ?? 0) && Math.abs(slope * v + offset - next.at) <= tolerance,
    );
    if (value === undefined) break;
    labels.push({ value, at: next.at, word: next.word });
  }
  return labels;
}

/** True where some row or column of numbers grows by one factor at even distances: a logarithmic axis. */
export function isGeometric(words: readonly Word[]): boolean {
  const numbers = words.filter((word) => printedNumbers(word.text).length > 0);
  const lines = [
    ...clusters(numbers, (word) => word.box.y1).map((row) => row.toSorted((a, b) => a.x - b.x)),
    ...clusters(numbers, (word) => word.box.x1).map((column) => column.toSorted((a, b) => b.y - a.y)),
  ];
  return lines.some((line) => {
    const values = line.map((word) => printedNumbers(word.text)[0] ?? 0);
    const isColumn =
      Math.abs((line[0]?.y ?? 0) - (line.at(-1)?.y ?? 0)) > Math.abs((line[0]?.x ?? 0) - (line.at(-1)?.x ?? 0));
    const places = line.map((word) => (isColumn ? -word.y : word.x));
    if (values.some((value) => value <= 0)) return false;
    const ratio = (values[1] ?? 1) / (values[0] ?? 1);
    if (!(ratio >= 2)) return false;
    const step = (places.at(-1) ?? 0) - (places[0] ?? 0);
    return (
      values.every((value, i) => i === 0 || Math.abs(value / (values[i - 1] ?? 1) / ratio - 1) < 0.01) &&
      places.every(
        (place, i) => Math.abs(place - (places[0] ?? 0) - (step * i) / (places.length - 1)) < 0.05 * Math.abs(step),
      )
    );
  });
}
