import type { FigureTexts } from '@/lib/comparison/words/figure-texts';
import type { SeriesRow } from '@/lib/comparison/selection/series/rows';
import { FILE_SCALE } from '../marks/measures';
import { legendSign, localSign, markerSign, SIGN } from '../marks/signs';
import { magnified, marksSvg } from './marks';
import { line, paragraph, PAPER, px, type Block, type SplitGenes } from './text';
import { textWidth, wrapText } from '../text-width';

const SIZE = 14;
const LINE = SIZE * 1.42;
/** Between a name and the population beside it. */
const AFTER_NAME = 10;

/** Before the words of a sign, and between two of them. */
const [BEFORE_WORDS, BETWEEN] = [34, 26] as const;

/** What the signs of the chart mean, and in words without a sign whom its letters mean. */
export function legendSvg(
  { legend }: Pick<FigureTexts, 'legend'>,
  left: number,
  top: number,
  width: number,
  letters = '',
  split?: SplitGenes,
): Block {
  let [x, y] = [left, top];
  const entries = [...(letters === '' ? [] : [{ kind: null, text: letters }]), ...legend];
  const parts = entries.map(({ kind, text }) => {
    const before = kind === null ? 0 : BEFORE_WORDS;
    const lines = wrapText(text, width - before, SIZE);
    const needed = before + Math.max(...lines.map((part) => textWidth(part, SIZE))) + BETWEEN;
    if (x > left && x + needed - BETWEEN > left + width) [x, y] = [left, y + LINE];
    const sign =
      kind === null ? '' : magnified(marksSvg(legendSign(kind, [0, 0])), FILE_SCALE, x + SIGN, y + SIZE / 2 + 2);
    const words = lines.map((part, i) =>
      line(x + before, y + SIZE + i * LINE, part, { size: SIZE, fill: PAPER.muted }, split),
    );
    if (lines.length > 1) [x, y] = [left + width, y + (lines.length - 1) * LINE];
    else x += needed;
    return sign + words.join('');
  });
  return { svg: parts.join(''), height: entries.length === 0 ? 0 : y - top + LINE + 8 };
}

const NAME = 0.027;
/** The end of what the population may fill. */
const POPULATION_END = 0.46;
/** Where the columns of the table stand after name and population, as shares of its width; `end` columns are right-aligned. */
const COLUMNS = [
  { key: 'n', at: 0.505, anchor: 'end' },
  { key: 'horizon', at: 0.585, anchor: 'end' },
  { key: 'value', at: 0.69, anchor: 'end' },
  { key: 'interval', at: 0.71, anchor: 'start' },
  { key: 'source', at: 0.932, anchor: 'start' },
] as const;

/** Every figure with its n, horizon, interval and source. */
export function tableSvg(
  { rows, columns }: Pick<FigureTexts, 'rows' | 'columns'>,
  left: number,
  top: number,
  width: number,
  split: SplitGenes,
): Block {
  const populationAt = populationStart(rows, width);
  const columnsFromLeft = [
    { key: 'series', at: NAME, anchor: 'start' },
    { key: 'population', at: populationAt, anchor: 'start' },
    ...COLUMNS,
  ] as const;
  const head = columnsFromLeft.map(({ key, at, anchor }) =>
    line(left + at * width, top + SIZE, columns[key], { size: 13, weight: 600, fill: PAPER.muted, anchor }),
  );
  let y = top + LINE + 6;
  const rule = (at: number, colour: string): string =>
    `<path d="M${px(left)},${px(at)}H${px(left + width)}" stroke="${colour}"/>`;
  const body = rows.map((row) => {
    const block = rowSvg(row, [left, y], { width, populationAt }, split);
    y += block.height;
    return block.svg + rule(y, PAPER.line);
  });
  return { svg: head.join('') + rule(top + LINE + 4, PAPER.axis) + body.join(''), height: y - top };
}

/** Where the population begins, as a share of the width: after the longest name, which is broken where it would take too much. */
function populationStart(rows: readonly Pick<SeriesRow, 'name'>[], width: number): number {
  const longest = Math.max(0, ...rows.map(({ name }) => textWidth(name, SIZE, 600)));
  return Math.min(0.3, Math.max(0.165, NAME + (longest + AFTER_NAME) / width));
}

type Widths = Readonly<{ width: number; populationAt: number }>;

function rowSvg(
  row: SeriesRow,
  [left, top]: readonly [number, number],
  { width, populationAt }: Widths,
  split: SplitGenes,
): Block {
  const names = wrapText(row.name, (populationAt - NAME) * width - AFTER_NAME + 1, SIZE, 600);
  const population = wrapText(
    [row.population, row.notDrawn].filter(Boolean).join('; '),
    (POPULATION_END - populationAt) * width,
    SIZE,
  );
  const interval = row.interval === '–' ? row.intervalNote : `${row.interval} (${row.intervalNote})`;
  const values = {
    n: row.n,
    horizon: row.horizon,
    value: row.value,
    interval,
    source: row.source,
  } as const;
  const baseline = top + 5 + SIZE;
  const cells = COLUMNS.map(({ key, at, anchor }) =>
    line(left + at * width, baseline, values[key], {
      size: key === 'interval' ? 13 : SIZE,
      weight: key === 'value' ? 600 : 400,
      anchor,
    }),
  );
  const lines = [
    ...names.map((text, i) => line(left + NAME * width, baseline + i * LINE, text, { size: SIZE, weight: 600 })),
    ...population.map((text, i) => line(left + populationAt * width, baseline + i * LINE, text, { size: SIZE }, split)),
  ];
  const sign =
    row.point === null ? localSign([0, 0]) : markerSign(row.point.style, row.point.hollow.length > 0, [0, 0]);
  return {
    svg: magnified(marksSvg([sign]), FILE_SCALE, left + 9, baseline - 5) + cells.join('') + lines.join(''),
    height: Math.max(1, names.length, population.length) * LINE + 8,
  };
}

/** A heading with its paragraphs, each behind its mark (a bullet or a number). */
export function listSvg(
  heading: string,
  items: readonly Readonly<{ mark: string; text: string; strong?: boolean }>[],
  left: number,
  top: number,
  width: number,
  split: SplitGenes,
): Block {
  if (items.length === 0) return { svg: '', height: 0 };
  let y = top + 26;
  const indent = Math.max(14, ...items.map(({ mark }) => textWidth(mark, 13) + 8));
  const parts = items.map(({ mark, text, strong = false }) => {
    const block = paragraph(left + indent, y, text, width - indent, { size: 13, weight: strong ? 600 : 400 }, split);
    const svg = line(left, y + 13, mark, { size: 13, fill: PAPER.muted }) + block.svg;
    y += block.height + 3;
    return svg;
  });
  return { svg: line(left, top + 15, heading, { size: 15, weight: 600 }) + parts.join(''), height: y - top + 12 };
}
