import { crosses, intersect, overlap, widened, type Box, type Line } from './label-geometry';

/** A place of a label with what it costs by itself. */
export type Place = Readonly<{ box: Box; leader: Line | null; cost: number }>;
/** A label with every place that markers, whiskers and edges leave it, the cheapest first. */
export type Prepared = Readonly<{ id: string; top: number; places: readonly Place[] }>;

export const COST_OF_CROSSING = 1500;
export const COST_OF_TOUCHING = 150;
const COST_OF_COVERING = 2500;
/** Where so many moves have not untangled the lines, there is probably no way; it takes some tens of milliseconds. */
const MOST_MOVES = 400;
/**
 * A label waits up to so many moves after its own, and does not go back to where it was for so many. Where lines still cross
 * after a search, another is made with the next pair, which takes another way from the same beginning.
 */
const MEMORIES: readonly (readonly [waits: number, ban: number])[] = [
  [5, 25],
  [7, 40],
  [3, 15],
  [9, 70],
];

/** How many labels and lines of others the line of a place would cross, and how many lines the place itself would stand on. */
export function crossings(a: Place, b: Place): number {
  return (
    Number(a.leader !== null && crosses(a.leader, b.box)) +
    Number(b.leader !== null && crosses(b.leader, a.box)) +
    Number(a.leader !== null && b.leader !== null && intersect(a.leader, b.leader))
  );
}

type Arrangement = Readonly<{ places: Map<string, Place>; cost: number; crosses: boolean }>;

/**
 * Places for all labels at once, by tabu search: of the labels that cover or cross something one moves to where that is
 * least, even where it makes things worse for a while, and then waits, so that several labels give way to each other. The
 * cheapest arrangement met in which none covers another, or null. The same labels give the same places.
 */
export function untangled(labels: readonly Prepared[], start: ReadonlyMap<string, Place>): Arrangement | null {
  let best: Arrangement | null = null;
  for (const memory of MEMORIES) {
    const met = searched(labels, start, memory);
    if (met !== null && (best === null || met.cost < best.cost)) best = met;
    if (best !== null && !best.crosses) break;
  }
  return best;
}

function searched(
  labels: readonly Prepared[],
  start: ReadonlyMap<string, Place>,
  [mostWaits, ban]: readonly [waits: number, ban: number],
): Arrangement | null {
  const search = labels.filter(({ places }) => places.length > 0);
  const at = search.map(({ id, places }) =>
    Math.max(
      0,
      places.findIndex((place) => isAt(place, start.get(id))),
    ),
  );
  const beside = search.map(({ places }) => places.map(() => 0));
  search.forEach((_, label) => addPairs(search, beside, label, at[label] ?? 0, 1));
  const waits = search.map(() => 0);
  const banned = search.map(({ places }) => places.map(() => 0));
  let best: Arrangement | null = null;
  for (let move = 1; move <= MOST_MOVES; move += 1) {
    const [label, to] = bestMove(search, beside, at, (i, place) => {
      return (waits[i] ?? 0) < move && (banned[i]?.[place] ?? 0) < move;
    });
    if (label < 0) break;
    const from = at[label] ?? 0;
    const own = banned[label];
    if (own !== undefined) own[from] = move + ban;
    waits[label] = move + 1 + ((move * 3) % mostWaits);
    addPairs(search, beside, label, from, -1);
    addPairs(search, beside, label, to, 1);
    at[label] = to;
    const met = arrangement(search, beside, at);
    if (met !== null && (best === null || met.cost < best.cost)) best = met;
  }
  return best;
}

/** Where all stand, and what it costs, every pair once; null where one covers another. */
function arrangement(
  search: readonly Prepared[],
  beside: readonly (readonly number[])[],
  at: readonly number[],
): Arrangement | null {
  const pairs = search.map((_, i) => beside[i]?.[at[i] ?? 0] ?? 0);
  if (pairs.some((cost) => cost >= COST_OF_COVERING)) return null;
  const places = search.flatMap(({ id, places: own }, i) => {
    const place = own[at[i] ?? 0];
    return place === undefined ? [] : [[id, place] as const];
  });
  const own = places.reduce((sum, [, { cost }]) => sum + cost, 0);
  const together = pairs.reduce((sum, cost) => sum + cost, 0) / 2;
  return { places: new Map(places), cost: own + together, crosses: together >= COST_OF_CROSSING };
}

function isAt({ box }: Place, start: Place | undefined): boolean {
  return start !== undefined && box.left === start.box.left && box.top === start.box.top;
}

/** Adds to every place of the others what it costs beside one place of a label, or takes it off again. */
function addPairs(search: readonly Prepared[], beside: number[][], label: number, place: number, sign: 1 | -1): void {
  const own = search[label]?.places[place];
  if (own === undefined) return;
  search.forEach(({ places }, i) => {
    const sum = beside[i];
    if (i === label || sum === undefined) return;
    places.forEach((other, j) => {
      sum[j] = (sum[j] ?? 0) + sign * costBeside(own, other);
    });
  });
}

function costBeside(a: Place, b: Place): number {
  return COST_OF_CROSSING * crossings(a, b) + (overlap(widened(a.box), b.box) > 0 ? COST_OF_COVERING : 0);
}

/** Of the labels that cover, cross or touch something the move that leaves least; a label below zero where none may move. */
function bestMove(
  search: readonly Prepared[],
  beside: readonly (readonly number[])[],
  at: readonly number[],
  may: (label: number, place: number) => boolean,
): [label: number, place: number] {
  let best: [number, number, number] = [-1, 0, Number.NEGATIVE_INFINITY];
  search.forEach(({ places }, label) => {
    const here = at[label] ?? 0;
    const now = (places[here]?.cost ?? 0) + (beside[label]?.[here] ?? 0);
    if (now < COST_OF_TOUCHING) return;
    places.forEach(({ cost }, place) => {
      const gain = now - cost - (beside[label]?.[place] ?? 0);
      if (place !== here && gain > best[2] && may(label, place)) best = [label, place, gain];
    });
  });
  return [best[0], best[1]];
}
