import type {
  DocumentCitation,
  FigureDocument,
  FigureTable,
  HeightOf,
  SlidePart,
  SvgPicture,
} from '../../model/document';
import type { NativeChart } from '../../model/native-chart';
import { tableForPrint } from '../../model/file-table';
import { bodyFrame, sourcesFit, startSlide, type SlideSetting } from './frame';
import type { Frame, PlotLayout, SlideItem, TablePage } from '../../model/slide';
import { lineHeight, SLIDES, textHeight, textRoom } from './measure';
import { riskTableTexts, fixedLayout, namesWidth, riskTableHeight, ticksOf } from './risk-table';
import { MOST_ROWS, tablePages, wholePages } from './table-pages';
import { citationRuns, citationText, geneRuns } from './text';
import { chunks } from '../../drawing/slides/chunks';
import { forSlides } from '../../drawing/svg/document';
import { PAPER } from '../../drawing/svg/text';

/** Type of sources on a slide of their own, in points. */
const SOURCES = 12;
/** Name of the shapes under a chart. */
const BAND = 'Band';

/**
 * One figure: its charts, each as large as its slide, under the axis the risk table where the chart keeps half of the
 * slide, then the tables and, where they are many, the sources.
 */
export function addFigureSlides(setting: SlideSetting): void {
  const { document, native } = setting;
  const riskTables = native && document.nativeCharts.length > 0 ? addNativeSlides(setting) : addPictureSlides(setting);
  addTables(setting, [...riskTables, ...document.slides.tables.map(tableForPrint)]);
  if (!sourcesFit(setting, document.citations)) addSourceSlides(setting);
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

/** Answers with the risk table where it has no room under the axis. */
function addPictureSlides(setting: SlideSetting): FigureTable[] {
  const { document } = setting;
  const { riskTable } = document.slides;
  const whole = { ...headOf(setting, null), citations: document.citations, caveat: true };
  // The most that a slide can have: which title and sources stand on it is known when it is drawn.
  const body = bodyFrame(setting, { ...whole, title: '–', citations: [] });
  const size = { width: body.w, height: body.h };
  const under = underTables(riskTable).find((table) =>
    partsFor(setting, size, table).every((part) => keepsHalf(part, table, setting)),
  );
  const drawn = partsFor(setting, size, under ?? null);
  const titles = numbered(drawn.map(({ title }) => title));
  drawn.forEach((part, i) => {
    const head = {
      part: 'chart',
      ...headOf(setting, titles[i] ?? null),
      citations: citationsOf(document, part.citations),
      caveat: true,
    };
    const { items, body: own } = startSlide(setting, head);
    items.push(...pictureItems(document, part, own, under ?? null));
  });
  return riskTable !== null && under !== riskTable ? [riskTable] : [];
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
  // A title that goes on has its number behind it.
  const heightOf: HeightOf = (title, citations) =>
    bodyFrame(setting, {
      ...headOf(setting, title === null ? null : `${title} (9/9)`),
      citations: citationsOf(document, citations),
      caveat: true,
    }).h - below;
  let [height, parts]: [number, readonly SlidePart[]] = [size.height, []];
  for (let tries = 0; tries < 8; tries += 1) {
    parts = document.slides.parts({ width: size.width, height: height - below }, names, heightOf);
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
  // A part without the risk table has the room that the table takes under the others.
  const taller = below === 0 ? [] : document.slides.parts({ width: size.width, height }, names, heightOf);
  return parts.map((part, i) => (part.riskTable || taller.length !== parts.length ? part : (taller[i] ?? part)));
}

/** Slides of one title are counted. */
function numbered(titles: readonly (string | null)[]): (string | null)[] {
  return titles.map((title, i) => {
    const of = titles.filter((other) => other === title).length;
    const at = titles.slice(0, i + 1).filter((other) => other === title).length;
    return title === null || of === 1 ? title : `${title} (${at}/${of})`;
  });
}

function pictureItems(
  { altText }: FigureDocument,
  { picture, riskTable: hasTable }: SlidePart,
  body: Frame,
  riskTable: FigureTable | null,
): SlideItem[] {
  const table = hasTable ? riskTable : null;
  const frame = { ...body, h: body.h - (table === null ? 0 : riskTableHeight(table)) };
  const place = within(picture, frame);
  const drawn: SlideItem = { kind: 'picture', name: 'Chart', frame: place, svg: forSlides(picture.svg), altText };
  if (table === null || picture.ticks === undefined) return [drawn];
  const scale = place.w / picture.width;
  const ticks = picture.ticks.map((x) => x * scale);
  return [drawn, ...riskTableTexts(table, ticks, { ...place, y: place.y + place.h })];
}

/** The picture as large as its frame lets it be, at its upper edge. */
function within({ width, height }: SvgPicture, frame: Frame): Frame {
  const scale = Math.min(frame.w / width, frame.h / height);
  const [w, h] = [width * scale, height * scale];
  return { x: frame.x + (frame.w - w) / 2, y: frame.y, w, h };
}

/** Each chart on a slide, its plot where its ticks are known; answers with the risk table where it has no room there. */
function addNativeSlides(setting: SlideSetting): FigureTable[] {
  const { document } = setting;
  const { riskTable } = document.slides;
  const under: boolean[] = [];
  for (const chart of document.nativeCharts) {
    const head = { part: 'chart', ...headOf(setting, chart.title), citations: document.citations, caveat: true };
    const { items, body } = startSlide(setting, head);
    const fitting = underTables(riskTable).find((one) => staysUnder(one, body, setting));
    const table = chart.riskTable ? (fitting ?? null) : null;
    if (chart.riskTable) under.push(table === riskTable);
    const own = { ...body, h: body.h - (table === null ? 0 : riskTableHeight(table)) };
    const altText = [chart.title, document.altText].filter(Boolean).join('. ');
    const layout = fixedLayout(chart, own, table === null ? 0 : namesWidth(table, own.w));
    items.push(...bands(chart, layout, own), {
      kind: 'chart',
      name: 'Chart',
      frame: own,
      altText,
      chart: withoutBands(chart),
      layout,
    });
    if (table !== null)
      items.push(...riskTableTexts(table, ticksOf(chart, layout, own, valuesOf(table)), { ...own, y: own.y + own.h }));
  }
  return riskTable !== null && under.includes(false) ? [riskTable] : [];
}

/** Areas lie under the chart, which has no ground: in one chart with points, programs put them on another axis. */
function bands({ series, x, y }: NativeChart, layout: PlotLayout, frame: Frame): SlideItem[] {
  const plot = {
    x: frame.x + layout.x * frame.w,
    y: frame.y + layout.y * frame.h,
    w: layout.w * frame.w,
    h: layout.h * frame.h,
  };
  const at = (across: number, up: number): { x: number; y: number } => ({
    x: (plot.w * (across - x.low)) / (x.high - x.low),
    y: plot.h * (1 - (up - y.low) / (y.high - y.low)),
  });
  return series
    .filter(({ kind, points }) => kind === 'band' && points.length > 0)
    .map(({ points, colour, name }) => ({
      kind: 'area',
      name: `${BAND}: ${name}`,
      frame: plot,
      colour: `#${colour}`,
      corners: [
        ...points.map((point) => at(point.x, point.high ?? point.y)),
        ...points.map((point) => at(point.x, point.low ?? point.y)).reverse(),
      ],
    }));
}

function withoutBands(chart: NativeChart): NativeChart {
  return { ...chart, series: chart.series.filter(({ kind }) => kind !== 'band') };
}

/** The times of a risk table: the keys of its columns after the names. */
function valuesOf({ columns }: FigureTable): number[] {
  return columns.slice(1).map(({ key }) => Number(key));
}

/** Type of the names of tables that share a slide, and points below a name and between two tables. */
const [TABLE_NAME, UNDER_NAME, BETWEEN] = [16, 2, 16] as const;

/** Short tables that follow each other share a slide, each under its name; every other has its own. */
function addTables(setting: SlideSetting, tables: readonly FigureTable[]): void {
  const { document } = setting;
  const head = { ...headOf(setting, null), citations: document.citations, caveat: false };
  const body = bodyFrame(setting, head);
  const fits = (run: readonly FigureTable[]): boolean => {
    const pages = run.map((table) => pagesOf(setting, table, table.rows, body));
    const rows = run.reduce((sum, table) => sum + table.rows.length, 0);
    const heights = run.map((table, i) => nameHeight(setting, table) + pageHeight(pages[i]?.[0]));
    return (
      run.length === 1 ||
      (rows <= MOST_ROWS &&
        pages.every(({ length }) => length === 1) &&
        heights.reduce((sum, height) => sum + height, (run.length - 1) * BETWEEN) <= body.h)
    );
  };
  for (const run of chunks(tables, fits)) {
    const [first, second] = run;
    if (first !== undefined && second === undefined) addTableSlides(setting, first);
    else addTogether(setting, run, { ...head, part: `table-${run.map(({ id }) => id).join('-')}` });
  }
}

function nameHeight({ stage }: SlideSetting, { caption }: FigureTable): number {
  return textHeight(caption, textRoom(stage), TABLE_NAME, 600) + UNDER_NAME;
}

function pageHeight(page: TablePage | undefined): number {
  return (page?.heights ?? []).reduce((sum, height) => sum + height, 0);
}

function pagesOf(setting: SlideSetting, table: FigureTable, rows: FigureTable['rows'], body: Frame): TablePage[] {
  const size = { width: body.w, height: body.h, wide: setting.stage.wide };
  return tablePages({ ...table, rows }, size, setting.hyphenation);
}

function addTogether(setting: SlideSetting, run: readonly FigureTable[], head: Parameters<typeof startSlide>[1]): void {
  const { items, body } = startSlide(setting, head);
  let y = body.y;
  for (const table of run) {
    const name = nameHeight(setting, table);
    const [page] = pagesOf(setting, table, table.rows, body);
    if (page === undefined) continue;
    items.push(
      {
        kind: 'text',
        name: `${table.caption}:`,
        frame: { ...body, y, h: name },
        runs: geneRuns(table.caption, setting.split),
        size: TABLE_NAME,
        colour: PAPER.ink,
        bold: true,
      },
      { kind: 'table', name: table.caption, frame: { ...body, y: y + name, h: pageHeight(page) }, page },
    );
    y += name + pageHeight(page) + BETWEEN;
  }
}

function addTableSlides(setting: SlideSetting, table: FigureTable): void {
  const { document } = setting;
  // The figure's title may be the table's: trials side by side are nothing else.
  const own =
    table.caption === document.title
      ? headOf(setting, null)
      : { title: table.caption, subtitle: document.named ?? document.title };
  const head = { part: `table-${table.id}`, ...own, citations: document.citations, caveat: false };
  const body = bodyFrame(setting, { ...head, title: `${head.title} (10/10)` });
  const size = { width: body.w, height: body.h, wide: setting.stage.wide };
  const ownPages = (rows: FigureTable['rows']): TablePage[] =>
    wholePages({ ...table, rows }, size, setting.hyphenation);
  const fewest = ownPages(table.rows);
  const fuller = (table.fuller ?? []).map(ownPages).find(({ length }) => length <= fewest.length);
  const pages = fuller ?? fewest;
  pages.forEach((page, i) => {
    const title = pages.length === 1 ? head.title : `${head.title} (${i + 1}/${pages.length})`;
    const { items, body: frame } = startSlide(setting, { ...head, title });
    items.push({ kind: 'table', name: table.caption, frame: { ...frame, h: pageHeight(page) }, page });
  });
}

/** The sources on slides of their own, as many as a slide holds. */
function addSourceSlides(setting: SlideSetting): void {
  const { document } = setting;
  const head = {
    part: 'sources',
    title: document.headings.sources,
    subtitle: document.named ?? document.title,
    citations: [],
    caveat: false,
  };
  const body = bodyFrame(setting, { ...head, title: `${head.title} (10/10)` });
  const room = textRoom(setting.stage);
  const heightOf = (list: readonly DocumentCitation[]): number =>
    list.reduce((sum, one) => sum + textHeight(citationText([one]), room, SOURCES) + 3, 0);
  const pages: DocumentCitation[][] = [[]];
  for (const one of document.citations) {
    const last = pages.at(-1) ?? [];
    if (last.length > 0 && heightOf([...last, one]) > body.h) pages.push([one]);
    else last.push(one);
  }
  pages.forEach((page, i) => {
    const title = pages.length === 1 ? head.title : `${head.title} (${i + 1}/${pages.length})`;
    const { items, body: frame } = startSlide(setting, { ...head, title });
    items.push({
      kind: 'text',
      name: document.headings.sources,
      frame: { ...frame, h: heightOf(page) + lineHeight(2) },
      size: SOURCES,
      colour: PAPER.muted,
      after: 3,
      runs: page.flatMap((one, position) => {
        const runs = citationRuns([one], SOURCES);
        const last = runs.at(-1);
        return last === undefined || position + 1 === page.length
          ? runs
          : [...runs.slice(0, -1), { ...last, ends: true }];
      }),
    });
  });
}
