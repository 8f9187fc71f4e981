import { leaderLine } from '../drawing/label-geometry';
import { markerPath } from '../drawing/marker-path';
import { DASH } from '../drawing/marks/measures';
import { onTransparent } from '../drawing/svg/document';
import { escapeXml, PAPER, px, type SplitGenes } from '../drawing/svg/text';
import type { NativeChart, NativeSeries } from '../model/native-chart';
import type { Frame, PlotLayout, SlideItem, SlideModel, SlideRun, SlideText, Stage } from '../model/slide';
import { onDark } from '../drawing/svg/on-dark';
import { backdropSvg } from './backdrop-svg';
import type { BackdropItem, Drawn } from './pptx/template/backdrop';
import { CHART_TYPE, CLEAR, placedLabels, placeId, RADIUS, uprightName } from './pptx/chart/labels';
import { lineHeight, lineWidth, SLIDE_MEASURE, TYPE } from './pptx/measure';
import { sheetsOf, standsOnSheet } from './pptx/template/sheet';
import { isInPlace } from './pptx/template/title-place';
import { geneRuns } from './pptx/text';

/** What a template puts behind its slides, as far as a preview shows it. */
export type Backdrop = Readonly<{
  /** `#rrggbb` */
  colour: string;
  ink: string;
  /** the ground is dark */
  dark: boolean;
  /** colour of titles */
  title: string;
  /** our slide stands on white sheets over all that, in our own colours */
  sheet: boolean;
  /** of titles and of text; null: ours */
  fonts: Readonly<{ title: string | null; text: string | null }>;
  /** colour of titles that stand in the template's place for them above the room; null: it has none */
  placed: string | null;
  items: readonly BackdropItem[];
  /** areas and pictures behind the slide, also those that a preview does not show */
  drawn: readonly Drawn[];
}>;

const LINE = 1.2;
/** From the upper edge of a line to its baseline, as a share of the type. */
const BASELINE = 0.97;

/** A slide as it will stand in the presentation, drawn from the same layout. */
export function slidePreview(
  slide: SlideModel,
  stage: Stage,
  split: SplitGenes,
  backdrop: Backdrop | null = null,
): string {
  const { title, items } = slide;
  const { width, height, wide = 1, wideTitle = 1 } = stage;
  const sheets = backdrop !== null && standsOnSheet(slide, backdrop) ? sheetsOf(slide, stage) : [];
  const theirs = sheets.length > 0 ? null : backdrop;
  const look: Look = { split, ink: theirs?.ink, wide, dark: theirs?.dark === true ? theirs.colour : null };
  const size = title.runs[0]?.size ?? TYPE.title;
  const head = textSvg(
    { kind: 'text', name: 'title', frame: title.frame, runs: title.runs, size, colour: PAPER.ink, bold: true },
    { ...look, ink: isInPlace(slide, stage) ? (backdrop?.placed ?? undefined) : theirs?.title, wide: wideTitle },
  );
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" font-family="${fontList(backdrop?.fonts.text)}">`,
    `<rect width="${width}" height="${height}" fill="${backdrop?.colour ?? PAPER.ground}"/>`,
    ...(backdrop?.items ?? []).map(backdropSvg),
    ...sheets.map(
      ({ x, y, w, h }) => `<rect x="${px(x)}" y="${px(y)}" width="${px(w)}" height="${px(h)}" fill="${PAPER.ground}"/>`,
    ),
    backdrop === null ? head : `<g font-family="${fontList(backdrop.fonts.title)}">${head}</g>`,
    ...items.map((item) => itemSvg(item, look)),
    '</svg>',
  ].join('\n');
}

/** What stands on a slide, as it will stand there in a font so much wider than ours. */
export function itemsSvg(items: readonly SlideItem[], split: SplitGenes, wide: number): string {
  return items.map((item) => itemSvg(item, { split, ink: undefined, wide, dark: null })).join('\n');
}

/** A template's font where the reader's machine has it, else one as wide as ours. */
function fontList(name: string | null | undefined): string {
  const own = name == null ? '' : `'${escapeXml(name.replaceAll("'", ''))}', `;
  return `${own}Arial, Helvetica, 'Liberation Sans', sans-serif`;
}

