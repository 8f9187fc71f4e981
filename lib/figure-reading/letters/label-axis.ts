import { printedNumbers } from '../axes/printed-number';
import { fitLine } from '../geometry';
import type { PrintedWord } from './printed-words';

/** Labels of one axis that rise evenly. */
export type LabelAxis = Readonly<{
  /** Those on the line, from the smallest. */
  labels: readonly Readonly<{ value: number; at: number; word: PrintedWord }>[];
  /** Position = slope · value + offset, in pixels along the axis (upwards for y). */
  slope: number;
  offset: number;
  step: number;
  /** Read, but off the line: as they were read. */
  misread: readonly string[];
  /** Not read, though they stand in the row at even distances. */
  unread: number;
  /** Whether a label before the first one or behind the last one was not read. */
  isOpen: Readonly<{ first: boolean; last: boolean }>;
}>;

const FEWEST = 3;
/** Of the height of the digits: how far a label's middle stands beside its tick. */
const OFF = 0.4;
/** Of a step: a word stands at a tick. */
const AT_TICK = 0.2;

type Place = Readonly<{ at: number; word: PrintedWord; values: readonly number[] }>;

/** The evenly rising labels among words of one row or column, `at` being their places along it; null where there are none. */
export function labelAxis(words: readonly PrintedWord[], at: (word: PrintedWord) => number): LabelAxis | null {
  const places: Place[] = words
    .map((word) => ({ at: at(word), word, values: word.text === null ? [] : printedNumbers(word.text) }))
    .toSorted((a, b) => a.at - b.at);
  const best = bestLine(places);
  if (best === null) return null;
  const { labels, slope, offset } = best;
  const steps = labels.slice(1).map(({ value }, i) => value - (labels[i]?.value ?? 0));
  const step = Math.min(...steps);
  const [first, last] = [labels[0]?.value ?? 0, labels.at(-1)?.value ?? 0];
  const isEven = labels.every(
    ({ value }) => Math.abs((value - first) / step - Math.round((value - first) / step)) < 1e-6,
  );
  // As many numbers read off the line as on it, or no step: a table's row by chance.
  const others = places.filter(({ word }) => !labels.some((label) => label.word === word));
  const misread = others.filter(({ values }) => values.length > 0);
  if (!isEven || step <= 0 || misread.length > labels.length / 2) return null;
  const ticks = others.flatMap(({ at: place, values }) => {
    const k = ((place - offset) / slope - first) / step;
    return Math.abs(k - Math.round(k)) < AT_TICK ? [{ value: first + Math.round(k) * step, values }] : [];
  });
  return {
    labels,
    slope,
    offset,
    step: Number(step.toPrecision(9)),
    misread: misread.map(({ word }) => word.text ?? ''),
    unread: ticks.filter(({ values }) => values.length === 0).length,
    isOpen: {
      first: ticks.some(({ value }) => value < first - step / 2),
      last: ticks.some(({ value }) => value > last + step / 2),
    },
  };
}

type Line = Pick<LabelAxis, 'labels' | 'slope' | 'offset'>;

/** Of the lines through two labels the one that most of the others lie on. */
function bestLine(places: readonly Place[]): Line | null {
  let best: Line | null = null;
  for (const [i, a] of places.entries()) {
    for (const b of places.slice(i + 1)) {
      for (const [from, to] of a.values.flatMap((v) => b.values.map((w) => [v, w] as const))) {
        if (!(to > from) || b.at - a.at < a.word.height) continue;
        const slope = (b.at - a.at) / (to - from);
        const labels = onLine(places, slope, a.at - slope * from);
        if (labels.length < Math.max(FEWEST, (best?.labels.length ?? 0) + 1)) continue;
        best = { labels, ...fitted(labels) };
      }
    }
  }
  return best;
}

function fitted(labels: Line['labels']): { slope: number; offset: number } {
  const { slope, offset } = fitLine(
    labels.map(({ value }) => value),
    labels.map(({ at }) => at),
  );
  return { slope, offset };
}

function onLine(places: readonly Place[], slope: number, offset: number): LabelAxis['labels'] {
  return places.flatMap(({ at, word, values }) => {
    const isAt = (one: number): boolean => Math.abs(slope * one + offset - at) < OFF * word.height + 1;
    const value = values.find(isAt) ?? pointed(word.text).find(isAt);
    return value === undefined ? [] : [{ value, at, word }];
  });
}

/** What digits mean whose point was too small to be seen: “10” on a line of 0.2, 0.4 and 0.6 is 1.0. */
function pointed(text: string | null): number[] {
  if (text === null || !/^\d{2,3}$/.test(text)) return [];
  return [1, 2].filter((places) => places < text.length).map((places) => Number(text) / 10 ** places);
}
