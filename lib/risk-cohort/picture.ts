import { textWidth } from '@/lib/figure/drawing/text-width';
import type { Category } from './classified-cohort';
import { bandPathBetween, GAP, layOutFlow } from './flow';
import type { Migration } from './migration';

/** A bar with its label beside it, outside the picture's middle. */
export type PictureBar = Readonly<{
  x: number;
  y: number;
  height: number;
  category: Category;
  label: string;
  /** the label as it is drawn, in one line or in two */
  lines: readonly string[];
  labelX: number;
  anchor: 'start' | 'end';
}>;

/** A band; `label` is null where it is too thin for a number, which the table beside it has. */
export type PictureBand = Readonly<{
  path: string;
  from: Category;
  to: Category;
  title: string;
  label: string | null;
  labelX: number;
  labelY: number;
}>;

/** The whole migration picture in px, words included: the page and the files draw this and nothing of their own. */
export type FlowPicture = Readonly<{
  width: number;
  height: number;
  title: string;
  subtitle: string;
  footer: string;
  heads: readonly Readonly<{ text: string; x: number; anchor: 'start' | 'end' }>[];
  top: number;
  bars: readonly PictureBar[];
  bands: readonly PictureBand[];
}>;

export type FlowWords = Readonly<{
  title: string;
  subtitle: string;
  footer: string;
  first: string;
  second: string;
  bar: (category: Category, n: number) => string;
  band: (from: Category, to: Category, n: number) => string;
  count: (n: number) => string;
}>;

export const BAR_WIDTH = 14;
/** Type in px: names of the rule sets, and everything else. */
export const FLOW_TYPE = { head: 15, label: 14 } as const;
/** The page draws it so wide, with bars so high in all. */
const PAGE = { width: 860, bars: 360 } as const;
/** Between a bar and its label. */
const ASIDE = 10;
/** A label gets a little more room than its measured width: a reader's browser may draw another font. */
const ROOM = 1.04;
const [HEAD, FOOT] = [34, 12] as const;
/** From line to line of a label. */
export const FLOW_LINE = 17;
/** The bands have this share of the width, or their labels stand in two lines. */
const LEAST_BANDS = 0.45;
/** The thinnest band that a number fits into, and the lowest bars that tell groups apart. */
const [LABELLED, LEAST_BARS] = [16, 80] as const;

/** A long name stands over the bands rather than beyond the edge. */
function headWidth(name: string): number {
  return Math.ceil(ROOM * textWidth(name, FLOW_TYPE.head, 600));
}

/** A label in so many lines at most, each as short as it can be. */
function inLines(label: string, most: number): string[] {
  const wide = (lines: readonly string[]): number => Math.max(...lines.map((line) => textWidth(line, FLOW_TYPE.label)));
  if (most === 1) return [label];
  const spaces = [...label.matchAll(/ +/gu)].map(({ index, 0: { length } }) => [
    label.slice(0, index),
    label.slice(index + length),
  ]);
  return spaces.reduce<string[]>((best, lines) => (wide(lines) < wide(best) ? lines : best), [label]);
}

/** Room for labels beside their bars. */
function sideOf(labels: readonly string[], most: number): number {
  const widths = labels.flatMap((label) => inLines(label, most)).map((line) => textWidth(line, FLOW_TYPE.label));
  return Math.ceil(ASIDE + ROOM * Math.max(0, ...widths));
}

/** The picture as on the page, or for a room in px. */
export function flowPicture(
  migration: Migration,
  words: FlowWords,
  room: Readonly<{ width: number; height: number }> | null = null,
): FlowPicture {
  const whole = room?.width ?? PAGE.width;
  const flat = layOutFlow(migration, 0);
  const labelsOf = (own: typeof flat.left): string[] => own.map(({ category, n }) => words.bar(category, n));
  const oneLine = whole - sideOf(labelsOf(flat.left), 1) - sideOf(labelsOf(flat.right), 1) - 2 * BAR_WIDTH;
  const most = oneLine < LEAST_BANDS * whole ? 2 : 1;
  // A label of two lines needs its room beside the thinnest bar too.
  const gap = most === 1 ? GAP : GAP + FLOW_LINE;
  const gaps = layOutFlow(migration, 0, gap).height;
  const bars = room === null ? PAGE.bars : Math.max(LEAST_BARS, room.height - gaps - HEAD - FOOT);
  const { left, right, bands, height } = layOutFlow(migration, bars, gap);
  const side = sideOf(labelsOf(left), most);
  const [x1, x2] = [side + BAR_WIDTH, whole - sideOf(labelsOf(right), most) - BAR_WIDTH];
  const bar = (at: 'left' | 'right', { category, n, top, height: high }: (typeof left)[number]): PictureBar => ({
    x: at === 'left' ? side : x2,
    y: top,
    height: high,
    category,
    label: words.bar(category, n),
    lines: inLines(words.bar(category, n), most),
    labelX: at === 'left' ? side - ASIDE : x2 + BAR_WIDTH + ASIDE,
    anchor: at === 'left' ? 'end' : 'start',
  });
  return {
    width: whole,
    height: HEAD + height + FOOT,
    top: HEAD,
    title: words.title,
    subtitle: words.subtitle,
    footer: words.footer,
    heads: [
      { text: words.first, x: Math.max(x1, headWidth(words.first)), anchor: 'end' },
      { text: words.second, x: Math.min(x2, whole - headWidth(words.second)), anchor: 'start' },
    ],
    bars: [...left.map((one) => bar('left', one)), ...right.map((one) => bar('right', one))],
    bands: bands.map((band) => ({
      path: bandPathBetween(band, x1, x2),
      from: band.from,
      to: band.to,
      title: words.band(band.from, band.to, band.n),
      label: band.height < LABELLED ? null : words.count(band.n),
      labelX: x1 + 8,
      labelY: band.leftTop + band.height / 2 + 5,
    })),
  };
}
