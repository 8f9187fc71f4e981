import type PptxGenJS from 'pptxgenjs';
import type { FigureDocument, FigureTable, SvgPicture } from '../../model/document';
import { tableForPrint } from '../../model/file-table';
import {
  columnWidths,
  MARGIN,
  pagesOfRows,
  rowHeights,
  SLIDES,
  textHeight,
  type Frame,
  type SlideRatio,
} from './measure';
import type { PlacedChart } from './package';
import { addRiskTable, fixedLayout, namesWidth, riskTableHeight, ticksOf } from './risk-table';
import { addTable, citationRuns, citationText, geneRuns, hex, SLIDE_FONT } from './text';
import { forSlides } from '../../drawing/svg/document';
import { PAPER, type SplitGenes } from '../../drawing/svg/text';

export type SlideOptions = Readonly<{ ratio: SlideRatio; native: boolean; split: SplitGenes }>;

export const MASTER = 'FIGURE';
/** Points. */
const [TITLE, SUBTITLE, FOOT] = [22, 13, 8];
/** A long list of sources is set smaller, so that the chart keeps its room. */
const citationSize = ({ citations }: FigureDocument): number => (citations.length > 8 ? 8 : 9);
/** Inches: below this a chart is no longer readable from a seat. */
const LEAST_CHART = 3.1;
const GAP = 0.12;
/** A drawing is made for 96 pixels an inch, so that its 15 px are 11 points on the slide. */
const PIXELS = 96;

/** The layout that every slide of a figure has: a title on white. */
export function defineMaster(pptx: PptxGenJS, ratio: SlideRatio): void {
  const w = SLIDES[ratio].width - 2 * MARGIN;
  pptx.defineSlideMaster({
    title: MASTER,
    background: { color: 'FFFFFF' },
    objects: [
      {
        placeholder: {
          options: {
            name: 'title',
            type: 'title',
            x: MARGIN,
            y: 0.3,
            w,
            h: 0.75,
            fontFace: SLIDE_FONT,
            fontSize: TITLE,
            bold: true,
            color: hex(PAPER.ink),
            align: 'left',
            valign: 'top',
            margin: 0,
          },
          text: '',
        },
      },
    ],
  });
}

/**
 * One figure: chart, under its axis the risk table and, where there is room, the table of figures; what does not fit goes on
 * to the next slide. Answers with its editable charts.
 */
export function addFigureSlides(pptx: PptxGenJS, document: FigureDocument, options: SlideOptions): PlacedChart[] {
  const { slide, body } = startSlide(pptx, document, document.title, options, true);
  const tables = document.tables.map(tableForPrint);
  const riskHeight = document.riskTable === null ? 0 : riskTableHeight(document.riskTable) + GAP;
  const [first] = tables;
  const firstHeight = first === undefined ? 0 : heightOf(first, body.w) + GAP;
  const fits = tables.length === 1 && body.h - riskHeight - firstHeight >= LEAST_CHART;
  const above = { ...body, h: body.h - (fits ? firstHeight : 0) };
  const native = options.native && document.nativeCharts.length > 0;
  const charts = native ? addNativeCharts(pptx, slide, document, above) : [];
  if (!native) addPicture(slide, document, above);
  if (fits && first !== undefined)
    addTable(
      slide,
      first,
      [0, first.rows.length],
      { ...body, y: above.y + above.h + GAP, h: firstHeight },
      options.split,
    );
  if (!fits) for (const table of tables) addTableSlides(pptx, document, table, options);
  return charts;
}

function addTableSlides(pptx: PptxGenJS, document: FigureDocument, table: FigureTable, options: SlideOptions): void {
  const title = `${document.title}: ${table.caption}`;
  const room = bodyFrame(document, title, options.ratio).h;
  const heights = rowHeights(table, columnWidths(table, SLIDES[options.ratio].width - 2 * MARGIN));
  const pages = pagesOfRows(heights, room, room);
  pages.forEach((page, i) => {
    const { slide, body } = startSlide(
      pptx,
      document,
      pages.length === 1 ? title : `${title} (${i + 1}/${pages.length})`,
      options,
      false,
    );
    addTable(slide, table, page, body, options.split);
  });
}

function heightOf(table: FigureTable, width: number): number {
  return rowHeights(table, columnWidths(table, width)).reduce((sum, height) => sum + height, 0);
}

/** Title, band of made-up data, sources, foot and notes; answers with the frame that is left. */
function startSlide(
  pptx: PptxGenJS,
  document: FigureDocument,
  title: string,
  { ratio, split }: SlideOptions,
  subtitle: boolean,
): { slide: PptxGenJS.Slide; body: Frame } {
  const slide = pptx.addSlide({ masterName: MASTER });
  const { width, height } = SLIDES[ratio];
  const w = width - 2 * MARGIN;
  const text = { x: MARGIN, w, margin: 0, fontFace: SLIDE_FONT, valign: 'top', fit: 'none' } as const;
  slide.addText(geneRuns(title, split), { placeholder: 'title' });
  if (document.madeUp !== null)
    slide.addText(document.madeUp, {
      x: 0,
      y: 0,
      w: width,
      h: 0.24,
      margin: [MARGIN * 72, 0, 0, 0],
      fontFace: SLIDE_FONT,
      fontSize: 10,
      bold: true,
      color: hex(PAPER.noteInk),
      fill: { color: hex(PAPER.stripe) },
      valign: 'middle',
      objectName: 'Made-up data',
    });
  const titleEnd = 0.3 + textHeight(title, w, TITLE, 600);
  if (subtitle)
    slide.addText(geneRuns(document.subtitle, split), {
      ...text,
      y: titleEnd + 0.02,
      h: textHeight(document.subtitle, w, SUBTITLE),
      fontSize: SUBTITLE,
      color: hex(PAPER.muted),
      objectName: 'Subtitle',
    });
  const foot = textHeight(`${document.footer.short} · ${document.footer.notAdvice}`, w, FOOT);
  slide.addText(
    [
      { text: document.footer.short, options: { hyperlink: { url: document.address } } },
      { text: ` · ${document.footer.notAdvice}` },
    ],
    { ...text, y: height - 0.2 - foot, h: foot, fontSize: FOOT, color: hex(PAPER.muted), objectName: 'Footer' },
  );
  const sources = sourcesHeight(document, w);
  if (sources > 0)
    slide.addText(citationRuns(document.citations, citationSize(document)), {
      ...text,
      y: height - 0.24 - foot - sources,
      h: sources,
      fontSize: citationSize(document),
      objectName: document.headings.sources,
    });
  slide.addNotes(notes(document));
  return { slide, body: bodyFrame(document, title, ratio, subtitle) };
}

