import type { Place } from '../geometry';
import { evenDashes } from './even-dashes';
import { ROUNDING, type Measures, type Piece } from './pieces';

/** Where a line was bridged and more than one way is possible: `level` are its highest and lowest depth, if that is not seen. */
export type Gap = Readonly<{ x: number; level: readonly [number, number] | null }>;

/**
 * Pieces joined end to start into one line from the start of the curves. `gaps` are the places where something was bridged,
 * `gap` is the longest way between two dashes, in points; 0 of a whole line.
 */
export type Chain = Readonly<{
  places: readonly Place[];
  pieces: readonly Piece[];
  gaps: readonly Gap[];
  gap: number;
}>;

/** Of the width of the plot: what ends before is a key of the legend or the stump of a dashed line. */
const SHORTEST = 0.05;
/** Of the width: a curve may begin with its first event. */
const LATEST_START = 0.25;
/** In points: how far from the start's height a curve may begin. */
const START_DEPTH = 0.5;

const sum = ([x, y]: Place): number => x + y;
const first = (piece: Piece): Place => piece.places[0] ?? [0, 0];
const last = (piece: Piece): Place => piece.places.at(-1) ?? [0, 0];

export function isStart([x, depth]: Place, { startX, width }: Measures): boolean {
  return Math.abs(depth) <= START_DEPTH && x >= startX - 0.02 * width && x <= startX + LATEST_START * width;
}

/** All curves that connected pieces of one style form, the one that reaches farthest first. */
export function chainsOf(pieces: readonly Piece[], measures: Measures): { chains: Chain[]; rest: Piece[] } {
  const chains: Chain[] = [];
  let rest = [...pieces];
  for (;;) {
    const chain = farthest(rest, (place) => isStart(place, measures));
    if (chain === null || chain.length === 0) return { chains, rest };
    const [from, to] = [chain[0], chain.at(-1)];
    if (from === undefined || to === undefined || last(to)[0] - first(from)[0] < SHORTEST * measures.width)
      return { chains, rest };
    const used = new Set(chain);
    rest = rest.filter((piece) => !used.has(piece));
    chains.push({ places: joined(chain), pieces: chain, gaps: [], gap: 0 });
  }
}

/**
 * The connected pieces that reach farthest to the right, then down. Every way is right and down, so pieces in the order of
 * their start are sorted for a longest-path search: a mark that touches the line is a way that ends, and is not taken.
 */
function farthest(pieces: readonly Piece[], mayStart: (place: Place) => boolean): Piece[] | null {
  const sorted = pieces.toSorted((a, b) => sum(first(a)) - sum(first(b)) || sum(last(a)) - sum(last(b)));
  const before = new Map<Piece, Piece | null>();
  const ends = new Map<string, Piece[]>();
  let best: Piece | null = null;
  for (const piece of sorted) {
    const start = first(piece);
    const previous = near(ends, start).find(
      (other) => Math.hypot(last(other)[0] - start[0], last(other)[1] - start[1]) <= ROUNDING,
    );
    if (previous === undefined && !mayStart(start)) continue;
    before.set(piece, previous ?? null);
    const end = last(piece);
    const key = cell(end[0], end[1]);
    ends.set(key, [...(ends.get(key) ?? []), piece]);
    if (
      best === null ||
      end[0] > last(best)[0] + ROUNDING ||
      (end[0] > last(best)[0] - ROUNDING && end[1] > last(best)[1])
    )
      best = piece;
  }
  if (best === null) return null;
  const chain: Piece[] = [];
  for (let piece: Piece | null = best; piece !== null; piece = before.get(piece) ?? null) chain.unshift(piece);
  return chain;
}

const CELL = 0.25;
const cell = (x: number, y: number): string => `${Math.round(x / CELL)} ${Math.round(y / CELL)}`;

function near(ends: Map<string, Piece[]>, [x, y]: Place): Piece[] {
  return [-1, 0, 1].flatMap((i) => [-1, 0, 1].flatMap((j) => ends.get(cell(x + i * CELL, y + j * CELL)) ?? []));
}

function joined(pieces: readonly Piece[]): Place[] {
  return pieces.flatMap((piece, i) => (i === 0 ? piece.places : piece.places.slice(1)));
}

type Run = Readonly<{ pieces: readonly Piece[]; places: readonly Place[]; length: number }>;

/** Of the plot's width: a longer gap is none of a dash. */
const LONGEST_GAP = 0.08;
const GAP_TOLERANCE = 0.2;
const FEWEST_DASHES = 4;

/**
 * Curves whose dashes were written as lines of their own. The gap along a line is the same everywhere, also around corners:
 * that tells the dashes of one curve from those of another and from marks.
 */
export function dashedChains(pieces: readonly Piece[], measures: Measures): { chains: Chain[]; rest: Piece[] } {
  const chains: Chain[] = [];
  let rest = [...pieces];
  for (let found: Run[] | null = []; found !== null; ) {
    found = evenRuns(rest, measures) ?? rhythm(runsOf(rest), measures);
    if (found === null) break;
    const used = new Set(found.flatMap((run) => run.pieces));
    rest = rest.filter((piece) => !used.has(piece));
    chains.push(bridged(found));
  }
  return { chains, rest };
}

