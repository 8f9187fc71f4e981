import type { FigurePanel } from '@/lib/comparison/figure/figure-model';
import type { FigureTexts, PanelTexts } from '@/lib/comparison/words/figure-texts';
import { FILE_SCALE, RISK_ROW } from '../marks/measures';
import { curveMarks, panelMarks, panelRiskMarks, riskGutter } from '../marks/panel';
import { printedRiskGutter, printedRiskHeight, printedRiskMarks } from '../marks/printed-risk';
import type { PlotScale } from '../panel-layout';
import { axesSvg } from './axes';
import { groupsSvg, magnified, marksSvg } from './marks';
import { line, type Block, type SplitGenes } from './text';

/** Room right of the last tick, for markers and labels at the last horizon. */
const AFTER_AXIS = 30;
/** Room over the plot, with its title, without, and without the name of its upright axis either. */
const [TITLED, HEAD, BARE] = [54, 30, 10] as const;
/** Room under the plot for a table, and for its axis with its name and without. */
const [FOOT, NAMED, UNNAMED] = [54, 45, 25] as const;
/** Room left of the plot without a risk table, for numbers alone and for one that has the sign of per cent. */
const GUTTER = { numbers: 45, perCent: 54 } as const;

/** `riskTable`: drawn under the axis, or left to others, who need so many px left of the axis for the names of its rows. */
export type PanelPlace = Readonly<{
  left: number;
  top: number;
  width: number;
  plotHeight: number;
  riskTable: 'drawn' | Readonly<{ names: number }>;
}>;
/** `ticks`: x of the columns of a risk table that others draw; `unnamed`: markers without room for their name. */
export type PanelBlock = Block & Readonly<{ ticks: readonly number[] | null; unnamed: number }>;

/** One plot with its axes, curve, markers and labels, and the risk table where asked for; as on the page, and larger. */
export function panelSvg(
  panel: FigurePanel,
  texts: PanelTexts,
  figure: FigureTexts,
  place: PanelPlace,
  split: SplitGenes,
): PanelBlock {
  const [width, plot] = [place.width / FILE_SCALE, place.plotHeight / FILE_SCALE];
  const { riskTable } = place;
  const local = riskTable === 'drawn' ? panel.local : null;
  const names = riskTable === 'drawn' || panel.local === null ? 0 : riskTable.names / FILE_SCALE;
  const labels = Object.fromEntries(Object.entries(texts.points).map(([id, { label }]) => [id, label]));
  const below = local === null ? 0 : 9 + 3 * RISK_ROW.wide;
  const printed = printedRiskHeight(panel, false);
  const scale = panelScale(panel, {
    left: Math.max(
      texts.yAxis === '' ? GUTTER.perCent : GUTTER.numbers,
      names,
      local === null ? 0 : riskGutter(figure.risk),
      printedRiskGutter(panel, labels),
    ),
    right: width - 5,
    top: texts.title !== null ? TITLED : texts.yAxis === '' ? BARE : HEAD,
    plot,
  });
  const { frame } = scale;
  const over = panelMarks(panel, scale, { labels, local: texts.local, reconstructed: texts.reconstructed });
  const svg = [
    texts.title === null ? '' : line(0, 16, texts.title, { size: 15, weight: 600 }),
    axesSvg({
      frame,
      y: scale.y,
      ticks: panel.axis.ticks.map((tick, i) => ({ x: scale.x(tick), label: texts.ticks[i] ?? '' })),
      end: scale.x(panel.axis.endYears),
      xAxis: texts.xAxis,
      yAxis: texts.yAxis,
      left: 0,
      upright: true,
    }),
    marksSvg(curveMarks(panel, scale)),
    groupsSvg(over.groups, split),
    local === null ? '' : marksSvg(panelRiskMarks(local, figure.risk, scale, frame.bottom + FOOT, false)),
    marksSvg(
      printedRiskMarks(panel, { title: figure.risk.printed, labels }, scale, frame.bottom + FOOT + below, false),
    ),
  ].join('');
  return {
    svg: magnified(svg, FILE_SCALE, place.left, place.top),
    unnamed: over.unnamed,
    ticks:
      riskTable === 'drawn' || panel.local === null
        ? null
        : panel.local.riskTable.map(({ years }) => place.left + FILE_SCALE * scale.x(years)),
    height:
      FILE_SCALE *
      (frame.top + plot + (texts.xAxis === '' ? UNNAMED : NAMED) + below + (printed === 0 ? 0 : 9 + printed)),
  };
}

function panelScale(
  panel: FigurePanel,
  { left, right, top, plot }: Readonly<{ left: number; right: number; top: number; plot: number }>,
): PlotScale {
  const frame = { left, right, top, bottom: top + plot };
  const width = right - left - AFTER_AXIS;
  return {
    x: (years) => left + (years / panel.axis.endYears) * width,
    y: (percent) => frame.bottom - (percent / 100) * plot,
    frame,
  };
}
