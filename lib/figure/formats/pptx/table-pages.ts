import type { FontWeight } from '../../drawing/text-width';
import { chunks } from '../../drawing/slides/chunks';
import type { FigureColumn, FigureTable } from '../../model/document';
import type { TablePage } from '../../model/slide';
import { isNumber, withDividedWords, type Hyphenation } from './hyphenation';
import { lineHeight, lineWidth, SLIDE_MEASURE, TYPE } from './measure';

/** More rows than these are not read from a seat. */
export const MOST_ROWS = 6;
/** Tables of more rows are not turned: their columns would be no shorter. */
const MOST_TURNED = 2;
/** Points around the text of a cell. */
export const CELL = { side: 5, top: 3.5 } as const;
/** A column that needs more than this for its longest word divides the word; in a table that else goes on, sooner. */
const [WIDEST_WORD, SOONER] = [150, 80] as const;
/** A column of running text asks for no more than this. */
const WIDEST_TEXT = 330;

/** Larger type is taken where it needs no further slide, and rows are this much higher at most where the slide is empty. */
const SIZES = [18, 16, TYPE.text] as const;
const MOST_AIR = 12;

/** Points that a line may be wider elsewhere than it was measured. */
const SPARE = 2;

type Measured = Readonly<{
  column: FigureColumn;
  index: number;
  /** divides words sooner than it has to */
  least: number;
  words: number;
  wished: number;
  /** how much of the width it asks for beside the others, by the words of all its cells */
  share: number;
}>;

type Room = Readonly<{ width: number; height: number; wide?: number | undefined }>;

/** The table cut into pages that it has for itself: in the largest type that needs no more of them, over their height. */
export function wholePages(table: FigureTable, room: Room, hyphenation: Hyphenation): TablePage[] {
  const fewest = tablePages(table, room, hyphenation);
  for (const size of SIZES.filter((one) => one > TYPE.text)) {
    const scale = size / TYPE.text;
    const own = { ...room, width: room.width / scale, height: room.height / scale };
    const pages = tablePages(table, own, hyphenation);
    const alike =
      pages.length === fewest.length && pages.every((page, i) => page.rows.length === fewest[i]?.rows.length);
    if (alike && wordBreaks(pages) <= wordBreaks(fewest))
      return pages.map((page) => airy(scaled(page, scale), room.height));
  }
  return fewest.map((page) => airy(page, room.height));
}

/** Rows of one table on slides of different room: all in one type, the largest that needs no more slides, and of one set of widths. */
export function alikePages(
  table: FigureTable,
  parts: readonly Readonly<{ rows: FigureTable['rows']; room: Room }>[],
  hyphenation: Hyphenation,
): TablePage[][] {
  const inType = (size: number): TablePage[][] => {
    const scale = size / TYPE.text;
    return parts.map(({ rows, room }) => {
      const own = { ...room, width: room.width / scale, height: room.height / scale };
      return tablePages({ ...table, rows }, own, hyphenation, table).map((page) => scaled(page, scale));
    });
  };
  const rowsOf = (pages: readonly TablePage[][]): string =>
    pages.map((own) => own.map(({ rows }) => rows.length).join()).join(';');
  const least = inType(TYPE.text);
  const larger = SIZES.map(inType).find(
    (pages) => rowsOf(pages) === rowsOf(least) && wordBreaks(pages.flat()) <= wordBreaks(least.flat()),
  );
  return (larger ?? least).map((pages, i) => pages.map((page) => airy(page, parts[i]?.room.height ?? 0)));
}

/** Tables of a page each that share a height: in the largest type in which they fit it, with what is left between their rows. */
export function sharedPages(tables: readonly FigureTable[], room: Room, hyphenation: Hyphenation): TablePage[] {
  const inType = (size: number): TablePage[] => {
    const scale = size / TYPE.text;
    // Whether they fit is seen of all together: a page cut here would lose its rows.
    const own = { ...room, width: room.width / scale, height: Number.POSITIVE_INFINITY };
    return tables.flatMap((table) => tablePages(table, own, hyphenation)).map((page) => scaled(page, scale));
  };
  const heightOf = (pages: readonly TablePage[]): number =>
    pages.flatMap(({ heights }) => heights).reduce((sum, height) => sum + height, 0);
  const least = inType(TYPE.text);
  const larger = SIZES.map(inType).find(
    (pages) =>
      pages.length === tables.length &&
      pages.every(({ rows }, i) => rows.length === least[i]?.rows.length) &&
      heightOf(pages) <= room.height &&
      wordBreaks(pages) <= wordBreaks(least),
  );
  const pages = larger ?? least;
  const rows = pages.flatMap(({ heights }) => heights).length;
  const air = (room.height - heightOf(pages)) / rows;
  return pages.map((page) =>
    airy(page, page.heights.reduce((sum, height) => sum + height, 0) + air * page.heights.length),
  );
}

/** How many words larger type divides. */
function wordBreaks(pages: readonly TablePage[]): number {
  return pages
    .flatMap(({ rows, columns }) => [...rows.flat(), ...columns.map(({ label }) => label)])
    .join('')
    .split('-\n').length;
}

