import { crosses, leaderLine, overlap, widened, type Box, type Line } from './label-geometry';
import { COST_OF_CROSSING, COST_OF_TOUCHING, crossings, untangled, type Place, type Prepared } from './label-search';

type Size = Readonly<{ width: number; height: number }>;
/** A place for a label's upper left corner; of two free places the one with the lower cost is taken. `size`: not that of the request. */
export type Candidate = Readonly<{ left: number; top: number; cost: number; size?: Size }>;
export type LabelRequest = Readonly<{
  id: string;
  width: number;
  height: number;
  candidates: readonly Candidate[];
  /** places that are tried only where those leave a name on a curve, a line through a name, or no place at all */
  further?: () => readonly Candidate[];
  /** the name is said elsewhere too: it is left out rather than put on a curve */
  optional?: boolean;
  /** the marker that a line may join to the label; with it, places are preferred whose line crosses no label */
  marker?: Readonly<{ x: number; y: number; radius: number }>;
  /** what a place costs that is nearer to another's marker, as whose name it is read, line or not; nothing without it */
  strangers?: number;
}>;
/** What labels keep away from: `solid` must not be covered; anything else is a line, on which a name stands only where no other place is left. */
export type Obstacle = Readonly<{
  box: Box;
  solid: boolean;
  /** a line through a marker is worse than one through a whisker */
  marker?: boolean;
}>;

const COST_PER_AREA = 1;
/** A name on a curve is worse than one whose own line runs through a marker, and better than none. */
const COST_OF_CURVE = 1000;

/** So many whiskers weigh as much as a marker under the line of another. */
const MARKERS_WORTH = 5;
const COST_OF_OMISSION = 10_000;
const PASSES = 6;
/** Places of one label that are looked at, the cheapest of them: the time of a search grows with them. */
const MOST_PLACES = 140;

/**
 * Places labels so that none covers another, a solid obstacle, or the edge of `bounds`. A label without a free place is
 * left out of the answer: the legend names it. Tried in several orders, the cheapest total wins; where a line still crosses
 * something, all labels are moved together. The same input gives the same places.
 */
export function placeLabels(
  requests: readonly LabelRequest[],
  obstacles: readonly Obstacle[],
  bounds: Box,
): Map<string, Box> {
  const near = arranged(requests, obstacles, bounds);
  if (!near.faulty || requests.every(({ further }) => further === undefined)) return near.boxes;
  const anywhere = requests.map((one) => ({ ...one, candidates: [...one.candidates, ...(one.further?.() ?? [])] }));
  const far = arranged(anywhere, obstacles, bounds);
  return far.cost < near.cost ? far.boxes : near.boxes;
}

/** `faulty`: a name stands on a curve or has no place, or the line to one crosses another. */
type Arranged = Readonly<{ boxes: Map<string, Box>; cost: number; faulty: boolean }>;

function arranged(requests: readonly LabelRequest[], obstacles: readonly Obstacle[], bounds: Box): Arranged {
  const all = requests.map((request) => prepare(request, obstacles, bounds));
  const prepared = all.filter(({ places }, i) => places.length > 0 || requests[i]?.optional !== true);
  const byTop = [...prepared].sort((a, b) => a.top - b.top);
  const byRoom = [...prepared].sort((a, b) => a.places.length - b.places.length);
  const attempts = [prepared, byTop, [...byTop].reverse(), byRoom].map(placeInOrder);
  const best = attempts.reduce((a, b) => (b.cost < a.cost ? b : a));
  const moved = best.tangled ? untangled(prepared, best.places) : null;
  const { places, cost } = moved !== null && moved.cost < best.cost ? moved : best;
  return {
    boxes: new Map([...places].map(([id, { box }]) => [id, box])),
    cost,
    faulty:
      places.size < prepared.length ||
      [...places.values()].some((place) => place.cost >= COST_OF_CURVE) ||
      [...places.values()].reduce((left, place) => left - place.cost, cost) >= COST_OF_CROSSING,
  };
}

