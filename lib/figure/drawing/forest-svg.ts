import type { ForestGroupTexts, ForestRow, ForestTexts } from '@/lib/comparison/words/forest-texts';
import type { PictureSize, SvgPicture } from '../model/document';
import { boxesClear, forestMarks, numberedTicks, type ForestScale } from './marks/forest';
import { FILE_SCALE } from './marks/measures';
import { markerSign } from './marks/signs';
import { svgDocument } from './svg/document';
import { magnified, marksSvg } from './svg/marks';
import { line, PAPER, px, type Block, type SplitGenes, type TextStyle } from './svg/text';
import { textWidth, wrapText } from './text-width';

const SIZE = 14;
const SMALL = 12;
const TICK = 13;
const ROW = 26;
const SMALL_LINE = 16;
const NAME_LINE = 18;

/** Right edges of the number columns, null where there is none, the plot between them, and the end of the rows; in px. */
export type ForestPlaces = Readonly<{
  name: number;
  n: number | null;
  horizon: number | null;
  plot: Readonly<{ from: number; to: number }>;
  value: number;
  weight: number | null;
  end: number;
}>;
type Columns = ForestPlaces;

/**
 * The forest plot: each figure in a row of one 0–100 % axis, group by group, a diamond under each pool. `air`: px that every
 * row is higher than its words need.
 */
