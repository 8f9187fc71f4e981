import type { ForestGroupTexts, ForestMark, ForestRow, ForestTexts } from '@/lib/comparison/words/forest-texts';
import type { PictureSize, SvgPicture } from '../model/document';
import { markerPath } from './marker-path';
import { svgDocument } from './svg/document';
import { colourOf, MARKER_RADIUS } from './svg/panel';
import { line, PAPER, px, type Block, type SplitGenes } from './svg/text';
import { textWidth, wrapText } from './text-width';

const SIZE = 14;
const SMALL = 12;
const ROW = 26;
const SMALL_LINE = 16;
const TICKS = [0, 20, 40, 60, 80, 100];

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
    ...TICKS.map((tick) =>
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
      : `<path transform="translate(${px(8)} ${px(baseline - 5)})" d="${markerPath(row.mark.style.shape, MARKER_RADIUS - 0.5)}" fill="${row.mark.open ? PAPER.ground : colourOf(row.mark.style)}" stroke="${colourOf(row.mark.style)}" stroke-width="1.6"/>`;
  const svg = [
    ...TICKS.map((tick) => `<path d="M${px(at(tick, columns))},${px(top)}v${px(height)}" stroke="${PAPER.line}"/>`),
    sign,
    line(left, baseline, row.name, { size: SIZE, weight: 600 }),
    ...detail.map((text, i) =>
      line(left, baseline + 16 + i * SMALL_LINE, text, { size: SMALL, fill: PAPER.muted }, split),
    ),
    line(columns.n, middle + 5, row.n, number),
    line(columns.horizon, middle + 5, row.horizon, number),
    row.mark === null ? '' : markSvg(row.mark, columns, middle),
    line(columns.value, middle + 5, valueText(row), { ...number, weight: 600 }),
    line(columns.weight, middle + 5, row.weight, number),
    `<path d="M0,${px(top + height)}H${px(columns.weight)}" stroke="${PAPER.line}"/>`,
  ];
  return { svg: svg.join(''), height };
}

function markSvg({ kind, percent, low, high, dashed, open, style }: ForestMark, columns: Columns, y: number): string {
  const colour = style === null ? PAPER.ink : colourOf(style);
  const x = at(percent, columns);
  const [from, to] = [low, high].map((end) => (end === null ? null : at(end, columns)));
  const ends = from === null || to === null || from === undefined || to === undefined ? null : { from, to };
  if (kind === 'diamond' && ends !== null)
    return `<path d="M${px(ends.from)},${px(y)}L${px(x)},${px(y - 8)}L${px(ends.to)},${px(y)}L${px(x)},${px(y + 8)}Z" fill="${PAPER.ink}"/>`;
  const whisker =
    ends === null
      ? ''
      : `<path d="M${px(ends.from)},${px(y)}H${px(ends.to)}" stroke="${colour}" stroke-width="2"${dashed ? ' stroke-dasharray="5 3"' : ''}/><path d="M${px(ends.from)},${px(y - 5)}v10M${px(ends.to)},${px(y - 5)}v10" stroke="${colour}" stroke-width="2"/>`;
  if (kind === 'local') return `${whisker}<path d="M${px(x)},${px(y - 8)}v16" stroke="${colour}" stroke-width="3"/>`;
  if (kind !== 'marker' || style === null) return whisker;
  return `${whisker}<path transform="translate(${px(x)} ${px(y)})" d="${markerPath(style.shape, MARKER_RADIUS)}" fill="${open ? PAPER.ground : colour}" stroke="${open ? colour : PAPER.ground}" stroke-width="${open ? 2.4 : 1.2}"/>`;
}
