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
import { bodyFrame, headOf, sourcesFit, startSlide, type SlideSetting } from './frame';
import type { Frame, PlotLayout, SlideItem, SlideModel, SlideRun, SlideText } from '../../model/slide';
import { allPlaced } from './chart/labels';
import { lineHeight, SLIDES, textHeight, textRoom, TYPE } from './measure';
import { riskTableTexts, fixedLayout, namesWidth, riskTableHeight, ticksOf } from './risk-table';
import { addTables, tablesUnder, type TablesUnder } from './table-slides';
import { citationRuns, citationText, geneRuns } from './text';
import { MOST_LETTER_LINES } from '../../drawing/slides/legends';
import { forSlides } from '../../drawing/svg/document';
import { PAPER } from '../../drawing/svg/text';

/** Type of sources on a slide of their own, in points. */
const SOURCES = 12;
/** Name of the shapes under a chart. */
const BAND = 'Band';
/** Points between the words of signs and the chart under them. */
const SIGNS_GAP = 4;
const BETWEEN_SIGNS = ' \u00a0·\u00a0 ';

/**
 * One figure: its charts, each as large as its slide, under the axis the risk table where the chart keeps half of the
 * slide, then the tables and, where they are many, the sources.
 */
export function addFigureSlides(setting: SlideSetting): void {
  const { document, native } = setting;
  const editable = native && document.nativeCharts.length > 0 ? editableSlides(setting) : null;
  addTables(setting, editable ?? addPictureSlides(setting));
  if (!sourcesFit(setting, document.citations)) addSourceSlides(setting);
}

/** The charts as PowerPoint's own; null, and no slide, where a name has no room beside the others: a picture knows other ways. */
function editableSlides(setting: SlideSetting): FigureTable[] | null {
  const slides: SlideModel[] = [];
  const tables = addNativeSlides({ ...setting, slides });
  const charts = slides.flatMap(({ items }) => items.flatMap((item) => (item.kind === 'chart' ? [item] : [])));
  if (charts.some(({ chart, layout, frame }) => !allPlaced(chart, layout, frame))) return null;
  setting.slides.push(...slides);
  return tables;
}

function citationsOf({ citations }: FigureDocument, numbers: readonly number[] | null): readonly DocumentCitation[] {
  return numbers === null ? citations : citations.filter(({ number }) => numbers.includes(number));
}

/** Of several charts only that with the risk table shows the patients whom it counts. */
function caveatOf({ slides }: FigureDocument, { riskTable }: Readonly<{ riskTable: boolean }>): true | 'published' {
  return slides.riskTable === null || riskTable ? true : 'published';
}

/** A chart with few words under it keeps this share of its slide. */
const LEAST_CHART = 0.45;

/** The risk table goes to a slide of its own where it would take the chart its half of the slide. */
function staysUnder(table: FigureTable, body: Frame, { ratio }: SlideSetting): boolean {
  // Who is at risk belongs under the axis even where the chart then keeps a little less.
  const least = table.rows.length === 1 ? LEAST_CHART : 0.5;
  return body.h - riskTableHeight(table) >= SLIDES[ratio].height * least;
}

/** What may stand under a chart: the whole risk table, else of three rows the one that says who is at risk. */
export function underTables(riskTable: FigureTable | null): FigureTable[] {
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

/** The tables that are to be shown behind the chart: the risk table where it has no room under the axis. */
function tablesBehind({ document: { slides } }: SlideSetting, riskTableStays: boolean): FigureTable[] {
  return [
    ...(slides.riskTable !== null && !riskTableStays ? [slides.riskTable] : []),
    ...slides.tables.map(tableForPrint),
  ];
}

/** Answers with the tables that have no room under the picture. */
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
  const tables = tablesBehind(setting, under === riskTable);
  const usual = partsFor(setting, size, under ?? null);
  const one = usual.length === 1 ? oneSlide(setting, usual[0]?.title ?? null, tables, under ?? null) : null;
  const drawn = one === null ? usual : [one.part];
  const titles = numbered(drawn.map(({ title }) => title));
  drawn.forEach((part, i) => {
    const head = {
      part: 'chart',
      ...headOf(setting, titles[i] ?? null),
      citations: citationsOf(document, one === null ? part.citations : null),
      caveat: caveatOf(document, part),
    };
    const { items, body: own } = startSlide(setting, head);
    const picture = pictureItems(document, part, { ...own, h: own.h - (one?.tables.height ?? 0) }, under ?? null);
    items.push(...picture, ...(one?.tables.itemsUnder(own) ?? []));
  });
  return one === null ? tables : [];
}

