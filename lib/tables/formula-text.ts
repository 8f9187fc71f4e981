/** What a spreadsheet would begin to compute, whatever number of apostrophes stands before it. */
const FORMULA = /^'*[=+\-@\t\r＝＋－＠]/u;
/** A name of a month in English or Russian, as far as a spreadsheet needs it. */
const MONTH = String.raw`(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|янв|фев|мар|апр|ма[йя]|июн|июл|авг|сен|окт|ноя|дек)\p{L}*`;
/** What a spreadsheet makes another value of, though it is a text: 007, 1E5, 1-2 or 3/2021, MAR5, a number of more than fifteen digits. */
const ALTERED = new RegExp(
  [
    String.raw`^'*(?:0\d+|\d+(?:[.,]\d+)?e\d+|\d{16,}`,
    String.raw`\d{1,4}[-/.,:]\d{1,4}(?:[-/.,:]\d{1,4})?`,
    String.raw`${MONTH}[ ./-]?\d{1,4}|\d{1,4}[ ./-]?${MONTH})$`,
  ].join('|'),
  'iu',
);

/** Whether the first sign of a text is an apostrophe that stands before what a spreadsheet would change. */
const isKept = (text: string): boolean => text.startsWith("'") && (FORMULA.test(text) || ALTERED.test(text));

/** A text as a cell of a CSV file that no spreadsheet computes: an apostrophe in front where one would. */
export function defuse(text: string): string {
  return FORMULA.test(text) || isKept(text) ? `'${text}` : text;
}

/** A text, no number and no date, as a cell of a CSV file that a spreadsheet neither computes nor changes. */
export function keepText(text: string): string {
  return FORMULA.test(text) || ALTERED.test(text) ? `'${text}` : text;
}

/** A text as a cell that is a text by its form already, so that `undefuse` gives it back. */
export function keepApostrophe(text: string): string {
  return isKept(text) ? `'${text}` : text;
}

/** The text that `defuse`, `keepText` or `keepApostrophe` wrote. */
export function undefuse(text: string): string {
  return isKept(text) ? text.slice(1) : text;
}
