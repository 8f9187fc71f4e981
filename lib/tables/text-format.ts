import { looksLikeNumber } from './numbers';
import { firstRecords } from './records';
import type { Delimiter, TextRow } from './table';

/** How many records are looked at to recognise the format. */
export const SAMPLE = 60;
/** Text that holds as many records, however long. */
export const HEAD = 2 ** 19;
/** With a tie the one that is less often part of a cell goes first. */
const CANDIDATES: readonly Delimiter[] = ['\t', ';', '|', '^', ','];

/**
 * The text of a table apart from what stands above it: a line `sep=`, which sets the delimiter, and lines of comments.
 * `body` begins after `skipped` lines of the file.
 */
export type TextParts = Readonly<{
  delimiter: Delimiter | null;
  comments: readonly Readonly<{ line: number; text: string }>[];
  body: string;
  skipped: number;
}>;

export function textParts(text: string): TextParts {
  let rest = text.replace(/^\ufeff/u, '');
  let skipped = 0;
  const takeLine = (): string => {
    const end = /\r\n|[\r\n]/u.exec(rest);
    const line = end === null ? rest : rest.slice(0, end.index);
    rest = end === null ? '' : rest.slice(end.index + end[0].length);
    skipped += 1;
    return line;
  };
  const separator = /^"?sep=(\\t|[^\r\n])"?[,;\t|^ ]*(?=[\r\n]|$)/iu.exec(rest)?.[1];
  if (separator !== undefined) takeLine();
  const comments: { line: number; text: string }[] = [];
  const before = { rest, skipped };
  while (/^\s*"?#/u.test(rest)) {
    const text = takeLine();
    comments.push({ line: skipped, text });
  }
  // A table may write all of its rows with a # in front; then none is a comment.
  if (rest.trim() === '')
    return { delimiter: asDelimiter(separator), comments: [], body: before.rest, skipped: before.skipped };
  return { delimiter: asDelimiter(separator), comments, body: rest, skipped };
}

function asDelimiter(separator: string | undefined): Delimiter | null {
  if (separator === '\\t') return '\t';
  return [...CANDIDATES, ' ' as const].find((one) => one === separator) ?? null;
}

/** The beginning of a text, cut after a whole line. */
export function headOf(text: string): string {
  if (text.length <= HEAD) return text;
  const end = lineEnd(text);
  return text.slice(0, end < 0 ? HEAD : end + 1);
}

/** Whether the first line of a text is longer than its beginning. */
export function hasNoLine(text: string): boolean {
  return text.length >= HEAD && lineEnd(text) < 0;
}

function lineEnd(text: string): number {
  return Math.max(text.lastIndexOf('\n', HEAD), text.lastIndexOf('\r', HEAD));
}

/**
 * The delimiter that cuts the first rows into the same number of cells, the larger number first. Blanks only where no other
 * does, since they stand between words too.
 */
export function recogniseDelimiter(head: string): Delimiter {
  const scored = CANDIDATES.map((delimiter) => ({ delimiter, ...regularity(firstRecords(head, delimiter, SAMPLE)) }));
  const best = scored.reduce((first, one) => (one.score > first.score ? one : first));
  if (best.regular > 0.75) return best.delimiter;
  const blanks = regularity(firstRecords(head, ' ', SAMPLE));
  return blanks.regular > 0.9 && blanks.score > best.score ? ' ' : best.delimiter;
}

function regularity(rows: readonly TextRow[]): { score: number; regular: number } {
  const filled = rows.filter(({ cells }) => cells.some((cell) => cell !== ''));
  const counts = filled.map(({ cells }) => cells.length);
  const usual = mostFrequent(counts);
  if (usual < 2) return { score: 0, regular: 0 };
  // A row of names may be one shorter; a row of numbers that is has a decimal comma less.
  const named = filled[0]?.cells.every((cell) => !looksLikeNumber(cell.trim())) === true;
  const fitting = counts.filter((count, i) => count === usual || (i === 0 && named && count === usual - 1)).length;
  const regular = fitting / Math.max(1, counts.length);
  // The `^` of `10^-4` cuts each cell but no name.
  const cutsNames = (counts[0] ?? 0) > 1 ? 0.0005 : 0;
  return { score: regular + Math.min(usual, 99) / 1000 + cutsNames, regular };
}

/** The most frequent number; the larger with a tie. */
export function mostFrequent(counts: readonly number[]): number {
  const seen = new Map<number, number>();
  for (const count of counts) seen.set(count, (seen.get(count) ?? 0) + 1);
  return [...seen].reduce(
    (best, one) => (one[1] > best[1] || (one[1] === best[1] && one[0] > best[0]) ? one : best),
    [0, 0],
  )[0];
}
