import type { CalendarFigure, CalendarPanel } from '@/lib/comparison/views/calendar-figure';
import { lettersOf, untoldPoints } from './letters';
import { calendarTicks } from '@/lib/comparison/time-axis';
import type { CalendarPanelTexts, CalendarTexts } from '@/lib/comparison/words/calendar-texts';
import type { PictureSize, SvgPicture } from '../model/document';
import { calendarMarks } from './marks/calendar';
import { FILE_SCALE } from './marks/measures';
import { axesSvg } from './svg/axes';
import { svgDocument } from './svg/document';
import { groupsSvg, magnified } from './svg/marks';
import { legendSvg } from './svg/notes';
import { line, type Block, type SplitGenes } from './svg/text';

/** Room around a plot of the page: left of it for numbers alone and for one that has the sign of per cent. */
const [LEFT, RIGHT] = [{ numbers: 38, perCent: 54 }, 17] as const;
/** Room over a plot, with its title, without, and without the name of its upright axis either. */
const HEAD = { titled: 54, plain: 28, bare: 10 } as const;
/** Room under a plot, with the name of its axis and without. */
const FOOT = { named: 49, plain: 22 } as const;
/** px of a plot at least. */
export const LEAST_PLOT = 150;

/** Outcome over calendar time: a plot for each KMT2A stratum on the same years, the chosen figures in colour. `letters`: whom the letters behind names mean. */
export function calendarSvg(
  calendar: Pick<CalendarFigure, 'panels' | 'axis'>,
  texts: CalendarTexts,
  { width, height }: PictureSize,
  split: SplitGenes,
  letters = lettersOf(untoldPoints(calendar), texts.letters),
): SvgPicture {
  const { panels, axis } = calendar;
  const legendHeight = legendSvg(texts, 0, 0, width, letters, split).height;
  const rooms = panels.map((_, i) => FILE_SCALE * (headOf(texts.panels[i], texts) + footOf(texts)));
  const taken = rooms.reduce((sum, room) => sum + room, legendHeight + 4);
  const plot = Math.max(LEAST_PLOT, (height - taken) / Math.max(1, panels.length));
  let y = 0;
  const blocks = panels.map((panel, i) => {
    const words = texts.panels[i];
    if (words === undefined) return '';
    const block = panelSvg(panel, words, texts, axis, { top: y, width, plot }, split);
    y += block.height;
    return block.svg;
  });
  const legend = legendSvg(texts, 0, y + 4, width, letters, split);
  return svgDocument({
    width: Math.round(width),
    height: Math.ceil(y + 4 + legend.height),
    title: texts.title,
    locale: texts.locale,
    body: blocks.join('') + legend.svg,
  });
}

function headOf(words: CalendarPanelTexts | undefined, { yAxis }: CalendarTexts): number {
  if (words?.title !== '') return HEAD.titled;
  return yAxis === '' ? HEAD.bare : HEAD.plain;
}

function footOf({ xAxis }: CalendarTexts): number {
  return xAxis === '' ? FOOT.plain : FOOT.named;
}

type Place = Readonly<{ top: number; width: number; plot: number }>;

/** A plot as on the page, and larger. */
function panelSvg(
  { points }: CalendarPanel,
  words: CalendarPanelTexts,
  texts: CalendarTexts,
  axis: CalendarFigure['axis'],
  place: Place,
  split: SplitGenes,
): Block {
  const [width, plot] = [place.width / FILE_SCALE, place.plot / FILE_SCALE];
  const head = headOf(words, texts);
  const left = texts.yAxis === '' ? LEFT.perCent : LEFT.numbers;
  const frame = { left, right: width - RIGHT, top: head, bottom: head + plot };
  const x = (year: number): number =>
    frame.left + ((year - axis.from) / Math.max(1, axis.to - axis.from)) * (frame.right - frame.left);
  const y = (percent: number): number => frame.bottom - (percent / 100) * plot;
  const labels = Object.fromEntries(Object.entries(words.points).map(([id, { label }]) => [id, label]));
  const svg = [
    words.title === '' ? '' : line(0, 16, words.title, { size: 14, weight: 600 }, split),
    axesSvg({
      frame,
      y,
      ticks: calendarTicks(axis, 5).map((year) => ({ x: x(year), label: String(year) })),
      end: frame.right,
      xAxis: texts.xAxis,
      yAxis: texts.yAxis,
      left: 0,
      upright: false,
    }),
    groupsSvg(calendarMarks(points, { x, y, frame: { ...frame, right: frame.right + 16 } }, labels), split),
  ];
  return {
    svg: magnified(svg.join(''), FILE_SCALE, 0, place.top),
    height: FILE_SCALE * (head + plot + footOf(texts)),
  };
}
