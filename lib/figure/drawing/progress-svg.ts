import { formatYears } from '@/lib/i18n/format';
import type { ProgressPoint } from '@/lib/registry/trials/progress';
import type { PictureSize, SvgPicture } from '../model/document';
import type { ProgressLegendEntry, ProgressTexts } from '../documents/progress-texts';
import { PROGRESS_TYPE, progressMarks, progressSign } from './marks/progress';
import { TYPE_SIZE } from './marks/measures';
import type { Box } from './label-geometry';
import { yearRange } from './progress-layout';
import { axesSvg } from './svg/axes';
import { svgDocument, wholeHeight } from './svg/document';
import { groupsSvg, magnified, marksSvg } from './svg/marks';
import { line, PAPER, type Block, type SplitGenes } from './svg/text';
import { textWidth } from './text-width';

/** How much larger than on the page a file draws this chart: its names are 14 px. */
const SCALE = 14 / PROGRESS_TYPE;
const LEGEND = 13;
/** Room around the plot of the page. */
const [LEFT, RIGHT, TOP] = [38, 17, 29] as const;
/** Left edge of the name of the upright axis, how far it stands over the plot (as `axesSvg` has it), and what stays free beside it. */
const [AXIS_LEFT, NAME_RISE, NAME_GAP] = [3, 16, 8] as const;
/** Px of width for each point that bears its name: with fewer, lines to names run through each other. */
const WIDTH_OF_NAME = 33;
const LEAST_PLOT = 130;
/** Room for the axis under the plot. */
const FOOT = 50;

/** The chart of progress over calendar time, as on the page, and larger: at least as wide as the names of its points need. */
export function progressSvg(
  points: readonly ProgressPoint[],
  texts: ProgressTexts,
  asked: PictureSize,
  split: SplitGenes,
): SvgPicture {
  const size = { ...asked, width: Math.max(asked.width, WIDTH_OF_NAME * points.length) };
  const [width, height] = [size.width / SCALE, size.height / SCALE];
  const legend = legendSvg(texts.legend, size.width, split);
  const [first, last] = yearRange(points);
  const bottom = Math.max(TOP + LEAST_PLOT, height - legend.height / SCALE - FOOT - 3);
  const x = (year: number): number => LEFT + ((year - first) / (last - first)) * (width - LEFT - RIGHT);
  const y = (percent: number): number => bottom - (percent / 100) * (bottom - TOP);
  const wordsOf = ({ acronym, horizon }: ProgressPoint) => [acronym, formatYears(horizon, texts.locale)] as const;
  const bounds = { left: LEFT, top: 0, right: width - RIGHT + 16, bottom };
  const groups = progressMarks(points, { x, y }, wordsOf, bounds, [axisNameBox(texts.axisY)]);
  const axes = axesSvg({
    frame: { left: LEFT, right: width - RIGHT, top: TOP, bottom },
    y,
    ticks: yearTicks(first, last).map((year) => ({ x: x(year), label: String(year) })),
    end: width - RIGHT,
    xAxis: texts.axisX,
    yAxis: texts.axisY,
    left: AXIS_LEFT,
    upright: false,
  });
  const foot = SCALE * (bottom + FOOT);
  return svgDocument({
    width: Math.round(size.width),
    height: wholeHeight(foot + legend.height),
    title: texts.title,
    locale: texts.locale,
    body: magnified(axes + groupsSvg(groups, split), SCALE) + magnified(legend.svg, 1, 0, foot),
  });
}

/** Where the name of the upright axis stands, over it: no name of a study does. */
function axisNameBox(name: string): Box {
  const baseline = TOP - NAME_RISE;
  return {
    left: 0,
    top: baseline - TYPE_SIZE,
    right: AXIS_LEFT + textWidth(name, TYPE_SIZE) + NAME_GAP,
    bottom: baseline + NAME_GAP / 2,
  };
}

function yearTicks(first: number, last: number): number[] {
  const from = Math.ceil(first / 5) * 5;
  return Array.from({ length: Math.floor((last - from) / 5) + 1 }, (_, i) => from + 5 * i);
}

function legendSvg(entries: readonly ProgressLegendEntry[], width: number, split: SplitGenes): Block {
  let [x, y] = [4, 0];
  const parts = entries.map(({ kind, text }) => {
    const needed = 29 + textWidth(text, LEGEND) + 22;
    if (x > 4 && x + needed - 22 > width) [x, y] = [4, y + 22];
    const svg =
      marksSvg(progressSign(kind, [x + 9, y + 8])) +
      line(x + 27, y + 13, text, { size: LEGEND, fill: PAPER.muted }, split);
    x += needed;
    return svg;
  });
  return { svg: parts.join(''), height: entries.length === 0 ? 0 : y + 24 };
}