/**
 * `ink`: the colour of a template's text; `wide`: how much wider than ours its font is, so that lines break where they will;
 * `dark`: the colour of a dark ground.
 */
type Look = Readonly<{ split: SplitGenes; ink: string | undefined; wide: number; dark: string | null }>;

function itemSvg(item: SlideItem, look: Look): string {
  const { frame } = item;
  switch (item.kind) {
    case 'text':
      return textSvg(item, look);
    case 'picture':
      return nested(look.dark === null ? item.svg : onDark(item.svg, look.dark), frame);
    case 'area':
      return `<path d="M${item.corners.map(({ x, y }) => `${px(frame.x + x)},${px(frame.y + y)}`).join('L')}Z" fill="${look.dark === null ? item.colour : onDark(item.colour, look.dark)}"/>`;
    case 'table':
      return tableSvg(item, look);
    case 'chart':
      return look.dark === null
        ? chartSvg(item.chart, item.layout, frame)
        : onDark(chartSvg(item.chart, item.layout, frame));
  }
}

function nested(svg: string, { x, y, w, h }: Frame): string {
  const view = / viewBox="([^"]*)"/u.exec(svg)?.[1] ?? '';
  const inner = onTransparent(svg)
    .replace(/^<svg[^>]*>\s*<title[^>]*>[^<]*<\/title>(?:<desc[^>]*>[^<]*<\/desc>)?/u, '')
    .replace(/<\/svg>\s*$/u, '');
  return `<svg x="${px(x)}" y="${px(y)}" width="${px(w)}" height="${px(h)}" viewBox="${view}">${inner}</svg>`;
}

type Piece = Readonly<{ run: SlideRun; text: string }>;

const ANCHORS = { left: '', center: ' text-anchor="middle"', right: ' text-anchor="end"' } as const;

function textSvg(
  item: Omit<SlideText, 'align'> & Readonly<{ align?: keyof typeof ANCHORS }>,
  { ink, wide }: Look,
): string {
  const { frame, size, colour, bold = false, fill, align = 'left', middle = false, inset = 0, after = 0, wraps } = item;
  const width = wraps === false ? Infinity : (frame.w - 2 * inset) / wide;
  const lines = paragraphsOf(item.runs).flatMap((runs, i) =>
    brokenRuns(runs, width, size, bold).map((pieces, row) => ({ pieces, after: i > 0 && row === 0 ? after : 0 })),
  );
  const height = lines.reduce((sum, line) => sum + size * LINE + line.after, 0);
  let y = frame.y + (middle ? (frame.h - height) / 2 : 0);
  const x = align === 'center' ? frame.x + frame.w / 2 : frame.x + inset;
  const own = fill === undefined ? (ink ?? colour) : colour;
  const drawn = lines.map((line) => {
    y += line.after;
    const text = `<text x="${px(x)}" y="${px(y + BASELINE * size)}" font-size="${size}" fill="${own}"${bold ? ' font-weight="700"' : ''}${align === 'center' ? ' text-anchor="middle"' : ''} xml:space="preserve">${line.pieces.map((piece) => pieceSvg(piece, ink)).join('')}</text>`;
    y += size * LINE;
    return text;
  });
  const ground =
    fill === undefined
      ? ''
      : `<rect x="${px(frame.x)}" y="${px(frame.y)}" width="${px(frame.w)}" height="${px(frame.h)}" fill="${fill}"/>`;
  return ground + drawn.join('');
}

function pieceSvg({ run, text }: Piece, ink: string | undefined): string {
  const style = [
    run.italic === true ? ' font-style="italic"' : '',
    run.bold === true ? ' font-weight="700"' : '',
    run.colour !== undefined && ink === undefined ? ` fill="${run.colour}"` : '',
    run.link === undefined ? '' : ' text-decoration="underline"',
  ].join('');
  return style === '' ? escapeXml(text) : `<tspan${style}>${escapeXml(text)}</tspan>`;
}

function paragraphsOf(runs: readonly SlideRun[]): SlideRun[][] {
  const paragraphs: SlideRun[][] = [[]];
  for (const run of runs) {
    paragraphs.at(-1)?.push(run);
    if (run.ends === true) paragraphs.push([]);
  }
  return paragraphs;
}

