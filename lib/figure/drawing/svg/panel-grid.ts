import type { ComparisonFigure } from '@/lib/comparison/figure/figure-model';
import type { FigureTexts } from '@/lib/comparison/words/figure-texts';
import type { PictureSize, SvgPicture } from '../../model/document';
import { svgDocument } from './document';
import { legendSvg } from './notes';
import { panelSvg } from './panel';
import type { Block, SplitGenes } from './text';

const GAP = 28;
const MOST_PER_ROW = 3;
const LEAST_PANEL = 310;
const LEAST_PLOT = 130;

type Place = Readonly<{ left: number; top: number; width: number; plotHeight: number; riskTable: boolean }>;

/** How many plots stand side by side in this width. */
export function panelsPerRow(width: number): number {
  return Math.max(1, Math.min(MOST_PER_ROW, Math.floor((width + GAP) / (LEAST_PANEL + GAP))));
}

/** The plots of the figure, side by side as far as there is room, each with its risk table where asked for. */
export function panelsSvg(
  { panels }: ComparisonFigure,
  texts: FigureTexts,
  { left, top, width, plotHeight, riskTable }: Place,
  split: SplitGenes,
): Block {
  const perRow = panelsPerRow(width);
  let y = top;
  const parts: string[] = [];
  for (let first = 0; first < panels.length; first += perRow) {
    const row = panels.slice(first, first + perRow);
    const widths = panelWidths(
      row.map(({ local, published }) => (local === null ? 1 : 4) + published.length),
      width,
    );
    let x = left;
    const blocks = row.flatMap((panel, i) => {
      const panelTexts = texts.panels[first + i];
      const own = widths[i] ?? width;
      const block =
        panelTexts === undefined
          ? null
          : panelSvg(panel, panelTexts, texts, { left: x, top: y, width: own, plotHeight, riskTable }, split);
      x += own + GAP;
      return block ?? [];
    });
    parts.push(...blocks.map(({ svg }) => svg));
    y += Math.max(0, ...blocks.map(({ height }) => height)) + 8;
  }
  return { svg: parts.join('\n'), height: y - top };
}

/** Panels side by side: more room for those that hold more, but none below LEAST_PANEL. */
function panelWidths(weights: readonly number[], width: number): number[] {
  const room = width - GAP * (weights.length - 1) - LEAST_PANEL * weights.length;
  const sum = weights.reduce((total, weight) => total + weight, 0);
  return weights.map((weight) => LEAST_PANEL + (room * weight) / sum);
}

/** The plots and the legend alone, as high as asked unless the plots would become unreadable; the risk table stands elsewhere. */
export function chartSvg(
  figure: ComparisonFigure,
  texts: FigureTexts,
  { width, height }: PictureSize,
  split: SplitGenes,
): SvgPicture {
  const draw = (plotHeight: number): Block => {
    const panels = panelsSvg(figure, texts, { left: 4, top: 0, width: width - 8, plotHeight, riskTable: false }, split);
    const legend = legendSvg(texts, 4, panels.height, width - 8);
    return { svg: panels.svg + legend.svg, height: panels.height + legend.height };
  };
  const rows = Math.ceil(figure.panels.length / panelsPerRow(width - 8));
  const plot = rows === 0 ? LEAST_PLOT : Math.max(LEAST_PLOT, LEAST_PLOT + (height - draw(LEAST_PLOT).height) / rows);
  const drawn = draw(plot);
  return svgDocument({
    width: Math.round(width),
    height: Math.ceil(drawn.height),
    title: texts.title,
    locale: texts.locale,
    body: drawn.svg,
  });
}
