import type PptxGenJS from 'pptxgenjs';
import type {
  DocumentCitation,
  FigureDocument,
  FigureTable,
  NativeChart,
  SlidePart,
  SvgPicture,
} from '../../model/document';
import { tableForPrint } from '../../model/file-table';
import { bodyFrame, sourcesFit, startSlide, type SlideSetting } from './frame';
import { inches, SLIDES, TYPE, lineHeight, type Frame } from './measure';
import type { PlacedChart } from './package';
import { addRiskTable, fixedLayout, namesWidth, riskTableHeight, ticksOf } from './risk-table';
import { tablePages } from './table-pages';
import type { PlotLayout } from './chart-labels';
import { addTable, citationRuns, citationText, hex, SLIDE_FONT } from './text';
import { textHeight } from './measure';
import { forSlides } from '../../drawing/svg/document';
import { PAPER } from '../../drawing/svg/text';

/** Name of the shapes under a chart. */
const BAND = 'Band';
/** The library draws it and leaves it out of its list of shapes. */
const FREE_FORM = 'custGeom' as string as PptxGenJS.SHAPE_NAME;

/**
 * One figure: its charts, each as large as its slide, under the axis the risk table where the chart keeps half of the
 * slide, then the tables and, where they are many, the sources. Answers with its editable charts.
 */
export function addFigureSlides(setting: SlideSetting): PlacedChart[] {
  const { document, native } = setting;
  const charts = native && document.nativeCharts.length > 0 ? addNativeSlides(setting) : addPictureSlides(setting);
  const { tables } = document.slides;
  for (const table of tables.map(tableForPrint)) addTableSlides(setting, table);
  if (!sourcesFit(setting, document.citations)) addSourceSlides(setting);
  return charts;
}

/** The title of a slide: the figure's, or the reader's own over it. */
function headOf({ document }: SlideSetting, title: string | null): { title: string; subtitle: string | null } {
  const own = title ?? document.title;
  return document.named === null ? { title: own, subtitle: null } : { title: document.named, subtitle: own };
}

function citationsOf({ citations }: FigureDocument, numbers: readonly number[] | null): readonly DocumentCitation[] {
  return numbers === null ? citations : citations.filter(({ number }) => numbers.includes(number));
}

/** The risk table goes to a slide of its own where it would take the chart its half of the slide. */
function staysUnder(table: FigureTable, body: Frame, { ratio }: SlideSetting): boolean {
  // Who is at risk belongs under the axis even where the chart then keeps a little less.
  const least = table.rows.length === 1 ? 0.45 : 0.5;
  return body.h - riskTableHeight(table) >= SLIDES[ratio].height * least;
}

/** What may stand under a chart: the whole risk table, else of three rows the one that says who is at risk. */
function underTables(riskTable: FigureTable | null): FigureTable[] {
  if (riskTable === null) return [];
  return [
    riskTable,
    ...(riskTable.rows.length > 1 && riskTable.short ? [{ ...riskTable, rows: riskTable.rows.slice(0, 1) }] : []),
  ];
}

function keepsHalf(
  { title, picture, riskTable: hasTable, citations }: SlidePart,
  riskTable: FigureTable,
  setting: SlideSetting,
): boolean {
  const head = { ...headOf(setting, title), citations: citationsOf(setting.document, citations), caveat: true };
  if (!hasTable) return true;
  const body = bodyFrame(setting, head);
  const room = body.h - riskTableHeight(riskTable);
  return staysUnder(riskTable, body, setting) && (picture.height * body.w) / picture.width <= room + 1;
}

function addPictureSlides(setting: SlideSetting): PlacedChart[] {
  const { document } = setting;
  const { riskTable } = document.slides;
  const whole = { ...headOf(setting, null), citations: document.citations, caveat: true };
  const body = bodyFrame(setting, whole);
  const size = { width: body.w, height: body.h };
  const under = underTables(riskTable).find((table) =>
    partsFor(setting, size, table).every((part) => keepsHalf(part, table, setting)),
  );
  const drawn = partsFor(setting, size, under ?? null);
  const titles = numbered(drawn.map(({ title }) => title));
  drawn.forEach((part, i) => {
    const head = {
      ...headOf(setting, titles[i] ?? null),
      citations: citationsOf(document, part.citations),
      caveat: true,
    };
    const { slide, body: own } = startSlide(setting, head);
    addPicture(slide, document, part, own, under ?? null);
  });
  if (riskTable !== null && under !== riskTable) addTableSlides(setting, riskTable);
  return [];
}