function scaled({ columns, heights, rows, size, pad }: TablePage, by: number): TablePage {
  return {
    columns: columns.map((column) => ({ ...column, width: column.width * by })),
    heights: heights.map((height) => height * by),
    rows,
    size: size * by,
    pad: { top: pad.top * by, side: pad.side * by },
  };
}

/** Rows share what the slide has left, in equal parts above and below their words. */
function airy(page: TablePage, room: number): TablePage {
  const free = room - page.heights.reduce((sum, height) => sum + height, 0);
  const air = Math.max(0, Math.min(MOST_AIR, Math.floor(free / page.heights.length)));
  return {
    ...page,
    heights: page.heights.map((height) => height + air),
    pad: { ...page.pad, top: page.pad.top + air / 2 },
  };
}

/**
 * The table cut into pages: columns get what their words need, those that do not stand beside each other go to further
 * pages behind the first column, and so do the rows that do not fit into the height. Nothing is set smaller. `wide`: how
 * much wider than ours the font of the slide is; `whole`: the table whose words the columns are as wide as.
 */
export function tablePages(
  table: FigureTable,
  { width: room, height, wide = 1 }: Room,
  hyphenation: Hyphenation,
  whole = table,
): TablePage[] {
  const width = room / wide;
  const columns = whole.columns.map((column, index) => measured(column, index, whole));
  const [usual, sooner] = [columnGroups(columns, width, 'words'), columnGroups(columns, width, 'least')];
  const groups = sooner.length < usual.length ? sooner : usual;
  const asItIs = groups.flatMap((group) => rowPages(table, group, width, height, hyphenation));
  const turned =
    groups.length > 1 && table.rows.length <= MOST_TURNED ? turnedPages(table, width, height, hyphenation) : asItIs;
  const pages = turned.length < asItIs.length ? turned : asItIs;
  return pages.map((page) => ({
    ...page,
    columns: page.columns.map((column) => ({ ...column, width: column.width * wide })),
  }));
}

/** Rows as columns: one or two of them are read down where they would be read on over several slides. */
function turnedPages(table: FigureTable, width: number, height: number, hyphenation: Hyphenation): TablePage[] {
  const heads = [table.columns[0]?.label ?? '', ...table.rows.map((row) => row[0]?.text ?? '')];
  const turned: FigureTable = {
    ...table,
    columns: heads.map((label, i) => ({ key: `turned-${i}`, label, type: 'text' })),
    rows: table.columns
      .slice(1)
      .map(({ label }, i) => [
        { text: label, value: label },
        ...table.rows.map((row) => row[i + 1] ?? { text: '', value: null }),
      ]),
  };
  const group = turned.columns.map((column, index) => measured(column, index, turned));
  return rowPages(turned, group, width, height, hyphenation);
}

function weightOf(index: number): FontWeight {
  return index === 0 ? 600 : 400;
}

function measured(column: FigureColumn, index: number, { rows }: FigureTable): Measured {
  const texts = rows.map((row) => row[index]?.text ?? '');
  const widest = (parts: readonly string[], weight: FontWeight): number =>
    Math.max(0, ...parts.map((part) => lineWidth(part, TYPE.text, weight) + SPARE));
  const words = texts.flatMap((text) => text.split(' '));
  const word = Math.max(widest(column.label.split(' '), 600), widest(words, weightOf(index)));
  const number = column.type === 'number' ? word : widest(words.filter(isNumber), weightOf(index));
  const whole = Math.max(widest([column.label], 600), widest(texts, weightOf(index)));
  const least = (widest: number): number => 2 * CELL.side + Math.max(number, Math.min(word, widest));
  const lengths = [column.label, ...texts].map((text) => lineWidth(text, TYPE.text, weightOf(index)));
  return {
    column,
    index,
    least: least(SOONER),
    words: least(WIDEST_WORD),
    wished: Math.max(least(WIDEST_WORD), 2 * CELL.side + Math.min(whole, WIDEST_TEXT)),
    // Where a column of twice the words is 2^⅔ times as wide, the rows of a table are lowest together.
    share: Math.cbrt(lengths.reduce((sum, length) => sum + length ** 2, 0)),
  };
}

/** Columns that stand side by side; the first one names the rows of every page. */
function columnGroups([first, ...others]: readonly Measured[], width: number, by: 'words' | 'least'): Measured[][] {
  if (first === undefined) return [];
  if (others.length === 0) return [[first]];
  const fits = (run: readonly Measured[]): boolean => run.reduce((sum, one) => sum + one[by], first[by]) <= width;
  return chunks(others, fits).map((run) => [first, ...run]);
}

