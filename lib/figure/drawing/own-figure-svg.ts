import type { OwnAnalysis } from '@/lib/analysis/analysis';
import type { OwnStep } from '@/lib/analysis/curves';
import type { OwnTexts } from '@/lib/analysis/texts';
import type { TextTable } from '@/lib/analysis/words';
import { SERIES_COLOURS } from '@/lib/comparison/selection/series-style';
import { bandPath, censorPath, endLabelPlaces, LINE_DASHES, stepPath, type Scales } from './own-figure-layout';
import type { PictureSize, SvgPicture } from '../model/document';
import { svgDocument } from './svg/document';
import { line, paragraph, PAPER, px, type Block } from './svg/text';
import { textWidth } from './text-width';

export const OWN_FIGURE_WIDTH = 1280;
const MARGIN = 40;
const WIDTH = OWN_FIGURE_WIDTH - 2 * MARGIN;
const PLOT = 420;
const SIZE = 15;
const ROW = 21;
const GAP = 16;
/** The reader's system may draw in a wider font than Inter, which a picture cannot bring along. */
const WIDER = 1.14;

/** A drawn series: a survival curve with its censorings, or a cumulative incidence. */
type Series = Readonly<{ name: string; steps: readonly OwnStep[]; marks: OwnAnalysis['curves'][number]['marks'] }>;