/** The one picture of a figure with its short tables under it, where it keeps its size. */
function oneSlide(
  setting: SlideSetting,
  title: string | null,
  tables: readonly FigureTable[],
  riskTable: FigureTable | null,
): Readonly<{ part: SlidePart; tables: TablesUnder }> | null {
  const head = { ...headOf(setting, title), citations: setting.document.citations, caveat: true };
  const body = bodyFrame(setting, head);
  const below = tablesUnder(setting, tables, body);
  if (below === null) return null;
  const room = { width: body.w, height: body.h - below.height };
  const left = room.height - (riskTable === null ? 0 : riskTableHeight(riskTable));
  if (left < SLIDES[setting.ratio].height * LEAST_CHART) return null;
  const [part, ...others] = partsFor(setting, room, riskTable);
  if (part === undefined || others.length > 0) return null;
  return (part.picture.height * body.w) / part.picture.width <= left + 1 ? { part, tables: below } : null;
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
            caveat: caveatOf(document, part),
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
export function numbered(titles: readonly (string | null)[]): (string | null)[] {
  return titles.map((title, i) => {
    const of = titles.filter((other) => other === title).length;
    const at = titles.slice(0, i + 1).filter((other) => other === title).length;
    return title === null || of === 1 ? title : `${title} (${at}/${of})`;
  });
}

function pictureItems(
  { altText }: FigureDocument,
  { picture, riskTable: hasTable, axisName = null }: SlidePart,
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
  return [drawn, ...riskTableTexts(table, ticks, { ...place, y: place.y + place.h }, axisName)];
}

/** The picture as large as its frame lets it be, at its upper edge. */
function within({ width, height }: SvgPicture, frame: Frame): Frame {
  const scale = Math.min(frame.w / width, frame.h / height);
  const [w, h] = [width * scale, height * scale];
  return { x: frame.x + (frame.w - w) / 2, y: frame.y, w, h };
}

/** Each chart on a slide, its plot where its ticks are known; answers with the tables that have no room there. */
function addNativeSlides(setting: SlideSetting): FigureTable[] {
  const { document } = setting;
  const { riskTable } = document.slides;
  const under: boolean[] = [];
  const short = document.nativeCharts.length === 1 ? tablesBehind(setting, true) : [];
  let below: TablesUnder | null = null;
  for (const chart of document.nativeCharts) {
    const caveat = caveatOf(document, chart);
    const head = { part: 'chart', ...headOf(setting, chart.title), citations: document.citations, caveat };
    const { items, body: whole } = startSlide(setting, head);
    const signs = signsOver(chart, whole, setting);
    items.push(...signs);
    const over = signs.reduce((sum, { frame }) => sum + frame.h + SIGNS_GAP, 0);
    const body = { ...whole, y: whole.y + over, h: whole.h - over };
    if (riskTable === null) below = tablesUnder(setting, short, whole);
    if (below !== null && body.h - below.height < SLIDES[setting.ratio].height * LEAST_CHART) below = null;
    if (below !== null) {
      items.push(...below.itemsUnder(whole));
      body.h -= below.height;
    }
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
  return below === null ? tablesBehind(setting, !under.includes(false)) : [];
}

/**
 * What an editable chart needs said over it: whom its letters mean, in lines that leave the chart half of the slide, else as
 * a word of where it stands, and of its signs as many as one line holds where it has a risk table, else two, after letters
 * as far as the chart keeps its half.
 */
function signsOver(
  chart: NativeChart,
  { x, y, w, h: body }: Frame,
  { stage, split, ratio }: SlideSetting,
): SlideText[] {
  const { signs = [], letters, riskTable } = chart;
  const room = textRoom(stage);
  const linesOf = (text: string): number => Math.round(textHeight(text, room, TYPE.text) / lineHeight(TYPE.text));
  const linesOver = (share: number): number =>
    Math.floor((body - SIGNS_GAP - SLIDES[ratio].height * share) / lineHeight(TYPE.text));
  const free = linesOver(0.5);
  const whole = letters?.told ?? '';
  const fits = whole === '' || linesOf(whole) <= Math.max(1, Math.min(MOST_LETTER_LINES, free));
  const told = fits ? whole : (letters?.elsewhere ?? '');
  // A chart that has more than its least share gives a line to signs.
  const left = Math.max(free, Math.min(linesOver(LEAST_CHART), linesOf(told) + 1)) - linesOf(told);
  const most = Math.min(riskTable ? 1 : 2, told === '' ? 2 : left);
  const choices = signs.map((_, i) => signs.slice(i).join(BETWEEN_SIGNS));
  const texts = [told, choices.find((one) => linesOf(one) <= most) ?? ''].filter((text) => text !== '');
  if (texts.length === 0) return [];
  const h = texts.reduce((sum, text) => sum + textHeight(text, room, TYPE.text), 0);
  const runs = texts.flatMap((text, i) => ended(geneRuns(text, split), i + 1 < texts.length));
  return [{ kind: 'text', name: 'Signs', frame: { x, y, w, h }, runs, size: TYPE.text, colour: PAPER.muted }];
}

/** A paragraph before another one. */
function ended(runs: readonly SlideRun[], ends: boolean): readonly SlideRun[] {
  const last = runs.at(-1);
  return ends && last !== undefined ? [...runs.slice(0, -1), { ...last, ends: true }] : runs;
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
