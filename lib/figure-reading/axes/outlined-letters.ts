import { median } from '../geometry';
import { grouped } from '../grouping';
import type { Drawing, Glyph } from '../pdf/drawing';
import { FigureReadingError } from '../refusal';
import { letterShapes, type LetterShape } from './letter-shapes';
import { solutions, together, type Sign, type Solution } from './number-puzzle';
import { acrossLines, families, type Family } from './tick-lines';

/** Letters of one label beside a tick. */
type Token = Readonly<{ letters: readonly LetterShape[]; x: number; y: number }>;
type Labelled = Readonly<{ tokens: readonly Token[]; gaps: readonly number[] }>;

const FEWEST = 3;

/**
 * Digits that were written as outlines, as letters again. No picture of a digit is known beforehand: the labels of both axes
 * rise evenly from tick to tick, and there is one alphabet in which they do, or `axis_values_needed`. Null where the page
 * has no ticks with outlined labels.
 */
export function withOutlinedDigits(drawing: Drawing): Drawing | null {
  const upright = letterShapes(drawing.fills, false);
  if (upright.length < 2 * FEWEST) return null;
  const height = median(upright.map(({ box }) => box.y1 - box.y0));
  const turned = letterShapes(drawing.fills, true).map((shape) => ({ ...shape, group: matchingGroup(shape, upright) }));
  const tokens = { upright: tokensOf(upright, false, height), turned: tokensOf(turned, true, height) };
  const columns = tickFamilies(drawing, 'x').flatMap((family) => labelled(family, tokens.upright, 'x', height));
  const rows = tickFamilies(drawing, 'y').flatMap((family) => [
    ...labelled(family, tokens.upright, 'y', height),
    ...labelled(family, tokens.turned, 'y', height),
  ]);
  if (columns.length === 0 || rows.length === 0) return null;
  const [signs, sets] = [signsOf([...upright, ...turned]), [longest(columns), longest(rows)] as const];
  const [x, y] = sets.map((set) => solve(set, signs));
  const joint = (x ?? []).flatMap((a) =>
    (y ?? []).filter(isShare).flatMap((b) => {
      const meaning = together(a.meaning, b.meaning);
      return meaning === null ? [] : [{ meaning, key: `${a.values.join(' ')} | ${b.values.join(' ')}` }];
    }),
  );
  if (new Set(joint.map(({ key }) => key)).size !== 1)
    throw new FigureReadingError(
      'axis_values_needed',
      joint.length === 0 ? null : `${new Set(joint.map(({ key }) => key)).size}`,
    );
  const meaning = joint[0]?.meaning ?? new Map<number, string>();
  const isTurned = sets[1].tokens.some((token) => tokens.turned.includes(token));
  const font: Font = { meaning, height, digit: widestDigit(upright, meaning) };
  const glyphs = [
    ...upright.map((shape) => glyphOf(shape, font, false)),
    ...(isTurned ? sets[1].tokens.flatMap(({ letters }) => letters.map((shape) => glyphOf(shape, font, true))) : []),
  ];
  return { ...drawing, glyphs: [...drawing.glyphs, ...glyphs] };
}

const isShare = ({ values }: Solution): boolean => Math.max(...values) <= 100 && Math.max(...values) >= 0.2;

function matchingGroup(shape: LetterShape, among: readonly LetterShape[]): number {
  const same = among.find(
    (other) =>
      other.holes === shape.holes &&
      Math.abs(other.aspect - shape.aspect) < 0.08 &&
      other.picture.reduce((sum, cell, i) => sum + (cell === shape.picture[i] ? 0 : 1), 0) <= 8,
  );
  return same?.group ?? 10_000 + shape.group;
}

function signsOf(shapes: readonly LetterShape[]): Map<number, Sign> {
  const size = (shape: LetterShape): number => Math.max(shape.box.x1 - shape.box.x0, shape.box.y1 - shape.box.y0);
  const usual = median(shapes.map(size));
  return new Map(
    [...grouped(shapes, ({ group }) => group)].map(([group, own]) => [
      group,
      { holes: own[0]?.holes ?? 0, isSmall: median(own.map(size)) < 0.35 * usual },
    ]),
  );
}

/** Short lines at even distances. */
function tickFamilies(drawing: Drawing, axis: 'x' | 'y'): Family[] {
  return families(acrossLines(drawing.strokes, axis)).flatMap((family) => {
    const places = [...new Set(family.places.map((place) => Math.round(place * 100) / 100))].toSorted((a, b) => a - b);
    const [span, length] = [(places.at(-1) ?? 0) - (places[0] ?? 0), family.to - family.from];
    const step = span / (places.length - 1);
    const isEven = places.every((place, i) => Math.abs(place - (places[0] ?? 0) - i * step) < 0.3);
    return places.length >= FEWEST && isEven && length < 0.1 * span ? [{ ...family, places }] : [];
  });
}

