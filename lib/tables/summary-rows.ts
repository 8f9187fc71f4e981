/** What spreadsheets write below the last patient. */
const SUMMARIES =
  /^(?:grand total|totals?|sum|subtotal|mean|average|median|range|std|sd|st ?dev|standard deviation|min|max|minimum|maximum|count|итого|всего|сумма|среднее|медиана|минимум|максимум|количество)(?: (?:of )?(?:patients|cases|rows|values?|больных|пациентов|случаев|детей|значение|арифметическое))?(?: ?\(.*\)| ?[±+]\/?-? ?sd|,? n ?= ?\d+)?$/u;
/** What stands below a table and its totals: a sign of a footnote, or whole sentences. */
const FOOTNOTE = /^(?:[*†‡§¹²³]|(?:notes?|source|примечани[ея]|источник)(?!\p{L}))|(?:\p{L}+[ ,]+){3}\p{L}/iu;
const MOST_SUMMARIES = 10;

/** A table while it is collected: `codes` of a column are places in its `values`, of which the first is the empty cell. */
type Growing = Readonly<{
  columns: readonly Readonly<{ values: readonly string[]; codes: number[] }>[];
  lines: number[];
  wide: Map<number, number>;
}>;

/**
 * Takes rows off the end, above footnotes, whose first filled cell is a word for a summary that no other row has there. Gives
 * their lines.
 */
export function dropSummaries({ columns, lines, wide }: Growing): number[] {
  const dropped: number[] = [];
  let at = lines.length - 1;
  while (at > 0 && columns.length > 1 && !wide.has(at) && FOOTNOTE.test(onlyCell(columns, at))) at -= 1;
  for (; at > 0 && dropped.length < MOST_SUMMARIES; at -= 1) {
    const row = at;
    const first = columns.find(({ codes }) => codes[row] !== 0);
    const code = first?.codes[row] ?? 0;
    const word = first?.values[code]?.toLowerCase().replace(/[:.]$/u, '') ?? '';
    if (first === undefined || !SUMMARIES.test(word) || first.codes.indexOf(code) < row) break;
    for (const { codes } of columns) codes.splice(row, 1);
    wide.delete(row);
    dropped.unshift(...lines.splice(row, 1));
  }
  return dropped;
}

/** What the first cell of a row holds, where that is all that the row holds. */
function onlyCell([first, ...others]: Growing['columns'], row: number): string {
  return others.every(({ codes }) => codes[row] === 0) ? (first?.values[first.codes[row] ?? 0] ?? '') : '';
}
