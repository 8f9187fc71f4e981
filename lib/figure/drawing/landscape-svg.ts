import type { Landscape } from '@/lib/registry/landscape/landscape';
import {
  layoutLandscape,
  ROW,
  TYPE,
  type DrawnEntry,
  type LandscapeLayout,
  type ListedEntry,
} from '@/lib/registry/landscape/layout';
import { arrowHead, STATUS_LOOKS, STATUS_ORDER, statusMarks } from '@/lib/registry/landscape/marks';
import type { LandscapeWords } from '@/lib/registry/landscape/words';
import type { TrialStatus } from '@/lib/registry/vocabulary';
import type { PictureSize, SvgPicture } from '../model/document';
import { svgDocument } from './svg/document';
import { line, PAPER, px, type Block } from './svg/text';
import { textWidth, wrapText } from './text-width';

/** As on the page in its light colours: ink, and the tint behind a pattern. */
const COLOURS: Readonly<Record<TrialStatus, Readonly<{ ink: string; tint: string }>>> = {
  completed: { ink: '#5f7182', tint: '#dce1e5' },
  closed: { ink: '#7b5ea7', tint: '#e2dcec' },
  active: { ink: '#0072b2', tint: '#c7e0ee' },
  recruiting: { ink: '#00805d', tint: '#c7e3db' },
  'not-yet-recruiting': { ink: '#b45f06', tint: '#eeddc9' },
  unknown: { ink: '#6b7680', tint: '#dfe2e4' },
};
/** Widths in px that a picture is laid out for; the one that fills a given frame best is taken. */
const WIDTHS = [1080, 1200, 1360, 1560, 1800, 2100];
const LEGEND = 13;

/** The words of the drawing that no study gives. */
export type LandscapeDrawingTexts = Readonly<{
  title: string;
  locale: 'en' | 'ru';
  today: string;
  noYears: string;
  key: Readonly<Record<'cohort' | 'open' | 'goesOn' | 'succession', string>>;
}>;

/** The picture at the width that lets it stand largest in a frame. */
export function landscapeChart(
  landscape: Landscape,
  words: LandscapeWords,
  texts: LandscapeDrawingTexts,
  size: PictureSize,
): SvgPicture {
  const scale = ({ width, height }: SvgPicture): number => Math.min(size.width / width, size.height / height);
  const pictures = WIDTHS.map((width) => landscapeSvg(landscape, words, texts, width));
  return pictures.reduce((best, picture) => (scale(picture) > scale(best) ? picture : best));
}

/** The picture at a width in px, its legend above it. */
export function landscapeSvg(
  landscape: Landscape,
  words: LandscapeWords,
  texts: LandscapeDrawingTexts,
  width: number,
): SvgPicture {
  const layout = layoutLandscape(landscape, width, { width: textWidth, wrap: wrapText }, words);
  const statuses = new Set(
    landscape.lanes.flatMap(({ placed, unplaced }) => [...placed, ...unplaced].map(({ status }) => status)),
  );
  const legend = legendSvg(
    STATUS_ORDER.filter((status) => statuses.has(status)),
    words,
    texts,
    width,
  );
  const body = [
    legend.svg,
    `<g transform="translate(0 ${px(legend.height + 6)})">`,
    axisSvg(layout, texts),
    ...layout.lanes.map(
      ({ bottom, name }) =>
        `<path d="M0,${px(bottom)}H${width}" stroke="${PAPER.line}"/>${name.map(({ text, baseline }) => line(0, baseline, text, { size: TYPE.lane, weight: 600 })).join('')}`,
    ),
    ...layout.connections.map(
      ({ path, tip }) =>
        `<path d="${path}${arrowHead(tip.x, tip.y, 1)}" stroke="${PAPER.muted}" stroke-width="1.1" fill="none"/>`,
    ),
    ...layout.lanes.flatMap(({ drawn, listed }) => [...drawn.map(studySvg), ...listed.map(listedSvg)]),
    '</g>',
  ];
  return svgDocument({
    width,
    height: Math.ceil(layout.height + legend.height + 6),
    title: texts.title,
    locale: texts.locale,
    body: body.join(''),
  });
}

function axisSvg({ plot, ticks, today, side, height }: LandscapeLayout, texts: LandscapeDrawingTexts): string {
  const style = { size: TYPE.axis, fill: PAPER.muted } as const;
  const labelled = ticks.filter(({ x }) => today === null || Math.abs(x - today) > 42);
  return [
    ...ticks.map(({ x }) => `<path d="M${px(x)},${plot.top - 6}V${px(plot.bottom + 6)}" stroke="${PAPER.line}"/>`),
    ...[plot.top - 14, height - 12].flatMap((y) =>
      labelled.map(({ year, x }) => line(x, y, String(year), { ...style, anchor: 'middle' })),
    ),
    today === null
      ? ''
      : `<path d="M${px(today)},${plot.top - 6}V${px(plot.bottom)}" stroke="${PAPER.axis}" stroke-dasharray="2 3"/>${line(today, plot.top - 14, texts.today, { ...style, anchor: 'middle' })}`,
    side === null ? '' : line(side, plot.top - 14, texts.noYears, style),
  ].join('');
}

