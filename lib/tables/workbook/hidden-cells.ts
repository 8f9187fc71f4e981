import type { TableNote, TextRow } from '../table';
import { attribute } from './parts';

const MOST_LINES = 20;
const [OPEN, COLON, CLOSE, SPACE] = [0x3c, 0x3a, 0x3e, 0x20];
const [ROW, COLUMN] = [
  [0x72, 0x6f, 0x77],
  [0x63, 0x6f, 0x6c],
] as const;
const HIDDEN = /^(?:1|true|on)$/iu;

/**
 * What of a sheet its reader does not see, though it is read like everything else: rows that were hidden or filtered, and columns.
 * By the content of the sheet, which is not made text as a whole. Source of the layout: ECMA-376 part 1, 18.3.1.13 and 18.3.1.73.
 */
export function hiddenNotes(content: Uint8Array, rows: readonly TextRow[]): TableNote[] {
  const found = { lines: new Set<number>(), columns: new Set<number>() };
  for (let at = content.indexOf(OPEN); at !== -1; at = content.indexOf(OPEN, at + 1)) {
    const name = rowOrColumn(content, at + 1);
    if (name === null) continue;
    const element = new TextDecoder().decode(content.subarray(at, content.indexOf(CLOSE, at) + 1));
    if (!HIDDEN.test(attribute(element, 'hidden') ?? '')) continue;
    if (name === 'row') found.lines.add(Number(attribute(element, 'r') ?? 0));
    // Columns up to the last of all are hidden to show less of an empty sheet.
    else
      for (let column = Number(attribute(element, 'min')); column <= Number(attribute(element, 'max')); column += 1)
        found.columns.add(column);
  }
  if (found.lines.size + found.columns.size === 0) return [];
  const lines = rows.filter(({ line }) => found.lines.has(line)).map(({ line }) => line);
  const columns = [...found.columns].filter((column) =>
    rows.some(({ cells }) => (cells[column - 1] ?? '').trim() !== ''),
  );
  const [row, column] = [
    { code: 'hidden-rows', count: lines.length },
    { code: 'hidden-columns', count: columns.length },
  ] as const;
  return [
    ...(lines.length === 0 ? [] : [{ ...row, lines: lines.slice(0, MOST_LINES) }]),
    ...(columns.length === 0 ? [] : [{ ...column, lines: [], names: columns.slice(0, MOST_LINES).map(letters) }]),
  ];
}

/** Whether the element that begins here is a row or a column, with or without a prefix. */
function rowOrColumn(content: Uint8Array, from: number): 'row' | 'col' | null {
  const start = content[from + 1] === COLON ? from + 2 : from;
  if ((content[start + 3] ?? CLOSE) > SPACE) return null;
  const is = (name: readonly number[]): boolean => name.every((letter, at) => content[start + at] === letter);
  if (is(ROW)) return 'row';
  return is(COLUMN) ? 'col' : null;
}

/** A column as a spreadsheet calls it: 28 is AB. */
function letters(column: number): string {
  const rest = Math.floor((column - 1) / 26);
  return `${rest === 0 ? '' : letters(rest)}${String.fromCharCode(65 + ((column - 1) % 26))}`;
}
