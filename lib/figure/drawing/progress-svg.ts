import { formatYears } from '@/lib/i18n/format';
import type { ProgressPoint } from '@/lib/registry/trials/progress';
import type { Kmt2aStratum } from '@/lib/registry/vocabulary';
import type { PictureSize, SvgPicture } from '../model/document';
import type { Box } from './label-placement';
import { progressLabels, progressMarks, yearRange, type ProgressMark } from './progress-layout';
import type { ProgressLegendEntry, ProgressTexts } from '../documents/progress-texts';
import { svgDocument } from './svg/document';
import { line, PAPER, px, type Block, type SplitGenes } from './svg/text';
import { textWidth } from './text-width';

/** As on the home page: circle, square and diamond in the colours of the strata. */
export const STRATUM_COLOURS: Readonly<Record<Kmt2aStratum, string>> = { r: '#d55e00', g: '#0072b2', all: '#75818c' };
const RADIUS = 6;
const ARROW = 10;
const SIZE = 14;
const SIZES = { radius: RADIUS, arrow: ARROW, labelHeight: SIZE * 1.15 };
const LEGEND = 13;
const [LEFT, RIGHT, TOP] = [44, 20, 34] as const;

/** The chart of progress over calendar time: each published figure with its interval and its name. */
export function progressSvg(
  points: readonly ProgressPoint[],
  texts: ProgressTexts,
  { width, height }: PictureSize,
  split: SplitGenes,
): SvgPicture {
  const legend = legendSvg(texts.legend, width, split);
  const [first, last] = yearRange(points);
  const bottom = Math.max(TOP + 220, height - legend.height - 62);
  const x = (year: number): number => LEFT + ((year - first) / (last - first)) * (width - LEFT - RIGHT);
  const y = (percent: number): number => bottom - (percent / 100) * (bottom - TOP);
  const marks = progressMarks(points, { x, y });
  const ticks = yearTicks(first, last).map(
    (year) =>
      `<path d="M${px(x(year))},${px(bottom)}v6" stroke="${PAPER.axis}"/>${line(x(year), bottom + 23, String(year), { size: SIZE, fill: PAPER.muted, anchor: 'middle' })}`,
  );
  const levels = [0, 20, 40, 60, 80, 100].map(
    (level) =>
      `<path d="M${LEFT},${px(y(level))}H${px(width - RIGHT)}" stroke="${level === 0 ? PAPER.axis : PAPER.line}"/>${line(LEFT - 10, y(level) + 5, String(level), { size: SIZE, fill: PAPER.muted, anchor: 'end' })}`,
  );
  const body = [
    line(4, 15, texts.axisY, { size: SIZE, fill: PAPER.muted }),
    ...levels,
    ...ticks,
    line((LEFT + width - RIGHT) / 2, bottom + 46, texts.axisX, { size: SIZE, fill: PAPER.muted, anchor: 'middle' }),
    labelsSvg(marks, texts, { left: LEFT, top: 0, right: width, bottom }),
    ...marks.map(markSvg),
    `<g transform="translate(0 ${px(bottom + 60)})">${legend.svg}</g>`,
  ];
  return svgDocument({
    width: Math.round(width),
    height: Math.ceil(bottom + 60 + legend.height),
    title: texts.title,
    locale: texts.locale,
    body: body.join(''),
  });
}

function yearTicks(first: number, last: number): number[] {
  const from = Math.ceil(first / 5) * 5;
  return Array.from({ length: Math.floor((last - from) / 5) + 1 }, (_, i) => from + 5 * i);
}

/** Drawn open: no interval, or the source does not state the time zero. */
export function isOpen({ interval, timeZeroStated }: ProgressPoint): boolean {
  return interval === null || !timeZeroStated;
}

