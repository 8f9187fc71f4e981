import type { ComparisonFigure } from '@/lib/comparison/figure/figure-model';
import { STRONG_CAVEATS } from '@/lib/comparison/figure/figure-caveat';
import type { FigureTexts } from '@/lib/comparison/words/figure-texts';
import type { SvgPicture } from '../../model/document';
import { svgDocument } from './document';
import { footerSvg, markBands, SHEET } from './frame';
import { legendSvg, listSvg, tableSvg } from './notes';
import { panelsPerRow, panelsSvg } from './panel-grid';
import { paragraph, PAPER, px, type Block, type SplitGenes } from './text';

/** At least 4:3, so that the picture fills a slide. */
const LEAST_HEIGHT = 960;
const [MARGIN, WIDTH] = [SHEET.margin, SHEET.width - 2 * SHEET.margin];

export type FigureFrame = Readonly<{
  /** lines at the foot: date and address, and what the figure is not */
  footer: readonly string[];
  split: SplitGenes;
}>;

/**
 * The whole figure as an SVG of 1280 px width: title, panels with their risk tables, legend, table of figures, caveats,
 * method, sources, date and address. Text stays text. Draws the model and nothing of its own.
 */
export function figureSvg(figure: ComparisonFigure, texts: FigureTexts, frame: FigureFrame): SvgPicture {
  const draft = body(figure, texts, frame, 380);
  const spare = Math.max(0, LEAST_HEIGHT - draft.height - footerSvg(frame.footer).height);
  const rows = Math.ceil(figure.panels.length / panelsPerRow(WIDTH));
  const { svg, height } = spare === 0 || rows === 0 ? draft : body(figure, texts, frame, 380 + spare / rows);
  const foot = footerSvg(frame.footer);
  const total = Math.ceil(Math.max(height + foot.height, LEAST_HEIGHT));
  return svgDocument({
    width: SHEET.width,
    height: total,
    title: texts.title,
    description: texts.panels.map(({ summary }) => summary).join(' '),
    locale: texts.locale,
    body: `${svg}\n<g transform="translate(0 ${px(total - foot.height - 14)})">${foot.svg}</g>`,
  });
}

function body(figure: ComparisonFigure, texts: FigureTexts, { split }: FigureFrame, plotHeight: number): Block {
  const blocks: string[] = [];
  let y = 0;
  const put = ({ svg, height }: Block): void => {
    blocks.push(svg);
    y += height;
  };
  put(markBands(texts));
  y += 28;
  put(paragraph(MARGIN, y, texts.title, WIDTH, { size: 26, weight: 600 }, split));
  y += 2;
  put(paragraph(MARGIN, y, texts.subtitle, WIDTH, { size: 16, fill: PAPER.muted }));
  y += 16;
  put(panelsSvg(figure, texts, { left: MARGIN, top: y, width: WIDTH, plotHeight, riskTable: 'drawn' }, split));
  y += 14;
  put(legendSvg(texts, MARGIN, y, WIDTH));
  y += 4;
  put(tableSvg(texts, MARGIN, y, WIDTH, split));
  y += 20;
  put(notes(texts, y, split));
  return { svg: blocks.join('\n'), height: y + 26 };
}

function notes(texts: FigureTexts, top: number, split: SplitGenes): Block {
  const column = (WIDTH - 40) / 2;
  const right = MARGIN + column + 40;
  const { headings } = texts;
  const caveats = listSvg(
    headings.caveats,
    texts.caveats.map(({ code, text }) => ({ mark: '•', text, strong: STRONG_CAVEATS.includes(code) })),
    MARGIN,
    top,
    column,
    split,
  );
  const method = listSvg(
    headings.method,
    texts.method.map((text) => ({ mark: '•', text })),
    right,
    top,
    column,
    split,
  );
  const [x, above] = caveats.height < method.height ? [MARGIN, caveats.height] : [right, method.height];
  const sources = listSvg(
    headings.sources,
    [
      ...texts.citations.map((text, i) => ({ mark: `[${i + 1}]`, text })),
      ...(texts.citations.length === 0 ? [] : [{ mark: '', text: texts.levels }]),
    ],
    x,
    top + above,
    column,
    split,
  );
  return {
    svg: caveats.svg + method.svg + sources.svg,
    height: Math.max(caveats.height, method.height, above + sources.height),
  };
}
