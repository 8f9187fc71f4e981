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
const COST_OF_TOUCHING = 60;
const COST_OF_OMISSION = 10_000;
const PASSES = 6;

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
  const byTop = [...requests].sort((a, b) => (a.candidates[0]?.top ?? 0) - (b.candidates[0]?.top ?? 0));
  const byRoom = [...requests].sort(
    (a, b) => freeCandidates(a, obstacles, bounds) - freeCandidates(b, obstacles, bounds),
  );
  const attempts = [requests, byTop, [...byTop].reverse(), byRoom].map((order) =>
    placeInOrder(order, obstacles, bounds),
  );
  const [best] = attempts.sort((a, b) => a.cost - b.cost);
  return best?.places ?? new Map();
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

/** Each label in turn takes its cheapest place, then moves to a cheaper one while there is one, given where the others stand. */
function placeInOrder(
  order: readonly LabelRequest[],
  obstacles: readonly Obstacle[],
  bounds: Box,
): { places: Map<string, Box>; cost: number } {
  const placed = new Map<string, Place>();
  const bestOf = (request: LabelRequest): Place | null =>
    cheapestPlace(
      request,
      obstacles,
      [...placed].flatMap(([id, place]) => (id === request.id ? [] : [place])),
      bounds,
    );
  for (let pass = 0, moved = true; pass < PASSES && moved; pass += 1) {
    moved = false;
    for (const request of order) {
      const best = bestOf(request);
      const before = placed.get(request.id)?.box;
      if (best === null) continue;
      moved ||= best.box.left !== before?.left || best.box.top !== before.top;
      placed.set(request.id, best);
    }
  }
  const cost = order.reduce(
    (sum, request) => sum + (placed.has(request.id) ? (bestOf(request)?.cost ?? 0) : COST_OF_OMISSION),
    0,
  );
  return { places: new Map([...placed].map(([id, { box }]) => [id, box])), cost };
}

function cheapestPlace(
  request: LabelRequest,
  obstacles: readonly Obstacle[],
  others: readonly Place[],
  bounds: Box,
): Place | null {
  const blocked = [...obstacles, ...others.map(({ box }) => ({ box, solid: true }))];
  let best: Place | null = null;
  for (const candidate of request.candidates) {
    const box = boxAt(candidate, request);
    const own = costOf(box, candidate.cost, blocked, bounds);
    if (own === null || (best !== null && own >= best.cost)) continue;
    const leader =
      request.marker === undefined ? null : leaderLine(box, request.marker.x, request.marker.y, request.marker.radius);
    const cost =
      own +
      COST_OF_CROSSING * crossings(box, leader, others) +
      COST_OF_TOUCHING * touched(leader, request.marker, obstacles);
    if (best === null || cost < best.cost) best = { box, leader, cost };
  }
  return best;
}

/** How many labels the line of a place would cross, and how many lines the place itself would stand on. */
function crossings(box: Box, leader: Line | null, others: readonly Place[]): number {
  return others.reduce(
    (sum, other) =>
      sum +
      Number(leader !== null && crosses(leader, other.box)) +
      Number(other.leader !== null && crosses(other.leader, box)),
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

/** Whether a line passes through a box, seen at enough places of it for labels of this size. */
function crosses({ x1, y1, x2, y2 }: Line, { left, top, right, bottom }: Box): boolean {
  return Array.from({ length: 15 }, (_, i) => (i + 1) / 16).some((share) => {
    const [x, y] = [x1 + share * (x2 - x1), y1 + share * (y2 - y1)];
    return x > left && x < right && y > top && y < bottom;
  });
}

function freeCandidates(request: LabelRequest, obstacles: readonly Obstacle[], bounds: Box): number {
  return request.candidates.filter((candidate) => costOf(boxAt(candidate, request), 0, obstacles, bounds) !== null)
    .length;
}

function boxAt({ left, top }: Candidate, { width, height }: LabelRequest): Box {
  return { left, top, right: left + width, bottom: top + height };
}

function costOf(box: Box, base: number, obstacles: readonly Obstacle[], bounds: Box): number | null {
  if (box.left < bounds.left || box.top < bounds.top || box.right > bounds.right || box.bottom > bounds.bottom)
    return null;
  const wide = {
    left: box.left - CLEARANCE,
    top: box.top - CLEARANCE,
    right: box.right + CLEARANCE,
    bottom: box.bottom + CLEARANCE,
  };
  let cost = base;
  for (const { box: other, solid } of obstacles) {
    const area = overlap(wide, other);
    if (area > 0 && solid) return null;
    cost += area * COST_PER_AREA;
  }
  return cost;
}
