import { textWidth } from '@/lib/figure/drawing/text-width';
import type { Category } from './classified-cohort';
import { bandPathBetween, layOutFlow } from './flow';
import type { Migration } from './migration';

/** A bar with its label beside it, outside the picture's middle. */
export type PictureBar = Readonly<{
  x: number;
  y: number;
  height: number;
  category: Category;
  label: string;
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
/** The thinnest band that a number fits into, and the lowest bars that tell groups apart. */
const [LABELLED, LEAST_BARS] = [16, 80] as const;

/** A long name stands over the bands rather than beyond the edge. */
function headWidth(name: string): number {
  return Math.ceil(ROOM * textWidth(name, FLOW_TYPE.head, 600));
}

/** The picture as on the page, or for a room in px. */
export function flowPicture(
  migration: Migration,
  words: FlowWords,
  room: Readonly<{ width: number; height: number }> | null = null,
): FlowPicture {
  const gaps = layOutFlow(migration, 0).height;
  const bars = room === null ? PAGE.bars : Math.max(LEAST_BARS, room.height - gaps - HEAD - FOOT);
  const whole = room?.width ?? PAGE.width;
  const { left, right, bands, height } = layOutFlow(migration, bars);
  const sideOf = (own: typeof left): number =>
    ASIDE + ROOM * Math.max(0, ...own.map(({ category, n }) => textWidth(words.bar(category, n), FLOW_TYPE.label)));
  const side = Math.ceil(sideOf(left));
  const [x1, x2] = [side + BAR_WIDTH, whole - Math.ceil(sideOf(right)) - BAR_WIDTH];
  const bar = (at: 'left' | 'right', { category, n, top, height: high }: (typeof left)[number]): PictureBar => ({
    x: at === 'left' ? side : x2,
    y: top,
    height: high,
    category,
    label: words.bar(category, n),
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