function widthsOf(group: readonly Measured[], width: number): number[] {
  const sum = (of: (one: Measured) => number): number => group.reduce((total, one) => total + of(one), 0);
  const [least, words, wished] = [sum((one) => one.least), sum((one) => one.words), sum((one) => one.wished)];
  if (wished <= width) {
    // Few words and many numbers: a table of counts, whose columns stand evenly.
    const counts = group.filter(({ column }) => column.type === 'number').length > group.length / 2 + 1;
    const stretched = group.filter(({ column, index }) => (counts ? index > 0 : column.type === 'text'));
    const more = (width - wished) / Math.max(1, stretched.length);
    return group.map((one) => one.wished + (stretched.includes(one) ? more : 0));
  }
  // Columns that fit only with divided words have what is left by how much more their words need.
  if (words > width && least <= width)
    return group.map((one) => one.least + ((one.words - one.least) / (words - least)) * (width - least));
  // Two columns that need more than the slide has share it.
  if (least > width) return group.map((one) => (one.least / least) * width);
  return shared(group, width);
}

/** Each column by its share, none narrower than its longest word or wider than its longest text. */
function shared(group: readonly Measured[], width: number): number[] {
  const at = (scale: number): number[] =>
    group.map(({ words, wished, share }) => Math.min(wished, Math.max(words, scale * share)));
  let [low, high] = [0, Math.max(...group.map(({ wished, share }) => wished / Math.max(share, 1)))];
  for (let tries = 0; tries < 40; tries += 1) {
    const middle = (low + high) / 2;
    if (at(middle).reduce((sum, one) => sum + one, 0) <= width) low = middle;
    else high = middle;
  }
  return at(low);
}

function rowPages(
  { columns, rows }: FigureTable,
  group: readonly Measured[],
  width: number,
  height: number,
  hyphenation: Hyphenation,
): TablePage[] {
  const widths = widthsOf(group, width);
  const inner = widths.map((one) => one - 2 * CELL.side);
  const cell = (text: string, i: number, weight: FontWeight): string =>
    withDividedWords(withInterval(text, inner[i] ?? 0, weight), inner[i] ?? 0, {
      size: TYPE.text,
      weight,
      hyphenation,
    });
  const heights = (texts: readonly string[], weight: (i: number) => FontWeight): number =>
    Math.max(1, ...texts.map((text, i) => linesOf(text, inner[i] ?? 0, weight(i)).length)) * lineHeight(TYPE.text) +
    2 * CELL.top;
  const labels = group.map(({ index }, i) => cell(columns[index]?.label ?? '', i, 600));
  const head = heights(labels, () => 600);
  const room = height - head;
  const own = rows
    .map((row) => group.map(({ index }, i) => cell(row[index]?.text ?? '', i, weightOf(i))))
    .flatMap((row) => cutRow(row, inner, room))
    .map((texts) => ({ texts, height: heights(texts, weightOf) }));
  const fits = (run: typeof own): boolean =>
    run.length <= MOST_ROWS && run.reduce((sum, row) => sum + row.height, 0) <= room;
  return chunks(own, (run) => fits([...run])).map((shown) => ({
    columns: group.map(({ column }, i) => ({
      width: widths[i] ?? 0,
      align: column.type === 'number' ? 'right' : 'left',
      label: labels[i] ?? '',
    })),
    heights: [head, ...shown.map((row) => row.height)],
    rows: shown.map(({ texts }) => texts),
    size: TYPE.text,
    pad: CELL,
  }));
}

/** A value and its interval that do not fit one line stand on two: programs break a line at a dash too. */
function withInterval(text: string, width: number, weight: FontWeight): string {
  const [, value, interval = ''] = /^(.{1,24}) (\([^()]*\))$/u.exec(text) ?? [];
  const whole = lineWidth(text, TYPE.text, weight) + SPARE > width;
  return value !== undefined && whole && lineWidth(interval, TYPE.text, weight) <= width
    ? `${value}\n${interval}`
    : text;
}

/** A line as measured, and what stands between it and the next: a space, or the break that the text itself has. */
type MeasuredLine = Readonly<{ line: string; end: string }>;

function linesOf(text: string, width: number, weight: FontWeight): MeasuredLine[] {
  // The measured width of a line has some room to spare, which a broken line must have too.
  const spare = SLIDE_MEASURE.textWidth('n', TYPE.text, weight) / 4;
  return text.split('\n').flatMap((part) => {
    const lines = SLIDE_MEASURE.wrapText(part, width - spare, TYPE.text, weight);
    return lines.map((line, i) => ({ line, end: i + 1 < lines.length ? ' ' : '\n' }));
  });
}

/** A row that is higher than a whole page goes on in further rows, which bear its name again. */
function cutRow(row: readonly string[], widths: readonly number[], room: number): string[][] {
  const lines = row.map((text, i) => linesOf(text, widths[i] ?? 0, weightOf(i)));
  const fitting = Math.max(1, Math.floor((room - 2 * CELL.top) / lineHeight(TYPE.text)));
  const most = Math.max(...lines.map(({ length }) => length));
  if (most <= fitting) return [[...row]];
  const pages = Math.ceil(most / fitting);
  return Array.from({ length: pages }, (_, page) =>
    lines.map((own, i) => {
      if (i === 0 && own.length <= fitting) return row[0] ?? '';
      const each = Math.ceil(most / pages);
      return own
        .slice(page * each, (page + 1) * each)
        .map(({ line, end }) => line + end)
        .join('')
        .trim();
    }),
  );
}
