import type { CalendarFigure, CalendarPanel } from '@/lib/comparison/views/calendar-figure';
import { calendarTicks } from '@/lib/comparison/time-axis';
import type { CalendarPanelTexts, CalendarTexts } from '@/lib/comparison/words/calendar-texts';
import { layoutCalendar, type CalendarLabel, type CalendarMark } from './calendar-layout';
import type { PictureSize, SvgPicture } from '../model/document';
import { markerPath } from './marker-path';
import { svgDocument } from './svg/document';
import { legendSvg } from './svg/notes';
import { colourOf, MARKER_RADIUS } from './svg/panel';
import { line, PAPER, px, type Block, type SplitGenes } from './svg/text';

const TICK_SIZE = 14;
const LABEL_SIZE = 13.5;
const FIELD_RADIUS = 5;
const [LEFT, RIGHT, HEAD, FOOT] = [44, 20, 62, 56] as const;
const LEAST_PLOT = 250;

/** Outcome over calendar time: a plot for each KMT2A stratum on the same years, the chosen figures in colour. */
export function calendarSvg(
  calendar: Pick<CalendarFigure, 'panels' | 'axis'>,
  texts: CalendarTexts,
  { width, height }: PictureSize,
  split: SplitGenes,
): SvgPicture {
  const { panels, axis } = calendar;
  const plot = Math.max(LEAST_PLOT, (height - 50) / Math.max(1, panels.length) - HEAD - FOOT);
  let y = 0;
  const blocks = panels.map((panel, i) => {
    const words = texts.panels[i];
    if (words === undefined) return '';
    const block = panelSvg(panel, words, texts, axis, { top: y, width, plot }, split);
    y += block.height;
    return block.svg;
  });
  const legend = legendSvg(texts, 0, y + 4, width);
  return svgDocument({
    width: Math.round(width),
    height: Math.ceil(y + legend.height + 8),
    title: texts.title,
    locale: texts.locale,
    body: blocks.join('') + legend.svg,
  });
}

type Place = Readonly<{ top: number; width: number; plot: number }>;

function panelSvg(
  { points }: CalendarPanel,
  words: CalendarPanelTexts,
  texts: CalendarTexts,
  axis: CalendarFigure['axis'],
  { top, width, plot }: Place,
  split: SplitGenes,
): Block {
  const frame = { left: LEFT, right: width - RIGHT, top: top + HEAD, bottom: top + HEAD + plot };
  const x = (year: number): number =>
    frame.left + ((year - axis.from) / Math.max(1, axis.to - axis.from)) * (frame.right - frame.left);
  const y = (percent: number): number => frame.bottom - (percent / 100) * plot;
  const labels = Object.fromEntries(Object.entries(words.points).map(([id, { label }]) => [id, label]));
  const layout = layoutCalendar(
    points,
    { x, y, frame: { ...frame, right: width } },
    { labels, fontSize: LABEL_SIZE, radius: MARKER_RADIUS },
  );
  const svg = [
    line(0, top + 18, words.title, { size: 16, weight: 600 }, split),
    line(0, frame.top - 16, texts.yAxis, { size: TICK_SIZE, fill: PAPER.muted }),
    ...[0, 20, 40, 60, 80, 100].map(
      (level) =>
        `<path d="M${px(frame.left)},${px(y(level))}H${px(frame.right)}" stroke="${level === 0 ? PAPER.axis : PAPER.line}"/>${line(frame.left - 10, y(level) + 5, String(level), { size: TICK_SIZE, fill: PAPER.muted, anchor: 'end' })}`,
    ),
    ...calendarTicks(axis, 5).map(
      (year) =>
        `<path d="M${px(x(year))},${px(frame.bottom)}v6" stroke="${PAPER.axis}"/>${line(x(year), frame.bottom + 22, String(year), { size: TICK_SIZE, fill: PAPER.muted, anchor: 'middle' })}`,
    ),
    line((frame.left + frame.right) / 2, frame.bottom + 42, texts.xAxis, {
      size: TICK_SIZE,
      fill: PAPER.muted,
      anchor: 'middle',
    }),
    ...layout.marks.map(
      ({ bar, y: level }) =>
        `<path d="M${px(bar.from)},${px(level)}H${px(bar.to)}" stroke="${PAPER.line}" stroke-width="4"/>`,
    ),
    ...layout.labels.map(leaderSvg),
    ...layout.marks.map(markSvg),
    ...layout.labels.map(({ box, text, field }) =>
      line(
        box.left,
        box.bottom - LABEL_SIZE * 0.32,
        text,
        { size: LABEL_SIZE, weight: field ? 400 : 600, halo: true },
        split,
      ),
    ),
  ];
  return { svg: svg.join(''), height: HEAD + plot + FOOT };
}

function leaderSvg({ leader }: CalendarLabel): string {
  return leader === null
    ? ''
    : `<path d="M${px(leader.x1)},${px(leader.y1)}L${px(leader.x2)},${px(leader.y2)}" stroke="${PAPER.axis}"/>`;
}

function markSvg({ one, x, y, whisker, open }: CalendarMark): string {
  const colour = one.field ? PAPER.thin : colourOf(one.point.style);
  const stem =
    whisker === null
      ? ''
      : `<path d="M${px(x)},${px(whisker.high)}V${px(whisker.low)}M${px(x - 4)},${px(whisker.high)}h8M${px(x - 4)},${px(whisker.low)}h8" stroke="${colour}" stroke-width="${one.field ? 1.4 : 2}"${whisker.dashed ? ' stroke-dasharray="5 3"' : ''}/>`;
  const path = one.field ? markerPath('square', FIELD_RADIUS) : markerPath(one.point.style.shape, MARKER_RADIUS);
  return `<g fill="none">${stem}<path transform="translate(${px(x)} ${px(y)})" d="${path}" fill="${open ? PAPER.ground : colour}" stroke="${open ? colour : PAPER.ground}" stroke-width="${open ? 2 : 1.2}"/></g>`;
}
