import type { Box } from '../geometry';
import type { Glyph } from './drawing';

/** Letters that stand together. `x`, `y` is the middle of the digits' height; `turned` is text read upwards. */
export type Word = Readonly<{
  text: string;
  box: Box;
  x: number;
  y: number;
  size: number;
  turned: boolean;
  colour: string;
  glyphs: readonly Glyph[];
}>;

/** Digits stand on the base line and are about 0.72 of the size high. */
const HALF_DIGIT = 0.36;

type Line = { glyphs: Glyph[]; across: number; size: number };

/**
 * Upright text and text read upwards, cut at spaces and at gaps wider than `gap` times the size of the letters. With a gap
 * below 0.25 numbers of a table stay apart; with 1.2 a label stays whole.
 */
export function wordsOf(glyphs: readonly Glyph[], gap: number): Word[] {
  return [false, true].flatMap((turned) => linesOf(glyphs, turned).flatMap((line) => cut(line, turned, gap)));
}

/** Of the letters' size: letters of one string begin where the one before ended. */
const KERNED = 0.06;

/**
 * Upright words as they were written, letter after letter: numbers printed so close that they run into one another are
 * told apart by where their strings begin.
 */
export function wordsAsWritten(glyphs: readonly Glyph[]): Word[] {
  const words: Glyph[][] = [];
  let before: Glyph | null = null;
  for (const glyph of glyphs) {
    const goesOn =
      before !== null &&
      Math.abs(before.y - glyph.y) < 0.02 * glyph.size &&
      Math.abs(before.x + before.advance - glyph.x) < KERNED * glyph.size;
    const isLetter = glyph.size > 0 && isUpright(glyph) && glyph.text.trim() !== '';
    if (isLetter && goesOn) words.at(-1)?.push(glyph);
    else if (isLetter) words.push([glyph]);
    before = isLetter ? glyph : null;
  }
  return words.map((letters) => wordOf(letters, false));
}

const along = (glyph: Glyph, turned: boolean): number => (turned ? -glyph.y : glyph.x);
const across = (glyph: Glyph, turned: boolean): number => (turned ? glyph.x : glyph.y);
const isTurned = ({ angle }: Glyph): boolean => Math.abs(angle - 270) < 1;
const isUpright = ({ angle }: Glyph): boolean => angle < 1 || angle > 359;

function linesOf(glyphs: readonly Glyph[], turned: boolean): Line[] {
  const chosen = glyphs
    .filter((glyph) => glyph.size > 0 && (turned ? isTurned(glyph) : isUpright(glyph)))
    .toSorted((a, b) => across(a, turned) - across(b, turned));
  const lines: Line[] = [];
  for (const glyph of chosen) {
    const open = lines.findLast(
      (line) =>
        Math.abs(line.across - across(glyph, turned)) < 0.15 * glyph.size &&
        Math.abs(line.size - glyph.size) < 0.2 * glyph.size,
    );
    if (open === undefined) lines.push({ glyphs: [glyph], across: across(glyph, turned), size: glyph.size });
    else open.glyphs.push(glyph);
  }
  return lines;
}

function cut(line: Line, turned: boolean, gap: number): Word[] {
  const sorted = line.glyphs.toSorted((a, b) => along(a, turned) - along(b, turned));
  const words: Glyph[][] = [];
  let end = -Infinity;
  let spaced = false;
  for (const glyph of sorted) {
    const start = along(glyph, turned);
    if (glyph.text.trim() === '') {
      // A space's own width counts as a gap, so that one string of a table's cells still falls apart.
      spaced = true;
      continue;
    }
    const wide = start - end > gap * glyph.size;
    const word = words.at(-1);
    if (word === undefined || wide || (spaced && gap < 0.5)) words.push([glyph]);
    else {
      if (spaced || start - end > 0.18 * glyph.size) word.push({ ...glyph, text: ` ${glyph.text}` });
      else word.push(glyph);
    }
    end = Math.max(end, start + glyph.advance);
    spaced = false;
  }
  return words.map((letters) => wordOf(letters, turned));
}

function wordOf(glyphs: readonly Glyph[], turned: boolean): Word {
  const [first, last] = [glyphs[0], glyphs.at(-1)];
  const size = first?.size ?? 0;
  const text = glyphs
    .map((glyph) => glyph.text)
    .join('')
    .normalize('NFKC');
  const [from, to] = [
    first === undefined ? 0 : along(first, turned),
    last === undefined ? 0 : along(last, turned) + last.advance,
  ];
  const base = first === undefined ? 0 : across(first, turned);
  const box = turned
    ? { x0: base - 0.75 * size, x1: base + 0.2 * size, y0: -to, y1: -from }
    : { x0: from, x1: to, y0: base - 0.75 * size, y1: base + 0.2 * size };
  const [x, y] = turned ? [base - HALF_DIGIT * size, -(from + to) / 2] : [(from + to) / 2, base - HALF_DIGIT * size];
  return { text, box, x, y, size, turned, colour: first?.colour ?? '#000000', glyphs };
}
