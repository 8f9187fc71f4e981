import type { OwnAnalysis } from '@/lib/analysis/analysis';
import type { OwnTexts } from '@/lib/analysis/texts';
import type { TextTable } from '@/lib/analysis/words';
import type { PictureSize, SvgPicture } from '../model/document';
import { bandMark, stepMark } from './marks/curves';
import { FILE_SCALE, TYPE_SIZE } from './marks/measures';
import {
  ownAtRiskHeight,
  ownAtRiskMarks,
  ownCurves,
  ownGutter,
  ownMarks,
  ownRiskHeight,
  ownRiskMarks,
  type OwnSeries,
} from './marks/own';
import { axesSvg } from './svg/axes';
import { svgDocument } from './svg/document';
import { magnified, marksSvg } from './svg/marks';
import { line, paragraph, PAPER, px, type Block } from './svg/text';
import { textWidth, wrapText } from './text-width';

const OWN_FIGURE_WIDTH = 1280;
const MARGIN = 40;
const WIDTH = OWN_FIGURE_WIDTH - 2 * MARGIN;
const PLOT = 420;
/** The reader's system may draw in a wider font than Inter, which a picture cannot bring along. */
const WIDER = 1.14;

/** Names at the ends of curves take at most this share of the width, and a little more where a word of theirs needs it. */
const [END_SHARE, WORD_SHARE] = [0.22, 0.3] as const;
/** Between the end of a curve and the edge, beside its name. */
const END_GAPS = 14;

/** Room over a plot, under it for its axis, and left of it without a risk table, in px of the page. */
const [HEAD, FOOT, GUTTER] = [28, 44, 45] as const;
/** The same over and under a plot, in px of a file. */
const AROUND = Math.ceil(FILE_SCALE * (HEAD + FOOT + 2)) + 8;

/** Where a plot stands: the width of the whole drawing and the height of its axes, in px. */
type Area = Readonly<{
  left: number;
  top: number;
  width: number;
  plot: number;
  /** drawn under the axis, of it the rows at risk alone, or left to others, who need so many px left of the axis for the names of its rows */
  riskTable: 'drawn' | 'at-risk' | Readonly<{ names: number }>;
}>;

/**
 * The analysis as an SVG of 1280 px width: curves with bands, ticks and risk table, cumulative incidences, the tables,
 * tests and method. Text stays text. Draws the analysis and its texts, and nothing of its own.
 */
export function ownFigureSvg(analysis: OwnAnalysis, texts: OwnTexts, footer: string): SvgPicture {
  const blocks: string[] = [];
  let y = 30;
  const put = ({ svg, height }: Block, after = 0): void => {
    blocks.push(svg);
    y += height + after;
  };
  put(paragraph(MARGIN, y, texts.title, WIDTH, { size: 26, weight: 600 }), 4);
  put(paragraph(MARGIN, y, texts.subtitle, WIDTH, { size: 16, fill: PAPER.muted }), 18);
  const whole = { left: MARGIN, width: WIDTH, plot: PLOT, riskTable: 'drawn' } as const;
  put(plot(survivalSeries(analysis, texts), texts.yAxis, analysis, texts, { ...whole, top: y }), 16);
  put(tableBlock(texts.summary, y), 14);
  if (texts.atTimes !== null) put(tableBlock(texts.atTimes, y), 14);
  put(lines(texts.headings.tests, texts.tests, y), 10);
  if (texts.pairs !== null) put(tableBlock(texts.pairs, y), 14);
  analysis.causes.forEach(({ groups }, i) => {
    const words = texts.causes[i];
    if (words === undefined) return;
    put(paragraph(MARGIN, y + 8, words.title, WIDTH, { size: 20, weight: 600 }), 22);
    put(plot(incidenceSeries(groups, texts), texts.incidenceAxis, analysis, texts, { ...whole, top: y }), 12);
    put(tableBlock(words.atTimes, y), 10);
    put(lines(null, words.tests, y), 10);
  });
  put(lines(texts.headings.method, texts.method, y), 12);
  put(paragraph(MARGIN, y, footer, WIDTH, { size: 12, fill: PAPER.muted }), 24);
  return svgDocument({
    width: OWN_FIGURE_WIDTH,
    height: Math.ceil(y),
    title: texts.title,
    locale: texts.locale,
    body: blocks.join('\n'),
  });
}