/** Runs cut where the lines of their whole text break. */
function brokenRuns(runs: readonly SlideRun[], width: number, size: number, bold: boolean): Piece[][] {
  const whole = runs.map(({ text }) => text).join('');
  let from = 0;
  return whole
    .split('\n')
    .flatMap((part) => SLIDE_MEASURE.wrapText(part, width, size, bold ? 600 : 400))
    .map((line) => {
      const start = Math.max(from, whole.indexOf(line, from));
      from = start + line.length;
      return piecesBetween(runs, start, from);
    });
}

function piecesBetween(runs: readonly SlideRun[], start: number, end: number): Piece[] {
  let at = 0;
  return runs.flatMap((run) => {
    const text = run.text.slice(Math.max(0, start - at), Math.max(0, end - at));
    at += run.text.length;
    return text === '' ? [] : [{ run, text }];
  });
}

function tableSvg(
  { page: { columns, heights, rows, size, pad }, frame }: Extract<SlideItem, { kind: 'table' }>,
  { split, ink, wide }: Look,
): string {
  const edges = columns.map((_, i) => columns.slice(0, i).reduce((sum, { width }) => sum + width, frame.x));
  const tops = heights.map((_, i) => heights.slice(0, i).reduce((sum, height) => sum + height, frame.y));
  const all = [columns.map(({ label }) => label), ...rows];
  return all
    .map((row, r) => {
      const [top, height] = [tops[r] ?? 0, heights[r] ?? 0];
      const cells = row.map((text, i) => {
        const { width = 0, align } = columns[i] ?? {};
        const lines = brokenRuns(geneRuns(text, split), (width - 2 * pad.side) / wide, size, r === 0 || i === 0);
        const x = (edges[i] ?? 0) + (align === 'right' ? width - pad.side : pad.side);
        return lines
          .map(
            (pieces, line) =>
              `<text x="${px(x)}" y="${px(top + pad.top + (line * LINE + BASELINE) * size)}" font-size="${size}" fill="${ink ?? (r === 0 ? PAPER.muted : PAPER.ink)}"${r === 0 || i === 0 ? ' font-weight="700"' : ''}${align === 'right' ? ' text-anchor="end"' : ''} xml:space="preserve">${pieces.map((piece) => pieceSvg(piece, ink)).join('')}</text>`,
          )
          .join('');
      });
      const rule = `<path d="M${px(frame.x)},${px(top + height)}h${px(frame.w)}" stroke="${r === 0 ? PAPER.axis : PAPER.line}" stroke-width="0.75"/>`;
      return cells.join('') + rule;
    })
    .join('');
}

/** An editable chart as its numbers are; a presentation program draws its own axes at the same places. */
function chartSvg(chart: NativeChart, layout: PlotLayout, frame: Frame): string {
  const { x, y, series } = chart;
  const plot = {
    x: frame.x + layout.x * frame.w,
    y: frame.y + layout.y * frame.h,
    w: layout.w * frame.w,
    h: layout.h * frame.h,
  };
  const across = (value: number): number => plot.x + (plot.w * (value - x.low)) / (x.high - x.low);
  const down = (value: number): number => plot.y + plot.h * (1 - (value - y.low) / (y.high - y.low));
  const labels = placedLabels(chart, layout, frame);
  const marks = series.map(({ kind, points, colour, dash, marker, open, computed }, s) =>
    [
      kind === 'line'
        ? `<path d="M${points.map((point) => `${px(across(point.x))},${px(down(point.y))}`).join('L')}" fill="none" stroke="#${colour}" stroke-width="2.25"${dash === undefined ? '' : ` stroke-dasharray="${dash.join(' ')}"`}/>`
        : '',
      ...points.map((point, p) => {
        const at = {
          left: across(point.x),
          top: down(point.y),
          low: down(point.low ?? NaN),
          high: down(point.high ?? NaN),
        };
        const place = labels.get(placeId(s, p));
        return (
          pointSvg({ kind, colour, marker, open, computed }, at) +
          labelSvg(point.label, place, at, { kind, colour }, frame)
        );
      }),
    ].join(''),
  );
  const named = { ...chart, yLabel: uprightName(chart.yLabel, layout, frame) };
  return axesSvg(named, plot, across, down) + marks.join('');
}

