import { TYPE_SIZE } from '../marks/measures';
import { THIN_SPACE } from '@/lib/i18n/format';
import type { Box } from '../label-geometry';
import { line, PAPER, px } from './text';

const LEVELS = [0, 20, 40, 60, 80, 100];
const PER_CENT = `100${THIN_SPACE}%`;
const TICK = { size: TYPE_SIZE, fill: PAPER.muted } as const;

type Axes = Readonly<{
  frame: Box;
  y: (percent: number) => number;
  ticks: readonly Readonly<{ x: number; label: string }>[];
  /** where the x axis ends; its words, if it has any, stand under its middle */
  end: number;
  xAxis: string;
  /** over the plot; without words its highest number says that it counts per cent */
  yAxis: string;
  /** left edge of the words over the y axis */
  left: number;
  upright: boolean;
}>;

/** The axes of a plot of 0–100 %, which the chart library draws on the page: levels, ticks and what they mean. */
export function axesSvg({ frame, y, ticks, end, xAxis, yAxis, left, upright }: Axes): string {
  return [
    yAxis === '' ? '' : line(left, frame.top - 16, yAxis, TICK),
    ...LEVELS.map(
      (level) =>
        `<path d="M${px(frame.left)},${px(y(level))}H${px(frame.right)}" stroke="${level === 0 ? PAPER.axis : PAPER.line}"/>${line(frame.left - 10, y(level) + 4.5, level === 100 && yAxis === '' ? PER_CENT : String(level), { ...TICK, anchor: 'end' })}`,
    ),
    upright ? `<path d="M${px(frame.left)},${px(frame.top)}V${px(frame.bottom)}" stroke="${PAPER.axis}"/>` : '',
    ...ticks.map(
      ({ x, label }) =>
        `<path d="M${px(x)},${px(frame.bottom)}v6" stroke="${PAPER.axis}"/>${line(x, frame.bottom + 20, label, { ...TICK, anchor: 'middle' })}`,
    ),
    xAxis === '' ? '' : line((frame.left + end) / 2, frame.bottom + 40, xAxis, { ...TICK, anchor: 'middle' }),
  ].join('');
}
