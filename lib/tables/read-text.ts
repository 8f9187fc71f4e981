import { decodedPieces, encodingOf, type Encoding } from './decode';
import { findHeader, type Header } from './header';
import { firstRecords, recordCutter, UNMATCHED_QUOTES } from './records';
import { tableBuilder, type Delimiter, type MergedMeaning, type Table, type TableNote, type TextRow } from './table';
import { hasNoLine, HEAD, headOf, recogniseDelimiter, SAMPLE, textParts } from './text-format';

/** What the reader has said about a file; the rest is recognised. `header` null: there are no names. */
export type FormatChoice = Readonly<{
  encoding?: Encoding;
  delimiter?: Delimiter;
  sheet?: string;
  header?: number | null;
  rowNames?: boolean;
  merged?: MergedMeaning;
}>;

/** Told now and then how much of how much has been read, in letters or bytes. */
export type OnProgress = (done: number, of: number) => void;

/** Letters that are cut into cells at a time. */
const PIECE = 2 ** 20;
const TOP_ROWS = 12;

type About = Readonly<{ encoding: Encoding | null; notes: readonly TableNote[] }>;

/** As many as a spreadsheet program has: with more, what stands in a row was not meant so. */
const MOST_COLUMNS = 16_384;
export const TOO_WIDE = new Error('more columns than a table has');

/** Whether a text has more columns than a table, or a first line that does not end. */
export function isTooWide(text: string, chosen: FormatChoice = {}): boolean {
  const head = text.slice(0, HEAD);
  return hasNoLine(head) || textPlan(head, chosen).isTooWide;
}

/** Reads a table that is in memory, however wide. */
export function readTable(text: string, chosen: FormatChoice = {}, onProgress?: OnProgress): Table {
  const plan = textPlan(text.slice(0, HEAD), chosen);
  return withQuotes((quotes) => {
    const reading = startReading(plan, quotes);
    for (let from = 0; from < text.length; from += PIECE) {
      reading.add(text.slice(from, from + PIECE));
      onProgress?.(Math.min(from + PIECE, text.length), text.length);
    }
    return reading.finish({ encoding: null, notes: [] });
  });
}

/** Reads a text file in pieces, so that no more than the table itself is in memory. Throws `TOO_WIDE`. */
export async function readTextFile(file: Blob, chosen: FormatChoice = {}, onProgress?: OnProgress): Promise<Table> {
  const { encoding, certain } = await encodingOf(file, chosen.encoding ?? null);
  const notes: TableNote[] = certain ? [] : [{ code: 'encoding-guessed', count: 1, lines: [] }];
  const read = async (quotes: boolean): Promise<Table> => {
    let head = '';
    let reading: ReturnType<typeof startReading> | null = null;
    for await (const { text, done } of decodedPieces(file, encoding)) {
      onProgress?.(done, file.size);
      if (reading !== null) {
        reading.add(text);
        continue;
      }
      head += text;
      if (head.length < HEAD && done < file.size) continue;
      if (hasNoLine(head)) throw TOO_WIDE;
      const plan = textPlan(head, chosen);
      if (plan.isTooWide) throw TOO_WIDE;
      reading = startReading(plan, quotes);
      reading.add(head);
    }
    return (reading ?? startReading(textPlan(head, chosen), quotes)).finish({ encoding, notes });
  };
  try {
    return await read(true);
  } catch (error) {
    if (error === UNMATCHED_QUOTES) return read(false);
    throw error;
  }
}