/** Where a point and the ends of its whisker stand; NaN: it has none. */
type PointPlace = Readonly<{ left: number; top: number; low: number; high: number }>;

/** A marker with its whisker, dashed where it was computed from a standard error, or a tick of censoring. */
function pointSvg(
  { kind, colour, marker, open, computed }: Omit<NativeSeries, 'name' | 'points' | 'dash'>,
  { left, top, low, high }: PointPlace,
): string {
  if (kind === 'ticks') return `<path d="M${px(left)},${px(top - 4)}v8" stroke="#${colour}" stroke-width="1.5"/>`;
  if (kind !== 'points') return '';
  const dash = computed === true ? ` stroke-dasharray="${DASH.computed.join(' ')}"` : '';
  const whisker = Number.isNaN(low + high)
    ? ''
    : `<path d="M${px(left)},${px(low)}V${px(high)}" stroke="#${colour}" stroke-width="1.5"${dash}/>`;
  const sign =
    marker === 'none'
      ? ''
      : `<path d="${markerPath(marker, 6)}" transform="translate(${px(left)} ${px(top)})" fill="${open ? PAPER.ground : `#${colour}`}" stroke="#${colour}" stroke-width="1.5"/>`;
  return whisker + sign;
}

/** A name where the file has it, with the line that programs draw to it where it stands apart. */
function labelSvg(
  label: string | undefined,
  place: Readonly<{ x: number; y: number }> | undefined,
  { left, top }: PointPlace,
  { kind, colour }: Pick<NativeSeries, 'kind' | 'colour'>,
  { w, h }: Frame,
): string {
  if (label === undefined || place === undefined) return '';
  const [from, middle] = [left + place.x * w + CLEAR, top + place.y * h];
  const half = lineHeight(CHART_TYPE) / 2;
  const box = {
    left: from,
    right: from + lineWidth(label, CHART_TYPE, 600),
    top: middle - half,
    bottom: middle + half,
  };
  const leader = leaderLine(box, left, top, kind === 'line' ? 0 : RADIUS);
  const line =
    leader === null
      ? ''
      : `<path d="M${px(leader.x1)},${px(leader.y1)}L${px(leader.x2)},${px(leader.y2)}" stroke="#${colour}" stroke-width="0.75"/>`;
  return `${line}<text x="${px(from)}" y="${px(middle + 6)}" font-size="${CHART_TYPE}" font-weight="700" fill="#${colour}">${escapeXml(label)}</text>`;
}

function axesSvg(
  { x, y, xLabel, yLabel }: NativeChart,
  plot: Frame,
  across: (value: number) => number,
  down: (value: number) => number,
): string {
  const ticks = ({ low, high, step }: NativeChart['x']): number[] =>
    Array.from({ length: Math.floor((high - low) / step + 1e-9) + 1 }, (_, i) => low + i * step);
  const text = (left: number, top: number, words: string, anchor: string, more = ''): string =>
    `<text x="${px(left)}" y="${px(top)}" font-size="${CHART_TYPE}" fill="${PAPER.ink}" text-anchor="${anchor}"${more}>${escapeXml(words)}</text>`;
  const bottom = plot.y + plot.h;
  return [
    ...ticks(y).flatMap((value) => [
      `<path d="M${px(plot.x)},${px(down(value))}h${px(plot.w)}" stroke="${PAPER.line}" stroke-width="0.75"/>`,
      text(plot.x - 8, down(value) + 5.5, String(value), 'end'),
    ]),
    ...ticks(x).map((value) => text(across(value), bottom + 20, String(value), 'middle')),
    `<path d="M${px(plot.x)},${px(plot.y)}V${px(bottom)}h${px(plot.w)}" fill="none" stroke="${PAPER.axis}" stroke-width="0.75"/>`,
    text(plot.x + plot.w / 2, bottom + 46, xLabel, 'middle'),
    text(
      plot.x - 52,
      plot.y + plot.h / 2,
      yLabel,
      'middle',
      ` transform="rotate(-90 ${px(plot.x - 52)} ${px(plot.y + plot.h / 2)})"`,
    ),
  ].join('');
}