function evenRuns(pieces: readonly Piece[], measures: Measures): Run[] | null {
  const starts = pieces.filter((piece) => maySetOut(first(piece), measures));
  const dashes = evenDashes(pieces, starts, LONGEST_GAP * measures.width);
  const runs = (dashes ?? []).map((dash): Run => {
    const places = joined(dash);
    return { pieces: dash, places, length: sum(places.at(-1) ?? [0, 0]) - sum(places[0] ?? [0, 0]) };
  });
  return isCurve(runs, measures) ? runs : null;
}

function maySetOut(place: Place, measures: Measures): boolean {
  return isStart(place, measures) && place[0] < measures.startX + 0.03 * measures.width;
}

const reachOf = (runs: readonly Run[]): number => runs.at(-1)?.places.at(-1)?.[0] ?? 0;

function isCurve(runs: readonly Run[], { startX, width }: Measures): boolean {
  return runs.length >= FEWEST_DASHES && reachOf(runs) - startX >= SHORTEST * width;
}

function runsOf(pieces: readonly Piece[]): Run[] {
  const sorted = pieces.toSorted((a, b) => sum(first(a)) - sum(first(b)));
  const open: Piece[][] = [];
  for (const piece of sorted) {
    const start = first(piece);
    const run = open.find((candidate) => {
      const end = candidate.at(-1);
      return end !== undefined && Math.hypot(last(end)[0] - start[0], last(end)[1] - start[1]) <= ROUNDING;
    });
    if (run === undefined) open.push([piece]);
    else run.push(piece);
  }
  return open.map((run) => {
    const places = joined(run);
    const [from, to]: [Place, Place] = [places[0] ?? [0, 0], places.at(-1) ?? [0, 0]];
    return { pieces: run, places, length: sum(to) - sum(from) };
  });
}

function rhythm(runs: readonly Run[], measures: Measures): Run[] | null {
  const starts = runs.filter((run) => maySetOut(run.places[0] ?? [0, 0], measures));
  const attempts = starts.flatMap((start) => {
    const gaps = runs
      .map((run) => gapBetween(start, run))
      .filter((gap) => gap > ROUNDING && gap < LONGEST_GAP * measures.width);
    return [...new Set(gaps.map((gap) => Math.round(gap * 20) / 20))].map((gap) => walked(start, runs, gap));
  });
  const best = attempts.toSorted((a, b) => reachOf(b) - reachOf(a) || b.length - a.length)[0];
  return best !== undefined && isCurve(best, measures) ? best : null;
}

function gapBetween(from: Run, to: Run): number {
  const [end, start]: [Place, Place] = [from.places.at(-1) ?? [0, 0], to.places[0] ?? [0, 0]];
  if (start[0] < end[0] - ROUNDING || start[1] < end[1] - ROUNDING) return -1;
  return sum(start) - sum(end);
}

function walked(start: Run, runs: readonly Run[], gap: number): Run[] {
  const walk = [start];
  for (;;) {
    const current = walk.at(-1) ?? start;
    const fitting = runs.filter((run) => run !== current && Math.abs(gapBetween(current, run) - gap) <= GAP_TOLERANCE);
    if (fitting.length === 0) return walk;
    // Of several, the dash that is as long as the one of the same place in the rhythm.
    const expected = (walk.at(-2) ?? current).length;
    walk.push(fitting.toSorted((a, b) => Math.abs(a.length - expected) - Math.abs(b.length - expected))[0] ?? current);
  }
}

function bridged(runs: readonly Run[]): Chain {
  const places: Place[] = [];
  const gaps: Gap[] = [];
  let gap = 0;
  for (const run of runs) {
    const [end, start] = [places.at(-1), run.places[0]];
    if (end !== undefined && start !== undefined) {
      gap = Math.max(gap, sum(start) - sum(end));
      const corner = cornerBetween(places, run.places);
      if (corner.unsure !== null) gaps.push(corner.unsure);
      places.push(...corner.places);
    }
    places.push(...run.places);
  }
  return { places, pieces: runs.flatMap((run) => run.pieces), gaps, gap };
}

/** How a line goes on through a gap: its ends say on which of them the corner lies; two level ends leave it open. */
function cornerBetween(before: readonly Place[], after: readonly Place[]): { places: Place[]; unsure: Gap | null } {
  const [end, start] = [before.at(-1) ?? [0, 0], after[0] ?? [0, 0]];
  const [dx, dy] = [start[0] - end[0], start[1] - end[1]];
  if (dx <= ROUNDING || dy <= ROUNDING) return { places: [], unsure: null };
  const [previous, next] = [before.at(-2) ?? end, after[1] ?? start];
  const endsLevel = Math.abs(end[1] - previous[1]) <= ROUNDING;
  const startsLevel = Math.abs(next[1] - start[1]) <= ROUNDING;
  if (endsLevel && !startsLevel) return { places: [[start[0], end[1]]], unsure: null };
  if (!endsLevel && startsLevel) return { places: [[end[0], start[1]]], unsure: null };
  if (!endsLevel)
    return {
      places: [
        [end[0], (end[1] + start[1]) / 2],
        [start[0], (end[1] + start[1]) / 2],
      ],
      unsure: { x: end[0], level: [end[1], start[1]] },
    };
  const x = (end[0] + start[0]) / 2;
  return {
    places: [
      [x, end[1]],
      [x, start[1]],
    ],
    unsure: { x, level: null },
  };
}