/** A chart keeps this share of the height that it is asked for; a risk table that leaves it less is shortened. */
const CHART_SHARE = 0.6;

/** One plot of the analysis alone: the survival curves, or the incidences of the cause at a position. */
export function ownChartSvg(
  analysis: OwnAnalysis,
  texts: OwnTexts,
  cause: number | null,
  { width, height }: PictureSize,
  names?: number,
): SvgPicture {
  const series =
    cause === null ? survivalSeries(analysis, texts) : incidenceSeries(analysis.causes[cause]?.groups ?? [], texts);
  const riskTable = names === undefined && cause === null ? drawnTable(series, height) : { names: names ?? 0 };
  const below = FILE_SCALE * heightBelow(series, riskTable);
  const area = { left: 4, top: 4, width: width - 8, plot: Math.max(150, height - AROUND - below), riskTable };
  const drawn = plot(series, cause === null ? texts.yAxis : texts.incidenceAxis, analysis, texts, area);
  const picture = svgDocument({
    width: Math.round(width),
    height: Math.ceil(drawn.height + 4),
    title: texts.title,
    locale: texts.locale,
    body: drawn.svg,
  });
  if (riskTable === 'at-risk') return { ...picture, short: true };
  return drawn.ticks === null ? picture : { ...picture, ticks: drawn.ticks };
}

function drawnTable(series: readonly OwnSeries[], height: number): 'drawn' | 'at-risk' {
  const whole = height - FILE_SCALE * ownRiskHeight(series, false) >= CHART_SHARE * height;
  return whole || series.length === 1 ? 'drawn' : 'at-risk';
}

function heightBelow(series: readonly OwnSeries[], riskTable: Area['riskTable']): number {
  if (riskTable === 'at-risk') return ownAtRiskHeight(series);
  return riskTable === 'drawn' ? ownRiskHeight(series, false) : 0;
}

function survivalSeries({ curves }: OwnAnalysis, { names }: OwnTexts): OwnSeries[] {
  return curves.map(({ steps, marks, risk }, i) => ({ name: names[i] ?? '', steps, marks, risk }));
}

function incidenceSeries(groups: OwnAnalysis['causes'][number]['groups'], { names }: OwnTexts): OwnSeries[] {
  return groups.map(({ steps }, i) => ({ name: names[i] ?? '', steps, marks: [], risk: null }));
}

/** A plot as on the page, and larger; its left edge is the same for every plot that stands under another. */
function plot(
  series: readonly OwnSeries[],
  yAxis: string,
  { axis, curves }: OwnAnalysis,
  texts: OwnTexts,
  area: Area,
): Block & Readonly<{ ticks: number[] | null }> {
  const [width, height] = [area.width / FILE_SCALE, area.plot / FILE_SCALE];
  const all = curves.map(({ steps, marks, risk }, i) => ({ name: texts.names[i] ?? '', steps, marks, risk }));
  const survival = series.some(({ risk }) => risk !== null);
  const { riskTable } = area;
  const drawn = typeof riskTable === 'string';
  const beside = drawn ? Math.min(230, WIDER * ownGutter(all, texts)) : riskTable.names / FILE_SCALE;
  const left = Math.max(GUTTER, beside);
  const wide = (text: string): number => WIDER * textWidth(text, TYPE_SIZE, 600) + END_GAPS;
  const names = series.length > 1 ? texts.names.map(wide) : [];
  const words = texts.names.flatMap((name) => name.split(' ').map(wide));
  const end = Math.min(190, Math.max(width * END_SHARE, Math.min(width * WORD_SHARE, Math.max(...words))));
  const right = width - Math.min(end, Math.max(18, ...names));
  const [top, bottom] = [HEAD, HEAD + height];
  const x = (time: number): number => left + (time / axis.end) * (right - left);
  const y = (percent: number): number => bottom - (percent / 100) * height;
  const { bands, curves: lines } = ownCurves(series, axis.end);
  const below = { x, left, top: bottom + FOOT + 6 };
  const table = riskTable === 'drawn' ? ownRiskMarks(series, texts, { ...below, narrow: false }) : [];
  if (riskTable === 'at-risk') table.push(...ownAtRiskMarks(series, texts, below));
  const svg = [
    axesSvg({
      frame: { left, right, top, bottom },
      y,
      ticks: axis.ticks.map((tick, i) => ({ x: x(tick), label: texts.ticks[i] ?? '' })),
      end: right,
      xAxis: texts.xAxis,
      yAxis,
      left: 0,
      upright: false,
    }),
    marksSvg([
      ...bands.map((band) => bandMark(band, { x, y })),
      ...lines.map((curve) => stepMark(curve, { x, y })),
      ...ownMarks(series, { x, y, end: axis.end, top, bottom }, true, end - END_GAPS),
      ...table,
    ]),
  ];
  return {
    svg: magnified(svg.join(''), FILE_SCALE, area.left, area.top),
    height: FILE_SCALE * (bottom + FOOT + 2 + heightBelow(series, riskTable)),
    ticks: drawn || !survival ? null : axis.ticks.map((tick) => area.left + FILE_SCALE * x(tick)),
  };
}