/** Where a plot stands: the width of the whole drawing and the height of its axes, in px. */
type Area = Readonly<{ width: number; plot: number }>;
const WHOLE: Area = { width: OWN_FIGURE_WIDTH, plot: PLOT };

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
  const curves = analysis.curves.map(({ steps, marks }, i) => ({ name: texts.names[i] ?? '', steps, marks }));
  put(plot(curves, texts.yAxis, analysis, texts, y, WHOLE), 8);
  put(riskTable(analysis, texts, y), 16);
  put(tableBlock(texts.summary, y), 14);
  if (texts.atTimes !== null) put(tableBlock(texts.atTimes, y), 14);
  put(lines(texts.headings.tests, texts.tests, y), 10);
  if (texts.pairs !== null) put(tableBlock(texts.pairs, y), 14);
  analysis.causes.forEach(({ groups }, i) => {
    const words = texts.causes[i];
    if (words === undefined) return;
    put(paragraph(MARGIN, y + 8, words.title, WIDTH, { size: 20, weight: 600 }), 22);
    put(
      plot(
        groups.map(({ steps }, g) => ({ name: texts.names[g] ?? '', steps, marks: [] })),
        texts.incidenceAxis,
        analysis,
        texts,
        y,
        WHOLE,
      ),
      12,
    );
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

/** One plot of the analysis alone: the survival curves, or the incidences of the cause at a position. */
export function ownChartSvg(
  analysis: OwnAnalysis,
  texts: OwnTexts,
  cause: number | null,
  { width, height }: PictureSize,
): SvgPicture {
  const area = { width, plot: Math.max(150, height - 84) };
  const groups =
    cause === null
      ? analysis.curves
      : (analysis.causes[cause]?.groups.map(({ steps }) => ({ steps, marks: [] })) ?? []);
  const series = groups.map(({ steps, marks }, i) => ({ name: texts.names[i] ?? '', steps, marks }));
  const drawn = plot(series, cause === null ? texts.yAxis : texts.incidenceAxis, analysis, texts, 4, area);
  return svgDocument({
    width: Math.round(width),
    height: Math.ceil(drawn.height + 4),
    title: texts.title,
    locale: texts.locale,
    body: drawn.svg,
  });
}

export function colourAt(position: number, of: number): string {
  return of === 1 ? PAPER.ink : (SERIES_COLOURS[position % SERIES_COLOURS.length]?.light ?? PAPER.ink);
}

/** The left edge of every plot: room for the names of the risk table. */
function gutter({ risk, names }: OwnTexts): number {
  return Math.max(
    60,
    ...Object.values(risk).map((text) => WIDER * textWidth(text, SIZE) + 2 * GAP + 20),
    ...names.map((name) => WIDER * textWidth(name, SIZE, 600) + 2 * GAP + 20),
  );
}

function scalesOf(
  { axis }: OwnAnalysis,
  texts: OwnTexts,
  top: number,
  area: Area,
): Scales & { left: number; right: number } {
  const alone = area !== WHOLE;
  const left = alone ? 56 : MARGIN + Math.min(gutter(texts), 260);
  const right =
    area.width -
    (alone ? 4 : MARGIN) -
    Math.min(220, Math.max(30, ...texts.names.map((name) => WIDER * textWidth(name, SIZE, 600) + 16)));
  return {
    left,
    right,
    end: axis.end,
    x: (time) => left + (time / axis.end) * (right - left),
    y: (percent) => top + 26 + area.plot * (1 - percent / 100),
  };
}

function plot(
  series: readonly Series[],
  yAxis: string,
  analysis: OwnAnalysis,
  texts: OwnTexts,
  top: number,
  area: Area,
): Block {
  const scales = scalesOf(analysis, texts, top, area);
  const { x, y, left, right } = scales;
  const levels = [0, 20, 40, 60, 80, 100].map(
    (level) =>
      `<path d="M${px(left)},${px(y(level))}H${px(right)}" stroke="${level === 0 ? PAPER.axis : PAPER.line}"/>${line(left - 12, y(level) + 5, String(level), { size: SIZE, fill: PAPER.muted, anchor: 'end' })}`,
  );
  const ticks = analysis.axis.ticks.map(
    (tick, i) =>
      `<path d="M${px(x(tick))},${px(y(0))}v6" stroke="${PAPER.axis}"/>${line(x(tick), y(0) + 23, texts.ticks[i] ?? '', { size: SIZE, fill: PAPER.muted, anchor: 'middle' })}`,
  );
  const ends = endLabelPlaces(
    series.map(({ steps }) => y(steps.at(-1)?.percent ?? 0)),
    SIZE + 3,
    y(100),
    y(0) - 9,
  );
  const drawn = series.map(({ steps, marks }, i) => {
    const colour = colourAt(i, series.length);
    return `<path d="${stepPath(steps, scales)}" fill="none" stroke="${colour}" stroke-width="2.4"${series.length > 1 && LINE_DASHES[i % LINE_DASHES.length] ? ` stroke-dasharray="${LINE_DASHES[i % LINE_DASHES.length] ?? ''}"` : ''}/><path d="${censorPath(marks, scales)}" stroke="${colour}" stroke-width="1.3"/>`;
  });
  const bands = series.map(
    ({ steps }, i) => `<path d="${bandPath(steps, scales)}" fill="${colourAt(i, series.length)}" fill-opacity="0.13"/>`,
  );
  const labels = series.map(({ name, steps }, i) =>
    line(x(steps.at(-1)?.time ?? 0) + 8, (ends[i] ?? 0) + 5, name, {
      size: SIZE,
      weight: 600,
      fill: colourAt(i, series.length),
      halo: true,
    }),
  );
  const axes = [
    line(area === WHOLE ? MARGIN : 4, top + 14, yAxis, { size: 14, fill: PAPER.muted }),
    line((left + right) / 2, y(0) + 46, texts.xAxis, { size: SIZE, fill: PAPER.muted, anchor: 'middle' }),
  ];
  return { svg: [...levels, ...ticks, ...axes, ...bands, ...drawn, ...labels].join(''), height: 26 + area.plot + 54 };
}

/** Three rows a group, each column at the x of its tick. */
function riskTable(analysis: OwnAnalysis, texts: OwnTexts, top: number): Block {
  const { x, left } = scalesOf(analysis, texts, top, WHOLE);
  const edge = left - GAP - Math.max(...analysis.curves.map(({ n }) => textWidth(String(n), SIZE))) / 2;
  let y = top;
  const parts = analysis.curves.flatMap(({ risk }, i) => {
    const head =
      analysis.curves.length > 1
        ? [
            line(edge, (y += ROW), texts.names[i] ?? '', {
              size: SIZE,
              weight: 600,
              fill: colourAt(i, analysis.curves.length),
              anchor: 'end',
            }),
          ]
        : [];
    const rows: [string, number[]][] = [
      [texts.risk.atRisk, risk.map(({ atRisk }) => atRisk)],
      [texts.risk.events, risk.map(({ eventsBefore }) => eventsBefore)],
      [texts.risk.censored, risk.map(({ censoredBefore }) => censoredBefore)],
    ];
    const body = rows.flatMap(([label, values]) => {
      y += ROW;
      return [
        line(edge, y, label, { size: SIZE, fill: PAPER.muted, anchor: 'end' }),
        ...values.map((value, column) =>
          line(x(risk[column]?.time ?? 0), y, String(value), { size: SIZE, anchor: 'middle' }),
        ),
      ];
    });
    return [...head, ...body];
  });
  return { svg: parts.join(''), height: y - top + 8 };
}

function tableBlock({ caption, columns, rows }: TextTable, top: number): Block {
  const widths = columns.map(
    (column, i) =>
      WIDER *
        Math.max(textWidth(column, 13, 600), ...rows.map((row) => textWidth(row[i] ?? '', 14, i === 0 ? 600 : 400))) +
      26,
  );
  const scale = Math.min(1, WIDTH / widths.reduce((sum, width) => sum + width, 0));
  const at = (i: number): number => MARGIN + widths.slice(0, i).reduce((sum, width) => sum + width * scale, 0);
  const cells = rows.flatMap((row, r) =>
    row.map((cell, i) =>
      line(at(i), top + 64 + r * 23, cell, { size: 14 * Math.max(0.75, scale), weight: i === 0 ? 600 : 400 }),
    ),
  );
  const rule = (y: number, colour: string): string =>
    `<path d="M${MARGIN},${px(y)}H${MARGIN + WIDTH}" stroke="${colour}"/>`;
  const head = columns.map((column, i) =>
    line(at(i), top + 40, column, { size: 13 * Math.max(0.75, scale), weight: 600, fill: PAPER.muted }),
  );
  return {
    svg: [
      line(MARGIN, top + 16, caption, { size: 15, weight: 600 }),
      ...head,
      rule(top + 47, PAPER.axis),
      ...cells,
      ...rows.map((_, r) => rule(top + 71 + r * 23, PAPER.line)),
    ].join(''),
    height: 56 + rows.length * 23,
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
