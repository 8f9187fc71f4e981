/** A rectangle in px, y downwards. */
export type Box = Readonly<{ left: number; top: number; right: number; bottom: number }>;

/** A place for a label's upper left corner; of two free places the one with the lower cost is taken. */
export type Candidate = Readonly<{ left: number; top: number; cost: number }>;
export type LabelRequest = Readonly<{
  id: string;
  width: number;
  height: number;
  candidates: readonly Candidate[];
  /** the marker that a line may join to the label; with it, places are preferred whose line crosses no label */
  marker?: Readonly<{ x: number; y: number; radius: number }>;
}>;
type Line = Readonly<{ x1: number; y1: number; x2: number; y2: number }>;

/** What labels keep away from: `solid` must not be covered, anything else costs in proportion to the covered area. */
export type Obstacle = Readonly<{ box: Box; solid: boolean }>;

const CLEARANCE = 2;
const COST_PER_AREA = 0.4;
const COST_OF_CROSSING = 300;
const COST_OF_TOUCHING = 150;
const COST_OF_OMISSION = 10_000;
const PASSES = 6;
const ROUNDS = 24;

/**
 * Places labels so that none covers another, a solid obstacle, or the edge of `bounds`. A label without a free place is
 * left out of the answer: the legend names it. Tried in several orders, the cheapest total wins; the same input gives the
 * same places.
 */
export function placeLabels(
  requests: readonly LabelRequest[],
  obstacles: readonly Obstacle[],
  bounds: Box,
): Map<string, Box> {
  const prepared = requests.map((request) => prepare(request, obstacles, bounds));
  const byTop = [...prepared].sort((a, b) => a.top - b.top);
  const byRoom = [...prepared].sort((a, b) => a.places.length - b.places.length);
  const attempts = [prepared, byTop, [...byTop].reverse(), byRoom].map(placeInOrder);
  let best = attempts.reduce((a, b) => (b.cost < a.cost ? b : a));
  // As long as a line crosses something, other orders are tried, always the same ones.
  for (let round = 1; best.tangled && round <= ROUNDS; round += 1) {
    const attempt = placeInOrder(shuffled(prepared, round));
    if (attempt.cost < best.cost) best = attempt;
  }
  return best.places;
}