const [ROW, NEXT_LINE] = [23, 18] as const;
/** Room between two columns of a table. */
const COLUMN_GAP = 26;
/** The least share of a table's width for the names of its rows. */
const NAMES_SHARE = 0.3;

/** A table whose first column is broken into lines where the others leave it too little room. */
function tableBlock({ caption, columns, rows }: TextTable, top: number): Block {
  const natural = columns.map(
    (column, i) =>
      WIDER *
        Math.max(textWidth(column, 13, 600), ...rows.map((row) => textWidth(row[i] ?? '', 14, i === 0 ? 600 : 400))) +
      COLUMN_GAP,
  );
  const [names = 0, ...others] = natural;
  const beside = others.reduce((sum, width) => sum + width, 0);
  const first = Math.min(names, Math.max(WIDTH * NAMES_SHARE, WIDTH - beside));
  const scale = Math.min(1, (WIDTH - first) / Math.max(1, beside));
  const at = (i: number): number =>
    i === 0 ? MARGIN : MARGIN + first + others.slice(0, i - 1).reduce((sum, width) => sum + width * scale, 0);
  const size = 14 * Math.max(0.75, scale);
  const rule = (y: number, colour: string): string =>
    `<path d="M${MARGIN},${px(y)}H${MARGIN + WIDTH}" stroke="${colour}"/>`;
  const head = columns.map((column, i) =>
    line(at(i), top + 40, column, { size: 13 * Math.max(0.75, scale), weight: 600, fill: PAPER.muted }),
  );
  let y = top + 48;
  const body = rows.flatMap(([name = '', ...cells]) => {
    const broken = wrapText(name, (first - COLUMN_GAP) / WIDER, 14, 600);
    const drawn = [
      ...broken.map((text, i) => line(MARGIN, y + 16 + i * NEXT_LINE, text, { size: 14, weight: 600 })),
      ...cells.map((cell, i) => line(at(i + 1), y + 16, cell, { size })),
    ];
    y += ROW + (broken.length - 1) * NEXT_LINE;
    return [...drawn, rule(y, PAPER.line)];
  });
  return {
    svg: [
      line(MARGIN, top + 16, caption, { size: 15, weight: 600 }),
      ...head,
      rule(top + 47, PAPER.axis),
      ...body,
    ].join(''),
    height: y - top + 8,
  };
}

function lines(heading: string | null, items: readonly string[], top: number): Block {
  if (items.length === 0) return { svg: '', height: 0 };
  let y = top + (heading === null ? 0 : 24);
  const parts = items.map((text) => {
    const block = paragraph(MARGIN, y, text, WIDTH / WIDER, { size: 14 });
    y += block.height + 3;
    return block.svg;
  });
  return {
    svg: (heading === null ? '' : line(MARGIN, top + 15, heading, { size: 15, weight: 600 })) + parts.join(''),
    height: y - top,
  };
}