function studySvg({ entry, left, right, top, height, outer, label, y, continues }: DrawnEntry): string {
  const { ink } = COLOURS[entry.status];
  const { basis } = entry.span;
  const from = (continues ?? right) + (continues === null ? 3 : 0);
  const open =
    basis === 'end-only'
      ? `M${px(left - 3)},${px(y)}H${px(outer.left + 2)}${arrowHead(outer.left + 2, y, -1)}`
      : `M${px(from)},${px(y)}H${px(outer.right - 2)}${arrowHead(Math.max(from, outer.right - 2), y, 1)}`;
  return [
    continues === null
      ? ''
      : `<path d="M${px(right + 2)},${px(y)}H${px(continues)}" stroke="${ink}" stroke-width="2" stroke-dasharray="5 4"/>`,
    barSvg(entry.status, { left, right, top, height }),
    basis === 'whole' ? '' : `<path d="${open}" stroke="${ink}" stroke-width="2" fill="none"/>`,
    `<rect x="${px(label.x - 2)}" y="${px(label.baseline - 13)}" width="${px(label.width + 4)}" height="17" fill="${PAPER.ground}"/>`,
    line(label.x, label.baseline, label.name, { size: TYPE.name, weight: 600 }),
    label.detail === ''
      ? ''
      : line(label.detailX, label.baseline, label.detail, { size: TYPE.detail, fill: PAPER.muted }),
  ].join('');
}

function listedSvg({ entry, x, lines }: ListedEntry): string {
  const [first] = lines;
  const height = entry.kind === 'trial' ? 10 : 6;
  const bar =
    first === undefined
      ? ''
      : barSvg(entry.status, {
          left: x - 18,
          right: x - 5,
          top: first.baseline - (entry.kind === 'trial' ? 10 : 8),
          height,
        });
  return (
    bar +
    lines
      .map(({ text, baseline, detail }) =>
        line(x, baseline, text, detail ? { size: TYPE.detail, fill: PAPER.muted } : { size: TYPE.name }),
      )
      .join('')
  );
}

function barSvg(
  status: TrialStatus,
  bar: Readonly<{ left: number; right: number; top: number; height: number }>,
): string {
  const { ground, dashedEdge } = STATUS_LOOKS[status];
  const { ink, tint } = COLOURS[status];
  const fill = { full: ink, tint, none: PAPER.ground }[ground];
  const marks = statusMarks(status, bar);
  const drawn =
    marks === ''
      ? ''
      : `<path d="${marks}" stroke="${ground === 'full' ? PAPER.ground : ink}" stroke-width="1.5" fill="none"/>`;
  return `<rect x="${px(bar.left)}" y="${px(bar.top)}" width="${px(bar.right - bar.left)}" height="${px(bar.height)}" fill="${fill}" stroke="${ink}" stroke-width="1.2"${dashedEdge ? ' stroke-dasharray="3 2"' : ''}/>${drawn}`;
}

function legendSvg(
  statuses: readonly TrialStatus[],
  words: LandscapeWords,
  { key }: LandscapeDrawingTexts,
  width: number,
): Block {
  let [x, y] = [0, 0];
  const { ink } = COLOURS.completed;
  const signs: readonly Readonly<{ text: string; draw: (left: number, top: number) => string }>[] = [
    ...statuses.map((status) => ({
      text: words.status(status),
      draw: (left: number, top: number) => barSvg(status, { left, right: left + 32, top: top + 2, height: 10 }),
    })),
    { text: key.cohort, draw: (left, top) => barSvg('completed', { left, right: left + 32, top: top + 4, height: 6 }) },
    {
      text: key.open,
      draw: (left, top) =>
        `${barSvg('completed', { left, right: left + 12, top: top + 2, height: 10 })}<path d="M${left + 15},${top + 7}H${left + 30}${arrowHead(left + 30, top + 7, 1)}" stroke="${ink}" stroke-width="2" fill="none"/>`,
    },
    {
      text: key.goesOn,
      draw: (left, top) =>
        `<path d="M${left},${top + 7}h32" stroke="${COLOURS.active.ink}" stroke-width="2" stroke-dasharray="5 4"/>`,
    },
    {
      text: key.succession,
      draw: (left, top) =>
        `<path d="M${left},${top + 7}H${left + 31}${arrowHead(left + 32, top + 7, 1)}" stroke="${PAPER.muted}" stroke-width="1.1" fill="none"/>`,
    },
  ];
  const svg = signs.map(({ text, draw }) => {
    const needed = 40 + textWidth(text, LEGEND) + 22;
    if (x > 0 && x + needed > width) [x, y] = [0, y + 21];
    const drawn = draw(Math.round(x) + 1, y) + line(x + 40, y + 12, text, { size: LEGEND, fill: PAPER.muted });
    x += needed;
    return drawn;
  });
  return { svg: svg.join(''), height: y + ROW - 10 };
}
