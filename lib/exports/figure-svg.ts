import type { ComparisonFigure } from '@/lib/cohort/comparison-figure';
import type { FigureCaveatCode } from '@/lib/cohort/figure-caveat';
import type { FigureTexts } from '@/lib/cohort/figure-texts';
import { legendSvg, listSvg, tableSvg } from './svg-notes';
import { panelSvg } from './svg-panel';
import { escapeXml, line, paragraph, PAPER, px, type Block, type SplitGenes } from './svg-text';
import { textWidth } from './text-width';

export const FIGURE_WIDTH = 1280;
/** At least 4:3, so that the picture fills a slide. */
const LEAST_HEIGHT = 960;
const MARGIN = 40;
const WIDTH = FIGURE_WIDTH - 2 * MARGIN;
const GAP = 28;
const PER_ROW = 3;
const LEAST_PANEL = 310;

/** The first of these must not be overlooked. */
const STRONG: readonly FigureCaveatCode[] = ['made-up', 'one-axis'];

export type FigureFrame = Readonly<{
  /** line at the foot: date and address */
  footer: string;
  split: SplitGenes;
}>;

/**
 * The whole figure as an SVG of 1280 px width: title, panels with their risk tables, legend, table of figures, caveats,
 * method, sources, date and address. Text stays text. Draws the model and nothing of its own.
 */
export function figureSvg(figure: ComparisonFigure, texts: FigureTexts, frame: FigureFrame): string {
  const draft = body(figure, texts, frame, 380);
  const spare = Math.max(0, LEAST_HEIGHT - draft.height - footerSvg(frame.footer).height);
  const rows = Math.ceil(figure.panels.length / PER_ROW);
  const { svg, height } = spare === 0 || rows === 0 ? draft : body(figure, texts, frame, 380 + spare / rows);
  const foot = footerSvg(frame.footer);
  const total = Math.ceil(Math.max(height + foot.height, LEAST_HEIGHT));
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${FIGURE_WIDTH}" height="${total}" viewBox="0 0 ${FIGURE_WIDTH} ${total}" font-family="Inter, 'Inter Variable', 'Segoe UI', Arial, sans-serif" lang="${texts.locale}" role="img" aria-labelledby="title description">`,
    `<title id="title">${escapeXml(texts.title)}</title><desc id="description">${escapeXml(texts.panels.map(({ summary }) => summary).join(' '))}</desc>`,
    `<rect width="${FIGURE_WIDTH}" height="${total}" fill="${PAPER.ground}"/>`,
    svg,
    `<g transform="translate(0 ${px(total - foot.height - 14)})">${foot.svg}</g>`,
    '</svg>',
  ].join('\n');
}

function body(figure: ComparisonFigure, texts: FigureTexts, { split }: FigureFrame, plotHeight: number): Block {
  const blocks: string[] = [];
  let y = 0;
  const put = ({ svg, height }: Block): void => {
    blocks.push(svg);
    y += height;
  };
  if (texts.madeUp !== null) put(madeUpBand(texts.madeUp));
  y += 28;
  put(paragraph(MARGIN, y, texts.title, WIDTH, { size: 26, weight: 600 }, split));
  y += 2;
  put(paragraph(MARGIN, y, texts.subtitle, WIDTH, { size: 16, fill: PAPER.muted }));
  y += 16;
  put(panelsSvg(figure, texts, y, plotHeight, split));
  y += 14;
  put(legendSvg(texts, MARGIN, y, WIDTH));
  y += 4;
  put(tableSvg(texts, MARGIN, y, WIDTH, split));
  y += 20;
  put(notes(texts, y, split));
  return { svg: blocks.join('\n'), height: y + 26 };
}

function panelsSvg({ panels }: ComparisonFigure, texts: FigureTexts, top: number, plotHeight: number, split: SplitGenes): Block {
  let y = top;
  const parts: string[] = [];
  for (let first = 0; first < panels.length; first += PER_ROW) {
    const row = panels.slice(first, first + PER_ROW);
    const widths = panelWidths(row.map(({ local, published }) => (local === null ? 1 : 4) + published.length));
    let left = MARGIN;
    const blocks = row.flatMap((panel, i) => {
      const panelTexts = texts.panels[first + i];
      const width = widths[i] ?? WIDTH;
      const block = panelTexts === undefined ? null : panelSvg(panel, panelTexts, texts, { left, top: y, width, plotHeight }, split);
      left += width + GAP;
      return block ?? [];
    });
    parts.push(...blocks.map(({ svg }) => svg));
    y += Math.max(0, ...blocks.map(({ height }) => height)) + 8;
  }
  return { svg: parts.join('\n'), height: y - top };
}

/** Panels side by side: more room for those that hold more, but none below LEAST_PANEL. */
function panelWidths(weights: readonly number[]): number[] {
  const room = WIDTH - GAP * (weights.length - 1) - LEAST_PANEL * weights.length;
  const sum = weights.reduce((total, weight) => total + weight, 0);
  return weights.map((weight) => LEAST_PANEL + (room * weight) / sum);
}

function notes(texts: FigureTexts, top: number, split: SplitGenes): Block {
  const column = (WIDTH - 40) / 2;
  const right = MARGIN + column + 40;
  const { headings } = texts;
  const caveats = listSvg(headings.caveats, texts.caveats.map(({ code, text }) => ({ mark: '•', text, strong: STRONG.includes(code) })), MARGIN, top, column, split);
  const method = listSvg(headings.method, texts.method.map((text) => ({ mark: '•', text })), right, top, column, split);
  const [x, above] = caveats.height < method.height ? [MARGIN, caveats.height] : [right, method.height];
  const sources = listSvg(headings.sources, [...texts.citations.map((text, i) => ({ mark: `[${i + 1}]`, text })), ...(texts.citations.length === 0 ? [] : [{ mark: '', text: texts.levels }])], x, top + above, column, split);
  return { svg: caveats.svg + method.svg + sources.svg, height: Math.max(caveats.height, method.height, above + sources.height) };
}

/** Date and address, broken anywhere: an address has no spaces. */
function footerSvg(footer: string): Block {
  const size = 11.5;
  const lines: string[] = [''];
  for (const character of footer) {
    const last = lines.length - 1;
    const longer = `${lines[last] ?? ''}${character}`;
    if (textWidth(longer, size) > WIDTH) lines.push(character);
    else lines[last] = longer;
  }
  return { svg: lines.map((text, i) => line(MARGIN, (i + 1) * 16, text, { size, fill: PAPER.muted })).join(''), height: lines.length * 16 };
}

function madeUpBand(text: string): Block {
  const height = 38;
  const stripes = Array.from({ length: Math.ceil((FIGURE_WIDTH + height) / 24) }, (_, i) => `M${px(24 * i - height)},${height}l${height},${-height}h12l${-height},${height}Z`).join('');
  const svg = [
    `<clipPath id="band"><rect width="${FIGURE_WIDTH}" height="${height}"/></clipPath>`,
    `<rect width="${FIGURE_WIDTH}" height="${height}" fill="${PAPER.note}"/><path d="${stripes}" fill="${PAPER.stripe}" clip-path="url(#band)"/>`,
    `<path d="M0,${height}H${FIGURE_WIDTH}" stroke="${PAPER.noteLine}"/>`,
    `<text x="${MARGIN}" y="24.5" font-size="15" font-weight="600" fill="${PAPER.noteInk}" stroke="${PAPER.note}" stroke-width="6" stroke-linejoin="round" paint-order="stroke">${escapeXml(text)}</text>`,
  ].join('');
  return { svg, height };
}
