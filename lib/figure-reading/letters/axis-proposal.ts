import type { PrintedWord } from './printed-words';
import { labelAxis, type LabelAxis } from './label-axis';

/** The two axes of a plot by their labels. */
export type LabelledAxes = Readonly<{ x: LabelAxis; y: LabelAxis }>;

const FEWEST = 3;

/** The axes that the words of a picture label: the first plot from the left where there are several. Null where none is found. */
export function labelledAxes(words: readonly PrintedWord[]): LabelledAxes | null {
  const upright = words.filter(({ turned }) => !turned);
  const rows = clusters(upright, ({ box }) => (box.y0 + box.y1) / 2).flatMap((row) => axesIn(row, middleX));
  const columns = [
    ...([({ box }) => box.x1, ({ box }) => (box.x0 + box.x1) / 2, ({ box }) => box.x0] satisfies Key[]).flatMap((key) =>
      clusters(upright, key),
    ),
    ...clusters(
      words.filter(({ turned }) => turned),
      ({ box }) => (box.x0 + box.x1) / 2,
    ),
  ].flatMap((column) => axesIn(column, ({ box }) => -(box.y0 + box.y1) / 2));
  const pairs = rows.flatMap((x) => columns.flatMap((y) => pairOf(x, y)));
  return pairs.toSorted((a, b) => a.cost - b.cost)[0] ?? null;
}

type Key = (word: PrintedWord) => number;
const middleX: Key = ({ box }) => (box.x0 + box.x1) / 2;

function clusters(words: readonly PrintedWord[], key: Key): PrintedWord[][] {
  const found: { at: number; words: PrintedWord[] }[] = [];
  for (const word of words.toSorted((a, b) => key(a) - key(b))) {
    const open = found.at(-1);
    if (open !== undefined && key(word) - open.at < 0.3 * word.height + 1) {
      open.words.push(word);
      open.at = key(word);
    } else found.push({ at: key(word), words: [word] });
  }
  return found.map((cluster) => cluster.words).filter((cluster) => cluster.length >= FEWEST);
}

/** Of the labels found in a line, and of what lies behind them: two plots side by side have one row. */
function axesIn(words: readonly PrintedWord[], at: Key): LabelAxis[] {
  const found = labelAxis(words, at);
  if (found === null) return [];
  const last = found.labels.at(-1)?.at ?? 0;
  const [before, behind] = [
    words.filter((word) => at(word) < (found.labels[0]?.at ?? 0)),
    words.filter((word) => at(word) > last),
  ];
  return [found, ...axesIn(before, at), ...axesIn(behind, at)];
}

/** Labels of x stand below those of y and begin right of them; of several rows (numbers at risk) the nearest is the axis. */
function pairOf(x: LabelAxis, y: LabelAxis): (LabelledAxes & { cost: number })[] {
  const [left, right, bottom, top] = [x.labels[0], x.labels.at(-1), y.labels[0], y.labels.at(-1)];
  if (left === undefined || right === undefined || bottom === undefined || top === undefined) return [];
  const [width, height] = [right.at - left.at, top.at - bottom.at];
  const below = (left.word.box.y0 + left.word.box.y1) / 2 + bottom.at;
  const gap = left.at - Math.max(...y.labels.map(({ word }) => word.box.x1));
  const isShare =
    bottom.value >= -0.051 && (top.value <= 1.06 || (top.value > 1.5 && top.value <= 106)) && top.value > 0.05;
  if (!isShare || left.value < 0 || below < -0.2 * left.word.height || below > 0.7 * height) return [];
  if (gap < -0.1 * width || gap > 0.6 * width) return [];
  return [{ x, y, cost: below / height + Math.max(0, gap) / width }];
}
