import type { ForestGroupTexts, ForestRow, ForestTexts } from '@/lib/comparison/words/forest-texts';
import type { PictureSize, SvgPicture } from '../model/document';
import { FOREST_TICKS, forestMarks, type ForestScale } from './marks/forest';
import { FILE_SCALE } from './marks/measures';
import { markerSign } from './marks/signs';
import { svgDocument } from './svg/document';
import { magnified, marksSvg } from './svg/marks';
import { line, PAPER, px, type Block, type SplitGenes } from './svg/text';
import { textWidth, wrapText } from './text-width';

const SIZE = 14;
const SMALL = 12;
const ROW = 26;
const SMALL_LINE = 16;

/** Right edges of the number columns, and the plot between them; in px. */
type Columns = Readonly<{
  name: number;
  n: number;
  horizon: number;
  plot: Readonly<{ from: number; to: number }>;
  value: number;
  weight: number;
}>;

/** The forest plot: each figure in a row of one 0–100 % axis, group by group, a diamond under each pool. */
export function forestSvg(texts: ForestTexts, { width }: PictureSize, split: SplitGenes): SvgPicture {
  const columns = columnsFor(texts, width);
  let y = 0;
  const blocks = texts.groups.map((group) => {
    const block = groupSvg(group, texts, columns, y, split);
    y += block.height + 18;
    return block.svg;
  });
  return svgDocument({
    width: Math.round(width),
    height: Math.ceil(y),
    title: texts.title,
    locale: texts.locale,
    body: blocks.join(''),
  });
}

function columnsFor({ pooled, groups }: ForestTexts, width: number): Columns {
  const values = groups.flatMap(({ rows }) => rows.map(valueText));
  const value = Math.max(120, ...values.map((text) => textWidth(text, SIZE, 600))) + 18;
  const weight = pooled ? 104 : 0;
  const name = Math.min(300, width * 0.27);
  const [n, horizon] = [name + 54, name + 54 + 74];
  return {
    name,
    n,
    horizon,
    plot: { from: horizon + 26, to: width - weight - value - 22 },
    value: width - weight,
    weight: width,
  };
}

function groupSvg(
  group: ForestGroupTexts,
  texts: ForestTexts,
  columns: Columns,
  top: number,
  split: SplitGenes,
): Block {
  const { columns: words } = texts;
  const head = { size: 13, weight: 600, fill: PAPER.muted } as const;
  const axis = top + 62;
  const parts = [
    line(0, top + 16, group.heading, { size: 16, weight: 600 }, split),
    line((columns.plot.from + columns.plot.to) / 2, top + 38, texts.axis, { ...head, weight: 400, anchor: 'middle' }),
    ...FOREST_TICKS.map((tick) =>
      line(at(tick, columns), axis - 6, String(tick), { size: 13, fill: PAPER.muted, anchor: 'middle' }),
    ),
    line(0, axis - 6, words.series, head),
    line(columns.n, axis - 6, words.n, { ...head, anchor: 'end' }),
    line(columns.horizon, axis - 6, words.horizon, { ...head, anchor: 'end' }),
    line(columns.value, axis - 6, words.value, { ...head, anchor: 'end' }),
    ...(texts.pooled ? [line(columns.weight, axis - 6, words.weight, { ...head, anchor: 'end' })] : []),
    `<path d="M0,${px(axis)}H${px(columns.weight)}" stroke="${PAPER.axis}"/>`,
  ];
  let y = axis;
  for (const row of group.rows) {
    const block = rowSvg(row, columns, y, split);
    parts.push(block.svg);
    y += block.height;
  }
  return { svg: parts.join(''), height: y - top };
}

function at(percent: number, { plot }: Columns): number {
  return plot.from + (percent / 100) * (plot.to - plot.from);
}

function valueText({ value, interval }: ForestRow): string {
  if (interval === '–') return value;
  return value === '' ? interval : `${value} (${interval})`;
}

function rowSvg(row: ForestRow, columns: Columns, top: number, split: SplitGenes): Block {
  const left = row.point === null ? 0 : 22;
  const detail = row.detail === '' ? [] : wrapText(row.detail, columns.name - left - 6, SMALL);
  const height = ROW + detail.length * SMALL_LINE + 4;
  const middle = top + height / 2;
  const baseline = top + 18;
  const number = { size: SIZE, anchor: 'end' } as const;
  const sign =
    row.mark?.style === null || row.mark === null
      ? ''
      : marksSvg([markerSign(row.mark.style, row.mark.open, [8, baseline - 5])]);
  const svg = [
    plotSvg(row.mark, columns, { middle, top, bottom: top + height }),
    sign,
    line(left, baseline, row.name, { size: SIZE, weight: 600 }),
    ...detail.map((text, i) =>
      line(left, baseline + 16 + i * SMALL_LINE, text, { size: SMALL, fill: PAPER.muted }, split),
    ),
    line(columns.n, middle + 5, row.n, number),
    line(columns.horizon, middle + 5, row.horizon, number),
    line(columns.value, middle + 5, valueText(row), { ...number, weight: 600 }),
    line(columns.weight, middle + 5, row.weight, number),
    `<path d="M0,${px(top + height)}H${px(columns.weight)}" stroke="${PAPER.line}"/>`,
  ];
  return { svg: svg.join(''), height };
}

/** The row's figure on its grid: drawn as on the page, and larger. */
function plotSvg(mark: ForestRow['mark'], columns: Columns, { middle, top, bottom }: Omit<ForestScale, 'x'>): string {
  const scale = {
    x: (percent: number): number => at(percent, columns) / FILE_SCALE,
    middle: middle / FILE_SCALE,
    top: top / FILE_SCALE,
    bottom: bottom / FILE_SCALE,
  };
  return magnified(marksSvg(forestMarks(mark, scale)), FILE_SCALE);
}