function markSvg({ point, x, y, low, high }: ProgressMark): string {
  const colour = STRATUM_COLOURS[point.kmt2a];
  const dash = point.errorNamed ? '' : ' stroke-dasharray="4 3"';
  const whisker =
    low === null || high === null
      ? ''
      : `<path d="M${px(x)},${px(low)}V${px(high)}" stroke="${colour}" stroke-width="1.8"${dash}/><path d="M${px(x - 4)},${px(low)}h8M${px(x - 4)},${px(high)}h8" stroke="${colour}" stroke-width="1.8"/>`;
  const side = point.position.basis === 'start-only' ? 1 : -1;
  const tip = x + side * (RADIUS + ARROW - 1);
  const arrow =
    point.position.basis === 'middle'
      ? ''
      : `<path d="M${px(x + side * (RADIUS + 1))},${px(y)}H${px(tip)}M${px(tip - side * 3)},${px(y - 3)}L${px(tip)},${px(y)}L${px(tip - side * 3)},${px(y + 3)}" stroke="${colour}" stroke-width="1.5"/>`;
  return `<g fill="none">${whisker}<path d="${shape(point.kmt2a, x, y)}" fill="${isOpen(point) ? PAPER.ground : colour}" stroke="${colour}" stroke-width="2"/>${arrow}</g>`;
}

function shape(kmt2a: Kmt2aStratum, x: number, y: number): string {
  const r = RADIUS;
  if (kmt2a === 'r') return `M${px(x - r)},${px(y)}a${r},${r} 0 1 0 ${2 * r},0a${r},${r} 0 1 0 ${-2 * r},0Z`;
  if (kmt2a === 'g') return `M${px(x - r + 0.5)},${px(y - r + 0.5)}h${2 * r - 1}v${2 * r - 1}h${1 - 2 * r}Z`;
  return `M${px(x)},${px(y - r - 1)}L${px(x + r + 1)},${px(y)}L${px(x)},${px(y + r + 1)}L${px(x - r - 1)},${px(y)}Z`;
}

function labelsSvg(marks: readonly ProgressMark[], { locale }: ProgressTexts, bounds: Box): string {
  const horizon = (point: ProgressPoint): string => formatYears(point.horizon, locale);
  const labels = progressLabels(
    marks,
    (point) => 1.04 * textWidth(`${point.acronym} ${horizon(point)}`, SIZE) + 2,
    SIZES,
    bounds,
  );
  return marks
    .map(({ point }) => {
      const label = labels.get(point.id);
      if (label === undefined) return '';
      const { box, leader } = label;
      const drawn =
        leader === null
          ? ''
          : `<path d="M${px(leader.x1)},${px(leader.y1)}L${px(leader.x2)},${px(leader.y2)}" stroke="${STRATUM_COLOURS[point.kmt2a]}" stroke-opacity="0.65"/>`;
      const baseline = box.bottom - SIZE * 0.28;
      return (
        drawn +
        line(box.left, baseline, point.acronym, { size: SIZE, halo: true }) +
        line(box.right, baseline, horizon(point), { size: SIZE, fill: PAPER.muted, anchor: 'end', halo: true })
      );
    })
    .join('');
}

function legendSvg(entries: readonly ProgressLegendEntry[], width: number, split: SplitGenes): Block {
  let [x, y] = [4, 0];
  const parts = entries.map(({ kind, text }) => {
    const needed = 26 + textWidth(text, LEGEND) + 22;
    if (x > 4 && x + needed > width) [x, y] = [4, y + 22];
    const svg = sign(kind, x + 9, y + 8) + line(x + 24, y + 13, text, { size: LEGEND, fill: PAPER.muted }, split);
    x += needed;
    return svg;
  });
  return { svg: parts.join(''), height: y + 24 };
}

function sign(kind: ProgressLegendEntry['kind'], x: number, y: number): string {
  if (kind === 'r' || kind === 'g' || kind === 'all')
    return `<path d="${shape(kind, x, y)}" fill="${STRATUM_COLOURS[kind]}"/>`;
  const colour = PAPER.muted;
  const stem =
    kind === 'filled' || kind === 'dashed'
      ? `<path d="M${px(x)},${px(y - 9)}v18" stroke="${colour}" stroke-width="1.5"${kind === 'dashed' ? ' stroke-dasharray="3 2"' : ''}/><path d="M${px(x - 3)},${px(y - 9)}h6M${px(x - 3)},${px(y + 9)}h6" stroke="${colour}" stroke-width="1.5"/>`
      : '';
  const arrow =
    kind === 'arrow' ? `<path d="M${px(x + 5)},${px(y)}h7m-3,-3l3,3l-3,3" stroke="${colour}" fill="none"/>` : '';
  return `${stem}<circle cx="${px(x)}" cy="${px(y)}" r="4.5" fill="${kind === 'open' ? PAPER.ground : colour}" stroke="${colour}" stroke-width="1.6"/>${arrow}`;
}
