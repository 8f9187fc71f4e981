import type { Place } from '../geometry';
import { ROUNDING, type Piece } from './pieces';

/** Pieces that together are one dash. */
export type Dash = readonly Piece[];

/** In points: by so much the dashes of one curve, and the gaps between them, differ from one another. */
const EVEN = 0.1;
/** A dash is written as no more pieces than this: one for each of its corners and one more. */
const MOST_PIECES = 6;

const sum = ([x, y]: Place): number => x + y;
const first = (piece: Piece): Place => piece.places[0] ?? [0, 0];
const last = (piece: Piece): Place => piece.places.at(-1) ?? [0, 0];
const lengthOf = (piece: Piece): number => sum(last(piece)) - sum(first(piece));

/** Of a curve up to the end of `piece`: the length drawn of its dash, that of all, and how uneven dashes and gaps were. */
type Way = Readonly<{
  piece: Piece;
  drawn: number;
  covered: number;
  uneven: number;
  from: Way | null;
  begins: boolean;
}>;

/**
 * Dashes that are all of one length with gaps that are all of one length, along a way that only runs right and down, from one
 * of `starts`: of all such ways the one with most ink. Pieces that touch are one dash only up to its length, so that the
 * dashes of another curve that begin where one ends are not taken with it. Only the last dash may be shorter.
 */
export function evenDashes(pieces: readonly Piece[], starts: readonly Piece[], longestGap: number): Dash[] | null {
  const sorted = pieces.filter((piece) => lengthOf(piece) > 1e-6).toSorted((a, b) => sum(first(a)) - sum(first(b)));
  let best: Way | null = null;
  for (const start of starts) {
    for (const { end, length } of firstDashes(sorted, start)) {
      const gaps = sorted.map((piece) => gapBetween(end, piece)).filter((gap) => gap > ROUNDING && gap < longestGap);
      for (const gap of new Set(gaps.map((one) => Math.round(one / EVEN) * EVEN))) {
        const way = farthest(sorted, start, length, gap);
        if (best === null || isBetter(way, best)) best = way;
      }
    }
  }
  return best === null ? null : dashesOf(best);
}

/** From the end of one piece to the start of another along the way; −1 where the other lies to the left or above. */
function gapBetween(piece: Piece, next: Piece): number {
  const [end, start] = [last(piece), first(next)];
  return start[0] < end[0] - ROUNDING || start[1] < end[1] - ROUNDING ? -1 : sum(start) - sum(end);
}

function touches(piece: Piece, next: Piece): boolean {
  const [end, start] = [last(piece), first(next)];
  return Math.hypot(start[0] - end[0], start[1] - end[1]) <= ROUNDING;
}

/** What the first dash may be: the piece alone, or with those that touch its end. */
function firstDashes(sorted: readonly Piece[], start: Piece): { end: Piece; length: number }[] {
  const found = [{ end: start, length: lengthOf(start) }];
  for (let k = 0; k < found.length && k < MOST_PIECES; k += 1) {
    const head = found[k];
    const next =
      head === undefined ? undefined : sorted.find((piece) => piece !== head.end && touches(head.end, piece));
    if (head !== undefined && next !== undefined) found.push({ end: next, length: head.length + lengthOf(next) });
  }
  return found;
}

const isBetter = (a: Way, b: Way): boolean =>
  a.covered > b.covered + EVEN || (a.covered > b.covered - EVEN && a.uneven < b.uneven);

function farthest(sorted: readonly Piece[], start: Piece, length: number, gap: number): Way {
  const begin: Way = {
    piece: start,
    drawn: lengthOf(start),
    covered: lengthOf(start),
    uneven: 0,
    from: null,
    begins: true,
  };
  const ways = new Map<Piece, Way[]>([[start, [begin]]]);
  let best = begin;
  for (const piece of sorted) {
    for (const way of ways.get(piece) ?? []) {
      if (isBetter(way, best)) best = way;
      for (const next of waysOn(way, sorted, length, gap)) {
        const others = ways.get(next.piece) ?? [];
        const same = others.find(({ drawn }) => Math.abs(drawn - next.drawn) <= EVEN);
        if (same !== undefined && !isBetter(next, same)) continue;
        ways.set(next.piece, [...others.filter((other) => other !== same), next]);
      }
    }
  }
  return best;
}

function waysOn(way: Way, sorted: readonly Piece[], length: number, gap: number): Way[] {
  const end = sum(last(way.piece));
  const off = Math.abs(way.drawn - length);
  const found: Way[] = [];
  for (let i = firstFrom(sorted, end - 2 * ROUNDING); i < sorted.length; i += 1) {
    const next = sorted[i];
    if (next === undefined || sum(first(next)) > end + gap + 2 * EVEN) break;
    if (next === way.piece) continue;
    const own = lengthOf(next);
    if (touches(way.piece, next) && way.drawn + own <= length + EVEN) {
      found.push({ ...way, piece: next, drawn: way.drawn + own, covered: way.covered + own, from: way, begins: false });
      continue;
    }
    const uneven = Math.abs(gapBetween(way.piece, next) - gap);
    if (off > EVEN || uneven > EVEN || own > length + EVEN) continue;
    found.push({
      piece: next,
      drawn: own,
      covered: way.covered + own,
      uneven: way.uneven + off + uneven,
      from: way,
      begins: true,
    });
  }
  return found;
}

/** Of pieces in the order of their starts, the first that begins no sooner. */
function firstFrom(sorted: readonly Piece[], least: number): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const half = (low + high) >> 1;
    const piece = sorted[half];
    if (piece !== undefined && sum(first(piece)) < least) low = half + 1;
    else high = half;
  }
  return low;
}

function dashesOf(end: Way): Dash[] {
  const dashes: Piece[][] = [];
  let open: Piece[] = [];
  for (let way: Way | null = end; way !== null; way = way.from) {
    open.unshift(way.piece);
    if (!way.begins) continue;
    dashes.unshift(open);
    open = [];
  }
  return dashes;
}