function tokensOf(shapes: readonly LetterShape[], turned: boolean, height: number): Token[] {
  const along = ({ box }: LetterShape): readonly [number, number] => (turned ? [-box.y1, -box.y0] : [box.x0, box.x1]);
  const base = ({ box }: LetterShape): number => (turned ? box.x1 : box.y1);
  const sorted = shapes.toSorted((a, b) => base(a) - base(b));
  const lines: LetterShape[][] = [];
  for (const shape of sorted) {
    const open = lines.at(-1);
    if (open !== undefined && base(shape) - base(open[0] ?? shape) < 0.2 * height) open.push(shape);
    else lines.push([shape]);
  }
  return lines.flatMap((line) => {
    const tokens: LetterShape[][] = [];
    for (const shape of line.toSorted((a, b) => along(a)[0] - along(b)[0])) {
      const last = tokens.at(-1)?.at(-1);
      if (last !== undefined && along(shape)[0] - along(last)[1] < 0.5 * height) tokens.at(-1)?.push(shape);
      else tokens.push([shape]);
    }
    return tokens.map((letters) => ({
      letters,
      x: (Math.min(...letters.map(({ box }) => box.x0)) + Math.max(...letters.map(({ box }) => box.x1))) / 2,
      y: (Math.min(...letters.map(({ box }) => box.y0)) + Math.max(...letters.map(({ box }) => box.y1))) / 2,
    }));
  });
}

/** The nearest row of labels below ticks, or the nearest column left of them; nothing where fewer than three have one. */
function labelled(family: Family, tokens: readonly Token[], axis: 'x' | 'y', height: number): Labelled[] {
  const step = Math.abs((family.places[1] ?? 0) - (family.places[0] ?? 0));
  const away = (token: Token): number =>
    axis === 'x' ? token.y - family.to : family.from - Math.max(...token.letters.map(({ box }) => box.x1));
  const at = (token: Token): number => (axis === 'x' ? token.x : token.y);
  const near = tokens.filter((token) => away(token) > -0.3 * height && away(token) < 3.5 * height);
  const nearest = Math.min(...near.map(away));
  // The labels of y are as wide as their numbers, those of x stand in one row.
  const own = axis === 'x' ? near.filter((token) => away(token) < nearest + 0.7 * height) : near;
  const ordered = axis === 'x' ? family.places : family.places.toReversed();
  const matched = ordered.flatMap((place, gap) => {
    const token = own
      .filter((other) => Math.abs(at(other) - place) < Math.min(0.3 * step, height))
      .toSorted((a, b) => away(a) - away(b))[0];
    return token === undefined ? [] : [{ token, gap }];
  });
  const first = matched[0]?.gap ?? 0;
  return matched.length < FEWEST
    ? []
    : [{ tokens: matched.map(({ token }) => token), gaps: matched.map(({ gap }) => gap - first) }];
}

const longest = (sets: readonly Labelled[]): Labelled =>
  sets.reduce((a, b) => (b.tokens.length > a.tokens.length ? b : a));

function solve({ tokens, gaps }: Labelled, signs: ReadonlyMap<number, Sign>): Solution[] {
  return solutions(
    tokens.map(({ letters }) => letters.map(({ group }) => group)),
    gaps,
    signs,
  );
}

/** Of a digit's height: the size of its font. */
const SIZE = 1 / 0.72;
const UNKNOWN = '\uFFFD';

/** What is known of the letters: their meaning, the height of a digit and the width of the widest one. */
type Font = Readonly<{ meaning: ReadonlyMap<number, string>; height: number; digit: number }>;

function widestDigit(shapes: readonly LetterShape[], meaning: ReadonlyMap<number, string>): number {
  const digits = shapes.filter(({ group }) => /^\d$/.test(meaning.get(group) ?? ''));
  return Math.max(0, ...digits.map(({ box }) => box.x1 - box.x0));
}

/** A digit takes the room of the widest one: an outline is its ink alone, and that of a 1 leaves gaps as wide as between words. */
function glyphOf({ box, group, colour }: LetterShape, { meaning, height, digit }: Font, turned: boolean): Glyph {
  const text = meaning.get(group) ?? UNKNOWN;
  const size = Math.round(height * SIZE * 2) / 2;
  const ink = turned ? box.y1 - box.y0 : box.x1 - box.x0;
  const room = /^\d$/.test(text) ? Math.max(ink, digit) : ink;
  const before = (room - ink) / 2;
  return turned
    ? { text, x: box.x1, y: box.y1 + before, advance: room, size, angle: 270, colour }
    : { text, x: box.x0 - before, y: box.y1, advance: room, size, angle: 0, colour };
}
