import { formatYears } from '@/lib/i18n/format';
import type { ProgressPoint } from '@/lib/registry/progress';
import type { Kmt2aStratum } from '@/lib/registry/vocabulary';
import type { PictureSize, SvgPicture } from './figure-document';
import { candidatesAround, leaderLine, placeLabels, type Candidate, type LabelRequest, type Obstacle } from './label-placement';
import type { ProgressLegendEntry, ProgressTexts } from './progress-texts';
import { svgDocument } from './svg-document';
import { line, PAPER, px, type Block, type SplitGenes } from './svg-text';
import { textWidth } from './text-width';

/** As on the home page: circle, square and diamond in the colours of the strata. */
export const STRATUM_COLOURS: Readonly<Record<Kmt2aStratum, string>> = { r: '#d55e00', g: '#0072b2', all: '#75818c' };
const SIDE_BY_SIDE: Readonly<Record<Kmt2aStratum, number>> = { r: -5.5, all: 0, g: 5.5 };
const RADIUS = 6;
const ARROW = 10;
const SIZE = 14;
const LEGEND = 13;
const [LEFT, RIGHT, TOP] = [44, 20, 34] as const;

type Mark = Readonly<{ point: ProgressPoint; x: number; y: number; low: number | null; high: number | null }>;

/** The chart of progress over calendar time: each published figure with its interval and its name. */
export function progressSvg(points: readonly ProgressPoint[], texts: ProgressTexts, { width, height }: PictureSize, split: SplitGenes): SvgPicture {
  const legend = legendSvg(texts.legend, width, split);
  const [first, last] = yearRange(points);
  const bottom = Math.max(TOP + 220, height - legend.height - 62);
  const x = (year: number): number => LEFT + ((year - first) / (last - first)) * (width - LEFT - RIGHT);
  const y = (percent: number): number => bottom - (percent / 100) * (bottom - TOP);
  const marks = points.map((point): Mark => {
    const alone = points.filter(({ trial }) => trial === point.trial).length === 1;
    const { interval } = point;
    return { point, x: x(point.position.year) + (alone ? 0 : SIDE_BY_SIDE[point.kmt2a]), y: y(point.efs), low: interval === null ? null : y(interval.low), high: interval === null ? null : y(interval.high) };
  });
  const ticks = yearTicks(first, last).map((year) => `<path d="M${px(x(year))},${px(bottom)}v6" stroke="${PAPER.axis}"/>${line(x(year), bottom + 23, String(year), { size: SIZE, fill: PAPER.muted, anchor: 'middle' })}`);
  const levels = [0, 20, 40, 60, 80, 100].map((level) => `<path d="M${LEFT},${px(y(level))}H${px(width - RIGHT)}" stroke="${level === 0 ? PAPER.axis : PAPER.line}"/>${line(LEFT - 10, y(level) + 5, String(level), { size: SIZE, fill: PAPER.muted, anchor: 'end' })}`);
  const body = [
    line(4, 15, texts.axisY, { size: SIZE, fill: PAPER.muted }),
    ...levels,
    ...ticks,
    line((LEFT + width - RIGHT) / 2, bottom + 46, texts.axisX, { size: SIZE, fill: PAPER.muted, anchor: 'middle' }),
    labelsSvg(marks, texts, { left: LEFT, top: 0, right: width, bottom }),
    ...marks.map(markSvg),
    `<g transform="translate(0 ${px(bottom + 60)})">${legend.svg}</g>`,
  ];
  return svgDocument({ width: Math.round(width), height: Math.ceil(bottom + 60 + legend.height), title: texts.title, locale: texts.locale, body: body.join('') });
}

/** Whole periods of five years around all points, as on the home page. */
export function yearRange(points: readonly ProgressPoint[]): [number, number] {
  const years = points.map(({ position }) => position.year);
  return [Math.floor(Math.min(...years) / 5) * 5, Math.ceil(Math.max(...years) / 5) * 5 + 2];
}

function yearTicks(first: number, last: number): number[] {
  const from = Math.ceil(first / 5) * 5;
  return Array.from({ length: Math.floor((last - from) / 5) + 1 }, (_, i) => from + 5 * i);
}

/** Drawn open: no interval, or the source does not state the time zero. */
export function isOpen({ interval, timeZeroStated }: ProgressPoint): boolean {
  return interval === null || !timeZeroStated;
}

function markSvg({ point, x, y, low, high }: Mark): string {
  const colour = STRATUM_COLOURS[point.kmt2a];
  const dash = point.errorNamed ? '' : ' stroke-dasharray="4 3"';
  const whisker = low === null || high === null ? '' : `<path d="M${px(x)},${px(low)}V${px(high)}" stroke="${colour}" stroke-width="1.8"${dash}/><path d="M${px(x - 4)},${px(low)}h8M${px(x - 4)},${px(high)}h8" stroke="${colour}" stroke-width="1.8"/>`;
  const side = point.position.basis === 'start-only' ? 1 : -1;
  const tip = x + side * (RADIUS + ARROW - 1);
  const arrow = point.position.basis === 'middle' ? '' : `<path d="M${px(x + side * (RADIUS + 1))},${px(y)}H${px(tip)}M${px(tip - side * 3)},${px(y - 3)}L${px(tip)},${px(y)}L${px(tip - side * 3)},${px(y + 3)}" stroke="${colour}" stroke-width="1.5"/>`;
  return `<g fill="none">${whisker}<path d="${shape(point.kmt2a, x, y)}" fill="${isOpen(point) ? PAPER.ground : colour}" stroke="${colour}" stroke-width="2"/>${arrow}</g>`;
}