/** Places beside a marker: close to the right first, then left, then step by step up and down, further out last. */
export function candidatesAround(x: number, y: number, clear: number, width: number, height: number): Candidate[] {
  const candidates: Candidate[] = [];
  for (let step = 0; step <= 6; step += 1) {
    for (const direction of step === 0 ? [0] : [-1, 1]) {
      const top = y - height / 2 + direction * step * (height * 0.6);
      const distance = step * 6;
      candidates.push({ left: x + clear, top, cost: distance }, { left: x - clear - width, top, cost: distance + 3 });
      candidates.push(
        { left: x + clear + 22, top, cost: distance + 12 },
        { left: x - clear - 22 - width, top, cost: distance + 15 },
      );
    }
  }
  return candidates;
}

/** Places above and below a marker with its whisker, for labels too long to stand beside it: centred, or reaching to one side. */
export function candidatesBeyond(x: number, top: number, bottom: number, width: number, height: number): Candidate[] {
  return [0.5, 0.25, 0.75, 0.05, 0.95].flatMap((share): Candidate[] => {
    const [left, aside] = [x - share * width, Math.abs(share - 0.5) * 8];
    return [
      { left, top: top - height - 4, cost: 50 + aside },
      { left, top: bottom + 4, cost: 52 + aside },
    ];
  });
}

/** Places further off, for a marker whose neighbours leave no other: by rising distance, above and below by turns. */
export function candidatesFar(x: number, y: number, clear: number, width: number, height: number): Candidate[] {
  return [2, 2.5, 3, 3.5, 4, 4.5, 5, 5.5, 6, 6.5, 7].flatMap((rows) =>
    [-1, 1].flatMap((side): Candidate[] => {
      const [top, cost] = [y + side * rows * 0.8 * height - height / 2, 80 + 12 * rows];
      return [
        { left: x - width / 2, top, cost },
        { left: x + clear, top, cost: cost + 4 },
        { left: x - clear - width, top, cost: cost + 6 },
      ];
    }),
  );
}

/** Places anywhere in a plot of so many px: far from the marker only where all nearer ones are taken. */
export function candidatesAnywhere(x: number, y: number, width: number, height: number, bounds: Box): Candidate[] {
  const [across, down] = [bounds.right - bounds.left - width, bounds.bottom - bounds.top - height];
  return Array.from({ length: 16 }, (_, column) => bounds.left + (across * column) / 15).flatMap((left) =>
    Array.from({ length: 20 }, (_, row): Candidate => {
      const top = bounds.top + (down * row) / 19;
      return { left, top, cost: 180 + Math.hypot(left + width / 2 - x, top + height / 2 - y) };
    }),
  );
}

/** `tangled`: a label has no place, or the line of one crosses or touches something. */
type Attempt = Readonly<{ places: ReadonlyMap<string, Place>; cost: number; tangled: boolean }>;

function prepare(request: LabelRequest, obstacles: readonly Obstacle[], bounds: Box): Prepared {
  const { id, candidates, marker, strangers = 0, optional = false } = request;
  const others =
    marker === undefined || strangers === 0
      ? []
      : obstacles.filter((one) => one.marker === true && !holds(one.box, marker));
  const places = candidates.flatMap((candidate): Place[] => {
    const box = boxAt(candidate, request);
    const own = costOf(box, candidate.cost, obstacles, bounds);
    if (own === null || (optional && own >= COST_OF_CURVE)) return [];
    const leader = marker === undefined ? null : leaderLine(box, marker.x, marker.y, marker.radius);
    const stranger = isNearerTo(others, box, marker) ? strangers : 0;
    return [{ box, leader, cost: own + stranger + COST_OF_TOUCHING * touched(leader, marker, obstacles) }];
  });
  return { id, top: candidates[0]?.top ?? 0, places: places.sort((a, b) => a.cost - b.cost).slice(0, MOST_PLACES) };
}

