import { chunks } from '../../drawing/slides/chunks';
import { PAPER } from '../../drawing/svg/text';
import type { FigureTable } from '../../model/document';
import type { Frame, SlideItem, TablePage } from '../../model/slide';
import { bodyFrame, headOf, inTwoLines, startSlide, subtitleOf, type SlideSetting } from './frame';
import type { Hyphenation } from './hyphenation';
import { textHeight, textRoom } from './measure';
import { MOST_ROWS, sharedPages, tablePages, wholePages } from './table-pages';
import { geneRuns } from './text';

/** Type of the names of tables that share a slide, and points below a name and between two tables. */
const [TABLE_NAME, UNDER_NAME, BETWEEN] = [16, 2, 16] as const;
/** Tables of more rows together have a slide behind the chart. */
const MOST_UNDER = 4;

/** Short tables that follow each other share a slide, each under its name; every other has its own. */
export function addTables(setting: SlideSetting, tables: readonly FigureTable[]): void {
  const { document } = setting;
  const head = { ...headOf(setting, null), citations: document.citations, caveat: false };
  const body = bodyFrame(setting, head);
  const fits = (run: readonly FigureTable[]): boolean => {
    const pages = run.map((table) => pagesOf(setting, table, table.rows, body));
    const rows = pages.reduce((sum, own) => sum + rowsOf(own), 0);
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

export function pageHeight(page: TablePage | undefined): number {
  return (page?.heights ?? []).reduce((sum, height) => sum + height, 0);
}

function rowsOf(pages: readonly TablePage[]): number {
  return pages.reduce((sum, { rows }) => sum + rows.length, 0);
}

function pagesOf(setting: SlideSetting, table: FigureTable, rows: FigureTable['rows'], body: Frame): TablePage[] {
  const size = { width: body.w, height: body.h, wide: setting.stage.wide };
  return tablePages({ ...table, rows }, size, setting.hyphenation);
}

/** Tables under each other from a height on, each under its name, in the largest type and with the air that the height has. */
function stacked(setting: SlideSetting, run: readonly FigureTable[], body: Frame): SlideItem[] {
  const names = run.map((table) => nameHeight(setting, table));
  const taken = names.reduce((sum, height) => sum + height, (run.length - 1) * BETWEEN);
  const size = { width: body.w, height: body.h - taken, wide: setting.stage.wide };
  const pages = sharedPages(run, size, setting.hyphenation);
  let y = body.y;
  return run.flatMap((table, i): SlideItem[] => {
    const [name = 0, page] = [names[i], pages[i]];
    if (page === undefined) return [];
    const top = y;
    y += name + pageHeight(page) + BETWEEN;
    return [
      {
        kind: 'text',
        name: `${table.caption}:`,
        frame: { ...body, y: top, h: name },
        runs: geneRuns(table.caption, setting.split),
        size: TABLE_NAME,
        colour: PAPER.ink,
        bold: true,
      },
      { kind: 'table', name: table.caption, frame: { ...body, y: top + name, h: pageHeight(page) }, page },
    ];
  });
}

/** Tables that stand under a chart, and the points that they take of its height. */
export type TablesUnder = Readonly<{ height: number; itemsUnder: (body: Frame) => SlideItem[] }>;

/** Short tables for the lower end of a chart's slide; null where there are none or they are no short ones. */
export function tablesUnder(setting: SlideSetting, tables: readonly FigureTable[], body: Frame): TablesUnder | null {
  const pages = tables.map((table) => pagesOf(setting, table, table.rows, body));
  const rows = pages.reduce((sum, own) => sum + rowsOf(own), 0);
  if (tables.length === 0 || rows > MOST_UNDER || pages.some(({ length }) => length !== 1)) return null;
  const height = tables.reduce(
    (sum, table, i) => sum + BETWEEN + nameHeight(setting, table) + pageHeight(pages[i]?.[0]),
    0,
  );
  return {
    height,
    itemsUnder: (frame) =>
      stacked(setting, tables, { ...frame, y: frame.y + frame.h - height + BETWEEN, h: height - BETWEEN }),
  };
}

function addTogether(setting: SlideSetting, run: readonly FigureTable[], head: Parameters<typeof startSlide>[1]): void {
  const { items, body } = startSlide(setting, head);
  items.push(...stacked(setting, run, body));
}

/** A table cut into pages that it has for itself, in as many words as need no more of them. */
export function fullestPages(
  table: FigureTable,
  size: Readonly<{ width: number; height: number; wide?: number | undefined }>,
  hyphenation: Hyphenation,
): TablePage[] {
  const ownPages = (rows: FigureTable['rows']): TablePage[] => wholePages({ ...table, rows }, size, hyphenation);
  const fewest = ownPages(table.rows);
  return (table.fuller ?? []).map(ownPages).find(({ length }) => length <= fewest.length) ?? fewest;
}

/** The table's name over its slide, under it the figure's, with what else must be known. */
function captionHead({ document, stage }: SlideSetting, { caption }: FigureTable): ReturnType<typeof headOf> {
  const { title, rest } = inTwoLines(caption, stage);
  return { title, subtitle: subtitleOf([rest, document.named ?? document.title], document, stage) };
}

function addTableSlides(setting: SlideSetting, table: FigureTable): void {
  const { document } = setting;
  // The figure's title may be the table's: trials side by side are nothing else.
  const own = table.caption === document.title ? headOf(setting, null) : captionHead(setting, table);
  // What a figure says for its slides holds of its tables too.
  const caveat = document.slides.caveat !== null;
  const head = { part: `table-${table.id}`, ...own, citations: document.citations, caveat };
  const body = bodyFrame(setting, { ...head, title: `${head.title} (10/10)` });
  const size = { width: body.w, height: body.h, wide: setting.stage.wide };
  const pages = fullestPages(table, size, setting.hyphenation);
  pages.forEach((page, i) => {
    const title = pages.length === 1 ? head.title : `${head.title} (${i + 1}/${pages.length})`;
    const { items, body: frame } = startSlide(setting, { ...head, title });
    items.push({ kind: 'table', name: table.caption, frame: { ...frame, h: pageHeight(page) }, page });
  });
}
