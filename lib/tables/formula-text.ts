/** What a spreadsheet would begin to compute, whatever number of apostrophes stands before it. */
const FORMULA = /^'*[=+\-@\t\r＝＋－＠]/u;

/** A text as a cell of a CSV file that no spreadsheet computes: an apostrophe in front where one would. */
export function defuse(text: string): string {
  return FORMULA.test(text) ? `'${text}` : text;
}

/** The text that `defuse` wrote. */
export function undefuse(text: string): string {
  return text.startsWith("'") && FORMULA.test(text.slice(1)) ? text.slice(1) : text;
}
