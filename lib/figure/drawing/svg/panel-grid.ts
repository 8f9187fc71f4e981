import { publishedPoints, type ComparisonFigure } from '@/lib/comparison/figure/figure-model';
import { lettersOf } from '../letters';
import type { FigureTexts } from '@/lib/comparison/words/figure-texts';
import type { PictureSize, SvgPicture } from '../../model/document';
import { svgDocument, wholeHeight } from './document';
import { legendSvg } from './notes';
import { panelSvg, type PanelBlock, type PanelPlace } from './panel';
import type { SplitGenes } from './text';

const GAP = 28;
const MOST_PER_ROW = 3;
const LEAST_PANEL = 310;
/** px of a plot at least. */
export const LEAST_PLOT = 106;

/** How many plots stand side by side in this width. */
export function panelsPerRow(width: number): number {
  return Math.max(1, Math.min(MOST_PER_ROW, Math.floor((width + GAP) / (LEAST_PANEL + GAP))));
}

/** The plots of the figure, side by side as far as there is room, each with its risk table where asked for. */
export function panelsSvg(
  { panels }: ComparisonFigure,
  texts: FigureTexts,
  { left, top, width, plotHeight, riskTable }: PanelPlace,
  split: SplitGenes,
): PanelBlock {
  const perRow = panelsPerRow(width);
  let y = top;
  const parts: string[] = [];
  let ticks: PanelBlock['ticks'] = null;
  let unnamed = 0;
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
    ticks = blocks.find((block) => block.ticks !== null)?.ticks ?? null;
    unnamed += blocks.reduce((sum, block) => sum + block.unnamed, 0);
    y += Math.max(0, ...blocks.map(({ height }) => height)) + 8;
  }
  // Only a plot of the last row has the table under its own axis.
  return { svg: parts.join('\n'), height: y - top, ticks, unnamed };
}

/** Panels side by side: more room for those that hold more, but none below LEAST_PANEL. */
function panelWidths(weights: readonly number[], width: number): number[] {
  const room = width - GAP * (weights.length - 1) - LEAST_PANEL * weights.length;
  const sum = weights.reduce((total, weight) => total + weight, 0);
  return weights.map((weight) => LEAST_PANEL + (room * weight) / sum);
}

/**
 * The plots and the legend alone, as high as asked unless the plots would become unreadable. With `names`, the risk table
 * stands under the picture, so that the legend goes on top. `letters`: whom the letters behind names mean.
 */
export function chartSvg(
  figure: ComparisonFigure,
  texts: FigureTexts,
  { width, height }: PictureSize,
  split: SplitGenes,
  names?: number,
  letters = lettersOf(publishedPoints(figure), texts.letters),
): SvgPicture {
  const riskTable = names === undefined ? 'drawn' : { names };
  const draw = (plotHeight: number, told = letters): PanelBlock => {
    const above = names === undefined ? null : legendSvg(texts, 4, 0, width - 8, told, split);
    const top = above?.height ?? 0;
    const panels = panelsSvg(figure, texts, { left: 4, top, width: width - 8, plotHeight, riskTable }, split);
    const legend = above ?? legendSvg(texts, 4, panels.height, width - 8, told, split);
    return { ...panels, svg: panels.svg + legend.svg, height: panels.height + legend.height };
  };
  const rows = Math.ceil(figure.panels.length / panelsPerRow(width - 8));
  const fitted = (told: string): PanelBlock => {
    const more = rows === 0 ? 0 : (height - draw(LEAST_PLOT, told).height) / rows;
    return draw(LEAST_PLOT + Math.max(0, more), told);
  };
  const whole = fitted(letters);
  const drawn = whole.unnamed === 0 ? whole : fitted([letters, texts.namesElsewhere].filter(Boolean).join('. '));
  const picture = svgDocument({
    width: Math.round(width),
    height: wholeHeight(drawn.height),
    title: texts.title,
    locale: texts.locale,
    body: drawn.svg,
  });
  return drawn.ticks === null ? picture : { ...picture, ticks: drawn.ticks };
}
