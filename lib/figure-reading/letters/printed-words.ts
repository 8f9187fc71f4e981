import type { Box } from '../geometry';
import type { Plane } from '../raster/image';
import { inkWords, type InkWord } from './letter-boxes';
import { linePicture, type LinePicture } from './line-picture';

/** What is looked for: a line or one word, of digits alone or of all letters. */
export type Asked = Readonly<{ as: 'line' | 'word'; digitsOnly: boolean }>;

/**
 * Reads one line of letters. It is handed in, as pdf.js is: a browser loads it when somebody asks for it. `sure` is between
 * 0 and 100.
 */
export type LetterReader = (line: LinePicture, asked: Asked) => Readonly<{ text: string; sure: number }>;

/** A number's place in a picture; `text` is null where it could not be read without doubt. */
export type PrintedWord = Readonly<{ box: Box; height: number; turned: boolean; text: string | null }>;

const NUMBER = /^(\d+([.,]\d+)?|[.,]\d+)%?$/;
/** A number whose point was lost: none is printed so. */
const POINTLESS = /^0\d/;
/** Of 100: a reader that is less sure has guessed, one that is surer needs no third look, and what it says below is noise. */
const [SURE, CERTAIN, NOISE] = [80, 88, 50] as const;
/** Each look: pixels of a digit's height, and what is looked for. One alone is wrong too often. */
const LOOKS: readonly Readonly<{ height: number; asked: Asked }>[] = [
  { height: 36, asked: { as: 'line', digitsOnly: false } },
  { height: 30, asked: { as: 'word', digitsOnly: true } },
  { height: 48, asked: { as: 'line', digitsOnly: true } },
  { height: 36, asked: { as: 'word', digitsOnly: true } },
];
/** Of the height of the digits: no number is longer. */
const LONGEST = 6;
/** What stands alone is no label of an axis and no number of a table. */
const FEWEST = 3;
/** Words read at most: a page of a paper has more, and they are no figure. */
const MOST = 400;

/**
 * The words of a picture that stand in rows or columns, as labels of an axis and numbers of a table do, read where they are
 * numbers. A `text` is never a guess: a word counts as read only where several looks agree and none contradicts.
 */
export function printedWords(dark: Plane, turned: boolean, read: LetterReader): PrintedWord[] {
  return lonesOut(inkWords(dark, turned), turned)
    .slice(0, MOST)
    .map((word) => ({ ...word, turned, text: numberIn(dark, word, turned, read) }));
}

type Look = Readonly<{ text: string; sure: number }>;

function numberIn(dark: Plane, word: InkWord, turned: boolean, read: LetterReader): string | null {
  const looks: Look[] = [];
  for (const { height, asked } of LOOKS) {
    const { text, sure } = read(linePicture(dark, word, turned, height), asked);
    // A nought and a one that stand alone look like letters; whether they are digits the other looks say.
    const plain = text.trim().replace(/[Oo]/g, '0').replace(/[lI|]/g, '1');
    const isLetters = !asked.digitsOnly && /\p{L}/u.test(plain);
    if (isLetters && (sure >= SURE || /\d/.test(plain))) return null;
    looks.push({ text: plain, sure: plain === text.trim() ? sure : Math.min(sure, SURE - 1) });
    if (looks.length === 2 && looks.every((look) => look.sure >= CERTAIN && look.text === looks[0]?.text)) break;
  }
  const text = agreed(looks);
  const length = turned ? word.box.y1 - word.box.y0 : word.box.x1 - word.box.x0;
  return text !== null && hasRoomFor(text, length / word.height) ? text : null;
}

/** Of the height of a digit: the room of the widest and of the narrowest, with what is between two, and of a point or a sign. */
const [WIDEST, NARROWEST, SIGN] = [0.98, 0.24, 0.5] as const;

/** Whether as many letters as were read fill a word of this length: a reader that loses a digit is as sure as one that does not. */
export function hasRoomFor(text: string, length: number): boolean {
  const digits = text.replace(/\D/g, '').length;
  const percent = text.endsWith('%') ? 1 : 0;
  const points = text.length - digits - percent;
  const blurred = 0.3;
  return (
    length < WIDEST * digits + SIGN * points + 1.5 * percent + blurred * (digits === 1 ? 0.5 : 1) &&
    length > NARROWEST * digits
  );
}

const plainDigits = (text: string): string => text.replace(/[.,]/g, '');

/** The number that the looks agree on; null where fewer than two are sure of it or one says another. */
export function agreed(looks: readonly Look[]): string | null {
  const numbers = looks.filter(({ text, sure }) => NUMBER.test(text) && sure >= NOISE);
  const whole = numbers.filter(({ text }) => !POINTLESS.test(text));
  // A point that was seen is there; where it was not seen, it was lost.
  const [best] = whole.toSorted((a, b) => Number(/[.,]/.test(b.text)) - Number(/[.,]/.test(a.text)) || b.sure - a.sure);
  if (best === undefined) return null;
  const supports = numbers.filter(({ text }) => text === best.text || lostPoint(text, best.text));
  return supports.length === numbers.length && supports.filter(({ sure }) => sure >= SURE).length >= 2
    ? best.text
    : null;
}

/** Whether one is the other without its point, which is small. */
const lostPoint = (text: string, whole: string): boolean => text !== whole && text === plainDigits(whole);

/** Without the words that have no others beside them or above and below them. */
function lonesOut(words: readonly InkWord[], turned: boolean): InkWord[] {
  const short = words.filter(({ box, height }) => (turned ? box.y1 - box.y0 : box.x1 - box.x0) < LONGEST * height);
  const alike = (a: InkWord, b: InkWord): boolean => Math.max(a.height, b.height) < 1.35 * Math.min(a.height, b.height);
  const near = (a: number, b: number, height: number): boolean => Math.abs(a - b) < 0.3 * height + 1;
  return short.filter((word) => {
    const { box, height } = word;
    const others = short.filter((other) => alike(word, other));
    const inRow = others.filter((other) => near((other.box.y0 + other.box.y1) / 2, (box.y0 + box.y1) / 2, height));
    const inColumn = others.filter(
      (other) =>
        near(other.box.x1, box.x1, height) ||
        near(other.box.x0, box.x0, height) ||
        near((other.box.x0 + other.box.x1) / 2, (box.x0 + box.x1) / 2, height),
    );
    return inColumn.length >= FEWEST || (!turned && inRow.length >= FEWEST);
  });
}
