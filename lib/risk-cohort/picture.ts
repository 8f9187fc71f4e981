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

export const PICTURE_WIDTH = 860;
export const BAR_WIDTH = 14;
const SIDE = 210;
const BARS = 360;
const HEAD = 34;
/** The thinnest band that a number of 12 px fits into. */
const LABELLED = 14;

export function flowPicture(migration: Migration, words: FlowWords): FlowPicture {
  const { left, right, bands, height } = layOutFlow(migration, BARS);
  const [x1, x2] = [SIDE + BAR_WIDTH, PICTURE_WIDTH - SIDE - BAR_WIDTH];
  const bar = (side: 'left' | 'right', { category, n, top, height: high }: (typeof left)[number]): PictureBar => ({
    x: side === 'left' ? SIDE : x2,
    y: top,
    height: high,
    category,
    label: words.bar(category, n),
    labelX: side === 'left' ? SIDE - 10 : x2 + BAR_WIDTH + 10,
    anchor: side === 'left' ? 'end' : 'start',
  });
  return {
    width: PICTURE_WIDTH,
    height: HEAD + height + 12,
    top: HEAD,
    title: words.title,
    subtitle: words.subtitle,
    footer: words.footer,
    heads: [
      { text: words.first, x: SIDE + BAR_WIDTH, anchor: 'end' },
      { text: words.second, x: x2, anchor: 'start' },
    ],
    bars: [...left.map((one) => bar('left', one)), ...right.map((one) => bar('right', one))],
    bands: bands.map((band) => ({
      path: bandPathBetween(band, x1, x2),
      from: band.from,
      to: band.to,
      title: words.band(band.from, band.to, band.n),
      label: band.height < LABELLED ? null : words.count(band.n),
      labelX: x1 + 8,
      labelY: band.leftTop + band.height / 2 + 4,
    })),
  };
}