/**
 * The pictures for the room of their own slides: a part has a title and sources of its own, so that its room is known only
 * when it is; the smallest room of all is given to all.
 */
function partsFor(
  setting: SlideSetting,
  size: Readonly<{ width: number; height: number }>,
  riskTable: FigureTable | null,
): readonly SlidePart[] {
  const { document } = setting;
  const names = riskTable === null ? 0 : namesWidth(riskTable, size.width);
  const below = riskTable === null ? 0 : riskTableHeight(riskTable);
  let [height, parts]: [number, readonly SlidePart[]] = [size.height, []];
  for (let tries = 0; tries < 4; tries += 1) {
    parts = document.slides.parts({ width: size.width, height: height - below }, names);
    const titles = numbered(parts.map(({ title }) => title));
    const least = Math.min(
      height,
      ...parts.map(
        (part, i) =>
          bodyFrame(setting, {
            ...headOf(setting, titles[i] ?? null),
            citations: citationsOf(document, part.citations),
            caveat: true,
          }).h,
      ),
    );
    if (least >= height) break;
    height = least;
  }
  return parts;
}

/** Slides of one title are counted. */
function numbered(titles: readonly (string | null)[]): (string | null)[] {
  return titles.map((title, i) => {
    const of = titles.filter((other) => other === title).length;
    const at = titles.slice(0, i + 1).filter((other) => other === title).length;
    return title === null || of === 1 ? title : `${title} (${at}/${of})`;
  });
}

function addPicture(
  slide: PptxGenJS.Slide,
  { altText }: FigureDocument,
  { picture, riskTable: hasTable }: SlidePart,
  body: Frame,
  riskTable: FigureTable | null,
): void {
  const table = hasTable ? riskTable : null;
  const frame = { ...body, h: body.h - (table === null ? 0 : riskTableHeight(table)) };
  const place = within(picture, frame);
  slide.addImage({ data: dataAddress(forSlides(picture.svg)), ...inches(place), altText, objectName: 'Chart' });
  if (table === null || picture.ticks === undefined) return;
  const scale = place.w / picture.width;
  addRiskTable(
    slide,
    table,
    picture.ticks.map((x) => x * scale),
    { ...place, y: place.y + place.h },
  );
}

/** The picture as large as its frame lets it be, at its upper edge. */
function within({ width, height }: SvgPicture, frame: Frame): Frame {
  const scale = Math.min(frame.w / width, frame.h / height);
  const [w, h] = [width * scale, height * scale];
  return { x: frame.x + (frame.w - w) / 2, y: frame.y, w, h };
}

function dataAddress(svg: string): string {
  const bytes = new TextEncoder().encode(svg);
  return `data:image/svg+xml;base64,${btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''))}`;
}

/** Each chart on a slide, its plot where its ticks are known; the library makes the parts, `chart.ts` writes what is in them. */
function addNativeSlides(setting: SlideSetting): PlacedChart[] {
  const { pptx, document } = setting;
  const { riskTable } = document.slides;
  const under: boolean[] = [];
  const placed = document.nativeCharts.map((chart): PlacedChart => {
    const head = { ...headOf(setting, chart.title), citations: document.citations, caveat: true };
    const { slide, body } = startSlide(setting, head);
    const fitting = underTables(riskTable).find((one) => staysUnder(one, body, setting));
    const table = chart.riskTable ? (fitting ?? null) : null;
    if (chart.riskTable) under.push(table === riskTable);
    const own = { ...body, h: body.h - (table === null ? 0 : riskTableHeight(table)) };
    const altText = [chart.title, document.altText].filter(Boolean).join('. ');
    const layout = fixedLayout(chart, own, table === null ? 0 : namesWidth(table, own.w));
    addBands(slide, chart, layout, own);
    slide.addChart(
      pptx.ChartType.scatter,
      [
        { name: 'X', values: [0] },
        { name: 'Y', values: [0] },
      ],
      { ...inches(own), altText, objectName: 'Chart' },
    );
    if (table !== null)
      addRiskTable(slide, table, ticksOf(chart, layout, own, valuesOf(table)), { ...own, y: own.y + own.h });
    return { chart: withoutBands(chart), layout, frame: own };
  });
  if (riskTable !== null && under.includes(false)) addTableSlides(setting, riskTable);
  return placed;
}

