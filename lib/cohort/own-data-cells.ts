export const DELIMITERS = [',', ';', '\t'] as const;
export type Delimiter = (typeof DELIMITERS)[number];

/** One record of a delimited text; `line` is its row in a spreadsheet, counted from 1 with empty rows. */
export type TextRow = Readonly<{ line: number; cells: readonly string[] }>;

/** How many records are looked at to recognise the format. */
const SAMPLE = 50;

/**
 * Cuts a delimited text into trimmed cells, as RFC 4180 has it: quoted cells may hold delimiters, line ends and doubled
 * quotes. A quote inside an unquoted cell stays as it is. Empty rows are left out but counted in `line`.
 */
export function splitRows(text: string, delimiter: Delimiter, most = Infinity): TextRow[] {
  const rows: TextRow[] = [];
  let [at, line] = [text.startsWith('\ufeff') ? 1 : 0, 0];
  while (at < text.length && rows.length < most) {
    const cells: string[] = [];
    line += 1;
    let open = true;
    while (open) {
      const cell = nextCell(text, at, delimiter);
      cells.push(cell.value);
      at = cell.end;
      open = text[at] === delimiter;
      if (open) at += 1;
    }
    if (text[at] === '\r') at += 1;
    if (text[at] === '\n') at += 1;
    if (cells.some((cell) => cell !== '')) rows.push({ line, cells });
  }
  return rows;
}

/** The cell that begins at `at`, and where its delimiter or line end stands. */
function nextCell(text: string, at: number, delimiter: Delimiter): { value: string; end: number } {
  let start = at;
  while (text[start] === ' ') start += 1;
  if (text[start] !== '"') {
    const end = endOfPlain(text, at, delimiter);
    return { value: text.slice(at, end).trim(), end };
  }
  let value = '';
  let from = start + 1;
  for (;;) {
    const quote = text.indexOf('"', from);
    if (quote < 0) return { value: value + text.slice(from), end: text.length };
    value += text.slice(from, quote);
    if (text[quote + 1] !== '"') {
      const end = endOfPlain(text, quote + 1, delimiter);
      return { value: (value + text.slice(quote + 1, end)).trim(), end };
    }
    value += '"';
    from = quote + 2;
  }
}

function endOfPlain(text: string, at: number, delimiter: Delimiter): number {
  let end = at;
  while (end < text.length) {
    const character = text[end];
    if (character === delimiter || character === '\n' || character === '\r') return end;
    end += 1;
  }
  return end;
}

/**
 * The delimiter that cuts the first rows into the same number of cells, the larger number first; with a tie a tab or a
 * semicolon before a comma, which may be a decimal sign.
 */
export function recogniseDelimiter(text: string): Delimiter {
  const candidates: Delimiter[] = ['\t', ';', ','];
  const scored = candidates.map((delimiter) => {
    const counts = splitRows(text, delimiter, SAMPLE).map(({ cells }) => cells.length);
    const usual = mostFrequent(counts);
    const regular = counts.filter((count) => count === usual).length / Math.max(1, counts.length);
    return { delimiter, score: usual < 2 ? 0 : regular + Math.min(usual, 99) / 1000 };
  });
  return scored.reduce((best, one) => (one.score > best.score ? one : best)).delimiter;
}

/** Whether numbers carry a decimal comma: more cells look like `1,5` than like `1.5`. */
export function recogniseDecimalComma(rows: readonly TextRow[]): boolean {
  const cells = rows.slice(0, SAMPLE).flatMap((row) => row.cells);
  const count = (pattern: RegExp): number => cells.filter((cell) => pattern.test(cell)).length;
  return count(/^[-−]?\d+,\d+$/u) > count(/^[-−]?\d+\.\d+$/u);
}

/** A cell as a number under the decimal sign; null when it is none. The other decimal sign is not guessed away. */
export function readNumber(cell: string, decimalComma: boolean): number | null {
  const pattern = decimalComma ? /^[-−+]?(\d+(,\d*)?|,\d+)(e[-+]?\d+)?$/iu : /^[-−+]?(\d+(\.\d*)?|\.\d+)(e[-+]?\d+)?$/iu;
  if (!pattern.test(cell)) return null;
  const value = Number(cell.replace('−', '-').replace(',', '.'));
  return Number.isFinite(value) ? value : null;
}

function mostFrequent(counts: readonly number[]): number {
  const seen = new Map<number, number>();
  for (const count of counts) seen.set(count, (seen.get(count) ?? 0) + 1);
  return [...seen].reduce((best, one) => (one[1] > best[1] || (one[1] === best[1] && one[0] > best[0]) ? one : best), [0, 0])[0];
}
