import { decodeText, type Encoding } from './decode';
import { findHeader, type Header } from './header';
import { eachRecord, firstRecords, UNMATCHED_QUOTES } from './records';
import { tableBuilder, type Delimiter, type Table, type TableNote, type TextRow } from './table';
import { headOf, recogniseDelimiter, SAMPLE, textParts, type TextParts } from './text-format';

/** What the reader has said about a file; the rest is recognised. `header` null: there are no names. */
export type FormatChoice = Readonly<{
  encoding?: Encoding;
  delimiter?: Delimiter;
  sheet?: string;
  header?: number | null;
  rowNames?: boolean;
}>;

/** Told now and then how many letters of how many have been read. */
export type OnProgress = (done: number, of: number) => void;

/** Rows between two words about the progress. */
const PROGRESS_ROWS = 20_000;
const TOP_ROWS = 12;

/** Reads the bytes of a text file. */
export function readTextFile(bytes: Uint8Array, chosen: FormatChoice = {}, onProgress?: OnProgress): Table {
  const { text, encoding, certain } = decodeText(bytes, chosen.encoding ?? null);
  const guessed: TableNote[] = certain ? [] : [{ code: 'encoding-guessed', count: 1, lines: [] }];
  return readTable(text, chosen, onProgress, { encoding, notes: guessed });
}

/**
 * Reads a table. What `chosen` leaves open is recognised: the delimiter, the row of names, names of rows. Everything that
 * was left out is in the notes: lines above the names, repeated rows of names.
 */
export function readTable(
  text: string,
  chosen: FormatChoice = {},
  onProgress?: OnProgress,
  about: Readonly<{ encoding: Encoding | null; notes: readonly TableNote[] }> = { encoding: null, notes: [] },
): Table {
  const parts = textParts(text);
  const head = headOf(parts.body);
  const delimiter = chosen.delimiter ?? parts.delimiter ?? recogniseDelimiter(head);
  const sample = firstRecords(head, delimiter, SAMPLE).map((row) => ({ ...row, line: row.line + parts.skipped }));
  const comments = parts.comments.map(
    ({ line, text: own }): TextRow => ({ line, cells: firstRecords(own, delimiter, 1)[0]?.cells ?? [own] }),
  );
  const header = findHeader(sample, comments, chosen, delimiter !== ',' || /[\r\n]\s*"/u.test(head));
  const read = (quotes: boolean): Table => {
    const own = rowsOf(parts, delimiter, header, quotes, onProgress);
    return own.builder.finish({
      format: {
        encoding: about.encoding,
        delimiter,
        sheet: null,
        header: header.lines.at(-1) ?? null,
        rowNames: header.rowNames,
      },
      top: [...comments, ...sample].slice(0, TOP_ROWS),
      sheets: [],
      notes: [
        ...about.notes,
        ...own.notes,
        ...(quotes ? [] : [{ code: 'quotes-ignored', count: 1, lines: [] } as const]),
      ],
    });
  };
  try {
    return read(true);
  } catch (error) {
    if (error === UNMATCHED_QUOTES) return read(false);
    throw error;
  }
}

type Builder = ReturnType<typeof tableBuilder>;

function rowsOf(
  { body, skipped }: TextParts,
  delimiter: Delimiter,
  header: Header,
  quotes: boolean,
  onProgress: OnProgress | undefined,
): Readonly<{ builder: Builder; notes: readonly TableNote[] }> {
  const collector = rowCollector(header);
  let letters = 0;
  eachRecord(body, delimiter, { quotes, width: header.names.length }, (cells, place) => {
    for (const cell of cells) letters += cell.length + 1;
    if (onProgress !== undefined && place % PROGRESS_ROWS === 0)
      onProgress(Math.min(letters, body.length), body.length);
    collector.add(place + 1 + skipped, cells);
  });
  return { builder: collector.builder, notes: collector.notes(skipped) };
}

/**
 * Takes the records of a file in turn: those after the row of names are rows, those before it are counted, empty ones and
 * repetitions of the names left out.
 */
export function rowCollector(header: Header): Readonly<{
  builder: Builder;
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