/** Areas lie under the chart, which has no ground: in one chart with points, programs put them on another axis. */
function addBands(slide: PptxGenJS.Slide, { series, x, y }: NativeChart, layout: PlotLayout, frame: Frame): void {
  const plot = {
    x: frame.x + layout.x * frame.w,
    y: frame.y + layout.y * frame.h,
    w: layout.w * frame.w,
    h: layout.h * frame.h,
  };
  const { w, h, ...place } = inches(plot);
  const at = (across: number, up: number): { x: number; y: number } => ({
    x: (w * (across - x.low)) / (x.high - x.low),
    y: h * (1 - (up - y.low) / (y.high - y.low)),
  });
  for (const { points, colour, name } of series.filter(({ kind }) => kind === 'band')) {
    const upper = points.map((point) => at(point.x, point.high ?? point.y));
    const lower = points.map((point) => at(point.x, point.low ?? point.y)).reverse();
    const [first, ...others] = [...upper, ...lower];
    if (first === undefined) continue;
    slide.addShape(FREE_FORM, {
      ...place,
      w,
      h,
      fill: { color: hex(colour) },
      line: { type: 'none' },
      points: [{ ...first, moveTo: true }, ...others, { close: true }],
      objectName: `${BAND}: ${name}`,
    });
  }
}

function withoutBands(chart: NativeChart): NativeChart {
  return { ...chart, series: chart.series.filter(({ kind }) => kind !== 'band') };
}

/** The times of a risk table: the keys of its columns after the names. */
function valuesOf({ columns }: FigureTable): number[] {
  return columns.slice(1).map(({ key }) => Number(key));
}

function addTableSlides(setting: SlideSetting, table: FigureTable): void {
  const { document, hyphenation, split } = setting;
  // The figure's title may be the table's: trials side by side are nothing else.
  const own =
    table.caption === document.title
      ? headOf(setting, null)
      : { title: table.caption, subtitle: document.named ?? document.title };
  const head = { ...own, citations: document.citations, caveat: false };
  const body = bodyFrame(setting, { ...head, title: `${head.title} (10/10)` });
  const pages = tablePages(table, { width: body.w, height: body.h }, hyphenation);
  pages.forEach((page, i) => {
    const title = pages.length === 1 ? head.title : `${head.title} (${i + 1}/${pages.length})`;
    const { slide, body: frame } = startSlide(setting, { ...head, title });
    addTable(slide, page, table.caption, frame, split);
  });
}

/** The sources on slides of their own, as many as a slide holds. */
function addSourceSlides(setting: SlideSetting): void {
  const { document } = setting;
  const head = {
    title: document.headings.sources,
    subtitle: document.named ?? document.title,
    citations: [],
    caveat: false,
  };
  const body = bodyFrame(setting, { ...head, title: `${head.title} (10/10)` });
  const heightOf = (list: readonly DocumentCitation[]): number =>
    list.reduce((sum, one) => sum + textHeight(citationText([one]), body.w, TYPE.text - 2) + 3, 0);
  const pages: DocumentCitation[][] = [[]];
  for (const one of document.citations) {
    const last = pages.at(-1) ?? [];
    if (last.length > 0 && heightOf([...last, one]) > body.h) pages.push([one]);
    else last.push(one);
  }
  pages.forEach((page, i) => {
    const title = pages.length === 1 ? head.title : `${head.title} (${i + 1}/${pages.length})`;
    const { slide, body: frame } = startSlide(setting, { ...head, title });
    slide.addText(
      page.flatMap((one, position) => {
        const runs = citationRuns([one]).map((run) => ({
          ...run,
          options: { ...run.options, fontSize: TYPE.text - 2 },
        }));
        const last = runs.at(-1);
        return last === undefined || position + 1 === page.length
          ? runs
          : [...runs.slice(0, -1), { ...last, options: { ...last.options, breakLine: true } }];
      }),
      {
        ...inches({ ...frame, h: heightOf(page) + lineHeight(2) }),
        margin: 0,
        fontFace: SLIDE_FONT,
        fontSize: TYPE.text - 2,
        color: hex(PAPER.muted),
        valign: 'top',
        fit: 'none',
        paraSpaceAfter: 3,
        objectName: document.headings.sources,
      },
    );
  });
}
