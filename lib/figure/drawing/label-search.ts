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

/** The places of all labels in one row, each label's from `first` on, and what each costs beside all others, once it is asked for. */
type Field = Readonly<{
  labels: readonly Prepared[];
  places: readonly Place[];
  first: readonly number[];
  costs: Float64Array;
  /** round each place, so that what is far apart is not looked at closer */
  reach: readonly Box[];
  beside: (Int16Array | undefined)[];
}>;
/** Where a search stands: the place of each label in the row, and what every place costs beside those of the other labels. */
type Standing = Readonly<{ at: number[]; beside: Int32Array }>;

/**
 * Places for all labels at once, by tabu search: of the labels that cover or cross something one moves to where that is
 * least, even where it makes things worse for a while, and then waits, so that several labels give way to each other. The
 * cheapest arrangement met in which none covers another, or null. The same labels give the same places.
 */
export function untangled(all: readonly Prepared[], start: ReadonlyMap<string, Place>): Arrangement | null {
  const labels = all.filter(({ places }) => places.length > 0);
  const places = labels.flatMap((label) => label.places);
  const first = labels.map((_, i) => labels.slice(0, i).reduce((sum, label) => sum + label.places.length, 0));
  const costs = Float64Array.from(places, ({ cost }) => cost);
  const field: Field = { labels, places, first, costs, reach: places.map(reachOf), beside: [] };
  let best: Arrangement | null = null;
  for (const memory of MEMORIES) {
    const met = searched(field, start, memory);
    if (met !== null && (best === null || met.cost < best.cost)) best = met;
    if (best !== null && !best.crosses) break;
  }
  return best;
}

function searched(
  field: Field,
  start: ReadonlyMap<string, Place>,
  [mostWaits, ban]: readonly [waits: number, ban: number],
): Arrangement | null {
  const { labels, places, first } = field;
  const at = labels.map(
    (label, i) =>
      (first[i] ?? 0) +
      Math.max(
        0,
        label.places.findIndex((place) => isAt(place, start.get(label.id))),
      ),
  );
  const standing = { at, beside: new Int32Array(places.length) };
  at.forEach((place, label) => addPairs(field, standing, label, place, 1));
  const waits = labels.map(() => 0);
  const banned = new Int32Array(places.length);
  let best: Arrangement | null = null;
  for (let move = 1; move <= MOST_MOVES; move += 1) {
    const [label, to] = bestMove(field, standing, (i, place) => {
      return (waits[i] ?? 0) < move && (banned[place] ?? 0) < move;
    });
    if (label < 0) break;
    const from = at[label] ?? 0;
    banned[from] = move + ban;
    waits[label] = move + 1 + ((move * 3) % mostWaits);
    addPairs(field, standing, label, from, -1);
    addPairs(field, standing, label, to, 1);
    at[label] = to;
    best = cheaper(field, standing, best);
  }
  return best;
}

/** Where all stand now, where that is cheaper, every pair once, than the best yet and none covers another; else that. */
function cheaper(
  { labels, places, costs }: Field,
  { at, beside }: Standing,
  best: Arrangement | null,
): Arrangement | null {
  let [own, pairs] = [0, 0];
  for (const place of at) {
    const others = beside[place] ?? 0;
    if (others >= COST_OF_COVERING) return best;
    own += costs[place] ?? 0;
    pairs += others;
  }
  const [together, cost] = [pairs / 2, own + pairs / 2];
  if (best !== null && cost >= best.cost) return best;
  const stand = labels.flatMap(({ id }, i) => {
    const place = places[at[i] ?? 0];
    return place === undefined ? [] : [[id, place] as const];
  });
  return { places: new Map(stand), cost, crosses: together >= COST_OF_CROSSING };
}

function isAt({ box }: Place, start: Place | undefined): boolean {
  return start !== undefined && box.left === start.box.left && box.top === start.box.top;
}

/** Adds to every place of the others what it costs beside one place of a label, or takes it off again. */
function addPairs(field: Field, { beside }: Standing, label: number, place: number, sign: 1 | -1): void {
  const costs = field.beside[place] ?? costsBeside(field, label, place);
  field.beside[place] = costs;
  for (let i = 0; i < beside.length; i += 1) beside[i] = (beside[i] ?? 0) + sign * (costs[i] ?? 0);
}

/** What every place of the other labels costs beside one place of a label. */
function costsBeside({ places, first, reach }: Field, label: number, place: number): Int16Array {
  const costs = new Int16Array(places.length);
  const [own, around] = [places[place], reach[place]];
  if (own === undefined || around === undefined) return costs;
  const [from, to, wide] = [first[label] ?? 0, first[label + 1] ?? places.length, widened(own.box)];
  places.forEach((other, i) => {
    const theirs = reach[i];
    if ((i >= from && i < to) || theirs === undefined || !meet(around, theirs)) return;
    costs[i] = COST_OF_CROSSING * crossings(own, other) + (overlap(wide, other.box) > 0 ? COST_OF_COVERING : 0);
  });
  return costs;
}

/** The rectangle round a name, its clearance and its line. */
function reachOf({ box, leader }: Place): Box {
  const { left, top, right, bottom } = widened(box);
  if (leader === null) return { left, top, right, bottom };
  const { x1, y1, x2, y2 } = leader;
  return {
    left: Math.min(left, x1, x2),
    top: Math.min(top, y1, y2),
    right: Math.max(right, x1, x2),
    bottom: Math.max(bottom, y1, y2),
  };
}

function meet(a: Box, b: Box): boolean {
  return a.left <= b.right && b.left <= a.right && a.top <= b.bottom && b.top <= a.bottom;
}

/** Of the labels that cover, cross or touch something the move that leaves least; a label below zero where none may move. */
function bestMove(
  { labels, costs, first }: Field,
  { at, beside }: Standing,
  may: (label: number, place: number) => boolean,
): [label: number, place: number] {
  let [best, moved, most] = [-1, 0, Number.NEGATIVE_INFINITY];
  labels.forEach((_, label) => {
    const here = at[label] ?? 0;
    const now = (costs[here] ?? 0) + (beside[here] ?? 0);
    if (now < COST_OF_TOUCHING) return;
    const end = first[label + 1] ?? costs.length;
    for (let place = first[label] ?? 0; place < end; place += 1) {
      const gain = now - (costs[place] ?? 0) - (beside[place] ?? 0);
      if (place !== here && gain > most && may(label, place)) [best, moved, most] = [label, place, gain];
    }
  });
  return [best, moved];
}