/** Each label in turn takes its cheapest place, then moves to a cheaper one while there is one, given where the others stand. */
function placeInOrder(order: readonly Prepared[]): Attempt {
  const placed = new Map<string, Place>();
  const bestOf = ({ id, places }: Prepared): Place | null =>
    cheapestPlace(
      places,
      [...placed].flatMap(([other, place]) => (other === id ? [] : [place])),
    );
  for (let pass = 0, moved = true; pass < PASSES && moved; pass += 1) {
    moved = false;
    for (const label of order) {
      const best = bestOf(label);
      const before = placed.get(label.id)?.box;
      if (best === null) continue;
      moved ||= best.box.left !== before?.left || best.box.top !== before.top;
      placed.set(label.id, best);
    }
  }
  const stand = [...placed.values()];
  const costs = stand.map((place) => place.cost + COST_OF_CROSSING * crossed(place, stand));
  return {
    places: placed,
    cost: costs.reduce((sum, cost) => sum + cost, COST_OF_OMISSION * (order.length - placed.size)),
    tangled: placed.size < order.length || costs.some((cost) => cost >= COST_OF_TOUCHING),
  };
}

/** The cheapest place that covers no other label, with what crossings cost. */
function cheapestPlace(places: readonly Place[], others: readonly Place[]): Place | null {
  let best: Readonly<{ place: Place; cost: number }> | null = null;
  for (const place of places) {
    if (best !== null && place.cost >= best.cost) break;
    const wide = widened(place.box);
    if (others.some(({ box }) => overlap(wide, box) > 0)) continue;
    const cost = place.cost + COST_OF_CROSSING * crossed(place, others);
    if (best === null || cost < best.cost) best = { place, cost };
  }
  return best?.place ?? null;
}

function crossed(place: Place, others: readonly Place[]): number {
  return others.reduce((sum, other) => sum + (other === place ? 0 : crossings(place, other)), 0);
}

/** How many whiskers the line of a place would touch, its own aside; a marker counts as several. */
function touched(leader: Line | null, marker: LabelRequest['marker'], obstacles: readonly Obstacle[]): number {
  if (leader === null || marker === undefined) return 0;
  return obstacles
    .filter(({ box, solid }) => solid && !holds(box, marker) && crosses(leader, box))
    .reduce((sum, { marker: whole = false }) => sum + (whole ? MARKERS_WORTH : 1), 0);
}

function holds({ left, top, right, bottom }: Box, { x, y }: Readonly<{ x: number; y: number }>): boolean {
  return x >= left && x <= right && y >= top && y <= bottom;
}

/** Whether a name is nearer to one of these markers than to its own. */
function isNearerTo(others: readonly Obstacle[], box: Box, marker: LabelRequest['marker']): boolean {
  if (marker === undefined) return false;
  const away = (x: number, y: number): number =>
    Math.hypot(Math.max(box.left - x, x - box.right, 0), Math.max(box.top - y, y - box.bottom, 0));
  const own = away(marker.x, marker.y);
  return others.some(({ box: { left, top, right, bottom } }) => away((left + right) / 2, (top + bottom) / 2) < own - 1);
}

function boxAt({ left, top, size }: Candidate, request: LabelRequest): Box {
  const { width, height } = size ?? request;
  return { left, top, right: left + width, bottom: top + height };
}

function costOf(box: Box, base: number, obstacles: readonly Obstacle[], bounds: Box): number | null {
  if (box.left < bounds.left || box.top < bounds.top || box.right > bounds.right || box.bottom > bounds.bottom)
    return null;
  const wide = widened(box);
  let covered = 0;
  for (const { box: other, solid } of obstacles) {
    const area = overlap(wide, other);
    if (area > 0 && solid) return null;
    covered += area;
  }
  return base + COST_PER_AREA * covered + (covered > 0 ? COST_OF_CURVE : 0);
}