/** An order drawn by the generator of Park and Miller (multiplier 48271), the same for a seed. */
function shuffled<Item>(items: readonly Item[], seed: number): Item[] {
  let state = seed;
  const keys = items.map((item) => {
    state = (state * 48_271) % 2_147_483_647;
    return { item, key: state };
  });
  return keys.sort((a, b) => a.key - b.key).map(({ item }) => item);
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
  return [2, 3, 4, 5, 6, 7].flatMap((rows) =>
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

/** The shortest line from a marker to its label, or null where the label stands beside it. */
export function leaderLine(box: Box, x: number, y: number, radius: number): Line | null {
  const [x2, y2] = [Math.min(Math.max(x, box.left), box.right), Math.min(Math.max(y, box.top + 3), box.bottom - 3)];
  const distance = Math.hypot(x2 - x, y2 - y);
  if (distance < radius + 9) return null;
  const share = (radius + 2) / distance;
  return { x1: x + (x2 - x) * share, y1: y + (y2 - y) * share, x2, y2 };
}

/** Whether two rectangles have an area in common. */
export function overlap(a: Box, b: Box): number {
  const width = Math.min(a.right, b.right) - Math.max(a.left, b.left);
  const height = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
  return width > 0 && height > 0 ? width * height : 0;
}

type Place = Readonly<{ box: Box; leader: Line | null; cost: number }>;
/** A label with every place that markers, whiskers and edges leave it, the cheapest first. */
type Prepared = Readonly<{ id: string; top: number; places: readonly Place[] }>;
/** `tangled`: a label has no place, or the line of one crosses or touches something. */
type Attempt = Readonly<{ places: Map<string, Box>; cost: number; tangled: boolean }>;

function prepare(request: LabelRequest, obstacles: readonly Obstacle[], bounds: Box): Prepared {
  const { id, candidates, marker } = request;
  const places = candidates.flatMap((candidate): Place[] => {
    const box = boxAt(candidate, request);
    const own = costOf(box, candidate.cost, obstacles, bounds);
    if (own === null) return [];
    const leader = marker === undefined ? null : leaderLine(box, marker.x, marker.y, marker.radius);
    return [{ box, leader, cost: own + COST_OF_TOUCHING * touched(leader, marker, obstacles) }];
  });
  return { id, top: candidates[0]?.top ?? 0, places: places.sort((a, b) => a.cost - b.cost) };
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
  const costs = order.map((label) =>
    placed.has(label.id) ? (bestOf(label)?.cost ?? COST_OF_OMISSION) : COST_OF_OMISSION,
  );
  return {
    places: new Map([...placed].map(([id, { box }]) => [id, box])),
    cost: costs.reduce((sum, cost) => sum + cost, 0),
    tangled: costs.some((cost) => cost >= COST_OF_TOUCHING),
  };
}

/** The cheapest place that covers no other label, with what crossings cost. */
function cheapestPlace(places: readonly Place[], others: readonly Place[]): Place | null {
  let best: Place | null = null;
  for (const place of places) {
    if (best !== null && place.cost >= best.cost) break;
    const wide = widened(place.box);
    if (others.some(({ box }) => overlap(wide, box) > 0)) continue;
    const cost = place.cost + COST_OF_CROSSING * crossings(place.box, place.leader, others);
    if (best === null || cost < best.cost) best = { ...place, cost };
  }
  return best;
}

/** How many labels and lines of others the line of a place would cross, and how many lines the place itself would stand on. */
function crossings(box: Box, leader: Line | null, others: readonly Place[]): number {
  return others.reduce(
    (sum, other) =>
      sum +
      Number(leader !== null && crosses(leader, other.box)) +
      Number(other.leader !== null && crosses(other.leader, box)) +
      Number(leader !== null && other.leader !== null && intersect(leader, other.leader)),
    0,
  );
}

/** How many markers and whiskers the line of a place would touch, its own aside. */
function touched(leader: Line | null, marker: LabelRequest['marker'], obstacles: readonly Obstacle[]): number {
  if (leader === null || marker === undefined) return 0;
  const isOwn = ({ left, top, right, bottom }: Box): boolean =>
    marker.x >= left && marker.x <= right && marker.y >= top && marker.y <= bottom;
  return obstacles.filter(({ box, solid }) => solid && !isOwn(box) && crosses(leader, box)).length;
}

/** Whether two lines have a point in common: each has the ends of the other on both of its sides. */
function intersect(a: Line, b: Line): boolean {
  const side = ({ x1, y1, x2, y2 }: Line, x: number, y: number): number => (x2 - x1) * (y - y1) - (y2 - y1) * (x - x1);
  return side(a, b.x1, b.y1) * side(a, b.x2, b.y2) <= 0 && side(b, a.x1, a.y1) * side(b, a.x2, a.y2) <= 0;
}

/** Whether a line passes through the inside of a box: the part of it within the one and the other pair of edges is longer than a point. */
function crosses({ x1, y1, x2, y2 }: Line, { left, top, right, bottom }: Box): boolean {
  if (Math.max(x1, x2) <= left || Math.min(x1, x2) >= right) return false;
  if (Math.max(y1, y2) <= top || Math.min(y1, y2) >= bottom) return false;
  const [width, height] = [x2 - x1, y2 - y1];
  const across = width === 0 ? [0, 1] : [(left - x1) / width, (right - x1) / width];
  const down = height === 0 ? [0, 1] : [(top - y1) / height, (bottom - y1) / height];
  return Math.min(1, Math.max(...across), Math.max(...down)) > Math.max(0, Math.min(...across), Math.min(...down));
}

function boxAt({ left, top }: Candidate, { width, height }: LabelRequest): Box {
  return { left, top, right: left + width, bottom: top + height };
}

function costOf(box: Box, base: number, obstacles: readonly Obstacle[], bounds: Box): number | null {
  if (box.left < bounds.left || box.top < bounds.top || box.right > bounds.right || box.bottom > bounds.bottom)
    return null;
  const wide = widened(box);
  let cost = base;
  for (const { box: other, solid } of obstacles) {
    const area = overlap(wide, other);
    if (area > 0 && solid) return null;
    cost += area * COST_PER_AREA;
  }
  return cost;
}

function widened({ left, top, right, bottom }: Box): Box {
  return { left: left - CLEARANCE, top: top - CLEARANCE, right: right + CLEARANCE, bottom: bottom + CLEARANCE };
}