function bodyFrame(document: FigureDocument, title: string, ratio: SlideRatio, subtitle = false): Frame {
  const { width, height } = SLIDES[ratio];
  const w = width - 2 * MARGIN;
  const top =
    0.3 + textHeight(title, w, TITLE, 600) + (subtitle ? 0.02 + textHeight(document.subtitle, w, SUBTITLE) : 0) + GAP;
  const foot = textHeight(`${document.footer.short} · ${document.footer.notAdvice}`, w, FOOT);
  return { x: MARGIN, y: top, w, h: height - 0.24 - foot - sourcesHeight(document, w) - GAP - top };
}

function sourcesHeight(document: FigureDocument, width: number): number {
  return document.citations.length === 0
    ? 0
    : textHeight(citationText(document.citations), width, citationSize(document));
}

/** Charts side by side, the one of the risk table with a fixed plot; the library makes their parts, `chart.ts` writes what is in them. */
function addNativeCharts(
  pptx: PptxGenJS,
  slide: PptxGenJS.Slide,
  { nativeCharts, riskTable, altText }: FigureDocument,
  frame: Frame,
): PlacedChart[] {
  const w = frame.w / nativeCharts.length;
  const h = frame.h - (riskTable === null ? 0 : riskTableHeight(riskTable));
  return nativeCharts.map((chart, i) => {
    const own = { x: frame.x + i * w, y: frame.y, w: w - (i + 1 < nativeCharts.length ? 0.1 : 0), h };
    slide.addChart(
      pptx.ChartType.scatter,
      [
        { name: 'X', values: [0] },
        { name: 'Y', values: [0] },
      ],
      { ...own, altText: [chart.title, altText].filter(Boolean).join('. '), objectName: `Chart ${i + 1}` },
    );
    if (riskTable === null || !chart.riskTable) return { chart, layout: null };
    const layout = fixedLayout(chart, own, namesWidth(riskTable));
    const ticks = ticksOf(chart, layout, own, valuesOf(riskTable));
    addRiskTable(slide, riskTable, ticks, { ...own, y: own.y + own.h });
    return { chart, layout };
  });
}

/** The times of a risk table: the keys of its columns after the names. */
function valuesOf({ columns }: FigureTable): number[] {
  return columns.slice(1).map(({ key }) => Number(key));
}

function addPicture(slide: PptxGenJS.Slide, { chart, riskTable, altText }: FigureDocument, frame: Frame): void {
  const below = riskTable === null ? 0 : riskTableHeight(riskTable);
  const size = { width: frame.w * PIXELS, height: (frame.h - below) * PIXELS };
  const apart = riskTable === null ? null : chart(size, namesWidth(riskTable) * PIXELS);
  const picture = apart?.ticks === undefined ? chart({ ...size, height: frame.h * PIXELS }) : apart;
  const place = within(picture, apart?.ticks === undefined ? frame : { ...frame, h: frame.h - below });
  slide.addImage({ data: dataAddress(forSlides(picture.svg)), ...place, altText, objectName: 'Chart' });
  if (riskTable === null || picture.ticks === undefined) return;
  const scale = place.w / picture.width;
  addRiskTable(
    slide,
    riskTable,
    picture.ticks.map((x) => x * scale),
    { ...place, y: place.y + place.h },
  );
}

/** The picture as large as its frame lets it be, in the middle. */
function within({ width, height }: SvgPicture, frame: Frame): Frame {
  const scale = Math.min(frame.w / width, frame.h / height);
  const [w, h] = [width * scale, height * scale];
  return { x: frame.x + (frame.w - w) / 2, y: frame.y + (frame.h - h) / 2, w, h };
}

function dataAddress(svg: string): string {
  const bytes = new TextEncoder().encode(svg);
  return `data:image/svg+xml;base64,${btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''))}`;
}

/** What the speaker has to know: caveats, method, sources' levels, address and date. */
function notes({
  headings,
  caveats,
  method,
  sourcesNote,
  citations,
  footer,
  madeUp,
  subtitle,
}: FigureDocument): string {
  return [
    ...(madeUp === null ? [] : [madeUp]),
    subtitle,
    ...(caveats.length === 0 ? [] : [`${headings.caveats}:`, ...caveats.map(({ text }) => `• ${text}`)]),
    ...(method.length === 0 ? [] : [`${headings.method}:`, ...method.map((text) => `• ${text}`)]),
    ...(citations.length === 0
      ? []
      : [
          `${headings.sources}:`,
          ...citations.map(({ number, text, url }) => [`[${number}] ${text}`, url].filter(Boolean).join('. ')),
        ]),
    ...(sourcesNote === null ? [] : [sourcesNote]),
    footer.line,
    footer.notAdvice,
  ].join('\n');
}