/** How a text is to be read. What `chosen` leaves open is recognised: the delimiter, the row of names, names of rows. */
function textPlan(text: string, chosen: FormatChoice): TextPlan {
  const whole = headOf(text);
  const parts = textParts(whole);
  const delimiter = chosen.delimiter ?? parts.delimiter ?? recogniseDelimiter(parts.body);
  const sample = firstRecords(parts.body, delimiter, SAMPLE).map((row) => ({ ...row, line: row.line + parts.skipped }));
  const comments = parts.comments.map(
    ({ line, text: own }): TextRow => ({ line, cells: firstRecords(own, delimiter, 1)[0]?.cells ?? [own] }),
  );
  const header = findHeader(sample, comments, chosen, delimiter !== ',' || /[\r\n]\s*"/u.test(parts.body));
  return {
    delimiter,
    header,
    skipped: parts.skipped,
    bodyAt: whole.length - parts.body.length,
    top: [...comments, ...sample].slice(0, TOP_ROWS),
    isTooWide: sample.some(({ cells }) => cells.length > MOST_COLUMNS),
  };
}

/** `bodyAt`: how many letters stand before the body, `skipped` how many lines. */
type TextPlan = Readonly<{
  isTooWide: boolean;
  delimiter: Delimiter;
  header: Header;
  skipped: number;
  bodyAt: number;
  top: readonly TextRow[];
}>;

/** Takes a text in pieces from its beginning on. Everything that was left out is in the notes of the table. */
function startReading(
  { delimiter, header, skipped, bodyAt, top }: TextPlan,
  quotes: boolean,
): Readonly<{ add: (piece: string) => void; finish: (about: About) => Table }> {
  const collector = rowCollector(header);
  const cutter = recordCutter({ delimiter, quotes, width: header.names.length }, (cells, place) =>
    collector.add(place + 1 + skipped, cells),
  );
  let before = bodyAt;
  return {
    add: (piece) => {
      const from = Math.min(before, piece.length);
      before -= from;
      if (from < piece.length) cutter.add(piece.slice(from));
    },
    finish: ({ encoding, notes }) => {
      cutter.finish();
      return collector.builder.finish({
        format: {
          encoding,
          delimiter,
          sheet: null,
          header: header.lines.at(-1) ?? null,
          rowNames: header.rowNames,
          merged: null,
        },
        top,
        sheets: [],
        merged: null,
        notes: [
          ...notes,
          ...collector.notes(skipped),
          ...(quotes ? [] : [{ code: 'quotes-ignored', count: 1, lines: [] } as const]),
        ],
      });
    },
  };
}

function withQuotes(read: (quotes: boolean) => Table): Table {
  try {
    return read(true);
  } catch (error) {
    if (error === UNMATCHED_QUOTES) return read(false);
    throw error;
  }
}

/**
 * Takes the records of a file in turn: those after the row of names are rows, those before it are counted, empty ones and
 * repetitions of the names left out.
 */
export function rowCollector(header: Header): Readonly<{
  builder: ReturnType<typeof tableBuilder>;
  add: (line: number, cells: readonly string[]) => void;
  notes: (skipped: number) => TableNote[];
}> {
  const builder = tableBuilder(header.names);
  const last = header.lines.at(-1) ?? 0;
  const above: number[] = [];
  const repeated: number[] = [];
  const named = header.names.filter((name) => !/#\d+$/u.test(name)).length > 1;
  const add = (line: number, cells: readonly string[]): void => {
    if (cells.every((cell) => cell.trim() === '')) return;
    if (line <= last) {
      if (!header.lines.includes(line)) above.push(line);
      return;
    }
    if (named && header.names.every((name, i) => (cells[i] ?? '').trim() === name)) repeated.push(line);
    else builder.add(line, cells);
  };
  const notes = (skipped: number): TableNote[] => {
    const lines = [
      ...Array.from({ length: skipped }, (_, i) => i + 1).filter((line) => !header.lines.includes(line)),
      ...above,
    ];
    return [
      ...(lines.length > 0 ? [{ code: 'lines-above', count: lines.length, lines: lines.slice(0, 20) } as const] : []),
      ...(repeated.length > 0
        ? [{ code: 'names-repeated', count: repeated.length, lines: repeated.slice(0, 20) } as const]
        : []),
      ...(header.lines.length === 2 ? [{ code: 'header-joined', count: 2, lines: header.lines } as const] : []),
      ...(header.rowNames ? [{ code: 'row-names', count: 1, lines: [] } as const] : []),
    ];
  };
  return { builder, add, notes };
}