function shape(kmt2a: Kmt2aStratum, x: number, y: number): string {
  const r = RADIUS;
  if (kmt2a === 'r') return `M${px(x - r)},${px(y)}a${r},${r} 0 1 0 ${2 * r},0a${r},${r} 0 1 0 ${-2 * r},0Z`;
  if (kmt2a === 'g') return `M${px(x - r + 0.5)},${px(y - r + 0.5)}h${2 * r - 1}v${2 * r - 1}h${1 - 2 * r}Z`;
  return `M${px(x)},${px(y - r - 1)}L${px(x + r + 1)},${px(y)}L${px(x)},${px(y + r + 1)}L${px(x - r - 1)},${px(y)}Z`;
}

function labelsSvg(marks: readonly Mark[], { locale }: ProgressTexts, bounds: Obstacle['box']): string {
  const words = marks.map(({ point }) => ({ name: point.acronym, horizon: formatYears(point.horizon, locale) }));
  const requests = marks.map(({ point, x, y }, i): LabelRequest => {
    const [width, height] = [1.04 * textWidth(`${words[i]?.name ?? ''} ${words[i]?.horizon ?? ''}`, SIZE) + 2, SIZE * 1.15];
    return { id: point.id, width, height, candidates: placesFor(x, y, RADIUS + (point.position.basis === 'middle' ? 4 : ARROW + 3), width, height) };
  });
  const places = placeLabels(requests, marks.flatMap(obstacles), bounds);
  return marks.map(({ point, x, y }, i) => {
    const box = places.get(point.id);
    if (box === undefined) return '';
    const leader = leaderLine(box, x, y, RADIUS);
    const drawn = leader === null ? '' : `<path d="M${px(leader.x1)},${px(leader.y1)}L${px(leader.x2)},${px(leader.y2)}" stroke="${STRATUM_COLOURS[point.kmt2a]}" stroke-opacity="0.65"/>`;
    const baseline = box.bottom - SIZE * 0.28;
    return drawn + line(box.left, baseline, words[i]?.name ?? '', { size: SIZE, halo: true }) + line(box.right, baseline, words[i]?.horizon ?? '', { size: SIZE, fill: PAPER.muted, anchor: 'end', halo: true });
  }).join('');
}

/** Beside the marker, above and below it, and further off than in a plot with fewer figures. */
function placesFor(x: number, y: number, clear: number, width: number, height: number): Candidate[] {
  const far = Array.from({ length: 14 }, (_, i) => (i % 2 === 0 ? 1 : -1) * (2 + Math.floor(i / 2)) * 0.8 * height);
  const centred = far.map((step): Candidate => ({ left: x - width / 2, top: y + step - height / 2, cost: Math.abs(step) * 0.6 }));
  const beside = far.flatMap((step): Candidate[] => [{ left: x + clear, top: y + step - height / 2, cost: 20 + Math.abs(step) }, { left: x - clear - width, top: y + step - height / 2, cost: 22 + Math.abs(step) }]);
  return [...candidatesAround(x, y, clear, width, height), ...centred, ...beside];
}

function obstacles({ point, x, y, low, high }: Mark): Obstacle[] {
  const { basis } = point.position;
  const marker = { left: x - RADIUS - (basis === 'end-only' ? ARROW : 0) - 1, right: x + RADIUS + (basis === 'start-only' ? ARROW : 0) + 1, top: y - RADIUS - 1, bottom: y + RADIUS + 1 };
  const whisker = low === null || high === null ? [] : [{ box: { left: x - 3, right: x + 3, top: high - 1, bottom: low + 1 }, solid: true }];
  return [{ box: marker, solid: true }, ...whisker];
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
  if (kind === 'r' || kind === 'g' || kind === 'all') return `<path d="${shape(kind, x, y)}" fill="${STRATUM_COLOURS[kind]}"/>`;
  const colour = PAPER.muted;
  const stem = kind === 'filled' || kind === 'dashed' ? `<path d="M${px(x)},${px(y - 9)}v18" stroke="${colour}" stroke-width="1.5"${kind === 'dashed' ? ' stroke-dasharray="3 2"' : ''}/><path d="M${px(x - 3)},${px(y - 9)}h6M${px(x - 3)},${px(y + 9)}h6" stroke="${colour}" stroke-width="1.5"/>` : '';
  const arrow = kind === 'arrow' ? `<path d="M${px(x + 5)},${px(y)}h7m-3,-3l3,3l-3,3" stroke="${colour}" fill="none"/>` : '';
  return `${stem}<circle cx="${px(x)}" cy="${px(y)}" r="4.5" fill="${kind === 'open' ? PAPER.ground : colour}" stroke="${colour}" stroke-width="1.6"/>${arrow}`;
}
