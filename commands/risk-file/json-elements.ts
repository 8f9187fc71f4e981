import { repeatedName } from '@/lib/risk/repeated-name';

/** What stops the reading of a file, in words for the person who gave it. */
export class FileError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'FileError';
  }
}

/** Longest row: far more than any row of facts, and little enough that a quote nobody closed does not fill the memory. */
export const LONGEST_ROW = 1024 * 1024;

const [QUOTE, BACKSLASH, COMMA, ARRAY, ARRAY_END] = [0x22, 0x5c, 0x2c, 0x5b, 0x5d];
const [OPENING, CLOSING] = [new Set([ARRAY, 0x7b]), new Set([ARRAY_END, 0x7d])];

/** Where the reading stands: before the array, inside it, or behind its end. */
type Place = 'before' | 'inside' | 'behind';

/**
 * The elements of the array that a text in pieces consists of, one after the other, each as soon as it is whole: a file of
 * any length is read with the memory of its longest element. Throws FileError where the text is no such array.
 */
export async function* jsonElements(pieces: AsyncIterable<string>): AsyncGenerator<unknown> {
  let [place, element, count]: [Place, string, number] = ['before', '', 0];
  let [depth, inText, escaped] = [0, false, false];
  for await (const piece of pieces) {
    let start = 0;
    for (let i = 0; i < piece.length; i++) {
      const code = piece.charCodeAt(i);
      if (place !== 'inside') {
        if (isSpace(code)) continue;
        if (place === 'behind')
          throw new FileError(
            'There is text behind the end of the array. Rows one below the other belong into a file named .jsonl.',
          );
        if (code !== ARRAY)
          throw new FileError(
            'The file does not begin with “[”: it must hold one array of patients. Rows one below the other belong into a file named .jsonl.',
          );
        [place, start] = ['inside', i + 1];
      } else if (inText) {
        if (escaped) escaped = false;
        else if (code === BACKSLASH) escaped = true;
        else if (code === QUOTE) inText = false;
      } else if (code === QUOTE) inText = true;
      else if (OPENING.has(code)) depth++;
      else if (CLOSING.has(code) && depth > 0) depth--;
      else if (depth === 0 && (code === COMMA || code === ARRAY_END)) {
        element += piece.slice(start, i);
        const last = code !== COMMA;
        if (!(last && count === 0 && element.trim() === '')) yield parse(element, ++count);
        [element, start] = ['', i + 1];
        if (last) place = 'behind';
      }
    }
    if (place === 'inside') element += piece.slice(start);
    if (element.length > LONGEST_ROW)
      throw new FileError(
        `Patient ${count + 1} of the array is longer than 1 MB; a quote or a bracket before it is not closed.`,
      );
  }
  if (place === 'before') throw new FileError('The file is empty.');
  if (place === 'inside') throw new FileError(`The array is not closed: the file ends within patient ${count + 1}.`);
}

/** The values of JSON Lines, one a line; empty lines are passed over. Throws FileError for a line that is not JSON. */
export async function* jsonLines(pieces: AsyncIterable<string>): AsyncGenerator<unknown> {
  let [rest, line] = ['', 0];
  const whole = (text: string): unknown[] => (text.trim() === '' ? [] : [parseLine(text, line)]);
  for await (const piece of pieces) {
    const lines = (rest + piece).split('\n');
    rest = lines.pop() ?? '';
    for (const text of lines) {
      line++;
      yield* whole(text);
    }
    if (rest.length > LONGEST_ROW) throw new FileError(`Line ${line + 1} is longer than 1 MB.`);
  }
  line++;
  yield* whole(rest);
}

function isSpace(code: number): boolean {
  return code === 0x20 || code === 0x0a || code === 0x0d || code === 0x09;
}

function parse(text: string, number: number): unknown {
  return parsed(text, `Patient ${number} of the array`);
}

function parseLine(text: string, line: number): unknown {
  return parsed(text, `Line ${line}`);
}

function parsed(text: string, place: string): unknown {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new FileError(`${place} is not valid JSON: ${excerpt(text)}`);
  }
  const twice = repeatedName(text);
  if (twice !== null) throw new FileError(`${place} has the name “${twice}” twice in one object; keep one of them.`);
  return value;
}

function excerpt(text: string): string {
  const shown = text.trim().slice(0, 60);
  return shown === '' ? '(empty)' : shown;
}