export function forestSvg(
  texts: ForestTexts,
  { width }: PictureSize,
  split: SplitGenes,
  columns: ForestPlaces = columnsFor(texts, width),
  air = 0,
): SvgPicture {
  let y = 0;
  const blocks = shownGroups(texts, columns).map((group, i) => {
    // On a slide one axis serves all groups.
    const axis = i === 0 || columns.n !== null;
    const block = groupSvg(group, texts, columns, { top: y, axis, air }, split);
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

/** A slide's plot is narrow: all boxes are smaller in it. */
function shownGroups({ groups }: ForestTexts, columns: Columns): readonly ForestGroupTexts[] {
  if (columns.n !== null) return groups;
  const marks = groups.flatMap(({ rows }) => rows.flatMap(({ mark }) => mark ?? []));
  const share = boxesClear(marks, (percent) => at(percent, columns) / FILE_SCALE);
  const smaller = (mark: ForestRow['mark']) => (mark === null ? null : { ...mark, size: share * mark.size });
  return groups.map((group) => ({
    ...group,
    rows: group.rows.map((row) => ({ ...row, mark: smaller(row.mark) })),
  }));
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
    weight: pooled ? width : null,
    end: width,
  };
}

type GroupPlace = Readonly<{ top: number; axis: boolean; air: number }>;

function groupSvg(
  group: ForestGroupTexts,
  texts: ForestTexts,
  columns: Columns,
  { top, axis: hasAxis, air }: GroupPlace,
  split: SplitGenes,
): Block {
  // On a slide the title says what the rows have in common.
  const heading = group.heading === '' ? '' : line(0, top + 16, group.heading, { size: 16, weight: 600 }, split);
  const axis = top + (hasAxis ? 40 : 4) + (heading === '' ? 0 : 22);
  const parts = [heading, ...(hasAxis ? axisParts(texts, columns, axis) : [])];
  parts.push(`<path d="M0,${px(axis)}H${px(columns.end)}" stroke="${hasAxis ? PAPER.axis : PAPER.line}"/>`);
  let y = axis;
  for (const row of group.rows) {
    const block = rowSvg(row, columns, y, air, split);
    parts.push(block.svg);
    y += block.height;
  }
  return { svg: parts.join(''), height: y - top };
}

/** Ticks and the words over the columns, down to the line at `axis`. */
function axisParts(texts: ForestTexts, columns: Columns, axis: number): string[] {
  const { columns: words } = texts;
  const head = { size: 13, weight: 600, fill: PAPER.muted } as const;
  return [
    line((columns.plot.from + columns.plot.to) / 2, axis - 24, texts.axis, { ...head, weight: 400, anchor: 'middle' }),
    ...numberedTicks(columns.plot.to - columns.plot.from, TICK).map((tick) =>
      line(at(tick, columns), axis - 6, String(tick), { size: TICK, fill: PAPER.muted, anchor: 'middle' }),
    ),
    line(0, axis - 6, words.series, head),
    ...numberLine(columns.n, axis - 6, words.n, head),
    ...numberLine(columns.horizon, axis - 6, words.horizon, head),
    // Where the columns are few, the words over the plot say what the values are.
    ...(columns.n === null ? [] : numberLine(columns.value, axis - 6, words.value, head)),
    ...numberLine(columns.weight, axis - 6, words.weight, head),
  ];
}

/** Px between a name and what stands behind it, and between both and the plot. */
const [BEHIND, BESIDE_NAME] = [9, 6] as const;

/** A figure has its sign before its name, a pool has none. */
function leftOf({ point }: ForestRow): number {
  return point === null ? 0 : 22;
}

/** The px of a row's name with its detail behind it, on one line. */
export function nameColumn(row: ForestRow, detail: string): number {
  const words = detail === '' ? 0 : BEHIND + textWidth(detail, SMALL);
  return Math.ceil(leftOf(row) + textWidth(row.name, SIZE, 600) + words + BESIDE_NAME) + 1;
}

/** A number that ends at the right edge of its column; nothing without the column. */
function numberLine(right: number | null, y: number, text: string, style: Omit<TextStyle, 'anchor'>): string[] {
  return right === null ? [] : [line(right, y, text, { ...style, anchor: 'end' })];
}

function at(percent: number, { plot }: Columns): number {
  return plot.from + (percent / 100) * (plot.to - plot.from);
}

function valueText({ value, interval }: ForestRow): string {
  if (interval === '–') return value;
  return value === '' ? interval : `${value} (${interval})`;
}

function rowSvg(row: ForestRow, columns: Columns, top: number, air: number, split: SplitGenes): Block {
  const left = leftOf(row);
  const room = columns.name - left - BESIDE_NAME;
  const name = wrapText(row.name, room, SIZE, 600);
  // Where the columns are few, a short detail stands behind the name: more rows fit on a slide.
  const behind = left + textWidth(row.name, SIZE, 600) + BEHIND;
  const after = columns.n === null && row.detail !== '' && behind + textWidth(row.detail, SMALL) <= left + room;
  const detail = row.detail === '' || after ? [] : wrapText(row.detail, room, SMALL);
  const more = (name.length - 1) * NAME_LINE;
  const height = ROW + more + detail.length * SMALL_LINE + 4 + air;
  const middle = top + height / 2;
  const baseline = top + 18 + air / 2;
  const number = { size: SIZE } as const;
  const sign =
    row.mark?.style === null || row.mark === null
      ? ''
      : marksSvg([markerSign(row.mark.style, row.mark.open, [8, baseline - 5])]);
  const svg = [
    plotSvg(row.mark, columns, { middle, top, bottom: top + height }),
    sign,
    ...name.map((text, i) => line(left, baseline + i * NAME_LINE, text, { size: SIZE, weight: 600 }, split)),
    after ? line(behind, baseline, row.detail, { size: SMALL, fill: PAPER.muted }, split) : '',
    ...detail.map((text, i) =>
      line(left, baseline + more + 16 + i * SMALL_LINE, text, { size: SMALL, fill: PAPER.muted }, split),
    ),
    ...numberLine(columns.n, middle + 5, row.n, number),
    ...numberLine(columns.horizon, middle + 5, row.horizon, number),
    ...numberLine(columns.value, middle + 5, valueText(row), { ...number, weight: 600 }),
    ...numberLine(columns.weight, middle + 5, row.weight, number),
    `<path d="M0,${px(top + height)}H${px(columns.end)}" stroke="${PAPER.line}"/>`,
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
